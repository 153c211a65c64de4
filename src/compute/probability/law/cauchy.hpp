#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// The ratio of two normals: tails so heavy that there is no mean.
struct Cauchy {
    static constexpr std::string_view id = "cauchy", label = "Cauchy",
                                      about = "The ratio of two normals: tails so heavy that there is no mean.";
    double location = 0;
    double scale = 1;

    bool operator==(const Cauchy&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "location", .label = "Location", .lo = -1e6, .hi = 1e6}, s.location);
        v(Field{.key = "scale", .label = "Scale", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.scale);
    }
};

}
