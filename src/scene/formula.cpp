#include "scene/formula.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace eigenscope {
namespace formula {
namespace {

using Kind = Formula::Kind;

Formula leaf(Kind kind, std::string text) { return {.kind = kind, .text = std::move(text)}; }

Formula node(Kind kind, std::vector<Formula> children) { return {.kind = kind, .children = std::move(children)}; }

}

Formula italic(std::string letter) { return leaf(Kind::italic, std::move(letter)); }
Formula roman(std::string text) { return leaf(Kind::roman, std::move(text)); }
Formula bold(std::string letter) { return leaf(Kind::bold, std::move(letter)); }
Formula words(std::string text) { return leaf(Kind::words, std::move(text)); }

namespace {

/// With so many decimals, or up to two more where these are all: 0.975 is not 0.97.
std::string decimal(double x, int decimals) {
    for (int more = decimals + 1; more <= decimals + 2; ++more)
        if (const std::string text = fixed(x, more); parse_number(text) == x && parse_number(fixed(x, decimals)) != x) return text;
    return fixed(x, decimals);
}

}

Formula number(double x, int decimals) {
    if (std::isnan(x)) return words("undefined");
    if (std::isinf(x)) return roman(x > 0 ? "∞" : "−∞");
    const std::string text = decimal(x == 0 ? 0.0 : x, decimals);      // no "−0.00" for a negative zero
    const auto e = text.find('e');
    if (e == std::string::npos) return roman(with_minus(text));
    const Formula power = sup(roman("10"), roman(with_minus(text.substr(e + 1))));
    const std::string mantissa = text.substr(0, e);
    if (mantissa == "1") return power;
    if (mantissa == "-1") return row({roman("−"), power});
    return row({roman(with_minus(mantissa)), op("·"), power});
}

Formula op(std::string symbol) { return roman(" " + std::move(symbol) + " "); }

Formula row(std::vector<Formula> parts) { return node(Kind::row, std::move(parts)); }

Formula fraction(Formula numerator, Formula denominator) {
    return node(Kind::fraction, {std::move(numerator), std::move(denominator)});
}

Formula root(Formula radicand) { return node(Kind::root, {std::move(radicand)}); }

Formula sub(Formula base, Formula subscript) { return script(std::move(base), std::move(subscript), {}); }

Formula sup(Formula base, Formula superscript) { return script(std::move(base), {}, std::move(superscript)); }

Formula script(Formula base, Formula subscript, Formula superscript) {
    return node(Kind::script, {std::move(base), std::move(subscript), std::move(superscript)});
}

Formula matrix(int columns, std::vector<Formula> cells, std::string fences) {
    Formula f = node(Kind::matrix, std::move(cells));
    f.columns = columns;
    f.text = std::move(fences);
    return f;
}

Formula fence(Formula inside, std::string fences) {
    Formula f = node(Kind::fence, {std::move(inside)});
    f.text = std::move(fences);
    return f;
}

Formula over(Formula base, std::string accent) {
    Formula f = node(Kind::over, {std::move(base)});
    f.text = std::move(accent);
    return f;
}

Formula colored(Role role, Formula f) {
    f.role = role;
    return f;
}

Formula term(std::string key, Formula f) {
    f.term = std::move(key);
    return f;
}

Formula pair(double x, double y, int decimals) {
    return fence(row({number(x, decimals), roman(", "), number(y, decimals)}));
}

}

namespace {

/// The first character of UTF-8 text, as its bytes; a broken byte counts as one character.
std::string_view first_character(std::string_view text) {
    if (text.empty()) return {};
    std::size_t n = 1;
    while (n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) ++n;
    return text.substr(0, n);
}

using Pairs = std::span<const std::pair<std::string_view, std::string_view>>;

constexpr std::pair<std::string_view, std::string_view> subscripts[] = {
    {"0", "₀"}, {"1", "₁"}, {"2", "₂"}, {"3", "₃"}, {"4", "₄"}, {"5", "₅"}, {"6", "₆"}, {"7", "₇"}, {"8", "₈"},
    {"9", "₉"}, {"+", "₊"}, {"−", "₋"}, {"=", "₌"}, {"(", "₍"}, {")", "₎"}, {"i", "ᵢ"}, {"j", "ⱼ"}, {"k", "ₖ"},
    {"m", "ₘ"}, {"n", "ₙ"}, {"p", "ₚ"}, {"t", "ₜ"}, {"x", "ₓ"},
};

constexpr std::pair<std::string_view, std::string_view> superscripts[] = {
    {"0", raised_digits[0]}, {"1", raised_digits[1]}, {"2", raised_digits[2]}, {"3", raised_digits[3]}, {"4", raised_digits[4]},
    {"5", raised_digits[5]}, {"6", raised_digits[6]}, {"7", raised_digits[7]}, {"8", raised_digits[8]}, {"9", raised_digits[9]},
    {"+", "⁺"}, {"−", "⁻"}, {"=", "⁼"}, {"(", "⁽"}, {")", "⁾"}, {"i", "ⁱ"}, {"j", "ʲ"}, {"k", "ᵏ"},
    {"m", "ᵐ"}, {"n", "ⁿ"}, {"p", "ᵖ"}, {"t", "ᵗ"}, {"x", "ˣ"}, {"T", "ᵀ"},
};

/// The text in small letters of Unicode, or nothing when a character has none. Spaces vanish.
std::optional<std::string> small(std::string_view text, Pairs table) {
    std::string result;
    while (!text.empty()) {
        const std::string_view c = first_character(text);
        text.remove_prefix(c.size());
        if (c == " ") continue;
        const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.first == c; });
        if (found == table.end()) return std::nullopt;
        result += found->second;
    }
    return result;
}

/// Whether the formula must be put in parentheses to be an operand in a line of text.
bool compound(const Formula& f) {
    using enum Formula::Kind;
    switch (f.kind) {
    case row: return f.children.size() == 1 ? compound(f.children[0]) : f.children.size() > 1;
    case fraction: return true;
    case italic: case roman: case bold: case words: case root: case script: case matrix: case fence: case over: return false;
    }
    return false;
}

std::string operand(const Formula& f) { return compound(f) ? "(" + plain(f) + ")" : plain(f); }

/// A fraction that touches its neighbour is put in parentheses: (x/y)z is not x/yz.
std::string side_by_side(const std::vector<Formula>& parts) {
    std::vector<std::string> texts;
    for (const Formula& part : parts) texts.push_back(plain(part));
    std::string result;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        const bool free_left = result.empty() || result.ends_with(' ') || result.ends_with('(');
        const bool free_right = last || texts[i + 1].empty() || texts[i + 1].starts_with(' ');
        const bool touches = parts[i].kind == Formula::Kind::fraction && !(free_left && free_right);
        result += touches ? "(" + texts[i] + ")" : texts[i];
    }
    return result;
}

/// A script that Unicode cannot write small: "_k" or "^(a + b)".
std::string spelled(const std::string& mark, const std::string& text) {
    const bool one = first_character(text).size() == text.size();
    return mark + (one ? text : "(" + text + ")");
}

std::string scripts(const Formula& f) {
    std::string result = operand(f.children[0]);
    const std::string below = plain(f.children[1]), above = plain(f.children[2]);
    if (!below.empty()) result += small(below, subscripts).value_or(spelled("_", below));
    if (!above.empty()) result += small(above, superscripts).value_or(spelled("^", above));
    return result;
}

/// The two fences of "[]", "||", "{ ": the opening and the closing one; a space stands for none.
std::pair<std::string, std::string> fences(std::string_view text) {
    const std::string_view open = first_character(text), close = text.substr(open.size());
    const auto shown = [](std::string_view fence) { return fence == " " ? std::string{} : std::string(fence); };
    return {shown(open), shown(close)};
}

std::string cells(const Formula& f) {
    const auto [open, close] = fences(f.text);
    const auto columns = static_cast<std::size_t>(std::max(1, f.columns));
    std::string result = open;
    for (std::size_t i = 0; i < f.children.size(); ++i) {
        if (i > 0) result += i % columns == 0 ? "; " : " ";
        result += plain(f.children[i]);
    }
    return result + close;
}

/// The combining character (Unicode block 0300) of an accent that is named by its spacing form.
std::string combining(const std::string& accent) {
    if (accent == "^" || accent == "ˆ") return "\u0302";
    if (accent == "¯" || accent == "‾" || accent == "-") return "\u0304";
    if (accent == "~" || accent == "˜") return "\u0303";
    if (accent == "→") return "\u20D7";
    if (accent == "˙" || accent == ".") return "\u0307";
    return accent;
}

}

std::string plain(const Formula& f) {
    using enum Formula::Kind;
    switch (f.kind) {
    case italic: case roman: case bold: case words: return f.text;
    case row: return side_by_side(f.children);
    case fraction: return operand(f.children[0]) + "/" + operand(f.children[1]);
    case root: {
        const std::string degree = f.children.size() > 1 ? plain(f.children[1]) : "";
        return small(degree, superscripts).value_or(degree) + "√" + operand(f.children[0]);
    }
    case script: return scripts(f);
    case matrix: return cells(f);
    case fence: {
        const auto [open, close] = fences(f.text);
        return open + plain(f.children[0]) + close;
    }
    case over: return plain(f.children[0]) + combining(f.text);
    }
    return {};
}

}
