#include "compute/expression/interval.hpp"

#include "compute/expression/interval_functions.hpp"
#include "compute/expression/rounding.hpp"

#include <algorithm>
#include <cassert>
#include <numbers>

namespace eigenscope {
namespace {

using namespace enclosing;
using rounding::infinity;

Regularity worse(const Enclosure& a, const Enclosure& b) { return std::min(a.regularity, b.regularity); }
double least_size(const Enclosure& x) { return x.lo > 0 ? x.lo : x.hi < 0 ? -x.hi : 0; }
double most_size(const Enclosure& x) { return std::max(-x.lo, x.hi); }

Enclosure sum(const Enclosure& a, const Enclosure& b) {
    return with(rounding::sum(a.lo, b.lo).lo, rounding::sum(a.hi, b.hi).hi, worse(a, b));
}

Enclosure negated(const Enclosure& a) { return {-a.hi + 0.0, -a.lo + 0.0, a.regularity}; }

Enclosure product(const Enclosure& a, const Enclosure& b) {
    const Regularity regularity = worse(a, b);
    const auto between = [&](double p, double q, double r, double t) { return with(rounding::product(p, q).lo, rounding::product(r, t).hi, regularity); };
    if (a.lo >= 0) return between(b.lo >= 0 ? a.lo : a.hi, b.lo, b.hi >= 0 ? a.hi : a.lo, b.hi);
    if (b.lo >= 0) return between(a.lo, b.hi, a.hi, a.hi >= 0 ? b.hi : b.lo);
    if (a.hi <= 0 || b.hi <= 0) return product(negated(a), negated(b));      // one of them is not negative then
    const Enclosure one = between(a.lo, b.hi, a.lo, b.lo), other = between(a.hi, b.lo, a.hi, b.hi);
    return {std::min(one.lo, other.lo), std::max(one.hi, other.hi), regularity};
}

/// a/b for b from [0, b.hi] without its zero, if it has one.
Enclosure by_positive(const Enclosure& a, const Enclosure& b, Regularity regularity) {
    const auto end = [&](double p, double q) { return q == 0 ? rounding::Pair{p < 0 ? -infinity : 0, p > 0 ? infinity : 0} : rounding::quotient(p, q); };
    return with(end(a.lo, a.lo < 0 ? b.lo : b.hi).lo, end(a.hi, a.hi > 0 ? b.lo : b.hi).hi, regularity);
}

Enclosure quotient(const Enclosure& a, const Enclosure& b) {
    if (b.is(0)) return Enclosure::nowhere();
    if (b.lo > 0) return by_positive(a, b, worse(a, b));
    if (b.hi < 0) return by_positive(negated(a), negated(b), worse(a, b));
    if (b.lo == 0) return by_positive(a, b, Regularity::somewhere);
    if (b.hi == 0) return by_positive(negated(a), negated(b), Regularity::somewhere);
    if (a.is(0)) return with(0, 0, Regularity::somewhere);
    return Enclosure::whole(Regularity::somewhere);
}

Enclosure hypotenuse(const Enclosure& a, const Enclosure& b) {
    const double p = least_size(a), q = least_size(b);
    const auto exact = [](double s, double t) { return s == 0 || t == 0; };
    const double lo = std::hypot(p, q), hi = std::hypot(most_size(a), most_size(b));
    return with(exact(p, q) ? lo : rounding::lowered(lo, library_steps),
                exact(most_size(a), most_size(b)) ? hi : rounding::raised(hi, library_steps), worse(a, b),
                lo > 0 ? Regularity::smooth : Regularity::continuous);
}

Enclosure angle(const Enclosure& y, const Enclosure& x) {
    if (y.lo <= 0 && y.hi >= 0 && x.lo <= 0) {                               // the cut, or the origin where signs of zero decide
        const double half_turn = rounding::up(std::numbers::pi);
        return with(-half_turn, half_turn, worse(x, y), Regularity::defined);
    }
    // Away from those it is monotone along each axis on each side of the other one: the ends are at corners.
    double lo = infinity, hi = -infinity;
    for (const double p : {y.lo, y.hi})
        for (const double q : {x.lo, x.hi}) {
            const double t = std::atan2(p, q);
            lo = std::min(lo, t);
            hi = std::max(hi, t);
        }
    return with(rounding::lowered(lo, library_steps), rounding::raised(hi, library_steps), worse(x, y));
}

/// a − b·floor(a/b)
Enclosure remainder(const Enclosure& a, const Enclosure& b) {
    if (b.is(0)) return Enclosure::nowhere();
    const Enclosure range = {std::min(0.0, b.lo), std::max(0.0, b.hi), std::min(worse(a, b), Regularity::defined)};
    if (b.contains(0)) return with(range.lo, range.hi, Regularity::somewhere);
    const Enclosure turns = quotient(a, b);
    const double k = std::floor(turns.lo);
    if (!turns.bounded() || std::floor(turns.hi) != k) return range;
    const Enclosure rest = sum(a, negated(product(b, Enclosure::point(k))));
    const bool inside = turns.lo > k;
    return with(std::max(range.lo, rest.lo), std::min(range.hi, rest.hi), worse(a, b), inside ? Regularity::smooth : Regularity::defined);
}

Enclosure extremum(Operation operation, const Enclosure& a, const Enclosure& b) {
    const bool apart = a.hi < b.lo || b.hi < a.lo;
    const Regularity regularity = std::min(worse(a, b), apart ? Regularity::smooth : Regularity::continuous);
    if (operation == Operation::min) return {std::min(a.lo, b.lo), std::min(a.hi, b.hi), regularity};
    return {std::max(a.lo, b.lo), std::max(a.hi, b.hi), regularity};
}

enum class Truth : std::uint8_t { no, yes, unknown };

Truth nonzero(const Enclosure& x) { return x.is(0) ? Truth::no : x.contains(0) ? Truth::unknown : Truth::yes; }
Truth negation(Truth t) { return t == Truth::no ? Truth::yes : t == Truth::yes ? Truth::no : Truth::unknown; }
Truth less(const Enclosure& a, const Enclosure& b) { return a.hi < b.lo ? Truth::yes : a.lo >= b.hi ? Truth::no : Truth::unknown; }
Truth equal(const Enclosure& a, const Enclosure& b) {
    if (a.hi < b.lo || b.hi < a.lo) return Truth::no;
    return a.lo == a.hi && b.is(a.lo) ? Truth::yes : Truth::unknown;
}
Truth conjunction(Truth a, Truth b) {
    if (a == Truth::no || b == Truth::no) return Truth::no;
    return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}

Truth truth(Operation operation, const Enclosure& a, const Enclosure& b) {
    switch (operation) {
    case Operation::less: return less(a, b);
    case Operation::less_equal: return negation(less(b, a));
    case Operation::greater: return less(b, a);
    case Operation::greater_equal: return negation(less(a, b));
    case Operation::equal: return equal(a, b);
    case Operation::unequal: return negation(equal(a, b));
    case Operation::logical_not: return negation(nonzero(a));
    case Operation::logical_and: return conjunction(nonzero(a), nonzero(b));
    default: return negation(conjunction(negation(nonzero(a)), negation(nonzero(b))));
    }
}

Enclosure condition(Operation operation, const Enclosure& a, const Enclosure& b) {
    const bool compares = operation >= Operation::less && operation <= Operation::unequal;
    const Truth t = truth(operation, a, b);
    // At equality the truth changes close by, although not at the point; two constants stay what they are.
    const bool firm = t != Truth::unknown && (!compares || a.hi < b.lo || b.hi < a.lo || (a.lo == a.hi && b.lo == b.hi));
    // What is constant close by has no kinks, whatever those are in that it compares; only a jump could come in between.
    const Regularity parts = worse(a, b);
    return with(t == Truth::yes ? 1 : 0, t == Truth::no ? 0 : 1, firm && parts >= Regularity::continuous ? Regularity::smooth : parts,
                firm ? Regularity::smooth : Regularity::defined);
}

Enclosure chosen(const Enclosure& condition, const Enclosure& yes, const Enclosure& no) {
    if (condition.empty()) return Enclosure::nowhere();
    const Truth t = nonzero(condition);
    if (t != Truth::unknown) {
        const Enclosure& side = t == Truth::yes ? yes : no;
        return side.empty() ? side : with(side.lo, side.hi, worse(condition, side));
    }
    if (yes.empty() && no.empty()) return Enclosure::nowhere();
    // Where one side has no value nothing is known.
    const Regularity regularity = yes.empty() || no.empty() ? Regularity::somewhere : std::min({worse(yes, no), condition.regularity, Regularity::defined});
    return {std::min(yes.lo, no.lo), std::max(yes.hi, no.hi), regularity};
}

Enclosure of_two(Operation operation, const Enclosure& a, const Enclosure& b) {
    switch (operation) {
    case Operation::add: return sum(a, b);
    case Operation::subtract: return sum(a, negated(b));
    case Operation::multiply: return product(a, b);
    case Operation::divide: return quotient(a, b);
    case Operation::power: return power(a, b);
    case Operation::atan2: return angle(a, b);
    case Operation::hypot: return hypotenuse(a, b);
    case Operation::min:
    case Operation::max: return extremum(operation, a, b);
    case Operation::mod: return remainder(a, b);
    case Operation::polygamma: return polygamma(a, b);
    default: return condition(operation, a, b);
    }
}

/// Operations whose two operands are the same term: x·x is a square, x − x is zero.
Enclosure of_twin(Operation operation, const Enclosure& a) {
    switch (operation) {
    case Operation::subtract: return with(0, 0, a.regularity);
    case Operation::multiply: return square(a);
    case Operation::divide:
        return a.is(0) ? Enclosure::nowhere() : with(1, 1, a.regularity, a.contains(0) ? Regularity::somewhere : Regularity::smooth);
    case Operation::min:
    case Operation::max: return a;
    default: return of_two(operation, a, a);
    }
}

}

Enclosure enclosure(Operation operation, const Enclosure& a, const Enclosure& b, const Enclosure& c) {
    switch (arity(operation)) {
    case 0: {
        assert(operation == Operation::pi || operation == Operation::tau || operation == Operation::e);
        // Each of these doubles is a little less than the number.
        const double x = operation == Operation::pi ? std::numbers::pi : operation == Operation::tau ? 2 * std::numbers::pi : std::numbers::e;
        return {x, rounding::up(x)};
    }
    case 1:
        if (a.empty()) return a;
        if (operation == Operation::negate) return negated(a);
        return operation == Operation::logical_not ? condition(operation, a, a) : of_one(operation, a);
    case 2: return a.empty() || b.empty() ? Enclosure::nowhere() : of_two(operation, a, b);
    default: return chosen(a, b, c);
    }
}

Enclosure enclosing::of_term(const Graph::Term& term, std::span<const Enclosure> found, std::span<const Enclosure> box) {
    if (term.operation == Operation::number) return Enclosure::point(term.value);
    if (term.operation == Operation::variable) return box[term.variable];
    const auto& [a, b, c] = term.operands;
    if (arity(term.operation) == 2 && a == b && !found[a].empty()) return of_twin(term.operation, found[a]);
    return enclosure(term.operation, found[a], found[b], found[c]);
}

std::vector<Enclosure> enclosures(const Graph& graph, std::span<const Enclosure> box) {
    std::vector<Enclosure> found(graph.size());
    for (std::size_t i = 0; i < found.size(); ++i) found[i] = of_term(graph.terms()[i], found, box);
    return found;
}

}
