#include "compute/optimize/line_search.hpp"

#include "compute/optimize/critical.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace eigenscope {

namespace {

// t p is smaller than the spacing of numbers at the size of x.
bool too_short(const Ray& ray, double t) {
    return t * max_norm(ray.p) <= 0.25 * std::numeric_limits<double>::epsilon() * max_norm(ray.x) || ray.at(t) == ray.x;
}

// From the smallest number to the largest it takes 2098 doublings.
constexpr int longest = 2100;

// gᵀp can leave the doubles, at either end, where g and p do not; then no trial can be judged.
bool measurable(const Ray& ray) { return std::isfinite(ray.slope) && ray.slope != 0 && ray.p.allFinite(); }
Search immeasurable() { return {.result = Search::Result::immeasurable}; }

}

double modest_step(const Ray& ray, const Knowledge& known) {
    const double size = max_norm(ray.x);
    const double step = 0.1 * (size > 0 ? size : max_norm(known.hi - known.lo)) / max_norm(ray.p);
    return std::clamp(step, std::numeric_limits<double>::min(), std::numeric_limits<double>::max());
}

Search backtrack(Oracle& f, const Ray& ray, double initial, double slope, double shrink, std::vector<Trial>& trials) {
    if (!measurable(ray)) return immeasurable();
    Search search;
    double last = 0;
    // Near the smallest double, shrinking changes nothing.
    for (double t = initial; t != last && !too_short(ray, t); last = t, t *= shrink) {
        Trial trial{.t = t, .x = ray.at(t), .f = f.value(ray.at(t)), .bound = ray.f + slope * t * ray.slope};
        // Written so that not-a-number counts as too high; -infinity is no value either.
        if (!(trial.f <= trial.bound) || !std::isfinite(trial.f)) {
            trial.verdict = std::isfinite(trial.f) ? TrialVerdict::too_high : TrialVerdict::not_finite;
            trials.push_back(trial);
            continue;
        }
        trials.push_back(trial);
        search.t = t;
        return search;
    }
    search.result = Search::Result::too_small;
    return search;
}

namespace {

// The slope of f along the ray; +infinity outside the domain, where every point is too far.
double slope_along(Oracle& f, const Ray& ray, double t) {
    const Vec2 x = ray.at(t);
    return f.contains(x) ? f.gradient(x).dot(ray.p) : std::numeric_limits<double>::infinity();
}

bool is_finite_at(Oracle& f, const Ray& ray, double t) { return f.contains(ray.at(t)) && std::isfinite(f.value(ray.at(t))); }

// The zero of the slope in (lo, hi), where slope(lo) < 0 and slope(hi) is not: Newton steps on the slope, and a bisection
// wherever one leaves the bracket or shrinks it too slowly (Numerical Recipes, section 9.4, rtsafe). Moves lo along.
double zero_of_slope(Oracle& f, const Ray& ray, double& lo, double hi) {
    double t = 0.5 * (lo + hi), width = hi - lo;
    for (int i = 0; i < 200; ++i) {
        const double slope = slope_along(f, ray, t);
        if (slope == 0) return t;
        (slope < 0 ? lo : hi) = t;                               // not-a-number moves hi: too far
        const double curvature = ray.p.dot(f.hessian(ray.at(t)) * ray.p);
        const double newton = t - slope / curvature;
        const bool inside = newton > lo && newton < hi && std::abs(newton - t) < 0.5 * width;
        const double next = inside ? newton : 0.5 * (lo + hi);
        width = std::abs(next - t);
        if (!(width > 1e-15 * t)) return next;
        t = next;
    }
    return t;
}

Search found(Oracle& f, const Ray& ray, double t, bool local, std::vector<Trial>& trials) {
    trials.push_back({.t = t, .x = ray.at(t), .f = f.value(ray.at(t)), .bound = Step::none});
    return {.t = t, .local = local};
}

}

Search minimize_along(Oracle& f, const Ray& ray, double initial, std::vector<Trial>& trials) {
    if (!measurable(ray)) return immeasurable();
    Search failed;
    failed.result = Search::Result::unbounded;
    if (f.quadratic()) {
        const double curvature = ray.p.dot(f.hessian(ray.x) * ray.p);
        return curvature > 0 ? found(f, ray, -ray.slope / curvature, false, trials) : failed;
    }
    double lo = 0, hi = initial;
    for (int i = 0; slope_along(f, ray, hi) < 0; ++i) {
        lo = hi;
        hi *= 2;
        if (i == longest || !ray.at(hi).allFinite()) return failed;
    }
    double t = zero_of_slope(f, ray, lo, hi);
    // At the edge of the domain, rounding may have put t outside.
    if (!is_finite_at(f, ray, t)) t = lo;
    Search search = found(f, ray, t, !is_convex(f.known().convexity), trials);
    if (too_short(ray, t)) search.result = Search::Result::too_small;
    return search;
}

namespace {

// Where the cubic through two values and slopes has its minimum (Nocedal & Wright, equation 3.59); not-a-number if nowhere.
double cubic_minimum(double a, double fa, double ga, double b, double fb, double gb) {
    const double d1 = ga + gb - 3 * (fa - fb) / (a - b);
    const double d2 = std::copysign(std::sqrt(d1 * d1 - ga * gb), b - a);
    return b - (b - a) * (gb + d2 - d1) / (gb - ga + 2 * d2);
}

class Wolfe {
public:
    Wolfe(Oracle& f, const Ray& ray, double c1, double c2, std::vector<Trial>& trials)
        : f_(f), ray_(ray), c1_(c1), c2_(c2), trials_(trials), first_(trials.size()) {
        if (trials_.empty()) trials_.reserve(32);                // as many as a short run has
    }

    Search run(double initial) {
        Place last{0, ray_.f, ray_.slope};
        double t = initial;
        for (int i = 0; i < longest; ++i) {
            Place here = look(t);
            if (here.f == -HUGE_VAL && f_.contains(ray_.at(t))) break;      // f falls beyond the largest number
            if (!armijo(here) || (i > 0 && !(here.f < last.f))) return zoom(last, here);
            here.slope = slope_at(t);
            if (flat_enough(here)) return accept(here);
            if (!(here.slope < 0)) return zoom(here, last);
            mark(TrialVerdict::too_steep);
            // On to where the cubic through both has its minimum (Moré and Thuente, ACM TOMS 20, 1994, section 4), twice to ten times as far.
            const double guess = cubic_minimum(last.t, last.f, last.slope, here.t, here.f, here.slope);
            t = guess > 2 * t ? std::min(guess, 10 * t) : 2 * t;
            last = here;
            if (!ray_.at(t).allFinite()) break;
        }
        search_.result = Search::Result::unbounded;
        return search_;
    }

private:
    struct Place {
        double t, f, slope;
    };

    // Not-a-number and infinity of both signs fail the tests, that is, they count as too far.
    bool armijo(const Place& p) const { return std::isfinite(p.f) && p.f <= ray_.f + c1_ * p.t * ray_.slope; }
    bool flat_enough(const Place& p) const { return std::abs(p.slope) <= -c2_ * ray_.slope; }
    double slope_at(double t) { return f_.gradient(ray_.at(t)).dot(ray_.p); }
    void mark(TrialVerdict verdict) { trials_.back().verdict = verdict; }

    Place look(double t) {
        const Place p{t, f_.value(ray_.at(t)), Step::none};
        const auto verdict = !std::isfinite(p.f) ? TrialVerdict::not_finite : TrialVerdict::too_high;
        trials_.push_back({.t = t, .x = ray_.at(t), .f = p.f, .bound = ray_.f + c1_ * t * ray_.slope, .verdict = verdict});
        return p;
    }

    Search accept(const Place& p) {
        mark(TrialVerdict::accepted);
        search_.t = p.t;
        return search_;
    }

    // Between `low`, which satisfies Armijo and points into the bracket, and `high`.
    Search zoom(Place low, Place high) {
        for (int i = 0; i < 100; ++i) {
            double t = cubic_minimum(low.t, low.f, low.slope, high.t, high.f, high.slope);
            const double margin = 0.1 * std::abs(high.t - low.t);
            const double left = std::min(low.t, high.t) + margin, right = std::max(low.t, high.t) - margin;
            if (!(t >= left && t <= right)) t = 0.5 * (low.t + high.t);
            if (ray_.at(t) == ray_.at(low.t) || too_short(ray_, t)) break;
            Place here = look(t);
            if (!armijo(here) || !(here.f < low.f)) {
                high = here;
                continue;
            }
            here.slope = slope_at(t);
            if (flat_enough(here)) return accept(here);
            mark(TrialVerdict::too_steep);
            if (!(here.slope * (high.t - low.t) < 0)) high = low;
            low = here;
        }
        return best(low);
    }

    // No trial met both conditions; `low` met the one on f, unless it is the start.
    Search best(const Place& low) {
        if (!(low.t > 0)) {
            search_.result = Search::Result::too_small;
            return search_;
        }
        for (std::size_t i = first_; i < trials_.size(); ++i)
            if (trials_[i].t == low.t) trials_[i].verdict = TrialVerdict::accepted;
        search_.t = low.t;
        search_.best = true;
        return search_;
    }

    Oracle& f_;
    const Ray& ray_;
    double c1_, c2_;
    std::vector<Trial>& trials_;
    std::size_t first_;
    Search search_;
};

}

Search strong_wolfe(Oracle& f, const Ray& ray, double initial, double c1, double c2, std::vector<Trial>& trials) {
    return measurable(ray) ? Wolfe(f, ray, c1, c2, trials).run(initial) : immeasurable();
}

}
