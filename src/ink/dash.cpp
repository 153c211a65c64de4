#include "ink/dash.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

DashPattern dash_pattern(Dash dash, double width, double least) {
    const double w = std::max(width, least);
    switch (dash) {
        case Dash::solid: return {};
        case Dash::dashed: return {4 * w, 3 * w};
        case Dash::dotted: return {1.2 * w, 2.2 * w};
    }
    return {};
}

std::vector<std::pair<Vec2, Vec2>> dashes(const std::vector<Vec2>& points, const DashPattern& pattern, double start) {
    std::vector<std::pair<Vec2, Vec2>> out;
    if (!(pattern.on > 0) || !(pattern.off > 0)) return out;
    double phase = std::fmod(start, pattern.period());
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Vec2 a = points[i - 1], d = points[i] - a;
        const double length = d.norm();
        if (!(length > 0)) continue;
        // The dash that is under way at a began `phase` before it. k counts periods, so no error accumulates.
        for (double k = 0; k * pattern.period() - phase < length; ++k) {
            const double begin = std::max(k * pattern.period() - phase, 0.0);
            const double end = std::min(k * pattern.period() - phase + pattern.on, length);
            if (begin < end) out.emplace_back(a + d * (begin / length), a + d * (end / length));
        }
        phase = std::fmod(phase + length, pattern.period());
    }
    return out;
}

}
