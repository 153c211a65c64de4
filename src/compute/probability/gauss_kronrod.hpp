#pragma once
#include <Eigen/Core>

#include <array>

namespace eigenscope::gauss_kronrod {

/// How many abscissae the rule has: 10 of Gauss and 11 of Kronrod between them.
inline constexpr int points = 21;

using Samples = Eigen::Matrix<double, points, 1>;
using Transform = Eigen::Matrix<double, points, points>;

/// The 10-21 rule of Gauss and Kronrod on [-1, 1] (Piessens et al., QUADPACK, 1983), and the polynomial of degree 20 through the
/// samples at its nodes. Series are Chebyshev's: c[0]/1 T0 + c[1] T1 + ...
struct Rule {
    Samples nodes;                            ///< from the left to the right
    Samples kronrod, gauss;                   ///< weights; those of Gauss are 0 at Kronrod's nodes
    Transform series;                         ///< samples to the series of the polynomial
    /// Samples to the series of its means over [-1, u] and over [u, 1]: times 1 + u (or 1 - u) they are its integrals, with relative
    /// digits at both ends.
    Transform lower_mean, upper_mean;
};

/// Made once.
const Rule& rule();

/// The sum of a Chebyshev series at u (Clenshaw 1955).
double sum(const Samples& series, double u);

}
