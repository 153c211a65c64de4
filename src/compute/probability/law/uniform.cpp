#include "compute/probability/law/uniform.hpp"

#include <algorithm>

namespace eigenscope {

void Uniform::repair() {
    if (lower > upper) std::swap(lower, upper);
    // Wide enough that the density is finite and the midpoint differs from both ends.
    const double least = 1e-9 * std::max({1.0, std::abs(lower), std::abs(upper)});
    if (upper - lower >= least) return;
    // At the top of its range the upper end has no place to go.
    double most = 0;
    describe(*this, [&](const Field& field, double&) { most = std::max(most, field.hi); });
    if (lower + least <= most) upper = lower + least;
    else lower = upper - least;
}

}
