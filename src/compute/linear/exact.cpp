#include "compute/linear/exact.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

double difference_of_products(double a, double d, double b, double c) {
    const double product = b * c;
    const double error = std::fma(-b, c, product);
    return std::fma(a, d, -product) + error;
}

Scaled2 scaled(const Mat2& a) {
    const double largest = a.cwiseAbs().maxCoeff();
    if (!(largest > 0)) return {};
    Scaled2 result;
    std::frexp(largest, &result.exponent);
    for (Eigen::Index i = 0; i < a.size(); ++i) result.factor(i) = std::ldexp(a(i), -result.exponent);
    return result;
}

double determinant(const Mat2& a) {
    Mat2 m = a;
    int exponent = 0;
    for (Eigen::Index j = 0; j < 2; ++j) {
        int of_column = 0;
        std::frexp(m.col(j).cwiseAbs().maxCoeff(), &of_column);
        for (Eigen::Index i = 0; i < 2; ++i) m(i, j) = std::ldexp(m(i, j), -of_column);
        exponent += of_column;
    }
    return std::ldexp(difference_of_products(m(0, 0), m(1, 1), m(0, 1), m(1, 0)), exponent);
}

double log10_determinant(const Mat2& a) {
    const auto [factor, exponent] = scaled(a);
    return std::log10(std::abs(determinant(factor))) + 2 * exponent * std::numbers::ln2 / std::numbers::ln10;
}

Discriminant discriminant(const Mat2& m) {
    constexpr double eps = std::numeric_limits<double>::epsilon();
    const double a = m(0, 0), b = m(0, 1), c = m(1, 0), d = m(1, 1);
    const double difference = a - d;
    Discriminant result{.mean = a / 2 + d / 2, .half = difference / 2};
    result.value = difference_of_products(result.half, result.half, -b, c);
    // Each entry may stand for any number within half a unit in its last place, at most eps/2 of it: first-order bound of
    // the change of half² + bc, and the square of the change of half, which counts when half itself is nothing.
    const double half_moves = eps / 4 * (std::abs(a) + std::abs(d));
    result.margin = 2 * std::abs(result.half) * half_moves + half_moves * half_moves + eps * std::abs(b * c);
    // Knuth's two-sum: the rounding error of a - d.
    const double back = difference - a;
    const double error = (a - (difference - back)) - (d + back);
    result.exact = error == 0;
    return result;
}

}
