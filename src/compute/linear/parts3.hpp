#pragma once
#include "compute/linear/parts.hpp"

namespace eigenscope {

/// A = mean I + axial (nnᵀ - I/3) + [k]x + M for a 3x3 matrix, with [k]x the vector product by the axial vector k of its
/// antisymmetric part, n its direction, and M the symmetric rest that no turn about n explains. As in the plane (`Parts`):
///   symmetric                             k = 0
///   normal, and not symmetric             M = 0: a turn about n with a stretch along n
///   a multiple of I                       all but the mean is 0
/// Sizes are Frobenius norms.
struct Parts3 {
    double mean = 0, axial = 0;
    Vec3 k = Vec3::Zero();
    double whole = 0;                         ///< |A|
    double apart = 0;                         ///< |A - mean I|
    double turn = 0;                          ///< |[k]x| = sqrt 2 |k|
    double stretch = 0;                       ///< |M|, with n any direction when k = 0: |A - mean I|

    /// Twice what `rounding` is of A: products of three entries leave more than those of two.
    double margin() const { return 2 * rounding * whole; }
    bool turnless() const { return turn <= margin(); }
    bool stretchless() const { return !turnless() && stretch <= margin(); }
    bool scalar() const { return apart <= margin(); }
    std::optional<bool> symmetric() const { return vanishes(turn, 2 * whole, apart); }
    std::optional<bool> axially_normal() const;
};
/// The parts of a matrix whose entries are scaled: their squares are doubles.
Parts3 parts(const Mat3& factor);

}
