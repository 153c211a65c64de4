#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// A power law: few are very large.
struct Pareto {
    static constexpr std::string_view id = "pareto", label = "Pareto",
                                      about = "A power law: few are very large.";
    double scale = 1;
    double shape = 3;

    bool operator==(const Pareto&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "scale", .label = "Least value", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.scale);
        v(Field{.key = "shape", .label = "Tail exponent", .lo = 0.02, .hi = 1e3, .scale = Scale::logarithmic}, s.shape);
    }
};

}
