#include "compute/expression/pieces.hpp"

#include "compute/expression/rational.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using exact::Rational;
using Id = Graph::Id;
using Op = Operation;

constexpr std::size_t most_tries = 8, most_joints = 8, most_terms = 200;

bool compares(Op operation) { return operation >= Op::less && operation <= Op::unequal; }

/// offset + slope·t
struct Line {
    Rational slope, offset;
    Rational operator()(const Rational& t) const { return slope * t + offset; }
    bool operator==(const Line&) const = default;
};

/// line + size·|inside|
struct Bend {
    Line line;
    Rational size;
    Line inside;

    Rational operator()(const Rational& t) const { return line(t) + size * abs(inside(t)); }
    bool straight() const { return size == 0; }
    bool constant() const { return straight() && line.slope == 0; }
};

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

/// A term as a function of one of the terms below it.
class Glue {
public:
    /// Nothing when the term depends on variables in another way than through the argument, or is too large.
    static std::optional<Glue> make(const Graph& graph, Id whole, Id argument) {
        Glue glue(graph, whole, argument);
        if (!glue.find_terms()) return std::nullopt;
        for (Id id = 0; id <= whole; ++id) glue.bends_.push_back(glue.needed_[id] ? glue.bend(id) : std::nullopt);
        return glue;
    }

    /// Where conditions change, inside of the range and in order; nothing if one of them is not about lines.
    std::optional<std::vector<Rational>> joints(const Enclosure& range) const {
        std::vector<Rational> all;
        const auto add_zero = [&](const Line& line) {
            if (line.slope == 0) return;
            const Rational at = -line.offset / line.slope;
            if (Rational(range.lo) < at && at < Rational(range.hi)) all.push_back(at);
        };
        for (Id id = 0; id <= whole_; ++id) {
            if (!needed_[id] || !compares(graph_[id].operation)) continue;
            const auto difference = difference_of(id);
            if (!difference) return std::nullopt;
            const auto& [line, size, inside] = *difference;
            for (const Rational& sign : {size, Rational(-size)}) add_zero({line.slope + sign * inside.slope, line.offset + sign * inside.offset});
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        if (all.size() > most_joints) return std::nullopt;
        return all;
    }

    /// The formula that holds at a place: the last term of the graph, the argument as variable 0. Nothing if a condition there is
    /// more than a comparison, "and", "or" or "not".
    std::optional<Graph> piece(const Rational& at) const {
        Graph graph;
        std::vector<Id> place(whole_ + 1, 0);
        for (Id id = 0; id <= whole_; ++id) {
            if (!needed_[id]) continue;
            const Graph::Term& term = graph_[id];
            const auto& [a, b, c] = term.operands;
            if (id == argument_) place[id] = graph.variable(0);
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

private:
    Glue(const Graph& graph, Id whole, Id argument) : graph_(graph), whole_(whole), argument_(argument), needed_(whole + 1, false) {}

    bool find_terms() {
        needed_[whole_] = true;
        std::size_t count = 0;
        bool found = false;
        for (Id id = whole_ + 1; id-- > 0;) {
            if (!needed_[id]) continue;
            if (++count > most_terms) return false;
            found = found || id == argument_;
            if (id == argument_) continue;
            if (graph_[id].operation == Op::variable) return false;
            for (int k = 0; k < arity(graph_[id].operation); ++k) needed_[graph_[id].operands[static_cast<std::size_t>(k)]] = true;
        }
        return found;
    }

    std::optional<Bend> bend(Id id) const {
        const Graph::Term& term = graph_[id];
        if (id == argument_) return Bend{{1, 0}, 0, {}};
        if (term.operation == Op::number) return Bend{{0, Rational(term.value)}, 0, {}};
        const auto &a = bends_of(term.operands[0], id), &b = bends_of(term.operands[1], id);
        if (arity(term.operation) == 0 || !a) return std::nullopt;
        if (term.operation == Op::negate) return scaled(*a, -1);
        if (term.operation == Op::abs && a->straight()) return Bend{{0, 0}, 1, a->line};
        if (arity(term.operation) != 2 || !b) return std::nullopt;
        return combined(term.operation, *a, *b);
    }
    const std::optional<Bend>& bends_of(Id operand, Id id) const {
        static const std::optional<Bend> none;
        return operand < id ? bends_[operand] : none;
    }

    std::optional<Bend> difference_of(Id comparison) const {
        const auto& [a, b, c] = graph_[comparison].operands;
        if (!bends_[a] || !bends_[b]) return std::nullopt;
        return combined(Op::subtract, *bends_[a], *bends_[b]);
    }

    bool holds(Id comparison, const Rational& at) const {
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

    const Graph& graph_;
    const Id whole_, argument_;
    std::vector<bool> needed_;
    std::vector<std::optional<Bend>> bends_;
};

Id last(const Graph& graph) { return static_cast<Id>(graph.size() - 1); }

bool same(const Graph& a, const Graph& b) { return std::ranges::equal(a.terms(), b.terms()); }

/// The smallest interval of doubles that holds both, which is no point.
Enclosure around(const Rational& lo, const Rational& hi) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    Enclosure result = Enclosure::point(lo.convert_to<double>());
    result.hi = hi.convert_to<double>();
    while (Rational(result.lo) > lo) result.lo = std::nextafter(result.lo, -infinity);
    while (Rational(result.hi) < hi) result.hi = std::nextafter(result.hi, infinity);
    return result;
}

/// How the pieces meet, and what they are.
std::optional<Glued> glued(const Glue& glue, Id argument, const Enclosure& range, const ConvexityProof& proof) {
    const auto joints = glue.joints(range);
    if (!joints) return std::nullopt;
    std::vector<Rational> ends = {Rational(range.lo)};
    ends.insert(ends.end(), joints->begin(), joints->end());
    ends.emplace_back(range.hi);
    std::vector<Graph> pieces;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        auto piece = glue.piece((ends[i] + ends[i + 1]) / 2);
        if (!piece) return std::nullopt;
        pieces.push_back(*std::move(piece));
    }
    Glued result = {argument, true, true, true};
    // A condition may also change at an end of the range: the value there is then not that of the piece beside it.
    for (const bool upper : {false, true}) {
        const Rational& at = upper ? ends.back() : ends.front();
        const Graph& beside = upper ? pieces.back() : pieces.front();
        const auto there = glue.piece(at);
        if (!there) return std::nullopt;
        if (same(*there, beside)) continue;
        const auto value = exact::evaluated(*there, last(*there), at), limit = exact::evaluated(beside, last(beside), at);
        if (!value || !limit || value->value != limit->value) return std::nullopt;
        result.once_smooth = false;
    }
    for (std::size_t i = 0; i < joints->size(); ++i) {
        const Rational& at = (*joints)[i];
        const auto there = glue.piece(at);
        if (!there) return std::nullopt;
        const auto left = exact::evaluated(pieces[i], last(pieces[i]), at), right = exact::evaluated(pieces[i + 1], last(pieces[i + 1]), at);
        const auto middle = exact::evaluated(*there, last(*there), at);
        if (!left || !right || !middle || left->value != right->value || left->value != middle->value) return std::nullopt;
        result.convex = result.convex && left->slope <= right->slope;
        result.concave = result.concave && left->slope >= right->slope;
        // What holds at the joint alone says nothing about curvature.
        const bool of_a_side = same(*there, pieces[i]) || same(*there, pieces[i + 1]);
        result.once_smooth = result.once_smooth && left->slope == right->slope && of_a_side;
    }
    for (std::size_t i = 0; i < pieces.size() && (result.convex || result.concave); ++i) {
        Graph piece = pieces[i];
        const Id f = last(piece), turned = piece.apply(Op::negate, f);
        const Enclosure side = around(ends[i], ends[i + 1]);
        result.convex = result.convex && proof(piece, f, side);
        result.concave = result.concave && proof(piece, turned, side);
    }
    return result;
}

/// Terms that a choice could be a function of: what its conditions compare, and the variables.
std::vector<Id> arguments_of(const Graph& graph, Id whole) {
    std::vector<Id> found;
    for (Id id = 0; id < whole; ++id) {
        const Graph::Term& term = graph[id];
        if (term.operation == Op::variable) found.push_back(id);
        if (!compares(term.operation)) continue;
        for (const Id side : {term.operands[0], term.operands[1]}) {
            if (graph.constant(side)) continue;
            found.push_back(side);
            if (graph[side].operation == Op::abs) found.push_back(graph[side].operands[0]);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}

GluedChoices glued_choices(const Graph& graph, std::span<const Enclosure> ranges, const ConvexityProof& proof) {
    GluedChoices found;
    std::size_t tries = 0;
    for (Id id = 0; id < graph.size(); ++id) {
        if (graph[id].operation != Op::choose || ranges[id].regularity < Regularity::defined) continue;
        for (const Id argument : arguments_of(graph, id)) {
            const Enclosure& range = ranges[argument];
            if (!range.bounded() || !(range.lo < range.hi) || range.regularity < Regularity::defined) continue;
            const auto glue = Glue::make(graph, id, argument);
            if (!glue) continue;
            if (++tries > most_tries) return found;
            if (const auto fits = glued(*glue, argument, range, proof)) {
                found.emplace(id, *fits);
                break;
            }
        }
    }
    return found;
}

}
