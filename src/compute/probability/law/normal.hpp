#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// The bell curve: sums of many small independent effects.
struct Normal {
    static constexpr std::string_view id = "normal", label = "Normal",
                                      about = "The bell curve: sums of many small independent effects.";
    double mean = 0;
    double sd = 1;

    bool operator==(const Normal&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "mean", .label = "Mean", .lo = -1e6, .hi = 1e6}, s.mean);
        v(Field{.key = "sd", .label = "Standard deviation", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.sd);
    }
};

}
