#pragma once
#include "ink/typeset.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

/// What the setting of formulas is made of. For internal use.
namespace eigenscope::ink::typesetting {

/// What surrounds a part of a formula. Sizes and distances in px, most of them as shares of the em (`size`).
struct Style {
    double size = 14;
    int level = 0;                            ///< 0 text, 1 script, 2 script of a script
    Voice voice = Voice::formula;
    std::optional<Role> role;
    std::string term;
    int depth = 0;
    bool in_fraction = false;                 ///< a fraction in a fraction is set smaller

    Style script() const {
        Style s = *this;
        // TeXbook, p. 441: 10, 7 and 5 point; no smaller than that.
        s.size *= level == 0 ? 0.7 : level == 1 ? 0.72 : 1;
        s.level = std::min(level + 1, 2);
        return s;
    }
    Face upright() const { return voice == Voice::formula ? Face::math : voice == Voice::label ? Face::text_bold : Face::text; }
};

/// A part that is set, and what its neighbours need to know of it.
struct Piece {
    Setting setting;
    double overhang = 0;                      ///< how far the ink of an italic letter leans out: superscripts keep clear of it
    bool letter = false;                      ///< a single character: scripts sit at the usual height
};

/// Any formula.
Piece set(const Formula& f, const Style& style);
/// Characters of one kind.
Piece set_leaf(const Formula& f, const std::string& text, const Style& style);
/// What is set already, between two signs of the height it needs: the font's own, or drawn ones.
Piece fenced(Setting inside, std::string_view fences, const Style& style, bool drawn);
/// Rows and columns, numbers aligned at their decimal points.
Piece set_matrix(const Formula& f, const Style& style);

/// Puts the part into the setting at this place.
void add(Setting& into, Setting part, const Vec2& at);
/// Gives all of it the role and the term of the style.
void paint(Setting& setting, const Style& style);
/// The height of the line through + and − and fraction bars.
double axis_of(const Style& style);
double x_height(const Style& style);
double rule_thickness(const Style& style);
/// Whether a character is a letter, Latin or Greek.
bool is_letter(char32_t c);

}
