#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// What is known of a proportion.
struct Beta {
    static constexpr std::string_view id = "beta", label = "Beta",
                                      about = "What is known of a proportion.";
    double a = 2;
    double b = 5;

    bool operator==(const Beta&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "a", .label = "a", .lo = 1e-3, .hi = 1e6, .scale = Scale::logarithmic}, s.a);
        v(Field{.key = "b", .label = "b", .lo = 1e-3, .hi = 1e6, .scale = Scale::logarithmic}, s.b);
    }
};

}
