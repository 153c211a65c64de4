#include "compute/probability/law/weibull.hpp"

#include "compute/probability/special.hpp"

namespace eigenscope {

double Weibull::log_density(double x) const {
    const double z = x / scale;
    if (z == 0) return shape < 1 ? infinity : shape == 1 ? -std::log(scale) : -infinity;
    return std::log(shape / scale) + (shape - 1) * std::log(z) - hazard(x);
}

namespace {

// The cumulants but the mean, of X / E X: their numerators e2, e3 - 3 e2 and e4 - 4 e3 + 6 e2 - 3 e2² for e_j = E Xʲ / (E X)ʲ - 1.
struct Central {
    double second, third, fourth;
};

Central central(double t) {
    const double g1 = special::log_gamma_1p(t);
    const auto excess = [&](int j) { return std::expm1(special::log_gamma_1p(j * t) - j * g1); };
    const double e2 = excess(2), e3 = excess(3), e4 = excess(4);
    return {e2, e3 - 3 * e2, e4 - 4 * e3 + 6 * e2 - 3 * e2 * e2};
}

// For large shapes e_j are all of order t², and third and fourth of order t³ and t⁴: each sum is taken of the logarithms first, where it
// is a series, and of what the exponentials add.
Central central_of_small(double t) {
    const auto curved = [](double x) {        // e^x - 1 - x
        double sum = 0, term = x;
        for (int n = 2; n < 30 && std::abs(term) > 1e-18 * std::abs(sum); ++n) sum += term *= x / n;
        return sum;
    };
    const double l2 = special::log_gamma_sum({-2, 1}, t), l3 = special::log_gamma_sum({-3, 0, 1}, t), l4 = special::log_gamma_sum({-4, 0, 0, 1}, t);
    const double e2 = std::expm1(l2);
    return {e2, special::log_gamma_sum({3, -3, 1}, t) + curved(l3) - 3 * curved(l2),
            special::log_gamma_sum({-4, 6, -4, 1}, t) + curved(l4) - 4 * curved(l3) + 6 * curved(l2) - 3 * e2 * e2};
}

}

Moments Weibull::moments() const {
    const double t = 1 / shape, mean = scale * std::exp(special::log_gamma_1p(t));
    const Central c = shape > 8 ? central_of_small(t) : central(t);
    return {finite(mean), finite(c.second * mean * mean), finite(c.third / std::pow(c.second, 1.5)), finite(c.fourth / (c.second * c.second))};
}

}
