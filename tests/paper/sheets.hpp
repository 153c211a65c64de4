#pragma once
#include "ink/sheet.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Sheets made by hand, one for each kind of stroke: what both painters are tried on.
namespace eigenscope::sheets {

struct Named {
    std::string name;
    ink::Sheet sheet;
};

ink::Sheet blank(double width, double height, Rgba background = {0.07f, 0.08f, 0.12f, 1});

/// A word set by the fonts' own advances, without any typesetting.
ink::Text word(std::string_view utf8, ink::Face face, double size, Vec2 at, Rgba color);

/// Each kind of stroke alone, and one sheet with everything.
std::vector<Named> gallery();

/// Finite but hostile: huge coordinates, zero sizes, empty lists, coinciding points. The same for the same seed.
ink::Sheet hostile(std::uint64_t seed);

}
