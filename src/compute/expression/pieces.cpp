#include "compute/expression/pieces.hpp"

#include "compute/expression/glue.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using exact::Rational;
using Id = Graph::Id;
using Op = Operation;

constexpr std::size_t most_tries = 8;

bool compares(Op operation) { return operation >= Op::less && operation <= Op::unequal; }

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
