#include "base/limits.hpp"
#include "compute/expression/graph.hpp"

#include <cassert>
#include <cmath>

namespace eigenscope {
namespace {

using Id = Graph::Id;

/// Puts an expression into a graph, its sums unrolled.
class Entering {
public:
    Entering(Graph& graph, const Expression& expression, std::span<const std::optional<double>> bound)
        : graph_(graph), nodes_(expression.nodes), bound_(bound), running_(expression.indices.size(), 0), names_(expression.indices),
          sum_at_(nodes_.size(), 0) {
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (nodes_[i].operation >= Operation::sum) sum_at_[i - nodes_[i - 1].size] = i;
    }

    Result<Id> run() {
        const Id id = range(0, nodes_.size());
        if (error_) return *error_;
        return id;
    }

private:
    /// The term of the nodes from `begin` to `end`. Recursion is as deep as sums stand in sums, which the parser bounds.
    Id range(std::size_t begin, std::size_t end) {
        std::vector<Id> stack;
        for (std::size_t i = begin; i < end && !error_; ++i) {
            if (i != begin && sum_at_[i] != 0) {
                i = sum_at_[i];
                const Id last = stack.back();
                stack.pop_back();
                stack.back() = unrolled(i, stack.back(), last);
            } else {
                node(i, stack);
            }
            if (++steps_ > most_steps || graph_.size() > limits::derivative_nodes)
                fail("the formula has too many terms once its sums are written out: too complex");
        }
        return error_ ? graph_.number(0) : stack.back();
    }

    void node(std::size_t at, std::vector<Id>& stack) {
        const Expression::Node& node = nodes_[at];
        const auto popped = [&] {
            const Id id = stack.back();
            stack.pop_back();
            return id;
        };
        std::array<Id, 3> operands = {};
        for (int k = arity(node.operation); k > 0; --k) operands[static_cast<std::size_t>(k - 1)] = popped();
        stack.push_back(term(at, operands));
    }

    /// Whether the node is an index that is 1 now.
    bool is_one(std::size_t at) const { return nodes_[at].operation == Operation::index && running_[nodes_[at].variable] == 1; }

    Id term(std::size_t at, const std::array<Id, 3>& operands) {
        const Expression::Node& node = nodes_[at];
        switch (node.operation) {
        case Operation::number: return graph_.number(node.value);
        case Operation::index: return graph_.number(running_[node.variable]);
        case Operation::variable:
            if (node.variable < bound_.size() && bound_[node.variable]) return graph_.number(*bound_[node.variable]);
            return graph_.variable(node.variable);
        case Operation::negate:
            if (const auto n = graph_.numeric(operands[0])) return graph_.number(-*n);
            break;
        case Operation::multiply:                                             // cos(kx) begins with cos(x)
            if (is_one(at - 1 - nodes_[at - 1].size)) return operands[1];
            [[fallthrough]];
        case Operation::divide: case Operation::power:
            if (is_one(at - 1)) return operands[0];
            break;
        default: break;
        }
        return graph_.apply(node.operation, operands[0], operands[1], operands[2]);
    }

    /// The sum or product at node `at`; its term is the subtree before it.
    Id unrolled(std::size_t at, Id first_id, Id last_id) {
        const Expression::Node& node = nodes_[at];
        const std::string what = (node.operation == Operation::sum ? "the sum over " : "the product over ") + names_[node.variable];
        const auto from = graph_.constant(first_id), to = graph_.constant(last_id);
        if (!from || !to) return fail(what + " needs limits that are numbers: they cannot depend on a variable");
        // Over the whole numbers between: so a slider for the last one moves the sum in steps, and never leaves it without a value.
        const double first = std::ceil(*from), last = std::floor(*to);
        constexpr double farthest = 0x1p52;                                   // whole numbers up to there have the next one beside them
        if (!(std::abs(first) <= farthest)) return fail(what + " begins too far out: its first value must lie between ±4503599627370496");
        if (!(last - first < static_cast<double>(limits::sum_terms)))
            return fail(what + " has more than " + std::to_string(limits::sum_terms) + " terms: too complex");
        const bool sum = node.operation == Operation::sum;
        if (last < first) return graph_.number(sum ? 0 : 1);
        std::optional<Id> all;
        for (double k = first; k <= last && !error_; ++k) {
            running_[node.variable] = k;
            const Id next = range(at - nodes_[at - 1].size, at);
            all = !all ? next : graph_.apply(sum ? Operation::add : Operation::multiply, *all, next);
        }
        return *all;
    }

    Id fail(std::string what) {
        if (!error_) error_ = Error{std::move(what)};
        return graph_.number(0);
    }

    // Sums of what does not depend on the index add no terms, but take time.
    static constexpr std::size_t most_steps = 50'000;

    Graph& graph_;
    const std::vector<Expression::Node>& nodes_;
    std::span<const std::optional<double>> bound_;
    std::vector<double> running_;             ///< the value of each index now
    const std::vector<std::string>& names_;
    std::vector<std::size_t> sum_at_;         ///< where the term of a sum begins: the place of the sum; else 0
    std::size_t steps_ = 0;
    std::optional<Error> error_;
};

}

Result<Graph::Id> entered(Graph& graph, const Expression& expression, std::span<const std::optional<double>> bound) {
    return Entering(graph, expression, bound).run();
}

bool limits_a_sum(const Expression& expression, std::uint32_t variable) {
    const auto& nodes = expression.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].operation < Operation::sum) continue;
        const std::size_t end = i - nodes[i - 1].size;                        // the limits stand before the term
        for (std::size_t k = i + 1 - nodes[i].size; k < end; ++k)
            if (nodes[k].operation == Operation::variable && nodes[k].variable == variable) return true;
    }
    return false;
}

Result<Expression> unrolled(const Expression& expression, std::span<const std::optional<double>> bound) {
    Graph graph;
    const auto id = entered(graph, expression, bound);
    if (!id) return Error{id.error()};
    return written(graph, *id, expression.variables);
}

Result<Expression> written(const Graph& graph, Graph::Id id, std::vector<std::string> variables) {
    if (graph.written_size(id) > static_cast<double>(limits::derivative_nodes))
        return Error{"the formula has more than " + std::to_string(limits::derivative_nodes) + " terms: too complex"};
    Expression result{.nodes = {}, .variables = std::move(variables)};
    struct Open {
        Id id;
        int done = 0;                         ///< operands written
    };
    std::vector<Open> open = {{id}};
    while (!open.empty()) {
        const Graph::Term& term = graph[open.back().id];
        if (open.back().done < arity(term.operation)) {
            open.push_back({term.operands[static_cast<std::size_t>(open.back().done++)]});
            continue;
        }
        const auto size = static_cast<std::uint32_t>(graph.written_size(open.back().id));
        open.pop_back();
        const bool negative = term.operation == Operation::number && term.value < 0;
        if (negative) result.nodes.push_back({.operation = Operation::number, .value = -term.value});
        if (negative) result.nodes.push_back({.operation = Operation::negate, .size = 2});
        else result.nodes.push_back({.operation = term.operation, .size = size, .value = term.value, .variable = term.variable});
    }
    return result;
}

}
