#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// The bell curve: sums of many small independent effects.
struct Normal {
    static constexpr std::string_view id = "normal", label = "Normal",
                                      about = "The bell curve: sums of many small independent effects.";
    double mean = 0;
    double sd = 1;

    bool operator==(const Normal&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "mean", .label = "Mean", .lo = -1e15, .hi = 1e15}, s.mean);
        v(Field{.key = "sd", .label = "Standard deviation", .lo = 1e-15, .hi = 1e15, .scale = Scale::logarithmic}, s.sd);
    }

    Interval support() const { return {-infinity, infinity}; }
    double log_density(double x) const {
        const double z = (x - mean) / sd;
        return -0.5 * z * z - std::log(sd) - 0.5 * std::log(2 * std::numbers::pi);
    }
    double density(double x) const {
        const double z = (x - mean) / sd;
        return std::exp(-0.5 * z * z) / (sd * std::sqrt(2 * std::numbers::pi));
    }
    double tail(double x, Side side) const { return special::normal_tail((x - mean) / sd, side); }
    double log_tail(double x, Side side) const { return special::log_normal_tail((x - mean) / sd, side); }
    double at(double z) const { return mean + sd * z; }            ///< where the standard normal law has z
    double quantile(double p, Side side) const { return at(special::normal_quantile(p, side)); }
    Moments moments() const { return {finite(mean), finite(sd * sd), finite(0), finite(0)}; }
    Modes modes() const { return {{mean}}; }
    double entropy() const { return std::log(sd) + 0.5 * std::log(2 * std::numbers::pi * std::numbers::e); }
};

}
