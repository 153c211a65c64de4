#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// A power law: few are very large.
struct Pareto {
    static constexpr std::string_view id = "pareto", label = "Pareto",
                                      about = "A power law: few are very large.";
    double scale = 1;
    double shape = 3;

    bool operator==(const Pareto&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "scale", .label = "Least value", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.scale);
        v(Field{.key = "shape", .label = "Tail exponent", .lo = 0.02, .hi = 1e6, .scale = Scale::logarithmic}, s.shape);
    }

    Interval support() const { return {scale, infinity}; }
    double log_density(double x) const { return std::log(shape / scale) - (shape + 1) * log_ratio(x); }
    double density(double x) const { return shape / x * std::exp(-shape * log_ratio(x)); }
    double tail(double x, Side side) const {
        return side == Side::lower ? -std::expm1(-shape * log_ratio(x)) : std::exp(-shape * log_ratio(x));
    }
    double log_tail(double x, Side side) const {
        return side == Side::lower ? special::log1m_exp(-shape * log_ratio(x)) : -shape * log_ratio(x);
    }
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const {
        return side == Side::lower ? scale * std::exp(-std::log1p(-p) / shape) : scale * std::pow(p, -1 / shape);
    }
    Moments moments() const;
    Modes modes() const { return {{scale}}; }
    double entropy() const { return std::log(scale / shape) + 1 + 1 / shape; }

private:
    double log_ratio(double x) const { return x < 2 * scale ? std::log1p((x - scale) / scale) : std::log(x / scale); }
};

}
