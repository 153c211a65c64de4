#include "base/utf8.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

// RFC 3629, section 3.
std::string encoded(char32_t code) {
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    const auto rest = [&](int shift) { return byte(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0 | code >> 6), rest(0)};
    if (code < 0x10000) return {byte(0xE0 | code >> 12), rest(6), rest(0)};
    return {byte(0xF0 | code >> 18), rest(12), rest(6), rest(0)};
}

bool is_surrogate(char32_t code) { return code >= 0xD800 && code <= 0xDFFF; }

}

TEST_CASE("every character is UTF-8, but no half of a pair, no long form and no piece of one") {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        const std::string text = encoded(code);
        if (is_utf8(text) == is_surrogate(code)) FAIL("U+" << static_cast<unsigned>(code));
        if (text.size() > 1 && (is_utf8(text.substr(1)) || is_utf8(text.substr(0, text.size() - 1)))) FAIL("a piece of U+" << static_cast<unsigned>(code));
    }
    for (const char* text : {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80"})
        CHECK_FALSE(is_utf8(text));
}

TEST_CASE("mended text is UTF-8, keeps what is, and no character is cut in two") {
    CHECK(mended_utf8("a\xFFz", 100) == "a\uFFFDz");
    CHECK(mended_utf8("\xE2\x88", 100) == "\uFFFD\uFFFD");
    CHECK(mended_utf8("\xED\xA0\x80", 100) == "\uFFFD\uFFFD\uFFFD");
    const std::string text = "x²∂𝑥";           // of 1, 2, 3 and 4 bytes
    for (const auto& [most, kept] : {std::pair{0, 0}, {1, 1}, {2, 1}, {3, 3}, {5, 3}, {6, 6}, {9, 6}, {10, 10}})
        CHECK(mended_utf8(text, static_cast<std::size_t>(most)) == text.substr(0, static_cast<std::size_t>(kept)));
    CHECK(mended_utf8("\xFF\xFF", 5) == "\uFFFD");
}

TEST_CASE("a legible text has no character that hides or moves others, and all the others as they are") {
    CHECK(legible("a\nb\tc\rd\x1b[31m\x7F") == "a\\nb\\tc\\u000dd\\u001b[31m\\u007f");
    CHECK(legible("\u202Eabc\u2066\u200B\uFEFF\u0085\u2028") == "\\u202eabc\\u2066\\u200b\\ufeff\\u0085\\u2028");
    CHECK(legible("so\u00ADft, \u034F, x\uFE0F, \U000E0041") == "so\\u00adft, \\u034f, x\\ufe0f, \\U000e0041");
    CHECK(legible("−x² ∂ λ é 中 𝑥 \u00A0\u3000") == "−x² ∂ λ é 中 𝑥 \u00A0\u3000");
    CHECK(legible("\xFF") == "\uFFFD");
    int spelled = 0;
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        if (is_surrogate(code)) continue;
        const std::string text = encoded(code), seen = legible(text);
        if (seen == text) continue;
        ++spelled;
        if (legible(seen) != seen || seen.front() != '\\') FAIL("U+" << static_cast<unsigned>(code));
    }
    CHECK(spelled == 65 + 2 + 4174);           // Cc, the two separators, and Default_Ignorable_Code_Point (DerivedCoreProperties.txt)
}
