#include "compute/expression/slopes.hpp"

#include <algorithm>

namespace eigenscope::enclosing {
namespace {

using Op = Operation;

Enclosure number(double x) { return Enclosure::point(x); }
Enclosure cube(const Enclosure& x) { return enclosure(Op::power, x, number(3)); }
Enclosure psi(double order, const Enclosure& x) { return enclosure(Op::polygamma, number(order), x); }

/// f″ over an interval, where f and f′ have the values f and s there.
Enclosure bend(Operation operation, const Enclosure& wide, const Enclosure& f, const Enclosure& s) {
    const Enclosure one = number(1), two = number(2), x = in_domain(operation, wide);
    switch (operation) {
    case Op::sin:
    case Op::cos: return -f;
    case Op::tan: return two * f * s;
    case Op::asin:
    case Op::acos: return x * cube(s);
    case Op::atan: return -(two * x * square(s));
    case Op::sinh:
    case Op::cosh:
    case Op::exp: return f;
    case Op::tanh: return -(two * f * s);
    case Op::asinh:
    case Op::acosh: return -(x * cube(s));
    case Op::atanh: return two * x * square(s);
    case Op::expm1: return s;
    case Op::ln:
    case Op::log1p: return -square(s);
    case Op::log10: return -(square(s) * enclosure(Op::ln, number(10)));
    case Op::log2: return -(square(s) * enclosure(Op::ln, two));
    case Op::sqrt: return -(one / (number(4) * cube(f)));
    case Op::cbrt: return -(two / (number(9) * enclosure(Op::power, f, number(5))));
    case Op::erf:
    case Op::erfc: return -(two * x * s);
    case Op::gamma: return f * (square(psi(0, x)) + psi(1, x));
    case Op::lgamma: return psi(1, x);
    case Op::sigmoid: return s * (one - two * f);
    case Op::softplus: {
        const Enclosure product = s * (one - s);
        return {std::max(0.0, product.lo), std::min(0.25, product.hi), product.regularity};
    }
    default: return number(0);                                                // abs, relu, and those with jumps: straight between
    }
}

Bends of_power(const Enclosure& a, const Enclosure& b, const Enclosure& f, bool constant_b) {
    const Enclosure factor = b * (b - number(1));
    Bends result;
    if (!factor.is(0)) result.aa = factor * enclosure(Op::power, a, b - number(2));
    if (constant_b) return result;
    const Enclosure log = enclosure(Op::ln, a);
    result.ab = enclosure(Op::power, a, b - number(1)) * (number(1) + b * log);
    result.bb = f * square(log);
    return result;
}

}

Bends bends(Operation operation, const Enclosure& a, const Enclosure& b, const Enclosure& f, const Enclosure& slope, bool constant_b) {
    const Enclosure one = number(1), two = number(2);
    switch (operation) {
    case Op::multiply: return {.ab = one};
    case Op::divide: return {.ab = -(one / square(b)), .bb = two * (f / square(b))};
    case Op::power: return of_power(a, b, f, constant_b);
    case Op::atan2: {
        const Enclosure r = square(square(a) + square(b)), twist = two * a * b / r;
        return {-twist, (square(a) - square(b)) / r, twist};
    }
    case Op::hypot: {
        const Enclosure r = cube(f);
        return {square(b) / r, -(a * b / r), square(a) / r};
    }
    case Op::polygamma: return {.bb = enclosure(Op::polygamma, a + two, b)};
    default: break;
    }
    if (arity(operation) == 1) return {.aa = bend(operation, a, f, slope)};
    return {};
}

}
