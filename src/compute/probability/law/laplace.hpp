#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// Two exponentials back to back.
struct Laplace {
    static constexpr std::string_view id = "laplace", label = "Laplace",
                                      about = "Two exponentials back to back.";
    double location = 0;
    double scale = 1;

    bool operator==(const Laplace&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "location", .label = "Location", .lo = -1e6, .hi = 1e6}, s.location);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.scale);
    }
};

}
