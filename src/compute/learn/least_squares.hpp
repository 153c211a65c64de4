#pragma once
#include "base/result.hpp"

#include <Eigen/Core>

#include <cstdint>

namespace eigenscope {

/// A straight model y = X b fitted to n rows and p columns. Where the columns depend on each other (rank < p) the fit is the one that the
/// first independent ones give; the others' coefficients are 0 and have no deviation.
struct LinearFit {
    Eigen::VectorXd coefficients;             ///< p
    Eigen::VectorXd deviations;               ///< p, their standard deviations, from (XᵀX)⁻¹ and the residuals; NaN where n ≤ rank
    Eigen::VectorXd fitted, residuals;        ///< n
    Eigen::VectorXd leverage;                 ///< n, the diagonal of the projection onto the columns: 0 to 1, their sum is the rank
    Eigen::VectorXd influence;                ///< n, Cook's distance; NaN where a row alone decides a coefficient (leverage 1) or n ≤ rank
    double residual_squares = 0;              ///< Σ residual²
    double residual_deviation = 0;            ///< √(Σ residual² / (n - rank)); NaN where n ≤ rank
    double determination = 0;                 ///< R², about the mean of y; NaN where y is constant
    double condition = 0;                     ///< largest over smallest singular value of X as given; infinite where rank < p
    int rank = 0;
};

/// Least squares by Householder QR with pivoting (Golub and Van Loan, Matrix Computations, 5.4) of the columns scaled to length one, in long
/// double: twelve and more digits where the machine has 80 bits and κ is below 1e15. The condition number comes from the singular values.
/// Errors: no row, no column, a number that is not finite, lengths that differ.
Result<LinearFit> least_squares(const Eigen::MatrixXd& X, const Eigen::VectorXd& y);

/// A polynomial b₀ + b₁ x + ... + b_d x^d by least squares. It is worked out about the middle of the data, in units of their half range, where
/// powers are well apart, and turned into powers of x at the end (in long double). `condition` is that of the powers of x: what a naive fit
/// has to live with. More coefficients than different places make it an error.
Result<LinearFit> fit_polynomial(const Eigen::VectorXd& x, const Eigen::VectorXd& y, int degree);

/// Ridge regression: least squares with λ Σ b_j² over all columns but the first, which is the intercept's and is not held back. By QR of the
/// rows of X with rows √λ e_j below them (Golub and Van Loan, 6.1.5). Leverage is that of the held fit; deviations and influence are NaN.
Result<LinearFit> ridge(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, double lambda);

}
