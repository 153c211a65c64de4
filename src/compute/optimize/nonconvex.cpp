#include "compute/optimize/objective.hpp"

#include <cmath>
#include <numbers>

namespace eigenscope {

double Rosenbrock::value(const Vec2& x) const {
    const double a = 1 - x.x(), b = x.y() - x.x() * x.x();
    return a * a + 100 * b * b;
}
Vec2 Rosenbrock::gradient(const Vec2& x) const {
    const double a = 1 - x.x(), b = x.y() - x.x() * x.x();
    return Vec2(-2 * a - 400 * x.x() * b, 200 * b);
}
Mat2 Rosenbrock::hessian(const Vec2& x) const {
    const double corner = 2 - 400 * (x.y() - 3 * x.x() * x.x());
    return Mat2{{corner, -400 * x.x()}, {-400 * x.x(), 200}};
}
Knowledge Rosenbrock::known() const {
    return {.minimizers = {Vec2(1, 1)}, .minimum = 0.0, .lo = Vec2(-1.9, -1), .hi = Vec2(1.9, 2.2), .start = Vec2(-1.2, 1)};
}

double Himmelblau::value(const Vec2& x) const {
    const double a = x.x() * x.x() + x.y() - 11, b = x.x() + x.y() * x.y() - 7;
    return a * a + b * b;
}
Vec2 Himmelblau::gradient(const Vec2& x) const {
    const double a = x.x() * x.x() + x.y() - 11, b = x.x() + x.y() * x.y() - 7;
    return Vec2(4 * x.x() * a + 2 * b, 2 * a + 4 * x.y() * b);
}
Mat2 Himmelblau::hessian(const Vec2& x) const {
    const double off = 4 * (x.x() + x.y());
    return Mat2{{12 * x.x() * x.x() + 4 * x.y() - 42, off}, {off, 12 * x.y() * x.y() + 4 * x.x() - 26}};
}
Knowledge Himmelblau::known() const {
    // Roots of both squares, by Newton's method in 30 digits.
    return {.minimizers = {Vec2(3, 2), Vec2(-2.8051180869527448531, 3.1313125182505729658),
                           Vec2(-3.7793102533777468919, -3.2831859912861694123),
                           Vec2(3.5844283403304917449, -1.8481265269644035535)},
            .minimum = 0.0, .lo = Vec2(-5.5, -5), .hi = Vec2(5.5, 5), .start = Vec2(-0.5, 0.5)};
}

double DoubleWell::value(const Vec2& x) const {
    const double s = x.y() * x.y();
    return x.x() * x.x() - s + 0.25 * s * s;
}
Vec2 DoubleWell::gradient(const Vec2& x) const {
    return Vec2(2 * x.x(), x.y() * (x.y() * x.y() - 2));
}
Mat2 DoubleWell::hessian(const Vec2& x) const { return Mat2{{2, 0}, {0, 3 * x.y() * x.y() - 2}}; }
Knowledge DoubleWell::known() const {
    return {.minimizers = {Vec2(0, std::numbers::sqrt2), Vec2(0, -std::numbers::sqrt2)}, .minimum = -1.0,
            .lo = Vec2(-2.6, -2.2), .hi = Vec2(2.6, 2.2), .start = Vec2(1.8, 0.01)};
}

}
