#include "compute/optimize/objective.hpp"

#include <cmath>
#include <limits>

namespace eigenscope {

std::string_view spoken(Convexity convexity) {
    static constexpr std::array<std::string_view, 5> words = {"strongly convex", "strictly convex", "convex", "not convex", "not decided"};
    return words[static_cast<std::size_t>(convexity)];
}

bool is_convex(Convexity convexity) { return convexity != Convexity::not_convex && convexity != Convexity::undecided; }

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

// Inside its domain none of our own functions is minus infinity: what is not finite has overflowed upwards.
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
    return std::visit([](const auto& a) {
        if constexpr (requires { a.quadratic(); }) return a.quadratic();
        else return requires { a.is_quadratic; };
    }, f);
}

namespace {

template <class F>
std::vector<double> samples_of(const F& f, const std::vector<double>& x, const std::vector<double>& y) {
    if constexpr (requires { f.values(x, y); }) {
        return f.values(x, y);
    } else {
        std::vector<double> values;
        values.reserve(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) values.push_back(sample_at(f, Vec2(x[i], y[i])));
        return values;
    }
}

}

std::vector<double> sample(const Objective& f, const Vec2& lo, const Vec2& hi, int columns, int rows) {
    std::vector<double> x, y;
    x.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    y.reserve(x.capacity());
    const Vec2 step = (hi - lo).cwiseQuotient(Vec2(columns - 1, rows - 1));
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            x.push_back(lo.x() + column * step.x());
            y.push_back(lo.y() + row * step.y());
        }
    }
    return sample(f, x, y);
}

std::vector<double> sample(const Objective& f, const std::vector<double>& x, const std::vector<double>& y) {
    return std::visit([&](const auto& a) { return samples_of(a, x, y); }, f);
}

}
