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

/// The number of a character in Unicode; it must not be broken.
unsigned code_of(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    unsigned code = character.size() == 1 ? byte(0) : byte(0) & (0x7Fu >> character.size());
    for (std::size_t i = 1; i < character.size(); ++i) code = code << 6 | (byte(i) & 0x3Fu);
    return code;
}

constexpr std::string_view ascii = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
static_assert(ascii.size() == 0x5F);

/// The usual shape of a full-width character (U+FF01 to U+FF5E) or of a letter or digit in the style of a formula, 𝑥 (U+1D400 to
/// U+1D6A3 and U+1D7CE to U+1D7FF, in alphabets one after the other); else the character.
std::string_view usual_shape(std::string_view character) {
    if (character.size() < 3) return character;
    const unsigned code = code_of(character);
    const auto usual = [](unsigned c) { return ascii.substr(c - 0x20, 1); };
    if (code == 0x3000) return usual(' ');
    if (code >= 0xFF01 && code <= 0xFF5E) return usual(code - 0xFEE0);
    if (code >= 0x1D7CE && code <= 0x1D7FF) return usual('0' + (code - 0x1D7CE) % 10);
    if (code < 0x1D400 || code > 0x1D6A3) return character;
    const unsigned letter = (code - 0x1D400) % 52;
    return usual(letter < 26 ? 'A' + letter : 'a' + letter - 26);
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
    {"⁄", Token::fraction}, {"°", Token::degree}, {"º", Token::degree}, {"˚", Token::degree}, {"∘", Token::degree},
    {"^", Token::power}, {"√", Token::root}, {"∛", Token::root}, {"(", Token::open}, {")", Token::close}, {"|", Token::bar},
    {"⌊", Token::open_floor}, {"⌋", Token::close_floor}, {"⌈", Token::open_ceil}, {"⌉", Token::close_ceil}, {",", Token::comma},
    {"<=", Token::less_equal}, {"≤", Token::less_equal}, {"≦", Token::less_equal}, {"⩽", Token::less_equal}, {"<", Token::less},
    {">=", Token::greater_equal}, {"≥", Token::greater_equal}, {"≧", Token::greater_equal}, {"⩾", Token::greater_equal}, {">", Token::greater},
    {"!=", Token::unequal}, {"≠", Token::unequal}, {"==", Token::equal}, {"=", Token::defines}, {":=", Token::defines}, {"≔", Token::defines},
});

constexpr std::array fractions = std::to_array<std::pair<std::string_view, double>>({
    {"½", 0.5}, {"¼", 0.25}, {"¾", 0.75}, {"⅓", 1.0 / 3}, {"⅔", 2.0 / 3}, {"⅕", 0.2}, {"⅖", 0.4}, {"⅗", 0.6}, {"⅘", 0.8}, {"⅙", 1.0 / 6},
    {"⅚", 5.0 / 6}, {"⅐", 1.0 / 7}, {"⅛", 0.125}, {"⅜", 0.375}, {"⅝", 0.625}, {"⅞", 0.875}, {"⅑", 1.0 / 9}, {"⅒", 0.1},
});

constexpr std::array<std::string_view, 14> spaces{" ", "\t", "\n", "\r", "\u00A0", "\u2002", "\u2003", "\u2004", "\u2005", "\u2007", "\u2009",
                                                  "\u200A", "\u202F", "\u200B"};

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
    auto characters = characters_of(typed);
    for (std::string_view& character : characters) character = usual_shape(character);
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

/// 0x10, 0b101, 0o17: not what they are in programs, and hardly ever meant as a product either.
std::optional<Token> Tokens::of_other_base() {
    struct Base {
        char letter;
        int base;
        std::string_view name;
    };
    constexpr std::array bases = {Base{'x', 16, "hexadecimal"}, Base{'b', 2, "binary"}, Base{'o', 8, "octal"}};
    if (rest_.size() < 3 || rest_[0] != '0') return std::nullopt;
    for (const Base& one : bases) {
        if ((rest_[1] | 0x20) != one.letter) continue;
        std::size_t bytes = 2;
        while (bytes < rest_.size() && (is_digit(rest_[bytes]) || is_letter(rest_[bytes]))) ++bytes;
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data() + 2, rest_.data() + bytes, value, one.base);
        if (end != rest_.data() + bytes || end == rest_.data() + 2) continue;
        constexpr std::size_t longest = 20;
        const std::string written(rest_.substr(0, std::min(bytes, longest)));
        const std::string number = error == std::errc{} ? std::to_string(value) : "the number in decimal digits";
        const std::string factor = bytes <= longest ? written.substr(1) : written.substr(1, 1);
        return complaint(bytes, std::string(one.name) + " numbers are not read: write " + number + ", or 0*" + factor + " for a product");
    }
    return std::nullopt;
}

Token Tokens::number() {
    if (auto other = of_other_base()) return *std::move(other);
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
    for (const auto& [text, instead] : {std::pair{"=<", "<="}, {"=>", ">="}, {"<>", "!="}})
        if (rest_.starts_with(text)) return complaint(2, std::string("for ") + text + " write " + instead);
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
    if (c == '!') return complaint(1, "for the factorial of x write gamma(x + 1)");
    if (c == '\'' || rest_.starts_with("′")) return complaint(character_bytes(rest_), "no derivative is taken here: type its formula");
    if (c == '%') return complaint(1, "for a remainder write mod(a, b), for a percentage divide by 100");
    if (c == '&' || rest_.starts_with("∧")) return complaint(character_bytes(rest_), "write the word and between two conditions");
    if (rest_.starts_with("∨")) return complaint(character_bytes(rest_), "write the word or between two conditions");
    if (rest_.starts_with("⊻") || rest_.starts_with("⊕")) return complaint(character_bytes(rest_), "write the word xor between two conditions");
    if (rest_.starts_with("⊼")) return complaint(character_bytes(rest_), "write the word nand between two conditions");
    if (rest_.starts_with("⊽")) return complaint(character_bytes(rest_), "write the word nor between two conditions");
    if (c == ':' || rest_.starts_with("∶")) return complaint(character_bytes(rest_), "for a division write /");
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
