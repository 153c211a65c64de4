#pragma once
#include "compute/types.hpp"

#include <array>
#include <cstdint>

namespace eigenscope {

/// What the eigenvalues of a real 3x3 matrix are like.
enum class SpectrumKind3 : std::uint8_t {
    distinct,      ///< three real eigenvalues, three eigenlines
    repeated,      ///< a real eigenvalue twice with a plane of eigenvectors, and another with a line
    scalar,        ///< A = lambda I but for rounding: every direction is an eigenvector
    defective,     ///< real eigenvalues, and too few eigenvectors to span space
    complex,       ///< a conjugate pair with an invariant plane, and one eigenline
    undecided,     ///< so near to a repeated eigenvalue that rounding of the entries would decide
};

/// A real eigenvalue and the line, plane or space of its eigenvectors.
struct Eigenspace {
    double value = 0;
    int multiplicity = 1;                     ///< as a root of the characteristic polynomial
    int dimension = 1;                        ///< of the space; of an undecided one what is seen for sure
    bool decided = true;                      ///< false when rounding of the entries decides multiplicity and dimension
    Mat3 basis = Mat3::Identity();            ///< orthonormal, in its first `dimension` columns
    bool operator==(const Eigenspace&) const = default;
};

/// Eigenvalues and what belongs to them.
struct Spectrum3 {
    SpectrumKind3 kind = SpectrumKind3::scalar;
    /// Real eigenvalues in descending order; or the real one and then the pair, the positive imaginary part first.
    Vec3 re = Vec3::Ones(), im = Vec3::Zero();
    int count = 0;                            ///< of the real eigenvalues that differ
    std::array<Eigenspace, 3> spaces = {};    ///< theirs, by descending value
    double residual = 0;                      ///< the largest |A v - lambda v| / |A| over the bases (complex vectors too)
    double separation = 0;                    ///< the least |lambda_i - lambda_j| / |A|; |.| is the Frobenius norm

    // A complex pair: in its plane A moves points round an ellipse, turning by theta and scaling by r.
    double modulus = 1, angle = 0;            ///< r and theta in (0, pi) radians, counterclockwise seen from the tip of `normal`
    Vec3 normal = Vec3::UnitZ();              ///< of the invariant plane
    Vec3 ellipse_re = Vec3::UnitX(), ellipse_im = Vec3::UnitY();  ///< perpendicular half axes: A [p q] = [p q] r R(theta)

    bool operator==(const Spectrum3&) const = default;
};

/// The eigenvalues of a finite matrix of any scale, from its characteristic polynomial in integers, whose discriminant has an exact
/// sign, and with 512 bits: they and their vectors are those of the entries as they are. Whether a repeated eigenvalue is one is
/// read from A restricted to the invariant plane of the nearest two, as in the plane, with what rounding of the entries does there
/// (first order: Stewart & Sun, Matrix Perturbation Theory, V.2), or from the box of characteristic polynomials that rounding
/// reaches. What is symmetric but for rounding has perpendicular vectors, what is a turn about an axis but for rounding has a circle.
Spectrum3 spectrum(const Mat3& a);

}
