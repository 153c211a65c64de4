#pragma once
#include "compute/optimize/run.hpp"

#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// One thing that a theorem asks for.
struct Assumption {
    std::string text;                         ///< "a ≤ 1/L: 0.1 ≤ 0.25"
    bool holds = false;
    bool operator==(const Assumption&) const = default;
};

/// A theorem on f(x_k) − f*: gap · factorᵏ, or gap / (shift + slope·k)^power.
struct Bound {
    std::string theorem;                      ///< who proved it, and where
    std::string formula;                      ///< as text: "f − f* ≤ 2R²/(a(k+1)²)"
    std::vector<Assumption> assumptions;
    double gap = 0, factor = 1, shift = 1, slope = 0, power = 0;

    bool operator==(const Bound&) const = default;
    /// All assumptions hold.
    bool proven() const;
    /// What f(x_k) − f* cannot exceed.
    double at(int k) const;
};

/// The theorem that speaks about this method, with its assumptions checked on this function and start; nothing where there is none,
/// or where f* is not known.
std::optional<Bound> bound(const Optimizer& optimizer, const Objective& objective, const Vec2& start);

/// The factor by which f − f* shrinks in a step in the long run: the square of the spectral radius of the method's iteration
/// with the Hessian at the minimizer nearest to `end`. Nothing where the rate hangs on more than that.
std::optional<double> asymptotic_rate(const Optimizer& optimizer, const Objective& objective, const Vec2& end);

/// The factor by which f − f* shrank in a step: the geometric mean over the second half of the run above round-off; nothing where
/// f* is not known or there are too few steps.
std::optional<double> measured_rate(const Run& run, const Knowledge& known);

/// Below this, f − f* is round-off.
double gap_floor(double minimum);

/// Above this, f − f* is too large for a minimum, however small ∇f is. At |∇f| = 1e-6, x⁴ stands 1.6e-9 above its minimum.
double small_gap(double minimum);

/// The minimizer that is nearest to x, on the line of minimizers where they fill one; nothing where none is known.
std::optional<Vec2> nearest_minimizer(const Knowledge& known, const Vec2& x);

}
