#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// A word of an expression.
struct Token {
    enum Kind { end, wrong, number, name, plus, minus, times, over, fraction, power, superscript, degree, root, open, close, bar, open_floor,
                close_floor, open_ceil, close_ceil, comma, less, less_equal, greater, greater_equal, equal, unequal, defines };
    Kind kind = end;
    std::string_view text = {};
    std::size_t column = 1;                   ///< in characters, from 1
    double value = 0;                         ///< of a number, or of digits written above: x⁻² has -2
    std::string message = {};                 ///< what is wrong
    bool decimal = false;                     ///< of a comma: with digits right around it, 2,5, or the first of all: ,5
};

/// The characters of a text in UTF-8; a broken byte counts as one.
std::vector<std::string_view> characters_of(std::string_view text);

/// A text whose names are written as the parser knows them: x₁ and x_1 are x1, log_2 is log2. Where a name goes on after an
/// index, β₁x, two names stand with `seam` between them. Full-width characters, （ｘ＋１）, and letters of other shapes, 𝑥, are the usual ones.
struct PlainText {
    std::string text;
    std::vector<std::size_t> columns;         ///< of each character, and of the end, in what was typed
};
PlainText plain_text(std::string_view typed);

/// Bytes of the left side, sign and blanks included, of a text that is a definition: "f(x, y) = " or "z = "; else 0.
std::size_t left_side(std::string_view text);

inline constexpr std::string_view seam = "\u200B";   // a space of no width

/// Cuts a text into its words.
class Tokens {
public:
    explicit Tokens(std::string_view text) : text_(text), rest_(text) { next_ = read(); }
    const Token& peek() const { return next_; }
    /// What comes right after the word that is next.
    std::string_view rest() const { return rest_; }
    Token take();
    /// Ends the word that was taken last after `bytes`, and goes on reading there.
    void split(Token& taken, std::size_t bytes);

private:
    Token read();
    Token number();
    std::optional<Token> of_other_base();
    Token name();
    Token superscript();
    Token sign();
    Token cut(Token::Kind kind, std::size_t bytes);
    Token complaint(std::size_t bytes, std::string message);

    std::string_view text_;
    std::string_view rest_;
    std::size_t column_ = 1;
    Token next_;
};

}
