#pragma once
#include "scene/plot.hpp"

#include <string>
#include <vector>

namespace eigenscope {

struct Tick {
    double at = 0;                            ///< in axis coordinates (log10 of the value on a logarithmic axis)
    std::string label = {};                   ///< empty on minor ticks
    bool major = true;
    bool operator==(const Tick&) const = default;
};

/// Round ticks inside [lo, hi] (axis coordinates), at most about `room` major ones; never more than 200 in all.
/// linear: steps of 1, 2, 5 times a power of ten, labelled with just the digits they need; logarithmic: powers of ten
/// (10ⁿ), with 2..9 as minor ticks when there is room; pi: multiples of π written as fractions; integer: whole numbers.
std::vector<Tick> ticks(Ticks kind, double lo, double hi, int room);

/// The smallest step of 1, 2 or 5 times a power of ten with at most `room` multiples in [lo, hi], lo < hi: for grids and snapping.
double round_step(double lo, double hi, int room);

}
