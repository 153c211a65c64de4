#include "compute/probability/law/beta.hpp"

#include "compute/probability/special.hpp"

namespace eigenscope {

// As a binomial mass with real arguments (Loader 2000), with the small exponents raised by one where they would be negative.
double Beta::log_density(double x) const {
    const double y = 1 - x;
    if (x == 0) return a < 1 ? infinity : a == 1 ? std::log(b) : -infinity;
    if (y == 0) return b < 1 ? infinity : b == 1 ? std::log(a) : -infinity;
    const special::Unit u = special::unit(x);
    if (a >= 1 && b >= 1) return std::log(a + b - 1) + special::log_binomial_density(a - 1, b - 1, u);
    if (a >= 1) return std::log(b / y) + special::log_binomial_density(a - 1, b, u);
    if (b >= 1) return std::log(a / x) + special::log_binomial_density(a, b - 1, u);
    return std::log(a * b / (a + b)) - std::log(x) - std::log(y) + special::log_binomial_density(a, b, u);
}

Moments Beta::moments() const {
    const double n = a + b;
    return {finite(a / n), finite(a / n * (b / n) / (n + 1)), finite(2 * (b - a) * std::sqrt(n + 1) / ((n + 2) * std::sqrt(a) * std::sqrt(b))),
            finite(6 * ((a - b) * (a - b) * (n + 1) / (a * b) - (n + 2)) / ((n + 2) * (n + 3)))};
}

Modes Beta::modes() const {
    if (a == 1 && b == 1) return {{0, 1}, true};
    if (a < 1 && b < 1) return {{0, 1}};
    if (a <= 1 && b >= 1) return {{0}};
    if (a >= 1 && b <= 1) return {{1}};
    return {{(a - 1) / (a + b - 2)}};
}

double Beta::entropy() const {
    using special::gamma_entropy;
    return gamma_entropy(a) + gamma_entropy(b) - gamma_entropy(a + b) - special::digamma(a + b);
}

}
