#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// The wait for several events; a flexible law of positive quantities.
struct Gamma {
    static constexpr std::string_view id = "gamma", label = "Gamma",
                                      about = "The wait for several events; a flexible law of positive quantities.";
    double shape = 2;
    double scale = 1;

    bool operator==(const Gamma&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "shape", .label = "Shape", .lo = 1e-3, .hi = 1e8, .scale = Scale::logarithmic}, s.shape);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.scale);
    }

    Interval support() const { return {0, infinity}; }
    double log_density(double x) const {
        const double z = x / scale;
        if (z == 0) return shape < 1 ? infinity : shape == 1 ? -std::log(scale) : -infinity;
        if (shape < 1) return std::log(shape / z) - std::log(scale) + special::log_poisson_density(shape, z);
        return special::log_poisson_density(shape - 1, z) - std::log(scale);
    }
    double tail(double x, Side side) const { return special::gamma_tail(shape, x / scale, side); }
    double log_tail(double x, Side side) const { return special::log_gamma_tail(shape, x / scale, side); }
    double quantile(double p, Side side) const { return scale * special::gamma_quantile(shape, p, side); }
    Moments moments() const {
        return {finite(shape * scale), finite(shape * scale * scale), finite(2 / std::sqrt(shape)), finite(6 / shape)};
    }
    Modes modes() const { return {{shape > 1 ? (shape - 1) * scale : 0}}; }
    double entropy() const {
        // The closed form cancels for large shapes; there the expansion is exact to 1/shape².
        if (shape > 1e6) return 0.5 * std::log(2 * std::numbers::pi * std::numbers::e * shape) + std::log(scale) - 1 / (3 * shape);
        return shape + std::log(scale) + special::log_gamma(shape) + (1 - shape) * special::digamma(shape);
    }
};

}
