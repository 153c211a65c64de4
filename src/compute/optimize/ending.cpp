#include "compute/optimize/ending.hpp"

#include "base/number.hpp"
#include "compute/optimize/bound.hpp"
#include "compute/optimize/stability.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
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

std::string point_text(const Vec2& x) { return "(" + significant(x.x()) + ", " + significant(x.y()) + ")"; }

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

// Each coordinate carries an error of eps, and L makes a gradient of it: below that ∇f means nothing.
bool is_noise(const Step& at, const Knowledge& known, const Units& units) {
    return known.L && length(at.g) <= 4 * eps * *known.L * units.length;
}

// The zero of ∇f is near; at a start, as near as rounding. Of a strongly convex f the gradient alone tells how near.
bool near_zero(const Step& at, const Oracle& f, const CriticalPoint& point, const Units& units) {
    if (at.k > 0) return is_close(f.objective(), at.x, point, units);
    return point.nature != Nature::none && max_norm(point.x - at.x) <= 8 * eps * max_norm(at.x);
}
bool near_minimum(const Step& at, const Knowledge& known, const Units& units) {
    return at.k > 0 ? surely_near_minimum(at, known, units) : max_norm(at.g) <= *known.mu * (8 * eps * max_norm(at.x));
}

}

// A gradient that is small beside the first one alone is no zero: from a start where |∇f| = 1e18, 1e8 is high above the minimum.
std::optional<Outcome> arrived(const Step& at, const Oracle& f, const Progress& progress) {
    const double largest = max_norm(at.g);
    const Units units = progress.units(at.x);
    const Knowledge& known = f.known();
    const bool noise = largest == 0 || is_noise(at, known, units);
    if (known.mu && !noise && !near_minimum(at, known, units)) return {};
    const CriticalPoint point = point_near(at, f, units);
    if (!known.mu && largest > 0 && point.nature == Nature::none) return {};
    if (!known.mu && !noise && !near_zero(at, f, point, units)) return {};
    const double norm = length(at.g), zero = Progress::zero_slope * progress.first_slope;
    const Phrase than = norm <= zero ? " ≤ " + Numeral{zero} : Phrase(": nothing but rounding");
    Outcome end = stationary(at, f, "|∇f| = " + Numeral{norm} + than, progress, point);
    if (!noise && at.k > 0 && end.ending == Ending::flat && high_above(at, known)) return {};
    return end;
}

namespace {

// f is known no better than this: by its own digits, and by those of x.
double blur(const Step& at) { return 8 * eps * (std::abs(at.f) + max_norm(at.g) * max_norm(at.x)); }

// The run stands where it can get no nearer to a point with ∇f = 0, or where f could fall by no more than its last digits.
bool at_stationary_point(const Step& at, const Oracle& f, const Units& units) {
    const Knowledge& known = f.known();
    if (high_above(at, known)) return false;
    if (known.mu && known.minimum && at.f - *known.minimum <= blur(at)) return true;
    if (known.mu) return surely_near_minimum(at, known, units) || is_noise(at, known, units);
    const CriticalPoint point = critical_point(f.objective(), at.x, units);
    if (point.nature == Nature::none) return false;
    // Where ∇f is as small as this, a method that cannot go on has come as far as it can.
    if (point.degenerate && max_norm(at.g) <= Progress::zero_slope * units.slope) return true;
    return is_close(f.objective(), at.x, point, units) || std::abs(at.f - value(f.objective(), point.x)) <= blur(at);
}

// A run that cannot go on stands at a stationary point, or at a kink or an edge where f rises all around, or has failed as
// `otherwise` says.
Outcome halted(const Step& at, const Oracle& f, const Phrase& why, const Progress& progress, Outcome otherwise) {
    const Knowledge& known = f.known();
    const Units units = progress.units(at.x);
    const bool at_floor = known.minimum && at.f - *known.minimum <= 4 * eps * std::abs(*known.minimum);
    if (at_floor || at_stationary_point(at, f, units)) return stationary(at, f, why, progress);
    const Surroundings around = look_around(f.objective(), at.x, units.length);
    if (around.rises)
        return {Ending::converged, why + ". A minimum at a kink or an edge of f: ∇f does not vanish, and yet f rises on all sides.", at.k,
                at.f};
    if (max_norm(around.falls) > 0) otherwise.why += " f falls along " + direction_text(around.falls) + ".";
    return otherwise;
}

Phrase slope_text(const Step& at) { return "|∇f| = " + Numeral{length(at.g)}; }

// The growth that counts as running away: f rises for five steps in a row, each time by more, and a thousand times as high as it
// could fall.
constexpr double growth = 1e3;

bool risen(const Step& last, const Progress& progress, const Knowledge& known, double times) {
    const double lowest = std::min(progress.lowest, known.minimum.value_or(progress.lowest));
    return last.f - progress.first_f > times * std::max(progress.first_f - lowest, progress.promise);
}

std::string too_long(const Optimizer& optimizer, const Oracle& f) {
    const std::string cause = overstep(optimizer, f.known(), f.quadratic());
    return cause.empty() ? cause : " The step" + cause;
}

// Without a coordinate that takes no part in the flight: it would only lead up a slope of its own.
Vec2 flight(Vec2 way) {
    for (double& d : way)
        if (std::abs(d) < 1e-6 * max_norm(way)) d = 0;
    return way;
}

// Whether f falls all the way from x + from · way to the end of the numbers, or where it has no slope any more.
bool falls_for_ever(const Oracle& f, const Vec2& x, Vec2 way, double from = 1) {
    way = flight(way);
    for (double t = from; (x + t * way).allFinite(); t *= 2)
        if (gradient(f.objective(), x + t * way).dot(way) > 0) return false;
    return true;
}

// Whether f has a slope all the way from x + way to the end of the numbers, and rises nowhere.
bool never_rises(const Oracle& f, const Vec2& x, const Vec2& way) {
    const Vec2 along = flight(way);
    for (double t = 1; (x + t * along).allFinite(); t *= 2)
        if (!(gradient(f.objective(), x + t * along).dot(along) <= 0)) return false;
    return true;
}

// Where ∇f is next to nothing, the direction of least curvature if f falls along it and never rises again.
std::optional<Vec2> gentle_fall(const Step& at, const Oracle& f, const Units& units) {
    const Mat2 H = hessian(f.objective(), at.x);
    if (!(max_norm(at.g) <= Progress::zero_slope * units.slope) || !H.allFinite()) return {};
    Eigen::SelfAdjointEigenSolver<Mat2> solver;
    solver.computeDirect(H);
    const Vec2 least = flight(solver.eigenvectors().col(0)), down = at.g.dot(least) > 0 ? Vec2(-least) : least;
    return never_rises(f, at.x, units.length * down) ? std::optional(down) : std::nullopt;
}

std::optional<Outcome> divergence(const Optimizer& optimizer, const Step& last, const Oracle& f, Progress& progress) {
    const Knowledge& known = f.known();
    if (progress.climbs >= Progress::climbing && risen(last, progress, known, growth))
        return Outcome{Ending::diverged, "f rose from " + Numeral{progress.first_f} + " to " + Numeral{last.f} + " in " +
                                             std::to_string(last.k) + " steps." + too_long(optimizer, f), last.k, last.f};
    const Vec2 way = last.x - progress.start;
    if (max_norm(way) <= progress.far) return {};
    const bool lower = last.f < progress.first_f;
    // A minimum may lie that far away.
    if (lower && !falls_for_ever(f, last.x, way)) {
        progress.far *= 1e4;
        return {};
    }
    const std::string falls = f.quadratic() ? " f falls without bound." : " f still falls there.";
    const std::string end = lower && !known.minimum ? falls : too_long(optimizer, f);
    const Phrase away = "x_" + std::to_string(last.k) + " is " + Numeral{length(way)} + " away from the start.";
    return Outcome{Ending::diverged, away + end, last.k, last.f};
}

// How far the last iterate is from the one `back` steps before.
double apart(const std::vector<Step>& steps, std::size_t last, std::size_t back) { return max_norm(steps[last].x - steps[last - back].x); }

// The last three rounds repeat after `period` steps.
bool repeats(const std::vector<Step>& steps, std::size_t period, double tolerance) {
    if (steps.size() < 4 * period) return false;
    for (std::size_t i = 0; i < 3 * period; ++i)
        if (!(apart(steps, steps.size() - 1 - i, period) <= tolerance)) return false;
    return true;
}

std::string circle_text(const std::vector<Step>& steps, std::size_t period) {
    std::string reason = "x goes round in a circle of " + std::to_string(period) + ": ";
    for (std::size_t i = 0; i <= period; ++i) reason += (i > 0 ? " → " : "") + point_text(steps[steps.size() - 1 - period + i].x);
    return reason;
}

std::optional<Outcome> cycle(const Optimizer& optimizer, const std::vector<Step>& steps, const Oracle& f, const Progress& progress) {
    // Where f has stopped for good, a coordinate that still creeps is no way out of the circle.
    const double tolerance = progress.level >= Progress::patience ? 1e-2 * progress.move : 1e-10 * progress.units(steps.back().x).length;
    for (const std::size_t period : {2u, 3u, 4u}) {
        if (!repeats(steps, period, tolerance)) continue;
        const Step& last = steps.back();
        Phrase reason = circle_text(steps, period);
        if (const auto bound = step_limit(optimizer, f.known()); bound && bound->exact())
            reason += ". The step is exactly " + bound->name + " = " + Numeral{bound->limit} + ": the steepest direction only changes sign";
        const Outcome round{Ending::cycling, reason + ".", last.k, last.f};
        // A circle on which f does not change may be too small for its digits.
        if (progress.level < static_cast<int>(period) || !at_stationary_point(last, f, progress.units(last.x))) return round;
        return stationary(last, f, "At round-off: f no longer changes, " + slope_text(last), progress);
    }
    return {};
}

// f stands, x hardly moves, and the gradient no longer falls: all that is left is round-off.
bool at_round_off(const std::vector<Step>& steps, const Progress& progress) {
    return progress.level >= Progress::patience && !(length(steps.back().g) < 0.5 * length(steps[steps.size() - 1 - Progress::patience].g));
}

}

std::optional<Outcome> trouble(const Optimizer& optimizer, const std::vector<Step>& steps, const Oracle& f, Progress& progress) {
    const Step& last = steps.back();
    if (auto outcome = divergence(optimizer, last, f, progress)) return outcome;
    if (progress.moves(last.x)) return cycle(optimizer, steps, f, progress);
    if (progress.still > 1) {
        const Phrase why = "The step is smaller than the gaps between numbers, " + slope_text(last);
        return halted(last, f, why, progress, {Ending::unsuitable, why + ": x stands still on a slope. Choose a longer step.", last.k, last.f});
    }
    if (!at_round_off(steps, progress)) return {};
    const Phrase why = "At round-off: f has not changed for 100 steps, " + slope_text(last);
    return halted(last, f, why, progress, {Ending::unsuitable, why + ". Choose a longer step.", last.k, last.f});
}

Outcome failed(const StepFailure& failure, const Step& last, const Oracle& f, const Progress& progress) {
    const Outcome otherwise{failure.ending, failure.reason + ".", last.k, last.f};
    if (failure.ending == Ending::unsuitable && last.k > 0) {
        if (at_stationary_point(last, f, progress.units(last.x))) return stationary(last, f, slope_text(last), progress);
        if (risen(last, progress, f.known(), 1))
            return {Ending::diverged, "f rose from " + Numeral{progress.first_f} + " to " + Numeral{last.f} + ". " + otherwise.why,
                    last.k, last.f};
    }
    if (failure.ending != Ending::search_failed) return otherwise;
    const Units units = progress.units(last.x);
    if (const auto gentle = gentle_fall(last, f, units))
        return {Ending::flat, slope_text(last) + ": f falls ever more gently along " + direction_text(*gentle) +
                                  " and never rises as far as numbers go: it has no lowest value there, or reaches it far away.", last.k, last.f};
    const double gain = -last.slope() * failure.longest;
    const Phrase most = gain <= blur(last) ? "a step could lower f by " + Numeral{gain} + " at most, " : Phrase("no step lowers f, ");
    return halted(last, f, "At round-off: " + most + slope_text(last), progress, otherwise);
}

std::optional<Outcome> lowest_at(const Step& at, const Oracle& f, const Progress& progress) {
    const Units units = progress.units(at.x);
    if (!std::isfinite(at.f) || !(at.f <= progress.lowest) || !look_around(f.objective(), at.x, units.length).rises) return {};
    return Outcome{Ending::converged, "A minimum: f has no gradient here, and rises on all sides.", at.k, at.f};
}

Outcome lost(const Step& last, const Step& next, const Oracle& f, const Progress& progress) {
    const std::string where = "Step " + std::to_string(next.k) + " goes to " + point_text(next.x);
    if (next.x.allFinite() && !f.contains(next.x))
        return {Ending::left_domain, where + ", outside the domain of f.", last.k, last.f};
    // Down to where the numbers end: a step of no size that x or the window has.
    const Vec2 way = next.x - last.x;
    const double length = progress.units(last.x).length;
    if (way.allFinite() && !(last.f > progress.first_f) && max_norm(way) > 1e8 * length && falls_for_ever(f, last.x, way, length / max_norm(way)))
        return {Ending::diverged, where + ", and all the way there f falls, beyond the largest number.", last.k, last.f};
    if (next.x.allFinite() && std::isfinite(next.f))
        return {Ending::not_finite, where + ", where the gradient is not finite.", last.k, last.f};
    if (next.x.allFinite() && last.f > progress.first_f)
        return {Ending::diverged, "f rose from " + Numeral{progress.first_f} + " to " + Numeral{last.f} + ", and in step " +
                                      std::to_string(next.k) + " beyond the largest number.", last.k, last.f};
    return {Ending::not_finite, where + ", where f is not finite.", last.k, last.f};
}

}
