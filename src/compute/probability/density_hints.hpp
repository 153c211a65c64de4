#pragma once
#include "compute/expression/function.hpp"

namespace eigenscope {

/// Places inside of `ends` where a formula in one variable is likely to do something, however narrow: where a part of it is zero or turns, and
/// the constants that stand in it, with their opposites. Those of the first kind come first; no more than 64.
std::vector<double> density_hints(const Function& f, Interval ends);

}
