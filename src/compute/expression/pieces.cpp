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
        glue.square_ = square_of(graph, argument);
        if (!glue.find_terms()) return std::nullopt;
        for (Id id = 0; id <= whole; ++id) glue.bends_.push_back(glue.needed_[id] ? glue.bend(id) : std::nullopt);
        return glue;
    }

    /// Whether φ is continuous because everything in it is: no condition decides.
    bool continuous() const {
        for (Id id = 0; id <= whole_; ++id)
            if (needed_[id] && (is_condition(graph_[id].operation) || graph_[id].operation == Op::choose)) return false;
        return true;
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

private:
    Glue(const Graph& graph, Id whole, Id argument) : graph_(graph), whole_(whole), argument_(argument), needed_(whole + 1, false) {}

    bool find_terms() {
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

    /// The term that is the square of √q or of hypot(u, v): q, or u² + v².
    static std::optional<Id> square_of(const Graph& graph, Id argument) {
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

    /// Whether the term is |u|, relu(u), max(u, v) or min(u, v) of lines in the argument: it changes where a line has its zero.
    bool turns(Id id) const { return turned(id).has_value(); }
    std::optional<Bend> turned(Id id) const {
        const auto& [operation, operands, value, variable] = graph_[id];
        const auto line = [&](Id operand) { return operand < bends_.size() && bends_[operand] && bends_[operand]->straight() ? bends_[operand] : std::nullopt; };
        if (id == argument_ || (operation != Op::abs && operation != Op::relu && operation != Op::max && operation != Op::min)) return std::nullopt;
        const auto a = line(operands[0]), b = arity(operation) == 2 ? line(operands[1]) : Bend{};
        if (!a || !b) return std::nullopt;
        return combined(Op::subtract, *a, *b);
    }
    /// What it is at a place where its line is not zero; itself where it is.
    Id side(Graph& graph, Id id, const std::vector<Id>& place, const Rational& at) const {
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

    std::optional<Bend> bend(Id id) const {
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
    const std::optional<Bend>& bends_of(Id operand, Id id) const {
        static const std::optional<Bend> none;
        return operand < id ? bends_[operand] : none;
    }

    std::optional<Bend> difference_of(Id comparison) const {
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
    std::optional<Id> square_;                ///< the square of the argument, which is no variable of its own
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

/// φ between two places where it changes, and at the first of them.
struct Stretch {
    Rational from, to;
    Graph piece;
};

/// The pieces of φ over the range; those that go on unchanged are one.
std::optional<std::vector<Stretch>> stretches(const Glue& glue, const Enclosure& range) {
    const auto joints = glue.joints(range);
    if (!joints) return std::nullopt;
    std::vector<Rational> ends = {Rational(range.lo)};
    ends.insert(ends.end(), joints->begin(), joints->end());
    ends.emplace_back(range.hi);
    std::vector<Stretch> all;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        auto piece = glue.piece((ends[i] + ends[i + 1]) / 2), there = glue.piece(ends[i]);
        if (!piece || !there) return std::nullopt;
        if (!all.empty() && same(all.back().piece, *piece) && same(*there, *piece)) all.back().to = ends[i + 1];
        else all.push_back({ends[i], ends[i + 1], *std::move(piece)});
    }
    return all;
}

/// How two pieces meet: whether φ is continuous there, and its slopes on both sides in order.
void join(Glued& result, const Glue& glue, const Stretch& left, const Stretch& right) {
    const Rational& at = right.from;
    const auto before = exact::slope(left.piece, last(left.piece), at), after = exact::slope(right.piece, last(right.piece), at);
    const auto there = glue.piece(at);
    bool continuous = glue.continuous();
    if (!continuous && there) {
        const auto a = exact::evaluated(left.piece, last(left.piece), at), b = exact::evaluated(right.piece, last(right.piece), at);
        const auto middle = exact::evaluated(*there, last(*there), at);
        continuous = a && b && middle && a->value == b->value && a->value == middle->value;
    }
    const bool known = continuous && there && before && after;
    result.convex = result.convex && known && *before <= *after;
    result.concave = result.concave && known && *before >= *after;
    // What holds at the joint alone says nothing about curvature.
    const bool of_a_side = there && (same(*there, left.piece) || same(*there, right.piece));
    result.once_smooth = result.once_smooth && known && *before == *after && of_a_side;
}

/// How the pieces meet, and what they are.
std::optional<Glued> glued(const Glue& glue, Id argument, const Enclosure& range, const ConvexityProof& proof, std::size_t least_pieces = 1) {
    const auto all = stretches(glue, range);
    if (!all || all->size() < least_pieces) return std::nullopt;
    Glued result = {.argument = argument, .convex = true, .concave = true, .once_smooth = true};
    // A condition may also change at an end of the range: the value there is then not that of the piece beside it.
    for (const bool upper : {false, true}) {
        const Rational at = upper ? all->back().to : all->front().from;
        const Graph& beside = upper ? all->back().piece : all->front().piece;
        const auto there = glue.piece(at);
        if (!there) return std::nullopt;
        if (same(*there, beside) || glue.continuous()) continue;
        const auto value = exact::evaluated(*there, last(*there), at), limit = exact::evaluated(beside, last(beside), at);
        if (!value || !limit || value->value != limit->value) return std::nullopt;
        result.once_smooth = false;
    }
    for (std::size_t i = 0; i + 1 < all->size(); ++i) join(result, glue, (*all)[i], (*all)[i + 1]);
    for (const Stretch& stretch : *all) {
        if (!result.convex && !result.concave) break;
        Graph piece = stretch.piece;
        const Id f = last(piece), turned = piece.apply(Op::negate, f);
        const Enclosure side = around(stretch.from, stretch.to);
        result.convex = result.convex && proof(piece, f, side);
        result.concave = result.concave && proof(piece, turned, side);
    }
    // Slopes that never fall are not negative where the first is not; and so on.
    const auto first = exact::slope(all->front().piece, last(all->front().piece), all->front().from);
    const auto final = exact::slope(all->back().piece, last(all->back().piece), all->back().to);
    result.rises = (result.convex && first && *first >= 0) || (result.concave && final && *final >= 0);
    result.falls = (result.convex && final && *final <= 0) || (result.concave && first && *first <= 0);
    return result;
}

/// Terms that a choice could be a function of: what its conditions compare, and the variables.
std::vector<Id> arguments_of(const Graph& graph, Id whole) {
    std::vector<Id> found;
    for (Id id = 0; id < whole; ++id) {
        const Graph::Term& term = graph[id];
        if (term.operation == Op::variable || term.operation == Op::hypot || term.operation == Op::sqrt) found.push_back(id);
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

/// The operands of what turns below a term, and the variables.
std::vector<Id> turning_arguments(const Graph& graph, Id whole) {
    std::vector<Id> found;
    for (const Id id : terms_of(graph, whole)) {
        const auto& [operation, operands, value, variable] = graph[id];
        if (operation == Op::variable) found.push_back(id);
        if (operation == Op::abs || operation == Op::relu || operation == Op::max || operation == Op::min) found.push_back(operands[0]);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

/// Adds what is known of the term as a function of each of the arguments.
void glue_in(GluedChoices& found, const Graph& graph, Id id, std::span<const Id> arguments, std::span<const Enclosure> ranges,
             const ConvexityProof& proof, std::size_t least_pieces, std::size_t& tries) {
    for (const Id argument : arguments) {
        const Enclosure& range = ranges[argument];
        if (argument >= id || !range.bounded() || !(range.lo < range.hi) || range.regularity < Regularity::defined) continue;
        const auto glue = Glue::make(graph, id, argument);
        if (!glue) continue;
        if (++tries > most_tries) return;
        const auto fits = glued(*glue, argument, range, proof, least_pieces);
        if (!fits) continue;
        found.emplace(id, *fits);
        if (fits->convex || graph[argument].operation == Op::variable) return;
    }
}

}

GluedChoices glued_choices(const Graph& graph, std::span<const Enclosure> ranges, const ConvexityProof& proof) {
    GluedChoices found;
    std::size_t tries = 0;
    for (Id id = 0; id < graph.size() && tries <= most_tries; ++id)
        if (graph[id].operation == Op::choose && ranges[id].regularity >= Regularity::defined)
            glue_in(found, graph, id, arguments_of(graph, id), ranges, proof, 1, tries);
    return found;
}

GluedChoices glued_sums(const Graph& graph, std::span<const Enclosure> ranges, const ConvexityProof& proof) {
    GluedChoices found;
    std::size_t tries = 0;
    for (Id id = static_cast<Id>(graph.size()); id-- > 0 && tries <= most_tries;) {
        const bool sum = graph[id].operation == Op::add || graph[id].operation == Op::subtract;
        if (sum && ranges[id].regularity >= Regularity::continuous) glue_in(found, graph, id, turning_arguments(graph, id), ranges, proof, 2, tries);
    }
    for (auto& [id, how] : found) how.once_smooth = false;
    return found;
}

}
