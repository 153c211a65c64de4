#include "compute/expression/rational.hpp"

#include <cmath>

namespace eigenscope::exact {
namespace {

using boost::multiprecision::cpp_int;
/// A slope, and the value where that is rational too.
struct Part {
    std::optional<Rational> value;
    Rational slope;
};
using Maybe = std::optional<Part>;

constexpr unsigned most_bits = 2048;

unsigned bits(const cpp_int& n) { return n == 0 ? 0 : static_cast<unsigned>(boost::multiprecision::msb(n < 0 ? cpp_int(-n) : n)) + 1; }
unsigned bits(const Rational& q) { return std::max(bits(numerator(q)), bits(denominator(q))); }

Maybe kept(Part p) {
    if ((p.value && bits(*p.value) > most_bits) || bits(p.slope) > most_bits) return std::nullopt;
    return p;
}

Rational raised(const Rational& base, unsigned exponent) { return {pow(numerator(base), exponent), pow(denominator(base), exponent)}; }

Maybe power(const Part& base, const Part& exponent) {
    if (!base.value || !exponent.value || exponent.slope != 0 || denominator(*exponent.value) != 1 || abs(*exponent.value) > 64) return std::nullopt;
    const int p = numerator(*exponent.value).convert_to<int>();
    const Rational& x = *base.value;
    if (p == 0) return Part{1, 0};
    if ((p < 0 && x == 0) || bits(x) * static_cast<unsigned>(std::abs(p)) > most_bits) return std::nullopt;
    const Rational below = raised(x, static_cast<unsigned>(std::abs(p) - 1)), size = below * x;
    if (p > 0) return Part{size, p * below * base.slope};
    return Part{Rational(1 / size), p * base.slope / (size * x)};
}

/// √(m²/n²)
Maybe root(const Rational& x, const Rational& slope) {
    if (x <= 0) return std::nullopt;
    const Rational r(sqrt(numerator(x)), sqrt(denominator(x)));
    if (r * r != x) return std::nullopt;
    return Part{r, slope / (2 * r)};
}

/// Functions that are rational, and have a rational slope, at one place.
Maybe at_its_place(Operation operation, const Rational& x, const Rational& slope) {
    struct Known {
        Operation operation;
        int place, value, slope;
    };
    using enum Operation;
    constexpr std::array known = {Known{exp, 0, 1, 1},  Known{expm1, 0, 0, 1}, Known{sin, 0, 0, 1},  Known{cos, 0, 1, 0},
                                  Known{tan, 0, 0, 1},  Known{asin, 0, 0, 1},  Known{atan, 0, 0, 1}, Known{sinh, 0, 0, 1},
                                  Known{cosh, 0, 1, 0}, Known{tanh, 0, 0, 1},  Known{asinh, 0, 0, 1}, Known{atanh, 0, 0, 1}};
    for (const Known& k : known)
        if (k.operation == operation && x == k.place) return Part{k.value, k.slope * slope};
    if (x == 0 && operation == sigmoid) return Part{Rational(1, 2), slope / 4};
    if (x == 0 && operation == softplus) return Part{std::nullopt, slope / 2};
    return std::nullopt;
}

/// ln(x), whose value is rational at 1 alone.
Maybe logarithm(const Rational& x, const Rational& slope) {
    if (x <= 0) return std::nullopt;
    return Part{x == 1 ? std::optional(Rational(0)) : std::nullopt, slope / x};
}

Maybe of_one(Operation operation, const Part& a) {
    if (operation == Operation::negate) return Part{a.value ? std::optional(Rational(-*a.value)) : std::nullopt, -a.slope};
    if (!a.value) return std::nullopt;
    const Rational& x = *a.value;
    switch (operation) {
    case Operation::ln: return logarithm(x, a.slope);
    case Operation::log1p: return logarithm(x + 1, a.slope);
    case Operation::sqrt: return root(x, a.slope);
    case Operation::abs:
        if (x == 0) return std::nullopt;
        return x > 0 ? a : Part{Rational(-x), -a.slope};
    case Operation::relu:
        if (x == 0) return std::nullopt;
        return x > 0 ? a : Part{0, 0};
    default: return at_its_place(operation, x, a.slope);
    }
}

Maybe of_two(Operation operation, const Part& a, const Part& b) {
    const bool both = a.value && b.value;
    const auto value = [&](auto&& of) { return both ? std::optional(Rational(of(*a.value, *b.value))) : std::nullopt; };
    if (operation == Operation::add) return Part{value([](const auto& x, const auto& y) { return x + y; }), a.slope + b.slope};
    if (operation == Operation::subtract) return Part{value([](const auto& x, const auto& y) { return x - y; }), a.slope - b.slope};
    // A number times what has a slope alone.
    if (operation == Operation::multiply && a.value && !b.value && a.slope == 0) return Part{std::nullopt, *a.value * b.slope};
    if (operation == Operation::multiply && b.value && !a.value && b.slope == 0) return Part{std::nullopt, a.slope * *b.value};
    if (operation == Operation::divide && b.value && !a.value && b.slope == 0 && *b.value != 0) return Part{std::nullopt, a.slope / *b.value};
    if (!both) return std::nullopt;
    const Rational &x = *a.value, &y = *b.value;
    switch (operation) {
    case Operation::multiply: return Part{Rational(x * y), a.slope * y + x * b.slope};
    case Operation::divide:
        if (y == 0) return std::nullopt;
        return Part{Rational(x / y), (a.slope * y - x * b.slope) / (y * y)};
    case Operation::power: return power(a, b);
    case Operation::min: case Operation::max:
        if (x == y) return std::nullopt;
        return (x < y) == (operation == Operation::min) ? a : b;
    default: return std::nullopt;
    }
}

Maybe part(const Graph& graph, Graph::Id id, const Rational& at) {
    std::vector<Maybe> all(id + 1);
    for (Graph::Id i = 0; i <= id; ++i) {
        const Graph::Term& term = graph[i];
        const Maybe &a = all[term.operands[0]], &b = all[term.operands[1]];
        Maybe result;
        if (term.operation == Operation::number) result = Part{Rational(term.value), 0};
        else if (term.operation == Operation::variable) result = Part{at, 1};
        else if (arity(term.operation) == 1 && a) result = of_one(term.operation, *a);
        else if (arity(term.operation) == 2 && a && b) result = of_two(term.operation, *a, *b);
        if (result) all[i] = kept(*std::move(result));
    }
    return all[id];
}

}

std::optional<Dual> evaluated(const Graph& graph, Graph::Id id, const Rational& at) {
    const Maybe found = part(graph, id, at);
    if (!found || !found->value) return std::nullopt;
    return Dual{*found->value, found->slope};
}

std::optional<Rational> slope(const Graph& graph, Graph::Id id, const Rational& at) {
    const Maybe found = part(graph, id, at);
    return found ? std::optional(found->slope) : std::nullopt;
}

}
