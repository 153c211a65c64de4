#pragma once
#include "compute/expression/expression.hpp"

namespace eigenscope {

/// The operation on numbers, by the standard library; operands beyond its arity are not looked at. Constants have their value.
/// Not-a-number beats every other operand; conditions are 1 or 0. Not for numbers, variables, indices, sums and products.
double applied(Operation operation, double a, double b = 0, double c = 0);

/// 1, -1, or x itself where x is a zero or not-a-number.
constexpr double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

}
