#pragma once
#include "scene/role.hpp"

#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// A mathematical formula as a value; `ink/` sets it. Every node can carry a colour role, and a term key that
/// names the marks it belongs to (hovering one lights the other).
struct Formula {
    enum class Kind {
        row,         ///< children side by side
        italic,      ///< `text` as a mathematical variable
        roman,       ///< `text` upright: digits, function names
        bold,        ///< `text` as an upright bold letter
        words,       ///< `text` in the text face
        fraction,    ///< children: numerator, denominator
        root,        ///< children: radicand [, degree]
        script,      ///< children: base, subscript, superscript; an empty row where there is none
        matrix,      ///< children: cells by rows; `columns`; `text` = opening and closing fence, "[]" or "()" or "||" or "" or "{ "
        fence,       ///< one child between fences that grow with it; `text` as for a matrix
        over,        ///< children: base, accent put above (hat, bar): `text` the accent
    };
    Kind kind = Kind::row;
    std::string text = {};
    std::vector<Formula> children = {};
    int columns = 0;
    std::optional<Role> role = {};
    std::string term = {};

    bool operator==(const Formula&) const = default;
    bool empty() const { return text.empty() && children.empty(); }
};

namespace formula {

Formula italic(std::string letter);           ///< a variable
Formula roman(std::string text);              ///< digits, function names, signs
Formula bold(std::string letter);             ///< a vector
Formula words(std::string text);              ///< words in the text face
/// A number with a true minus sign; "3.2e-16" is set as 3.2 · 10⁻¹⁶.
Formula number(double x, int decimals = 2);
/// A binary operator or relation with its spaces: "=", "+", "−", "·", "↦".
Formula op(std::string symbol);
Formula row(std::vector<Formula> parts);      ///< side by side
Formula fraction(Formula numerator, Formula denominator);               ///< one over the other
Formula root(Formula radicand);               ///< a square root
Formula sub(Formula base, Formula subscript); ///< x₁
Formula sup(Formula base, Formula superscript);                         ///< x²
Formula script(Formula base, Formula subscript, Formula superscript);   ///< both
/// A table of cells by rows between fences: a matrix, a binomial coefficient, cases.
Formula matrix(int columns, std::vector<Formula> cells, std::string fences = "[]");
/// Parentheses, or other fences, that grow with what is inside.
Formula fence(Formula inside, std::string fences = "()");
/// An accent above: "ˆ", "¯", "˜", "→", "˙".
Formula over(Formula base, std::string accent);
Formula colored(Role role, Formula f);        ///< in the colour of a role
Formula term(std::string key, Formula f);     ///< belonging to the marks of this term
/// "(0.41, −0.07)"
Formula pair(double x, double y, int decimals = 2);

}

/// The formula as one line of text: for `words`, hover texts and the clipboard.
std::string plain(const Formula& f);

/// The formula in LaTeX's mathematics mode, with amsmath's matrices and cases; colours are left out.
std::string latex(const Formula& f);

}
