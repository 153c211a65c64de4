#include "compute/linear/svd.hpp"

#include "compute/linear/exact.hpp"

#include <Eigen/SVD>

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
    }
    result.rank = sigma.y() > 2 * eps * sigma.x() ? 2 : 1;
    for (int i = 0; i < 2; ++i) result.sigma(i) = std::ldexp(sigma(i), exponent);
    return result;
}

}
