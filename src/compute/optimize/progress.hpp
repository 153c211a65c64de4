#pragma once
#include "compute/optimize/critical.hpp"
#include "compute/optimize/run.hpp"

#include <algorithm>
#include <limits>

namespace eigenscope {

/// What a run has been through, kept from step to step: to judge its end nobody has to look back further than a few steps.
struct Progress {
    Progress(const Step& first, const Knowledge& known)
        : start(first.x), first_f(first.f), lowest(first.f), first_slope(length(first.g)), window(max_norm(known.hi - known.lo)),
          far(1e8 * max_norm(first.x)) {}

    Vec2 start;
    double first_f, lowest;                   ///< f at the start, and the lowest since
    double first_slope;                       ///< |∇f| at the start
    double window;                            ///< the size of the picture: the only unit of length there is at the origin
    double reach = 0;                         ///< the farthest that an iterate was from the start
    double promise = 0;                       ///< |∇f| times the length of the first step: what f changes by at first, at most
    double move = 0;                          ///< the size of the last step
    double far;                               ///< beyond this distance from the start a run seems to run away
    double climb = 0;                         ///< by how much f rose in the last step
    int climbs = 0;                           ///< steps in a row in which f rose, each time by more than before
    int falls = 0;                            ///< steps in a row in which f fell
    int level = 0;                            ///< steps in a row in which f kept its last bit
    int still = 0;                            ///< steps in a row in which x kept its last bit

    /// Another step was made.
    void add(const Step& before, const Step& now) {
        const double away = max_norm(now.x - start), rise = now.f - before.f;
        reach = std::max(reach, away);
        move = max_norm(now.x - before.x);
        if (now.k == 1) {
            promise = first_slope * away;
            if (far == 0) far = 1e8 * away;
        }
        lowest = std::min(lowest, now.f);
        climbs = rise > 0 && !(rise < climb) ? climbs + 1 : rise > 0 ? 1 : 0;
        climb = std::max(rise, 0.0);
        falls = rise < 0 ? falls + 1 : 0;
        level = rise == 0 ? level + 1 : 0;
        still = move == 0 ? still + 1 : 0;
    }

    /// Steps that have to be looked at before one is certain of an end.
    static constexpr int climbing = 5, patience = 100;
    /// ∇f counts as zero when it is this small a part of the first one.
    static constexpr double zero_slope = 1e-10;

    /// The last move can be seen; smaller ones may be round-off.
    bool moves(const Vec2& x) const { return move > 1e-6 * units(x).length; }

    /// Nothing speaks for an end with trouble: f has not risen long, x is not far out, and neither can stand or go in circles.
    bool calm(const Step& now) const {
        return climbs < climbing && level < patience && still < 2 && (falls > 4 || !moves(now.x)) && max_norm(now.x - start) <= far;
    }

    /// Nothing speaks for a zero of ∇f: it is no small part of the first one, and by the curvature of the last step the way to a zero is
    /// longer than the rounding of x.
    bool sloping(const Step& before, const Step& now) const {
        const double slope = max_norm(now.g);
        const double digits = 4 * std::numeric_limits<double>::epsilon() * max_norm(now.x);
        return slope > zero_slope * first_slope && slope * move > digits * max_norm(now.g - before.g);
    }

    /// The size of the numbers that x is made of, and a slope that is not zero.
    Units units(const Vec2& x) const {
        const double size = std::max(max_norm(x), reach);
        return {size > 0 ? size : window, first_slope};
    }
};

}
