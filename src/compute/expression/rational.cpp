#include "compute/expression/rational.hpp"

#include <cmath>

namespace eigenscope::exact {
namespace {

using boost::multiprecision::cpp_int;
using Maybe = std::optional<Dual>;

constexpr unsigned most_bits = 2048;

unsigned bits(const cpp_int& n) { return n == 0 ? 0 : static_cast<unsigned>(boost::multiprecision::msb(n < 0 ? cpp_int(-n) : n)) + 1; }
unsigned bits(const Rational& q) { return std::max(bits(numerator(q)), bits(denominator(q))); }

Maybe kept(Dual d) {
    if (bits(d.value) > most_bits || bits(d.slope) > most_bits) return std::nullopt;
    return d;
}

Rational raised(const Rational& base, unsigned exponent) { return {pow(numerator(base), exponent), pow(denominator(base), exponent)}; }

Maybe power(const Dual& base, const Dual& exponent) {
    if (exponent.slope != 0 || denominator(exponent.value) != 1 || abs(exponent.value) > 64) return std::nullopt;
    const int p = numerator(exponent.value).convert_to<int>();
    if (p == 0) return Dual{1, 0};
    if ((p < 0 && base.value == 0) || bits(base.value) * static_cast<unsigned>(std::abs(p)) > most_bits) return std::nullopt;
    const Rational below = raised(base.value, static_cast<unsigned>(std::abs(p) - 1)), size = below * base.value;
    if (p > 0) return Dual{size, p * below * base.slope};
    return Dual{1 / size, p * base.slope / (size * base.value)};
}

/// √(m²/n²)
Maybe root(const Dual& a) {
    if (a.value <= 0) return std::nullopt;
    const Rational r(sqrt(numerator(a.value)), sqrt(denominator(a.value)));
    if (r * r != a.value) return std::nullopt;
    return Dual{r, a.slope / (2 * r)};
}

/// Functions that are rational, and have a rational slope, at one place.
Maybe at_its_place(Operation operation, const Dual& a) {
    struct Known {
        Operation operation;
        int place, value, slope;
    };
    using enum Operation;
    constexpr std::array known = {Known{exp, 0, 1, 1},  Known{expm1, 0, 0, 1}, Known{ln, 1, 0, 1},   Known{log1p, 0, 0, 1}, Known{sin, 0, 0, 1},
                                  Known{cos, 0, 1, 0},  Known{tan, 0, 0, 1},   Known{asin, 0, 0, 1}, Known{atan, 0, 0, 1},  Known{sinh, 0, 0, 1},
                                  Known{cosh, 0, 1, 0}, Known{tanh, 0, 0, 1},  Known{asinh, 0, 0, 1}, Known{atanh, 0, 0, 1}};
    for (const Known& k : known)
        if (k.operation == operation && a.value == k.place) return Dual{k.value, k.slope * a.slope};
    return std::nullopt;
}

Maybe of_one(Operation operation, const Dual& a) {
    switch (operation) {
    case Operation::negate: return Dual{-a.value, -a.slope};
    case Operation::sqrt: return root(a);
    case Operation::abs:
        if (a.value == 0) return std::nullopt;
        return a.value > 0 ? a : Dual{-a.value, -a.slope};
    case Operation::relu:
        if (a.value == 0) return std::nullopt;
        return a.value > 0 ? a : Dual{0, 0};
    default: return at_its_place(operation, a);
    }
}

Maybe of_two(Operation operation, const Dual& a, const Dual& b) {
    switch (operation) {
    case Operation::add: return Dual{a.value + b.value, a.slope + b.slope};
    case Operation::subtract: return Dual{a.value - b.value, a.slope - b.slope};
    case Operation::multiply: return Dual{a.value * b.value, a.slope * b.value + a.value * b.slope};
    case Operation::divide:
        if (b.value == 0) return std::nullopt;
        return Dual{a.value / b.value, (a.slope * b.value - a.value * b.slope) / (b.value * b.value)};
    case Operation::power: return power(a, b);
    case Operation::min: case Operation::max:
        if (a.value == b.value) return std::nullopt;
        return (a.value < b.value) == (operation == Operation::min) ? a : b;
    default: return std::nullopt;
    }
}

}

std::optional<Dual> evaluated(const Graph& graph, Graph::Id id, const Rational& at) {
    std::vector<Maybe> all(id + 1);
    for (Graph::Id i = 0; i <= id; ++i) {
        const Graph::Term& term = graph[i];
        const Maybe &a = all[term.operands[0]], &b = all[term.operands[1]];
        Maybe result;
        if (term.operation == Operation::number) result = Dual{Rational(term.value), 0};
        else if (term.operation == Operation::variable) result = Dual{at, 1};
        else if (arity(term.operation) == 1 && a) result = of_one(term.operation, *a);
        else if (arity(term.operation) == 2 && a && b) result = of_two(term.operation, *a, *b);
        if (result) all[i] = kept(*std::move(result));
    }
    return all[id];
}

}
