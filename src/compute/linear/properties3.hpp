#pragma once
#include "compute/linear/claim.hpp"
#include "compute/linear/spectrum3.hpp"
#include "compute/linear/svd3.hpp"

namespace eigenscope {

/// What is true of a 3x3 matrix, but for rounding (parts3.hpp): all claims are read from the same parts by the same margin, so that
/// none contradicts another. The residual that each claim rests on stands beside it; |.| is the Frobenius norm.
struct Properties3 {
    double determinant = 0, trace = 0;
    double log10_determinant = 0;             ///< of |det A|, also where det A itself is out of reach of a double; -infinity for 0
    double condition = 1;                     ///< sigma1 / sigma3, infinite when A is flat to the bit
    int rank = 3;                             ///< of the entries to the bit
    Claim invertible;                         ///< sigma3 / sigma1
    Claim keeps_orientation;                  ///< det A, its sign that of the bits
    Claim symmetric;                          ///< |A - Aᵀ|
    Claim orthogonal;                         ///< |AᵀA - I|
    Claim rotation;                           ///< orthogonal with det A > 0: the same residual
    Claim reflection;                         ///< of a plane, the mirror I - 2nnᵀ: orthogonal, symmetric, det A < 0 and trace 1
    Claim normal;                             ///< |AᵀA - AAᵀ| / |A|² where it is rounding, else |NᵀN - NNᵀ| / |N|² with N = A - tr/3 I
    Claim diagonalizable;                     ///< over the complex numbers: |A v - lambda v| / |A|
    Claim real_eigenvalues;                   ///< the least |lambda_i - lambda_j| / |A|
    Claim positive_definite;                  ///< of a symmetric matrix: the smallest eigenvalue of (A + Aᵀ)/2
    Claim positive_semidefinite;              ///< the same
    Claim projection;                         ///< |A² - A|
    Vec3 axis = Vec3::UnitZ();                ///< of a rotation, or of the turn that is left beside a mirror across it (det A < 0): unit
    double angle = 0;                         ///< radians in [0, pi], counterclockwise seen from the tip of the axis
    bool operator==(const Properties3&) const = default;
};
/// All of them, from A with its spectrum(A) and svd(A); entries of any finite size.
Properties3 properties(const Mat3& a, const Spectrum3& eigen, const Svd3& decomposition);

/// The turn of a rotation: R x = x for the unit `axis`, by `angle` in [0, pi] counterclockwise seen from its tip. Near a half turn the
/// axis is read from the symmetric part (Shepperd 1978), of a half turn itself the one that faces us; no turn has the axis z.
struct Turn {
    Vec3 axis = Vec3::UnitZ();
    double angle = 0;
    bool operator==(const Turn&) const = default;
};
Turn turn_of(const Mat3& rotation);
/// The rotation by that turn (Rodrigues' formula).
Mat3 rotation(const Turn& turn);

}
