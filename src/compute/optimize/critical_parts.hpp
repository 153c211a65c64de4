#pragma once
#include "compute/optimize/critical.hpp"

#include <limits>

namespace eigenscope::critical {

// What the two halves of the search for critical points share.

constexpr double eps = std::numeric_limits<double>::epsilon();

struct Place {
    Vec2 x, g;
    Mat2 H;
    bool finite() const { return g.allFinite() && H.allFinite(); }
};

inline Place look(const Objective& f, const Vec2& x) { return {x, gradient(f, x), hessian(f, x)}; }

/// What rounding the coordinates of a place does to the slope along v.
inline double rounding(const Place& at, const Vec2& v) { return 16 * eps * v.cwiseAbs().dot(at.H.cwiseAbs() * at.x.cwiseAbs()); }

/// The principal axes of a Hessian: along `stiff` it curves by `high`, along `soft` by `low`, and |high| ≥ |low|.
struct Axes {
    Vec2 stiff = Vec2(1, 0), soft = Vec2(0, 1);
    double high = 0, low = 0;
    bool flat = true;                         ///< `low` is nothing but rounding
};

Axes axes_of(const Mat2& H);

/// A point with ∇f = 0 and what one has to know to look around there.
struct Centre {
    const Objective& f;
    Place at;
    Axes axes;
    double radius = 0;                        ///< the zero of ∇f lies well within it
    double length = 1;                        ///< how far is looked
    Vec2 noise = Vec2::Zero();                ///< what each coordinate of ∇f is wrong by

    /// The distances at which is looked: far enough out that the place of the zero does not matter.
    double first() const { return std::max(2 * radius, 64 * eps * max_norm(at.x)); }
    static constexpr double growth = 4;
    static constexpr double near = 1e-3;      ///< of the length: curvatures are those of the centre up to there, at most
};

/// A flat direction `along`, and the direction across it in which f curves by `curvature`.
struct Valley {
    Vec2 along, across;
    double curvature = 0;
};

/// What the point is that has one flat direction: by the slope of f along the floor of the valley.
void decide_valley(const Centre& centre, const Valley& valley, CriticalPoint& point);
/// What the point is near which no direction curves: by what f does on rings around it.
void decide_rings(const Centre& centre, CriticalPoint& point);
/// A direction in which f falls at once by more than its rounding explains; zero where there is none.
Vec2 jump_down(const Centre& centre);

}
