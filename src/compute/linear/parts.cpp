#include "compute/linear/parts.hpp"

#include <cmath>
#include <numbers>

namespace eigenscope {

std::optional<bool> vanishes(double x, double whole, double size) {
    if (std::abs(x) <= rounding * whole) return true;
    if (std::abs(x) <= doubt * size) return std::nullopt;
    return false;
}

std::optional<bool> Parts::symmetric() const { return vanishes(turn, size(), std::hypot(turn, stretch)); }

std::optional<bool> Parts::rotation() const { return vanishes(stretch, size(), std::hypot(turn, stretch)); }

Parts parts(const Mat2& m) {
    Parts p{.mean = (m(0, 0) + m(1, 1)) / 2, .turn = (m(1, 0) - m(0, 1)) / 2};
    p.half = (m(0, 0) - m(1, 1)) / 2;
    p.skew = (m(0, 1) + m(1, 0)) / 2;
    p.stretch = std::hypot(p.half, p.skew);
    p.round = std::hypot(p.mean, p.turn);
    return p;
}

Vec2 facing(const Vec2& v) {
    static const Vec2 middle(std::cos(std::numbers::pi / 8), std::sin(std::numbers::pi / 8));
    const Vec2 unit = v / std::hypot(v.x(), v.y());
    return unit.dot(middle) < 0 ? Vec2(-unit) : unit;
}

Vec2 half_angle(double x, double y) {
    const double size = std::hypot(x, y), cosine = x / size, sine = y / size;
    const double longer = std::sqrt((1 + std::abs(cosine)) / 2), shorter = sine / (2 * longer);
    return facing(cosine >= 0 ? Vec2(longer, shorter) : Vec2(std::abs(shorter), std::copysign(longer, sine)));
}

}
