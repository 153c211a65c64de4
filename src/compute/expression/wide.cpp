#include "compute/expression/wide.hpp"

#include "compute/expression/operations.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t most_exponent = std::int64_t{1} << 60;                 // two of them still have a sum

double size(const WideReal& x) { return std::abs(x.significand); }
bool finite(const WideReal& x) { return x.significand - x.significand == 0; }
bool huge(const WideReal& x) { return finite(x) && x.exponent > 1023; }

WideReal operator-(const WideReal& x) {
    WideReal result = x;
    result.significand = -x.significand;
    return result;
}

WideReal operator*(const WideReal& a, const WideReal& b) { return WideReal::scaled(a.significand * b.significand, a.exponent + b.exponent); }
WideReal operator/(const WideReal& a, const WideReal& b) { return WideReal::scaled(a.significand / b.significand, a.exponent - b.exponent); }

WideReal operator+(const WideReal& a, const WideReal& b) {
    if (a.significand == 0 || b.significand == 0 || !finite(a) || !finite(b)) {
        if (b.significand == 0 && a.significand != 0) return a;
        if (a.significand == 0 && b.significand != 0) return b;
        return {a.significand + b.significand};
    }
    const WideReal& large = a.exponent >= b.exponent ? a : b;
    const WideReal& small = a.exponent >= b.exponent ? b : a;
    const std::int64_t apart = large.exponent - small.exponent;
    if (apart > 100) return large;
    return WideReal::scaled(large.significand + std::ldexp(small.significand, -static_cast<int>(apart)), large.exponent);
}
WideReal operator-(const WideReal& a, const WideReal& b) { return a + -b; }

bool undefined(const WideReal& a, const WideReal& b) { return std::isnan(a.significand) || std::isnan(b.significand); }

bool less(const WideReal& a, const WideReal& b) {
    const double x = a.significand, y = b.significand;
    if (!finite(a) || !finite(b) || x == 0 || y == 0 || (x < 0) != (y < 0) || a.exponent == b.exponent) return x < y;
    return (a.exponent < b.exponent) == (x > 0);
}
bool equal(const WideReal& a, const WideReal& b) { return a.significand == b.significand && (a.exponent == b.exponent || a.significand == 0); }

WideReal root(const WideReal& x) {
    if (!(x.significand > 0) || !finite(x)) return {std::sqrt(x.significand)};
    const bool odd = x.exponent % 2 != 0;
    return WideReal::scaled(std::sqrt(odd ? 2 * x.significand : x.significand), (x.exponent - (odd ? 1 : 0)) / 2);
}

WideReal cube_root(const WideReal& x) {
    if (x.significand == 0 || !finite(x)) return x;
    const std::int64_t third = x.exponent / 3;
    return WideReal::scaled(applied(Operation::cbrt, std::ldexp(x.significand, static_cast<int>(x.exponent - 3 * third))), third);
}

WideReal logarithm(Operation operation, const WideReal& x) {
    if (x.is_double() || x.significand < 0) return {applied(operation, x.is_double() ? x.rounded() : -1)};
    const auto power = static_cast<double>(x.exponent);                       // so large that nothing cancels
    if (operation == Operation::log2) return {std::log2(x.significand) + power};
    if (operation == Operation::log10) return {std::log10(x.significand) + power * (std::numbers::ln2 / std::numbers::ln10)};
    return {std::log(x.significand) + power * std::numbers::ln2};
}

WideReal natural(const WideReal& x) { return logarithm(Operation::ln, x); }

/// e^(−x²)/(x√π)·(1 − 1/(2x²) + ...), for x > 26 (Abramowitz and Stegun 7.1.23).
WideReal far_erfc(double x) {
    const double near = std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & ~std::uint64_t{0x7ffffff}), rest = x - near;
    double sum = 0, term = 1;
    for (int n = 1; n < 12; ++n) sum += term, term *= -(2 * n - 1) / (2 * x * x);
    return wide_exp(-near * near) * wide_exp(-rest * (near + x)) * WideReal(sum * std::numbers::inv_sqrtpi / x);
}

/// Where the double overflows, or is too small.
WideReal far_gamma(double x) {
    if (x < 0) {
        const double away = x - std::round(x), sine = std::sin(std::numbers::pi * away);
        const bool odd = std::fmod(std::round(x), 2) != 0;
        return WideReal(std::numbers::pi / (odd ? -sine : sine)) / applied(Operation::gamma, WideReal(1 - x));
    }
    constexpr double direct = 150, by_steps = 2000;
    if (x > by_steps) return wide_exp(applied(Operation::lgamma, x));
    WideReal product(1);
    for (; x > direct; x -= 1) product = product * WideReal(x - 1);
    return product * WideReal(applied(Operation::gamma, x));
}

/// Of doubles whose result as a double is zero, infinite, not-a-number, or has lost digits.
WideReal beyond_result(Operation operation, double x, double result) {
    const bool left = x < 0, out = !std::isnan(result) && std::isfinite(x);
    if (!out) return {result};
    switch (operation) {
    case Operation::exp: case Operation::expm1: return result == 0 && std::abs(x) < 1 ? WideReal(result) : wide_exp(x);
    case Operation::sinh: return x == 0 ? WideReal(result) : WideReal(left ? -0.5 : 0.5) * wide_exp(std::abs(x));
    case Operation::cosh: return WideReal(0.5) * wide_exp(std::abs(x));
    case Operation::sigmoid: case Operation::softplus: return wide_exp(x);
    case Operation::erfc: return far_erfc(x);
    case Operation::gamma: return x == 0 ? WideReal(result) : far_gamma(x);
    case Operation::erf: return WideReal(2 * std::numbers::inv_sqrtpi) * WideReal(x);
    default: return {result};
    }
}

/// Of what is no double because it is too near to zero.
WideReal of_tiny(Operation operation, const WideReal& x) {
    switch (operation) {
    case Operation::sin: case Operation::tan: case Operation::asin: case Operation::atan: case Operation::sinh: case Operation::tanh:
    case Operation::asinh: case Operation::atanh: case Operation::expm1: case Operation::log1p: return x;
    case Operation::erf: return WideReal(2 * std::numbers::inv_sqrtpi) * x;
    case Operation::gamma: return WideReal(1) / x;
    case Operation::lgamma: return -natural(WideReal::scaled(size(x), x.exponent));
    default: return {applied(operation, std::copysign(std::numeric_limits<double>::denorm_min(), x.significand))};
    }
}

/// Of what is no double because it is too large.
WideReal of_huge(Operation operation, const WideReal& x) {
    const WideReal absolute = WideReal::scaled(size(x), x.exponent);
    const bool right = x.significand > 0;
    switch (operation) {
    case Operation::floor: case Operation::ceil: case Operation::round: return x;
    case Operation::softplus: return right ? x : wide_exp(x);
    case Operation::log1p: return natural(x);
    case Operation::asinh: return right ? natural(WideReal(2) * absolute) : -natural(WideReal(2) * absolute);
    case Operation::acosh: return right ? natural(WideReal(2) * x) : WideReal(nan);
    case Operation::lgamma: return right ? x * (natural(x) - WideReal(1)) : WideReal(nan);
    case Operation::exp: return wide_exp(x);
    case Operation::sigmoid: return right ? WideReal(1) : wide_exp(x);
    default: return {applied(operation, right ? infinity : -infinity)};
    }
}

WideReal of_one(Operation operation, const WideReal& x) {
    switch (operation) {
    case Operation::negate: return -x;
    case Operation::abs: return WideReal::scaled(size(x), x.exponent);
    case Operation::sign: return {applied(operation, x.significand)};
    case Operation::relu: return std::isnan(x.significand) || x.significand > 0 ? x : WideReal(0);
    case Operation::logical_not: return {applied(operation, x.significand)};
    case Operation::sqrt: return root(x);
    case Operation::cbrt: return cube_root(x);
    case Operation::ln: case Operation::log2: case Operation::log10: return logarithm(operation, x);
    default: break;
    }
    if (!x.is_double()) return huge(x) ? of_huge(operation, x) : of_tiny(operation, x);
    const double at = x.rounded(), result = applied(operation, at);
    return std::isnormal(result) ? WideReal(result) : beyond_result(operation, at, result);
}

/// a^b = m^b·2^(k·b) for a = m·2^k > 0, where the double a^b is none.
WideReal far_power(const WideReal& a, double b) {
    const auto k = static_cast<double>(a.exponent);
    const double product = k * b, lost = std::fma(k, b, -product), whole = std::floor(product), part = std::pow(a.significand, b);
    if (!std::isnormal(part) || std::abs(whole) > static_cast<double>(most_exponent)) return wide_exp(WideReal(b) * natural(a));
    return WideReal::scaled(part * std::exp2((product - whole) + lost), static_cast<std::int64_t>(whole));
}

WideReal power(const WideReal& a, const WideReal& b) {
    const double exponent = b.rounded();
    if (a.significand == 0 || !finite(a) || !std::isfinite(exponent) || exponent == 0)
        return {std::pow(a.is_double() ? a.rounded() : std::copysign(huge(a) ? infinity : 0.0, a.significand), exponent)};
    if (a.is_double()) {
        const double plain = std::pow(a.rounded(), exponent);
        if (std::isnormal(plain) || std::isnan(plain)) return {plain};
    }
    if (a.significand > 0) return far_power(a, exponent);
    const double sign = std::pow(-1.0, exponent);                             // not-a-number where there is no such power
    return WideReal(sign) * far_power(-a, exponent);
}

WideReal angle(const WideReal& y, const WideReal& x) {
    if (x.significand > 0 && finite(x) && finite(y)) {
        const WideReal slope = y / x;
        if (!slope.is_double() || size(slope) == 0) return of_one(Operation::atan, slope);
    }
    const std::int64_t least = std::max(x.significand == 0 ? y.exponent : x.exponent, y.significand == 0 ? x.exponent : y.exponent);
    const auto as_double = [&](const WideReal& u) { return finite(u) ? WideReal::scaled(u.significand, u.exponent - least).rounded() : u.significand; };
    return {std::atan2(as_double(y), as_double(x))};
}

WideReal remainder(const WideReal& a, const WideReal& b) {
    if (a.is_double() && b.is_double()) return {applied(Operation::mod, a.rounded(), b.rounded())};
    const WideReal quotient = a / b, whole = of_one(Operation::floor, quotient);
    return quotient.exponent > 52 ? WideReal(nan) : a - b * whole;
}

WideReal condition(Operation operation, const WideReal& a, const WideReal& b) {
    if (undefined(a, b)) return {nan};
    switch (operation) {
    case Operation::less: return {less(a, b) ? 1.0 : 0.0};
    case Operation::less_equal: return {less(b, a) ? 0.0 : 1.0};
    case Operation::greater: return {less(b, a) ? 1.0 : 0.0};
    case Operation::greater_equal: return {less(a, b) ? 0.0 : 1.0};
    case Operation::equal: return {equal(a, b) ? 1.0 : 0.0};
    case Operation::unequal: return {equal(a, b) ? 0.0 : 1.0};
    default: return {applied(operation, a.significand, b.significand)};
    }
}

/// ψ⁽ⁿ⁾(x) is ±n!/x^(n+1) next to zero.
WideReal polygamma(const WideReal& order, const WideReal& x) {
    const double n = order.rounded(), plain = applied(Operation::polygamma, n, x.rounded());
    if (x.is_double() && (std::isnormal(plain) || std::isnan(plain))) return {plain};
    if (huge(x)) return n == 0 ? natural(x) : nan;
    return WideReal(std::fmod(n, 2) == 0 ? -1 : 1) * of_one(Operation::gamma, n + 1) / power(x, n + 1);
}

WideReal of_two(Operation operation, const WideReal& a, const WideReal& b) {
    switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return power(a, b);
    case Operation::atan2: return angle(a, b);
    case Operation::hypot: return finite(a) && finite(b) ? root(a * a + b * b) : WideReal(std::hypot(a.significand, b.significand));
    case Operation::min: return std::isnan(a.significand) || less(a, b) ? a : b;
    case Operation::max: return std::isnan(a.significand) || less(b, a) ? a : b;
    case Operation::mod: return remainder(a, b);
    case Operation::polygamma: return polygamma(a, b);
    default: return condition(operation, a, b);
    }
}

}

WideReal::WideReal(double x) : WideReal(scaled(x, 0)) {}

WideReal WideReal::scaled(double x, std::int64_t power) {
    constexpr std::uint64_t field = std::uint64_t{0x7ff} << 52, one = std::uint64_t{1023} << 52;
    constexpr double smallest = std::numeric_limits<double>::min();
    WideReal result;
    result.significand = x;
    if (x == 0 || x - x != 0) return result;
    if (std::abs(x) < smallest) x *= 0x1p54, power -= 54;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    result.exponent = power + static_cast<std::int64_t>((bits & field) >> 52) - 1023;
    result.significand = std::bit_cast<double>((bits & ~field) | one);
    if (result.exponent > most_exponent) return {std::copysign(infinity, x)};
    if (result.exponent < -most_exponent) return {std::copysign(0.0, x)};
    return result;
}

double WideReal::rounded() const { return std::ldexp(significand, static_cast<int>(std::clamp<std::int64_t>(exponent, -4096, 4096))); }

WideReal wide_exp(const WideReal& x) {
    constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
    constexpr std::int64_t longest = 58;      // beyond, the result has no exponent here
    if (std::isnan(x.significand)) return x;
    if (!finite(x) || x.exponent > longest) return {x.significand > 0 ? infinity : 0};
    const double at = x.rounded(), k = std::round(at * std::numbers::log2e);
    return WideReal::scaled(std::exp((at - k * ln2_high) - k * ln2_low), static_cast<std::int64_t>(k));
}

WideReal applied(Operation operation, const WideReal& a, const WideReal& b, const WideReal& c) {
    switch (arity(operation)) {
    case 0: return {applied(operation, 0.0)};
    case 1: return of_one(operation, a);
    case 2: return of_two(operation, a, b);
    default: return std::isnan(a.significand) ? a : a.significand != 0 ? b : c;
    }
}

}
