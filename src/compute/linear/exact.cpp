#include "compute/linear/exact.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace eigenscope {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

Wide product(Wide x, Wide y) {
    const Wide mantissas = wide(x.mantissa * y.mantissa);
    return {mantissas.mantissa, mantissas.exponent + x.exponent + y.exponent};
}

/// ad - bc by difference_of_products, whose products neither overflow nor vanish here.
Wide difference_of_products(Wide a, Wide d, Wide b, Wide c) {
    const int left = a.exponent + d.exponent, right = b.exponent + c.exponent, apart = left - right;
    constexpr int out_of_sight = 200;         // a product that is 2^-200 of the other does not reach its last place
    if (b.mantissa * c.mantissa == 0 || (a.mantissa * d.mantissa != 0 && apart > out_of_sight)) return product(a, d);
    if (a.mantissa * d.mantissa == 0 || apart < -out_of_sight) return product({-b.mantissa, b.exponent}, c);
    const Wide sum = wide(eigenscope::difference_of_products(std::ldexp(a.mantissa, apart), d.mantissa, b.mantissa, c.mantissa));
    return {sum.mantissa, sum.mantissa == 0 ? 0 : sum.exponent + right};
}

Wide sum(Wide x, Wide y) {
    if (x.mantissa == 0 || (y.mantissa != 0 && x.exponent < y.exponent)) std::swap(x, y);
    const Wide result = wide(x.mantissa + std::ldexp(y.mantissa, y.exponent - x.exponent));
    return {result.mantissa, result.exponent + x.exponent};
}

/// (a - d) / 2 = value + error, without any rounding but that of the smallest doubles, which cannot be halved.
struct Half {
    double value = 0, error = 0;
    bool whole = true;                        ///< a and d could be halved
};
Half half_difference(double a, double d) {
    // Knuth's two-sum.
    const double difference = a / 2 - d / 2, back = difference - a / 2;
    return {difference, (a / 2 - (difference - back)) - (d / 2 + back), 2 * (a / 2) == a && 2 * (d / 2) == d};
}

}

double difference_of_products(double a, double d, double b, double c) {
    const double product = b * c;
    const double error = std::fma(-b, c, product);
    return std::fma(a, d, -product) + error;
}

Wide wide(double x) {
    Wide result;
    result.mantissa = std::frexp(x, &result.exponent);
    return result;
}

Wide operator/(Wide x, Wide y) {
    const Wide mantissas = wide(x.mantissa / y.mantissa);
    return {mantissas.mantissa, mantissas.mantissa == 0 ? 0 : mantissas.exponent + x.exponent - y.exponent};
}

Wide root(Wide x) {
    const int odd = x.exponent % 2;
    const Wide mantissa = wide(std::sqrt(std::ldexp(std::abs(x.mantissa), odd)));
    return {mantissa.mantissa, mantissa.mantissa == 0 ? 0 : mantissa.exponent + (x.exponent - odd) / 2};
}

Scaled2 scaled(const Mat2& a) {
    const double largest = a.cwiseAbs().maxCoeff();
    if (!(largest > 0)) return {};
    Scaled2 result;
    std::frexp(largest, &result.exponent);
    for (Eigen::Index i = 0; i < a.size(); ++i) result.factor(i) = std::ldexp(a(i), -result.exponent);
    return result;
}

Wide wide_determinant(const Mat2& a) { return difference_of_products(wide(a(0, 0)), wide(a(1, 1)), wide(a(0, 1)), wide(a(1, 0))); }

double determinant(const Mat2& a) { return wide_determinant(a).value(); }

double log10_determinant(const Mat2& a) {
    const Wide det = wide_determinant(a);
    return std::log10(std::abs(det.mantissa)) + det.exponent * std::numbers::ln2 / std::numbers::ln10;
}

Discriminant discriminant(const Mat2& m) {
    const double a = m(0, 0), b = m(0, 1), c = m(1, 0), d = m(1, 1);
    const Half half = half_difference(a, d);
    const Wide h = wide(half.value), rounded = difference_of_products(h, h, wide(-b), wide(c));
    const Wide value = sum(rounded, product(h, wide(2 * half.error)));
    // Each entry may stand for any number within half a unit in its last place, at most eps/2 of it: first-order bound of
    // the change of half² + bc, and the square of the change of half, which counts when half itself is nothing.
    const Wide moves = wide(eps / 4 * (std::abs(a / 2) + std::abs(d / 2))), bc = product(wide(b), wide(c));
    const auto margin = [&](int exponent) {
        const auto at = [exponent](Wide x) { return std::ldexp(std::abs(x.mantissa), x.exponent - exponent); };
        return 4 * at(product(h, moves)) + 4 * at(product(moves, moves)) + eps * at(bc);
    };
    Discriminant result{.mean = a / 2 + d / 2, .half = half.value, .value = value.value(), .margin = margin(0)};
    result.root = root(value).value();
    result.sign = (value.mantissa > 0) - (value.mantissa < 0);
    result.decided = std::abs(value.mantissa) > margin(value.exponent);
    result.exact = half.whole && half.error == 0;
    return result;
}

}
