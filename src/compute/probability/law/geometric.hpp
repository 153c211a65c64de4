#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// Failures before the first success.
struct Geometric {
    static constexpr std::string_view id = "geometric", label = "Geometric",
                                      about = "Failures before the first success.";
    double p = 0.2;

    bool operator==(const Geometric&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "p", .label = "Probability of success", .lo = 1e-9, .hi = 1, .scale = Scale::logarithmic}, s.p);
    }
};

}
