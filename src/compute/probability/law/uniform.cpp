#include "compute/probability/law/uniform.hpp"

#include <algorithm>

namespace eigenscope {

void Uniform::repair() {
    if (lower > upper) std::swap(lower, upper);
    // Wide enough that the density is finite and the midpoint differs from both ends.
    const double least = 1e-9 * std::max({1.0, std::abs(lower), std::abs(upper)});
    if (!(upper - lower >= least)) upper = lower + least;
}

}
