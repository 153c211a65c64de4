#pragma once
#include "compute/probability/twofold.hpp"

namespace eigenscope::special {

/// Mills' ratio (1 - Φ(z)) / φ(z), for z >= 0.
double mills_ratio(double z);

/// A tail as a factor times e^-exponent: the exponent is needed to more digits than a double has, for each that it lacks is one of the tail.
struct ScaledTail {
    Twofold exponent;
    double factor;
    double value() const { return std::exp(-exponent.hi) * (1 - exponent.lo) * factor; }
    double log() const { return -exponent.hi + (std::log(factor) - exponent.lo); }
};

/// From here on a is large for near_gamma_tail, as long as x is nearer to it than half of it; farther away no probability is a double.
inline constexpr double large_shape = 1e4;
inline bool is_near_large_shape(double a, double x) { return a >= large_shape && std::abs(x - a) <= 0.5 * a; }

/// The smaller one of the regularized incomplete gamma functions: P(a, x) below a, Q(a, x) above it.
ScaledTail near_gamma_tail(double a, double x);

}
