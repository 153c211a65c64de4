#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// Every place between two ends is equally likely.
struct Uniform {
    static constexpr std::string_view id = "uniform", label = "Uniform",
                                      about = "Every place between two ends is equally likely.";
    double lower = 0;
    double upper = 1;

    bool operator==(const Uniform&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "lower", .label = "Lower end", .lo = -1e6, .hi = 1e6}, s.lower);
        v(Field{.key = "upper", .label = "Upper end", .lo = -1e6, .hi = 1e6}, s.upper);
    }
    void repair();                            ///< lower < upper
};

}
