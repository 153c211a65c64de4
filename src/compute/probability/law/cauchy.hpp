#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

namespace special {

/// P(Z > z) of the standard Cauchy law, and the z > 0 with P(Z > z) = p for p < 1/2: each by the branch whose argument keeps its digits.
inline double cauchy_tail(double z) { return z > 0 ? std::atan(1 / z) / std::numbers::pi : 0.5 - std::atan(z) / std::numbers::pi; }
inline double cauchy_quantile(double p) {
    return p < 0.25 ? 1 / std::tan(std::numbers::pi * p) : std::tan(std::numbers::pi * (0.5 - p));
}

}

/// The ratio of two normals: tails so heavy that there is no mean.
struct Cauchy {
    static constexpr std::string_view id = "cauchy", label = "Cauchy",
                                      about = "The ratio of two normals: tails so heavy that there is no mean.";
    double location = 0;
    double scale = 1;

    bool operator==(const Cauchy&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "location", .label = "Location", .lo = -1e15, .hi = 1e15}, s.location);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.scale);
    }

    Interval support() const { return {-infinity, infinity}; }
    double log_density(double x) const {
        const double z = std::abs((x - location) / scale);
        return -std::log(std::numbers::pi * scale) - (z > 1e8 ? 2 * std::log(z) : std::log1p(z * z));
    }
    double density(double x) const {
        const double z = (x - location) / scale;
        return 1 / (std::numbers::pi * scale * (1 + z * z));
    }
    double tail(double x, Side side) const {
        const double z = (x - location) / scale;
        return special::cauchy_tail(side == Side::upper ? z : -z);
    }
    double log_tail(double x, Side side) const { return special::log_of(tail(x, side), tail(x, special::other(side))); }
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const {
        const double z = special::cauchy_quantile(p);
        return location + scale * (side == Side::upper ? z : -z);
    }
    Moments moments() const {
        constexpr std::string_view why = "x f(x) falls off only like 1/x, so both halves of the mean diverge: ∞ − ∞";
        return {undefined(why), undefined("there is no mean to measure from"), undefined("there is no mean to measure from"),
                undefined("there is no mean to measure from")};
    }
    Modes modes() const { return {{location}}; }
    double entropy() const { return std::log(4 * std::numbers::pi * scale); }
};

}
