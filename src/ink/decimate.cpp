#include "ink/decimate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope::ink {

namespace {

constexpr double columns_per_pixel = 4;

double column_of(const Vec2& p) { return std::floor(p.x() * columns_per_pixel); }

}

std::vector<Vec2> decimated(std::vector<Vec2> points) {
    std::size_t kept = 0;
    for (std::size_t begin = 0; begin < points.size();) {
        std::size_t end = begin + 1, lowest = begin, highest = begin;
        for (; end < points.size() && column_of(points[end]) == column_of(points[begin]); ++end) {
            if (points[end].y() < points[highest].y()) highest = end;
            if (points[end].y() > points[lowest].y()) lowest = end;
        }
        std::array chosen = {begin, std::min(lowest, highest), std::max(lowest, highest), end - 1};
        for (std::size_t i = 0; i < chosen.size(); ++i)
            if (i == 0 || chosen[i] != chosen[i - 1]) points[kept++] = points[chosen[i]];
        begin = end;
    }
    points.resize(kept);
    return points;
}

}
