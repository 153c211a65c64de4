#include "compute/expression/graph.hpp"

#include "compute/expression/operations.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>

namespace eigenscope {

double Graph::constant_of(const Term& term) const {
    if (term.operation == Operation::number) return term.value;
    if (term.operation == Operation::variable) return std::numeric_limits<double>::quiet_NaN();
    std::array<double, 3> operands = {};
    for (int i = 0; i < arity(term.operation); ++i) {
        const auto k = static_cast<std::size_t>(i);
        operands[k] = constants_[term.operands[k]];
        if (std::isnan(operands[k])) return operands[k];
    }
    return applied(term.operation, operands[0], operands[1], operands[2]);
}

std::optional<double> Graph::constant(Id id) const {
    if (!std::isfinite(constants_[id])) return std::nullopt;
    return constants_[id];
}

std::size_t Graph::Hash::operator()(const Term& term) const {
    // Multiplicative hashing (Knuth, TAOCP vol. 3, 6.4) of the parts one after the other.
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
    std::uint64_t h = static_cast<std::uint64_t>(term.operation) + 1;
    const auto mix = [&](std::uint64_t part) { h = (std::rotl(h, 23) ^ part) * golden; };
    for (const Id operand : term.operands) mix(operand);
    mix(std::bit_cast<std::uint64_t>(term.value));
    mix(term.variable);
    return static_cast<std::size_t>(h ^ (h >> 29));
}

Graph::Id Graph::intern(const Term& term) {
    const auto [place, added] = ids_.try_emplace(term, static_cast<Id>(terms_.size()));
    if (!added) return place->second;
    double size = term.operation == Operation::number && term.value < 0 ? 2 : 1;
    for (int i = 0; i < arity(term.operation); ++i) size += written_[term.operands[static_cast<std::size_t>(i)]];
    terms_.push_back(term);
    written_.push_back(size);
    constants_.push_back(constant_of(term));
    return place->second;
}

Graph::Id Graph::number(double value) {
    assert(std::isfinite(value));
    return intern({.operation = Operation::number, .value = value == 0 ? 0 : value});
}

Graph::Id Graph::variable(std::uint32_t place) { return intern({.operation = Operation::variable, .variable = place}); }

Graph::Id Graph::apply(Operation operation, Id a, Id b, Id c) {
    assert(operation != Operation::number && operation != Operation::variable && operation < Operation::sum);
    const int count = arity(operation);
    return intern({.operation = operation, .operands = {count > 0 ? a : 0, count > 1 ? b : 0, count > 2 ? c : 0}});
}

std::optional<double> Graph::numeric(Id id) const {
    if (terms_[id].operation != Operation::number) return std::nullopt;
    return terms_[id].value;
}

std::vector<Graph::Id> terms_of(const Graph& graph, Graph::Id whole) {
    std::vector<bool> needed(whole + 1, false);
    needed[whole] = true;
    std::vector<Graph::Id> terms;
    for (Graph::Id id = whole + 1; id-- > 0;) {
        if (!needed[id]) continue;
        terms.push_back(id);
        for (int k = 0; k < arity(graph[id].operation); ++k) needed[graph[id].operands[static_cast<std::size_t>(k)]] = true;
    }
    std::reverse(terms.begin(), terms.end());
    return terms;
}

Graph part_of(const Graph& graph, Graph::Id whole) {
    Graph part;
    std::vector<Graph::Id> place(whole + 1, 0);
    for (const Graph::Id id : terms_of(graph, whole)) {
        const Graph::Term& term = graph[id];
        const auto& [a, b, c] = term.operands;
        place[id] = term.operation == Operation::number     ? part.number(term.value)
                    : term.operation == Operation::variable ? part.variable(term.variable)
                                                            : part.apply(term.operation, place[a], place[b], place[c]);
    }
    return part;
}

std::vector<double> values(const Graph& graph, std::span<const double> point) {
    std::vector<double> result(graph.size());
    for (std::size_t i = 0; i < graph.size(); ++i) {
        const Graph::Term& term = graph.terms()[i];
        const auto operand = [&](std::size_t k) { return result[term.operands[k]]; };
        if (term.operation == Operation::number)
            result[i] = term.value;
        else if (term.operation == Operation::variable)
            result[i] = point[term.variable];
        else
            result[i] = applied(term.operation, operand(0), operand(1), operand(2));
    }
    return result;
}

}
