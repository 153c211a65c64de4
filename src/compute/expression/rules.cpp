#include "compute/expression/rules.hpp"

#include "compute/expression/course.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {
namespace {

using Op = Operation;
using Id = Graph::Id;

/// h(g) by the composition theorem (Boyd, Vandenberghe, 3.2.4). Monotone or not, h may bend over what is linear.
Shape composed(const Course& h, const Shape& g) {
    Shape result;
    result.convex = h.convex && (g.affine() || (h.rises && g.convex) || (h.falls && g.concave));
    result.concave = h.concave && (g.affine() || (h.rises && g.concave) || (h.falls && g.convex));
    return result;
}

class Rules {
public:
    /// `depth`: how many perspectives may stand in each other.
    Rules(const Graph& graph, std::vector<Enclosure> ranges, GluedChoices glued, int depth)
        : graph_(graph), ranges_(std::move(ranges)), glued_(std::move(glued)), depth_(depth) {}

    std::vector<Shape> run() {
        for (Id id = 0; id < graph_.size(); ++id) shapes_.push_back(completed(id, shape(id)));
        return std::move(shapes_);
    }

private:
    const Shape& at(Id id) const { return shapes_[id]; }
    bool constant(Id id) const { return graph_.constant(id) && ranges_[id].regularity >= Regularity::defined; }
    bool positive(Id id) const { return at(id).log_convex || ranges_[id].lo > 0; }
    bool not_negative(Id id) const { return at(id).log_convex || at(id).roots.known() || ranges_[id].lo >= 0; }

    /// Whether the points where g > 0, within the domain of g, are a convex set.
    bool convex_above_zero(Id g) const {
        if (at(g).concave || at(g).log_concave_above) return true;
        const auto& [a, b, c] = graph_[g].operands;
        const Operation operation = graph_[g].operation;
        if (operation != Op::multiply && operation != Op::divide) return false;
        // Where one factor is never negative the other decides: u/v with v ≥ 0.
        return (not_negative(a) || not_negative(b)) && convex_factor(a) && convex_factor(b);
    }
    /// The same with g ≥ 0.
    bool convex_from_zero(Id g) const {
        if (not_negative(g) || at(g).concave || at(g).log_concave_above) return true;
        const auto& [a, b, c] = graph_[g].operands;
        return graph_[g].operation == Op::divide && not_negative(b) && convex_factor(a) && convex_factor(b);
    }
    bool convex_factor(Id g) const { return positive(g) || at(g).concave || at(g).log_concave_above; }
    /// Whether g is not zero on a convex set, and of one sign there.
    bool convex_beside_zero(Id g) const {
        if (positive(g) || ranges_[g].hi < 0) return true;
        return (ranges_[g].lo >= 0 && convex_above_zero(g)) || (ranges_[g].hi <= 0 && at(g).convex);
    }

    Shape completed(Id id, Shape s) const {
        if (!s.convex_domain) return {};
        constexpr Fraction one = {1, 1};
        if (s.convex && ranges_[id].lo >= 0) s.roots.at_least_convex(one);
        if (s.concave && ranges_[id].lo >= 0) s.roots.at_most_concave(one);
        s.log_convex = s.log_convex || s.roots.is_inverse();
        if (s.log_convex) s.roots.convex = infinite_fraction;
        s.convex = s.convex || one <= s.roots.convex;
        s.concave = s.concave || s.roots.concave <= one;
        s.log_concave = s.log_concave || s.roots.is_concave();
        s.log_concave_above = s.log_concave_above || s.log_concave || s.concave;
        return s;
    }

    Shape shape(Id id) const {
        const Graph::Term& term = graph_[id];
        if (term.operation == Op::variable) return {.convex = true, .concave = true, .convex_domain = true};
        if (constant(id)) {
            const bool above = ranges_[id].lo > 0, below = ranges_[id].lo < 0;
            Shape shape = {.convex = true, .concave = true, .log_convex = above, .log_concave = !below, .convex_domain = true};
            if (!below) shape.roots = {.convex = infinite_fraction, .concave = {0, 1}};
            if (above) shape.roots.inverse = {0, 1};
            return shape;
        }
        const auto& [a, b, c] = term.operands;
        for (auto [glued, end] = glued_.equal_range(id); glued != end; ++glued) {
            const Glued& phi = glued->second;
            Shape result = composed({phi.convex, phi.concave, phi.rises, phi.falls}, at(phi.argument));
            result.convex_domain = at(phi.argument).convex_domain;
            if (result.convex || result.concave) return result;
        }
        switch (arity(term.operation)) {
        case 0: return {};
        case 1: return of_one(term.operation, a);
        case 2: return of_two(term.operation, a, b);
        default: break;
        }
        if (!constant(a) || ranges_[a].lo != ranges_[a].hi) return {};
        return ranges_[a].lo != 0 ? at(b) : at(c);
    }

    bool has_convex_domain(Operation operation, Id g) const {
        const auto within = interval_domain(operation);
        if (!within || !at(g).convex_domain) return false;
        const Enclosure& r = ranges_[g];
        if (operation == Op::tan && enclosure(operation, {r.lo, r.hi}).regularity != Regularity::smooth) return false;
        const bool above = r.lo > within->lo || (has_ends(operation) && r.lo >= within->lo) || std::isinf(within->lo);
        const bool below = r.hi < within->hi || (has_ends(operation) && r.hi <= within->hi) || std::isinf(within->hi);
        // Γ has values on the left of zero too.
        if (operation == Op::gamma || operation == Op::lgamma) return above || (r.lo >= 0 && at(g).concave);
        const bool from_zero = within->lo == 0 && (operation == Op::sqrt ? convex_from_zero(g) : convex_above_zero(g) || at(g).log_convex);
        return (above || at(g).concave || from_zero) && (below || at(g).convex);
    }

    Shape of_one(Operation operation, Id g) const {
        const Shape& s = at(g);
        Shape result = composed(course_of(operation, ranges_[g]), s);
        result.convex_domain = has_convex_domain(operation, g);
        switch (operation) {
        case Op::exp:
            result.log_convex = s.convex;
            result.log_concave = s.concave;
            break;
        case Op::ln: case Op::log10: case Op::log2:
            result.convex = result.convex || s.log_convex;
            result.concave = result.concave || s.log_concave_above;
            break;
        case Op::log1p: result.convex = result.convex || s.log_convex; break;  // 1 + g is log-convex too
        case Op::sqrt: add_powers(result, g, {.exponent = Fraction{1, 2}}); break;
        case Op::cbrt:
            if (not_negative(g)) add_powers(result, g, {.exponent = Fraction{1, 3}});
            break;
        case Op::cos: result.log_concave_above = s.affine() && positive_once(ranges_[g], 0); break;
        case Op::sin: result.log_concave_above = s.affine() && positive_once(ranges_[g], 0.5 * std::numbers::pi); break;
        case Op::cosh: result.log_convex = s.affine(); break;                  // (ln cosh)″ = 1/cosh²
        case Op::gamma: result.log_convex = s.affine(); break;                 // (ln Γ)″ = ψ₁ > 0 on the right
        case Op::sigmoid: result.log_concave = s.concave; break;               // (ln σ)′ = 1 − σ > 0 falls
        default: break;
        }
        return result;
    }

    /// c·s for a number c, or a number that is only known to be between two of the same sign.
    Shape scaled(const Shape& s, const Enclosure& c) const {
        if (c.is(0))
            return {.convex = true, .concave = true, .log_concave = true, .convex_domain = s.convex_domain,
                    .roots = {.convex = infinite_fraction, .concave = {0, 1}}};
        if (c.lo > 0) return s;
        if (c.hi < 0) return {.convex = s.concave, .concave = s.convex, .convex_domain = s.convex_domain};
        return {.convex = s.affine(), .concave = s.affine(), .convex_domain = s.convex_domain};
    }

    Shape of_two(Operation operation, Id a, Id b) const {
        const Shape &s = at(a), &t = at(b);
        Shape result;
        switch (operation) {
        case Op::add:
            result = {.convex = s.convex && t.convex, .concave = s.concave && t.concave, .log_convex = s.log_convex && t.log_convex};
            result.roots = of_sum(s.roots, t.roots);
            break;
        case Op::subtract: result = {.convex = s.convex && t.concave, .concave = s.concave && t.convex}; break;
        case Op::multiply:
            result = product(a, b);
            if (result.convex || result.concave || constant(a) || constant(b)) break;
            for (const auto& [factor, other] : {std::pair(a, b), std::pair(b, a)})
                if (const auto found = perspective(factor, other)) return *found;
            break;
        case Op::divide: return quotient(a, b);
        case Op::power: return power(a, b);
        case Op::hypot: result = hypotenuse(a, b); break;
        case Op::max:
            result = {.convex = s.convex && t.convex, .log_convex = s.log_convex && t.log_convex, .roots = of_larger(s.roots, t.roots)};
            break;
        case Op::min:
            result = {.concave = s.concave && t.concave, .log_concave = s.log_concave && t.log_concave, .roots = of_smaller(s.roots, t.roots)};
            break;
        default: return {};
        }
        result.convex_domain = s.convex_domain && t.convex_domain;
        return result;
    }

    Shape product(Id a, Id b) const {
        if (constant(a)) return scaled(at(b), ranges_[a]);
        if (constant(b)) return scaled(at(a), ranges_[b]);
        if (a == b) return raised(a, {Fraction{2, 1}, Enclosure::point(2)});
        Shape result = {.log_convex = at(a).log_convex && at(b).log_convex, .log_concave = at(a).log_concave && at(b).log_concave};
        result.roots = of_product(at(a).roots, at(b).roots);
        result.convex = entropy(a, b) || entropy(b, a);
        return result;
    }

    /// u·ln u
    bool entropy(Id u, Id log) const {
        const Graph::Term& term = graph_[log];
        return at(u).affine() && term.operands[0] == u && (term.operation == Op::ln || term.operation == Op::log2 || term.operation == Op::log10);
    }

    /// v·φ(u/v) for v that is not negative, u and v affine: the perspective of φ is convex where φ is. Also u·ψ(u/v), with φ(t) = t·ψ(t).
    std::optional<Shape> perspective(Id factor, Id g) const {
        if (depth_ == 0 || !at(factor).affine()) return std::nullopt;
        for (const Id id : terms_of(graph_, g)) {
            const auto& [operation, operands, value, variable] = graph_[id];
            if (operation != Op::divide || (operands[0] != factor && operands[1] != factor)) continue;
            const Id below = operands[1];
            if (!at(operands[0]).affine() || !at(below).affine() || ranges_[below].lo < 0 || constant(below)) continue;
            auto phi = function_of(id, g);
            if (!phi) continue;
            if (operands[0] == factor) phi->apply(Op::multiply, phi->variable(0), static_cast<Id>(phi->size() - 1));
            Enclosure range = {ranges_[id].lo, ranges_[id].hi};
            if (!(range.lo < range.hi)) continue;
            const auto inner = Rules(*phi, enclosures(*phi, std::span(&range, 1)), {}, depth_ - 1).run().back();
            if (inner.convex || inner.concave) return Shape{.convex = inner.convex, .concave = inner.concave, .convex_domain = true};
        }
        return std::nullopt;
    }

    /// g as a function of one of the terms below it, which is variable 0; nothing where it depends on something else too.
    std::optional<Graph> function_of(Id argument, Id g) const {
        constexpr std::size_t most_terms = 60;
        const std::vector<Id> terms = terms_of(graph_, g);
        if (terms.size() > most_terms) return std::nullopt;
        Graph graph;
        std::vector<std::optional<Id>> place(g + 1);
        place[argument] = graph.variable(0);
        for (const Id id : terms) {
            const auto& [operation, operands, value, variable] = graph_[id];
            if (id == argument || operation == Op::variable) continue;
            std::array<Id, 3> at = {};
            bool known = true;
            for (std::size_t k = 0; k < static_cast<std::size_t>(arity(operation)); ++k) {
                known = known && place[operands[k]];
                at[k] = place[operands[k]].value_or(0);
            }
            if (known) place[id] = operation == Op::number ? graph.number(value) : graph.apply(operation, at[0], at[1], at[2]);
        }
        if (!place[g]) return std::nullopt;
        return part_of(graph, *place[g]);
    }

    Shape quotient(Id a, Id b) const {
        const Shape &s = at(a), &t = at(b);
        const Enclosure below = ranges_[b];
        Shape result;
        if (constant(b)) {
            if (below.contains(0)) return {};
            result = scaled(s, below.lo > 0 ? Enclosure::point(1) : Enclosure::point(-1));
        } else if (constant(a)) {
            result = scaled(raised(b, {Fraction{-1, 1}, Enclosure::point(-1)}), ranges_[a]);
        } else {
            result = {.log_convex = s.log_convex && t.log_concave, .log_concave = s.log_concave && t.log_convex};
            result.roots = of_product(s.roots, reciprocal(t.roots));
            result.concave = below.hi <= 0 && t.convex && Fraction{2, 1} <= s.roots.convex;       // −u²/v
        }
        result.convex_domain = s.convex_domain && t.convex_domain && convex_beside_zero(b);
        return result;
    }

    Shape power(Id a, Id b) const {
        if (constant(b)) return raised(a, {fraction_of(graph_, b), ranges_[b]});
        const Shape &s = at(a), &t = at(b);
        if (!constant(a) || !(ranges_[a].lo > 0)) return {};
        // c^t = exp(t·ln c)
        const bool up = ranges_[a].lo >= 1, down = ranges_[a].hi <= 1;
        Shape result = {.log_convex = (up && t.convex) || (down && t.concave), .log_concave = (up && t.concave) || (down && t.convex)};
        result.convex_domain = s.convex_domain && t.convex_domain;
        return result;
    }

    /// A number as an exponent: a fraction, or what it lies between.
    struct Exponent {
        std::optional<Fraction> exponent = {};
        Enclosure range = {};
        std::optional<Fraction> least() const { return exponent ? exponent : fraction_below(range.lo); }
        std::optional<Fraction> most() const {
            const auto below = exponent ? std::nullopt : fraction_below(-range.hi);
            return exponent ? exponent : below ? std::optional(negative(*below)) : std::nullopt;
        }
        bool whole() const { return range.lo == range.hi && range.lo == std::floor(range.lo); }
        bool even() const { return whole() && std::fmod(range.lo, 2) == 0; }
    };

    /// What is known of the roots of g^p, p > 0.
    void add_powers(Shape& result, Id g, const Exponent& p) const {
        const Shape& s = at(g);
        Roots base = s.roots;
        const bool bounded = !p.whole();      // then g^p has values where g ≥ 0 alone
        constexpr Fraction one = {1, 1};
        if (s.concave && bounded) base.at_most_concave(one);
        // |u|^p is |u| to that power too.
        const bool size_is_convex = (p.even() && (s.affine() || (ranges_[g].hi <= 0 && s.concave))) || (bounded && s.convex);
        if (size_is_convex) base.at_least_convex(one);
        result.roots = eigenscope::raised(base, p.least(), p.most());
        result.log_convex = s.log_convex;
        result.log_concave = s.log_concave;
    }

    /// g^p for a number p.
    Shape raised(Id g, Exponent p) const {
        const Shape& s = at(g);
        const Enclosure& range = ranges_[g];
        if (p.range.is(0)) {
            Shape one = {.convex = true, .concave = true, .log_convex = true, .log_concave = true, .convex_domain = s.convex_domain};
            one.roots = {.convex = infinite_fraction, .concave = {0, 1}, .inverse = {0, 1}};
            return one;
        }
        if (!p.whole() && std::ceil(p.range.lo) <= p.range.hi) return {};
        Shape result = composed(course_of_power(range, p.range), s);
        const bool up = p.range.lo > 0;
        if (up) {
            add_powers(result, g, p);
        } else {
            const Exponent size = {p.exponent ? std::optional(negative(*p.exponent)) : std::nullopt, -p.range};
            Roots base = s.roots;
            if (s.concave && (!p.whole() || range.lo >= 0)) base.at_most_concave(Fraction{1, 1});  // g > 0 wherever g^p has a value
            result.roots = reciprocal(eigenscope::raised(base, size.least(), size.most()));
            result.log_convex = s.log_concave;
            result.log_concave = s.log_convex;
        }
        // Where g^p has values: everywhere, where g ≥ 0, where g ≠ 0, or where g > 0.
        const bool whole = p.whole();
        const bool fits = up ? whole || convex_from_zero(g) : whole ? convex_beside_zero(g) : positive(g) || convex_above_zero(g);
        result.convex_domain = s.convex_domain && fits;
        return result;
    }

    Shape hypotenuse(Id a, Id b) const {
        const auto grows = [&](Id g) { return at(g).affine() || (at(g).convex && not_negative(g)) || (at(g).concave && ranges_[g].hi <= 0); };
        return {.convex = grows(a) && grows(b)};
    }

    const Graph& graph_;
    const std::vector<Enclosure> ranges_;
    const GluedChoices glued_;
    const int depth_;
    std::vector<Shape> shapes_;
};

}

std::vector<Shape> shapes(const Graph& graph, std::span<const Enclosure> ranges, const GluedChoices& glued) {
    constexpr int depth = 2;
    return Rules(graph, {ranges.begin(), ranges.end()}, glued, depth).run();
}

}
