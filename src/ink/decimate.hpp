#pragma once
#include "compute/types.hpp"

#include <vector>

namespace eigenscope::ink {

/// The polyline with fewer points and the same look: of each run of points in one column a quarter of a pixel wide, the first,
/// the highest, the lowest and the last stay (M4: Jugel et al. 2014). No extreme is lost; nothing moves.
std::vector<Vec2> decimated(std::vector<Vec2> points);

}
