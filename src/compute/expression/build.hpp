#pragma once
#include "compute/expression/expression.hpp"

namespace eigenscope::build {

/// The nodes of an expression without its names. Trees are put together by the functions below, which keep the result short
/// without changing a value; see `simplified`.
using Tree = std::vector<Expression::Node>;

Tree number(double value);                              ///< a finite number; a negative one is a negated node
Tree leaf(const Expression::Node& node);                ///< a node without operands
Tree unary(Operation operation, Tree x);                ///< an operation of one operand
Tree binary(Operation operation, Tree a, Tree b);       ///< an operation of two operands

/// −x, a + b, a − b, a·b, a/b and a^b.
inline Tree negate(Tree x) { return unary(Operation::negate, std::move(x)); }
inline Tree add(Tree a, Tree b) { return binary(Operation::add, std::move(a), std::move(b)); }
inline Tree subtract(Tree a, Tree b) { return binary(Operation::subtract, std::move(a), std::move(b)); }
inline Tree multiply(Tree a, Tree b) { return binary(Operation::multiply, std::move(a), std::move(b)); }
inline Tree divide(Tree a, Tree b) { return binary(Operation::divide, std::move(a), std::move(b)); }
inline Tree power(Tree a, Tree b) { return binary(Operation::power, std::move(a), std::move(b)); }

/// The number that the tree is, with its sign, if it is nothing but a number.
std::optional<double> numeric(const Tree& tree);

}
