#pragma once
#include "compute/linear/claim.hpp"
#include "compute/linear/spectrum.hpp"
#include "compute/linear/svd.hpp"
#include "compute/types.hpp"

namespace eigenscope {

/// What is true of a 2x2 matrix, but for rounding (parts.hpp): all claims are read from the same parts by the same margin, so that
/// none contradicts another. The residual that each claim rests on stands beside it; |.| is the Frobenius norm.
struct Properties {
    double determinant = 0, trace = 0;
    double log10_determinant = 0;             ///< of |det A|, also where det A itself is out of reach of a double; -infinity for 0
    double condition = 1;                     ///< sigma1 / sigma2, infinite where A is flat to the bit, or nearly so beyond all doubles
    Claim invertible;                         ///< sigma2 / sigma1
    Claim keeps_orientation;                  ///< det A, its sign right at any scale
    Claim symmetric;                          ///< |A - Aᵀ|
    Claim orthogonal;                         ///< |AᵀA - I|
    Claim normal;                             ///< |AᵀA - AAᵀ| / |A|² where it is rounding, else |NᵀN - NNᵀ| / |N|² with N = A - tr/2 I
    Claim diagonalizable;                     ///< over the complex numbers: |A v - lambda v| / |A|
    Claim real_eigenvalues;                   ///< tr²/4 - det
    Claim positive_definite;                  ///< of a symmetric matrix: the smallest eigenvalue (of (A + Aᵀ)/2)
    Claim positive_semidefinite;              ///< the same
    Claim projection;                         ///< |A² - A|
    bool operator==(const Properties&) const = default;
};
/// All of them, from A with its spectrum(A) and svd(A); entries of any finite size.
Properties properties(const Mat2& a, const Spectrum& eigen, const Svd2& decomposition);

}
