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

/// All nodes but those of the sides that choices did not take.
std::vector<bool> needed_nodes(const Expression& expression, std::span<const double> found) {
    std::vector<bool> needed(expression.nodes.size(), false);
    needed.back() = true;
    for (std::size_t i = needed.size(); i-- > 0;) {
        const Node& node = expression.nodes[i];
        std::size_t operand = i;              // one past the operand, from the last to the first
        std::array<std::size_t, 3> operands{};
        for (int k = arity(node.operation); k-- > 0; operand -= expression.nodes[operand - 1].size) operands[static_cast<std::size_t>(k)] = operand - 1;
        for (int k = 0; needed[i] && k < arity(node.operation); ++k) {
            const bool passed = node.operation == Operation::choose && k == (found[operands[0]] != 0 ? 2 : 1);
            if (!passed) needed[operands[static_cast<std::size_t>(k)]] = true;
        }
    }
    return needed;
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
    std::vector<double> found;
    run(expression, at, [&](std::size_t, double, double result) { return found.push_back(result), false; });
    // A choice may pass by a part that has no value; any other part without one spoils all, be it under an arctangent.
    const std::vector<bool> needed = needed_nodes(expression, found);
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (std::isfinite(found[i]) || !needed[i]) continue;
        const std::string where = place(expression, at), why = reason(expression, i, i > 0 ? found[i - 1] : 0, found[i]);
        return Error{where.empty() ? why : "at " + where + ": " + why};
    }
    return found.back();
}

Result<double> evaluate_constant(std::string_view text) {
    const Result<Expression> expression = parse(text, std::vector<std::string>{});
    if (!expression) return Error{expression.error()};
    return evaluated(*expression, {});
}

}
