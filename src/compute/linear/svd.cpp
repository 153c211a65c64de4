#include "compute/linear/svd.hpp"

#include "compute/linear/exact.hpp"

#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

void choose_signs(Svd2& d) {
    for (int i = 0; i < 2; ++i) {
        Eigen::Index larger = 0;
        d.v.col(i).cwiseAbs().maxCoeff(&larger);
        if (d.v(larger, i) < 0) {
            d.v.col(i) *= -1;
            d.u.col(i) *= -1;
        }
    }
}

/// One-sided rotations leave the smaller value with an error of eps sigma1. The determinant has all its digits.
void sharpen(Svd2& d, Vec2& sigma, double det) {
    sigma.y() = std::min(sigma.x(), std::abs(det) / sigma.x());
    if (det != 0 && (determinant(d.u) * determinant(d.v) < 0) != (det < 0)) d.u.col(1) *= -1;
}

}

Svd2 svd(const Mat2& a) {
    const auto [factor, exponent] = scaled(a);
    Svd2 result;
    if (factor.isZero(0)) {
        result.sigma.setZero();
        result.rank = 0;
        return result;
    }
    const Eigen::JacobiSVD<Mat2> solver(factor, Eigen::ComputeFullU | Eigen::ComputeFullV);
    Vec2 sigma = solver.singularValues();
    // A rotation times a number comes with sigmas that differ by rounding only: then the axes mean nothing, and the
    // plainest pair is taken so that they do not depend on that rounding.
    result.round = sigma.x() - sigma.y() <= 16 * eps * sigma.x();
    if (result.round) {
        sigma.setConstant(sigma.mean());
        result.u = factor / sigma.x();
    } else {
        result.u = solver.matrixU();
        result.v = solver.matrixV();
        choose_signs(result);
        sharpen(result, sigma, determinant(factor));
    }
    result.rank = sigma.y() > lost * sigma.x() ? 2 : 1;
    for (int i = 0; i < 2; ++i) result.sigma(i) = std::ldexp(sigma(i), exponent);
    return result;
}

Claim full_rank(const Svd2& d) {
    const double ratio = d.sigma.x() > 0 ? d.sigma.y() / d.sigma.x() : 0;
    if (ratio > sure) return {true, ratio};
    if (ratio == 0) return {false, 0};
    return {std::nullopt, ratio};
}

std::optional<Mat2> inverse(const Mat2& a) {
    if (svd(a).rank < 2) return std::nullopt;
    const auto [factor, exponent] = scaled(a);
    const Mat2 adjugate{{factor(1, 1), -factor(0, 1)}, {-factor(1, 0), factor(0, 0)}};
    const Mat2 of_factor = adjugate / determinant(factor);
    return of_factor.unaryExpr([shift = -exponent](double x) { return std::ldexp(x, shift); });
}

}
