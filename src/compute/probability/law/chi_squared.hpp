#pragma once
#include "compute/probability/law/gamma.hpp"

namespace eigenscope {

/// A sum of squares of standard normals.
struct ChiSquared {
    static constexpr std::string_view id = "chi-squared", label = "Chi-squared",
                                      about = "A sum of squares of standard normals.";
    double nu = 4;

    bool operator==(const ChiSquared&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "nu", .label = "Degrees of freedom", .lo = 1e-3, .hi = 1e12, .scale = Scale::logarithmic}, s.nu);
    }

    /// The sum of nu squares is Gamma(nu / 2) with scale 2.
    Gamma gamma() const { return {nu / 2, 2}; }
    Interval support() const { return gamma().support(); }
    double log_density(double x) const { return gamma().log_density(x); }
    double density(double x) const { return gamma().density(x); }
    double tail(double x, Side side) const { return gamma().tail(x, side); }
    double log_tail(double x, Side side) const { return gamma().log_tail(x, side); }
    static constexpr bool costly_inverse = true;
    double quantile(double p, Side side) const { return gamma().quantile(p, side); }
    Moments moments() const { return gamma().moments(); }
    Modes modes() const { return gamma().modes(); }
    double entropy() const { return gamma().entropy(); }
};

}
