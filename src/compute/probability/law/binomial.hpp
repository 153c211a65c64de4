#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// Successes in n independent trials. Counts end at 2e9, where whole-number members do: tails would keep their digits to about 1e13 trials,
/// where the continued fraction of `log_beta_tail` takes 100,000 steps next to the mean.
struct Binomial {
    static constexpr std::string_view id = "binomial", label = "Binomial",
                                      about = "Successes in n independent trials.";
    int n = 20;
    double p = 0.5;

    bool operator==(const Binomial&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "n", .label = "Trials", .lo = 0, .hi = 2e9, .scale = Scale::logarithmic}, s.n);
        v(Field{.key = "p", .label = "Probability of success", .lo = 0, .hi = 1}, s.p);
    }

    Interval support() const { return {p == 1 ? double(n) : 0, p == 0 ? 0 : double(n)}; }
    double log_density(double k) const { return special::log_binomial_density(k, n - k, special::unit(p)); }
    double density(double k) const { return special::binomial_density(k, n - k, special::unit(p)); }
    double tail(double k, Side side) const;
    double log_tail(double k, Side side) const { return special::log_beta_tail(n - k, k + 1, special::unit(p).mirrored(), side); }
    Moments moments() const;
    Modes modes() const { return integer_modes((n + 1.0) * p, support()); }
};

}
