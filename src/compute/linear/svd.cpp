#include "compute/linear/svd.hpp"

#include "compute/linear/exact.hpp"
#include "compute/linear/parts.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

namespace {

Vec2 across(const Vec2& v) { return Vec2(-v.y(), v.x()); }

/// A v = u sigma for the scaled A = R(theta) H: H is symmetric, with `stretch` along half the angle of M turned back by theta.
void axes(const Mat2& a, const Parts& p, bool turns_over, Svd2& d) {
    const Vec2 v = half_angle(difference_of_products(p.half, p.mean, -p.skew, p.turn),
                              difference_of_products(p.skew, p.mean, p.half, p.turn));
    const Vec2 image = a * v, u = image / length(image);
    d.v << v, across(v);
    d.u << u, turns_over ? Vec2(-across(u)) : across(u);
}

}

Svd2 svd(const Mat2& a) {
    const auto [factor, exponent] = scaled(a);
    Svd2 result;
    const Wide det = wide_determinant(a);
    result.flat = det.mantissa == 0;
    if (factor.isZero(0)) {
        result.sigma.setZero();
        result.rank = 0;
        result.ratio = 0;
        return result;
    }
    const Parts p = parts(factor);
    const auto at_scale = [exponent](double x) { return std::ldexp(x, exponent); };
    result.round = p.circular();
    // An orthogonal matrix times a number: its axes mean nothing, and the plainest pair is taken so that they do not depend on rounding.
    if (result.round) {
        const double radius = std::max(p.round, p.stretch);
        result.u = factor / radius;
        result.sigma.setConstant(at_scale(radius));
        return result;
    }
    axes(factor, p, det.mantissa <= 0, result); // of a flat A either would do
    const double longer = p.round + p.stretch;
    const Wide shorter = Wide{std::abs(det.mantissa), det.exponent} / wide(longer);
    // det A = sigma1 sigma2 has all its digits, the difference of the parts has not.
    result.sigma = Vec2(at_scale(longer), std::min(at_scale(longer), std::ldexp(shorter.mantissa, shorter.exponent - exponent)));
    result.ratio = std::min(1.0, std::ldexp(shorter.mantissa, shorter.exponent - 2 * exponent) / longer);
    result.rank = result.ratio > lost ? 2 : 1;
    return result;
}

Claim full_rank(const Svd2& d) {
    if (d.ratio > sure) return {true, d.ratio};
    if (d.flat) return {false, 0};
    return {std::nullopt, d.ratio};
}

std::optional<Mat2> inverse(const Mat2& a) {
    if (svd(a).rank < 2) return std::nullopt;
    const auto [factor, exponent] = scaled(a);
    const Mat2 adjugate{{factor(1, 1), -factor(0, 1)}, {-factor(1, 0), factor(0, 0)}};
    const Mat2 of_factor = adjugate / determinant(factor);
    return of_factor.unaryExpr([shift = -exponent](double x) { return std::ldexp(x, shift); });
}

}
