#pragma once
#include "ink/sheet.hpp"

#include <string_view>
#include <vector>

namespace eigenscope::ink {

/// Set text or formula: glyphs and rules around the origin of its baseline. Pixels, y down.
struct Setting {
    struct Run {
        Face face = Face::text;               ///< wanted face (each glyph knows its own)
        double size = 14;
        std::vector<Text::Placed> glyphs;
        std::optional<Role> role;             ///< none: the colour of the surroundings
        std::string utf8;
        std::string term = {};                ///< the innermost term it belongs to
    };
    struct Rule {                             ///< a filled box: fraction bars, root bars, brackets
        Box box;
        std::optional<Role> role;
        std::string term = {};
    };
    struct Shape {                            ///< a filled outline: fences and roots that grow
        std::vector<Vec2> points;
        std::optional<Role> role;
        std::string term = {};
    };
    std::vector<Run> runs;
    std::vector<Rule> rules;
    std::vector<Shape> shapes;
    std::vector<TermSpot> terms;              ///< relative to the origin
    double width = 0, ascent = 0, descent = 0;

    double height() const { return ascent + descent; }
};

/// Baselines of broken lines are this many sizes apart.
inline constexpr double leading = 1.4;

/// One line of plain text.
Setting set_text(std::string_view utf8, Face face, double size);

/// Text broken into lines at spaces so that none is wider than `width` where that can be; the caller puts
/// them `leading` * size apart.
std::vector<Setting> set_lines(std::string_view utf8, Face face, double size, double width);

/// The same, narrower than asked where that costs no line: no line is much shorter than the others.
std::vector<Setting> set_balanced(std::string_view utf8, Face face, double size, double width);

/// Which faces a formula speaks in. `formula`: STIX, for formulas that stand alone. `label`: semi-bold text, upright, for
/// chips and legends that must be read from afar. `plain`: regular text, for axes.
enum class Voice : std::uint8_t { formula, label, plain };

/// A formula (TeXbook appendix G in spirit: styles shrink in scripts, fractions sit on the math axis, fences grow).
Setting set_formula(const Formula& formula, double size, Voice voice = Voice::formula);

/// Appends the strokes of a setting whose baseline starts at `at`. A role of its own beats `color`;
/// a term that is lit is drawn brighter.
void put(Sheet& sheet, const Setting& setting, Vec2 at, Rgba color, const Look& look);

}
