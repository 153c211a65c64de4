#include "compute/probability/law/hypergeometric.hpp"

#include "compute/probability/lattice.hpp"
#include "compute/probability/special.hpp"

#include <algorithm>

namespace eigenscope {

void Hypergeometric::repair() {
    population = std::max(population, 1);
    successes = std::clamp(successes, 0, population);
    draws = std::clamp(draws, 0, population);
}

// Three binomial masses with the same p (Loader 2000).
double Hypergeometric::log_density(double k) const {
    const double N = population, K = successes, n = draws;
    const special::Unit p = special::ratio(n, N);
    return special::log_binomial_density(k, K - k, p) + special::log_binomial_density(n - k, N - K - n + k, p) -
           special::log_binomial_density(n, N - n, p);
}

// The ratio of neighbouring masses is rational, so a tail is its first mass times a sum that falls ever faster. The tail on the
// far side of the mean is summed, the other one is its complement.
double Hypergeometric::log_tail(double k, Side side) const {
    const double N = population, K = successes, n = draws;
    const bool upper_is_small = k + 0.5 > n * (K / N);
    if ((side == Side::upper) != upper_is_small) return special::log1m_exp(log_tail(k, special::other(side)));
    const Interval ends = support();
    double sum = 1, term = 1;
    if (side == Side::upper) {
        for (double j = k + 1; j < ends.hi && term > 1e-17 * sum; ++j) sum += term *= (K - j) * (n - j) / ((j + 1) * (N - K - n + j + 1));
        return log_density(k + 1) + std::log(sum);
    }
    for (double j = k; j > ends.lo && term > 1e-17 * sum; --j) sum += term *= j * (N - K - n + j) / ((K - j + 1) * (n - j + 1));
    return log_density(k) + std::log(sum);
}

double Hypergeometric::tail(double k, Side side) const {
    const double N = population, K = successes, n = draws;
    if (moments().variance.value <= few_masses) {
        const auto ratio = [=](double j) {
            return MassRatio{Twofold::product(K - j, n - j), Twofold::product(j + 1, N - K - n + j + 1)};
        };
        if (const auto exact = lattice_tail(k, support(), modes().at.front(), side, ratio)) return *exact;
    }
    // The sum of all masses rounds, and an exact half is what is asked for most: of a law that is its own mirror image.
    const bool halves = (2 * K == N && 2 * k + 1 == n) || (2 * n == N && 2 * k + 1 == K);
    return halves ? 0.5 : std::exp(log_tail(k, side));
}

Moments Hypergeometric::moments() const {
    const double N = population, K = successes, n = draws, mean = n * K / N;
    const double spread = n * (K / N) * ((N - K) / N) * (N - n);
    if (spread == 0) return point_moments(mean);
    const double variance = spread / (N - 1);
    if (N <= 3) {  // the general formulas are 0/0; such a law has one draw or one non-draw, and two values
        const double p = mean - std::floor(mean);
        return {finite(mean), finite(variance), finite((1 - 2 * p) / std::sqrt(variance)), finite((1 - 6 * p * (1 - p)) / variance)};
    }
    const double skewness = (N - 2 * K) / N * ((N - 2 * n) / (N - 2)) / std::sqrt(variance);
    const double A = N * (N + 1) - 6 * K * (N - K) - 6 * n * (N - n);
    const double kurtosis = ((N - 1) * N * N * A / (n * K * (N - K) * (N - n)) + 6 * (5 * N - 6)) / ((N - 2) * (N - 3));
    return {finite(mean), finite(variance), finite(skewness), finite(kurtosis)};
}

}
