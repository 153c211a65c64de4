#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// What is known of a proportion.
struct Beta {
    static constexpr std::string_view id = "beta", label = "Beta",
                                      about = "What is known of a proportion.";
    double a = 2;
    double b = 5;

    bool operator==(const Beta&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "a", .label = "a", .lo = 1e-3, .hi = 1e9, .scale = Scale::logarithmic}, s.a);
        v(Field{.key = "b", .label = "b", .lo = 1e-3, .hi = 1e9, .scale = Scale::logarithmic}, s.b);
    }

    Interval support() const { return {0, 1}; }
    double log_density(double x) const;
    double tail(double x, Side side) const { return special::beta_tail(a, b, special::unit(x), side); }
    double log_tail(double x, Side side) const { return special::log_beta_tail(a, b, special::unit(x), side); }
    static constexpr bool costly_inverse = true;
    double quantile(double p, Side side) const { return special::beta_quantile(a, b, p, side).x; }
    Moments moments() const;
    Modes modes() const;
    double entropy() const;
};

}
