#pragma once
#include "compute/expression/expression.hpp"

namespace eigenscope::build {

/// The nodes of an expression without its names. Trees are put together by the functions below, which keep the result short
/// without changing a value; see `simplified`.
using Tree = std::vector<Expression::Node>;

Tree number(double value);
Tree leaf(const Expression::Node& node);
Tree unary(Operation operation, Tree x);
Tree binary(Operation operation, Tree a, Tree b);

inline Tree negate(Tree x) { return unary(Operation::negate, std::move(x)); }
inline Tree add(Tree a, Tree b) { return binary(Operation::add, std::move(a), std::move(b)); }
inline Tree subtract(Tree a, Tree b) { return binary(Operation::subtract, std::move(a), std::move(b)); }
inline Tree multiply(Tree a, Tree b) { return binary(Operation::multiply, std::move(a), std::move(b)); }
inline Tree divide(Tree a, Tree b) { return binary(Operation::divide, std::move(a), std::move(b)); }
inline Tree power(Tree a, Tree b) { return binary(Operation::power, std::move(a), std::move(b)); }

/// The number that the tree is, with its sign, if it is nothing but a number.
std::optional<double> numeric(const Tree& tree);

}
