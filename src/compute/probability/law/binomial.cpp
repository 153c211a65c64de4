#include "compute/probability/law/binomial.hpp"

namespace eigenscope {

Moments Binomial::moments() const {
    const double q = 1 - p, variance = n * p * q;
    if (variance == 0) return point_moments(n * p);
    return {finite(n * p), finite(variance), finite((q - p) / std::sqrt(variance)), finite((1 - 6 * p * q) / variance)};
}

}
