#pragma once
#include "compute/optimize/oracle.hpp"

namespace eigenscope {

// A slope that is not finite makes a search `immeasurable`: no trial of it could be judged.

/// From x along p, where f(x) = f and ∇f(x)ᵀp = slope < 0.
struct Ray {
    Vec2 x, p;
    double f = 0, slope = 0;
    Vec2 at(double t) const { return x + t * p; }
};

/// What a line search came back with; every trial is kept.
struct Search {
    enum class Result { found, too_small, unbounded, immeasurable } result = Result::found;
    double t = 0;
    std::vector<Trial> trials = {};
    bool local = false;                       ///< f bends down on the way: only the first dip was looked at
};

/// A step that could lower f by `gain` at most: no more than f is known to, so a search cannot see it.
bool is_round_off(double gain, double f);

/// t = initial, then t ← shrink t, until f(x + tp) ≤ f + c₁ t slope: Boyd & Vandenberghe, algorithm 9.2. `too_small`
/// when x + tp cannot be told apart from x.
Search backtrack(Oracle& f, const Ray& ray, double initial, double slope, double shrink);

/// The first minimum along the ray: in closed form on a quadratic, else the zero of the slope, bracketed by doubling and
/// found by safeguarded Newton steps. `unbounded` when f still falls 10⁸ window widths away.
Search minimize_along(Oracle& f, const Ray& ray, double initial);

/// A step with f ≤ f₀ + c₁ t slope and |slope(t)| ≤ c₂ |slope|: Nocedal & Wright, algorithms 3.5 and 3.6.
Search strong_wolfe(Oracle& f, const Ray& ray, double initial, double c1, double c2);

}
