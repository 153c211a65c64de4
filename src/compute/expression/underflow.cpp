#include "compute/expression/underflow.hpp"

#include "compute/expression/interval_functions.hpp"
#include "compute/expression/slopes.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using Op = Operation;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double steepest = 0x1p40;

/// Whether a result can be smaller than all normal doubles where the operands are not.
bool can_underflow(Op operation) {
    switch (operation) {
    case Op::negate: case Op::abs: case Op::sign: case Op::floor: case Op::ceil: case Op::round: case Op::relu: case Op::sqrt: case Op::cbrt:
    case Op::add: case Op::subtract: case Op::min: case Op::max: case Op::choose: case Op::logical_not: return false;
    default: return arity(operation) > 0 && !is_condition(operation);
    }
}

double largest(const Enclosure& x) {
    const double size = std::max(std::abs(x.lo), std::abs(x.hi));
    return x.empty() || std::isnan(size) ? infinity : size;
}

/// How steep a term can be in each of its operands.
std::array<double, 3> steepness(const Graph& graph, Graph::Id id, std::span<const Enclosure> values) {
    const auto& [operation, operands, number, variable] = graph[id];
    if (operation == Op::choose) return {infinity, 1, 1};
    if (is_condition(operation) || operation == Op::sign || operation == Op::floor || operation == Op::ceil || operation == Op::round || operation == Op::mod)
        return {infinity, infinity, infinity};
    const auto slopes = enclosing::slopes(operation, values[operands[0]], values[operands[1]], values[id], false);
    return {largest(slopes[0]), largest(slopes[1]), 0};
}

}

bool underflow_is_harmless(const Graph& graph, std::span<const Graph::Id> terms) {
    std::vector<double> slope(graph.size());                                  // of all terms together, in this one
    for (const Graph::Id id : terms) slope[id] += 1;
    std::vector<bool> needed(graph.size());
    std::uint32_t variables = 0;
    for (auto id = static_cast<Graph::Id>(graph.size()); id-- > 0;) {
        needed[id] = needed[id] || slope[id] > 0;
        if (!needed[id]) continue;
        if (graph[id].operation == Op::variable) variables = std::max(variables, graph[id].variable + 1);
        for (int k = 0; k < arity(graph[id].operation); ++k) needed[graph[id].operands[static_cast<std::size_t>(k)]] = true;
    }
    const std::vector<Enclosure> box(variables, Enclosure{-ordinary_size, ordinary_size});
    std::vector<Enclosure> values(graph.size());
    for (Graph::Id id = 0; id < graph.size(); ++id)
        if (needed[id]) values[id] = enclosing::of_term(graph[id], values, box);
    for (auto id = static_cast<Graph::Id>(graph.size()); id-- > 0;) {
        if (!needed[id] || slope[id] == 0) continue;
        if (can_underflow(graph[id].operation) && !graph.constant(id) && !(slope[id] <= steepest)) return false;
        const auto steep = steepness(graph, id, values);
        for (std::size_t k = 0; k < static_cast<std::size_t>(arity(graph[id].operation)); ++k)
            if (steep[k] != 0) slope[graph[id].operands[k]] += slope[id] * steep[k];
    }
    return true;
}

}
