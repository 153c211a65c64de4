#include "compute/expression/proof.hpp"

#include "base/number.hpp"
#include "compute/expression/curvature_search.hpp"
#include "compute/expression/polynomial_proof.hpp"
#include "compute/expression/rewrite.hpp"
#include "compute/expression/rules.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using Id = Graph::Id;

Id last(const Graph& graph) { return static_cast<Id>(graph.size() - 1); }

/// A formula as a sum: what its parts are known to be, and what is left without the kinks that turn up.
class Sum {
public:
    Sum(const Graph& graph, std::span<const Enclosure> ranges, std::span<const Shape> shapes) : graph_(graph), ranges_(ranges), shapes_(shapes) {}

    std::vector<CurvatureSearch::Summand> summands() const {
        std::vector<CurvatureSearch::Summand> found;
        struct Open {
            Id id;
            bool negative;
        };
        std::vector<Open> open = {{last(graph_), false}};
        while (!open.empty()) {
            const auto [id, negative] = open.back();
            open.pop_back();
            const Shape& shape = shapes_[id];
            const bool convex = negative ? shape.concave : shape.convex;
            const auto [a, b, c] = graph_[id].operands;
            const bool sum = graph_[id].operation == Operation::add || graph_[id].operation == Operation::subtract;
            const int sign = convex ? 0 : factor_sign(id);
            if (!convex && sum) {
                open.push_back({a, negative});
                open.push_back({b, negative != (graph_[id].operation == Operation::subtract)});
            } else if (sign != 0) {
                open.push_back({scaled(id), negative != (sign < 0)});
            } else if (found.size() < 4 * graph_.size()) {                    // shared sums could be many when written out
                found.push_back({id, convex});
            } else {
                return {{last(graph_), false}};
            }
        }
        return found;
    }

    /// The sum without those parts that are convex and not smooth; nothing when no part is left.
    std::optional<Graph> rest() const {
        Graph graph = graph_;
        using Rest = std::optional<Id>;
        std::vector<std::array<Rest, 2>> rests;                               // of the term, and where it is subtracted
        for (Id id = 0; id < graph_.size(); ++id) {
            const Graph::Term& term = graph_[id];
            const auto& [a, b, c] = term.operands;
            std::array<Rest, 2> rest;
            for (const std::size_t minus : {0u, 1u}) {
                const int sign = factor_sign(id);
                if (term.operation == Operation::add || term.operation == Operation::subtract) {
                    const bool flips = term.operation == Operation::subtract;
                    const Rest left = rests[a][minus], right = rests[b][flips ? 1 - minus : minus];
                    if (left && right) rest[minus] = graph.apply(term.operation, *left, *right);
                    else if (left) rest[minus] = left;
                    else if (right) rest[minus] = flips ? graph.apply(Operation::negate, *right) : *right;
                } else if (sign != 0) {
                    const Id inner = scaled(id);
                    if (const Rest of = rests[inner][sign < 0 ? 1 - minus : minus])
                        rest[minus] = graph.apply(term.operation, a == inner ? *of : a, b == inner ? *of : b);
                } else if (ranges_[id].regularity == Regularity::smooth || !(minus != 0 ? shapes_[id].concave : shapes_[id].convex)) {
                    rest[minus] = id;
                }
            }
            rests.push_back(rest);
        }
        if (!rests.back()[0]) return std::nullopt;
        return part_of(graph, *rests.back()[0]);
    }

private:
    bool constant(Id id) const { return graph_.constant(id) && ranges_[id].regularity >= Regularity::defined; }
    int sign_of(Id id) const { return !constant(id) ? 0 : ranges_[id].lo > 0 ? 1 : ranges_[id].hi < 0 ? -1 : 0; }
    /// ±1 where the term is a multiple of another one by a number of that sign, else 0.
    int factor_sign(Id id) const {
        const auto& [a, b, c] = graph_[id].operands;
        switch (graph_[id].operation) {
        case Operation::negate: return -1;
        case Operation::multiply: return sign_of(a) != 0 ? sign_of(a) : sign_of(b);
        case Operation::divide: return sign_of(b);
        default: return 0;
        }
    }
    Id scaled(Id id) const {
        const auto& [a, b, c] = graph_[id].operands;
        return graph_[id].operation == Operation::multiply && sign_of(a) != 0 ? b : a;
    }

    const Graph& graph_;
    std::span<const Enclosure> ranges_;
    std::span<const Shape> shapes_;
};

std::string counted(int boxes) { return std::to_string(boxes) + (boxes == 1 ? " box" : " boxes"); }

std::string described(const Secant& chord) {
    const auto point = [](const std::vector<double>& p) {
        std::string text = "(";
        for (std::size_t i = 0; i < p.size(); ++i) text += (i == 0 ? "" : ", ") + shortest(p[i]);
        return text + ")";
    };
    return "chord from " + point(chord.a) + " to " + point(chord.b);
}

void refute(ConvexityVerdict& verdict, const Secant& chord) {
    verdict.kind = ConvexityVerdict::Kind::refuted;
    verdict.witness = chord;
    verdict.way = described(chord);
}

/// How many boxes fit into the time that a verdict may take: the cost of one grows with the formula and with the variables squared.
int budget(const Graph& graph, std::size_t variables) {
    constexpr std::size_t terms_in_the_plane = 10'000;
    return static_cast<int>(std::clamp<std::size_t>(6 * terms_in_the_plane / (graph.size() * (2 + variables * variables)), 4, 600));
}

void prove(ConvexityVerdict& verdict, std::string way) {
    verdict.kind = ConvexityVerdict::Kind::proven;
    verdict.way = std::move(way);
}

/// Whether the rules see it in another form of the formula.
bool convex_in_other_words(const Graph& graph, std::span<const Enclosure> ranges, std::span<const Enclosure> box, const ConvexityProof& proof) {
    const auto other = in_other_words(graph, ranges);
    const Graph& words = other ? *other : graph;
    const std::vector<Enclosure> wide = other ? centred_enclosures(words, box) : std::vector(ranges.begin(), ranges.end());
    auto glued = glued_sums(words, wide, proof);
    if (!other && glued.empty()) return false;
    glued.merge(glued_choices(words, wide, proof));
    return shapes(words, wide, glued).back().convex;
}

}

ConvexityVerdict judge(const Graph& whole, Id f, std::span<const Enclosure> box, std::stop_token stop) {
    const auto has_width = [](const Enclosure& side) { return side.bounded() && side.lo < side.hi && std::isfinite(side.hi - side.lo); };
    ConvexityVerdict verdict;
    if (box.empty() || !std::all_of(box.begin(), box.end(), has_width)) {
        verdict.way = "the window has no width";
        return verdict;
    }
    const Graph as_typed = part_of(whole, f), graph = without_pairs(as_typed).value_or(as_typed);
    const std::vector<Enclosure> ranges = centred_enclosures(graph, box);
    verdict.everywhere = ranges.back().regularity >= Regularity::defined;
    if (ranges.back().empty()) {
        verdict.way = "it has no value here";
        return verdict;
    }
    const ConvexityProof proof = [&, pieces = 0](const Graph& piece, Id of, const Enclosure& side) mutable {
        constexpr int most_pieces = 16;
        if (++pieces > most_pieces || stop.stop_requested()) return false;
        const ConvexityVerdict one = judge(piece, of, std::span(&side, 1), stop);
        return one.kind == ConvexityVerdict::Kind::proven && one.everywhere;
    };
    const auto glued = glued_choices(graph, ranges, proof);
    const std::vector<Shape> known = shapes(graph, ranges, glued);
    if (known.back().convex) prove(verdict, "disciplined rules");
    else if (const auto chord = found_chord(graph, box, stop)) refute(verdict, *chord);
    else if (convex_in_other_words(graph, ranges, box, proof)) prove(verdict, "disciplined rules");

    const int boxes = budget(graph, box.size());
    const Sum sum(graph, ranges, known);
    const auto summands = sum.summands();
    CurvatureSearch search(graph, summands, box, glued, stop);
    if (verdict.kind == ConvexityVerdict::Kind::undecided) {
        if (search.prove(boxes)) prove(verdict, "interval Hessian, " + counted(search.pieces()));
        else if (search.chord()) refute(verdict, *search.chord());
        else if (box.size() == 2 && convex_by_even_powers(graph)) prove(verdict, "minors of the Hessian that are sums of even powers");
    }
    if (verdict.kind == ConvexityVerdict::Kind::undecided && ranges.back().regularity < Regularity::smooth) {
        if (const auto rest = sum.rest(); rest && rest->size() < graph.size()) {
            const std::array<CurvatureSearch::Summand, 1> one = {{{last(*rest), false}}};
            CurvatureSearch smooth(*rest, one, box, {}, stop);
            if (smooth.prove(boxes)) prove(verdict, "disciplined rules and interval Hessian, " + counted(smooth.pieces()));
        }
    }
    if (verdict.kind == ConvexityVerdict::Kind::undecided)
        verdict.way = stop.stop_requested()      ? "stopped"
                      : search.kinked()          ? "kinks or ends of the domain that no rule covers"
                                                 : "not decided after " + counted(search.pieces());
    search.narrow(boxes / 2);
    verdict.mu = search.mu();
    verdict.L = search.L();
    verdict.boxes = search.pieces();
    if (verdict.kind == ConvexityVerdict::Kind::proven) verdict.mu.lo = std::max(verdict.mu.lo, 0.0);
    return verdict;
}

}
