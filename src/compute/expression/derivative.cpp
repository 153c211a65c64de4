#include "base/limits.hpp"
#include "compute/expression/build.hpp"
#include "compute/expression/expression.hpp"
#include "compute/expression/fold.hpp"

#include <algorithm>
#include <cassert>

namespace eigenscope {
namespace {

using namespace build;

/// f′(u) for a function f of one operand, as a formula in u.
Tree slope(Operation operation, const Tree& u) {
    const auto square = [](Tree t) { return power(std::move(t), number(2)); };
    const auto f = [&](Operation other) { return unary(other, u); };
    switch (operation) {
    case Operation::sin: return f(Operation::cos);
    case Operation::cos: return negate(f(Operation::sin));
    case Operation::tan: return add(number(1), square(f(Operation::tan)));
    case Operation::asin: return divide(number(1), unary(Operation::sqrt, subtract(number(1), square(u))));
    case Operation::acos: return negate(slope(Operation::asin, u));
    case Operation::atan: return divide(number(1), add(number(1), square(u)));
    case Operation::sinh: return f(Operation::cosh);
    case Operation::cosh: return f(Operation::sinh);
    case Operation::tanh: return divide(number(1), square(f(Operation::cosh)));
    case Operation::exp: return f(Operation::exp);
    case Operation::ln: return divide(number(1), u);
    case Operation::log10: return divide(number(1), multiply(u, unary(Operation::ln, number(10))));
    case Operation::log2: return divide(number(1), multiply(u, unary(Operation::ln, number(2))));
    case Operation::sqrt: return divide(number(1), multiply(number(2), f(Operation::sqrt)));
    case Operation::cbrt: return divide(number(1), multiply(number(3), square(f(Operation::cbrt))));
    case Operation::abs: return f(Operation::sign);
    case Operation::erf:
        return multiply(divide(number(2), unary(Operation::sqrt, leaf({.operation = Operation::pi}))),
                        unary(Operation::exp, negate(square(u))));
    default: break;
    }
    return number(0);                                                         // sign, floor, ceil: flat
}

/// slope · inner, on one fraction bar where the slope is 1 over something.
Tree chained(const Tree& slope, const Tree& inner) {
    const std::size_t below = slope.size() > 1 ? slope[slope.size() - 2].size : 0;
    const bool reciprocal = slope.back().operation == Operation::divide && slope.size() == below + 2 && slope[0].value == 1;
    if (!reciprocal) return multiply(inner, slope);
    return divide(inner, Tree(slope.begin() + 1, slope.end() - 1));
}

/// An operand: itself and its derivative.
struct Side {
    Tree u, d;
    bool varies() const { return !(numeric(d) == 0.0); }
};

// A side is fixed where the variable of the derivative is not in it: the others may well be.
Tree of_power(const Side& a, const Side& b) {
    if (!b.varies()) return multiply(multiply(b.u, a.d), power(a.u, subtract(b.u, number(1))));
    const Tree f = power(a.u, b.u);
    const bool natural = a.u.size() == 1 && a.u[0].operation == Operation::e;
    if (!a.varies()) return natural ? multiply(f, b.d) : multiply(multiply(f, unary(Operation::ln, a.u)), b.d);
    return multiply(f, add(multiply(b.d, unary(Operation::ln, a.u)), divide(multiply(b.u, a.d), a.u)));
}

/// (a′ + b′ ± sign(a − b)·(a′ − b′))/2
Tree of_choice(const Side& a, const Side& b, bool larger) {
    const Tree side = multiply(unary(Operation::sign, subtract(a.u, b.u)), subtract(a.d, b.d));
    const Tree both = add(a.d, b.d);
    return divide(larger ? add(both, side) : subtract(both, side), number(2));
}

Tree of_binary(Operation operation, const Side& a, const Side& b) {
    const auto square = [](const Tree& t) { return power(t, number(2)); };
    switch (operation) {
    case Operation::add: return add(a.d, b.d);
    case Operation::subtract: return subtract(a.d, b.d);
    case Operation::multiply: return add(multiply(a.d, b.u), multiply(a.u, b.d));
    case Operation::divide:
        if (!b.varies()) return divide(a.d, b.u);
        return divide(subtract(multiply(a.d, b.u), multiply(a.u, b.d)), square(b.u));
    case Operation::power: return of_power(a, b);
    case Operation::atan2:
        return divide(subtract(multiply(b.u, a.d), multiply(a.u, b.d)), add(square(a.u), square(b.u)));
    case Operation::hypot:
        return divide(add(multiply(a.u, a.d), multiply(b.u, b.d)), binary(Operation::hypot, a.u, b.u));
    case Operation::min: return of_choice(a, b, false);
    case Operation::max: return of_choice(a, b, true);
    default: break;
    }
    assert(false);
    return number(0);
}

Tree rebuilt(const Expression::Node& node, std::span<Tree> operands) {
    if (operands.size() == 2) return binary(node.operation, std::move(operands[0]), std::move(operands[1]));
    if (operands.size() == 1) return unary(node.operation, std::move(operands[0]));
    return leaf(node);
}

}

Expression simplified(const Expression& expression) {
    return {fold<Tree>(expression, [&](std::size_t i, std::span<Tree> operands) { return rebuilt(expression.nodes[i], operands); }),
            expression.variables};
}

Result<Expression> derivative(const Expression& expression, std::uint32_t variable) {
    bool too_large = false;
    Side whole = fold<Side>(expression, [&](std::size_t i, std::span<Side> operands) -> Side {
        const Expression::Node& node = expression.nodes[i];
        if (too_large) return {number(0), number(0)};
        Side result;
        if (operands.size() == 2) {
            const Side &a = operands[0], &b = operands[1];
            result.d = a.varies() || b.varies() ? of_binary(node.operation, a, b) : number(0);
            result.u = binary(node.operation, a.u, b.u);
        } else if (operands.size() == 1) {
            Side& a = operands[0];
            if (node.operation == Operation::negate)
                result.d = negate(a.d);
            else
                result.d = a.varies() ? chained(slope(node.operation, a.u), a.d) : number(0);
            result.u = unary(node.operation, std::move(a.u));
        } else {
            result.d = number(node.operation == Operation::variable && node.variable == variable ? 1 : 0);
            result.u = leaf(node);
        }
        too_large = result.d.size() > limits::derivative_nodes;
        return result;
    });
    if (too_large || whole.d.size() > limits::derivative_nodes)
        return Error{"the derivative has more than " + std::to_string(limits::derivative_nodes) + " terms: too complex"};
    return Expression{std::move(whole.d), expression.variables};
}

bool depends_on(const Expression& expression, std::uint32_t variable) {
    return std::any_of(expression.nodes.begin(), expression.nodes.end(), [&](const Expression::Node& node) {
        return node.operation == Operation::variable && node.variable == variable;
    });
}

}
