#pragma once
#include "compute/optimize/objective.hpp"

#include <cmath>
#include <cstdint>

namespace eigenscope {

/// max(|x|, |y|): where only sizes are compared it is as good as the length, and it can neither overflow nor take a root.
inline double max_norm(const Vec2& v) {
    const double a = std::abs(v.x()), b = std::abs(v.y());
    return a > b || std::isnan(a) ? a : b;
}

/// What a point with ∇f = 0 is.
enum class Nature : std::uint8_t {
    minimum, saddle, maximum,                 ///< a saddle is what is neither a minimum nor a maximum
    line_of_minima, line_of_maxima,           ///< f curves across a line, and along it does not change as far as its digits show
    kink,                                     ///< a minimum at which ∇f jumps
    no_minimum,                               ///< f is less right beside it, by a jump or at a kink
    open,                                     ///< ∇f = 0, and nothing that was looked at decides
    none,                                     ///< no point with ∇f = 0 is near
};

/// A point with ∇f = 0.
struct CriticalPoint {
    Nature nature = Nature::none;
    Vec2 x = Vec2::Zero();
    Vec2 curvatures = Vec2::Zero();           ///< the eigenvalues of the Hessian at x, the lower one first
    bool degenerate = false;                  ///< a curvature vanishes or jumps there: what f does farther out has decided
    bool jumps = false;                       ///< it does not vanish: on one side it is about as large
    Vec2 direction = Vec2::Zero();            ///< where f falls, if curvatures do not tell; of a line: along it
};

/// The units of a run, so that no verdict hangs on the units of f or x.
struct Units {
    double length = 1;                        ///< the size of the numbers that x is made of
    double slope = 1;                         ///< a slope that certainly is not zero
};

/// The point with ∇f = 0 that Newton's method finds within a hundredth of the length unit around x, and what it is: by its curvatures
/// where these keep their signs round about, else by looking farther out along the flat directions, at growing distances.
CriticalPoint critical_point(const Objective& f, const Vec2& x, const Units& units);

/// x is close to the point: beside the length unit and, where curvatures tell, beside the circle on which these keep their size.
bool is_close(const Objective& f, const Vec2& x, const CriticalPoint& point, const Units& units);

/// What f does close around a point where its slope says nothing: at a kink, or at the edge of its domain.
struct Surroundings {
    bool rises = false;                       ///< in all directions, at several distances
    Vec2 falls = Vec2::Zero();                ///< a direction in which f falls; zero where none was found
};
Surroundings look_around(const Objective& f, const Vec2& x, double length);

}
