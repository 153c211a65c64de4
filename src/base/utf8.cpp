#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace eigenscope {
namespace {

// The length of the well-formed character at the start of `text`, or 0 (The Unicode Standard, table 3-7).
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](std::size_t i, unsigned lo = 0x80, unsigned hi = 0xBF) { return byte(i) >= lo && byte(i) <= hi; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned lo = first == 0xE0 ? 0xA0 : 0x80, hi = first == 0xED ? 0x9F : 0xBF;
        return follows(1, lo, hi) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned lo = first == 0xF0 ? 0x90 : 0x80, hi = first == 0xF4 ? 0x8F : 0xBF;
        return follows(1, lo, hi) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// The number of a well-formed character.
char32_t code_point(std::string_view character) {
    constexpr std::array<unsigned, 5> first_bits = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = static_cast<unsigned char>(character.front()) & first_bits[character.size()];
    for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return code;
}

struct Range {
    char32_t first, last;
};

// Controls (General Category Cc), line and paragraph separators, and what is Default_Ignorable_Code_Point in the Unicode Character Database
// (15.0): changes of direction, characters of no width, selectors, tags. In a message they would hide or move what stands beside them.
constexpr auto unseen = std::to_array<Range>({
    {0x00, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
});

bool is_unseen(char32_t code) {
    return std::any_of(unseen.begin(), unseen.end(), [code](const Range& range) { return code >= range.first && code <= range.last; });
}

void spell(std::string& out, char32_t code) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (code == '\n') out += "\\n";
    else if (code == '\t') out += "\\t";
    else {
        const bool far = code > 0xFFFF;
        out += far ? "\\U" : "\\u";
        for (int shift = far ? 28 : 12; shift >= 0; shift -= 4) out += digits[code >> shift & 15];
    }
}

}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string mended_utf8(std::string_view text, std::size_t most) {
    std::string mended;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = length > 0 ? text.substr(0, length) : replacement;
        if (mended.size() + character.size() > most) break;
        mended += character;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return mended;
}

std::string legible(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = length > 0 ? text.substr(0, length) : replacement;
        if (const char32_t code = code_point(character); is_unseen(code)) spell(result, code);
        else result += character;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

}
