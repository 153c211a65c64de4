#pragma once
#include "compute/linear/claim.hpp"
#include "compute/types.hpp"

#include <optional>

namespace eigenscope {

/// A = u diag(sigma) vᵀ with u, v orthogonal and sigma.x() >= sigma.y() >= 0.
struct Svd2 {
    Mat2 u = Mat2::Identity(), v = Mat2::Identity();
    Vec2 sigma = Vec2::Ones();
    bool round = true;                        ///< equal singular values: the axes are any two perpendicular lines
    int rank = 2;                             ///< the number of sigma above `lost` times sigma.x()
    double ratio = 1;                         ///< sigma2 / sigma1, 0 for the zero matrix
    bool flat = false;                        ///< det A = 0, by the entries to the bit

    Mat2 product() const { return u * sigma.asDiagonal() * v.transpose(); }
    /// The nearest matrix of rank k or less in the spectral norm, at the distance sigma_{k+1} (Eckart & Young 1936).
    Mat2 truncated(int k) const {
        const Vec2 kept(k > 0 ? sigma.x() : 0, k > 1 ? sigma.y() : 0);
        return u * kept.asDiagonal() * v.transpose();
    }
    bool operator==(const Svd2&) const = default;
};

/// The singular value decomposition of a finite matrix of any scale (entries up to 1e300, down to 1e-300), in closed form from
/// its parts (Blinn, Consider the Lowly 2x2 Matrix, IEEE CG&A 16 (1996)). Signs and order are a function of the entries alone:
/// v is a rotation whose first column is facing() us, and u follows from A v = u sigma. Both sigma are right to a few units
/// in the last place, sigma1 sigma2 = |det A| also where A is nearly singular, and the axes too where the sigma hardly differ.
Svd2 svd(const Mat2& a);

/// Whether A keeps the plane a plane, from sigma2 / sigma1 and never from the size of the determinant.
Claim full_rank(const Svd2& d);

/// A⁻¹ at any scale; nothing when the rank of A is below 2.
std::optional<Mat2> inverse(const Mat2& a);

}
