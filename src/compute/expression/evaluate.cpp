#include "compute/expression/expression.hpp"
#include "compute/expression/names.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace eigenscope {
namespace {

using Node = Expression::Node;

// Not-a-number beats every other operand; std::fmin would hide it.
double least(double a, double b) { return std::isnan(a) || a < b ? a : b; }
double most(double a, double b) { return std::isnan(a) || a > b ? a : b; }

double unary(Operation operation, double x) {
    switch (operation) {
    case Operation::negate: return -x;
    case Operation::sin: return std::sin(x);
    case Operation::cos: return std::cos(x);
    case Operation::tan: return std::tan(x);
    case Operation::asin: return std::asin(x);
    case Operation::acos: return std::acos(x);
    case Operation::atan: return std::atan(x);
    case Operation::sinh: return std::sinh(x);
    case Operation::cosh: return std::cosh(x);
    case Operation::tanh: return std::tanh(x);
    case Operation::exp: return std::exp(x);
    case Operation::ln: return std::log(x);
    case Operation::log10: return std::log10(x);
    case Operation::log2: return std::log2(x);
    case Operation::sqrt: return std::sqrt(x);
    case Operation::cbrt: return std::cbrt(x);
    case Operation::abs: return std::abs(x);
    case Operation::sign: return sign(x);
    case Operation::floor: return std::floor(x);
    case Operation::ceil: return std::ceil(x);
    case Operation::erf: return std::erf(x);
    default: break;
    }
    assert(false);
    return std::numeric_limits<double>::quiet_NaN();
}

double binary(Operation operation, double a, double b) {
    switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return std::pow(a, b);
    case Operation::atan2: return std::atan2(a, b);
    case Operation::hypot: return std::hypot(a, b);
    case Operation::min: return least(a, b);
    case Operation::max: return most(a, b);
    default: break;
    }
    assert(false);
    return std::numeric_limits<double>::quiet_NaN();
}

/// Runs through the nodes with a stack that is large enough; `watch(index, left, right, result)` stops by returning true.
template <class Watch>
double run(const Expression& expression, std::span<const double> values, double* stack, Watch&& watch) {
    double* top = stack;                                                      // one past the last
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const Node& node = expression.nodes[i];
        const int operands = arity(node.operation);
        const double left = operands == 2 ? top[-2] : 0, right = operands > 0 ? top[-1] : 0;
        double result = node.value;
        if (operands == 2)
            result = binary(node.operation, left, right);
        else if (operands == 1)
            result = unary(node.operation, right);
        else if (node.operation == Operation::variable)
            result = values[node.variable];
        else if (node.operation != Operation::number)
            result = constant_value(node.operation);
        top -= operands;
        *top++ = result;
        if (watch(i, left, right, result)) return result;
    }
    return top[-1];
}

template <class Watch>
double run(const Expression& expression, std::span<const double> values, Watch&& watch) {
    assert(values.size() >= expression.variables.size());
    constexpr std::size_t usual = 128;                                        // more leaves than that are rare
    if (expression.nodes.size() < 2 * usual) {
        std::array<double, usual> stack;
        return run(expression, values, stack.data(), watch);
    }
    std::vector<double> stack(expression.nodes.size());
    return run(expression, values, stack.data(), watch);
}

/// Why node `i` of the expression is not finite although its operands are.
std::string reason(const Expression& expression, std::size_t i, double right, double result) {
    const Node& node = expression.nodes[i];
    const auto end = expression.nodes.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const std::string text = to_text({.nodes = {end - node.size, end}, .variables = expression.variables});
    const std::string shown = text.size() <= 40 ? text : "a part of it";
    if (node.operation == Operation::divide && right == 0) return shown + " divides by zero: it has no value";
    if (std::isnan(result)) return shown + " is not a real number";
    const bool pole = node.operation == Operation::ln || node.operation == Operation::log10 || node.operation == Operation::log2;
    if (pole || (node.operation == Operation::power && right < 0)) return shown + " is infinite: it has no value";
    return shown + " is too large for a number of double precision (overflow)";
}

}

double evaluate(const Expression& expression, std::span<const double> values) {
    return run(expression, values, [](std::size_t, double, double, double) { return false; });
}

Result<double> evaluate_constant(std::string_view text) {
    const Result<Expression> expression = parse(text, std::vector<std::string>{});
    if (!expression) return Error{expression.error()};
    std::string why;
    const double value = run(*expression, {}, [&](std::size_t i, double, double right, double result) {
        if (std::isfinite(result)) return false;
        why = reason(*expression, i, right, result);
        return true;
    });
    if (!why.empty()) return Error{why};
    return value;
}

}
