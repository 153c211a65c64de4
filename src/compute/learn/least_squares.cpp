#include "compute/learn/least_squares.hpp"

#include <Eigen/QR>
#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace eigenscope {
namespace {

using Eigen::Index;
using Long = long double;
using MatrixL = Eigen::Matrix<Long, Eigen::Dynamic, Eigen::Dynamic>;
using VectorL = Eigen::Matrix<Long, Eigen::Dynamic, 1>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::string numbered(Index n, const char* what) { return std::to_string(n) + " " + what; }

std::optional<Error> refusal(const Eigen::MatrixXd& X, const Eigen::VectorXd& y) {
    if (X.rows() == 0 || X.cols() == 0) return Error{"there is nothing to fit: add a point"};
    if (X.rows() != y.size()) return Error{"there are " + numbered(X.rows(), "rows") + " but " + numbered(y.size(), "values of y")};
    if (!X.allFinite() || !y.allFinite()) return Error{"a number is missing or not finite: leave its row out"};
    return std::nullopt;
}

// X = Q R after the columns were scaled to length one and sorted; what is asked of it.
struct Factors {
    MatrixL basis;                            // n x rank, orthonormal
    MatrixL to_coefficients;                  // p x rank: coefficients = to_coefficients (basisᵀ y)
    int rank = 0;
};

Factors factors_of(const MatrixL& X) {
    const Index n = X.rows(), p = X.cols();
    VectorL lengths = X.colwise().stableNorm().transpose();
    for (Long& length : lengths) length = length > 0 ? length : 1;
    const MatrixL scaled = X * lengths.cwiseInverse().asDiagonal();
    Eigen::ColPivHouseholderQR<MatrixL> qr(scaled);
    // Numerical rank: below it the pivots are rounding (Golub and Van Loan, 5.4.3).
    qr.setThreshold(static_cast<Long>(std::max(n, p)) * std::numeric_limits<Long>::epsilon());
    const Index rank = qr.rank();
    const MatrixL R = qr.matrixR().topLeftCorner(rank, rank);
    const MatrixL inverse = R.template triangularView<Eigen::Upper>().solve(MatrixL::Identity(rank, rank));
    Factors factors{.basis = qr.householderQ() * MatrixL::Identity(n, rank), .to_coefficients = MatrixL::Zero(p, rank), .rank = static_cast<int>(rank)};
    const auto& order = qr.colsPermutation().indices();
    for (Index j = 0; j < rank; ++j) factors.to_coefficients.row(order[j]) = inverse.row(j) / lengths[order[j]];
    return factors;
}

double condition_of(const Eigen::MatrixXd& X) {
    if (X.rows() < X.cols()) return std::numeric_limits<double>::infinity();
    // R has the singular values of X and is small; scaled so that no square of them leaves the doubles.
    const double scale = X.cwiseAbs().maxCoeff();
    if (!(scale > 0)) return std::numeric_limits<double>::infinity();
    const MatrixL scaled = X.cast<Long>() / static_cast<Long>(scale);
    const MatrixL R = Eigen::HouseholderQR<MatrixL>(scaled).matrixQR().topRows(X.cols()).template triangularView<Eigen::Upper>();
    const VectorL sigma = Eigen::JacobiSVD<MatrixL>(R).singularValues();
    const Long ratio = sigma[0] / sigma[sigma.size() - 1];
    return std::isfinite(ratio) ? static_cast<double>(ratio) : std::numeric_limits<double>::infinity();
}

void add_residuals(LinearFit& fit, const VectorL& y, const VectorL& fitted) {
    const VectorL residuals = y - fitted;
    fit.fitted = fitted.cast<double>();
    fit.residuals = residuals.cast<double>();
    fit.residual_squares = static_cast<double>(residuals.squaredNorm());
    const Long about_mean = (y.array() - y.mean()).matrix().squaredNorm();
    fit.determination = about_mean > 0 ? static_cast<double>(1 - residuals.squaredNorm() / about_mean) : nan;
}

// Coefficients, deviations, and what each row does to them.
LinearFit fitted_by(const Factors& factors, const VectorL& y) {
    const Index n = y.size(), p = factors.to_coefficients.rows(), free = n - factors.rank;
    LinearFit fit;
    fit.rank = factors.rank;
    const VectorL projected = factors.basis.transpose() * y;
    add_residuals(fit, y, factors.basis * projected);
    const VectorL leverage = factors.basis.rowwise().squaredNorm();
    fit.leverage = leverage.cwiseMin(Long(1)).cast<double>();
    fit.coefficients = (factors.to_coefficients * projected).cast<double>();
    fit.residual_deviation = free > 0 ? std::sqrt(fit.residual_squares / static_cast<double>(free)) : nan;
    fit.deviations = (factors.to_coefficients.rowwise().norm().template cast<double>() * fit.residual_deviation).eval();
    for (Index j = 0; j < p; ++j)
        if (factors.to_coefficients.row(j).isZero(0)) fit.deviations[j] = nan;
    fit.influence.resize(n);
    const double variance = fit.residual_deviation * fit.residual_deviation;
    for (Index i = 0; i < n; ++i) {
        // Cook (1977), Technometrics 19. One row's share of a coefficient is all of it where nothing else decides it.
        const double rest = static_cast<double>(1 - leverage[i]);
        const bool alone = !(rest > 1e-12) || !(variance > 0);
        fit.influence[i] = alone ? nan : fit.residuals[i] * fit.residuals[i] * fit.leverage[i] / (factors.rank * variance * rest * rest);
    }
    return fit;
}

// Row j: the coefficients of ((x - middle) / half)^j in powers of x, from the binomial theorem one factor at a time.
MatrixL powers_of_shifted(Long middle, Long half, Index count) {
    MatrixL powers = MatrixL::Zero(count, count);
    powers(0, 0) = 1;
    for (Index j = 1; j < count; ++j)
        for (Index k = 0; k <= j; ++k)
            powers(j, k) = ((k > 0 ? powers(j - 1, k - 1) : 0) - middle * powers(j - 1, k)) / half;
    return powers;
}

template <class Scalar>
Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic> powers_of(const Eigen::Matrix<Scalar, Eigen::Dynamic, 1>& x, int degree) {
    Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic> powers(x.size(), degree + 1);
    powers.col(0).setOnes();
    for (int j = 1; j <= degree; ++j) powers.col(j) = powers.col(j - 1).cwiseProduct(x);
    return powers;
}

}

Result<LinearFit> least_squares(const Eigen::MatrixXd& X, const Eigen::VectorXd& y) {
    if (auto error = refusal(X, y)) return *std::move(error);
    LinearFit fit = fitted_by(factors_of(X.cast<Long>()), y.cast<Long>());
    fit.condition = fit.rank < X.cols() ? std::numeric_limits<double>::infinity() : condition_of(X);
    return fit;
}

Result<LinearFit> fit_polynomial(const Eigen::VectorXd& x, const Eigen::VectorXd& y, int degree) {
    if (auto error = refusal(x, y)) return *std::move(error);
    const auto places = static_cast<int>(std::set<double>(x.begin(), x.end()).size());
    if (degree < 0 || places <= degree)
        return Error{"degree " + std::to_string(degree) + " needs points at " + std::to_string(degree + 1) + " different places; there " +
                     (places == 1 ? "is 1" : "are " + std::to_string(places))};
    const Long lo = x.minCoeff(), hi = x.maxCoeff();
    const Long middle = (lo + hi) / 2, half = hi > lo ? (hi - lo) / 2 : 1;
    const VectorL t = (x.cast<Long>().array() - middle) / half;
    Factors factors = factors_of(powers_of<Long>(t, degree));
    factors.to_coefficients = (powers_of_shifted(middle, half, degree + 1).transpose() * factors.to_coefficients).eval();
    LinearFit fit = fitted_by(factors, y.cast<Long>());
    const Eigen::MatrixXd powers = powers_of<double>(x, degree);
    fit.condition = powers.allFinite() ? condition_of(powers) : std::numeric_limits<double>::infinity();
    return fit;
}

Result<LinearFit> ridge(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, double lambda) {
    if (auto error = refusal(X, y)) return *std::move(error);
    if (!(lambda >= 0)) return Error{"the penalty must be 0 or more"};
    if (lambda == 0) return least_squares(X, y);
    const Index n = X.rows(), p = X.cols();
    MatrixL held = MatrixL::Zero(n + p - 1, p);
    held.topRows(n) = X.cast<Long>();
    for (Index j = 1; j < p; ++j) held(n + j - 1, j) = std::sqrt(static_cast<Long>(lambda));
    VectorL target = VectorL::Zero(n + p - 1);
    target.head(n) = y.cast<Long>();
    const Factors factors = factors_of(held);
    const VectorL coefficients = factors.to_coefficients * (factors.basis.transpose() * target);
    LinearFit fit;
    fit.rank = factors.rank;
    fit.coefficients = coefficients.cast<double>();
    add_residuals(fit, y.cast<Long>(), X.cast<Long>() * coefficients);
    fit.leverage = factors.basis.topRows(n).rowwise().squaredNorm().cwiseMin(Long(1)).cast<double>();
    fit.deviations = Eigen::VectorXd::Constant(p, nan);
    fit.influence = Eigen::VectorXd::Constant(n, nan);
    fit.residual_deviation = nan;
    fit.condition = condition_of(held.cast<double>());
    return fit;
}

}
