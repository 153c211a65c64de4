#include "compute/expression/glue.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using exact::Bend;
using exact::Line;
using exact::Rational;
using Op = Operation;

constexpr std::size_t most_joints = 8, most_terms = 200;

bool compares(Op operation) { return operation >= Op::less && operation <= Op::unequal; }

Bend scaled(const Bend& b, const Rational& c) { return {{b.line.slope * c, b.line.offset * c}, b.size * c, b.inside}; }

std::optional<Bend> sum(const Bend& a, const Bend& b) {
    const Line line = {a.line.slope + b.line.slope, a.line.offset + b.line.offset};
    if (a.straight()) return Bend{line, b.size, b.inside};
    if (b.straight() || a.inside == b.inside) return Bend{line, a.size + b.size, a.inside};
    return std::nullopt;
}

std::optional<Bend> combined(Op operation, const Bend& a, const Bend& b) {
    switch (operation) {
    case Op::add: return sum(a, b);
    case Op::subtract: return sum(a, scaled(b, -1));
    case Op::multiply:
        if (a.constant()) return scaled(b, a.line.offset);
        if (b.constant()) return scaled(a, b.line.offset);
        return std::nullopt;
    case Op::divide:
        if (!b.constant() || b.line.offset == 0) return std::nullopt;
        return scaled(a, 1 / b.line.offset);
    default: return std::nullopt;
    }
}

}

std::optional<Glue> Glue::make(const Graph& graph, Id whole, Id argument) {
    Glue glue(graph, whole, argument);
    glue.square_ = square_of(graph, argument);
    if (!glue.find_terms()) return std::nullopt;
    for (Id id = 0; id <= whole; ++id) glue.bends_.push_back(glue.needed_[id] ? glue.bend(id) : std::nullopt);
    return glue;
}

bool Glue::continuous() const {
    for (Id id = 0; id <= whole_; ++id)
        if (needed_[id] && (is_condition(graph_[id].operation) || graph_[id].operation == Op::choose)) return false;
    return true;
}

std::optional<std::vector<Rational>> Glue::joints(const Enclosure& range) const {
    std::vector<Rational> all;
    const auto add_zero = [&](const Line& line) {
        if (line.slope == 0) return;
        const Rational at = -line.offset / line.slope;
        if (Rational(range.lo) < at && at < Rational(range.hi)) all.push_back(at);
    };
    for (Id id = 0; id <= whole_; ++id) {
        if (!needed_[id] || id == argument_ || id == square_) continue;
        const bool asks = compares(graph_[id].operation);
        if (!asks && !turns(id)) continue;
        const auto difference = asks ? difference_of(id) : turned(id);
        if (!difference) return std::nullopt;
        const auto& [line, size, inside] = *difference;
        for (const Rational& sign : {size, Rational(-size)}) add_zero({line.slope + sign * inside.slope, line.offset + sign * inside.offset});
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() > most_joints) return std::nullopt;
    return all;
}

std::optional<Graph> Glue::piece(const Rational& at) const {
    Graph graph;
    std::vector<Id> place(whole_ + 1, 0);
    for (Id id = 0; id <= whole_; ++id) {
        if (!needed_[id]) continue;
        const Graph::Term& term = graph_[id];
        const auto& [a, b, c] = term.operands;
        if (id == argument_) place[id] = graph.variable(0);
        else if (id == square_) place[id] = graph.apply(Op::power, graph.variable(0), graph.number(2));
        else if (turns(id)) place[id] = side(graph, id, place, at);
        else if (term.operation == Op::number) place[id] = graph.number(term.value);
        else if (compares(term.operation)) place[id] = graph.number(holds(id, at) ? 1 : 0);
        else if (is_condition(term.operation) || term.operation == Op::choose) {
            const auto first = graph.numeric(place[a]), second = graph.numeric(place[b]);
            const bool both = term.operation == Op::logical_and || term.operation == Op::logical_or;
            if (!first || (both && !second)) return std::nullopt;
            if (term.operation == Op::choose) place[id] = *first != 0 ? place[b] : place[c];
            else if (term.operation == Op::logical_not) place[id] = graph.number(*first != 0 ? 0 : 1);
            else if (term.operation == Op::logical_and) place[id] = graph.number(*first != 0 && *second != 0 ? 1 : 0);
            else place[id] = graph.number(*first != 0 || *second != 0 ? 1 : 0);
        } else place[id] = graph.apply(term.operation, place[a], place[b], place[c]);
    }
    // The last term has to be the formula, and what was not chosen has no part in it.
    return part_of(graph, place[whole_]);
}

bool Glue::find_terms() {
    needed_[whole_] = true;
    std::size_t count = 0;
    bool found = false;
    for (Id id = whole_ + 1; id-- > 0;) {
        if (!needed_[id]) continue;
        if (++count > most_terms) return false;
        found = found || id == argument_ || id == square_;
        if (id == argument_ || id == square_) continue;
        if (graph_[id].operation == Op::variable) return false;
        for (int k = 0; k < arity(graph_[id].operation); ++k) needed_[graph_[id].operands[static_cast<std::size_t>(k)]] = true;
    }
    return found;
}

std::optional<Graph::Id> Glue::square_of(const Graph& graph, Id argument) {
    const auto& [operation, operands, value, variable] = graph[argument];
    if (operation == Op::sqrt) return operands[0];
    if (operation != Op::hypot) return std::nullopt;
    const auto squares = [&](Id id, Id of) {
        const Graph::Term& term = graph[id];
        return term.operands[0] == of && ((term.operation == Op::power && graph.numeric(term.operands[1]) == 2.0) ||
                                          (term.operation == Op::multiply && term.operands[1] == of));
    };
    for (Id id = 0; id < graph.size(); ++id) {
        const auto& [a, b, c] = graph[id].operands;
        if (graph[id].operation != Op::add) continue;
        if ((squares(a, operands[0]) && squares(b, operands[1])) || (squares(a, operands[1]) && squares(b, operands[0]))) return id;
    }
    return std::nullopt;
}

std::optional<Bend> Glue::turned(Id id) const {
    const auto& [operation, operands, value, variable] = graph_[id];
    const auto line = [&](Id operand) { return operand < bends_.size() && bends_[operand] && bends_[operand]->straight() ? bends_[operand] : std::nullopt; };
    if (id == argument_ || (operation != Op::abs && operation != Op::relu && operation != Op::max && operation != Op::min)) return std::nullopt;
    const auto a = line(operands[0]), b = arity(operation) == 2 ? line(operands[1]) : Bend{};
    if (!a || !b) return std::nullopt;
    return combined(Op::subtract, *a, *b);
}

Graph::Id Glue::side(Graph& graph, Id id, const std::vector<Id>& place, const Rational& at) const {
    const auto& [operation, operands, value, variable] = graph_[id];
    const Rational d = (*turned(id))(at);
    const Id a = place[operands[0]], b = place[operands[1]];
    switch (operation) {
    case Op::abs: return d < 0 ? graph.apply(Op::negate, a) : a;
    case Op::relu: return d < 0 ? graph.number(0) : a;
    case Op::max: return d < 0 ? b : a;
    default: return d < 0 ? a : b;
    }
}

std::optional<Bend> Glue::bend(Id id) const {
    const Graph::Term& term = graph_[id];
    if (id == argument_) return Bend{{1, 0}, 0, {}};
    if (id == square_) return std::nullopt;
    if (term.operation == Op::number) return Bend{{0, Rational(term.value)}, 0, {}};
    const auto &a = bends_of(term.operands[0], id), &b = bends_of(term.operands[1], id);
    if (arity(term.operation) == 0 || !a) return std::nullopt;
    if (term.operation == Op::negate) return scaled(*a, -1);
    if (term.operation == Op::abs && a->straight()) return Bend{{0, 0}, 1, a->line};
    if (arity(term.operation) != 2 || !b) return std::nullopt;
    return combined(term.operation, *a, *b);
}

const std::optional<Bend>& Glue::bends_of(Id operand, Id id) const {
    static const std::optional<Bend> none;
    return operand < id ? bends_[operand] : none;
}

std::optional<Bend> Glue::difference_of(Id comparison) const {
    const auto& [a, b, c] = graph_[comparison].operands;
    // t² < c² is t < c where t is a root.
    if (a == square_ && bends_[b] && bends_[b]->constant() && bends_[b]->line.offset >= 0) {
        const Rational& q = bends_[b]->line.offset;
        const Rational root(sqrt(numerator(q)), sqrt(denominator(q)));
        return root * root == q ? std::optional(Bend{{1, -root}, 0, {}}) : std::nullopt;
    }
    if (!bends_[a] || !bends_[b]) return std::nullopt;
    return combined(Op::subtract, *bends_[a], *bends_[b]);
}

bool Glue::holds(Id comparison, const Rational& at) const {
    const Rational d = (*difference_of(comparison))(at);
    switch (graph_[comparison].operation) {
    case Op::less: return d < 0;
    case Op::less_equal: return d <= 0;
    case Op::greater: return d > 0;
    case Op::greater_equal: return d >= 0;
    case Op::equal: return d == 0;
    default: return d != 0;
    }
}

}
