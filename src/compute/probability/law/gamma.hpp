#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// The wait for several events; a flexible law of positive quantities.
struct Gamma {
    static constexpr std::string_view id = "gamma", label = "Gamma",
                                      about = "The wait for several events; a flexible law of positive quantities.";
    double shape = 2;
    double scale = 1;

    bool operator==(const Gamma&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "shape", .label = "Shape", .lo = 1e-3, .hi = 1e8, .scale = Scale::logarithmic}, s.shape);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.scale);
    }
};

}
