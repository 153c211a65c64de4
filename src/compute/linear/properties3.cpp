#include "compute/linear/properties3.hpp"

#include "compute/linear/exact3.hpp"
#include "compute/linear/parts3.hpp"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {

namespace {

/// What all claims are made of, so that none can contradict another: A scaled, by its parts, and the kind of its eigenvalues.
struct Reading {
    Mat3 factor;
    int exponent = 0;
    Parts3 parts;
    const Spectrum3& eigen;
    const Svd3& decomposition;
    Answer invertible = {}, turns_over = {}, symmetric = {}, normal = {};

    double at_scale(double x, int power = 1) const { return std::ldexp(x, power * exponent); }
};

Claim diagonalizable(const Spectrum3& s) {
    if (s.kind == SpectrumKind3::undecided) return {std::nullopt, s.residual};
    return {s.kind != SpectrumKind3::defective, s.residual};
}

Claim real_eigenvalues(const Spectrum3& s) {
    if (s.kind == SpectrumKind3::undecided) return {std::nullopt, s.separation};
    return {s.kind != SpectrumKind3::complex, s.separation};
}

double normal_residual(const Reading& r) {
    const Parts3& p = r.parts;
    const bool rounded = p.turnless() || p.stretchless();
    const double size = rounded ? p.whole : p.apart;
    if (!(size > 0)) return 0;
    Mat3 n = r.factor / size;
    if (!rounded) n.diagonal().array() -= p.mean / size;
    return (n.transpose() * n - n * n.transpose()).norm();
}

/// All singular values are 1, of a matrix that is normal, as orthogonal ones are.
Claim orthogonal(const Reading& r) {
    const Vec3& sigma = r.decomposition.sigma;
    Answer ones = true;
    double residual = 0;
    for (const double x : sigma) {
        ones = both(ones, vanishes(x - 1, r.at_scale(2 * r.parts.whole), 1));
        residual = std::hypot(residual, (x - 1) * (x + 1));
    }
    return {sigma(0) > 0 ? both(r.normal, ones) : false, residual};
}

/// A² = A: 0, I, or the eigenvalues 1 and 0. |A² - A| is measured against the larger of |A| and |A²|.
Claim projection(const Reading& r) {
    const double shrink = std::ldexp(1.0, std::min(r.exponent, 0)), grow = std::ldexp(1.0, std::min(-r.exponent, 0));
    const double size = r.factor.norm(), scale = std::max(shrink * size * size, grow * size);
    const double residual = (shrink * r.factor * r.factor - grow * r.factor).norm();
    const double of_a = r.at_scale(residual, r.exponent > 0 ? 2 : 1);
    const Answer equation = vanishes(residual, 2 * scale, 2 * scale);
    const Spectrum3& s = r.eigen;
    if (s.kind == SpectrumKind3::scalar) {
        const double mean = r.at_scale(r.parts.mean);
        return {size > 0 ? both(mean > 0, vanishes(mean - 1, 1, 1)) : true, of_a};
    }
    if (s.kind == SpectrumKind3::complex || s.kind == SpectrumKind3::defective || r.invertible == true) return {false, of_a};
    if (s.kind == SpectrumKind3::undecided) return {both(equation, {}), of_a};
    // An error of the entries of a large, slanted projection moves its eigenvalues by as much more as it is large.
    double off = 0;
    for (const double x : s.re) off = std::max(off, std::min(std::abs(x - 1), std::abs(x)));
    if (off <= 1e-10) return {equation, of_a};
    return {off <= std::min(0.5, 2 * doubt * r.at_scale(size)) ? both(equation, {}) : false, of_a};
}

/// The least eigenvalue of (A + Aᵀ)/2, scaled.
double least_of_symmetric_part(const Reading& r) {
    const Mat3 even = (r.factor + r.factor.transpose()) / 2;
    return spectrum(even).re.minCoeff();
}

/// Definiteness is asked of symmetric matrices; a least eigenvalue that is rounding is 0 exactly when A is not invertible.
Claim definite(const Reading& r, double least, bool strictly) {
    Answer sign = !strictly;                  // of the zero matrix
    if (r.parts.whole > 0) {
        if (r.parts.mean <= 0 || r.turns_over == true || least < -sure_in_space * r.parts.whole) sign = false;
        else if (r.invertible == true) sign = least > 0;
        else if (r.invertible == false) sign = !strictly;
        else sign = std::nullopt;
    }
    return {both(r.symmetric, sign), r.at_scale(least)};
}

}

Turn turn_of(const Mat3& r) {
    const Vec3 k = Vec3(r(2, 1) - r(1, 2), r(0, 2) - r(2, 0), r(1, 0) - r(0, 1)) / 2;
    const double sine = k.norm(), cosine = (r.trace() - 1) / 2;
    Turn turn{.axis = Vec3::UnitZ(), .angle = std::atan2(sine, cosine)};
    if (sine == 0 && cosine > 0) return turn;
    if (cosine > -0.5) {
        turn.axis = k / sine;
        return turn;
    }
    // (R + Rᵀ)/2 = cos I + (1 - cos) nnᵀ: its longest column less the cosine is along n.
    Mat3 along = (r + r.transpose()) / 2;
    along.diagonal().array() -= cosine;
    Eigen::Index longest = 0;
    along.diagonal().maxCoeff(&longest);
    const Vec3 n = along.col(longest).normalized();
    const bool half = sine <= rounding;
    turn.axis = half ? facing(n) : n.dot(k) < 0 ? Vec3(-n) : n;
    return turn;
}

Mat3 rotation(const Turn& turn) {
    const Vec3& n = turn.axis;
    const Mat3 cross{{0, -n.z(), n.y()}, {n.z(), 0, -n.x()}, {-n.y(), n.x(), 0}};
    const double half = std::sin(turn.angle / 2);
    return Mat3::Identity() + std::sin(turn.angle) * cross + 2 * half * half * cross * cross;
}

Properties3 properties(const Mat3& a, const Spectrum3& eigen, const Svd3& d) {
    Properties3 p;
    p.determinant = determinant(a);
    p.log10_determinant = log10_determinant(a);
    p.trace = a.trace();
    p.condition = d.condition();
    p.rank = d.exact_rank;
    p.invertible = full_rank(d);

    const auto [factor, exponent] = scaled(a);
    Reading r{.factor = factor, .exponent = exponent, .parts = parts(factor), .eigen = eigen, .decomposition = d};
    r.invertible = p.invertible.holds;
    if (r.invertible == true) r.turns_over = d.orientation < 0;
    r.symmetric = r.parts.symmetric();
    r.normal = r.parts.scalar() ? Answer(true) : either(r.symmetric, r.parts.axially_normal());
    p.keeps_orientation = {negation(r.turns_over), p.determinant};
    p.symmetric = {r.symmetric, r.at_scale(2 * r.parts.turn)};
    p.normal = {r.normal, normal_residual(r)};
    p.orthogonal = orthogonal(r);
    p.rotation = {both(p.orthogonal.holds, negation(r.turns_over)), p.orthogonal.residual};
    const Answer mirror = both(both(p.orthogonal.holds, r.symmetric), both(r.turns_over, p.trace > 0));
    p.reflection = {mirror, p.orthogonal.residual};
    p.diagonalizable = diagonalizable(eigen);
    p.real_eigenvalues = real_eigenvalues(eigen);
    const double least = least_of_symmetric_part(r);
    p.positive_definite = definite(r, least, true);
    p.positive_semidefinite = definite(r, least, false);
    p.projection = projection(r);
    if (p.orthogonal.holds == true) {
        // Minus a matrix that turns space over is a rotation, by the supplement about the same axis.
        const bool over = r.turns_over == true;
        const Turn turn = turn_of(over ? Mat3(-a) : a);
        p.axis = over ? Vec3(-turn.axis) : turn.axis;
        p.angle = over ? std::numbers::pi - turn.angle : turn.angle;
    }
    return p;
}

}
