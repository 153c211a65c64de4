#include "base/number.hpp"
#include "compute/expression/graph.hpp"
#include "compute/expression/operations.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace eigenscope {
namespace {

using Node = Expression::Node;

/// Runs through the nodes of an expression without sums with a stack that is large enough; `watch(index, last operand, result)`
/// stops by returning true.
template <class Watch>
double run(const Expression& expression, std::span<const double> values, double* stack, Watch&& watch) {
    double* top = stack;                                                      // one past the last
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const Node& node = expression.nodes[i];
        const int count = arity(node.operation);
        const double* operands = top - count;
        double result = node.value;
        if (count > 0)
            result = applied(node.operation, operands[0], count > 1 ? operands[1] : 0, count > 2 ? operands[2] : 0);
        else if (node.operation == Operation::variable)
            result = values[node.variable];
        else if (node.operation != Operation::number)
            result = applied(node.operation, 0);
        const double last = count > 0 ? top[-1] : 0;
        top -= count;
        *top++ = result;
        if (watch(i, last, result)) return result;
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
std::string reason(const Expression& expression, std::size_t i, double last, double result) {
    const Node& node = expression.nodes[i];
    const auto end = expression.nodes.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const std::string text = to_text({.nodes = {end - node.size, end}, .variables = expression.variables});
    const std::string shown = text.size() <= 40 ? text : "a part of it";
    if (node.operation == Operation::divide && last == 0) return shown + " divides by zero: it has no value";
    if (std::isnan(result)) {
        const bool root = node.operation == Operation::power && last == 1.0 / 3;
        return shown + " is not a real number" + (root ? ": for the cube root write cbrt" : "");
    }
    const bool pole = node.operation == Operation::ln || node.operation == Operation::log10 || node.operation == Operation::log2 ||
                      node.operation == Operation::log1p || node.operation == Operation::atanh;
    if (pole || (node.operation == Operation::power && last < 0)) return shown + " is infinite: it has no value";
    return shown + " is too large for a number of double precision (overflow)";
}

/// "x = -1, y = 2": the place of those variables that the expression has.
std::string place(const Expression& expression, std::span<const double> values) {
    std::string text;
    for (std::size_t i = 0; i < expression.variables.size(); ++i)
        if (depends_on(expression, static_cast<std::uint32_t>(i)))
            text += (text.empty() ? "" : ", ") + expression.variables[i] + " = " + shortest(values[i]);
    return text;
}

}

double evaluate(const Expression& expression, std::span<const double> values) {
    if (expression.indices.empty()) return run(expression, values, [](std::size_t, double, double) { return false; });
    Graph graph;
    const std::vector<std::optional<double>> bound(values.begin(), values.end());
    const auto id = entered(graph, expression, bound);
    return id ? eigenscope::values(graph, values)[*id] : std::numeric_limits<double>::quiet_NaN();
}

Result<double> evaluated(const Expression& expression, std::span<const double> at) {
    if (!expression.indices.empty()) {
        const auto all = unrolled(expression, std::vector<std::optional<double>>(at.begin(), at.end()));
        if (!all) return Error{all.error()};
        return evaluated(*all, at);
    }
    // A choice may pass by a part that has no value; any other part without one spoils all, be it under an arctangent.
    const bool choice = std::any_of(expression.nodes.begin(), expression.nodes.end(), [](const Node& n) { return n.operation == Operation::choose; });
    if (choice && std::isfinite(evaluate(expression, at))) return evaluate(expression, at);
    std::string why;
    const double value = run(expression, at, [&](std::size_t i, double last, double result) {
        if (std::isfinite(result)) return false;
        why = reason(expression, i, last, result);
        return true;
    });
    if (why.empty()) return value;
    const std::string where = place(expression, at);
    return Error{where.empty() ? why : "at " + where + ": " + why};
}

Result<double> evaluate_constant(std::string_view text) {
    const Result<Expression> expression = parse(text, std::vector<std::string>{});
    if (!expression) return Error{expression.error()};
    return evaluated(*expression, {});
}

}
