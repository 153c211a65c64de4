#include "compute/probability/law/weibull.hpp"

#include "compute/probability/special.hpp"

namespace eigenscope {

double Weibull::log_density(double x) const {
    const double z = x / scale;
    if (z == 0) return shape < 1 ? infinity : shape == 1 ? -std::log(scale) : -infinity;
    return std::log(shape / scale) + (shape - 1) * std::log(z) - hazard(x);
}

Moments Weibull::moments() const {
    // E Xʲ / (E X)ʲ - 1, so that the central moments do not cancel for large shapes.
    const double t = 1 / shape, g1 = special::log_gamma_1p(t);
    const auto excess = [&](int j) { return std::expm1(special::log_gamma_1p(j * t) - j * g1); };
    const double e2 = excess(2), e3 = excess(3), e4 = excess(4), mean = scale * std::exp(g1);
    return {finite(mean), finite(e2 * mean * mean), finite((e3 - 3 * e2) / std::pow(e2, 1.5)), finite((e4 - 4 * e3 + 6 * e2) / (e2 * e2) - 3)};
}

}
