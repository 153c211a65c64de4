#pragma once
#include "compute/linear/exact.hpp"

namespace eigenscope {

/// The signed volume det A with its digits, rounded once from integers: 0 only when the true value is.
Wide wide_determinant(const Mat3& a);

/// det A rounded once: 0, or infinite, only when the true value is or is out of reach of a double.
double determinant(const Mat3& a);

/// log10 |det A| at any scale, -infinity for a flat A.
double log10_determinant(const Mat3& a);

/// The rank of the entries to the bit, by their minors in integers (no margin).
int exact_rank(const Mat3& a);

/// A = factor 2^exponent with the largest |entry| of `factor` in [1/2, 1); the zero matrix has exponent 0.
struct Scaled3 {
    Mat3 factor = Mat3::Zero();
    int exponent = 0;
};
/// That factor and exponent; `a` is finite.
Scaled3 scaled(const Mat3& a);

}
