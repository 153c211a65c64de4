#pragma once
#include "compute/optimize/methods.hpp"

#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// |∇f| that counts as zero in a run that began with the gradient norm `first`.
double gradient_tolerance(double first);

/// Nothing is left to gain for a strongly convex f: its minimum is near by |∇f|/μ, or ∇f is nothing but rounding. Always true of others.
bool settled(const Step& at, const Knowledge& known);

/// What kind of stationary point `at` is, by the Hessian; `why` says why the run ends there: "|∇f| = 3e-11".
Outcome stationary(const Step& at, Oracle& f, const std::string& why);

/// Whether the last steps run away, go round in circles, or stand still.
std::optional<Outcome> trouble(const Optimizer& optimizer, const std::vector<Step>& steps, Oracle& f);

/// The end of a run whose method found no next step.
Outcome failed(const Failure& failure, const std::vector<Step>& steps, Oracle& f);

/// The end of a run whose next iterate is outside the domain or not finite.
Outcome lost(const Step& last, const Step& next, const Oracle& f);

/// The distance from the start that counts as running away, and how far a ray is followed: 10⁸ widths of the function's window.
double far_away(const Knowledge& known);

/// "(0.41, -0.07)" with a true minus sign.
std::string point_text(const Vec2& x);

}
