#include "compute/linear/spectrum.hpp"

#include "compute/linear/exact.hpp"
#include "compute/linear/svd.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace eigenscope {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

/// The unit vector that the traceless matrix `n` - shift I sends to 0, from its longer row: no cancellation.
Vec2 null_vector(const Mat2& n, double shift) {
    const Vec2 rows[2] = {Vec2(n(0, 0) - shift, n(0, 1)), Vec2(n(1, 0), n(1, 1) - shift)};
    const double size[2] = {rows[0].cwiseAbs().maxCoeff(), rows[1].cwiseAbs().maxCoeff()};
    const int longer = size[0] >= size[1] ? 0 : 1;
    const Vec2 row = rows[longer] / size[longer];                // its square might vanish otherwise
    Vec2 v = Vec2(-row.y(), row.x()).normalized();
    Eigen::Index larger = 0;
    v.cwiseAbs().maxCoeff(&larger);
    return v(larger) < 0 ? Vec2(-v) : v;
}

/// How far A (p + iq) is from (re + i im)(p + iq).
double complex_residual(const Mat2& a, const Vec2& p, const Vec2& q, double re, double im) {
    const Vec2 first = a * p - (re * p - im * q), second = a * q - (re * q + im * p);
    return std::max(first.norm(), second.norm());
}

void symmetric(const Mat2& a, Spectrum& s) {
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(a);
    assert(solver.info() == Eigen::Success);
    s.kind = SpectrumKind::distinct;
    s.lines = 2;
    // The solver leaves the smaller eigenvalue with an error of eps times the larger. The determinant has all its digits.
    const Vec2 rising = solver.eigenvalues();
    const double far = rising.cwiseAbs().y() >= rising.cwiseAbs().x() ? rising.y() : rising.x(), near = determinant(a) / far;
    s.re = Vec2(std::max(far, near), std::min(far, near));
    for (int i = 0; i < 2; ++i) {
        Vec2 v = solver.eigenvectors().col(1 - i);
        Eigen::Index larger = 0;
        v.cwiseAbs().maxCoeff(&larger);
        s.vectors[static_cast<std::size_t>(i)] = v(larger) < 0 ? Vec2(-v) : v;
    }
}

void two_real(const Mat2& traceless, const Discriminant& d, double det, Spectrum& s) {
    s.kind = SpectrumKind::distinct;
    s.lines = 2;
    const double root = std::sqrt(d.value);
    const double far = d.mean < 0 ? d.mean - root : d.mean + root;
    const double near = det / far;            // the other one, without its cancellation
    s.re = d.mean < 0 ? Vec2(near, far) : Vec2(far, near);
    s.vectors = {null_vector(traceless, root), null_vector(traceless, -root)};
}

/// One eigenvalue twice, one line: to the bit, or as near as rounding lets us see.
void one_line(const Mat2& traceless, const Discriminant& d, Spectrum& s) {
    s.lines = 1;
    s.re.setConstant(d.mean);
    const Vec2 v = null_vector(traceless, 0);
    s.vectors = {v, Vec2(-v.y(), v.x())};
}

void complex_pair(const Mat2& traceless, const Discriminant& d, Spectrum& s) {
    s.kind = SpectrumKind::complex;
    const double omega = std::sqrt(-d.value), b = traceless(0, 1), c = traceless(1, 0);
    s.re.setConstant(d.mean);
    s.im = Vec2(omega, -omega);
    s.modulus = std::hypot(d.mean, omega);
    s.angle = std::atan2(omega, d.mean);
    // An eigenvector of mean + i omega: (b, -half + i omega) or (half + i omega, c), whichever is longer.
    Vec2 re(b, -d.half), im(0, omega);
    if (std::abs(c) > std::abs(b)) re = Vec2(d.half, c), im = Vec2(omega, 0);
    // Turning its phase by minus half the argument of w·w makes Re w and Im w perpendicular, Re w the longer.
    const double phase = -0.5 * std::atan2(2 * re.dot(im), re.squaredNorm() - im.squaredNorm());
    Vec2 p = std::cos(phase) * re - std::sin(phase) * im;
    const double area = re.x() * im.y() - re.y() * im.x();    // does not depend on the phase
    Eigen::Index larger = 0;
    p.cwiseAbs().maxCoeff(&larger);
    if (p(larger) < 0) p = -p;
    // Im w has the direction across p and the length that keeps the area: exactly perpendicular, and right when it is short.
    s.ellipse_re = p.normalized();
    s.ellipse_im = -area / p.squaredNorm() * Vec2(-s.ellipse_re.y(), s.ellipse_re.x());
}

/// Too near to lambda I to tell, unless it is lambda I, or a rotation times a number: cos and sin of a half turn are rounded.
bool nearly_scalar(const Mat2& a, double mean) {
    return (a - mean * Mat2::Identity()).cwiseAbs().maxCoeff() <= eps;
}

void classify(const Mat2& a, Spectrum& s) {
    const Discriminant d = discriminant(a);
    const Mat2 traceless{{d.half, a(0, 1)}, {a(1, 0), -d.half}};
    const bool at_zero = d.value == 0 && d.exact;
    const bool multiple = a(0, 1) == 0 && a(1, 0) == 0 && a(0, 0) == a(1, 1);
    if (multiple || (nearly_scalar(a, d.mean) && s.normal && a(0, 1) != a(1, 0))) {
        s.kind = SpectrumKind::scalar;
        s.re.setConstant(d.mean);
    } else if (a(0, 1) == a(1, 0)) {
        symmetric(a, s);
    } else if (at_zero) {
        one_line(traceless, d, s);
        s.kind = SpectrumKind::defective;
    } else if (std::abs(d.value) <= d.margin || nearly_scalar(a, d.mean)) {
        one_line(traceless, d, s);
        s.kind = SpectrumKind::undecided;
    } else if (d.value > 0) {
        two_real(traceless, d, determinant(a), s);
    } else {
        complex_pair(traceless, d, s);
    }
}

/// An eigenvalue that is nothing but rounding is 0, by the same rule as the rank.
void clear_rounding(const Mat2& a, Spectrum& s) {
    Eigen::Index smaller = 0;
    const double least = s.re.cwiseAbs().minCoeff(&smaller);
    if (determinant(a) == 0 || least <= lost * s.re.cwiseAbs().maxCoeff()) s.re(smaller) = 0;
}

void measure(const Mat2& a, Spectrum& s) {
    const double norm = svd(a).sigma.x();
    if (s.kind == SpectrumKind::complex)
        s.residual = complex_residual(a, s.ellipse_re, -s.ellipse_im, s.re.x(), s.im.x()) / norm;
    else if (s.kind == SpectrumKind::scalar)
        s.residual = (a - s.re.x() * Mat2::Identity()).norm() / norm;
    for (std::size_t i = 0; i < static_cast<std::size_t>(s.lines); ++i) {
        const Vec2 v = s.vectors[i];
        s.residual = std::max(s.residual, (a * v - s.re(static_cast<int>(i)) * v).norm() / norm);
    }
    s.separation = std::hypot(s.re.x() - s.re.y(), s.im.x() - s.im.y()) / norm;
}

bool is_normal(const Mat2& a) {
    const double b = a(0, 1), c = a(1, 0);
    return b == c || (b == -c && a(0, 0) == a(1, 1));
}

}

Spectrum spectrum(const Mat2& matrix) {
    const auto [a, exponent] = scaled(matrix);
    Spectrum result;
    result.normal = is_normal(a);
    if (a.isZero(0)) {
        result.re.setZero();
        result.modulus = 0;
        return result;
    }
    classify(a, result);
    if (result.lines == 2) clear_rounding(a, result);
    measure(a, result);
    for (int i = 0; i < 2; ++i) {
        result.re(i) = std::ldexp(result.re(i), exponent);
        result.im(i) = std::ldexp(result.im(i), exponent);
    }
    if (result.kind == SpectrumKind::complex) result.modulus = std::ldexp(result.modulus, exponent);
    return result;
}

}
