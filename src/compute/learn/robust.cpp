#include "compute/learn/robust.hpp"

#include "compute/learn/least_squares.hpp"

#include <Eigen/LU>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace eigenscope {
namespace {

using Eigen::Index;

// A number between -1 and 1 for each row, the same in every run and on every machine (the finaliser of SplitMix64, Steele et al. 2014).
double fixed_shift(Index i) {
    std::uint64_t z = static_cast<std::uint64_t>(i + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<double>(z >> 11) * 0x1p-52 - 1;
}

// The start of both: errors of the input, and the columns scaled to length one.
struct Scaled {
    Eigen::MatrixXd X;
    Eigen::VectorXd lengths;
    Eigen::VectorXd start;                    ///< least squares, in scaled columns
};

Result<Scaled> scaled(const Eigen::MatrixXd& X, const Eigen::VectorXd& y) {
    const Result<LinearFit> fit = least_squares(X, y);
    if (!fit) return Error{fit.error()};
    if (fit->rank < X.cols()) return Error{"the columns depend on each other: leave one out, or lower the degree"};
    Scaled problem{.X = X, .lengths = X.colwise().stableNorm().transpose(), .start = {}};
    problem.X = X * problem.lengths.cwiseInverse().asDiagonal();
    problem.start = fit->coefficients.cwiseProduct(problem.lengths);
    return problem;
}

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

// A vertex: as many rows as columns, through whose points the fit goes exactly.
class AbsoluteDescent {
public:
    AbsoluteDescent(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, const Eigen::VectorXd& start) : X_(X), y_(y) { choose_basis((y - X * start).cwiseAbs()); }

    void run() {
        // Each step lowers the sum, and there are finitely many vertices; in practice a few dozen steps are enough.
        constexpr int most_steps = 10'000;
        for (int step = 0; step < most_steps; ++step)
            if (!improve()) return;
    }

    const std::vector<Index>& basis() const { return basis_; }
    /// The multipliers of the basic rows: optimal where all lie within [-1, 1].
    Eigen::VectorXd multipliers() const {
        Eigen::VectorXd pull = Eigen::VectorXd::Zero(X_.cols());
        for (Index i = 0; i < X_.rows(); ++i)
            if (!is_basic_[static_cast<std::size_t>(i)]) pull += sign(residuals_[i]) * X_.row(i).transpose();
        return -(inverse_.transpose() * pull);
    }

private:
    // Independent rows, those with small residuals first.
    void choose_basis(const Eigen::VectorXd& distance) {
        const Index n = X_.rows(), p = X_.cols();
        std::vector<Index> order(static_cast<std::size_t>(n));
        std::iota(order.begin(), order.end(), Index{0});
        std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return distance[a] < distance[b]; });
        Eigen::MatrixXd orthonormal(p, 0);
        for (const double least : {1e-3, 1e-7, 1e-12}) {
            for (const Index i : order) {
                if (orthonormal.cols() == p) break;
                if (std::ranges::find(basis_, i) != basis_.end()) continue;
                const Eigen::VectorXd row = X_.row(i).transpose();
                const Eigen::VectorXd rest = row - orthonormal * (orthonormal.transpose() * row);
                if (!(rest.norm() > least * row.norm())) continue;
                orthonormal.conservativeResize(Eigen::NoChange, orthonormal.cols() + 1);
                orthonormal.col(orthonormal.cols() - 1) = rest.normalized();
                basis_.push_back(i);
            }
        }
        is_basic_.assign(static_cast<std::size_t>(n), false);
        for (const Index i : basis_) is_basic_[static_cast<std::size_t>(i)] = true;
        refactor();
    }

    void refactor() {
        const auto p = static_cast<Index>(basis_.size());
        Eigen::MatrixXd rows(p, p);
        Eigen::VectorXd values(p);
        for (Index k = 0; k < p; ++k) {
            rows.row(k) = X_.row(basis_[static_cast<std::size_t>(k)]);
            values[k] = y_[basis_[static_cast<std::size_t>(k)]];
        }
        const Eigen::FullPivLU<Eigen::MatrixXd> lu(rows);
        inverse_ = lu.inverse();
        residuals_ = y_ - X_ * lu.solve(values);
        for (const Index i : basis_) residuals_[i] = 0;
    }

    // Along the edge that leaves the worst basic row, to the weighted median of where the other rows' residuals change sign.
    bool improve() {
        const Eigen::VectorXd u = multipliers();
        Index leaving = 0;
        if (!(u.cwiseAbs().maxCoeff(&leaving) > 1 + 1e-12)) return false;
        const Eigen::VectorXd change = X_ * inverse_.col(leaving) * (u[leaving] > 0 ? -1.0 : 1.0);   // of the fitted values, for a unit step
        struct Crossing { double at, weight; Index row; };
        std::vector<Crossing> crossings;
        for (Index i = 0; i < X_.rows(); ++i) {
            const double at = residuals_[i] / change[i];
            if (!is_basic_[static_cast<std::size_t>(i)] && change[i] != 0 && at > 0) crossings.push_back({at, std::abs(change[i]), i});
        }
        std::sort(crossings.begin(), crossings.end(), [](const Crossing& a, const Crossing& b) { return a.at < b.at || (a.at == b.at && a.row < b.row); });
        double slope = 1 - std::abs(u[leaving]);
        for (const Crossing& crossing : crossings) {
            slope += 2 * crossing.weight;
            if (slope < 0) continue;
            is_basic_[static_cast<std::size_t>(basis_[static_cast<std::size_t>(leaving)])] = false;
            is_basic_[static_cast<std::size_t>(crossing.row)] = true;
            basis_[static_cast<std::size_t>(leaving)] = crossing.row;
            refactor();
            return true;
        }
        return false;
    }

    const Eigen::MatrixXd& X_;
    const Eigen::VectorXd& y_;
    std::vector<Index> basis_;
    std::vector<bool> is_basic_;
    Eigen::MatrixXd inverse_;
    Eigen::VectorXd residuals_;
};

RobustFit fit_with(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, Eigen::VectorXd coefficients) {
    RobustFit fit;
    fit.coefficients = std::move(coefficients);
    fit.fitted = X * fit.coefficients;
    fit.residuals = y - fit.fitted;
    return fit;
}

}

Result<RobustFit> least_absolute(const Eigen::MatrixXd& X, const Eigen::VectorXd& y) {
    const Result<Scaled> problem = scaled(X, y);
    if (!problem) return Error{problem.error()};
    const double spread = (y.array() - y.mean()).abs().maxCoeff();
    const Eigen::VectorXd shifted = y + Eigen::VectorXd::NullaryExpr(y.size(), [&](Index i) { return 1e-9 * spread * fixed_shift(i); });
    AbsoluteDescent descent(problem->X, shifted, problem->start);
    descent.run();
    const auto p = X.cols();
    Eigen::MatrixXd rows(p, p);
    Eigen::VectorXd values(p);
    for (Index k = 0; k < p; ++k) {
        rows.row(k) = X.row(descent.basis()[static_cast<std::size_t>(k)]);
        values[k] = y[descent.basis()[static_cast<std::size_t>(k)]];
    }
    RobustFit fit = fit_with(X, y, Eigen::PartialPivLU<Eigen::MatrixXd>(rows).solve(values));
    for (const Index i : descent.basis()) fit.residuals[i] = 0;
    fit.loss = fit.residuals.lpNorm<1>();
    const Eigen::VectorXd u = descent.multipliers().cwiseAbs();
    fit.excess = std::max(0.0, u.maxCoeff() - 1);
    // A multiplier at its bound lets its row leave at no cost.
    fit.unique = u.maxCoeff() < 1 - 1e-9;
    return fit;
}

Result<RobustFit> least_huber(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, double delta) {
    if (!(delta > 0 && std::isfinite(delta))) return Error{"delta must be above 0"};
    const Result<Scaled> problem = scaled(X, y);
    if (!problem) return Error{problem.error()};
    const Eigen::MatrixXd& Z = problem->X;
    const auto clipped = [&](const Eigen::VectorXd& r) { return Eigen::VectorXd(r.cwiseMax(-delta).cwiseMin(delta)); };
    const auto downhill = [&](const Eigen::VectorXd& r) { return Eigen::VectorXd(Z.transpose() * clipped(r)); };
    const auto inside = [&](const Eigen::VectorXd& r) { return Eigen::VectorXd((r.array().abs() <= delta).cast<double>()); };

    const auto loss = [&](const Eigen::VectorXd& r) {
        return r.unaryExpr([&](double x) { return std::abs(x) <= delta ? x * x / 2 : delta * (std::abs(x) - delta / 2); }).sum();
    };

    // From the better end of the family: least squares is the limit of a wide delta, least absolute residuals that of a narrow one.
    Eigen::VectorXd b = problem->start, r = y - Z * b;
    if (const auto absolute = least_absolute(X, y); absolute && loss(absolute->residuals) < loss(r)) {
        b = absolute->coefficients.cwiseProduct(problem->lengths);
        r = absolute->residuals;
    }
    bool unique = true;
    constexpr int most_steps = 500;
    for (int step = 0; step < most_steps; ++step) {
        const Eigen::VectorXd pull = downhill(r), quadratic = inside(r);
        // Where too few rows are inside, the quadratic part is flat in some directions: the least-norm step, and steepest descent in the rest.
        const Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> hessian(Z.transpose() * quadratic.asDiagonal() * Z);
        Eigen::VectorXd d = hessian.solve(pull);
        unique = hessian.rank() == Z.cols();
        if (!unique) d += pull - Z.transpose() * (quadratic.asDiagonal() * (Z * d));
        const Eigen::VectorXd change = Z * d;
        if (inside(r - change) == quadratic && unique) {
            b += d;
            r = y - Z * b;
            break;
        }
        // The slope along d rises from below 0: bisection between where it is below and where it is above. A power of two brackets it.
        const auto slope = [&](double t) { return -clipped(r - t * change).dot(change); };
        if (!(slope(0) < 0)) break;
        double below = 0, above = 1;
        for (int k = 0; k < 200 && slope(above) < 0; ++k) below = std::exchange(above, 2 * above);
        for (int k = 0; k < 60; ++k) {
            const double middle = below + (above - below) / 2;
            (slope(middle) < 0 ? below : above) = middle;
        }
        b += above * d;
        r = y - Z * b;
    }
    RobustFit fit = fit_with(X, y, b.cwiseQuotient(problem->lengths));
    fit.loss = loss(fit.residuals);
    const double terms = (Z.cwiseAbs().transpose() * clipped(fit.residuals).cwiseAbs()).maxCoeff();
    fit.excess = terms > 0 ? downhill(fit.residuals).cwiseAbs().maxCoeff() / terms : 0;
    fit.unique = unique;
    return fit;
}

}
