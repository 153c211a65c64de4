#include "scene/camera.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {
namespace {

/// The smallest of 1, 1.5, 2, 3, 5, 7 times a power of ten that is at least `size`.
double window_step(double size) {
    static constexpr std::array steps{1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0};
    const double power = std::pow(10.0, std::floor(std::log10(size)));
    for (const double step : steps)
        if (step * power >= size) return step * power;
    return 10 * power;
}

/// Half the size of an interval that holds everything; something sensible where there is only one point.
double half_extent(double lo, double hi, double margin) {
    const double half = (hi / 2 - lo / 2) * (1 + margin);
    const double least = std::max({1e-9, 1e-9 * std::abs(lo), 1e-9 * std::abs(hi)});
    return std::min(half > least ? half : std::max(1.0, std::abs(lo) / 2), 1e12);
}

struct Box {
    Vec2 lo, hi;
};

std::optional<Box> bounds(const std::vector<Vec2>& points) {
    std::optional<Box> box;
    for (const Vec2& p : points) {
        if (!p.allFinite()) continue;
        if (!box) box = Box{p, p};
        box->lo = box->lo.cwiseMin(p);
        box->hi = box->hi.cwiseMax(p);
    }
    return box;
}

Camera window(Vec2 center, Vec2 half) {
    return {.automatic = false, .center = center.cwiseMax(-1e12).cwiseMin(1e12), .half = half.cwiseMax(1e-12).cwiseMin(1e12)};
}

}

Camera fit(const std::vector<Vec2>& points, double margin, bool equal) {
    const std::optional<Box> box = bounds(points);
    if (!box) return window(Vec2::Zero(), Vec2(4, 4));
    Vec2 half;
    // The centre moves in quarters of `half`, so by rounding it is off by at most an eighth: room for that is left.
    for (int i = 0; i < 2; ++i) half[i] = window_step(half_extent(box->lo[i], box->hi[i], margin) * 8 / 7);
    if (equal) half.setConstant(half.maxCoeff());
    const Vec2 middle = box->lo / 2 + box->hi / 2;
    const Vec2 center = ((middle.array() / half.array() * 4).round() * half.array() / 4).matrix();
    return window(center, half);
}

Camera fit_around(const Vec2& center, const std::vector<Vec2>& points, double margin, bool equal) {
    Vec2 reach = Vec2::Zero();
    for (const Vec2& p : points)
        if (p.allFinite()) reach = reach.cwiseMax((p - center).cwiseAbs());
    if (reach.maxCoeff() == 0) return window(center, Vec2(4, 4));
    Vec2 half;
    for (int i = 0; i < 2; ++i) half[i] = window_step(half_extent(-reach[i], reach[i], margin));
    if (equal) half.setConstant(half.maxCoeff());
    return window(center, half);
}

}
