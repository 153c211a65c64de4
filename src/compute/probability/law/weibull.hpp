#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// The time to failure, ageing or bedding in.
struct Weibull {
    static constexpr std::string_view id = "weibull", label = "Weibull",
                                      about = "The time to failure, ageing or bedding in.";
    double shape = 2;
    double scale = 1;

    bool operator==(const Weibull&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "shape", .label = "Shape", .lo = 0.02, .hi = 1e3, .scale = Scale::logarithmic}, s.shape);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.scale);
    }

    Interval support() const { return {0, infinity}; }
    double log_density(double x) const;
    double density(double x) const { return shape / scale * std::pow(x / scale, shape - 1) * std::exp(-hazard(x)); }
    double tail(double x, Side side) const { return side == Side::lower ? -std::expm1(-hazard(x)) : std::exp(-hazard(x)); }
    double log_tail(double x, Side side) const {
        if (side == Side::upper) return -hazard(x);
        return special::log_rise(hazard(x), shape * (std::log(x) - std::log(scale)));
    }
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const {
        return scale * std::pow(-(side == Side::lower ? std::log1p(-p) : std::log(p)), 1 / shape);
    }
    Moments moments() const;
    Modes modes() const { return {{shape > 1 ? scale * std::pow((shape - 1) / shape, 1 / shape) : 0}}; }
    double entropy() const { return std::numbers::egamma * (1 - 1 / shape) + std::log(scale / shape) + 1; }

private:
    double hazard(double x) const { return std::pow(x / scale, shape); }   ///< -log P(X > x)
};

}
