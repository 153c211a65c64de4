#pragma once
#include "compute/probability/density_samples.hpp"

#include <functional>

namespace eigenscope {

/// A density that can be asked anywhere on its support; `slope` is its derivative.
struct Density {
    std::function<double(double)> height, slope;
    Interval ends;
};

/// Where the density is greatest: found among its samples, then to the last digits. All places that are equally high; or a plateau, where
/// some of the probability lies on one.
Modes highest_places(const Density& f, const std::vector<DensitySamples::Atom>& atoms);

}
