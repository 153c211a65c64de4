#include "document/descriptor.hpp"
#include "document/files.hpp"

#include "base/limits.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

namespace eigenscope {
namespace {

std::string size_in_words(std::size_t bytes) {
    return bytes < 10'000 ? std::to_string(bytes) + " bytes" : std::to_string((bytes + 1023) / 1024) + " KiB";
}

Error unreadable(const std::string& name, int error_number) {
    struct stat link;
    if (error_number == ENOENT && ::lstat(name.c_str(), &link) == 0 && S_ISLNK(link.st_mode))
        return Error{name + " is a link to a file that does not exist"};
    if (error_number == ENOENT) return Error{name + ": there is no such file"};
    return Error{name + " cannot be read: " + reason_of(error_number)};
}

// What is wrong with reading this as a file, if anything. Looked at before opening too: opening a device can already do something.
std::optional<Error> no_plain_file(const std::string& name, const struct stat& status) {
    if (S_ISDIR(status.st_mode)) return Error{name + " is a directory, not a file"};
    if (!S_ISREG(status.st_mode)) return Error{name + " is not a regular file but a device, a pipe or a socket"};
    return std::nullopt;
}

}

Result<std::string> read_most(int file, const std::string& name, std::size_t most) {
    std::string bytes;
    std::array<char, 65536> buffer;
    while (bytes.size() < most) {
        const ::ssize_t got = ::read(file, buffer.data(), std::min(buffer.size(), most - bytes.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unreadable(name, errno);
        if (got == 0) break;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return bytes;
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
    const std::string name = path.string();
    struct stat status;
    if (::stat(name.c_str(), &status) != 0) return unreadable(name, errno);
    if (auto error = no_plain_file(name, status)) return *std::move(error);
    // Without O_NONBLOCK a pipe that took the file's place in the meantime would hold the program.
    const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file || ::fstat(file.number(), &status) != 0) return unreadable(name, errno);
    if (auto error = no_plain_file(name, status)) return *std::move(error);
    Result<std::string> bytes = read_most(file.number(), name, limit + 1);
    if (bytes && bytes->size() > limit) return Error{name + " is too large: at most " + size_in_words(limit) + " are read"};
    return bytes;
}

std::optional<FileStamp> stamp_of(const std::filesystem::path& path) {
    struct stat found;
    if (::stat(path.c_str(), &found) != 0) return std::nullopt;
    return FileStamp{found.st_mtim.tv_sec, found.st_mtim.tv_nsec, static_cast<std::uint64_t>(found.st_size), found.st_ino};
}

std::variant<Opened, OpenError> open_document(const std::filesystem::path& path) {
    const Result<std::string> text = read_file(path, limits::scene_bytes);
    if (!text) {
        // It could be read, but what is in it is no scene.
        std::error_code ignored;
        const bool too_large = std::filesystem::is_regular_file(path, ignored) && std::filesystem::file_size(path, ignored) > limits::scene_bytes;
        return OpenError{text.error(), too_large ? 65 : 66};
    }
    Result<Opened> result = decode_document(*text);
    if (!result) return OpenError{path.string() + ": " + result.error(), 65};
    return *std::move(result);
}

}
