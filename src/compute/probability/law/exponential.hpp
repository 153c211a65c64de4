#pragma once
#include "base/field.hpp"

#include <string_view>

namespace eigenscope {

/// The wait for an event that never ages.
struct Exponential {
    static constexpr std::string_view id = "exponential", label = "Exponential",
                                      about = "The wait for an event that never ages.";
    double rate = 1;

    bool operator==(const Exponential&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Rate", .lo = 1e-6, .hi = 1e6, .scale = Scale::logarithmic}, s.rate);
    }
};

}
