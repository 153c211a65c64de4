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
    double far;                               ///< beyond this distance from the start a run seems to run away
    double climb = 0;                         ///< by how much f rose in the last step
    int climbs = 0;                           ///< steps in a row in which f rose, each time by more than before
    int level = 0;                            ///< steps in a row in which f kept its last bit
    int still = 0;                            ///< steps in a row in which x kept its last bit

    /// Another step was made.
    void add(const Step& before, const Step& now) {
        const double away = max_norm(now.x - start), rise = now.f - before.f;
        reach = std::max(reach, away);
        if (now.k == 1) {
            promise = first_slope * away;
            if (far == 0) far = 1e8 * away;
        }
        lowest = std::min(lowest, now.f);
        climbs = rise > 0 && !(rise < climb) ? climbs + 1 : rise > 0 ? 1 : 0;
        climb = std::max(rise, 0.0);
        level = rise == 0 ? level + 1 : 0;
        still = now.x == before.x ? still + 1 : 0;
    }

    /// The size of the numbers that x is made of, and a slope that is not zero.
    Units units(const Vec2& x) const {
        const double size = std::max(max_norm(x), reach);
        return {size > 0 ? size : window, first_slope};
    }
};

}
