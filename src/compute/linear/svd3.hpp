#pragma once
#include "compute/linear/claim.hpp"
#include "compute/types.hpp"

#include <optional>

namespace eigenscope {

/// `lost` and `sure` of 3x3 matrices: 3 = the size of the matrix.
inline constexpr double lost_in_space = 1.5 * lost, sure_in_space = 8 * lost_in_space;

/// A = u diag(sigma) vᵀ with u, v orthogonal and sigma in descending order, 0 or more.
struct Svd3 {
    Mat3 u = Mat3::Identity(), v = Mat3::Identity();
    Vec3 sigma = Vec3::Ones();
    bool round12 = true, round23 = true;      ///< equal singular values but for rounding: any axes of their plane do
    int rank = 3;                             ///< the number of sigma above `lost_in_space` times sigma1
    int exact_rank = 3;                       ///< of the entries to the bit, in integers
    double ratio = 1;                         ///< sigma3 / sigma1, 0 for the zero matrix
    int orientation = 1;                      ///< the sign of det A to the bit: the handedness of what A makes of a right hand

    bool flat() const { return orientation == 0; }
    Mat3 product() const { return u * sigma.asDiagonal() * v.transpose(); }
    /// The nearest matrix of rank k or less in the spectral norm, at the distance sigma_{k+1} (Eckart & Young 1936).
    Mat3 truncated(int k) const {
        const Vec3 kept(k > 0 ? sigma(0) : 0, k > 1 ? sigma(1) : 0, k > 2 ? sigma(2) : 0);
        return u * kept.asDiagonal() * v.transpose();
    }
    /// sigma1 / sigma3, infinite when sigma3 is 0.
    double condition() const;
    bool operator==(const Svd3&) const = default;
};

/// The singular value decomposition of a finite matrix of any scale. One-sided Jacobi rotations (Hestenes 1958; Demmel & Veselic,
/// SIAM J. Matrix Anal. Appl. 13 (1992)) with 512 bits, or as many as the spread of the entries asks for, and then rounded: every
/// sigma, however small, and every axis, however little the sigma differ, is right to a few units in the last place. v is a
/// rotation whose first two columns face us (`facing`); equal singular values get the same axes whatever their rounding.
Svd3 svd(const Mat3& a);

/// Whether A keeps space a space, from sigma3 / sigma1 and never from the size of the determinant.
Claim full_rank(const Svd3& d);

/// A⁻¹ at any scale, each entry rounded once; nothing when the rank of A is below 3.
std::optional<Mat3> inverse(const Mat3& a);

/// The unit vector along ±v that is on our side of a plane which no coordinate axis and no diagonal lies in; v is not 0.
Vec3 facing(const Vec3& v);

/// Two unit vectors that with the unit vector n make a right-handed frame (p, q, n); they change by little with n but where n.z
/// changes its sign (Duff et al., Building an Orthonormal Basis, Revisited, JCGT 6 (2017)).
struct OrthonormalFrame {
    Vec3 p = Vec3::UnitX(), q = Vec3::UnitY();
};
OrthonormalFrame frame(const Vec3& n);

/// 0, a line, a plane or all of space, with an orthonormal basis in its first `dimension` columns.
struct Subspace {
    int dimension = 0;
    Mat3 basis = Mat3::Identity();
    bool operator==(const Subspace&) const = default;
};
/// The four subspaces of the matrix whose svd is given, by `rank`: their bases depend on the subspace alone (a line faces us, a
/// plane has the frame of its normal that faces us), so that they follow small changes.
struct Subspaces {
    Subspace image, kernel, rows, left_kernel;
    bool operator==(const Subspaces&) const = default;
};
Subspaces subspaces(const Svd3& decomposition);

}
