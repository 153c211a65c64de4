#include "compute/expression/rules.hpp"

#include "compute/expression/slopes.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using Op = Operation;
using Id = Graph::Id;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// How a function of one variable runs over an interval.
struct Course {
    bool convex = false, concave = false, rises = false, falls = false;
};

/// h(g) by the composition theorem (Boyd, Vandenberghe, 3.2.4). Monotone or not, h may bend over what is linear.
Shape composed(const Course& h, const Shape& g) {
    Shape result;
    result.convex = h.convex && (g.affine() || (h.rises && g.convex) || (h.falls && g.concave));
    result.concave = h.concave && (g.affine() || (h.rises && g.concave) || (h.falls && g.convex));
    return result;
}

/// Where the operation has values, if that is one interval.
std::optional<Interval> domain(Operation operation) {
    switch (operation) {
    case Op::ln: case Op::log10: case Op::log2: case Op::sqrt: return Interval{0, infinity};
    case Op::gamma: case Op::lgamma: return Interval{0, infinity};           // the part that is used here
    case Op::log1p: return Interval{-1, infinity};
    case Op::acosh: return Interval{1, infinity};
    case Op::asin: case Op::acos: case Op::atanh: return Interval{-1, 1};
    case Op::sign: case Op::floor: case Op::ceil: case Op::round: case Op::logical_not: return std::nullopt;
    default: return Interval{-infinity, infinity};
    }
}

bool closed(Operation operation) { return operation == Op::sqrt || operation == Op::acosh || operation == Op::asin || operation == Op::acos; }

/// The signs of both derivatives, over the part of the range that is in the domain.
Course course(Operation operation, const Enclosure& range) {
    if (operation == Op::abs) return {.convex = true, .rises = range.lo >= 0, .falls = range.hi <= 0};
    if (operation == Op::relu) return {.convex = true, .rises = true};
    if (operation == Op::negate) return {.convex = true, .concave = true, .falls = true};
    const auto within = domain(operation);
    if (!within) return {};
    const Enclosure x = {std::max(range.lo, within->lo), std::min(range.hi, within->hi)};
    if (!(x.lo <= x.hi)) return {};
    const Enclosure f = enclosure(operation, x);
    if (operation == Op::tan && f.regularity != Regularity::smooth) return {};
    const Enclosure slope = enclosing::sure(enclosing::slopes(operation, x, x, f, true)[0]);
    const Enclosure bend = enclosing::sure(enclosing::bends(operation, x, x, f, slope, true).aa);
    return {bend.lo >= 0, bend.hi <= 0, slope.lo >= 0, slope.hi <= 0};
}

/// x^p over the part of the range where it has values.
Course course_of_power(const Enclosure& range, const Enclosure& p) {
    const bool whole = p.lo == p.hi && p.lo == std::floor(p.lo);
    if (!whole && std::ceil(p.lo) <= p.hi) return {};
    if (p.is(1)) return {.convex = true, .concave = true, .rises = true};
    if (!whole) return p.lo > 0 && p.hi < 1 ? Course{.concave = true, .rises = true} : Course{.convex = true, .rises = p.lo > 0, .falls = p.hi < 0};
    const bool even = std::fmod(p.lo, 2) == 0, left = range.hi <= 0, right = range.lo >= 0;
    if (p.lo > 0) return {.convex = even || right, .concave = !even && left, .rises = !even || right, .falls = even && left};
    if (!left && !right) return {};
    return {.convex = even || right, .concave = !even && left, .rises = even && left, .falls = !even || right};
}

class Rules {
public:
    Rules(const Graph& graph, std::span<const Enclosure> ranges, const GluedChoices& glued) : graph_(graph), ranges_(ranges), glued_(glued) {}

    std::vector<Shape> run() {
        for (Id id = 0; id < graph_.size(); ++id) shapes_.push_back(completed(id, shape(id)));
        return std::move(shapes_);
    }

private:
    const Shape& at(Id id) const { return shapes_[id]; }
    bool constant(Id id) const { return graph_.constant(id) && ranges_[id].regularity >= Regularity::defined; }
    bool positive(Id id) const { return at(id).log_convex || ranges_[id].lo > 0; }
    bool not_negative(Id id) const { return at(id).log_convex || at(id).root_convex || ranges_[id].lo >= 0; }

    /// Whether the points where g > 0 (or ≥ 0) are a convex set within the domain of g.
    bool convex_above_zero(Id g) const { return at(g).concave || at(g).log_concave; }
    /// Whether g is not zero on a convex set, and of one sign there.
    bool convex_beside_zero(Id g) const {
        if (positive(g) || ranges_[g].hi < 0) return true;
        return (ranges_[g].lo >= 0 && convex_above_zero(g)) || (ranges_[g].hi <= 0 && at(g).convex);
    }

    Shape completed(Id id, Shape s) const {
        if (!s.convex_domain) return {};
        s.root_convex = s.root_convex || s.log_convex;
        s.convex = s.convex || s.root_convex;
        s.root_concave = s.root_concave || (s.concave && ranges_[id].lo >= 0);
        s.log_concave = s.log_concave || s.root_concave;
        return s;
    }

    Shape shape(Id id) const {
        const Graph::Term& term = graph_[id];
        if (term.operation == Op::variable) return {.convex = true, .concave = true, .convex_domain = true};
        if (constant(id)) {
            const bool above = ranges_[id].lo > 0, below = ranges_[id].lo < 0;
            return {true, true, above, !below, !below, !below, true};
        }
        const auto& [a, b, c] = term.operands;
        switch (arity(term.operation)) {
        case 0: return {};
        case 1: return of_one(term.operation, a);
        case 2: return of_two(term.operation, a, b);
        default: break;
        }
        if (const auto glued = glued_.find(id); glued != glued_.end()) {
            const Shape& argument = at(glued->second.argument);
            Shape result = composed({.convex = glued->second.convex, .concave = glued->second.concave}, argument);
            result.convex_domain = argument.convex_domain;
            return result;
        }
        if (!constant(a) || ranges_[a].lo != ranges_[a].hi) return {};
        return ranges_[a].lo != 0 ? at(b) : at(c);
    }

    bool has_convex_domain(Operation operation, Id g) const {
        const auto within = domain(operation);
        if (!within || !at(g).convex_domain) return false;
        const Enclosure& r = ranges_[g];
        if (operation == Op::tan && enclosure(operation, {r.lo, r.hi}).regularity != Regularity::smooth) return false;
        const bool above = r.lo > within->lo || (closed(operation) && r.lo >= within->lo) || std::isinf(within->lo);
        const bool below = r.hi < within->hi || (closed(operation) && r.hi <= within->hi) || std::isinf(within->hi);
        // Γ has values on the left of zero too.
        if (operation == Op::gamma || operation == Op::lgamma) return above || (r.lo >= 0 && at(g).concave);
        const bool from_zero = within->lo == 0 && (at(g).log_concave || at(g).log_convex || (operation == Op::sqrt && at(g).root_convex));
        return (above || at(g).concave || from_zero) && (below || at(g).convex);
    }

    Shape of_one(Operation operation, Id g) const {
        const Shape& s = at(g);
        Shape result = composed(course(operation, ranges_[g]), s);
        result.convex_domain = has_convex_domain(operation, g);
        switch (operation) {
        case Op::exp:
            result.log_convex = s.convex;
            result.log_concave = s.concave;
            break;
        case Op::ln: case Op::log10: case Op::log2:
            result.convex = result.convex || s.log_convex;
            result.concave = result.concave || s.log_concave;
            break;
        case Op::sqrt:
            result.convex = result.convex || s.root_convex;
            result.concave = result.concave || s.root_concave;
            result.log_convex = s.log_convex;
            result.log_concave = s.log_concave;
            break;
        case Op::cosh: result.log_convex = s.affine(); break;                  // (ln cosh)″ = 1/cosh²
        case Op::gamma: result.log_convex = s.affine(); break;                 // (ln Γ)″ = ψ₁ > 0 on the right
        case Op::sigmoid: result.log_concave = s.concave; break;               // (ln σ)′ = 1 − σ > 0 falls
        default: break;
        }
        return result;
    }

    /// c·s for a number c, or a number that is only known to be between two of the same sign.
    Shape scaled(const Shape& s, const Enclosure& c) const {
        if (c.is(0)) return {true, true, false, true, true, true, s.convex_domain};
        if (c.lo > 0) return s;
        if (c.hi < 0) return {.convex = s.concave, .concave = s.convex, .convex_domain = s.convex_domain};
        return {.convex = s.affine(), .concave = s.affine(), .convex_domain = s.convex_domain};
    }

    Shape of_two(Operation operation, Id a, Id b) const {
        const Shape &s = at(a), &t = at(b);
        Shape result;
        switch (operation) {
        case Op::add: result = {s.convex && t.convex, s.concave && t.concave, s.log_convex && t.log_convex, false, s.root_convex && t.root_convex}; break;
        case Op::subtract: result = {.convex = s.convex && t.concave, .concave = s.concave && t.convex}; break;
        case Op::multiply: result = product(a, b); break;
        case Op::divide: return quotient(a, b);
        case Op::power: return power(a, b);
        case Op::hypot: result = hypotenuse(a, b); break;
        case Op::max: result = {s.convex && t.convex, false, s.log_convex && t.log_convex, false, s.root_convex && t.root_convex}; break;
        case Op::min: result = {.concave = s.concave && t.concave, .log_concave = s.log_concave && t.log_concave}; break;
        default: return {};
        }
        result.convex_domain = s.convex_domain && t.convex_domain;
        return result;
    }

    Shape product(Id a, Id b) const {
        if (constant(a)) return scaled(at(b), ranges_[a]);
        if (constant(b)) return scaled(at(a), ranges_[b]);
        if (a == b) return raised(a, Enclosure::point(2));
        Shape result = {.log_convex = at(a).log_convex && at(b).log_convex, .log_concave = at(a).log_concave && at(b).log_concave};
        const auto plain = [&](Id g) { return at(g).concave && ranges_[g].lo >= 0; };
        result.root_concave = plain(a) && plain(b);                            // the geometric mean is concave and rises
        result.convex = entropy(a, b) || entropy(b, a);
        return result;
    }

    /// u·ln u, and u·ln(u/v) for u and v that are not negative: the perspective of a logarithm.
    bool entropy(Id u, Id log) const {
        const Graph::Term& term = graph_[log];
        if (!at(u).affine() || (term.operation != Op::ln && term.operation != Op::log2 && term.operation != Op::log10)) return false;
        const Id inside = term.operands[0];
        if (inside == u) return true;
        const Graph::Term& ratio = graph_[inside];
        return ratio.operation == Op::divide && ratio.operands[0] == u && at(ratio.operands[1]).affine() && ranges_[u].lo >= 0 &&
               ranges_[ratio.operands[1]].lo >= 0;
    }

    Shape quotient(Id a, Id b) const {
        const Shape &s = at(a), &t = at(b);
        const Enclosure below = ranges_[b];
        Shape result;
        if (constant(b)) {
            if (below.contains(0)) return {};
            result = scaled(s, below.lo > 0 ? Enclosure::point(1) : Enclosure::point(-1));
        } else if (constant(a)) {
            result = scaled(raised(b, Enclosure::point(-1)), ranges_[a]);
        } else {
            result = {.log_convex = s.log_convex && t.log_concave, .log_concave = s.log_concave && t.log_convex};
            // (√a)²/b: x²/y is convex, rises with x ≥ 0 and falls with y > 0.
            result.convex = s.root_convex && t.concave && below.lo >= 0;
            result.concave = s.root_convex && t.convex && below.hi <= 0;
        }
        result.convex_domain = s.convex_domain && t.convex_domain && convex_beside_zero(b);
        return result;
    }

    Shape power(Id a, Id b) const {
        if (constant(b)) return raised(a, ranges_[b]);
        const Shape &s = at(a), &t = at(b);
        if (!constant(a) || !(ranges_[a].lo > 0)) return {};
        // c^t = exp(t·ln c)
        const bool up = ranges_[a].lo >= 1, down = ranges_[a].hi <= 1;
        Shape result = {.log_convex = (up && t.convex) || (down && t.concave), .log_concave = (up && t.concave) || (down && t.convex)};
        result.convex_domain = s.convex_domain && t.convex_domain;
        return result;
    }

    /// g^p for a number p.
    Shape raised(Id g, const Enclosure& p) const {
        const Shape& s = at(g);
        const Enclosure& range = ranges_[g];
        const bool whole = p.lo == p.hi && p.lo == std::floor(p.lo);
        if (p.is(0)) return {true, true, true, true, true, true, s.convex_domain};
        if (!whole && std::ceil(p.lo) <= p.hi) return {};
        Shape result = composed(course_of_power(range, p), s);
        const bool up = p.lo > 0;
        result.log_convex = up ? s.log_convex : s.log_concave;
        result.log_concave = up ? s.log_concave : s.log_convex;
        // |u|^p for p ≥ 2 has the root |u|^(p/2); √s^2p for 2p ≥ 1 is convex and rises.
        const bool even = whole && up && std::fmod(p.lo, 2) == 0;
        const bool size_is_convex = (even && s.affine()) || (not_negative(g) && s.convex) || (even && range.hi <= 0 && s.concave);
        if (p.lo >= 2) result.root_convex = size_is_convex;
        if (p.lo >= 1) result.root_convex = result.root_convex || s.root_convex;
        if (up && p.hi <= 0.5) result.concave = result.concave || s.root_concave;
        if (p.lo >= 0.5) result.convex = result.convex || s.root_convex;
        // Where g^p has values: everywhere, where g ≥ 0, where g ≠ 0, or where g > 0.
        const bool fits = up ? whole || not_negative(g) || convex_above_zero(g) : whole ? convex_beside_zero(g) : positive(g) || convex_above_zero(g);
        result.convex_domain = s.convex_domain && fits;
        return result;
    }

    Shape hypotenuse(Id a, Id b) const {
        const auto grows = [&](Id g) { return at(g).affine() || (at(g).convex && not_negative(g)) || (at(g).concave && ranges_[g].hi <= 0); };
        return {.convex = grows(a) && grows(b)};
    }

    const Graph& graph_;
    std::span<const Enclosure> ranges_;
    const GluedChoices& glued_;
    std::vector<Shape> shapes_;
};

}

std::vector<Shape> shapes(const Graph& graph, std::span<const Enclosure> ranges, const GluedChoices& glued) {
    return Rules(graph, ranges, glued).run();
}

}
