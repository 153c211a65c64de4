#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// A sum of squares of standard normals.
struct ChiSquared {
    static constexpr std::string_view id = "chi-squared", label = "Chi-squared",
                                      about = "A sum of squares of standard normals.";
    double nu = 4;

    bool operator==(const ChiSquared&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "nu", .label = "Degrees of freedom", .lo = 1e-3, .hi = 1e8, .scale = Scale::logarithmic}, s.nu);
    }
};

}
