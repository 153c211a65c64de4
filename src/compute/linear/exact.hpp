#pragma once
#include "compute/types.hpp"

namespace eigenscope {

/// ad - bc to within 1.5 units in the last place, so its sign is right and it is 0 only when the true difference is
/// (Kahan's algorithm, analysed by Jeannerod, Louvet & Muller, Math. Comp. 82 (2013)). No overflow or underflow is caught.
double difference_of_products(double a, double d, double b, double c);

/// The number mantissa 2^exponent, also where it is out of reach of a double: |mantissa| in [1/2, 1), or 0.
struct Wide {
    double mantissa = 0;
    int exponent = 0;

    bool operator==(const Wide&) const = default;
    /// 0 or infinite where a double cannot hold it.
    double value() const { return std::ldexp(mantissa, exponent); }
};
/// x as such a number, and quotients of two.
Wide wide(double x);
Wide operator/(Wide x, Wide y);
/// The root of |x|.
Wide root(Wide x);

/// det A with its digits, also where it is out of reach of a double: 0 only when the true value is.
Wide wide_determinant(const Mat2& a);

/// det A with the right sign at any scale: 0, or infinite, only when the true value is or is out of reach of a double.
double determinant(const Mat2& a);

/// log10 |det A| at any scale, -infinity for a flat A: says how large det A is where a double cannot.
double log10_determinant(const Mat2& a);

/// A = factor 2^exponent with the largest |entry| of `factor` in [1/2, 1): what is squared afterwards neither overflows nor
/// vanishes. Nothing is rounded, unless an entry is 1e-290 of another. The zero matrix has exponent 0.
struct Scaled2 {
    Mat2 factor = Mat2::Zero();
    int exponent = 0;
};
/// That factor and exponent; `a` is finite.
Scaled2 scaled(const Mat2& a);

/// What decides the eigenvalues mean ± sqrt(discriminant) of a 2x2 matrix: A = mean I + N, N² = discriminant I.
struct Discriminant {
    double mean = 0;                          ///< (a + d) / 2
    double half = 0;                          ///< (a - d) / 2
    double value = 0;                         ///< half² + bc = tr²/4 - det, without the cancellation of the latter
    double margin = 0;                        ///< how far rounding the entries to doubles can have moved `value`
    double root = 0;                          ///< the root of |value|, also where `value` itself is out of reach of a double
    int sign = 0;                             ///< of the value; the same holds of it
    bool decided = false;                     ///< |value| > margin
    bool exact = false;                       ///< half was not rounded, so that value == 0 is a fact about the entries
};
/// The discriminant of a finite `a` of any scale.
Discriminant discriminant(const Mat2& a);

}
