#pragma once
#include "compute/optimize/objective.hpp"
#include "compute/optimize/optimizer.hpp"

#include <cmath>
#include <optional>
#include <string>

namespace eigenscope {

/// The step above which a method diverges on quadratics whose largest curvature is L.
struct StepLimit {
    double rate = 0;                          ///< the method's step a
    double limit = 0;
    std::string name = {};                    ///< "2/L", "2(1+b)/L"
    double factor = 0;                        ///< what multiplies the error along the steepest axis in a step, in the long run
    bool operator==(const StepLimit&) const = default;
    bool above() const { return rate > limit && !exact(); }
    bool exact() const { return std::abs(rate - limit) < 1e-9 * limit; }
};

/// The limit of gradient descent, heavy ball and Nesterov's method; nothing for other methods, and where f is not convex
/// with a known L > 0. The factor is not-a-number where the momentum changes from step to step.
std::optional<StepLimit> step_limit(const Optimizer& optimizer, const Knowledge& known);

/// " 0.25 is above 2/L = 0.2: the error in the steep direction is multiplied by -1.5 each time."; empty unless the step is above
/// its limit. The factor is said of quadratics alone.
std::string overstep(const Optimizer& optimizer, const Knowledge& known, bool quadratic);

/// The momentum (1 − q)/(1 + q) with q = √(μa) of Nesterov's strongly convex schedule, μa ≤ 1: Nesterov, Lectures on Convex
/// Optimization 2018, (2.2.20).
double constant_momentum(double mu, double rate);

/// The spectral radius of a method's iteration on ½λx²; nothing where there is no such number.
std::optional<double> spectral_radius(const Optimizer& optimizer, double lambda, double mu);

}
