#include "compute/expression/interval_functions.hpp"

#include "compute/expression/operations.hpp"
#include "compute/expression/rounding.hpp"

#include <algorithm>
#include <cassert>
#include <numbers>

namespace eigenscope::enclosing {
namespace {

using rounding::infinity;
using rounding::lowered;
using rounding::raised;

/// A function that only rises or only falls, on a part of the line, and the range it cannot leave.
struct Monotone {
    Operation operation;
    double domain_lo = -infinity, domain_hi = infinity;
    bool closed = true;                       ///< whether it has values at the ends of its domain
    double range_lo = -infinity, range_hi = infinity;
    bool falls = false;
    double steps = library_steps;
};

Enclosure monotone(const Monotone& f, const Enclosure& x) {
    if (x.hi < f.domain_lo || x.lo > f.domain_hi) return Enclosure::nowhere();
    if (!f.closed && (x.hi <= f.domain_lo || x.lo >= f.domain_hi)) return Enclosure::nowhere();
    const double lo = std::max(x.lo, f.domain_lo), hi = std::min(x.hi, f.domain_hi);
    const bool at_end = (std::isfinite(lo) && lo == f.domain_lo) || (std::isfinite(hi) && hi == f.domain_hi);
    Regularity regularity = !at_end ? Regularity::smooth : f.closed ? Regularity::continuous : Regularity::somewhere;
    if (x.lo < lo || x.hi > hi) regularity = Regularity::somewhere;
    const double from = f.falls ? hi : lo, to = f.falls ? lo : hi;
    const double least = applied(f.operation, from), most = applied(f.operation, to);
    // Those that go through the origin do so exactly.
    return with(from == 0 && least == 0 ? 0 : std::clamp(lowered(least, f.steps), f.range_lo, f.range_hi),
                to == 0 && most == 0 ? 0 : std::clamp(raised(most, f.steps), f.range_lo, f.range_hi), x.regularity, regularity);
}

/// Whether (offset + k·period)·π, for some whole k, may be in the interval.
bool meets(const Enclosure& x, double offset, double period) {
    // In units of π the rounding of the division is below this for every |x| the caller lets through.
    constexpr double slack = 1e-10;
    const double lo = (x.lo / std::numbers::pi - offset) / period - slack, hi = (x.hi / std::numbers::pi - offset) / period + slack;
    return std::floor(hi) >= std::ceil(lo);
}

// Beyond this the reduction of the argument is not ours to judge.
constexpr double largest_angle = 1e5;

/// The sine or cosine: by the extremes in the interval and its ends.
Enclosure wave(Operation operation, const Enclosure& x) {
    if (!(x.lo >= -largest_angle && x.hi <= largest_angle)) return with(-1, 1, x.regularity);
    const double top = operation == Operation::sin ? 0.5 : 0;
    const double p = applied(operation, x.lo), q = applied(operation, x.hi);
    // A kernel that reduces the argument once loses digits next to the zeros.
    const double loss = std::max(-x.lo, x.hi) < 0.75 ? 0 : 0x1p-52;
    const double lo = meets(x, top + 1, 2) ? -1 : std::max(-1.0, lowered(std::min(p, q), library_steps) - loss);
    const double hi = meets(x, top, 2) ? 1 : std::min(1.0, raised(std::max(p, q), library_steps) + loss);
    return with(lo, hi, x.regularity);
}

Enclosure tangent(const Enclosure& x) {
    if (!(x.lo >= -largest_angle && x.hi <= largest_angle) || meets(x, 0.5, 1)) return Enclosure::whole(Regularity::somewhere);
    // Near zeros and poles the digits that the reduction loses count as in `wave`.
    const auto loss = [](double at, double t) { return std::abs(at) < 0.75 ? 0 : (1 + t * t) * 0x1p-51; };
    const double p = std::tan(x.lo), q = std::tan(x.hi);
    return with(lowered(p - loss(x.lo, p), library_steps), raised(q + loss(x.hi, q), library_steps), x.regularity);
}

Enclosure hyperbolic_cosine(const Enclosure& x) {
    const double least = x.lo > 0 ? x.lo : x.hi < 0 ? -x.hi : 0;
    return with(std::max(1.0, lowered(std::cosh(least), library_steps)), raised(std::cosh(std::max(-x.lo, x.hi)), library_steps), x.regularity);
}

Enclosure square_root(const Enclosure& x) {
    if (x.hi < 0) return Enclosure::nowhere();
    const Regularity regularity = x.lo > 0 ? Regularity::smooth : x.lo == 0 ? Regularity::continuous : Regularity::somewhere;
    return with(rounding::root(std::max(0.0, x.lo)).lo, rounding::root(x.hi).hi, x.regularity, regularity);
}

/// floor, ceil, round and sign: constant between their jumps.
Enclosure steps(Operation operation, const Enclosure& x) {
    const double lo = applied(operation, x.lo), hi = applied(operation, x.hi);
    const auto at_jump = [&](double at) {
        if (operation == Operation::sign) return at == 0;
        return operation == Operation::round ? std::abs(at - std::trunc(at)) == 0.5 : at == std::floor(at);
    };
    const bool flat = lo == hi && !std::isinf(x.lo) && !std::isinf(x.hi) && !at_jump(x.lo) && !at_jump(x.hi);
    return with(lo, hi, x.regularity, flat ? Regularity::smooth : Regularity::defined);
}

Enclosure magnitude(const Enclosure& x) {
    if (x.lo > 0) return x;
    if (x.hi < 0) return {-x.hi, -x.lo, x.regularity};
    return with(0, std::max(-x.lo, x.hi), x.regularity, Regularity::continuous);
}

Enclosure positive_part(const Enclosure& x) {
    const bool away = x.lo > 0 || x.hi < 0;
    return with(std::max(0.0, x.lo), std::max(0.0, x.hi), x.regularity, away ? Regularity::smooth : Regularity::continuous);
}

constexpr double half_pi = rounding::up(std::numbers::pi / 2);

}

Enclosure of_one(Operation operation, const Enclosure& x) {
    const auto rising = [&](double range_lo = -infinity, double range_hi = infinity) {
        return monotone({.operation = operation, .range_lo = range_lo, .range_hi = range_hi}, x);
    };
    const auto logarithm = [&](double from) { return monotone({.operation = operation, .domain_lo = from, .closed = false}, x); };
    switch (operation) {
    case Operation::sin:
    case Operation::cos: return wave(operation, x);
    case Operation::tan: return tangent(x);
    case Operation::asin: return monotone({operation, -1, 1, true, -half_pi, half_pi}, x);
    case Operation::acos: return monotone({operation, -1, 1, true, 0, rounding::up(std::numbers::pi), true}, x);
    case Operation::atan: return rising(-half_pi, half_pi);
    case Operation::sinh: return rising();
    case Operation::cosh: return hyperbolic_cosine(x);
    case Operation::tanh: return rising(-1, 1);
    case Operation::asinh: return rising();
    case Operation::acosh: return monotone({.operation = operation, .domain_lo = 1, .range_lo = 0}, x);
    case Operation::atanh: return monotone({operation, -1, 1, false}, x);
    case Operation::exp: return rising(0);
    case Operation::expm1: return rising(-1);
    case Operation::ln:
    case Operation::log10:
    case Operation::log2: return logarithm(0);
    case Operation::log1p: return logarithm(-1);
    case Operation::sqrt: return square_root(x);
    case Operation::cbrt: {
        const Enclosure root = rising();
        return with(root.lo, root.hi, root.regularity, x.contains(0) ? Regularity::continuous : Regularity::smooth);
    }
    case Operation::abs: return magnitude(x);
    case Operation::sign:
    case Operation::floor:
    case Operation::ceil:
    case Operation::round: return steps(operation, x);
    case Operation::erf: return rising(-1, 1);
    case Operation::erfc: return monotone({.operation = operation, .range_lo = 0, .range_hi = 2, .falls = true, .steps = 2 * library_steps}, x);
    case Operation::gamma: return gamma(x);
    case Operation::lgamma: return lgamma(x);
    case Operation::sigmoid: return rising(0, 1);
    case Operation::softplus: return rising(0);
    case Operation::relu: return positive_part(x);
    default: break;
    }
    assert(false);
    return Enclosure::whole(Regularity::somewhere);
}

namespace {

/// x^n for whole n > 0.
Enclosure whole_power(const Enclosure& x, double n) {
    if (n == 1) return x;
    // Repeated squaring doubles the relative error each time: n units for x^n; very large exponents go through the logarithm.
    const double steps = library_steps + std::min(n, 4096.0);
    const auto end = [&](double at) -> rounding::Pair {
        if (n == 2) return rounding::product(at, at);
        const double p = std::pow(at, n);
        if (at == 0 || std::abs(at) == 1) return {p, p};
        return {lowered(p, steps), raised(p, steps)};
    };
    const bool even = std::fmod(n, 2) == 0;
    const rounding::Pair at_lo = end(x.lo), at_hi = end(x.hi);
    if (!even || x.lo >= 0) return with(even ? std::max(0.0, at_lo.lo) : at_lo.lo, at_hi.hi, x.regularity);
    if (x.hi <= 0) return with(std::max(0.0, at_hi.lo), at_lo.hi, x.regularity);
    return with(0, std::max(at_lo.hi, at_hi.hi), x.regularity);
}

/// x^p over x from [x.lo, x.hi], x.lo >= 0: along each axis it rises or falls only, so its ends are at corners.
Enclosure positive_power(const Enclosure& x, const Enclosure& p) {
    double lo = infinity, hi = 0;
    const auto add = [&](double value) {
        lo = std::min(lo, value);
        hi = std::max(hi, value);
    };
    for (const double base : {x.lo, x.hi})
        for (const double exponent : {p.lo, p.hi}) {
            const double value = std::pow(base, exponent);
            const bool exact = base == 0 || base == 1 || exponent == 0;
            add(exact ? value : std::max(0.0, lowered(value, library_steps)));
            add(exact ? value : raised(value, library_steps));
        }
    if (x.lo == 0 && p.hi > 0) add(0);
    if (x.lo == 0 && p.lo < 0) add(infinity);
    if (p.contains(0)) add(1);
    Regularity own = Regularity::smooth;
    if (x.lo == 0) own = p.lo > 0 ? Regularity::continuous : p.lo == 0 ? Regularity::defined : Regularity::somewhere;
    return with(lo, hi, std::min(x.regularity, p.regularity), own);
}

}

Enclosure power(const Enclosure& a, const Enclosure& b) {
    const bool constant = b.lo == b.hi && std::isfinite(b.lo);
    if (constant && b.lo == std::floor(b.lo)) {
        if (b.lo == 0) return with(1, 1, a.regularity, b.regularity);
        Enclosure result = whole_power(a, std::abs(b.lo));
        if (b.lo < 0) result = enclosure(Operation::divide, Enclosure::point(1), result);
        result.regularity = std::min(result.regularity, b.regularity);
        return result;
    }
    if (a.lo >= 0) {
        if (a.hi == 0 && b.hi < 0) return Enclosure::nowhere();
        return positive_power(a, b);
    }
    const bool whole_inside = !constant && std::ceil(b.lo) <= b.hi;           // there a negative base has values as well
    const Enclosure cut = with(0, std::max(0.0, a.hi), a.regularity);
    if (!whole_inside) {
        if (a.hi < 0 || (a.hi == 0 && b.hi < 0)) return Enclosure::nowhere();
        const Enclosure result = positive_power(cut, b);
        return with(result.lo, result.hi, Regularity::somewhere);
    }
    const double size = std::max(-a.lo, a.hi), least = a.hi < 0 ? -a.hi : 0;
    const double most = positive_power({least, size}, b).hi;
    return with(-most, most, Regularity::somewhere);
}

}
