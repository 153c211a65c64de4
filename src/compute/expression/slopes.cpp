#include "compute/expression/slopes.hpp"

#include <algorithm>

namespace eigenscope::enclosing {

Enclosure in_domain(Operation operation, const Enclosure& x) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double lo = -infinity, hi = infinity;
    switch (operation) {
    case Operation::ln: case Operation::log10: case Operation::log2: lo = 0; break;
    case Operation::log1p: lo = -1; break;
    case Operation::acosh: lo = 1; break;
    case Operation::atanh: lo = -1; hi = 1; break;
    default: return x;
    }
    return x.hi < lo || x.lo > hi ? x : Enclosure{std::max(x.lo, lo), std::min(x.hi, hi), x.regularity};
}

namespace {

using Op = Operation;
using Slopes = std::array<Enclosure, 3>;

Enclosure of(Operation operation, const Enclosure& x) { return enclosure(operation, x); }
Enclosure number(double x) { return Enclosure::point(x); }
Enclosure within(const Enclosure& x, double lo, double hi) { return {std::clamp(x.lo, lo, hi), std::clamp(x.hi, lo, hi), x.regularity}; }
Enclosure ends(double lo, double hi) { return {lo, hi}; }

/// All slopes of f(x) = |x|-like functions: `below` on the left of zero, 1 on the right, all between where zero is inside.
Enclosure kink(const Enclosure& x, double below) { return x.lo > 0 ? number(1) : x.hi < 0 ? number(below) : ends(below, 1); }

/// f′ over an interval, where f has the values f there.
Enclosure slope(Operation operation, const Enclosure& wide, const Enclosure& f) {
    const Enclosure one = number(1), x = in_domain(operation, wide);
    switch (operation) {
    case Op::negate: return number(-1);
    case Op::sin: return of(Op::cos, x);
    case Op::cos: return -of(Op::sin, x);
    case Op::tan: return one + square(f);
    case Op::asin: return one / of(Op::sqrt, one - square(x));
    case Op::acos: return -(one / of(Op::sqrt, one - square(x)));
    case Op::atan: return one / (one + square(x));
    case Op::sinh: return of(Op::cosh, x);
    case Op::cosh: return of(Op::sinh, x);
    case Op::tanh: return within(one - square(f), 0, 1);
    case Op::asinh: return one / of(Op::sqrt, one + square(x));
    case Op::acosh: return one / of(Op::sqrt, square(x) - one);
    case Op::atanh: return one / (one - square(x));
    case Op::exp: return f;
    case Op::expm1: return of(Op::exp, x);
    case Op::ln: return one / x;
    case Op::log1p: return one / (one + x);
    case Op::log10: return one / (x * of(Op::ln, number(10)));
    case Op::log2: return one / (x * of(Op::ln, number(2)));
    case Op::sqrt: return one / (number(2) * f);
    case Op::cbrt: return one / (number(3) * square(f));
    case Op::abs: return kink(x, -1);
    case Op::relu: return kink(x, 0);
    case Op::erf:
    case Op::erfc: {
        const Enclosure bell = number(2) / of(Op::sqrt, enclosure(Op::pi)) * of(Op::exp, -square(x));
        return operation == Op::erf ? bell : -bell;
    }
    case Op::gamma: return f * enclosure(Op::polygamma, number(0), x);
    case Op::lgamma: return enclosure(Op::polygamma, number(0), x);
    case Op::sigmoid: return within(f * (one - f), 0, 0.25);
    case Op::softplus: return of(Op::sigmoid, x);
    default: return number(0);                                                // flat between the jumps
    }
}

Slopes slopes_of_power(const Enclosure& a, const Enclosure& b, const Enclosure& f, bool constant_b) {
    const Enclosure before = enclosure(Op::power, a, b - number(1));
    return {b * before, constant_b ? number(0) : f * of(Op::ln, a)};
}

}

Slopes slopes(Operation operation, const Enclosure& a, const Enclosure& b, const Enclosure& f, bool constant_b) {
    const Enclosure one = number(1), zero = number(0);
    switch (operation) {
    case Op::add: return {one, one};
    case Op::subtract: return {one, number(-1)};
    case Op::multiply: return {b, a};
    case Op::divide: return {one / b, -(f / b)};
    case Op::power: return slopes_of_power(a, b, f, constant_b);
    case Op::atan2: {
        const Enclosure r = square(a) + square(b);
        return {b / r, -(a / r)};
    }
    case Op::hypot: {
        const auto part = [&](const Enclosure& x) { return f.lo > 0 ? within(x / f, -1, 1) : ends(-1, 1); };
        return {part(a), part(b)};
    }
    case Op::min:
    case Op::max: {
        const bool first = operation == Op::max ? a.lo > b.hi : a.hi < b.lo, second = operation == Op::max ? b.lo > a.hi : b.hi < a.lo;
        const Enclosure share = first ? one : second ? zero : ends(0, 1);
        return {share, first ? zero : second ? one : ends(0, 1)};
    }
    case Op::mod: return {one, -of(Op::floor, a / b)};
    case Op::polygamma: return {zero, enclosure(Op::polygamma, a + one, b)};
    case Op::choose: return a.contains(0) ? Slopes{zero, zero, one} : Slopes{zero, one, zero};
    default: break;
    }
    return {arity(operation) == 1 ? slope(operation, a, f) : zero, zero, zero};
}

}
