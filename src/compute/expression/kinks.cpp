#include "compute/expression/kinks.hpp"

#include "compute/expression/stable.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using Op = Operation;

bool folds(Op operation) { return operation == Op::abs || operation == Op::relu || operation == Op::min || operation == Op::max; }

bool jumps(Op operation) {
    return operation == Op::sign || operation == Op::floor || operation == Op::ceil || operation == Op::round || operation == Op::mod ||
           operation == Op::atan2 || (operation >= Op::less && operation <= Op::unequal);
}

/// What is zero between the sides of the operation.
Graph::Id gap(Graph& graph, Graph::Id id) {
    const Graph::Term term = graph[id];
    const Graph::Id a = term.operands[0], b = term.operands[1];
    switch (term.operation) {
    case Op::abs: case Op::relu: case Op::sign: case Op::atan2: return a;
    case Op::floor: case Op::ceil: return graph.apply(Op::subtract, a, graph.apply(Op::floor, a));
    case Op::round: {
        const Graph::Id middle = graph.apply(Op::add, a, graph.number(0.5));
        return graph.apply(Op::subtract, middle, graph.apply(Op::floor, middle));
    }
    case Op::mod: return id;
    default: return graph.apply(Op::subtract, a, b);
    }
}

template <class All>
bool any_operand(const Graph::Term& term, const All& all) {
    const auto last = term.operands.begin() + arity(term.operation);
    return std::any_of(term.operands.begin(), last, [&](Graph::Id operand) { return all[operand]; });
}

}

Kinks::Kinks(const Graph& graph, Graph::Id f) : graph_(part_of(graph, f)) {
    const auto count = static_cast<Graph::Id>(graph_.size());
    std::vector<bool> varies(count);
    for (Graph::Id id = 0; id < count; ++id) {
        const Op operation = graph_[id].operation;
        varies[id] = operation == Op::variable || any_operand(graph_[id], varies);
        if (varies[id] && (folds(operation) || jumps(operation))) found_.push_back({id, gap(graph_, id)});
    }
    std::vector<Graph::Id> gaps;
    for (const Kink& kink : found_) gaps.push_back(stable(graph_, kink.gap));
    if (!gaps.empty()) gaps_.emplace(graph_, gaps);
}

bool Kinks::met(std::span<const double> x) const {
    if (found_.empty()) return false;
    std::vector<double> gaps(found_.size());
    gaps_->run(x, gaps);
    return std::find(gaps.begin(), gaps.end(), 0) != gaps.end();
}

bool Kinks::means_count(std::span<const double> x) const {
    const std::vector<double> value = values(graph_, x);
    std::vector<bool> bent(graph_.size());    // it, or something below it, is at its kink
    auto next = found_.begin();
    bool any = false;
    for (Graph::Id id = 0; next != found_.end(); ++id) {
        bent[id] = any_operand(graph_[id], bent);
        if (id != next->at) continue;
        const bool here = value[(next++)->gap] == 0;
        if (here && (bent[id] || jumps(graph_[id].operation))) return false;
        bent[id] = bent[id] || here;
        any = any || here;
    }
    return any;
}

}
