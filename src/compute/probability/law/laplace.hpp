#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// Two exponentials back to back.
struct Laplace {
    static constexpr std::string_view id = "laplace", label = "Laplace",
                                      about = "Two exponentials back to back.";
    double location = 0;
    double scale = 1;

    bool operator==(const Laplace&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "location", .label = "Location", .lo = -1e15, .hi = 1e15}, s.location);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.scale);
    }

    Interval support() const { return {-infinity, infinity}; }
    double log_density(double x) const { return -std::abs(x - location) / scale - std::log(2 * scale); }
    double density(double x) const { return std::exp(-std::abs(x - location) / scale) / (2 * scale); }
    double tail(double x, Side side) const {
        const double z = away(x, side);
        return z > 0 ? 0.5 * std::exp(-z) : 1 - 0.5 * std::exp(z);
    }
    double log_tail(double x, Side side) const {
        const double z = away(x, side);
        return z > 0 ? -z - std::numbers::ln2 : std::log1p(-0.5 * std::exp(z));
    }
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const {
        const double z = p < 0.5 ? std::log(2 * p) : -std::log(2 * (1 - p));
        return location + scale * (side == Side::lower ? z : -z);
    }
    Moments moments() const { return {finite(location), finite(2 * scale * scale), finite(0), finite(3)}; }
    Modes modes() const { return {{location}}; }
    double entropy() const { return 1 + std::log(2 * scale); }

private:
    double away(double x, Side side) const { return (side == Side::upper ? x - location : location - x) / scale; }
};

}
