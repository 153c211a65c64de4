#include "compute/probability/law/binomial.hpp"

#include "compute/probability/lattice.hpp"

namespace eigenscope {

double Binomial::tail(double k, Side side) const {
    if (n * p * (1 - p) <= few_masses) {
        const Twofold odds = Twofold{p} / Twofold::sum(1, -p);
        const auto ratio = [&](double j) { return MassRatio{Twofold{n - j} * odds, {j + 1}}; };
        if (const auto exact = lattice_tail(k, support(), modes().at.front(), side, ratio)) return *exact;
    }
    return special::beta_tail(n - k, k + 1, special::unit(p).mirrored(), side);
}

Moments Binomial::moments() const {
    const double q = 1 - p, variance = n * p * q;
    if (variance == 0) return point_moments(n * p);
    return {finite(n * p), finite(variance), finite((q - p) / std::sqrt(variance)), finite((1 - 6 * p * q) / variance)};
}

}
