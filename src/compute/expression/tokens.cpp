#include "compute/expression/tokens.hpp"

#include "base/number.hpp"
#include "compute/expression/expression.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace eigenscope {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Bytes of the UTF-8 character at the start; 1 for a broken one.
std::size_t character_bytes(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t wanted = first >= 0xF0 && first < 0xF8 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (first < 0x80 || first >= 0xF8 || wanted > text.size()) return 1;
    for (std::size_t i = 1; i < wanted; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
    return wanted;
}

/// A Greek letter (U+0391 .. U+03C9, the variants ϑ ϕ ϖ ϵ, and the micro sign): both bytes.
bool is_greek(std::string_view text) {
    if (text.size() < 2 || character_bytes(text) != 2) return false;
    const int code = (static_cast<unsigned char>(text[0]) & 0x1F) << 6 | (static_cast<unsigned char>(text[1]) & 0x3F);
    return (code >= 0x391 && code <= 0x3C9) || code == 0x3D1 || code == 0x3D5 || code == 0x3D6 || code == 0x3F5 || code == 0xB5;
}

constexpr std::array signs = std::to_array<std::pair<std::string_view, Token::Kind>>({
    {"**", Token::power}, {"+", Token::plus}, {"-", Token::minus}, {"−", Token::minus}, {"–", Token::minus}, {"—", Token::minus},
    {"‐", Token::minus}, {"‑", Token::minus}, {"*", Token::times}, {"×", Token::times}, {"·", Token::times}, {"⋅", Token::times},
    {"∙", Token::times}, {"•", Token::times}, {"∗", Token::times}, {"/", Token::over}, {"÷", Token::over}, {"∕", Token::over},
    {"^", Token::power}, {"√", Token::root}, {"∛", Token::root}, {"(", Token::open}, {")", Token::close}, {"|", Token::bar},
    {"⌊", Token::open_floor}, {"⌋", Token::close_floor}, {"⌈", Token::open_ceil}, {"⌉", Token::close_ceil}, {",", Token::comma},
    {"<=", Token::less_equal}, {"≤", Token::less_equal}, {">=", Token::greater_equal}, {"≥", Token::greater_equal},
    {"!=", Token::unequal}, {"≠", Token::unequal}, {"==", Token::equal}, {"<", Token::less}, {">", Token::greater},
});

constexpr std::array fractions = std::to_array<std::pair<std::string_view, double>>({{"½", 0.5}, {"¼", 0.25}, {"¾", 0.75}});

constexpr std::array<std::string_view, 8> spaces{" ", "\t", "\n", "\r", "\u00A0", "\u2009", "\u202F", "\u200B"};

/// Which lowered digit, ₀ to ₉ (U+2080 to U+2089), a character is, or -1.
int lowered_digit(std::string_view character) {
    if (character.size() != 3 || !character.starts_with("\xE2\x82")) return -1;
    const int digit = static_cast<unsigned char>(character[2]) - 0x80;
    return digit <= 9 ? digit : -1;
}

bool is_index(std::string_view character) { return is_digit(character[0]) || lowered_digit(character) >= 0; }

bool begins_name(std::string_view character) { return is_letter(character[0]) || is_greek(character); }

/// Whether the _ at place `i`, after the text `before`, only lowers the number behind it: x_1, a_1x, log_2x; not max_rate, a_1_2.
bool lowers_number(const std::vector<std::string_view>& characters, std::size_t i, std::string_view before) {
    if (characters[i] != "_" || i == 0 || characters[i - 1] == "_" || !begins_name(characters[i - 1])) return false;
    std::size_t end = i + 1;
    while (end < characters.size() && is_index(characters[end])) ++end;
    if (end == i + 1 || (end < characters.size() && characters[end] == "_")) return false;
    const bool ends_name = end == characters.size() || !begins_name(characters[end]) || lowered_digit(characters[end - 1]) >= 0;
    if (ends_name || before.ends_with("log")) return true;
    // Where a name begins with one letter and the _: at the start, after a sign, after another index, after π as a factor.
    if (i == 1 || before.substr(0, before.size() - characters[i - 1].size()).ends_with(seam)) return true;
    return !begins_name(characters[i - 2]) || characters[i - 2] == "π" || characters[i - 2] == "τ";
}

constexpr std::string_view raised_minus = "⁻";

/// Which raised digit the text starts with, or -1.
int raised_digit(std::string_view text) {
    const auto found = std::find_if(raised_digits.begin(), raised_digits.end(), [&](auto digit) { return text.starts_with(digit); });
    return found == raised_digits.end() ? -1 : static_cast<int>(found - raised_digits.begin());
}

}

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    for (; !text.empty(); text.remove_prefix(characters.back().size())) characters.push_back(text.substr(0, character_bytes(text)));
    return characters;
}

PlainText plain_text(std::string_view typed) {
    const auto characters = characters_of(typed);
    const auto is_in_name = [](unsigned char c) { return is_letter(static_cast<char>(c)) || is_digit(static_cast<char>(c)) || c >= 0x80; };
    PlainText plain;
    bool lowered = false;                     // the number that is being read is an index
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (lowers_number(characters, i, plain.text)) {
            lowered = true;
            continue;
        }
        const int digit = lowered_digit(characters[i]);
        const bool index = digit >= 0 && !plain.text.empty() && is_in_name(static_cast<unsigned char>(plain.text.back()));
        lowered = index || (lowered && is_digit(characters[i][0]));
        plain.columns.push_back(i + 1);
        if (index) plain.text += static_cast<char>('0' + digit);
        else plain.text += characters[i];
        if (lowered && i + 1 < characters.size() && begins_name(characters[i + 1]) && characters[i + 1] != "_") {
            plain.columns.push_back(i + 2);
            plain.text += seam;
        }
    }
    plain.columns.push_back(characters.size() + 1);
    return plain;
}

std::optional<std::size_t> column_named(std::string_view error) {
    constexpr std::string_view start = "column ";
    std::size_t column = 0;
    if (!error.starts_with(start)) return std::nullopt;
    std::from_chars(error.data() + start.size(), error.data() + error.size(), column);
    return column > 0 ? std::optional(column) : std::nullopt;
}

std::string marked(std::string_view text, std::string_view error) {
    constexpr std::size_t longest = 120;
    const auto column = column_named(error);
    const auto characters = characters_of(text);
    const bool plain = std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!plain || characters.size() > longest || !column || *column > characters.size() + 1) return {};
    return std::string(text) + "\n" + std::string(*column - 1, ' ') + "^";
}

Token Tokens::take() {
    Token token = std::move(next_);
    next_ = read();
    return token;
}

void Tokens::split(Token& taken, std::size_t bytes) {
    const char* here = taken.text.data() + bytes;
    rest_ = {here, static_cast<std::size_t>(rest_.data() + rest_.size() - here)};
    taken.text = taken.text.substr(0, bytes);
    column_ = taken.column + characters_of(taken.text).size();
    next_ = read();
}

Token Tokens::cut(Token::Kind kind, std::size_t bytes) {
    Token token{.kind = kind, .text = rest_.substr(0, bytes), .column = column_};
    rest_.remove_prefix(bytes);
    column_ += static_cast<std::size_t>(std::count_if(token.text.begin(), token.text.end(),
                                                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    return token;
}

Token Tokens::complaint(std::size_t bytes, std::string message) {
    Token token = cut(Token::wrong, bytes);
    token.message = std::move(message);
    return token;
}

Token Tokens::read() {
    for (bool skipped = true; skipped;) {
        skipped = false;
        for (const std::string_view space : spaces)
            if (rest_.starts_with(space)) {
                cut(Token::end, space.size());
                skipped = true;
            }
    }
    if (rest_.empty()) return cut(Token::end, 0);
    if (is_digit(rest_[0]) || (rest_[0] == '.' && rest_.size() > 1 && is_digit(rest_[1]))) return number();
    if (is_letter(rest_[0]) || is_greek(rest_)) return name();
    if (raised_digit(rest_) >= 0 || (rest_.starts_with(raised_minus) && raised_digit(rest_.substr(raised_minus.size())) >= 0)) return superscript();
    return sign();
}

Token Tokens::number() {
    double value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    const auto bytes = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc{})
        return complaint(bytes, "\"" + std::string(rest_.substr(0, std::min<std::size_t>(bytes, 20))) +
                                    "\" is too large or too small for a number of double precision");
    Token token = cut(Token::number, bytes);
    token.value = value;
    return token;
}

Token Tokens::name() {
    std::size_t bytes = 0;
    while (bytes < rest_.size()) {
        const std::string_view here = rest_.substr(bytes);
        if (is_letter(here[0]) || (bytes > 0 && is_digit(here[0])))
            bytes += 1;
        else if (is_greek(here))
            bytes += 2;
        else
            break;
    }
    return cut(Token::name, bytes);
}

Token Tokens::superscript() {
    const bool negative = rest_.starts_with(raised_minus);
    std::size_t bytes = negative ? raised_minus.size() : 0;
    double value = 0;
    for (int digit = raised_digit(rest_.substr(bytes)); digit >= 0; digit = raised_digit(rest_.substr(bytes))) {
        value = 10 * value + digit;
        bytes += raised_digits[static_cast<std::size_t>(digit)].size();
        if (value > 1e15) return complaint(bytes, "this power is too large");
    }
    Token token = cut(Token::superscript, bytes);
    token.value = negative ? -value : value;
    return token;
}

Token Tokens::sign() {
    const std::size_t here = text_.size() - rest_.size();
    for (const auto& [text, kind] : signs)
        if (rest_.starts_with(text)) {
            Token token = cut(kind, text.size());
            token.decimal = kind == Token::comma && (here == 0 || is_digit(text_[here - 1])) && !rest_.empty() && is_digit(rest_[0]);
            return token;
        }
    for (const auto& [text, value] : fractions)
        if (rest_.starts_with(text)) {
            Token token = cut(Token::number, text.size());
            token.value = value;
            return token;
        }
    const char c = rest_[0];
    if (c == '=') return complaint(1, "an expression has no =: type one side only, or == to compare");
    if (c == '!') return complaint(1, "for the factorial of x write gamma(x + 1)");
    if (c == '\'' || rest_.starts_with("′")) return complaint(character_bytes(rest_), "no derivative is taken here: type its formula");
    if (rest_.starts_with("°")) return complaint(character_bytes(rest_), "angles are in radians: for 30 degrees write 30*pi/180");
    if (c == '%') return complaint(1, "for a remainder write mod(a, b), for a percentage divide by 100");
    if (c == '&' || rest_.starts_with("∧")) return complaint(character_bytes(rest_), "write the word and between two conditions");
    if (rest_.starts_with("∨")) return complaint(character_bytes(rest_), "write the word or between two conditions");
    if (rest_.starts_with("¬")) return complaint(character_bytes(rest_), "write the word not before a condition");
    if (rest_.starts_with("∞")) return complaint(std::string_view("∞").size(), "infinity is no number to calculate with");
    if (c == '[' || c == ']' || c == '{' || c == '}') return complaint(1, "use round parentheses: ( and )");
    if (c == '.') return complaint(1, "a point needs a digit beside it");
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return complaint(1, "a character that cannot be seen is here: delete it");
    const std::size_t bytes = character_bytes(rest_);
    if (bytes == 1 && static_cast<unsigned char>(c) >= 0x80) return complaint(1, "this is not readable text (broken UTF-8): type it again");
    return complaint(bytes, "\"" + std::string(rest_.substr(0, bytes)) + "\" means nothing here");
}

}
