#pragma once
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

/// Arithmetic that never rounds to the wrong side. The rounding mode of the processor stays as it is: the error of each
/// operation is itself a double (Dekker 1971; Muller et al., "Handbook of Floating-Point Arithmetic", 2nd ed., ch. 4), and its
/// sign says whether the next double is needed. What is exact stays exact.
namespace eigenscope::rounding {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double largest = std::numeric_limits<double>::max();
inline constexpr double tiniest = std::numeric_limits<double>::denorm_min();

/// The next double above; infinity and not-a-number stay.
constexpr double up(double x) {
    if (!(x < infinity)) return x;
    if (x == 0) return tiniest;
    const auto bits = std::bit_cast<std::int64_t>(x);
    return std::bit_cast<double>(x > 0 ? bits + 1 : bits - 1);
}
constexpr double down(double x) { return -up(-x); }

/// The two doubles that an exact result lies between; equal where it is a double.
struct Pair {
    double lo, hi;
};

/// From a rounded result and the sign of (exact − rounded); an error that is not a number says nothing.
inline Pair around(double rounded, double error) {
    return {error >= 0 ? std::min(rounded, largest) : down(rounded), error <= 0 ? std::max(rounded, -largest) : up(rounded)};
}

inline Pair sum(double a, double b) {
    const double s = a + b;
    if (std::isinf(a) || std::isinf(b)) return {s, s};
    const double part = s - a, error = (a - (s - part)) + (b - part);
    return around(s, error);
}

// Below this the error of a product may itself be too small for a double.
inline constexpr double exact_from = 1e-270;

/// Zero times infinity is zero: an infinite end stands for all the numbers before it.
inline Pair product(double a, double b) {
    if (a == 0 || b == 0) return {0, 0};
    const double p = a * b;
    if (std::isinf(a) || std::isinf(b)) return {p, p};
    if (std::abs(p) < exact_from) return {down(p), up(p)};
    return around(p, std::fma(a, b, -p));
}

/// b is not zero; not both are infinite.
inline Pair quotient(double a, double b) {
    if (a == 0) return {0, 0};
    const double q = a / b;
    if (std::isinf(a) || std::isinf(b)) return {q, q};
    if (std::abs(q) < exact_from || std::abs(a) < exact_from) return {down(q), up(q)};
    const double remainder = std::fma(-q, b, a);
    return around(q, b > 0 ? remainder : -remainder);
}

/// x is not negative.
inline Pair root(double x) {
    const double s = std::sqrt(x);
    if (x == 0 || std::isinf(x)) return {s, s};
    if (x < exact_from) return {down(s), up(s)};
    return around(s, std::fma(-s, s, x));
}

/// At least `steps` doubles further.
inline double raised(double x, double steps) {
    if (std::isinf(x)) return x > 0 ? x : -largest;
    return up(x + steps * (std::abs(x) * std::numeric_limits<double>::epsilon() + tiniest));
}
inline double lowered(double x, double steps) { return -raised(-x, steps); }

}
