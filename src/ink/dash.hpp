#pragma once
#include "compute/types.hpp"
#include "scene/mark.hpp"

#include <utility>
#include <vector>

namespace eigenscope::ink {

/// Lengths of ink and of gap, in px.
struct DashPattern {
    double on = 0, off = 0;
    double period() const { return on + off; }
};

/// The pattern of a dash style for a line of this width; `least` is the width below which it no longer shrinks.
DashPattern dash_pattern(Dash dash, double width, double least);

/// The inked parts of a polyline. The pattern begins `start` before its first point; dashes are cut at the corners.
std::vector<std::pair<Vec2, Vec2>> dashes(const std::vector<Vec2>& points, const DashPattern& pattern, double start);

}
