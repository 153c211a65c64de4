#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// A mean divided by its estimated error; heavy tails for few degrees of freedom.
struct StudentT {
    static constexpr std::string_view id = "student-t", label = "Student t",
                                      about = "A mean divided by its estimated error; heavy tails for few degrees of freedom.";
    double nu = 3;

    bool operator==(const StudentT&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "nu", .label = "Degrees of freedom", .lo = 0.05, .hi = 1e10, .scale = Scale::logarithmic}, s.nu);
    }
};

}
