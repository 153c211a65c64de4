#pragma once
#include "compute/types.hpp"

#include <limits>
#include <optional>

namespace eigenscope {

/// A part of a matrix that is at most `rounding` times the matrix may be nothing but the rounding of its entries, and is read
/// as 0 by everything that is said of the matrix: a few units in the last place, as products and rotations leave them.
inline constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();

/// Beyond rounding and up to `doubt`, relative to what it is compared with, neither rounding nor intention explains a part.
inline constexpr double doubt = 5e-13;

/// A = mean I + turn J + M, with J the quarter turn and M = [[half, skew], [skew, -half]] a mirror times `stretch`. Turning the
/// axes turns M and changes nothing else, so that mean, |turn| and stretch decide all that is said of A:
///   symmetric                  turn = 0
///   a rotation times a number  stretch = 0
///   normal                     either of them
///   eigenvalues                mean ± sqrt(stretch² - turn²)
///   singular values            hypot(mean, turn) ± stretch
/// Read by one margin, in one place, the claims about A cannot contradict each other.
struct Parts {
    double mean = 0, turn = 0, half = 0, skew = 0;
    double stretch = 0;                       ///< hypot(half, skew)
    double round = 0;                         ///< hypot(mean, turn): what A does to lengths but for the stretch

    /// |A| / sqrt 2, with the Frobenius norm.
    double size() const { return std::hypot(round, stretch); }
    bool turnless() const { return std::abs(turn) <= rounding * size(); }
    bool stretchless() const { return stretch <= rounding * size(); }
    /// A multiple of I.
    bool scalar() const { return turnless() && stretchless(); }
    /// A multiple of an orthogonal matrix: equal singular values.
    bool circular() const { return stretchless() || round <= rounding * size(); }
    /// turn = 0; nothing where nobody can tell. What mean I adds to A does not make the turn smaller.
    std::optional<bool> symmetric() const;
    /// stretch = 0, in the same way.
    std::optional<bool> rotation() const;
};
/// The parts of a matrix whose entries are scaled: their squares are doubles.
Parts parts(const Mat2& factor);

/// x = 0 for a part x that is compared with `size`, of a matrix or number of size `whole`.
std::optional<bool> vanishes(double x, double whole, double size);

/// The unit vector along ±v that is chosen for the first singular vector, from the half plane between the directions -67.5° and
/// 112.5°. A line that turns once round must flip its arrow somewhere; there no line lies while columns are equally
/// long, or perpendicular, or stand on the axes.
Vec2 facing(const Vec2& v);

/// The direction of half the angle of (x, y), not 0, facing that way.
Vec2 half_angle(double x, double y);

}
