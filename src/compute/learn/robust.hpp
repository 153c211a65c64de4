#pragma once
#include "base/result.hpp"

#include <Eigen/Core>

namespace eigenscope {

/// A fit y = X b (n rows, p columns) that outliers cannot pull away.
struct RobustFit {
    Eigen::VectorXd coefficients;             ///< p
    Eigen::VectorXd fitted, residuals;        ///< n
    double loss = 0;                          ///< what was made least, summed over the rows
    double excess = 0;                        ///< by how much at most the optimality condition is missed, relative to its terms: 0 is exact
    bool unique = true;                       ///< whether only these coefficients make it least, as far as the margin tells
};

/// Least absolute residuals, Σ |y - X b|, by weighted medians along the edges of the vertex it stands on (Bloomfield and Steiger, Least
/// absolute deviations, 1983, 7.2). The line goes through at least p of the points. Ties are parted by shifting each y by less than 1e-9 of its
/// spread in a fixed way; the shift is taken back at the end. Errors: as least_squares, and columns that depend on each other.
Result<RobustFit> least_absolute(const Eigen::MatrixXd& X, const Eigen::VectorXd& y);

/// Huber's loss, ½ r² up to |r| = delta and delta (|r| - ½ delta) beyond, summed, by Newton's method on this piecewise quadratic with an exact
/// line search, which ends after finitely many steps (Madsen and Nielsen, BIT 30, 1990). Errors: as least_absolute, and delta that is not above 0.
Result<RobustFit> least_huber(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, double delta);

}
