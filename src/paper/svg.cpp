#include "paper/svg.hpp"

#include "base/utf8.hpp"

#include <array>
#include <cstdint>
#include <map>

namespace eigenscope::paper {

namespace {

/// cairo numbers surfaces and images through the life of the program; here they are numbered anew in each file, in order of
/// appearance, so that the same sheet gives the same bytes.
std::string renumbered(const std::string& svg) {
    std::string result;
    result.reserve(svg.size());
    std::map<std::string, std::size_t> numbers;
    std::size_t copied = 0;
    for (std::size_t at = svg.find_first_of("\"#"); at != std::string::npos; at = svg.find_first_of("\"#", at + 1)) {
        const std::size_t word = at + 1, digits = svg.find_first_of("0123456789\"#<", word);
        if (digits == std::string::npos) break;
        const std::string_view kind(svg.data() + word, digits - word);
        if (kind != "surface" && kind != "image" && kind != "source-") continue;   // the last since 1.18
        const std::size_t end = svg.find_first_not_of("0123456789", digits);
        const auto number = numbers.emplace(svg.substr(word, end - word), numbers.size() + 1).first->second;
        result.append(svg, copied, digits - copied).append(std::to_string(number));
        copied = end;
    }
    return result.append(svg, copied);
}

/// Eight digits that another content hardly has (FNV-1a, 64 bits folded to 32).
std::string fingerprint(const std::string& content) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4) text += digits[(hash ^ hash >> 32) >> shift & 15];
    return text;
}

/// A page may hold many pictures, and their ids are the page's: `prefix` goes before each id and wherever one is named.
std::string with_prefix(const std::string& svg, const std::string& prefix) {
    constexpr std::array<std::string_view, 3> before_names = {" id=\"", "\"#", "url(#"};
    std::string result;
    result.reserve(svg.size() + svg.size() / 16);
    for (std::size_t at = 0; at < svg.size();) {
        std::size_t next = svg.size();
        for (const std::string_view mark : before_names)
            if (const std::size_t found = svg.find(mark, at); found < next) next = found + mark.size();
        result.append(svg, at, next - at);
        if (next < svg.size()) result += prefix;
        at = next;
    }
    return result;
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : mended_utf8(text, 3 * text.size())) {
        if (c == '&') result += "&amp;";
        else if (c == '<') result += "&lt;";
        else if (c == '>') result += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') result += c;   // XML 1.0 has no other controls
    }
    return result;
}

/// Title and description, which screen readers say (SVG 1.1, section 5.4; the roles of WAI-ARIA).
std::string with_caption(const std::string& svg, const Caption& caption, const std::string& prefix) {
    const std::size_t tag = svg.find("<svg "), end = svg.find('>', tag);
    if (caption.title.empty() || end == std::string::npos) return svg;
    const std::string title = prefix + "title", description = prefix + "desc";
    std::string result = svg.substr(0, end) + " role=\"img\" aria-labelledby=\"" + title + "\"";
    if (!caption.description.empty()) result += " aria-describedby=\"" + description + "\"";
    result += ">\n<title id=\"" + title + "\">" + escaped(caption.title) + "</title>";
    if (!caption.description.empty()) result += "\n<desc id=\"" + description + "\">" + escaped(caption.description) + "</desc>";
    return result + svg.substr(end + 1);
}

}

std::string finished_svg(const std::string& drawn, const Caption& caption) {
    const std::string svg = renumbered(drawn);
    const std::string prefix = "e" + fingerprint(svg + caption.title + caption.description) + "-";
    return with_caption(with_prefix(svg, prefix), caption, prefix);
}

}
