#pragma once
#include "compute/optimize/methods.hpp"
#include "compute/optimize/progress.hpp"

#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// The end of a run whose gradient has become zero, as far as a run of its size can tell; nothing while there is something left to gain.
std::optional<Outcome> arrived(const Step& at, const Oracle& f, const Progress& progress);

/// The stationary point near an iterate. Of a strongly convex f that is its minimum, and nothing is searched.
CriticalPoint point_near(const Step& at, const Oracle& f, const Units& units);

/// What kind of stationary point `at` is; `why` says why the run ends there: "|∇f| = 3e-11".
Outcome stationary(const Step& at, const Oracle& f, Phrase why, const Progress& progress);

/// The same, with the stationary point that was found near.
Outcome stationary(const Step& at, const Oracle& f, Phrase why, const Progress& progress, const CriticalPoint& point);

/// f is strongly convex and its minimum is near: μ|x − x*|² ≤ ∇fᵀ(x − x*), so that |x − x*| ≤ |∇f|/μ (Cauchy & Schwarz).
bool surely_near_minimum(const Step& at, const Knowledge& known, const Units& units);

/// f lies above its known minimum by more than a flat minimum and rounding explain: no place to stop, however small ∇f is.
bool high_above(const Step& at, const Knowledge& known);

/// Whether the last steps run away, go round in circles, or stand still.
std::optional<Outcome> trouble(const Optimizer& optimizer, const std::vector<Step>& steps, const Oracle& f, Progress& progress);

/// The end of a run whose method found no next step.
Outcome failed(const StepFailure& failure, const Step& last, const Oracle& f, const Progress& progress);

/// The end of a run whose next iterate is outside the domain or not finite.
Outcome lost(const Step& last, const Step& next, const Oracle& f, const Progress& progress);

/// The end at an iterate where f has no gradient, if f rises all around it.
std::optional<Outcome> lowest_at(const Step& at, const Oracle& f, const Progress& progress);

/// "(0.41, -0.07)" with a true minus sign.
std::string point_text(const Vec2& x);
/// "(0, -1)", the larger number 1.
std::string direction_text(const Vec2& d);

}
