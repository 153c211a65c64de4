#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// A product of many small independent factors.
struct Lognormal {
    static constexpr std::string_view id = "lognormal", label = "Lognormal",
                                      about = "A product of many small independent factors.";
    double mu = 0;
    double sigma = 0.5;

    bool operator==(const Lognormal&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "mu", .label = "Mean of the logarithm", .lo = -100, .hi = 100}, s.mu);
        v(Field{.key = "sigma", .label = "Standard deviation of the logarithm", .lo = 1e-6, .hi = 100, .scale = Scale::logarithmic}, s.sigma);
    }

    Interval support() const { return {0, infinity}; }
    double log_density(double x) const {
        if (x == 0) return -infinity;
        const double z = standard(x);
        return -0.5 * z * z - std::log(sigma * x) - 0.5 * std::log(2 * std::numbers::pi);
    }
    double density(double x) const {
        const double z = standard(x);
        return std::exp(-0.5 * z * z) / (sigma * x * std::sqrt(2 * std::numbers::pi));
    }
    double tail(double x, Side side) const { return special::normal_tail(standard(x), side); }
    double log_tail(double x, Side side) const { return special::log_normal_tail(standard(x), side); }
    double at(double z) const { return std::exp(mu + sigma * z); } ///< where the standard normal law has z
    double quantile(double p, Side side) const { return at(special::normal_quantile(p, side)); }
    Moments moments() const {
        const double s = sigma * sigma, log_expm1 = s + special::log1m_exp(-s);
        const double log_variance = log_expm1 + 2 * mu + s;
        const double log_skewness = s + std::log1p(2 * std::exp(-s)) + log_expm1 / 2;
        // Once too large for a double, e^4s is all there is of the kurtosis: the next term is 2 e^-s of it.
        const Moment kurtosis = 4 * s < 700 ? finite(std::expm1(4 * s) + 2 * std::expm1(3 * s) + 3 * std::expm1(2 * s)) : finite_exp(4 * s);
        return {finite_exp(mu + s / 2), log_variance < 700 ? finite(std::expm1(s) * std::exp(2 * mu + s)) : finite_exp(log_variance),
                log_skewness < 700 ? finite((std::exp(s) + 2) * std::sqrt(std::expm1(s))) : finite_exp(log_skewness), kurtosis};
    }
    Modes modes() const { return {{std::exp(mu - sigma * sigma)}}; }
    double entropy() const { return mu + std::log(sigma) + 0.5 * std::log(2 * std::numbers::pi * std::numbers::e); }

private:
    double standard(double x) const { return (std::log(x) - mu) / sigma; }
};

}
