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
        v(Field{.key = "shape", .label = "Shape", .lo = 1e-3, .hi = 1e12, .scale = Scale::logarithmic}, s.shape);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.scale);
    }

    Interval support() const { return {0, infinity}; }
    double log_density(double x) const {
        const double z = x / scale;
        if (x == 0) return shape < 1 ? infinity : shape == 1 ? -std::log(scale) : -infinity;
        if (z < next_to_zero) return std::log(shape) - std::log(x) + log_first_term(x);
        if (shape < 1) return std::log(shape / z) - std::log(scale) + special::log_poisson_density(shape, z);
        return special::log_poisson_density(shape - 1, z) - std::log(scale);
    }
    double density(double x) const {
        const double z = x / scale;
        if (z < next_to_zero) return 0;       // not by this formula
        return shape < 1 ? shape / x * special::poisson_density(shape, z) : special::poisson_density(shape - 1, z) / scale;
    }
    double tail(double x, Side side) const {
        if (x / scale < next_to_zero) return side == Side::lower ? std::exp(log_first_term(x)) : -std::expm1(log_first_term(x));
        return special::gamma_tail(shape, x / scale, side);
    }
    double log_tail(double x, Side side) const {
        if (x / scale < next_to_zero) return side == Side::lower ? log_first_term(x) : special::log1m_exp(log_first_term(x));
        return special::log_gamma_tail(shape, x / scale, side);
    }
    static constexpr bool costly_inverse = true;
    double quantile(double p, Side side) const { return scale * special::gamma_quantile(shape, p, side); }
    Moments moments() const {
        return {finite(shape * scale), finite(shape * scale * scale), finite(2 / std::sqrt(shape)), finite(6 / shape)};
    }
    Modes modes() const { return {{shape > 1 ? (shape - 1) * scale : 0}}; }
    double entropy() const { return std::log(scale) + special::gamma_entropy(shape); }

private:
    /// Below this x / scale soon has no digits left, and P(X <= x) is the first term of its series: z^a / Γ(a + 1).
    static constexpr double next_to_zero = 1e-305;
    double log_first_term(double x) const { return shape * (std::log(x) - std::log(scale)) - special::log_gamma_1p(shape); }
};

}
