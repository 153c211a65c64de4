#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// Every place between two ends is equally likely.
struct Uniform {
    static constexpr std::string_view id = "uniform", label = "Uniform",
                                      about = "Every place between two ends is equally likely.";
    double lower = 0;
    double upper = 1;

    bool operator==(const Uniform&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "lower", .label = "Lower end", .lo = -1e15, .hi = 1e15}, s.lower);
        v(Field{.key = "upper", .label = "Upper end", .lo = -1e15, .hi = 1e15}, s.upper);
    }
    void repair();                            ///< lower < upper

    Interval support() const { return {lower, upper}; }
    double log_density(double) const { return -std::log(upper - lower); }
    double density(double) const { return 1 / (upper - lower); }
    double tail(double x, Side side) const { return (side == Side::lower ? x - lower : upper - x) / (upper - lower); }
    double log_tail(double x, Side side) const {
        const double small = tail(x, side);
        if (small < 1e-250) return std::log(side == Side::lower ? x - lower : upper - x) - std::log(upper - lower);
        return special::log_of(small, tail(x, special::other(side)));
    }
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const { return side == Side::lower ? lower + p * (upper - lower) : upper - p * (upper - lower); }
    Moments moments() const {
        return {finite(lower + (upper - lower) / 2), finite((upper - lower) * (upper - lower) / 12), finite(0), finite(-1.2)};
    }
    Modes modes() const { return {{lower, upper}, true}; }
    double entropy() const { return std::log(upper - lower); }
};

}
