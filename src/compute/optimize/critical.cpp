#include "compute/optimize/critical_parts.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>

namespace eigenscope::critical {

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

}

namespace eigenscope {

using namespace critical;

namespace {

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

/// What ∇f jumps by from one number to the next, beyond what the Hessian tells: the error of its evaluation.
Vec2 jitter(const Centre& c) {
    Vec2 most = Vec2::Zero();
    const double spacing = eps * std::max(max_norm(c.at.x), eps * c.length);
    // At several distances: the errors of terms that cancel come in whole spacings, and are often none.
    for (const double times : {16.0, 23.0, 41.0, 59.0, 83.0}) {
        for (const Vec2& d : {c.axes.stiff, c.axes.soft, Vec2(-c.axes.stiff), Vec2(-c.axes.soft)}) {
            const Vec2 x = c.at.x + times * spacing * d;
            const Vec2 off = gradient(c.f, x) - c.at.g - c.at.H * (x - c.at.x);
            if (off.allFinite()) most = most.cwiseMax(off.cwiseAbs());
        }
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
    for (double radius = c.radius; radius <= Centre::near * c.length; radius *= Centre::growth) {
        found = persistence_at(c, radius, seen);
        if (seen || !found.both()) return found;
    }
    return {found.stiff, false};
}

/// Whether a curvature that does not keep its size jumps at the centre. One that vanishes there is far larger on both sides.
bool jumps(const Centre& c, const Persistence& kept) {
    const double radius = Centre::near * c.length;
    const auto stands = [&](const Vec2& axis, double curvature) {
        const auto beside = [&](double r) { return std::abs(axis.dot(look(c.f, c.at.x + r * axis).H * axis)); };
        const bool more_than_noise = std::abs(curvature) * radius > max_norm(c.noise);
        return more_than_noise && std::min(beside(radius), beside(-radius)) <= Centre::growth * std::abs(curvature);
    };
    return (!kept.stiff && stands(c.axes.stiff, c.axes.high)) || (!kept.soft && !c.axes.flat && stands(c.axes.soft, c.axes.low));
}

void decide(const Centre& c, CriticalPoint& point) {
    const Persistence curved = persistence(c);
    point.degenerate = !curved.both();
    point.jumps = point.degenerate && jumps(c, curved);
    if (!point.degenerate)
        point.nature = (c.axes.high > 0) != (c.axes.low > 0) ? Nature::saddle : c.axes.high > 0 ? Nature::minimum : Nature::maximum;
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
    if (!rests || !(moves <= 1e-2 * units.length) || !(left <= 2e-10 * units.slope + rounded)) return point;
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

}
