#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// How many rare events happen.
struct Poisson {
    static constexpr std::string_view id = "poisson", label = "Poisson",
                                      about = "How many rare events happen.";
    double mean = 4;

    bool operator==(const Poisson&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "mean", .label = "Mean", .lo = 0, .hi = 1e9, .scale = Scale::logarithmic}, s.mean);
    }
};

}
