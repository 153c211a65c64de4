#include "compute/optimize/objective.hpp"

#include <cmath>
#include <limits>

namespace eigenscope {

std::string_view spoken(Convexity convexity) {
    static constexpr std::array<std::string_view, 4> words = {"strongly convex", "strictly convex", "convex", "not convex"};
    return words[static_cast<std::size_t>(convexity)];
}

double value(const Objective& f, const Vec2& x) {
    return std::visit([&](const auto& a) { return a.value(x); }, f);
}

Vec2 gradient(const Objective& f, const Vec2& x) {
    return std::visit([&](const auto& a) { return a.gradient(x); }, f);
}

Mat2 hessian(const Objective& f, const Vec2& x) {
    return std::visit([&](const auto& a) { return a.hessian(x); }, f);
}

namespace {

template <class F>
bool holds(const F& f, const Vec2& x) {
    if constexpr (requires { f.contains(x); }) return f.contains(x);
    else return true;
}

// Inside its domain no function of the list is minus infinity: what is not finite has overflowed upwards.
template <class F>
double sample_at(const F& f, const Vec2& x) {
    if (!holds(f, x)) return std::numeric_limits<double>::quiet_NaN();
    const double z = f.value(x);
    return std::isfinite(z) ? z : std::numeric_limits<double>::infinity();
}

}

bool in_domain(const Objective& f, const Vec2& x) {
    return std::visit([&](const auto& a) { return holds(a, x); }, f);
}

Knowledge known(const Objective& f) {
    return std::visit([](const auto& a) { return a.known(); }, f);
}

bool is_quadratic(const Objective& f) {
    return std::visit([](const auto& a) { return requires { a.is_quadratic; }; }, f);
}

std::vector<double> sample(const Objective& f, const Vec2& lo, const Vec2& hi, int columns, int rows) {
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    const Vec2 step = (hi - lo).cwiseQuotient(Vec2(columns - 1, rows - 1));
    std::visit([&](const auto& a) {
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column)
                values.push_back(sample_at(a, Vec2(lo.x() + column * step.x(), lo.y() + row * step.y())));
        }
    }, f);
    return values;
}

}
