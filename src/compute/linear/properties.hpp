#pragma once
#include "compute/linear/spectrum.hpp"
#include "compute/linear/svd.hpp"
#include "compute/types.hpp"

#include <optional>

namespace eigenscope {

/// A claim about a matrix: yes, no, or nothing (rounding would decide), and the number it rests on.
struct Claim {
    std::optional<bool> holds;
    double residual = 0;
    bool operator==(const Claim&) const = default;
};

/// What is true of a 2x2 matrix. The residual that each claim rests on stands beside it; |.| is the Frobenius norm.
struct Properties {
    double determinant = 0, trace = 0;
    double condition = 1;                     ///< sigma1 / sigma2, infinite when A flattens
    Claim invertible;                         ///< sigma2 / sigma1
    Claim keeps_orientation;                  ///< det A
    Claim symmetric;                          ///< |A - Aᵀ|
    Claim orthogonal;                         ///< |AᵀA - I|
    Claim normal;                             ///< |AᵀA - AAᵀ|
    Claim diagonalizable;                     ///< over the complex numbers: |A v - lambda v| / |A|
    Claim real_eigenvalues;                   ///< tr²/4 - det
    Claim positive_definite;                  ///< of a symmetric matrix: the smallest eigenvalue (of (A + Aᵀ)/2)
    Claim positive_semidefinite;              ///< the same
    Claim projection;                         ///< |A² - A|
    bool operator==(const Properties&) const = default;
};
Properties properties(const Mat2& a, const Spectrum& eigen, const Svd2& decomposition);

}
