#pragma once
#include "compute/probability/law.hpp"
#include "compute/probability/twofold.hpp"

namespace eigenscope {

/// P(X = j + 1) / P(X = j) as a fraction.
struct MassRatio {
    Twofold over, under;
};

/// P(X <= k) or P(X > k) of a law on the whole numbers, from the ratios of its neighbouring masses alone: all masses are added, beginning at
/// a mode, with twice the digits of a double, and their quotient is rounded once. So a tail that is a double is exactly that one, and p is
/// reached where it should be. Nothing where the tail is too small for this.
template <class Ratio>
std::optional<double> lattice_tail(double k, Interval ends, double mode, Side side, Ratio&& ratio) {
    constexpr double negligible = 0x1p-115, least = 1e-270;
    Twofold lower, upper;                     // the masses up to k, and above it, in units of that at the mode
    Twofold mass{1};
    for (double j = mode;; ++j) {
        Twofold& part = j <= k ? lower : upper;
        part = part + mass;
        if (j >= ends.hi || mass.hi < (j > k ? negligible * part.hi : least)) break;
        const MassRatio r = ratio(j);
        mass = mass * r.over / r.under;
    }
    mass = {1};
    for (double j = mode; j > ends.lo;) {
        const MassRatio r = ratio(--j);
        mass = mass * r.under / r.over;
        Twofold& part = j <= k ? lower : upper;
        part = part + mass;
        if (mass.hi < (j <= k ? negligible * part.hi : least)) break;
    }
    const Twofold& wanted = side == Side::lower ? lower : upper;
    if (wanted.hi < least) return std::nullopt;
    return (wanted / (lower + upper)).hi;
}

/// Up to this variance a law on the whole numbers has so few masses that matter that they can be added for every question.
inline constexpr double few_masses = 150;

}
