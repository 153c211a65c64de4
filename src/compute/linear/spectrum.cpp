#include "compute/linear/spectrum.hpp"

#include "compute/linear/claim.hpp"
#include "compute/linear/exact.hpp"
#include "compute/linear/parts.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

namespace {

/// What the eigenvalues of A are read from: its parts scaled, its discriminant and determinant as they are.
struct Reading {
    Mat2 a;
    Mat2 factor;                              ///< A 2^-exponent
    int exponent = 0;
    Parts parts;                              ///< of the factor
    Discriminant d;                           ///< of A
    Wide det;                                 ///< of A

    bool flat() const { return det.mantissa == 0; }
    double scaled(double x) const { return std::ldexp(x, -exponent); }
    Mat2 traceless() const { return Mat2{{parts.half, factor(0, 1)}, {factor(1, 0), -parts.half}}; }
};

/// A line has no direction: of its two unit vectors the one whose larger component is positive.
Vec2 along(const Vec2& v) {
    const double larger = std::abs(v.x()) >= std::abs(v.y()) ? v.x() : v.y();
    return v / std::copysign(length(v), larger);
}

/// The unit vector that the traceless matrix `n` - shift I sends to 0, from its longer row: no cancellation.
Vec2 null_vector(const Mat2& n, double shift) {
    const Vec2 rows[2] = {Vec2(n(0, 0) - shift, n(0, 1)), Vec2(n(1, 0), n(1, 1) - shift)};
    const Vec2& row = rows[0].cwiseAbs().maxCoeff() >= rows[1].cwiseAbs().maxCoeff() ? rows[0] : rows[1];
    return along(Vec2(-row.y(), row.x()));
}

/// How far A (p + iq) is from (re + i im)(p + iq).
double complex_residual(const Mat2& a, const Vec2& p, const Vec2& q, double re, double im) {
    const Vec2 first = a * p - (re * p - im * q), second = a * q - (re * q + im * p);
    return std::max(first.norm(), second.norm());
}

/// The diagonal of a triangular matrix; else mean ± root, the one farther from 0 first and from it the other, whose cancellation the
/// determinant has not.
void set_values(const Reading& r, double root, Spectrum& s) {
    if (r.a(0, 1) == 0 || r.a(1, 0) == 0) {
        s.re = Vec2(std::max(r.a(0, 0), r.a(1, 1)), std::min(r.a(0, 0), r.a(1, 1)));
        return;
    }
    const double far = r.d.mean < 0 ? r.d.mean - root : r.d.mean + root;
    const double near = (r.det / wide(far)).value();
    s.re = r.d.mean < 0 ? Vec2(near, far) : Vec2(far, near);
}

/// Two lines, perpendicular: what A turns is rounding at most, and is left out.
void symmetric(const Reading& r, Spectrum& s) {
    s.lines = 2;
    set_values(r, std::ldexp(r.parts.stretch, r.exponent), s);
    const Vec2 v = half_angle(r.parts.half, r.parts.skew);
    s.vectors = {along(v), along(Vec2(-v.y(), v.x()))};
}

void two_real(const Reading& r, Spectrum& s) {
    s.lines = 2;
    const double root = r.flat() ? std::abs(r.d.mean) : r.d.root;
    set_values(r, root, s);
    s.vectors = {null_vector(r.traceless(), r.scaled(root)), null_vector(r.traceless(), -r.scaled(root))};
}

/// One eigenvalue twice, one line: to the bit, or as near as rounding lets us see.
void one_line(const Reading& r, Spectrum& s) {
    s.lines = 1;
    s.re.setConstant(r.d.mean);
    const Vec2 v = null_vector(r.traceless(), 0);
    s.vectors = {v, Vec2(-v.y(), v.x())};
}

void complex_pair(const Reading& r, Spectrum& s) {
    const double omega = r.scaled(r.d.root), b = r.factor(0, 1), c = r.factor(1, 0), half = r.parts.half;
    s.re.setConstant(r.d.mean);
    s.im = Vec2(r.d.root, -r.d.root);
    s.modulus = std::hypot(r.d.mean, r.d.root);
    s.angle = std::atan2(r.d.root, r.d.mean);
    if (r.parts.stretchless()) {              // a circle, on which any point can be the first
        s.ellipse_im.y() = r.parts.turn < 0 ? -1 : 1;
        return;
    }
    // An eigenvector of mean + i omega: (b, -half + i omega) or (half + i omega, c), whichever is longer.
    Vec2 re(b, -half), im(0, omega);
    if (std::abs(c) > std::abs(b)) re = Vec2(half, c), im = Vec2(omega, 0);
    // Turning its phase by minus half the argument of w·w makes Re w and Im w perpendicular, Re w the longer.
    const double phase = -0.5 * std::atan2(2 * re.dot(im), re.squaredNorm() - im.squaredNorm());
    const Vec2 p = std::cos(phase) * re - std::sin(phase) * im;
    const double area = re.x() * im.y() - re.y() * im.x();    // does not depend on the phase
    // Im w has the direction across p and the length that keeps the area: exactly perpendicular, and right when it is short.
    s.ellipse_re = along(p);
    s.ellipse_im = -area / p.squaredNorm() * Vec2(-s.ellipse_re.y(), s.ellipse_re.x());
}

/// Rounding is read as 0 first, then what the entries are to the bit counts, then how far rounding can have moved them.
SpectrumKind kind_of(const Reading& r) {
    if (r.parts.scalar()) return SpectrumKind::scalar;
    if (r.parts.turnless()) return SpectrumKind::distinct;
    if (r.parts.stretchless()) return SpectrumKind::complex;
    if (r.d.sign == 0 && r.d.exact) return SpectrumKind::defective;
    if (r.flat() && r.d.mean != 0) return SpectrumKind::distinct;   // 0 and the trace
    if (!r.d.decided) return SpectrumKind::undecided;
    return r.d.sign > 0 ? SpectrumKind::distinct : SpectrumKind::complex;
}

void fill(const Reading& r, Spectrum& s) {
    switch (s.kind) {
    case SpectrumKind::scalar: s.re.setConstant(r.d.mean); break;
    case SpectrumKind::distinct: r.parts.turnless() ? symmetric(r, s) : two_real(r, s); break;
    case SpectrumKind::defective:
    case SpectrumKind::undecided: one_line(r, s); break;
    case SpectrumKind::complex: complex_pair(r, s); break;
    }
}

/// An eigenvalue that is nothing but rounding is 0, by the same rule as the rank.
void clear_rounding(const Reading& r, Spectrum& s) {
    Eigen::Index smaller = 0;
    const double least = s.re.cwiseAbs().minCoeff(&smaller);
    if (r.flat() || least <= lost * s.re.cwiseAbs().maxCoeff()) s.re(smaller) = 0;
}

void measure(const Reading& r, Spectrum& s) {
    const Mat2& a = r.factor;
    const double norm = r.parts.round + r.parts.stretch;
    const Vec2 re(r.scaled(s.re.x()), r.scaled(s.re.y())), im(r.scaled(s.im.x()), r.scaled(s.im.y()));
    if (s.kind == SpectrumKind::complex)
        s.residual = complex_residual(a, s.ellipse_re, -s.ellipse_im, re.x(), im.x()) / norm;
    else if (s.kind == SpectrumKind::scalar)
        s.residual = (a - re.x() * Mat2::Identity()).norm() / norm;
    for (std::size_t i = 0; i < static_cast<std::size_t>(s.lines); ++i) {
        const Vec2 v = s.vectors[i];
        s.residual = std::max(s.residual, (a * v - re(static_cast<int>(i)) * v).norm() / norm);
    }
    s.separation = std::hypot(re.x() - re.y(), im.x() - im.y()) / norm;
}

}

Spectrum spectrum(const Mat2& matrix) {
    Spectrum result;
    if (matrix.isZero(0)) {
        result.re.setZero();
        result.modulus = 0;
        return result;
    }
    const auto [factor, exponent] = scaled(matrix);
    const Reading reading{.a = matrix, .factor = factor, .exponent = exponent, .parts = parts(factor), .d = discriminant(matrix),
                          .det = wide_determinant(matrix)};
    result.kind = kind_of(reading);
    fill(reading, result);
    if (result.lines == 2) clear_rounding(reading, result);
    measure(reading, result);
    return result;
}

}
