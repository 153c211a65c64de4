#include "compute/optimize/ending.hpp"

#include "base/number.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

std::string_view spoken(TrialVerdict verdict) {
    static constexpr std::array<std::string_view, 4> words = {"accepted", "f too high", "still too steep", "not finite"};
    return words[static_cast<std::size_t>(verdict)];
}

std::string_view spoken(Ending ending) {
    static constexpr std::array<std::string_view, 13> words = {
        "converged", "stopped at a saddle", "stopped at a maximum", "flat", "diverging", "cycling", "left the domain",
        "not finite", "not a direction of descent", "line search failed", "unsuitable", "stopped", "budget used"};
    return words[static_cast<std::size_t>(ending)];
}

std::string_view key_of(Ending ending) {
    static constexpr std::array<std::string_view, 13> keys = {
        "converged", "saddle", "maximum", "flat", "diverged", "cycling", "left-domain",
        "not-finite", "not-descent", "search-failed", "unsuitable", "stopped", "budget-used"};
    return keys[static_cast<std::size_t>(ending)];
}

std::string point_text(const Vec2& x) { return "(" + significant(x.x()) + ", " + significant(x.y()) + ")"; }

double gradient_tolerance(double first) { return 1e-10 * std::max(1.0, first); }

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

std::string gap_text(const Step& at, const Knowledge& known) {
    if (!known.minimum) return ", and the minimum of f is not known";
    return ", and f − f* = " + significant(at.f - *known.minimum);
}

}

Outcome stationary(const Step& at, Oracle& f, const std::string& why) {
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(f.hessian(at.x), Eigen::EigenvaluesOnly);
    const double low = solver.eigenvalues()(0), high = solver.eigenvalues()(1);
    const std::string curvatures = "curvatures " + significant(low) + " and " + significant(high);
    // Near a degenerate minimum the curvatures go to zero with the gradient: at |∇f| = 1e-10, x⁴ still has 12x² = 1e-6.
    const double zero = 1e-5 * std::max(1.0, std::abs(high));
    const Knowledge& known = f.known();
    const auto outcome = [&](Ending ending, const std::string& verdict) {
        return Outcome{ending, why + ". " + verdict, at.k, at.f};
    };
    if (known.mu) return outcome(Ending::converged, "f is strongly convex, so this is its minimum (" + curvatures + ").");
    if (low < -zero && high > zero) return outcome(Ending::saddle, "A saddle, not a minimum: " + curvatures + ".");
    if (low < -zero) return outcome(Ending::maximum, "A maximum, not a minimum: " + curvatures + ".");
    if (low > zero) return outcome(Ending::converged, "A minimum: " + curvatures + ".");
    if (known.along) return outcome(Ending::converged, "f is convex, so this is one of its minima: a whole line of them.");
    return outcome(Ending::flat, "Flat here: " + curvatures + gap_text(at, known) + ".");
}

namespace {

// The growth that counts as running away: f rises for five steps in a row, and a thousand times as high as it could fall.
constexpr int rising_steps = 5;
constexpr double growth = 1e3, window_widths = 1e8;

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

// Why gradient descent runs away, where L says so.
std::string too_long(const Optimizer& optimizer, const Knowledge& known) {
    const auto* descent = std::get_if<GradientDescent>(&optimizer);
    if (!descent || !known.L || !(descent->rate * *known.L > 2)) return {};
    return " The step " + significant(descent->rate) + " is above 2/L = " + significant(2 / *known.L) +
           ": the error in the steepest direction is multiplied by " + significant(1 - descent->rate * *known.L) + " each time.";
}

std::optional<Outcome> divergence(const Optimizer& optimizer, const std::vector<Step>& steps, const Knowledge& known) {
    const Step &first = steps.front(), &last = steps.back();
    const double window = (known.hi - known.lo).norm(), away = (last.x - first.x).norm();
    if (rising(steps) && risen_far(steps, known))
        return Outcome{Ending::diverged, "f rose from " + significant(first.f) + " to " + significant(last.f) + " in " +
                                             std::to_string(last.k) + " steps." + too_long(optimizer, known), last.k, last.f};
    if (!(away <= window_widths * window)) {
        const std::string end = last.f < first.f && !known.minimum ? " f falls without bound." : too_long(optimizer, known);
        return Outcome{Ending::diverged, "x_" + std::to_string(last.k) + " is " + significant(away) +
                                             " away from the start." + end, last.k, last.f};
    }
    return {};
}

double tolerance_at(const Vec2& x) { return 1e-10 * (1 + x.norm()); }

// The last three rounds repeat after `period` steps, and the iterate does move.
bool repeats(const std::vector<Step>& steps, std::size_t period) {
    if (steps.size() < 4 * period) return false;
    for (std::size_t i = steps.size() - 3 * period; i < steps.size(); ++i)
        if (!((steps[i].x - steps[i - period].x).norm() <= tolerance_at(steps[i].x))) return false;
    const Step &last = steps.back(), &before = steps[steps.size() - 2];
    return (last.x - before.x).norm() > 1e4 * tolerance_at(last.x);
}

std::optional<Outcome> cycle(const Optimizer& optimizer, const std::vector<Step>& steps, const Knowledge& known) {
    for (const std::size_t period : {2u, 3u, 4u}) {
        if (!repeats(steps, period)) continue;
        const Step& last = steps.back();
        std::string reason = "x goes round in a circle of " + std::to_string(period) + ": ";
        for (std::size_t i = 0; i <= period; ++i)
            reason += (i > 0 ? " → " : "") + point_text(steps[steps.size() - 1 - period + i].x);
        const auto* descent = std::get_if<GradientDescent>(&optimizer);
        if (descent && known.L && std::abs(descent->rate * *known.L - 2) < 1e-9)
            reason += ". The step is exactly 2/L = " + significant(2 / *known.L) + ": the steepest direction only changes sign";
        return Outcome{Ending::cycling, reason + ".", last.k, last.f};
    }
    return {};
}

// Two steps in a row that change nothing.
bool still(const std::vector<Step>& steps) {
    const std::size_t n = steps.size();
    return n > 2 && steps[n - 1].x == steps[n - 2].x && steps[n - 2].x == steps[n - 3].x;
}

// f has kept its last bit for a hundred steps, and the gradient no longer falls: all that is left is round-off.
bool at_round_off(const std::vector<Step>& steps) {
    constexpr std::size_t patience = 100;
    if (steps.size() <= patience) return false;
    const Step& before = steps[steps.size() - 1 - patience];
    for (std::size_t i = steps.size() - patience; i < steps.size(); ++i)
        if (steps[i].f != before.f) return false;
    return !(steps.back().g.norm() < 0.5 * before.g.norm());
}

}

std::optional<Outcome> trouble(const Optimizer& optimizer, const std::vector<Step>& steps, Oracle& f) {
    if (auto outcome = divergence(optimizer, steps, f.known())) return outcome;
    if (auto outcome = cycle(optimizer, steps, f.known())) return outcome;
    if (still(steps))
        return stationary(steps.back(), f, "The step is smaller than the gaps between numbers, |∇f| = " +
                                               significant(steps.back().g.norm()));
    if (at_round_off(steps))
        return stationary(steps.back(), f, "At round-off: f has not changed for 100 steps, |∇f| = " +
                                               significant(steps.back().g.norm()));
    return {};
}

Outcome failed(const Failure& failure, const std::vector<Step>& steps, Oracle& f) {
    const Step& last = steps.back();
    std::string reason = failure.reason + ".";
    reason[0] = static_cast<char>(reason[0] >= 'a' && reason[0] <= 'z' ? reason[0] - 'a' + 'A' : reason[0]);
    // What a step could still gain is less than f is known to: the search cannot see it.
    const double gain = last.trials.empty() ? Step::none : -last.slope * last.trials.front().t;
    if (failure.ending == Ending::search_failed && gain <= 10 * epsilon * std::max(1.0, std::abs(last.f)))
        return stationary(last, f, "At round-off: a step could lower f by " + significant(gain) + " at most, |∇f| = " +
                                       significant(last.g.norm()));
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
