#include "document/files.hpp"
#include "document/journal.hpp"

#include <charconv>

namespace eigenscope {
namespace {

// FNV-1a, 64 bit (Fowler, Noll & Vo): enough to tell a whole entry from a torn one.
std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

constexpr std::string_view tag = "\neigenscope-journal ";

/// The line before an entry: how long the path and the scene are that follow it, and their checksum.
struct Head {
    std::uint64_t path = 0, scene = 0, checksum = 0;
    std::size_t length = 0;                   ///< of the line itself
};

std::optional<Head> head_at(std::string_view bytes) {
    if (!bytes.starts_with(tag)) return std::nullopt;
    Head head;
    const char *at = bytes.data() + tag.size(), *end = bytes.data() + bytes.size();
    for (std::uint64_t* number : {&head.path, &head.scene, &head.checksum}) {
        const auto [after, error] = std::from_chars(at, end, *number);
        if (error != std::errc{} || after == end) return std::nullopt;
        at = after + 1;                       // a blank, or the end of the line
    }
    if (at[-1] != '\n') return std::nullopt;
    head.length = static_cast<std::size_t>(at - bytes.data());
    return head;
}

std::optional<Recovery> entry_at(std::string_view bytes) {
    const auto head = head_at(bytes);
    if (!head) return std::nullopt;
    const std::string_view body = bytes.substr(head->length);
    if (head->path > body.size() || head->scene > body.size() - head->path) return std::nullopt;
    const std::string_view whole = body.substr(0, head->path + head->scene);
    if (checksum(whole) != head->checksum) return std::nullopt;
    Result<Opened> opened = decode_document(whole.substr(head->path));
    if (!opened) return std::nullopt;
    return Recovery{std::move(opened->document), std::filesystem::path(whole.substr(0, head->path)), {}};
}

}

std::string journal_entry(const Document& document, const std::filesystem::path& belongs_to) {
    const std::string path = belongs_to.string(), scene = encode_document(document), body = path + scene;
    std::string entry(tag);
    for (const std::uint64_t number : {std::uint64_t(path.size()), std::uint64_t(scene.size())}) (entry += std::to_string(number)) += ' ';
    return entry + std::to_string(checksum(body)) + '\n' + body;
}

std::optional<Recovery> last_entry(std::string_view bytes) {
    // A crash tears the last entry at most; a file whose end is all wrong is not ours, and not searched to its beginning.
    constexpr int most_tries = 8;
    std::size_t at = bytes.rfind(tag);
    for (int i = 0; i < most_tries && at != bytes.npos; ++i) {
        if (auto entry = entry_at(bytes.substr(at))) return entry;
        at = at == 0 ? bytes.npos : bytes.rfind(tag, at - 1);
    }
    return std::nullopt;
}

}
