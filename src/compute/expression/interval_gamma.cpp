#include "compute/expression/interval_functions.hpp"

#include "compute/expression/operations.hpp"
#include "compute/expression/rounding.hpp"

#include <algorithm>

// Γ and what comes from it. For x > 0 all of it is in pieces that rise or fall (Abramowitz, Stegun, 6.1 to 6.4); between two
// poles on the left only what is sure is said.
namespace eigenscope::enclosing {
namespace {

using rounding::infinity;
using rounding::lowered;
using rounding::raised;

// Where Γ is least on the right, and its value there (OEIS A030169, A030171), each between two doubles.
constexpr double least_at_lo = 1.46163214496836, least_at_hi = 1.46163214496837;
constexpr double least_gamma = 0.88560319441088, least_lgamma = -0.12148629053585;

// The library's gamma functions are good to 10 units or less, and so are our own.
constexpr double gamma_steps = 32;

/// Whether 0, −1, −2, ... is in the interval.
bool has_pole(const Enclosure& x) { return x.lo <= 0 && std::floor(std::min(x.hi, 0.0)) >= x.lo; }

/// On the right, where it falls down to its least value and then rises; x.lo = 0 is the pole.
Enclosure valley(Operation operation, double least, const Enclosure& x) {
    const double at_lo = x.lo == 0 ? infinity : applied(operation, x.lo), at_hi = applied(operation, x.hi);
    const double hi = raised(std::max(at_lo, at_hi), gamma_steps);
    double lo = least;
    if (x.hi < least_at_lo) lo = std::max(least, lowered(at_hi, gamma_steps));
    if (x.lo > least_at_hi) lo = std::max(least, lowered(at_lo, gamma_steps));
    return with(lo, hi, x.regularity);
}

/// At a single number left of zero that is no pole: its value, with what reflection may lose.
Enclosure reflected(Operation operation, const Enclosure& x) {
    const double value = applied(operation, x.lo);
    const double loss = 1e-12 * (1 + std::abs(value));
    return with(lowered(value - loss, gamma_steps), raised(value + loss, gamma_steps), x.regularity);
}

/// Single numbers for which the reflection can be trusted: not next to a pole, not far out.
bool plain_point(const Enclosure& x) { return x.lo == x.hi && x.lo > -50 && std::abs(x.lo - std::round(x.lo)) > 1e-3; }

}

Enclosure gamma(const Enclosure& x) {
    if (x.lo == x.hi && has_pole(x)) return Enclosure::nowhere();
    if (x.lo > 0) return valley(Operation::gamma, least_gamma, x);
    if (x.lo == 0) return with(valley(Operation::gamma, least_gamma, x).lo, infinity, Regularity::somewhere);
    if (has_pole(x)) return Enclosure::whole(Regularity::somewhere);
    if (plain_point(x)) return reflected(Operation::gamma, x);
    const bool positive = std::fmod(std::floor(x.lo), 2) == 0;
    return with(positive ? 0 : -infinity, positive ? infinity : 0, x.regularity);
}

Enclosure lgamma(const Enclosure& x) {
    if (x.lo == x.hi && has_pole(x)) return Enclosure::nowhere();
    if (x.lo > 0) {
        // Next to its zeros at 1 and 2 the digits are relative to the distance from them: some more in absolute terms.
        const Enclosure near = valley(Operation::lgamma, least_lgamma, x);
        return with(std::max(least_lgamma, near.lo - 0x1p-50), near.hi + 0x1p-50, near.regularity);
    }
    if (x.lo == 0) return with(valley(Operation::lgamma, least_lgamma, x).lo - 0x1p-50, infinity, Regularity::somewhere);
    if (has_pole(x)) return Enclosure::whole(Regularity::somewhere);
    return plain_point(x) ? reflected(Operation::lgamma, x) : Enclosure::whole(x.regularity);
}

Enclosure polygamma(const Enclosure& n, const Enclosure& x) {
    constexpr double most = 20;
    if (n.hi < 0 || n.lo > most) return Enclosure::nowhere();
    if (n.lo != n.hi) return std::floor(n.hi) < n.lo ? Enclosure::nowhere() : Enclosure::whole(Regularity::somewhere);
    if (n.lo != std::floor(n.lo) || (x.lo == x.hi && has_pole(x))) return Enclosure::nowhere();
    const bool odd = std::fmod(n.lo, 2) == 1;
    // Orders 1, 3, ... are sums of even powers: positive. So orders 0, 2, ... rise between the poles.
    const Regularity both = std::min(n.regularity, x.regularity);
    const Enclosure rough = {odd ? 0 : -infinity, x.lo >= 0 && !odd && n.lo > 0 ? 0 : infinity, has_pole(x) ? Regularity::somewhere : both};
    if (has_pole(x) || x.hi > 1e8 || (x.lo < 1e-3 && !plain_point(x))) return rough;
    const auto at = [&](double t) { return applied(Operation::polygamma, n.lo, t); };
    const auto loss = [](double value) { return 1e-10 * (std::abs(value) + 1e-3); };
    const double lo = at(odd ? x.hi : x.lo), hi = at(odd ? x.lo : x.hi);
    if (!std::isfinite(lo) || !std::isfinite(hi)) return rough;
    return with(std::max(rough.lo, lo - loss(lo)), std::min(rough.hi, hi + loss(hi)), both);
}

}
