#include "compute/linear/properties.hpp"

#include "compute/linear/exact.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

/// An equation that holds up to a few roundings of numbers as large as `scale`: yes; up to 1e-12 of them, which
/// neither rounding nor intention explains: nobody can tell; else no.
Claim equation(double residual, double scale) {
    if (!std::isfinite(residual)) return {false, residual};
    if (residual <= 8 * eps * scale) return {true, residual};
    if (residual <= 1e-12 * scale) return {std::nullopt, residual};
    return {false, residual};
}

Claim diagonalizable(const Spectrum& s) {
    if (s.kind == SpectrumKind::defective) return {false, s.residual};
    if (s.kind == SpectrumKind::undecided) return {std::nullopt, s.residual};
    return {true, s.residual};
}

Claim real_eigenvalues(const Mat2& a, const Spectrum& s) {
    const auto [factor, exponent] = scaled(a);
    const double value = std::ldexp(discriminant(factor).value, 2 * exponent);
    if (s.kind == SpectrumKind::undecided) return {std::nullopt, value};
    return {s.kind != SpectrumKind::complex, value};
}

/// Definiteness is asked of symmetric matrices; `least` is the smallest eigenvalue of the symmetric part.
Claim definite(const Claim& symmetric, const Spectrum& part, bool singular, bool strictly) {
    const double least = part.re.y(), largest = part.re.cwiseAbs().maxCoeff();
    std::optional<bool> sign;
    if (least > sure * largest) sign = true;
    else if (least < -sure * largest) sign = false;
    else if (singular) sign = !strictly;
    if (symmetric.holds == false || sign == false) return {false, least};
    if (!symmetric.holds) return {std::nullopt, least};
    return {sign, least};
}

}

Properties properties(const Mat2& a, const Spectrum& eigen, const Svd2& d) {
    Properties p;
    p.determinant = determinant(a);
    p.log10_determinant = log10_determinant(a);
    p.trace = a.trace();
    p.condition = d.sigma.y() == 0 ? std::numeric_limits<double>::infinity() : d.sigma.x() / d.sigma.y();
    p.invertible = full_rank(d);

    // What is asked of A and of 2A alike is asked of the scaled factor, which neither overflows nor vanishes.
    const auto [factor, exponent] = scaled(a);
    p.keeps_orientation = {p.invertible.holds ? std::optional(determinant(factor) > 0) : std::nullopt, p.determinant};
    const Mat2 factor_gram = factor.transpose() * factor;
    p.symmetric = equation((factor - factor.transpose()).norm(), factor.norm());
    p.symmetric.residual = std::ldexp(p.symmetric.residual, exponent);
    p.normal = equation((factor_gram - factor * factor.transpose()).norm(), factor_gram.norm());
    p.normal.residual = std::ldexp(p.normal.residual, 2 * exponent);

    const double size = a.norm();
    const Mat2 gram = a.transpose() * a;
    p.orthogonal = equation((gram - Mat2::Identity()).norm(), std::max(1.0, gram.norm()));
    p.projection = equation((a * a - a).norm(), std::max(size, size * size));

    p.diagonalizable = diagonalizable(eigen);
    p.real_eigenvalues = real_eigenvalues(a, eigen);
    const Mat2 symmetric_part = 0.5 * (a + a.transpose());
    const Spectrum part = spectrum(symmetric_part);
    const bool singular = determinant(symmetric_part) == 0;
    p.positive_definite = definite(p.symmetric, part, singular, true);
    p.positive_semidefinite = definite(p.symmetric, part, singular, false);
    return p;
}

}
