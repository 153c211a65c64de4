#pragma once
#include "compute/expression/expression.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace eigenscope {

/// The value at (x, y) of a text that can be read.
inline double value(std::string_view text, double x = 0, double y = 0) {
    const auto expression = parse(text, {"x", "y"});
    REQUIRE_MESSAGE(expression.has_value(), text << ": " << (expression ? "" : expression.error()));
    return evaluate(*expression, std::array{x, y});
}

/// What is wrong with a text that cannot.
inline std::string wrong(std::string_view text) {
    const auto expression = parse(text, {"x", "y"});
    REQUIRE_MESSAGE(!expression.has_value(), text);
    return expression.error();
}

}
