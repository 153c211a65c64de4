#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// The wait for an event that never ages.
struct Exponential {
    static constexpr std::string_view id = "exponential", label = "Exponential",
                                      about = "The wait for an event that never ages.";
    double rate = 1;

    bool operator==(const Exponential&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Rate", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.rate);
    }

    Interval support() const { return {0, infinity}; }
    double log_density(double x) const { return std::log(rate) - rate * x; }
    double density(double x) const { return rate * std::exp(-rate * x); }
    double tail(double x, Side side) const { return side == Side::lower ? -std::expm1(-rate * x) : std::exp(-rate * x); }
    double log_tail(double x, Side side) const {
        return side == Side::lower ? special::log_rise(rate * x, std::log(rate) + std::log(x)) : -rate * x;
    }
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const { return -(side == Side::lower ? std::log1p(-p) : std::log(p)) / rate; }
    Moments moments() const { return {finite(1 / rate), finite(1 / (rate * rate)), finite(2), finite(6)}; }
    Modes modes() const { return {{0}}; }
    double entropy() const { return 1 - std::log(rate); }
};

}
