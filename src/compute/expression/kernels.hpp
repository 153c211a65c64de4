#pragma once
#include "compute/expression/expression.hpp"

#include <cstddef>

namespace eigenscope {

/// What one instruction of a compiled formula does with arrays a, b, c and numbers s, t. A fused one rounds as its parts would.
enum class Kernel : std::uint8_t {
    copy, fill,                               ///< a; s
    add, subtract, multiply, divide,
    plus, times, over, from, into,            ///< a + s, s·a, a/s, s − a, s/a
    affine, scale_add, scale_add_plus, scale_subtract,                        ///< s·a + t, s·a + b, s·a + b + t, s·a − b
    multiply_plus, multiply_add, multiply_add_plus,                           ///< a·b + s, a·b + c, a·b + c + s
    multiply_subtract, subtract_multiply,     ///< a·b − c, c − a·b
    scale_multiply, scale_multiply_add,       ///< (s·a)·b, (s·a)·b + c
    square, scale_square, scale_square_add,   ///< a², s·a², s·a² + b
    square_plus, square_difference, squares,  ///< (a + s)², (a − b)², a² + b²
    power, inverse_power,                     ///< a^s, 1/a^s for whole s from 2 to most_power
    root_power, inverse_root,                 ///< a^(1/2), a^(−1/2): of −0 and −∞ what a power has there
    negate, abs, sqrt, sign, floor, ceil, round, relu, min, max,
    less, less_equal, greater, greater_equal, equal, unequal, logical_and, logical_or, logical_not, choose,
    exp, sin, cos, tan, expm1, ln, log1p, sinh, cosh, tanh, sigmoid, softplus,
    other,                                    ///< any operation of one to three operands, by the standard library
};

/// The largest whole exponent that is multiplied out.
inline constexpr int most_power = 16;

struct Operands {
    const double* a = nullptr;                ///< those that the kernel takes
    const double* b = nullptr;
    const double* c = nullptr;
    double s = 0, t = 0;
    Operation operation = Operation::number;  ///< of `other`
};

/// out[i] = kernel of a[i], b[i], c[i] for i < n; `out` is apart from the operands. An element's value depends on its operands
/// alone, not on where it stands, on n, or on the processor; but `other` and angles above 1.6 million are the standard library's.
/// Within 2 units in the last place of the exact function of its operands; a^s within s/2, its inverse within one more, where
/// a^s is a normal double. What is too large or too small for a double raises the floating-point flag that says so; others may, too.
void apply(Kernel kernel, const Operands& operands, double* out, std::size_t n);

/// Whether any of the n values is not a number.
bool any_undefined(const double* a, std::size_t n);

}
