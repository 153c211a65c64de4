#pragma once
#include "compute/types.hpp"

namespace eigenscope {

/// A = u diag(sigma) vᵀ with u, v orthogonal and sigma.x() >= sigma.y() >= 0.
struct Svd2 {
    Mat2 u = Mat2::Identity(), v = Mat2::Identity();
    Vec2 sigma = Vec2::Ones();
    bool round = true;                        ///< equal singular values: the axes are any two perpendicular lines
    int rank = 2;                             ///< the number of sigma above 2 epsilon sigma.x()

    Mat2 product() const { return u * sigma.asDiagonal() * v.transpose(); }
    /// The nearest matrix of rank k or less in the spectral norm, at the distance sigma_{k+1} (Eckart & Young 1936).
    Mat2 truncated(int k) const {
        const Vec2 kept(k > 0 ? sigma.x() : 0, k > 1 ? sigma.y() : 0);
        return u * kept.asDiagonal() * v.transpose();
    }
    bool operator==(const Svd2&) const = default;
};

/// The singular value decomposition of a finite matrix of any scale (entries up to 1e300, down to 1e-300). Signs and order
/// are a function of the entries alone: the larger component of each column of v is positive, and u follows from A v = u sigma.
Svd2 svd(const Mat2& a);

}
