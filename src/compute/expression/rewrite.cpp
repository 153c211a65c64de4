#include "compute/expression/rewrite.hpp"

#include "compute/expression/decimal.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using Id = Graph::Id;
using Op = Operation;

/// factor·term
struct Summand {
    Id term;
    double factor;
};
using Summands = std::vector<Summand>;

bool is_sum(Op operation) { return operation == Op::add || operation == Op::subtract; }

bool turns(Op operation) { return operation == Op::abs || operation == Op::relu || operation == Op::max || operation == Op::min; }

/// a·b where that is exact.
std::optional<double> exact_product(double a, double b) {
    const double p = a * b;
    return std::isfinite(p) && std::fma(a, b, -p) == 0 ? std::optional(p) : std::nullopt;
}

/// The parts of a sum and the numbers in front of them, like parts once; nothing of one that is long.
Summands summands(const Graph& graph, Id sum) {
    constexpr std::size_t most = 48;
    Summands found, open = {{sum, 1}};
    while (!open.empty()) {
        const auto [id, factor] = open.back();
        open.pop_back();
        if (found.size() + open.size() > most) return {};
        const auto& [operation, operands, value, variable] = graph[id];
        const auto [a, b, c] = operands;
        const auto scaled = [&](Id number) { return graph.numeric(number) ? exact_product(factor, *graph.numeric(number)) : std::nullopt; };
        if (is_sum(operation)) {
            open.push_back({b, operation == Op::add ? factor : -factor});
            open.push_back({a, factor});
        } else if (operation == Op::negate) {
            open.push_back({a, -factor});
        } else if (const auto p = scaled(a); operation == Op::multiply && p) {
            open.push_back({b, *p});
        } else if (const auto q = scaled(b); operation == Op::multiply && q) {
            open.push_back({a, *q});
        } else {
            const auto like = std::find_if(found.begin(), found.end(), [&](const Summand& s) { return s.term == id; });
            const auto both = like == found.end() ? std::nullopt : decimal_sum(like->factor, factor);
            if (both) like->factor = *both;
            else found.push_back({id, factor});
        }
    }
    return found;
}

/// Copies a graph term by term, the way somebody says.
class Copy {
public:
    explicit Copy(const Graph& graph) : from(graph) {}

    const Graph& from;
    Graph to;
    std::vector<Id> place;                    ///< in the copy, of every term so far
    bool changed = false;

    Id plain(Id id) {
        const auto& [operation, operands, value, variable] = from[id];
        if (operation == Op::number) return to.number(value);
        if (operation == Op::variable) return to.variable(variable);
        const auto at = [&](std::size_t k) { return static_cast<int>(k) < arity(operation) ? place[operands[k]] : 0; };
        return to.apply(operation, at(0), at(1), at(2));
    }
    /// The sum of terms of the copy.
    Id sum(const Summands& parts) {
        std::optional<Id> all;
        for (const auto& [term, factor] : parts) {
            if (factor == 0) continue;
            const double size = std::abs(factor);
            const Id one = size == 1 ? term : to.apply(Op::multiply, to.number(size), term);
            if (!all) all = factor < 0 ? to.apply(Op::negate, one) : one;
            else all = to.apply(factor < 0 ? Op::subtract : Op::add, *all, one);
        }
        return all.value_or(to.number(0));
    }
    template <class Way>
    std::optional<Graph> run(Way&& way) {
        for (Id id = 0; id < from.size(); ++id) {
            const std::optional<Id> other = way(id);
            changed = changed || other;
            place.push_back(other ? *other : plain(id));
        }
        if (!changed) return std::nullopt;
        return part_of(to, place.back());
    }
};

/// Parts of a sum with max(a, b) and min(a, b) among them, as parts without that minimum.
std::optional<Id> without_pair(Copy& copy, Id id) {
    if (!is_sum(copy.from[id].operation)) return std::nullopt;
    Summands parts = summands(copy.from, id), result;
    const auto same_pair = [&](Id a, Id b) {
        const auto &p = copy.from[a].operands, &q = copy.from[b].operands;
        return (p[0] == q[0] && p[1] == q[1]) || (p[0] == q[1] && p[1] == q[0]);
    };
    bool found = false;
    for (Summand& low : parts) {
        if (copy.from[low.term].operation != Op::min) continue;
        for (Summand& high : parts) {
            if (copy.from[high.term].operation != Op::max || !same_pair(low.term, high.term)) continue;
            const auto rest = decimal_sum(high.factor, -low.factor);
            if (!rest || low.factor == 0) continue;
            for (const Id operand : {0u, 1u}) result.push_back({copy.place[copy.from[low.term].operands[operand]], low.factor});
            high.factor = *rest;
            low.factor = 0;
            found = true;
        }
    }
    if (!found) return std::nullopt;
    for (const Summand& part : parts) result.push_back({copy.place[part.term], part.factor});
    return copy.sum(result);
}

/// factor·ln(inside), with no factor where there is none.
struct LogTerm {
    std::optional<Id> factor;
    Id inside;
};

std::optional<LogTerm> log_term(const Graph& graph, Id id) {
    const auto& [operation, operands, value, variable] = graph[id];
    const auto inside = [&](Id log) { return graph[log].operation == Op::ln ? std::optional(graph[log].operands[0]) : std::nullopt; };
    if (operation == Op::ln) return LogTerm{std::nullopt, operands[0]};
    if (operation != Op::multiply) return std::nullopt;
    if (const auto in = inside(operands[1])) return LogTerm{operands[0], *in};
    if (const auto in = inside(operands[0])) return LogTerm{operands[1], *in};
    return std::nullopt;
}

class OtherWords {
public:
    OtherWords(Copy& copy, std::span<const Enclosure> ranges) : copy_(copy), graph_(copy.from), ranges_(ranges) {}

    std::optional<Id> operator()(Id id) {
        const Op operation = graph_[id].operation;
        if (operation == Op::multiply) return symmetric(id);
        if (!is_sum(operation)) return std::nullopt;
        Summands parts = summands(graph_, id), result;
        const bool logs = join_logs(parts, result), groups = group(parts, result);
        if (!logs && !groups) return std::nullopt;
        for (const Summand& part : parts) result.push_back({copy_.place[part.term], part.factor});
        return copy_.sum(result);
    }

private:
    Id log_of_ratio(Id a, Id b) { return copy_.to.apply(Op::ln, copy_.to.apply(Op::divide, copy_.place[a], copy_.place[b])); }

    /// (u − v)·ln(u/v)
    std::optional<Id> symmetric(Id id) {
        for (const bool swapped : {false, true}) {
            const Id difference = graph_[id].operands[swapped ? 1 : 0], log = graph_[id].operands[swapped ? 0 : 1];
            if (graph_[difference].operation != Op::subtract || graph_[log].operation != Op::ln) continue;
            const Graph::Term& ratio = graph_[graph_[log].operands[0]];
            const auto [u, v, none] = graph_[difference].operands;
            if (ratio.operation != Op::divide || ratio.operands[0] != u || ratio.operands[1] != v) continue;
            return copy_.sum({{copy_.to.apply(Op::multiply, copy_.place[u], log_of_ratio(u, v)), 1},
                              {copy_.to.apply(Op::multiply, copy_.place[v], log_of_ratio(v, u)), 1}});
        }
        return std::nullopt;
    }

    bool join_logs(Summands& parts, Summands& result) {
        bool found = false;
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (std::size_t j = 0; j < parts.size(); ++j) {
                if (!(parts[i].factor > 0) || parts[j].factor != -parts[i].factor) continue;
                const auto a = log_term(graph_, parts[i].term), b = log_term(graph_, parts[j].term);
                if (!a || !b || a->factor != b->factor || !(ranges_[a->inside].lo >= 0 || ranges_[b->inside].lo >= 0)) continue;
                const Id log = log_of_ratio(a->inside, b->inside);
                result.push_back({a->factor ? copy_.to.apply(Op::multiply, copy_.place[*a->factor], log) : log, parts[i].factor});
                parts[i].factor = parts[j].factor = 0;
                found = true;
            }
        return found;
    }

    /// Whether the term is a function of the argument alone.
    bool is_of(Id id, Id argument) const {
        if (id == argument) return true;
        const auto& [operation, operands, value, variable] = graph_[id];
        if (operation == Op::variable) return false;
        for (int k = 0; k < arity(operation); ++k)
            if (!known_[operands[static_cast<std::size_t>(k)]]) return false;
        return true;
    }

    /// Brings together the parts that are functions of what one of them turns with.
    bool group(Summands& parts, Summands& result) {
        for (const Summand& part : Summands(parts)) {
            if (part.factor == 0) continue;
            for (const Id id : terms_of(graph_, part.term)) {
                if (!turns(graph_[id].operation)) continue;
                const Id argument = graph_[id].operands[0];
                known_.assign(graph_.size(), false);
                for (Id term = 0; term < graph_.size(); ++term) known_[term] = is_of(term, argument);
                Summands together;
                std::size_t others = 0;
                for (const Summand& one : parts) {
                    if (one.factor == 0) continue;
                    if (known_[one.term]) together.push_back({copy_.place[one.term], one.factor});
                    else ++others;
                }
                if (together.size() < 2 || others == 0) continue;
                for (Summand& one : parts)
                    if (known_[one.term]) one.factor = 0;
                result.push_back({copy_.sum(together), 1});
                return true;
            }
        }
        return false;
    }

    Copy& copy_;
    const Graph& graph_;
    std::span<const Enclosure> ranges_;
    std::vector<bool> known_;
};

}

std::optional<Graph> without_pairs(const Graph& graph) {
    Copy copy(graph);
    return copy.run([&](Id id) { return without_pair(copy, id); });
}

std::optional<Graph> in_other_words(const Graph& graph, std::span<const Enclosure> ranges) {
    constexpr std::size_t most_terms = 400;
    if (graph.size() > most_terms) return std::nullopt;
    Copy copy(graph);
    return copy.run(OtherWords(copy, ranges));
}

}
