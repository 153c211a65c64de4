#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// Successes in n independent trials.
struct Binomial {
    static constexpr std::string_view id = "binomial", label = "Binomial",
                                      about = "Successes in n independent trials.";
    int n = 20;
    double p = 0.5;

    bool operator==(const Binomial&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "n", .label = "Trials", .lo = 0, .hi = 1000000000, .scale = Scale::logarithmic}, s.n);
        v(Field{.key = "p", .label = "Probability of success", .lo = 0, .hi = 1}, s.p);
    }
};

}
