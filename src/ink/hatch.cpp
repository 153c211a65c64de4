#include "ink/hatch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope::ink {

std::vector<std::pair<Vec2, Vec2>> hatching(const std::vector<Vec2>& polygon, Hatch hatch, double spacing) {
    std::vector<std::pair<Vec2, Vec2>> out;
    if (hatch == Hatch::none || polygon.size() < 3 || !(spacing > 0)) return out;
    // Turned so that the lines are level: u along them, v across.
    const double s = std::numbers::sqrt2 / 2, sign = hatch == Hatch::diagonal ? 1 : -1;
    Mat2 turn;
    turn << s, -sign * s, sign * s, s;
    std::vector<Vec2> p;
    p.reserve(polygon.size());
    double lo = 1e300, hi = -1e300;
    for (const Vec2& q : polygon) {
        p.push_back(turn * q);
        lo = std::min(lo, p.back().y());
        hi = std::max(hi, p.back().y());
    }
    std::vector<double> crossings;
    for (double k = std::ceil(lo / spacing); k * spacing < hi; ++k) {
        const double v = k * spacing;
        crossings.clear();
        for (std::size_t i = 0; i < p.size(); ++i) {
            const Vec2 &a = p[i], &b = p[(i + 1) % p.size()];
            if ((a.y() <= v) == (b.y() <= v)) continue;
            crossings.push_back(a.x() + (v - a.y()) / (b.y() - a.y()) * (b.x() - a.x()));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            out.emplace_back(turn.transpose() * Vec2(crossings[i], v), turn.transpose() * Vec2(crossings[i + 1], v));
    }
    return out;
}

}
