#include "compute/optimize/critical.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <limits>
#include <numbers>
#include <optional>

namespace eigenscope {
namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

struct Place {
    Vec2 x, g;
    Mat2 H;
    bool finite() const { return g.allFinite() && H.allFinite(); }
};

Place look(const Objective& f, const Vec2& x) { return {x, gradient(f, x), hessian(f, x)}; }

/// What rounding the coordinates of a place does to the slope along v.
double rounding(const Place& at, const Vec2& v) { return 16 * eps * v.cwiseAbs().dot(at.H.cwiseAbs() * at.x.cwiseAbs()); }

/// The principal axes of a Hessian: along `stiff` it curves by `high`, along `soft` by `low`, and |high| ≥ |low|.
struct Axes {
    Vec2 stiff = Vec2(1, 0), soft = Vec2(0, 1);
    double high = 0, low = 0;
    bool flat = true;                         ///< `low` is nothing but rounding
};

Axes axes_of(const Mat2& H) {
    const double size = H.cwiseAbs().maxCoeff();
    if (!(size > 0)) return {};
    const Mat2 scaled = H / size;
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(scaled);
    const Vec2 values = solver.eigenvalues();
    const int first = std::abs(values(1)) >= std::abs(values(0)) ? 1 : 0;
    // From the determinant, the lower one is right to its last digits also where the axes are of very different sizes.
    const double product = scaled(0, 0) * scaled(1, 1), square = scaled(0, 1) * scaled(0, 1);
    const double low = (product - square) / values(first), noise = 16 * eps * (std::abs(product) + square) / std::abs(values(first));
    return {solver.eigenvectors().col(first), solver.eigenvectors().col(1 - first), values(first) * size, low * size,
            !(std::abs(low) > noise)};
}

/// Newton's step; none along an axis that has no curvature.
Vec2 newton_step(const Place& at, const Axes& axes) {
    Vec2 p = Vec2::Zero();
    if (axes.high != 0) p -= axes.stiff * (axes.stiff.dot(at.g) / axes.high);
    if (!axes.flat) p -= axes.soft * (axes.soft.dot(at.g) / axes.low);
    return p;
}

struct Polished {
    Place at;
    bool on_the_way = true;                   ///< each step has at least halved ∇f until the last
};

/// Newton's method for as long as each step at least halves ∇f: also at a zero of order four, where a step keeps (3/4)⁴ of it.
Polished polished(const Objective& f, const Vec2& x, double reach) {
    Polished found{look(f, x)};
    for (int i = 0; i < 100 && found.on_the_way && found.at.finite(); ++i) {
        const auto halves = [&](const Place& next) { return max_norm(next.g) < 0.5 * max_norm(found.at.g); };
        Place next = look(f, found.at.x + newton_step(found.at, axes_of(found.at.H)));
        // A long step along a curved valley leaves its floor: back to it, across the valley.
        for (int j = 0; j < 2 && !halves(next) && next.finite(); ++j) {
            const Axes axes = axes_of(next.H);
            next = look(f, next.x - axes.stiff * (axes.stiff.dot(next.g) / axes.high));
        }
        found.on_the_way = max_norm(next.x - x) <= reach && halves(next);
        if (found.on_the_way) found.at = next;
    }
    return found;
}

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
};

/// What ∇f jumps by from one number to the next, beyond what the Hessian tells: the error of its evaluation.
Vec2 jitter(const Centre& c) {
    Vec2 most = Vec2::Zero();
    const double step = 16 * eps * std::max(max_norm(c.at.x), eps * c.length);
    for (const Vec2& d : {c.axes.stiff, c.axes.soft, Vec2(-c.axes.stiff), Vec2(-c.axes.soft)}) {
        const Vec2 x = c.at.x + step * d;
        const Vec2 off = gradient(c.f, x) - c.at.g - c.at.H * (x - c.at.x);
        if (off.allFinite()) most = most.cwiseMax(off.cwiseAbs());
    }
    return 4 * most;
}

/// Which curvatures keep their size, within a factor of two, all over the radius: then Newton's method converges quadratically, and the
/// point is what its curvatures say (Kantorovich).
struct Persistence {
    bool stiff = false, soft = false;
    bool both() const { return stiff && soft; }
};

/// The same at one radius; `seen` says whether ∇f itself changes as the curvatures tell, or only its rounding was seen.
Persistence persistence_at(const Centre& c, double radius, bool& seen) {
    const auto alike = [](double a, double b) { return a / b > 0.5 && a / b < 2; };
    Persistence found{c.axes.high != 0, !c.axes.flat};
    seen = true;
    for (const Vec2& d : {c.axes.stiff, c.axes.soft, Vec2(-c.axes.stiff), Vec2(-c.axes.soft)}) {
        const Place there = look(c.f, c.at.x + radius * d);
        const double stiff = c.axes.stiff.dot(there.H * c.axes.stiff), cross = c.axes.stiff.dot(there.H * c.axes.soft);
        const double soft = c.axes.soft.dot(there.H * c.axes.soft);
        found.stiff = found.stiff && alike(stiff, c.axes.high);
        found.soft = found.soft && alike(found.stiff ? soft - cross * cross / stiff : soft, c.axes.low);
        const Vec2 step = there.x - c.at.x;
        const double told = d.dot(c.at.H * step), change = d.dot(there.g - c.at.g);
        seen = seen && std::abs(change - told) <= 0.25 * std::abs(told);
    }
    return found;
}

Persistence persistence(const Centre& c) {
    bool seen = false;
    Persistence found;
    for (double radius = c.radius; radius <= 1e-3 * c.length; radius *= Centre::growth) {
        found = persistence_at(c, radius, seen);
        if (seen || !found.both()) return found;
    }
    return {found.stiff, false};
}

// ---- one flat direction -------------------------------------------------------------------------------------------------------

/// What f does on one side of a flat direction.
enum class Side { rises, falls, level, unclear };

/// A flat direction `along`, and the direction across it in which f curves by `curvature`.
struct Valley {
    Vec2 along, across;
    double curvature = 0;
};

/// The point of the valley's floor (or of a ridge's back) at the distance h, begun at the offset w; nothing where there is none.
std::optional<Place> floor_at(const Centre& c, const Valley& valley, double h, double& w) {
    for (int i = 0; i < 20; ++i) {
        const Place here = look(c.f, c.at.x + h * valley.along + w * valley.across);
        const double curvature = valley.across.dot(here.H * valley.across), step = valley.across.dot(here.g) / curvature;
        if (!(curvature * valley.curvature > 0) || !std::isfinite(step) || !(std::abs(w - step) <= c.length)) return {};
        w -= step;
        if (std::abs(step) <= 1e-15 * std::max(std::abs(h), max_norm(c.at.x))) return here;
    }
    return look(c.f, c.at.x + h * valley.along + w * valley.across);
}

/// The slope of f along the floor decides, since f is quadratic across it (the splitting lemma: Bröcker & Lander, Differentiable
/// Germs and Catastrophes, 4.5): on the first two distances where it is more than rounding.
Side side_of(const Centre& c, const Valley& valley, double sign) {
    double w = 0, before = 0;
    bool level = true;
    for (double h = c.first(); h <= c.length; h *= Centre::growth) {
        const auto here = floor_at(c, valley, sign * h, w);
        if (!here) return Side::unclear;
        const double slope = sign * valley.along.dot(here->g);
        const double lean = std::abs(valley.across.dot(here->H * valley.along) / valley.across.dot(here->H * valley.across));
        const double noise = rounding(*here, valley.along) + lean * rounding(*here, valley.across) +
                             c.noise.dot(valley.along.cwiseAbs()) + 4 * std::abs(valley.along.dot(c.at.g));
        if (!(std::abs(slope) > noise)) {
            before = 0;
            // Where rounding could hide a slope that matters nothing is known.
            level = level && noise <= 1e-9 * std::abs(valley.curvature) * c.length;
            continue;
        }
        if (before * slope > 0 && std::abs(slope) >= std::abs(before)) return slope > 0 ? Side::rises : Side::falls;
        before = slope;
        level = false;
    }
    return level && c.first() <= c.length ? Side::level : Side::unclear;
}

void decide_valley(const Centre& c, const Valley& valley, CriticalPoint& point) {
    const Side right = side_of(c, valley, 1), left = side_of(c, valley, -1);
    const bool bowl = valley.curvature > 0;
    const Side alike = bowl ? Side::rises : Side::falls, against = bowl ? Side::falls : Side::rises;
    point.direction = right == against ? valley.along : Vec2(-valley.along);
    if (right == against || left == against) point.nature = Nature::saddle;
    else if (right == alike && left == alike) point.nature = bowl ? Nature::minimum : Nature::maximum;
    else if (right == Side::level && left == Side::level) point.nature = bowl ? Nature::line_of_minima : Nature::line_of_maxima;
    else point.nature = Nature::open;
    // A saddle over a ridge falls across it.
    if (point.nature == Nature::saddle && !bowl) point.direction = valley.across;
}

// ---- no direction curves ------------------------------------------------------------------------------------------------------

Vec2 towards(double angle) { return {std::cos(angle), std::sin(angle)}; }

/// The mean slope of f on the way out to the distance r, by Gauss's rule with three points: ∇f knows small differences of f that f itself
/// has no digits for.
struct Rise {
    double mean = 0, noise = 0;
    bool up() const { return mean > noise; }
    bool down() const { return mean < -noise; }
};

Rise rise(const Centre& c, double r, double angle) {
    constexpr std::array<std::pair<double, double>, 3> rule = {
        {{0.11270166537925831, 5.0 / 18}, {0.5, 8.0 / 18}, {0.88729833462074169, 5.0 / 18}}};
    const Vec2 d = towards(angle);
    Rise sum{.noise = c.noise.dot(d.cwiseAbs()) + 4 * max_norm(c.at.g)};
    for (const auto& [t, weight] : rule) {
        const Place here = look(c.f, c.at.x + t * r * d);
        sum.mean += weight * d.dot(here.g);
        sum.noise += weight * rounding(here, d);
    }
    return sum;
}

/// The least value of a function of the angle: the lowest of 64, and from there by golden sections between its neighbours.
template <class F>
double least_angle(F&& value) {
    constexpr int count = 64;
    constexpr double step = 2 * std::numbers::pi / count, golden = 0.61803398874989485;
    double best = 0, lowest = std::numeric_limits<double>::infinity();
    for (int i = 0; i < count; ++i) {
        const double angle = i * step, here = value(angle);
        if (here < lowest) {
            lowest = here;
            best = angle;
        }
    }
    double a = best - step, b = best + step;
    double p = b - golden * (b - a), q = a + golden * (b - a), at_p = value(p), at_q = value(q);
    for (int i = 0; i < 30; ++i) {
        if (at_p < at_q) {
            b = q;
            q = p;
            at_q = at_p;
            p = b - golden * (b - a);
            at_p = value(p);
        } else {
            a = p;
            p = q;
            at_p = at_q;
            q = a + golden * (b - a);
            at_q = value(q);
        }
    }
    const double end = at_p < at_q ? p : q;
    return std::min(at_p, at_q) < lowest ? end : best;
}

struct Ring {
    Nature nature = Nature::open;
    Vec2 down = Vec2::Zero();
};

Ring ring(const Centre& c, double r) {
    const double lowest = least_angle([&](double angle) { return rise(c, r, angle).mean; });
    const double highest = least_angle([&](double angle) { return -rise(c, r, angle).mean; });
    const Rise low = rise(c, r, lowest), high = rise(c, r, highest);
    if (low.up()) return {Nature::minimum};
    if (high.down()) return {Nature::maximum};
    if (low.down() && high.up()) return {Nature::saddle, towards(lowest)};
    return {};
}

/// The first two rings on which f does the same decide.
void decide_rings(const Centre& c, CriticalPoint& point) {
    Ring before;
    for (double r = c.first(); r <= c.length; r *= Centre::growth) {
        const Ring here = ring(c, r);
        if (here.nature != Nature::open && here.nature == before.nature) {
            point.nature = here.nature;
            point.direction = here.down;
            return;
        }
        before = here;
    }
    point.nature = Nature::open;
}

}

namespace {

/// Where f falls at once by more than its rounding explains; zero where it does not.
Vec2 jump_down(const Centre& c) {
    const double here = value(c.f, c.at.x), r = std::max(c.first(), 1e-10 * c.length);
    const double noise = 8 * eps * std::abs(here) + c.noise.dot(c.at.x.cwiseAbs()) + rounding(c.at, c.at.x.cwiseAbs());
    const auto above = [&](double angle) { return value(c.f, c.at.x + r * towards(angle)) - here; };
    const double angle = least_angle(above);
    return above(angle) < -noise ? towards(angle) : Vec2(0, 0);
}

void decide(const Centre& c, CriticalPoint& point) {
    const Persistence curved = persistence(c);
    point.degenerate = !curved.both();
    if (!point.degenerate)
        point.nature = c.axes.high > 0 && c.axes.low > 0 ? Nature::minimum : c.axes.high < 0 && c.axes.low < 0 ? Nature::maximum : Nature::saddle;
    else if (curved.stiff) decide_valley(c, {c.axes.soft, c.axes.stiff, c.axes.high}, point);
    else if (curved.soft) decide_valley(c, {c.axes.stiff, c.axes.soft, c.axes.low}, point);
    else decide_rings(c, point);
}

}

CriticalPoint critical_point(const Objective& f, const Vec2& x, const Units& units) {
    CriticalPoint point;
    const auto [at, on_the_way] = polished(f, x, 1e-2 * units.length);
    point.x = at.x;
    if (!at.finite()) return point;
    Centre c{.f = f, .at = at, .axes = axes_of(at.H), .length = units.length};
    c.noise = jitter(c);
    point.curvatures = {std::min(c.axes.high, c.axes.low), std::max(c.axes.high, c.axes.low)};
    const Vec2 p = newton_step(at, c.axes);
    const double rounded = rounding(at, Vec2(1, 1)), moves = max_norm(p), left = max_norm(at.g + at.H * p);
    // Newton's method has come to rest: at rounding, or it still was on its way to a zero of higher order.
    const bool rests = on_the_way || moves <= 16 * eps * max_norm(at.x) || max_norm(at.g) <= rounded + max_norm(c.noise);
    // What its step cannot take away is a slope, unless it is nothing to speak of.
    if (!rests || !(moves <= 1e-4 * units.length) || !(left <= 2e-10 * units.slope + rounded)) return point;
    c.radius = std::max({8 * moves, 16 * eps * max_norm(at.x), 1e-12 * units.length});
    decide(c, point);
    // Where slopes do not tell, values may: at a kink.
    const Surroundings around = point.nature == Nature::open ? look_around(f, at.x, units.length) : Surroundings{};
    if (around.rises) point.nature = Nature::kink;
    const bool minimum = point.nature == Nature::minimum || point.nature == Nature::line_of_minima;
    const Vec2 down = minimum ? jump_down(c) : around.falls;
    if (max_norm(down) > 0) {
        point.nature = Nature::no_minimum;
        point.direction = down;
    }
    return point;
}

bool is_close(const Objective& f, const Vec2& x, const CriticalPoint& point, const Units& units) {
    const double away = max_norm(x - point.x);
    if (point.nature == Nature::none || !(away <= 1e-5 * units.length)) return false;
    if (point.degenerate || away <= 8 * eps * max_norm(x)) return true;
    const Place at = look(f, point.x);
    bool seen = false;
    return persistence_at({.f = f, .at = at, .axes = axes_of(at.H)}, 1e4 * away, seen).both();
}

Surroundings look_around(const Objective& f, const Vec2& x, double length) {
    const double here = value(f, x);
    // What f jumps by from one number to the next.
    double noise = 8 * eps * std::abs(here);
    for (const Vec2& d : {Vec2(1, 0), Vec2(0, 1), Vec2(-1, 0), Vec2(0, -1)}) {
        const double off = std::abs(value(f, x + 16 * eps * max_norm(x) * d) - here);
        if (std::isfinite(off)) noise = std::max(noise, off);
    }
    Surroundings found{.rises = true};
    for (const double share : {1e-7, 1e-5, 1e-3}) {
        const auto above = [&](double angle) { return value(f, x + share * length * towards(angle)) - here; };
        const double angle = least_angle(above), least = above(angle);
        if (least < -noise) return {.rises = false, .falls = towards(angle)};
        found.rises = found.rises && least > noise;
    }
    return found;
}

}
