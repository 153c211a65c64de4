#include "cases.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <doctest/doctest.h>

#include <algorithm>

using namespace eigenscope;
using namespace eigenscope::test;

namespace {

using Whole = boost::multiprecision::cpp_int;

// The double next to a fraction in (0, 1); `tie` where it lies halfway between two.
struct Nearest {
    double value;
    bool tie;
};

Nearest nearest(Whole over, const Whole& under) {
    if (over == 0) return {0, false};
    if (over >= under) return {1, over > under};
    int exponent = 0;
    while (over * 2 < under) over *= 2, --exponent;           // now over / under is in [1/2, 1)
    const Whole scaled = over << 53;
    Whole digits = scaled / under;
    const Whole rest = 2 * (scaled % under);
    const bool tie = rest == under, up = rest > under || (tie && (digits & 1) == 1);
    if (up) ++digits;
    return {std::ldexp(digits.convert_to<double>(), exponent - 53), tie};
}

Whole choose_of(int n, int k) {
    if (k < 0 || k > n) return 0;
    Whole c = 1;
    for (int i = 1; i <= k; ++i) c = c * (n - k + i) / i;
    return c;
}

// The masses of a law as whole numbers in one unit, from its least value on.
struct Exact {
    Distribution law;
    double least;
    std::vector<Whole> masses;
};

// p = over / 2^bits is a double.
Exact binomial(int n, int over, int bits) {
    Exact e{.law = Binomial{n, std::ldexp(over, -bits)}, .least = 0, .masses = {}};
    for (int k = 0; k <= n; ++k)
        e.masses.push_back(choose_of(n, k) * pow(Whole(over), unsigned(k)) * pow(Whole((1 << bits) - over), unsigned(n - k)));
    return e;
}

Exact hypergeometric(int population, int successes, int draws) {
    const int lo = std::max(0, draws - (population - successes)), hi = std::min(draws, successes);
    Exact e{.law = Hypergeometric{population, successes, draws}, .least = double(lo), .masses = {}};
    for (int k = lo; k <= hi; ++k) e.masses.push_back(choose_of(successes, k) * choose_of(population - successes, draws - k));
    return e;
}

// Both tails are the doubles next to the exact ones, and both quantiles begin exactly there.
void check_exactly(const Exact& e) {
    CAPTURE(named(e.law));
    Whole total = 0, below = 0;
    for (const Whole& m : e.masses) total += m;
    std::vector<double> lower, upper;
    std::vector<bool> tie;
    for (const Whole& m : e.masses) {
        below += m;
        const Nearest F = nearest(below, total), S = nearest(total - below, total);
        lower.push_back(F.value);
        upper.push_back(S.value);
        tie.push_back(F.tie || S.tie);
    }
    for (std::size_t i = 0; i + 1 < lower.size(); ++i) {
        const double k = e.least + double(i);
        CAPTURE(k);
        if (std::min(lower[i], upper[i]) < 1e-260) continue;        // so far out the logarithms take over
        if (tie[i]) {
            CHECK(std::abs(cdf(e.law, k) - lower[i]) <= 0x1p-52 * lower[i]);
            continue;
        }
        CHECK(cdf(e.law, k) == lower[i]);
        CHECK(sf(e.law, k) == upper[i]);
        const auto least = [&](double p) {    // 1 itself is reached at the end only, though tails before it round to it
            return p == 1 ? support(e.law).hi : e.least + double(std::lower_bound(lower.begin(), lower.end(), p) - lower.begin());
        };
        const auto least_above = [&](double q) {
            return q == 1 ? e.least : e.least + double(std::lower_bound(upper.begin(), upper.end(), q, std::greater<double>()) - upper.begin());
        };
        for (const double p : {lower[i], std::nextafter(lower[i], 0), std::nextafter(lower[i], 1)})
            if (!(tie[i + 1] || (i > 0 && tie[i - 1]))) CHECK(quantile(e.law, p) == least(p));
        for (const double q : {upper[i], std::nextafter(upper[i], 0), std::nextafter(upper[i], 1)})
            if (!(tie[i + 1] || (i > 0 && tie[i - 1]))) CHECK(isf(e.law, q) == least_above(q));
    }
}

}

TEST_CASE("binomial tails are the doubles next to the exact ones, and quantiles begin exactly there") {
    for (int n = 1; n <= 60; ++n) {
        check_exactly(binomial(n, 1, 1));
        check_exactly(binomial(n, 1, 2));
        check_exactly(binomial(n, 3, 2));
    }
    // Some of many successes, of few, and of a p with many digits.
    for (const auto& [n, over, bits] : {std::array{7, 1, 10}, {30, 1023, 10}, {100, 1, 1}, {100, 5, 7}, {333, 77, 10}, {500, 1, 1}, {599, 1, 1}, {800, 1, 3}})
        check_exactly(binomial(n, over, bits));
}

TEST_CASE("hypergeometric tails are the doubles next to the exact ones, and quantiles begin exactly there") {
    for (int population = 1; population <= 16; ++population)
        for (int successes = 0; successes <= population; ++successes)
            for (int draws = 0; draws <= population; ++draws) check_exactly(hypergeometric(population, successes, draws));
    std::mt19937_64 engine(11);
    for (int trial = 0; trial < 40; ++trial) {
        const auto below = [&](int n) { return int(engine() % std::uint64_t(n + 1)); };
        const int population = 20 + below(380);
        check_exactly(hypergeometric(population, below(population), below(population)));
    }
    check_exactly(hypergeometric(50, 25, 7));
    check_exactly(hypergeometric(1000, 500, 501));
    check_exactly(hypergeometric(1000, 500, 499));
}

TEST_CASE("waits for a first success with p a power of one half end in powers of one half") {
    for (const double p : {0.5, 0.25, 0.75, 0.125}) {
        const Distribution law = Geometric{p};
        Whole rest = 1, total = 1;
        const auto eighths = static_cast<unsigned>(8 * (1 - p));
        for (double k = 0; k < 40; ++k) {
            rest *= eighths;
            total *= 8;
            CAPTURE(k);
            CHECK(sf(law, k) == nearest(rest, total).value);
            CHECK(cdf(law, k) == nearest(total - rest, total).value);
            if (cdf(law, k) < 1) CHECK(quantile(law, cdf(law, k)) == k);
            CHECK(isf(law, sf(law, k)) == k);
        }
    }
}

TEST_CASE("the median of a law that is its own mirror image is its middle, however large") {
    for (const int n : {1, 15, 47, 9999, 1'000'001, 999'999'999}) CHECK(median(Binomial{n, 0.5}) == (n - 1) / 2);
    for (const int n : {2, 16, 48, 10'000, 1'000'000, 1'000'000'000}) CHECK(median(Binomial{n, 0.5}) == n / 2);
    CHECK(median(Hypergeometric{50, 25, 7}) == 3);
    CHECK(median(Hypergeometric{1000, 500, 501}) == 250);
    CHECK(median(Hypergeometric{1'000'000, 500'000, 500'001}) == 250'000);
    CHECK(median(Hypergeometric{1'000'000, 123'457, 500'000}) == 61'728);
    // Halves in the middle are halves.
    CHECK(cdf(Binomial{1'000'001, 0.5}, 500'000) == 0.5);
    CHECK(cdf(Beta{7.3, 7.3}, 0.5) == 0.5);
}
