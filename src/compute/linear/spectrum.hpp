#pragma once
#include "compute/types.hpp"

#include <array>
#include <cstdint>

namespace eigenscope {

/// What the eigenvalues of a real 2x2 matrix are like.
enum class SpectrumKind : std::uint8_t {
    distinct,      ///< two real eigenvalues, two eigenlines
    scalar,        ///< A = lambda I but for rounding, half turns among them: every direction is an eigenvector
    defective,     ///< one eigenvalue twice, one eigenline only
    complex,       ///< a conjugate pair, no eigenline
    undecided,     ///< so near to a double eigenvalue that rounding of the entries would decide
};

/// Eigenvalues and what belongs to them.
struct Spectrum {
    SpectrumKind kind = SpectrumKind::scalar;
    Vec2 re = Vec2::Ones(), im = Vec2::Zero(); ///< eigenvalues 1 and 2: the larger real part, or the positive imaginary part, first
    int lines = 0;                            ///< how many single eigenlines there are: 0, 1 or 2
    std::array<Vec2, 2> vectors = {Vec2::UnitX(), Vec2::UnitY()}; ///< unit eigenvectors of those lines
    double residual = 0;                      ///< the largest |A v - lambda v| / |A| over the vectors (complex ones too)
    double separation = 0;                    ///< |lambda1 - lambda2| / |A|, with |A| the largest singular value

    // A complex pair: A moves points round an ellipse, turning by theta and scaling by r.
    double modulus = 1, angle = 0;            ///< r and theta in (0, pi), counted in the sense from `ellipse_re` towards `ellipse_im`
    Vec2 ellipse_re = Vec2::UnitX(), ellipse_im = Vec2::UnitY();  ///< perpendicular half axes: A [p q] = [p q] r R(theta)

    /// theta with the sense of its turn: positive counterclockwise, negative clockwise.
    double turn() const { return ellipse_re.x() * ellipse_im.y() < ellipse_re.y() * ellipse_im.x() ? -angle : angle; }

    bool operator==(const Spectrum&) const = default;
};

/// Eigenvalues by the discriminant (a-d)² + 4bc and the determinant, of a finite matrix of any scale. What is symmetric but for
/// rounding has perpendicular vectors, what is a rotation times a number but for rounding has a circle.
Spectrum spectrum(const Mat2& a);

}
