#pragma once
#include "ink/sheet.hpp"

namespace eigenscope::ink {

/// Puts `part` onto `sheet` with its upper left corner at `at`: strokes, spots and counts alike. The part's own background is
/// drawn as a rectangle with round corners; what the part clips is clipped to its box at most.
void place(Sheet& sheet, const Sheet& part, Vec2 at, double corner_radius = 0);

}
