#include "cases.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::test;

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

double ulp(double x) { return std::nextafter(std::abs(x), infinity) - std::abs(x); }

// What F(Q(p)) can be expected to be: p to a few roundings, and what the rounding of Q is worth. Some laws begin with a logarithm or a
// power of x (Student's very far out), whose own rounding counts like one of x times |log x|.
double slack(const Distribution& law, double p, double x) {
    const bool through_log = std::holds_alternative<Lognormal>(law) || std::holds_alternative<Weibull>(law) || std::holds_alternative<Pareto>(law) ||
                             (std::holds_alternative<StudentT>(law) && std::abs(x) > 1e130) || std::holds_alternative<Custom>(law);
    const double rounding = ulp(x) * (through_log ? 1 + std::abs(std::log(std::abs(x))) : 1);
    // A panel of quadrature may lose three digits at its lower end. The powers x^a (1-x)^b in front of an incomplete beta function multiply the rounding of their bases.
    const Beta* beta = std::get_if<Beta>(&law);
    const bool incomplete = std::holds_alternative<StudentT>(law) || std::holds_alternative<Gamma>(law) || std::holds_alternative<ChiSquared>(law);
    const double noise = std::holds_alternative<Custom>(law) ? 1000 : beta ? 3 * (1 + std::abs(std::log(p)) + beta->a + beta->b) : incomplete ? 2 : 1;
    return 4 * eps * p * noise + 2 * std::exp(log_pdf(law, x) + std::log(rounding));
}

std::vector<double> levels() {
    std::vector<double> ps;
    for (int i = 1; i < 1000; ++i) ps.push_back(i / 1000.0);
    for (double p = 1e-15; p < 1e-3; p *= 1.5) ps.push_back(p);
    for (double p = 1e-300; p < 1e-15; p *= 1e11) ps.push_back(p);
    return ps;
}

}

TEST_CASE("F(Q(p)) = p for continuous laws, in both tails") {
    for (const Distribution& law : every_law()) {
        if (is_discrete(law)) continue;
        CAPTURE(named(law));
        for (const double p : levels()) {
            CAPTURE(p);
            const double lower = quantile(law, p), upper = isf(law, p);
            if (lower > -1e300 && lower > support(law).lo && lower < support(law).hi && std::abs(lower) > 1e-300)
                CHECK(std::abs(cdf(law, lower) - p) <= slack(law, p, lower));
            // Next to the end of a support the doubles are too far apart for a slope to mean anything.
            if (upper < 1e300 && upper > support(law).lo && support(law).hi - upper > 1e-13 * std::abs(upper) && std::abs(upper) > 1e-300)
                CHECK(std::abs(sf(law, upper) - p) <= slack(law, p, upper));
        }
    }
}

TEST_CASE("quantiles rise with p, from one end of the support to the other") {
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        CHECK(quantile(law, 0) == support(law).lo);
        CHECK(quantile(law, 1) == support(law).hi);
        CHECK(isf(law, 1) == support(law).lo);
        CHECK(isf(law, 0) == support(law).hi);
        for (const double bad : {-0.1, 1.5, not_a_number}) CHECK(std::isnan(quantile(law, bad)));
        double before = support(law).lo;
        for (int i = 1; i < 1000; ++i) {
            const double x = quantile(law, i / 1000.0);
            CHECK(x >= before - 1e-15 * std::abs(before));
            before = x;
        }
    }
}

TEST_CASE("a discrete quantile is the least k with F(k) >= p") {
    for (const Distribution& law : every_law()) {
        if (!is_discrete(law)) continue;
        CAPTURE(named(law));
        for (const double p : levels()) {
            CAPTURE(p);
            const double k = quantile(law, p);
            CHECK(k == std::floor(k));
            CHECK(cdf(law, k) >= p);
            CHECK((is_point(law) || cdf(law, k - 1) < p));
            const double j = isf(law, p);
            CHECK(sf(law, j) <= p);
            CHECK((is_point(law) || sf(law, j - 1) > p));
        }
    }
}

TEST_CASE("Q(F(k)) = k at every step that a double can see") {
    int steps = 0;
    for (const Distribution& law : every_law()) {
        if (!is_discrete(law)) continue;
        CAPTURE(named(law));
        for (double k = std::max(support(law).lo, quantile(law, 1e-12)); k <= isf(law, 1e-12); ++k) {
            const double F = cdf(law, k), S = sf(law, k);
            CAPTURE(k);
            if (F < 1 && F > cdf(law, k - 1)) CHECK(quantile(law, F) == k);
            if (S > 0 && S < sf(law, k - 1)) CHECK(isf(law, S) == k);
            ++steps;
        }
    }
    CHECK(steps > 3000);
}

TEST_CASE("a discrete quantile far out in a tail") {
    // mpmath, the sum of the masses: F(400) = 3.897352466243611578e-13, and P(X > 629) is the same.
    const double F = 3.897352466243611578e-13;
    const Distribution law = Binomial{1030, 0.5};
    CHECK(quantile(law, F * (1 - 1e-12)) == 400);
    CHECK(quantile(law, F * (1 + 1e-12)) == 401);
    CHECK(isf(law, F * (1 + 1e-12)) == 629);
    CHECK(isf(law, F * (1 - 1e-12)) == 630);
}
