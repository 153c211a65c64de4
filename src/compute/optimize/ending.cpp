#include "compute/optimize/ending.hpp"

#include "base/number.hpp"
#include "compute/optimize/bound.hpp"
#include "compute/optimize/stability.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

std::string_view spoken(TrialVerdict verdict) {
    static constexpr std::array<std::string_view, 4> words = {"accepted", "f too high", "still too steep", "not finite"};
    return words[static_cast<std::size_t>(verdict)];
}

namespace {

struct EndingName {
    std::string_view key, words;
};

EndingName name_of(Ending ending) {
    switch (ending) {
        case Ending::converged: return {"converged", "converged"};
        case Ending::saddle: return {"saddle", "stopped at a saddle"};
        case Ending::maximum: return {"maximum", "stopped at a maximum"};
        case Ending::flat: return {"flat", "flat"};
        case Ending::diverged: return {"diverged", "diverging"};
        case Ending::cycling: return {"cycling", "cycling"};
        case Ending::left_domain: return {"left-domain", "left the domain"};
        case Ending::not_finite: return {"not-finite", "not finite"};
        case Ending::not_descent: return {"not-descent", "not a direction of descent"};
        case Ending::search_failed: return {"search-failed", "line search failed"};
        case Ending::unsuitable: return {"unsuitable", "unsuitable"};
        case Ending::stopped: return {"stopped", "stopped"};
        case Ending::budget_used: return {"budget-used", "budget used"};
    }
    return {};
}

}

std::string_view spoken(Ending ending) { return name_of(ending).words; }
std::string_view key_of(Ending ending) { return name_of(ending).key; }

double far_away(const Knowledge& known) { return 1e8 * length(known.hi - known.lo); }

std::string point_text(const Vec2& x) { return "(" + significant(x.x()) + ", " + significant(x.y()) + ")"; }

namespace {

// What a gradient can be at most to count as zero.
constexpr double steepest_zero = 1e-6;

}

// Relative to the first gradient, but not for ever: from a start where |∇f| = 1e18, a tolerance of 1e8 would end a run high
// above the minimum.
double gradient_tolerance(double first) { return std::clamp(1e-10 * first, 1e-10, steepest_zero); }

namespace {

// The size of the numbers that x is made of.
double scale_of(const Vec2& x, const Knowledge& known) { return std::max(length(x), length(known.hi - known.lo)); }

// Whether the minimum of a strongly convex f is near: μ|x − x*|² ≤ ∇fᵀ(x − x*), so that |x − x*| ≤ |∇f|/μ (Cauchy & Schwarz).
bool near_minimum(const Step& at, const Knowledge& known) {
    return !known.mu || length(at.g) <= *known.mu * 1e-6 * scale_of(at.x, known);
}

}

bool settled(const Step& at, const Knowledge& known) {
    // Each coordinate carries an error of eps, and L makes a gradient of it: below that ∇f means nothing.
    const double noise = 4 * std::numeric_limits<double>::epsilon() * known.L.value_or(0) * scale_of(at.x, known);
    return near_minimum(at, known) || length(at.g) <= noise;
}

namespace {

std::string gap_text(const Step& at, const Knowledge& known) {
    if (!known.minimum) return "the minimum of f is not known";
    return "f − f* = " + significant(at.f - *known.minimum);
}

}

Outcome stationary(const Step& at, Oracle& f, const std::string& why) {
    const Mat2 hessian = f.hessian(at.x);
    if (!hessian.allFinite()) return {Ending::flat, why + ". f has no finite curvature here, and " + gap_text(at, f.known()) + ".", at.k, at.f};
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian, Eigen::EigenvaluesOnly);
    const double low = solver.eigenvalues()(0), high = solver.eigenvalues()(1);
    const std::string curvatures = "curvatures " + significant(low) + " and " + significant(high);
    // Near a degenerate minimum the curvatures go to zero with the gradient: at |∇f| = 1e-10, x⁴ still has 12x² = 1e-6.
    const double zero = 1e-5 * std::max(1.0, std::abs(high));
    const Knowledge& known = f.known();
    const auto outcome = [&](Ending ending, const std::string& verdict) {
        return Outcome{ending, why + ". " + verdict, at.k, at.f};
    };
    // A gradient can be small far above f*: where f* is known, f itself is asked.
    const double gap = known.minimum ? at.f - *known.minimum : Step::none;
    const bool high_above = known.minimum && !(gap <= small_gap(*known.minimum));
    if (known.mu && !high_above && near_minimum(at, known))
        return outcome(Ending::converged, "f is strongly convex, so this is its minimum (" + curvatures + ").");
    if (known.mu && !high_above)
        return outcome(Ending::flat, "Flat here: f curves so little that its minimum may lie " + significant(length(at.g) / *known.mu) +
                                         " away (" + curvatures + ").");
    if (low < -zero && high > zero) return outcome(Ending::saddle, "A saddle, not a minimum: " + curvatures + ".");
    if (low < -zero) return outcome(Ending::maximum, "A maximum, not a minimum: " + curvatures + ".");
    if (high_above) return outcome(Ending::flat, "Flat here, but not the minimum: " + curvatures + ", and " + gap_text(at, known) + ".");
    if (low > zero && !known.minimum && !is_convex(known.convexity))
        return outcome(Ending::converged, "A minimum, but maybe not the lowest: " + curvatures + ".");
    if (low > zero) return outcome(Ending::converged, "A minimum: " + curvatures + ".");
    if (known.along) return outcome(Ending::converged, "f is convex, so this is one of its minima: a whole line of them.");
    if (known.minimum && gap <= gap_floor(*known.minimum)) return outcome(Ending::converged, "f is at its minimum: " + gap_text(at, known) + ".");
    return outcome(Ending::flat, "Flat here: " + curvatures + ", and " + gap_text(at, known) + ".");
}

namespace {

// The growth that counts as running away: f rises for five steps in a row, and a thousand times as high as it could fall.
constexpr int rising_steps = 5;
constexpr double growth = 1e3;

double possible_fall(const std::vector<Step>& steps, const Knowledge& known) {
    double lowest = known.minimum.value_or(std::numeric_limits<double>::infinity());
    for (const Step& s : steps) lowest = std::min(lowest, s.f);
    return std::max(steps.front().f - lowest, 1e-9 * (1 + std::abs(steps.front().f)));
}

bool risen_far(const std::vector<Step>& steps, const Knowledge& known) {
    return steps.back().f - steps.front().f > growth * possible_fall(steps, known);
}

bool rising(const std::vector<Step>& steps) {
    if (steps.size() <= rising_steps) return false;
    for (std::size_t i = steps.size() - rising_steps; i < steps.size(); ++i)
        if (!(steps[i].f > steps[i - 1].f)) return false;
    return true;
}

std::string too_long(const Optimizer& optimizer, const Oracle& f) {
    const std::string cause = overstep(optimizer, f.known(), f.quadratic());
    return cause.empty() ? cause : " The step" + cause;
}

std::optional<Outcome> divergence(const Optimizer& optimizer, const std::vector<Step>& steps, const Oracle& f) {
    const Step &first = steps.front(), &last = steps.back();
    const Knowledge& known = f.known();
    const double away = length(last.x - first.x);
    if (rising(steps) && risen_far(steps, known))
        return Outcome{Ending::diverged, "f rose from " + significant(first.f) + " to " + significant(last.f) + " in " +
                                             std::to_string(last.k) + " steps." + too_long(optimizer, f), last.k, last.f};
    if (!(away <= far_away(known))) {
        const std::string falls = f.quadratic() ? " f falls without bound." : " f still falls there.";
        const std::string end = last.f < first.f && !known.minimum ? falls : too_long(optimizer, f);
        return Outcome{Ending::diverged, "x_" + std::to_string(last.k) + " is " + significant(away) +
                                             " away from the start." + end, last.k, last.f};
    }
    return {};
}

// How far apart two iterates are, relative to where they are.
double apart(const Step& a, const Step& b) { return length(a.x - b.x) / (1 + length(a.x)); }

// The last move is large enough to be seen; smaller ones may be round-off.
constexpr double seen = 1e-6;
bool moves(const std::vector<Step>& steps) { return apart(steps.back(), steps[steps.size() - 2]) > seen; }

// The last three rounds repeat after `period` steps.
bool repeats(const std::vector<Step>& steps, std::size_t period, double tolerance) {
    if (steps.size() < 4 * period) return false;
    for (std::size_t i = steps.size() - 3 * period; i < steps.size(); ++i)
        if (!(apart(steps[i], steps[i - period]) <= tolerance)) return false;
    return true;
}

// f has kept its last bit for a hundred steps.
bool f_stands(const std::vector<Step>& steps) {
    constexpr std::size_t patience = 100;
    if (steps.size() <= patience) return false;
    return std::all_of(steps.end() - patience - 1, steps.end(), [&](const Step& s) { return s.f == steps.back().f; });
}

std::optional<Outcome> cycle(const Optimizer& optimizer, const std::vector<Step>& steps, const Knowledge& known) {
    if (steps.size() < 2 || !moves(steps)) return {};
    // Where f has stopped for good, a coordinate that still creeps is no way out of the circle.
    const double tolerance = f_stands(steps) ? 1e-2 * apart(steps.back(), steps[steps.size() - 2]) : 1e-10;
    for (const std::size_t period : {2u, 3u, 4u}) {
        if (!repeats(steps, period, tolerance)) continue;
        const Step& last = steps.back();
        std::string reason = "x goes round in a circle of " + std::to_string(period) + ": ";
        for (std::size_t i = 0; i <= period; ++i)
            reason += (i > 0 ? " → " : "") + point_text(steps[steps.size() - 1 - period + i].x);
        if (const auto bound = step_limit(optimizer, known); bound && bound->exact())
            reason += ". The step is exactly " + bound->name + " = " + significant(bound->limit) + ": the steepest direction only changes sign";
        return Outcome{Ending::cycling, reason + ".", last.k, last.f};
    }
    return {};
}

// Two steps in a row that change nothing.
bool still(const std::vector<Step>& steps) {
    const std::size_t n = steps.size();
    return n > 2 && steps[n - 1].x == steps[n - 2].x && steps[n - 2].x == steps[n - 3].x;
}

// x stands on a slope: the step is too short for the numbers, and no stationary point is near.
bool stuck(const Step& at, const Knowledge& known) {
    const bool low = known.minimum && at.f - *known.minimum <= small_gap(*known.minimum);
    return (!low && length(at.g) > steepest_zero) || !settled(at, known);
}

// f stands, x hardly moves, and the gradient no longer falls: all that is left is round-off.
bool at_round_off(const std::vector<Step>& steps) {
    return f_stands(steps) && !moves(steps) && !(length(steps.back().g) < 0.5 * length(steps[steps.size() - 101].g));
}

}

std::optional<Outcome> trouble(const Optimizer& optimizer, const std::vector<Step>& steps, Oracle& f) {
    if (auto outcome = divergence(optimizer, steps, f)) return outcome;
    if (auto outcome = cycle(optimizer, steps, f.known())) return outcome;
    const Step& last = steps.back();
    if (still(steps)) {
        const std::string why = "The step is smaller than the gaps between numbers, |∇f| = " + significant(length(last.g));
        if (!stuck(last, f.known())) return stationary(last, f, why);
        return Outcome{Ending::unsuitable, why + ": x stands still on a slope. Choose a longer step.", last.k, last.f};
    }
    if (at_round_off(steps))
        return stationary(last, f, "At round-off: f has not changed for 100 steps, |∇f| = " + significant(length(last.g)));
    return {};
}

Outcome failed(const Failure& failure, const std::vector<Step>& steps, Oracle& f) {
    const Step& last = steps.back();
    std::string reason = failure.reason + ".";
    const double gain = last.trials.empty() ? Step::none : -last.slope * last.trials.front().t;
    const auto& minimum = f.known().minimum;
    const bool at_floor = minimum && last.f - *minimum <= gap_floor(*minimum);
    if (failure.ending == Ending::search_failed && (at_floor || is_round_off(gain, last.f)))
        return stationary(last, f, "At round-off: " + (at_floor ? gap_text(last, f.known()) : "a step could lower f by " + significant(gain) + " at most") +
                                       ", |∇f| = " + significant(length(last.g)));
    const bool off = failure.ending == Ending::unsuitable && risen_far(steps, f.known());
    if (off) reason = "f rose from " + significant(steps.front().f) + " to " + significant(last.f) + ". " + reason;
    return {off ? Ending::diverged : failure.ending, reason, last.k, last.f};
}

Outcome lost(const Step& last, const Step& next, const Oracle& f) {
    const std::string where = "Step " + std::to_string(next.k) + " goes to " + point_text(next.x);
    if (next.x.allFinite() && !f.contains(next.x))
        return {Ending::left_domain, where + ", outside the domain of f.", last.k, last.f};
    if (next.x.allFinite() && std::isfinite(next.f))
        return {Ending::not_finite, where + ", where the gradient is not finite.", last.k, last.f};
    return {Ending::not_finite, where + ", where f is not finite.", last.k, last.f};
}

}
