#pragma once
#include <algorithm>

namespace eigenscope {

/// Smooth start and smooth end: 0 -> 0, 1 -> 1, zero first and second derivative at both; monotone; s(1-t) = 1-s(t).
inline double ease_in_out(double t) {
    t = std::clamp(t, 0.0, 1.0);
    return t * t * t * (t * (6 * t - 15) + 10);
}

}
