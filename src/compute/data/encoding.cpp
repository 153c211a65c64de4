#include "compute/data/encoding.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace eigenscope {
namespace {

constexpr std::string_view utf8_mark = "\xef\xbb\xbf", little_mark = "\xff\xfe", big_mark = "\xfe\xff";

// 0x80 to 0x9f of Windows-1252 (WHATWG Encoding Standard, index-windows-1252).
constexpr std::array<char32_t, 32> western_high{
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178};

void append(std::string& text, char32_t c) {
    const auto byte = [&](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xc0 | (c >> 6));
        byte(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        byte(0xe0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3f));
        byte(0x80 | (c & 0x3f));
    } else {
        byte(0xf0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3f));
        byte(0x80 | ((c >> 6) & 0x3f));
        byte(0x80 | (c & 0x3f));
    }
}

constexpr std::size_t block = 1u << 20;                    // bytes between two looks at the stop token
const Error stopped{"reading was stopped"};

Result<Utf8Text> from_utf16(std::string_view bytes, bool big, const std::stop_token& stop) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big ? a << 8 | b : b << 8 | a);
    };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        if (i % block == 0 && stop.stop_requested()) return stopped;
        const char32_t first = unit(i);
        const bool lead = first >= 0xd800 && first < 0xdc00;
        const char32_t second = lead && i + 3 < bytes.size() ? unit(i + 2) : 0;
        if (second >= 0xdc00 && second < 0xe000) {
            append(text, 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            i += 2;
        } else {
            append(text, first >= 0xd800 && first < 0xe000 ? 0xfffd : first);
        }
    }
    return Utf8Text(std::move(text));
}

Result<Utf8Text> from_western(std::string_view bytes, const std::stop_token& stop) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % block == 0 && stop.stop_requested()) return stopped;
        const auto c = static_cast<unsigned char>(bytes[i]);
        append(text, c >= 0x80 && c < 0xa0 ? western_high[c - 0x80u] : c);
    }
    return Utf8Text(std::move(text));
}

}

Encoding encoding_of(std::string_view bytes) {
    if (bytes.starts_with(utf8_mark)) return Encoding::utf8;
    if (bytes.starts_with(little_mark)) return Encoding::utf16_little;
    if (bytes.starts_with(big_mark)) return Encoding::utf16_big;
    // In UTF-16, of text that is mostly ASCII, every other byte is zero.
    const std::string_view start = bytes.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0';
    if (zeros[1] > start.size() / 5 && zeros[0] <= start.size() / 50) return Encoding::utf16_little;
    if (zeros[0] > start.size() / 5 && zeros[1] <= start.size() / 50) return Encoding::utf16_big;
    const std::string_view looked_at = bytes.substr(0, block);
    // A character may be cut in two at the end of what is looked at: only whole lines count where there are some.
    const std::size_t end = looked_at.size() < bytes.size() ? looked_at.find_last_of("\r\n") : looked_at.size();
    return is_utf8(looked_at.substr(0, end)) ? Encoding::utf8 : Encoding::western;
}

Result<Utf8Text> as_utf8(std::string_view bytes, Encoding encoding, std::stop_token stop) {
    switch (encoding) {
        case Encoding::utf16_little: return from_utf16(bytes.starts_with(little_mark) ? bytes.substr(2) : bytes, false, stop);
        case Encoding::utf16_big: return from_utf16(bytes.starts_with(big_mark) ? bytes.substr(2) : bytes, true, stop);
        case Encoding::western: return from_western(bytes, stop);
        case Encoding::utf8: break;
    }
    const std::string_view text = bytes.starts_with(utf8_mark) ? bytes.substr(utf8_mark.size()) : bytes;
    for (std::size_t at = 0; at < text.size();) {
        if (stop.stop_requested()) return stopped;
        // A line end is never inside a character.
        const std::size_t line_end = text.find('\n', std::min(at + block, text.size()));
        const std::size_t end = line_end == std::string_view::npos ? text.size() : line_end;
        if (!is_utf8(text.substr(at, end - at))) {
            Utf8Text mended(mended_utf8(text, 3 * text.size()));
            mended.mended = true;
            return mended;
        }
        at = end;
    }
    return Utf8Text(text);
}

}
