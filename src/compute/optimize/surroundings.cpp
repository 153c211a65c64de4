#include "compute/optimize/critical_parts.hpp"

#include <algorithm>
#include <array>
#include <numbers>
#include <optional>
#include <utility>

namespace eigenscope::critical {
namespace {

/// What f does on one side of a flat direction.
enum class Side { rises, falls, level, unclear };

/// The point of the valley's floor (or of a ridge's back) at the distance h, begun at the offset w; nothing where there is none.
std::optional<Place> floor_at(const Centre& c, const Valley& valley, double h, double& w) {
    double last = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 30; ++i) {
        const Place here = look(c.f, c.at.x + h * valley.along + w * valley.across);
        const double curvature = valley.across.dot(here.H * valley.across), step = valley.across.dot(here.g) / curvature;
        if (!(curvature * valley.curvature > 0) || !std::isfinite(step) || !(std::abs(w - step) <= c.length)) return {};
        // As deep as rounding lets it come.
        if (step == 0 || (i > 5 && !(std::abs(step) < last))) return here;
        last = std::abs(step);
        w -= step;
    }
    return look(c.f, c.at.x + h * valley.along + w * valley.across);
}

/// The slope of f along the floor decides, since f is quadratic across it (the splitting lemma: Bröcker & Lander, Differentiable
/// Germs and Catastrophes, 4.5): on the first three distances where it is
/// more than rounding and grows as a power of at least two does. Noise does not.
Side side_of(const Centre& c, const Valley& valley, double sign) {
    double w = 0, before = 0;
    int alike = 0;
    bool level = true;
    for (double h = c.first(); h <= c.length; h *= Centre::growth) {
        const auto here = floor_at(c, valley, sign * h, w);
        if (!here) return Side::unclear;
        const double slope = sign * valley.along.dot(here->g);
        const double lean = std::abs(valley.across.dot(here->H * valley.along) / valley.across.dot(here->H * valley.across));
        const double off = rounding(*here, valley.across) + 4 * std::abs(valley.across.dot(here->g));
        const double noise = rounding(*here, valley.along) + lean * off +
                             c.noise.dot(valley.along.cwiseAbs()) + 4 * std::abs(valley.along.dot(c.at.g));
        if (!(std::abs(slope) > noise)) {
            before = alike = 0;
            // Where rounding could hide a slope that matters nothing is known.
            level = level && noise <= 1e-9 * std::abs(valley.curvature) * c.length;
            continue;
        }
        alike = (slope > 0) == (before > 0) && std::abs(slope) >= 3 * std::abs(before) ? alike + 1 : 0;
        if (alike == 2) return slope > 0 ? Side::rises : Side::falls;
        before = slope;
        level = false;
    }
    return level && c.first() <= c.length ? Side::level : Side::unclear;
}

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

namespace {

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

/// Where a function of the angle is least between a and b: golden sections.
template <class F>
double least_between(F&& value, double a, double b) {
    constexpr double golden = 0.61803398874989485;
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
    return at_p < at_q ? p : q;
}

/// Where a function of the angle is least all round: at one of 64 angles, or near one that is lower than its neighbours. A direction in
/// which f falls may be as narrow as that.
template <class F>
double least_angle(F&& value) {
    constexpr std::size_t count = 64;
    constexpr double step = 2 * std::numbers::pi / count;
    std::array<double, count> seen{};
    for (std::size_t i = 0; i < count; ++i) seen[i] = value(static_cast<double>(i) * step);
    double best = 0, lowest = std::numeric_limits<double>::infinity();
    const auto consider = [&](double angle, double here) {
        if (!(here < lowest)) return;
        lowest = here;
        best = angle;
    };
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = static_cast<double>(i) * step;
        consider(angle, seen[i]);
        if (!(seen[i] <= seen[(i + 1) % count] && seen[i] < seen[(i + count - 1) % count])) continue;
        const double near = least_between(value, angle - step, angle + step);
        consider(near, value(near));
    }
    return best;
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

}

/// The first three rings on which f does the same decide.
void decide_rings(const Centre& c, CriticalPoint& point) {
    Ring before;
    int alike = 0;
    for (double r = c.first(); r <= c.length; r *= Centre::growth) {
        const Ring here = ring(c, r);
        alike = here.nature != Nature::open && here.nature == before.nature ? alike + 1 : 0;
        if (alike == 2) {
            point.nature = here.nature;
            point.direction = here.down;
            return;
        }
        before = here;
    }
    point.nature = Nature::open;
}

namespace {

/// By how much f differs from one number to the next, the least difference first: the error of its evaluation, and the height of a jump.
std::array<double, 20> value_jitter(const Objective& f, const Vec2& x, double here) {
    std::array<double, 20> off{};
    auto next = off.begin();
    for (const double times : {16.0, 23.0, 41.0, 59.0, 83.0})
        for (const Vec2& d : {Vec2(1, 0), Vec2(0, 1), Vec2(-1, 0), Vec2(0, -1)}) {
            const double beside = value(f, x + times * eps * max_norm(x) * d);
            *next++ = std::isfinite(beside) ? std::abs(beside - here) : 0;
        }
    std::sort(off.begin(), off.end());
    return off;
}

}

Vec2 jump_down(const Centre& c) {
    const double here = value(c.f, c.at.x), r = std::max(c.first(), 1e-10 * c.length);
    // A jump is met on one side at most: what most neighbours differ by is noise.
    const double jitter = 16 * value_jitter(c.f, c.at.x, here)[8];
    const double noise = 8 * eps * std::abs(here) + jitter + c.noise.dot(c.at.x.cwiseAbs()) + rounding(c.at, c.at.x.cwiseAbs());
    const auto above = [&](double distance) {
        return [&, distance](double angle) { return value(c.f, c.at.x + distance * towards(angle)) - here; };
    };
    const double angle = least_angle(above(r));
    // A jump is as high a little farther out, which noise is not.
    for (const double times : {1.0, 3.0, 10.0})
        if (!(above(times * r)(angle) < -noise)) return {0, 0};
    return towards(angle);
}

}

namespace eigenscope {

using namespace critical;

Surroundings look_around(const Objective& f, const Vec2& x, double length) {
    const double here = value(f, x), noise = 8 * eps * std::abs(here) + 4 * value_jitter(f, x, here).back();
    Surroundings found{.rises = true};
    double before = 0;
    for (const double share : {1e-7, 1e-5, 1e-3}) {
        const auto above = [&](double angle) { return value(f, x + share * length * towards(angle)) - here; };
        const double angle = least_angle(above), least = above(angle);
        // What falls goes on falling farther out; noise does not.
        if (least < -noise && before < 0 && least < 3 * before) return {.rises = false, .falls = towards(angle)};
        found.rises = found.rises && least > noise;
        before = least < -noise ? least : 0;
    }
    return found;
}

}
