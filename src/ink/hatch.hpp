#pragma once
#include "compute/types.hpp"
#include "scene/mark.hpp"

#include <utility>
#include <vector>

namespace eigenscope::ink {

/// Slanted lines `spacing` px apart inside a simple polygon (even-odd rule). They are anchored at the sheet's origin, so
/// neighbouring polygons join.
std::vector<std::pair<Vec2, Vec2>> hatching(const std::vector<Vec2>& polygon, Hatch hatch, double spacing);

}
