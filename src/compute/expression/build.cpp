#include "compute/expression/build.hpp"

#include "base/number.hpp"

#include <cassert>
#include <cmath>

namespace eigenscope::build {
namespace {

using Node = Expression::Node;

Operation top(const Tree& tree) { return tree.back().operation; }

/// The operation over its operands as they are.
Tree raw(Operation operation, Tree x) {
    x.push_back({.operation = operation, .size = static_cast<std::uint32_t>(x.size() + 1)});
    return x;
}

Tree raw(Operation operation, Tree a, const Tree& b) {
    a.insert(a.end(), b.begin(), b.end());
    return raw(operation, std::move(a));
}

Tree last_operand(const Tree& tree) {
    const auto end = tree.end() - 1;
    return {end - (end - 1)->size, end};
}

Tree first_operand(const Tree& tree) {
    const auto end = tree.end() - 1 - (tree.end() - 2)->size;
    return {tree.begin(), end};
}

/// x of −x.
Tree without_sign(const Tree& tree) { return {tree.begin(), tree.end() - 1}; }

bool is(const Tree& tree, double value) {
    const auto n = numeric(tree);
    return n && *n == value;
}

bool whole(double x) { return std::floor(x) == x && std::abs(x) <= 9007199254740992.0; }

/// The operation on numbers, where the result is as easy to read as they are: 2·3 but not 1/3.
std::optional<Tree> folded(Operation operation, std::span<const double> numbers) {
    Expression expression{.nodes = {}, .variables = {}};
    for (const double n : numbers) {
        const Tree tree = number(n);
        expression.nodes.insert(expression.nodes.end(), tree.begin(), tree.end());
    }
    expression.nodes = raw(operation, std::move(expression.nodes));
    const double value = evaluate(expression, {});
    const bool arithmetic = operation == Operation::add || operation == Operation::subtract || operation == Operation::multiply;
    if (!std::isfinite(value) || (value == 0 && std::signbit(value))) return std::nullopt;
    if (whole(value) || (arithmetic && shortest(value).size() <= 6)) return number(value);
    return std::nullopt;
}

Tree sum(Tree a, Tree b) {
    if (is(a, 0)) return b;
    if (is(b, 0)) return a;
    if (top(b) == Operation::negate) return subtract(std::move(a), without_sign(b));
    if (top(a) == Operation::negate) return subtract(std::move(b), without_sign(a));
    if (a == b) return multiply(number(2), std::move(a));
    return raw(Operation::add, std::move(a), b);
}

Tree difference(Tree a, Tree b) {
    if (is(b, 0)) return a;
    if (is(a, 0)) return negate(std::move(b));
    if (top(b) == Operation::negate) return add(std::move(a), without_sign(b));
    if (a == b) return number(0);
    return raw(Operation::subtract, std::move(a), b);
}

/// A factor in front of a product that begins with a factor: 2·(3·x) = 6·x for whole numbers that stay exact.
std::optional<Tree> collected(const Tree& a, const Tree& b) {
    const auto outer = numeric(a);
    if (!outer || top(b) != Operation::multiply) return std::nullopt;
    const auto inner = numeric(first_operand(b));
    if (!inner || !whole(*outer) || !whole(*inner) || !whole(*outer * *inner)) return std::nullopt;
    return multiply(number(*outer * *inner), last_operand(b));
}

Tree product(Tree a, Tree b) {
    if (is(a, 0) || is(b, 0)) return number(0);
    if (is(a, 1)) return b;
    if (is(b, 1)) return a;
    if (top(a) == Operation::negate) return negate(multiply(without_sign(a), std::move(b)));
    if (top(b) == Operation::negate) return negate(multiply(std::move(a), without_sign(b)));
    if (numeric(b) && !numeric(a)) return multiply(std::move(b), std::move(a));             // 2·x, not x·2
    if (auto short_form = collected(a, b)) return std::move(*short_form);
    return raw(Operation::multiply, std::move(a), b);
}

Tree quotient(Tree a, Tree b) {
    if (is(a, 0) && !is(b, 0)) return number(0);
    if (is(b, 1)) return a;
    if (top(a) == Operation::negate) return negate(divide(without_sign(a), std::move(b)));
    if (top(b) == Operation::negate) return negate(divide(std::move(a), without_sign(b)));
    if (a == b && !is(b, 0)) return number(1);
    const auto halved = [](const Tree& t) { return top(t) == Operation::multiply && is(first_operand(t), 2); };
    if (halved(a) && halved(b)) return divide(last_operand(a), last_operand(b));            // only 2: that is exact
    return raw(Operation::divide, std::move(a), b);
}

}

Tree number(double value) {
    assert(std::isfinite(value));
    const Tree size{{.operation = Operation::number, .value = std::abs(value)}};
    return value < 0 ? raw(Operation::negate, size) : size;
}

Tree leaf(const Node& node) { return {node}; }

std::optional<double> numeric(const Tree& tree) {
    if (tree.size() == 1 && top(tree) == Operation::number) return tree[0].value;
    if (tree.size() == 2 && top(tree) == Operation::negate && tree[0].operation == Operation::number) return -tree[0].value;
    return std::nullopt;
}

Tree unary(Operation operation, Tree x) {
    const auto n = numeric(x);
    if (operation == Operation::negate) {
        if (n) return *n == 0 ? number(0) : number(-*n);
        if (top(x) == Operation::negate) return without_sign(x);
        if (top(x) == Operation::subtract) return subtract(last_operand(x), first_operand(x));
        return raw(operation, std::move(x));
    }
    if (n)
        if (auto short_form = folded(operation, {{*n}})) return std::move(*short_form);
    return raw(operation, std::move(x));
}

Tree binary(Operation operation, Tree a, Tree b) {
    const auto m = numeric(a), n = numeric(b);
    if (m && n)
        if (auto short_form = folded(operation, {{*m, *n}})) return std::move(*short_form);
    switch (operation) {
    case Operation::add: return sum(std::move(a), std::move(b));
    case Operation::subtract: return difference(std::move(a), std::move(b));
    case Operation::multiply: return product(std::move(a), std::move(b));
    case Operation::divide: return quotient(std::move(a), std::move(b));
    case Operation::power:
        if (is(b, 0)) return number(1);
        if (is(b, 1)) return a;
        break;
    default: break;
    }
    return raw(operation, std::move(a), b);
}

}
