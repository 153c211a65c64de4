#pragma once
#include "compute/optimize/oracle.hpp"

namespace eigenscope {

// A slope that is not finite, or has underflowed to 0, makes a search `immeasurable`: no trial of it could be judged.

/// From x along p, where f(x) = f and ∇f(x)ᵀp = slope < 0.
struct Ray {
    Vec2 x, p;
    double f = 0, slope = 0;
    Vec2 at(double t) const { return x + t * p; }
};

/// What a line search came back with.
struct Search {
    enum class Result { found, too_small, unbounded, immeasurable } result = Result::found;
    double t = 0;
    bool local = false;                       ///< f bends down on the way: only the first dip was looked at
    bool best = false;                        ///< no trial met the condition on the slope: the lowest that met the one on f was taken
};

// Each search appends its trials to a list, and ends: its steps grow or shrink geometrically, and a trial that cannot be told apart from
// the last one is its last.

/// A first trial that goes a tenth of |x| far: where nothing is known about lengths, none is taken for granted. From the origin, a tenth
/// of the window.
double modest_step(const Ray& ray, const Knowledge& known);

/// t = initial, then t ← shrink t, until f(x + tp) ≤ f + c₁ t slope: Boyd & Vandenberghe, algorithm 9.2. `too_small`
/// when tp is smaller than the spacing of numbers at the size of x.
Search backtrack(Oracle& f, const Ray& ray, double initial, double slope, double shrink, std::vector<Trial>& trials);

/// The first minimum along the ray: in closed form on a quadratic, else the zero of the slope or the edge of the domain, bracketed
/// by doubling and found by safeguarded Newton steps. `unbounded` when f falls to the end of
/// the numbers, `too_small` when it does not fall at all.
Search minimize_along(Oracle& f, const Ray& ray, double initial, std::vector<Trial>& trials);

/// A step with f ≤ f₀ + c₁ t slope and |slope(t)| ≤ c₂ |slope|: Nocedal & Wright, algorithms 3.5 and 3.6; on the way out by
/// interpolation, twice to ten times as far. Where a kink leaves no step with both, the lowest one with the first.
Search strong_wolfe(Oracle& f, const Ray& ray, double initial, double c1, double c2, std::vector<Trial>& trials);

}
