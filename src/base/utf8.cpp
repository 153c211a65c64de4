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

// Controls (General Category Cc), what turns the direction of writing (Unicode Standard Annex 9, section 2), line and paragraph
// separators, and characters of no width: in a message they would hide or move what stands beside them.
bool is_unseen(char32_t code) {
    const auto within = [&](char32_t lo, char32_t hi) { return code >= lo && code <= hi; };
    return code < 0x20 || within(0x7F, 0x9F) || code == 0x61C || within(0x200B, 0x200F) || within(0x2028, 0x202E) || within(0x2060, 0x206F) || code == 0xFEFF;
}

void spell(std::string& out, char32_t code) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (code == '\n') out += "\\n";
    else if (code == '\t') out += "\\t";
    else {
        out += "\\u";
        for (const int shift : {12, 8, 4, 0}) out += digits[code >> shift & 15];
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
