#include "compute/linear/properties.hpp"

#include "compute/linear/exact.hpp"
#include "compute/linear/parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {

namespace {

using std::numbers::sqrt2;
/// What all claims are made of, so that none can contradict another: A by its parts, scaled, and the kind of its eigenvalues.
struct Reading {
    Mat2 factor;
    int exponent = 0;
    Parts parts;
    SpectrumKind kind;
    Svd2 decomposition;
    Answer invertible = {}, turns_over = {};

    double at_scale(double x, int power = 1) const { return std::ldexp(x, power * exponent); }
};

Claim diagonalizable(const Spectrum& s) {
    if (s.kind == SpectrumKind::undecided) return {std::nullopt, s.residual};
    return {s.kind != SpectrumKind::defective, s.residual};
}

Claim real_eigenvalues(const Mat2& a, const Spectrum& s) {
    const double value = discriminant(a).value;
    if (s.kind == SpectrumKind::undecided) return {std::nullopt, value};
    return {s.kind != SpectrumKind::complex, value};
}

Claim symmetric(const Reading& r) { return {r.parts.symmetric(), r.at_scale(2 * sqrt2 * std::abs(r.parts.turn))}; }

/// |AᵀA - AAᵀ| = 4 sqrt 2 |turn| stretch: the mean, however large, has no part in it.
Claim normal(const Reading& r) {
    const Parts& p = r.parts;
    const double size = p.turnless() || p.stretchless() ? p.size() : std::hypot(p.turn, p.stretch);
    const double residual = size > 0 ? 2 * sqrt2 * (std::abs(p.turn) / size) * (p.stretch / size) : 0;
    return {either(p.symmetric(), p.rotation()), residual};
}

Answer is_one(const Reading& r, double part) { return vanishes(r.at_scale(part) - 1, 1, 1); }

/// A rotation, or a mirror, whose size is 1.
Claim orthogonal(const Reading& r) {
    const Parts& p = r.parts;
    const Vec2& sigma = r.decomposition.sigma;
    const double residual = std::hypot((sigma.x() - 1) * (sigma.x() + 1), (sigma.y() - 1) * (sigma.y() + 1));
    const Answer rotation = both(p.rotation(), is_one(r, p.round));
    const Answer mirror = both(vanishes(p.round, p.size(), std::hypot(p.turn, p.stretch)), is_one(r, p.stretch));
    return {either(rotation, mirror), residual};
}

/// A² = A: 0, I, or the eigenvalues 1 and 0 each once. |A² - A| is measured against the larger of |A| and |A²|.
Claim projection(const Reading& r, const Spectrum& eigen) {
    const double shrink = std::ldexp(1.0, std::min(r.exponent, 0)), grow = std::ldexp(1.0, std::min(-r.exponent, 0));
    const double size = r.factor.norm(), scale = std::max(shrink * size * size, grow * size);
    const double residual = (shrink * r.factor * r.factor - grow * r.factor).norm();
    const double residual_of_a = r.at_scale(residual, r.exponent > 0 ? 2 : 1);
    const Answer equation = vanishes(residual, 2 * scale, 2 * scale);
    if (r.kind == SpectrumKind::scalar) return {r.parts.size() > 0 ? both(r.parts.mean > 0, is_one(r, r.parts.mean)) : true, residual_of_a};
    if (r.kind == SpectrumKind::undecided) return {both(equation, {}), residual_of_a};
    if (r.kind != SpectrumKind::distinct || r.invertible == true) return {false, residual_of_a};
    // An error of the entries of a large, slanted projection moves its eigenvalues by as much more as it is large.
    const double off = std::max(std::abs(eigen.re.x() - 1), std::abs(eigen.re.y()));
    if (off <= 1e-10) return {equation, residual_of_a};
    return {off <= std::min(0.5, 2 * doubt * r.at_scale(size)) ? both(equation, {}) : false, residual_of_a};
}

/// The least eigenvalue of (A + Aᵀ)/2, mean - stretch, without its cancellation.
double least_of_symmetric_part(const Reading& r) {
    const Parts& p = r.parts;
    if (p.mean <= 0) return r.at_scale(p.mean - p.stretch);
    return r.at_scale(difference_of_products(r.factor(0, 0), r.factor(1, 1), p.skew, p.skew) / (p.mean + p.stretch));
}

/// Definiteness is asked of symmetric matrices, whose eigenvalues are mean ± stretch: their product is the determinant.
Claim definite(const Reading& r, bool strictly) {
    const Parts& p = r.parts;
    const double least = least_of_symmetric_part(r);
    Answer sign = !strictly;                // of the zero matrix
    if (p.size() > 0) {
        if (p.mean <= 0 || r.turns_over == true) sign = false;
        else if (r.invertible == false) sign = !strictly;
        else sign = r.invertible;
    }
    return {both(p.symmetric(), sign), least};
}

}

Properties properties(const Mat2& a, const Spectrum& eigen, const Svd2& d) {
    Properties p;
    p.determinant = determinant(a);
    p.log10_determinant = log10_determinant(a);
    p.trace = a.trace();
    p.condition = 1 / d.ratio;
    p.invertible = full_rank(d);

    const auto [factor, exponent] = scaled(a);
    Reading reading{.factor = factor, .exponent = exponent, .parts = parts(factor), .kind = eigen.kind, .decomposition = d};
    reading.invertible = p.invertible.holds;
    if (p.invertible.holds == true) reading.turns_over = wide_determinant(a).mantissa < 0;
    p.keeps_orientation = {reading.invertible == false ? false : negation(reading.turns_over), p.determinant};
    p.symmetric = symmetric(reading);
    p.normal = normal(reading);
    p.orthogonal = orthogonal(reading);
    p.projection = projection(reading, eigen);
    p.diagonalizable = diagonalizable(eigen);
    p.real_eigenvalues = real_eigenvalues(a, eigen);
    p.positive_definite = definite(reading, true);
    p.positive_semidefinite = definite(reading, false);
    return p;
}

}
