#pragma once
#include "base/field.hpp"

#include <string_view>

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
        v(Field{.key = "sigma", .label = "Standard deviation of the logarithm", .lo = 1e-3, .hi = 100, .scale = Scale::logarithmic}, s.sigma);
    }
};

}
