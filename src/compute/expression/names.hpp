#pragma once
#include "compute/expression/expression.hpp"

namespace eigenscope {

/// The function of this name ("sin", "log"), other than those written with signs.
std::optional<Operation> function_named(std::string_view name);

/// The constant of this name: pi, π, tau, τ, e.
std::optional<Operation> constant_named(std::string_view name);

/// Its value.
double constant_value(Operation operation);

/// 1, -1, or x itself where x is a zero or not-a-number.
constexpr double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

}
