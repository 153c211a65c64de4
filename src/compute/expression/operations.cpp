#include "compute/expression/operations.hpp"

#include "compute/probability/special.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// std::fmin would hide not-a-number.
double least(double a, double b) { return std::isnan(a) || a < b ? a : b; }
double most(double a, double b) { return std::isnan(a) || a > b ? a : b; }

/// The remainder with the sign of b (Knuth, TAOCP vol. 1, 1.2.4), so that mod(x, 1) is the fractional part everywhere.
double floored_mod(double a, double b) {
    const double r = std::fmod(a, b);
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

double gamma_function(double x) {
    if (x <= 0 && x == std::floor(x)) return nan;                             // its poles
    return std::tgamma(x);
}

double log_gamma(double x) {
    if (x <= 0 && x == std::floor(x)) return nan;
    int sign_of_gamma = 0;
    return ::lgamma_r(x, &sign_of_gamma);                                     // std::lgamma writes to a global
}

/// log(1 + exp(x)) without overflow (Mächler, "Accurately computing log(1 − exp(−|a|))", 2012).
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

double sigmoid(double x) {
    if (x >= 0) return 1 / (1 + std::exp(-x));
    const double t = std::exp(x);
    return t / (1 + t);
}

/// The cube root to the last place: what x − r³ leaves is taken in twice the precision (Dekker, "A floating-point technique for
/// extending the available precision", 1971), and one step of Newton's method rounds once.
double cube_root(double x) {
    constexpr double largest = 0x1p900, smallest = 0x1p-900;                  // within these no product below leaves the normal doubles
    const double r = std::cbrt(x), size = std::abs(x);
    if (r == 0 || !std::isfinite(r)) return r;
    if (size > largest) return 0x1p100 * cube_root(0x1p-300 * x);
    if (size < smallest) return 0x1p-100 * cube_root(0x1p300 * x);
    const double square = r * r, square_lost = std::fma(r, r, -square);
    const double cube = square * r, cube_lost = std::fma(square, r, -cube) + square_lost * r;
    return r + ((x - cube) - cube_lost) / (3 * square);
}

double condition(Operation operation, double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return nan;
    switch (operation) {
    case Operation::less: return a < b;
    case Operation::less_equal: return a <= b;
    case Operation::greater: return a > b;
    case Operation::greater_equal: return a >= b;
    case Operation::equal: return a == b;
    case Operation::unequal: return a != b;
    case Operation::logical_and: return a != 0 && b != 0;
    default: return a != 0 || b != 0;
    }
}

double of_one(Operation operation, double x) {
    switch (operation) {
    case Operation::negate: return -x;
    case Operation::sin: return std::sin(x);
    case Operation::cos: return std::cos(x);
    case Operation::tan: return std::tan(x);
    case Operation::asin: return std::asin(x);
    case Operation::acos: return std::acos(x);
    case Operation::atan: return std::atan(x);
    case Operation::sinh: return std::sinh(x);
    case Operation::cosh: return std::cosh(x);
    case Operation::tanh: return std::tanh(x);
    case Operation::asinh: return std::asinh(x);
    case Operation::acosh: return std::acosh(x);
    case Operation::atanh: return std::atanh(x);
    case Operation::exp: return std::exp(x);
    case Operation::expm1: return std::expm1(x);
    case Operation::ln: return std::log(x);
    case Operation::log1p: return std::log1p(x);
    case Operation::log10: return std::log10(x);
    case Operation::log2: return std::log2(x);
    case Operation::sqrt: return std::sqrt(x);
    case Operation::cbrt: return cube_root(x);
    case Operation::abs: return std::abs(x);
    case Operation::sign: return sign(x);
    case Operation::floor: return std::floor(x);
    case Operation::ceil: return std::ceil(x);
    case Operation::round: return std::round(x);
    case Operation::erf: return std::erf(x);
    case Operation::erfc: return std::erfc(x);
    case Operation::gamma: return gamma_function(x);
    case Operation::lgamma: return log_gamma(x);
    case Operation::sigmoid: return sigmoid(x);
    case Operation::softplus: return softplus(x);
    case Operation::relu: return most(x, 0);
    case Operation::logical_not: return std::isnan(x) ? nan : x == 0;
    default: break;
    }
    assert(false);
    return nan;
}

double of_two(Operation operation, double a, double b) {
    switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return a / b;
    case Operation::power: return std::pow(a, b);
    case Operation::atan2: return std::atan2(a, b);
    case Operation::hypot: return std::hypot(a, b);
    case Operation::min: return least(a, b);
    case Operation::max: return most(a, b);
    case Operation::mod: return floored_mod(a, b);
    case Operation::polygamma: return special::polygamma(a, b);
    default: return condition(operation, a, b);
    }
}

}

double applied(Operation operation, double a, double b, double c) {
    switch (arity(operation)) {
    case 1: return of_one(operation, a);
    case 2: return of_two(operation, a, b);
    case 3:
        assert(operation == Operation::choose);
        return std::isnan(a) ? nan : a != 0 ? b : c;
    default: break;
    }
    switch (operation) {
    case Operation::pi: return std::numbers::pi;
    case Operation::tau: return 2 * std::numbers::pi;
    case Operation::e: return std::numbers::e;
    default: break;
    }
    assert(false);
    return nan;
}

}
