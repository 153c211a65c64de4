// Names in which several things stand together: xlnx, sin2x, 2πr, x1x2.
#include "compute/expression/names.hpp"
#include "compute/expression/parser.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

/// No longer name is searched for functions: who types so many letters means a word.
constexpr std::size_t most_examined = 40, longest_function = 9;
/// Nor for factors, which are looked for once more in what is left after each.
constexpr std::size_t most_glued = 256;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool only_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

std::size_t digits_at_start(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

bool is_greek(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text[0]) >= 0x80; }

/// Greek letters do not go on in words: sinθ, sinθ1.
bool only_greek(std::string_view text) {
    return is_greek(text) && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || static_cast<unsigned char>(c) >= 0x80; });
}

bool starts_with_letter(std::string_view text) { return !text.empty() && !is_digit(text[0]) && text[0] != '_'; }

/// In bytes.
std::size_t first_letter(std::string_view text) { return text.empty() ? 0 : is_greek(text) ? 2 : 1; }

/// Functions whose name people give to a number as well: ymax, gamma1, norm2.
bool is_word(std::string_view function) {
    constexpr std::array words{"gamma", "Γ", "norm", "sign", "round", "floor", "ceil"};
    const auto operation = function_named(function);
    return (operation && arity(*operation) > 1) || std::find(words.begin(), words.end(), function) != words.end();
}

}

/// Bytes of the longest given name or constant at the start; 0 where there is none. e is a letter like others here.
std::size_t Parser::first_known(std::string_view text) const {
    std::size_t longest = 0;
    const auto take = [&](std::string_view name) {
        if (name.size() > longest && text.starts_with(name)) longest = name.size();
    };
    for (std::size_t i = 0; i < given_; ++i) take(result_.variables[i]);
    for (const std::uint32_t slot : running_) take(result_.indices[slot]);
    for (const char* constant : {"pi", "π", "tau", "τ", "PI", "Pi"}) take(constant);
    return longest;
}

/// The known names that the text is made of, one after the other; none if something else is in it. `numbered`: and x1, x2 for x.
std::vector<std::string_view> Parser::known_parts(std::string_view text, bool numbered) const {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        std::size_t bytes = first_known(text);
        if (bytes == 0) return {};
        if (numbered && bytes == first_letter(text)) bytes += digits_at_start(text.substr(bytes));
        parts.push_back(text.substr(0, bytes));
        text.remove_prefix(bytes);
    }
    return parts;
}

/// Whether the letters before the name of a function are a factor: x, xy or pi; in open mode also k and ax.
bool Parser::is_factor(std::string_view text) const {
    return !known_parts(text).empty() || is_product(text) || (!closed_ && starts_with_letter(text) && first_letter(text) == text.size());
}

/// Whether what stands after the name of a function is what it is to be taken of: x, 2, 2x, 2πx, x1.
bool Parser::is_argument(std::string_view function, std::string_view text) const {
    if (only_digits(text)) return !is_word(function);
    text.remove_prefix(digits_at_start(text));
    return !known_parts(text, true).empty() || text == "e" || is_product(text) || only_greek(text);
}

/// Bytes of what a function stuck to `text` is to be taken of: all of it, or what stands before the next function, sinxcosx.
std::size_t Parser::argument_at_start(std::string_view function, std::string_view text) const {
    if (is_argument(function, text)) return text.size();
    for (std::size_t bytes = 1; bytes + 2 <= text.size(); ++bytes) {
        if (only_digits(text.substr(0, bytes)) || !is_argument(function, text.substr(0, bytes))) continue;
        for (std::size_t size = 2; size <= std::min(longest_function, text.size() - bytes); ++size)
            if (is_function(text.substr(bytes, size))) return bytes;
    }
    return 0;
}

/// Refuses a name with a function in it and what that is to be taken of: sinx, sin2x, xlnx. True when there is none.
bool Parser::without_stuck_function(const Token& token) {
    const std::string_view name = token.text;
    if (name.size() > most_examined || written_elsewhere(name, true)) return true;
    for (std::size_t begin = 0; begin + 2 < name.size(); ++begin) {
        if (begin > 0 && !is_factor(name.substr(0, begin))) continue;
        for (std::size_t size = std::min(longest_function, name.size() - begin - 1); size >= 2; --size) {
            const auto function = name.substr(begin, size), rest = name.substr(begin + size);
            if (!(is_function(function) || written_elsewhere(function, false))) continue;
            if (function == "atan2" && known_parts(rest, true).size() != 2) continue;       // atan2x: of 2x
            if (const std::size_t bytes = argument_at_start(function, rest); bytes > 0) return refuse_stuck(token, begin, size, bytes);
        }
    }
    return true;
}

bool Parser::refuse_stuck(const Token& token, std::size_t begin, std::size_t size, std::size_t bytes) {
    const std::string function(token.text.substr(begin, size)), rest(token.text.substr(begin + size, bytes));
    const std::string factor = begin > 0 ? std::string(token.text.substr(0, begin)) + "*" : "";
    if (const auto here = written_elsewhere(function, false)) return fail(token, quoted_name(function) + " is written " + std::string(*here) + " here");
    if (only_digits(rest) && tokens_.peek().kind == Token::open) {
        if (function == "log") return fail(token, "for the logarithm to base " + rest + " write ln(x)/ln(" + rest + ")");
        const std::string call = factor + function + "(";
        return fail(token, quoted_name(function + rest) + " is no function: write " + call + rest + "x) or " + call + "x)^" + rest);
    }
    const auto operation = function_named(function);
    const auto parts = known_parts(rest, true);
    const int wanted = operation ? arity(*operation) : 1;
    std::string sample = "(" + rest + ")";
    if (wanted > 1) sample = sample_of(function);
    if ((wanted == 2 || function == "norm") && parts.size() == 2) sample = "(" + std::string(parts[0]) + ", " + std::string(parts[1]) + ")";
    return fail(token, quoted_name(function) + " needs an argument in parentheses: " + factor + function + sample);
}

/// Bytes of the first factor of a name that is a product: pix, πr, xpi, ax, x1x2, xsin before (; 0 for one that is none.
std::size_t Parser::first_factor(std::string_view name) const {
    if (name.size() > most_glued) return 0;
    if (const auto parts = known_parts(name); parts.size() > 1) return parts[0].size();
    const auto of = [&](std::string_view factor) { return std::max(first_known(factor), first_letter(factor)); };
    if (const std::size_t cut = function_at_end(name); cut > 0 && is_factor(name.substr(0, cut))) {
        const Token& next = tokens_.peek();
        const bool word = is_word(name.substr(cut)), condition = connective_named(next.text) != nullptr;
        const bool before_operand = next.kind == Token::number || (next.kind == Token::name && !condition);
        const bool called = next.kind == Token::open || (before_operand && !word);          // ksin(x), ksin x
        if (called || (!word && !known_parts(name.substr(0, cut)).empty())) return of(name.substr(0, cut));
    }
    for (const std::string_view constant : {"π", "τ", "pi", "tau"}) {
        if (!name.starts_with(constant)) continue;
        const auto rest = name.substr(constant.size());
        const bool letter = !closed_ && constant == "pi" && first_letter(rest) == rest.size();
        if (starts_with_letter(rest) && (is_greek(name) || letter || is_product(rest))) return constant.size();
    }
    if (is_product(name)) return first_letter(name);
    if (closed_) return 0;
    const std::size_t letter = first_letter(name), digits = digits_at_start(name.substr(letter));
    const auto rest = name.substr(letter + digits);
    const bool many = digits > 0 || std::any_of(rest.begin(), rest.end(), is_digit);        // c1x, ax1: axy is for is_product
    return many && name[0] != '_' && (!known_parts(rest, true).empty() || (digits > 0 && is_product(rest))) ? letter + digits : 0;
}

}
