#include "compute/linear/exact3.hpp"

#include "compute/linear/high.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

namespace high {

namespace {

struct Binary {
    long long odd = 0;                        ///< 0, or odd
    int exponent = 0;
};

Binary binary(double x) {
    if (x == 0) return {};
    Binary result;
    result.odd = static_cast<long long>(std::ldexp(std::frexp(x, &result.exponent), 53));
    const int zeros = std::countr_zero(static_cast<unsigned long long>(result.odd));
    result.odd /= 1LL << zeros;
    result.exponent += zeros - 53;
    return result;
}

}

Integers integers(const Mat3& a) {
    Integers result;
    result.exponent = std::numeric_limits<int>::max();
    for (const double x : a.reshaped())
        if (x != 0) result.exponent = std::min(result.exponent, binary(x).exponent);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            const Binary entry = binary(a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
            result.whole[i][j] = Int(entry.odd);
            if (entry.odd != 0) result.whole[i][j] *= Int(1) << static_cast<unsigned>(entry.exponent - result.exponent);
        }
    if (a.isZero(0)) result.exponent = 0;
    return result;
}

}

namespace {

using high::Int;

/// n 2^exponent rounded once, to even: its leading 60 bits and whether anything follows.
Wide rounded(const Int& n, int exponent) {
    if (n == 0) return {};
    const Int size = abs(n);
    const int bits = static_cast<int>(msb(size)) + 1, dropped = std::max(bits - 60, 0);
    const Int kept = size >> static_cast<unsigned>(dropped);
    long long leading = kept.convert_to<long long>();
    if (dropped > 0 && (kept << static_cast<unsigned>(dropped)) != size) leading |= 1;
    const Wide result = wide(static_cast<double>(n < 0 ? -leading : leading));
    return {result.mantissa, result.exponent + dropped + exponent};
}

}

Wide wide_determinant(const Mat3& a) {
    const high::Integers m = high::integers(a);
    return rounded(high::determinant(m.whole), 3 * m.exponent);
}

double determinant(const Mat3& a) { return wide_determinant(a).value(); }

double log10_determinant(const Mat3& a) {
    const Wide det = wide_determinant(a);
    return std::log10(std::abs(det.mantissa)) + det.exponent * std::numbers::ln2 / std::numbers::ln10;
}

int exact_rank(const Mat3& a) {
    if (a.isZero(0)) return 0;
    const high::Integers m = high::integers(a);
    if (high::determinant(m.whole) != 0) return 3;
    const high::Vector<Int> null = high::null_vector(m.whole);
    return high::dot(null, null) == 0 ? 1 : 2;
}

Scaled3 scaled(const Mat3& a) {
    const double largest = a.cwiseAbs().maxCoeff();
    if (!(largest > 0)) return {};
    Scaled3 result;
    std::frexp(largest, &result.exponent);
    for (Eigen::Index i = 0; i < a.size(); ++i) result.factor(i) = std::ldexp(a(i), -result.exponent);
    return result;
}

}
