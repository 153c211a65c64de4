#pragma once
#include "compute/types.hpp"

#include <vector>

namespace eigenscope {

/// The area of a polygon without crossings, by the shoelace formula; positive where it turns to the left with y upwards.
inline double signed_area(const std::vector<Vec2>& polygon) {
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec2 &p = polygon[i], &q = polygon[(i + 1) % polygon.size()];
        twice += p.x() * q.y() - p.y() * q.x();
    }
    return twice / 2;
}

}
