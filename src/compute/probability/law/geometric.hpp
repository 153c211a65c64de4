#pragma once
#include "compute/probability/law.hpp"
#include "compute/probability/twofold.hpp"

namespace eigenscope {

/// Failures before the first success.
struct Geometric {
    static constexpr std::string_view id = "geometric", label = "Geometric",
                                      about = "Failures before the first success.";
    double p = 0.2;

    bool operator==(const Geometric&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "p", .label = "Probability of success", .lo = 1e-12, .hi = 1, .scale = Scale::logarithmic}, s.p);
    }

    Interval support() const { return {0, p == 1 ? 0 : infinity}; }
    double log_density(double k) const { return std::log(p) + (k == 0 ? 0 : k * std::log1p(-p)); }
    double density(double k) const { return p * power(Twofold::sum(1, -p), k).hi; }
    double tail(double k, Side side) const {
        const Twofold upper = power(Twofold::sum(1, -p), k + 1);
        if (upper.hi < 1e-270) return side == Side::lower ? 1 : std::exp((k + 1) * std::log1p(-p));
        return side == Side::lower ? (Twofold{1} - upper).hi : upper.hi;
    }
    double log_tail(double k, Side side) const {
        return side == Side::lower ? special::log1m_exp((k + 1) * std::log1p(-p)) : (k + 1) * std::log1p(-p);
    }
    Moments moments() const {
        const double q = 1 - p;
        if (q == 0) return point_moments(0);
        return {finite(q / p), finite(q / (p * p)), finite((2 - p) / std::sqrt(q)), finite(6 + p * p / q)};
    }
    Modes modes() const { return {{0}}; }
};

}
