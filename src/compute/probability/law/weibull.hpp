#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// The time to failure, ageing or bedding in.
struct Weibull {
    static constexpr std::string_view id = "weibull", label = "Weibull",
                                      about = "The time to failure, ageing or bedding in.";
    double shape = 2;
    double scale = 1;

    bool operator==(const Weibull&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "shape", .label = "Shape", .lo = 0.02, .hi = 1e3, .scale = Scale::logarithmic}, s.shape);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.scale);
    }
};

}
