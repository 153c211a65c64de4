#pragma once
#include <optional>

namespace eigenscope {

/// a + b as numbers are written, where a double is written as that very sum: 0.1 + 0.2 is 0.3. Nothing where there is none, as for
/// 1e20 + 1: then the sum would lose digits.
std::optional<double> decimal_sum(double a, double b);

}
