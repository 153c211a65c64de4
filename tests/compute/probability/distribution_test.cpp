#include "cases.hpp"

#include "compute/probability/random.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::test;

namespace {

// 30 orders of magnitude to either side of the places that matter to a law.
std::vector<double> places(const Distribution& law) {
    std::vector<double> xs;
    const Interval shown = window(law), ends = support(law);
    const double middle = std::isfinite(ends.lo) ? ends.lo : median(law), width = shown.length();
    for (int i = -5000; i < 5000; ++i) {
        const double magnitude = width * std::pow(10, (std::abs(i + 0.5) - 2500) / 2500 * 15);
        xs.push_back(i < 0 ? middle - magnitude : middle + magnitude);
    }
    for (int i = 0; i <= 2000; ++i) xs.push_back(shown.lo + width * i / 2000);
    std::sort(xs.begin(), xs.end());
    return xs;
}

}

TEST_CASE("F + S = 1, and F never falls") {
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        double before = 0;
        for (const double x : places(law)) {
            CAPTURE(x);
            const double F = cdf(law, x), S = sf(law, x);
            CHECK(F >= 0);
            CHECK(S >= 0);
            CHECK(std::abs(F + S - 1) <= 4 * 2.3e-16 * (is_discrete(law) || std::holds_alternative<Beta>(law) ? 10 : 1));
            // The last bits of an incomplete gamma or beta function may tremble.
            CHECK(F >= before * (1 - 2e-13) - 1e-300);
            before = F;
        }
        CHECK(cdf(law, -infinity) == 0);
        CHECK(cdf(law, infinity) == 1);
        CHECK(sf(law, -infinity) == 1);
        CHECK(sf(law, infinity) == 0);
        CHECK(pdf(law, infinity) == 0);
        CHECK(std::isnan(cdf(law, not_a_number)));
        CHECK(std::isnan(log_sf(law, not_a_number)));
        CHECK(std::isnan(pdf(law, not_a_number)));
    }
}

TEST_CASE("a density integrates to its probability") {
    for (const Distribution& law : every_law()) {
        if (is_discrete(law)) continue;
        CAPTURE(named(law));
        const Interval ends = support(law);
        // Of a spike at 0, what lies above the smallest doubles; of one at the upper end, what lies below the last digits of x.
        const bool spike_below = std::isinf(pdf(law, ends.lo)), spike_above = std::isinf(pdf(law, ends.hi));
        std::vector<double> cuts = {spike_below ? 1e-290 : std::isfinite(ends.lo) ? ends.lo : quantile(law, 1e-13)};
        for (const double p : {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99})
            if (const double x = quantile(law, p); x > cuts.back() && !(spike_above && x > 0.999)) cuts.push_back(x);
        if (!spike_above) cuts.push_back(std::isfinite(ends.hi) ? ends.hi : isf(law, 1e-13));
        for (const double mode : modes(law).at)
            if (mode > cuts.front() && mode < cuts.back()) cuts.push_back(mode);
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
            const double a = cuts[i], b = cuts[i + 1];
            // Heavy tails run over so many orders of magnitude that the logarithm is the natural variable.
            const bool wide = (a > 0 && b > 100 * a) || (b < 0 && a < 100 * b);
            const auto in_logarithm = [&](double u, double, double) { return pdf(law, std::copysign(std::exp(u), a)) * std::exp(u); };
            const double near = std::min(std::abs(a), std::abs(b)), far = std::max(std::abs(a), std::abs(b));
            const double area = wide ? integral(in_logarithm, std::log(near), std::log(far))
                                     : integral([&](double x, double, double) { return pdf(law, x); }, a, b);
            CAPTURE(a);
            CAPTURE(b);
            CHECK(std::abs(area - probability(law, {a, b}, Region::between)) <= 1e-10);
        }
    }
}

TEST_CASE("masses add up to the cumulative distribution, and to one") {
    for (const Distribution& law : every_law()) {
        if (!is_discrete(law)) continue;
        CAPTURE(named(law));
        const double lo = quantile(law, 1e-16), hi = isf(law, 1e-16);
        double sum = cdf(law, lo - 1);
        for (double k = lo; k <= hi; ++k) {
            sum += pdf(law, k);
            CHECK(std::abs(sum - cdf(law, k)) <= 1e-12);
        }
        CHECK(std::abs(sum - 1) <= 1e-12);
    }
}

TEST_CASE("a discrete law has no mass off the whole numbers, and a cumulative distribution of every real") {
    for (const Distribution& law : every_law()) {
        if (!is_discrete(law)) continue;
        CAPTURE(named(law));
        const double k = median(law);
        for (const double x : {k + 0.5, k + 1e-9, k - 0.25}) CHECK(pdf(law, x) == 0);
        CHECK(cdf(law, k + 0.999) == cdf(law, k));
        CHECK(sf(law, k - 0.001) == sf(law, k - 1));
        CHECK(log_pdf(law, k + 0.5) == -infinity);
    }
}

TEST_CASE("logarithms agree with what they are logarithms of") {
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        for (const double x : places(law)) {
            CAPTURE(x);
            for (const auto& [plain, log] : {std::pair{cdf(law, x), log_cdf(law, x)}, {sf(law, x), log_sf(law, x)}}) {
                CHECK(log <= 0);
                if (plain > 1e-290) CHECK(std::abs(std::log(plain) - log) <= 1e-12 * std::max(1.0, std::abs(log)));
                else CHECK(log < std::log(2e-290));
            }
        }
    }
}

TEST_CASE("probabilities of intervals keep their digits in the far tail") {
    const Distribution z = Normal{};
    const auto close = [](double got, double truth, double error) { return std::abs(got - truth) <= error * std::abs(truth); };
    // mpmath, 40 digits
    CHECK(close(probability(z, {8, 9}, Region::between), 6.21983198586583e-16, 1e-12));
    CHECK(close(probability(z, {-9, -8}, Region::between), 6.21983198586583e-16, 1e-12));
    CHECK(close(sf(z, 9), 1.1285884059538422e-19, 1e-13));
    CHECK(close(log_sf(z, 38.6), -749.55286084620778, 1e-14));
    CHECK(close(log_sf(z, 100), -5005.5242086942051, 1e-14));
    CHECK(close(log10_probability(z, {100, 1e15}, Region::right), -5005.5242086942051 / std::numbers::ln10, 1e-14));
    CHECK(close(log10_probability(z, {100, 101}, Region::between), -5005.5242086942051 / std::numbers::ln10, 1e-14));
    CHECK(close(log10_probability(z, {-100, 100}, Region::outside), (-5005.5242086942051 + std::numbers::ln2) / std::numbers::ln10, 1e-14));
    CHECK(close(probability(z, {-10, 10}, Region::outside), 1.52397060483211e-23, 1e-13));
    // Narrow: the density times the width, to second order.
    CHECK(close(probability(z, {1, 1 + 0x1p-40}, Region::between), pdf(z, 1) * 0x1p-40 * (1 - 0x1p-41), 1e-14));
    CHECK(close(log10_probability(z, {50, 50 + 0x1p-40}, Region::between), (log_pdf(z, 50) - 40 * std::numbers::ln2 - 50 * 0x1p-41) / std::numbers::ln10, 1e-14));
}

TEST_CASE("the regions of the line: complements, ends, wrong order") {
    std::mt19937_64 engine(5);
    std::uniform_real_distribution<double> u(0.001, 0.999);
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        for (int i = 0; i < 50; ++i) {
            double p = u(engine), q = u(engine);
            const Interval ends{quantile(law, std::min(p, q)), quantile(law, std::max(p, q))};
            const double between = probability(law, ends, Region::between);
            CHECK(std::abs(between + probability(law, ends, Region::outside) - 1) <= 1e-13);
            CHECK(probability(law, ends, Region::left) == cdf(law, ends.hi));
            CHECK(std::abs(probability(law, ends, Region::left) + probability(law, ends, Region::right) - 1 - between) <= 1e-13);
            for (const Region region : {Region::between, Region::outside, Region::left, Region::right}) {
                const double P = probability(law, ends, region);
                if (P > 1e-300) CHECK(std::abs(log10_probability(law, ends, region) - std::log10(P)) <= 1e-12 * std::max(1.0, -std::log10(P)));
            }
        }
        CHECK(probability(law, {1, 0}, Region::between) == 0);
        CHECK(std::isnan(probability(law, {not_a_number, 0}, Region::between)));
    }
    // The ends of a discrete interval belong to it: P(1 <= X <= 1) is a mass, not zero.
    const Distribution poisson = Poisson{3};
    CHECK(probability(poisson, {1, 1}, Region::between) == doctest::Approx(3 * std::exp(-3.0)).epsilon(1e-14));
    CHECK(probability(poisson, {0.5, 1.5}, Region::between) == probability(poisson, {1, 1}, Region::between));
    CHECK(probability(poisson, {1.2, 1.8}, Region::between) == 0);
    CHECK(probability(poisson, {2, 4}, Region::right) == doctest::Approx(1 - 4 * std::exp(-3.0)).epsilon(1e-14));
    CHECK(probability(poisson, {2, 4}, Region::outside) == doctest::Approx(1 - std::exp(-3.0) * (4.5 + 4.5 + 3.375)).epsilon(1e-13));
}

TEST_CASE("where Boost 1.74 is wrong, the truth") {
    const auto close = [](double got, double truth) { return std::abs(got - truth) <= 1e-13 * std::abs(truth); };
    // Densities at an end of the support (Boost: 0, 0).
    CHECK(pdf(Gamma{0.5, 1}, 0) == infinity);
    CHECK(close(pdf(Gamma{1, 2}, 0), 0.5));
    CHECK(pdf(Gamma{1.5, 1}, 0) == 0);
    CHECK(pdf(ChiSquared{1}, 0) == infinity);
    CHECK(close(pdf(ChiSquared{2}, 0), 0.5));
    CHECK(pdf(ChiSquared{3}, 0) == 0);
    CHECK(pdf(Weibull{0.9, 1}, 0) == infinity);
    CHECK(close(pdf(Weibull{1, 2}, 0), 0.5));
    CHECK(pdf(Weibull{2, 1}, 0) == 0);
    for (const double end : {0.0, 1.0}) CHECK(pdf(Beta{0.5, 0.5}, end) == infinity);
    CHECK(close(pdf(Beta{1, 3}, 0), 3));
    CHECK(close(pdf(Beta{4, 1}, 1), 4));
    // Discrete quantiles (Boost: 5.578813, rounding outwards, not a number of the support).
    CHECK(quantile(Geometric{0.1}, 0.5) == 6);
    CHECK(quantile(Binomial{50, 0.5}, 0.5) == 25);
    // Moments (Boost: -4.4055, the largest double).
    CHECK(close(moments(Hypergeometric{50, 5, 10}).kurtosis.value, -0.075059101654846336));
    CHECK(moments(Pareto{1, 1}).mean.state == Moment::State::infinite);
    CHECK(moments(Cauchy{}).mean.state == Moment::State::undefined);
    CHECK(modes(Beta{1, 1}) == Modes{{0, 1}, true});
    CHECK(modes(Uniform{2, 3}) == Modes{{2, 3}, true});
    // Outside of the support and at infinity (Boost throws).
    CHECK(cdf(Exponential{1}, -1) == 0);
    CHECK(cdf(Gamma{2, 1}, infinity) == 1);
    CHECK(quantile(Normal{}, 0) == -infinity);
    CHECK(quantile(Normal{}, 1) == infinity);
    CHECK(pdf(Poisson{0}, 0) == 1);
    CHECK(cdf(Poisson{0}, -1) == 0);
    CHECK(cdf(Poisson{0}, 0) == 1);
    // Between the whole numbers (Boost interpolates).
    CHECK(pdf(Poisson{3}, 2.5) == 0);
    CHECK(close(cdf(Poisson{3}, 2.5), 0.42319008112684353));
    // Student's t with one degree of freedom, where x² is no double (Boost: 0).
    for (const double x : {1e155, 1e200, 1e300}) CHECK(close(cdf(StudentT{1}, -x), 1 / (std::numbers::pi * x)));
    CHECK(close(quantile(StudentT{1}, 1e-200), -1 / (std::numbers::pi * 1e-200)));
    // A quantile that takes Boost's default policy 20 seconds or an exception.
    CHECK(quantile(Beta{5, 5}, 0.5) == doctest::Approx(0.5).epsilon(1e-15));
}

TEST_CASE("known numbers of others") {
    const auto close = [](double got, double truth, double error) { return std::abs(got - truth) <= error * std::abs(truth); };
    CHECK(close(quantile(Beta{0.01, 0.1}, 0.92), 0.780301421091985, 1e-14));              // julia 45539
    CHECK(close(quantile(StudentT{19}, 0.975), 2.0930240544083098, 1e-14));              // mpmath
    CHECK(close(quantile(StudentT{126}, 0.975), 1.9789706019906287, 1e-14));             // mpmath
    CHECK(close(sf(StudentT{1000}, 2.58), 0.005010866, 1e-7));                           // R: pt(2.58, 1000, lower = FALSE)
    CHECK(quantile(Binomial{5000, 0.998575}, 0.0005) == 4983);                           // StatsFuns.jl 170
    CHECK(close(1 / probability(Hypergeometric{8, 4, 4}, {4, 4}, Region::between), 70, 1e-13));   // Fisher's tea
    // Deaths by horse kick in 200 years of Prussian corps, as the Poisson law has them (Bortkiewicz 1898).
    const double expected[] = {108.67, 66.29, 20.22, 4.11, 0.63};
    for (int k = 0; k < 5; ++k) CHECK(std::abs(200 * pdf(Poisson{0.61}, k) - expected[k]) <= 0.005);
    const double p = sf(StudentT{9}, 4.0621277);                                           // Student's sleep data, paired, two-sided
    CHECK(close(2 * p, 0.002833, 1e-3));
}

TEST_CASE("few successes in very many trials keep all digits") {
    // mpmath with 60 digits: the sum of the masses up to k, of the p that the double is.
    struct Case {
        Binomial law;
        double k, lower, upper;
    };
    const Case cases[] = {{{1'000'000'000, 2e-9}, 1, 0.40600584943916747522, 0.59399415056083252478},
                          {{1'000'000, 5e-6}, 4, 0.4404928463955815774, 0.5595071536044184226},
                          {{1'000'000'000, 5e-9}, 4, 0.44049328462654396746, 0.55950671537345603254},
                          {{1'000'000'000, 1.5e-9}, 0, 0.22313015989740840088, 0.77686984010259159912},
                          {{1'000'000'000, 1.02e-7}, 100, 0.44736332432423595403, 0.55263667567576404597},
                          {{100'000'000, 2e-7}, 30, 0.9865253270636132473, 0.013474672936386752702}};
    for (const Case& one : cases) {
        CAPTURE(one.law.n);
        CAPTURE(one.k);
        CHECK(cdf(one.law, one.k) == doctest::Approx(one.lower).epsilon(1e-14));
        CHECK(sf(one.law, one.k) == doctest::Approx(one.upper).epsilon(1e-13));
    }
}

TEST_CASE("one success in many trials, where a parameter of the incomplete beta function is 1") {
    // mpmath with 50 digits: 1 - (1 - p)^n.
    const auto close = [](double got, double truth) { return std::abs(got - truth) <= 1e-14 * std::abs(truth); };
    const Distribution few = Binomial{20'000, 1e-5}, most = Binomial{20'000, 0.99999};
    CHECK(close(probability(few, {1, 1}, Region::right), 0.18127006565782041));
    CHECK(close(probability(most, {0, 19'999}, Region::left), 0.18127006565707453));
    CHECK(median(few) == 0);
    CHECK(median(most) == 20'000);
    CHECK(close(cdf(Beta{1, 20'000}, 1e-5), 0.18127006565782041));
    CHECK(close(sf(Beta{20'000, 1}, 0.99999), 0.18127006565707453));
    CHECK(log10_probability(Binomial{100, 1e-300}, {1, 1}, Region::right) == doctest::Approx(-298).epsilon(1e-15));
    CHECK(log10_probability(Beta{1, 1e-3}, {0, 1e-300}, Region::left) == doctest::Approx(-303).epsilon(1e-15));
    CHECK(log10_probability(Beta{1, 5}, {0, 1e-300}, Region::left) == doctest::Approx(-300 + std::log10(5)).epsilon(1e-15));
    // 1 - (1 - x)^b and x^a at random, by the elementary functions that they are.
    std::mt19937_64 engine(3);
    std::uniform_real_distribution<double> u(0, 1);
    for (int trial = 0; trial < 200; ++trial) {
        const double size = std::pow(10, -3 + 12 * u(engine)), x = std::pow(10, -300 * u(engine) * u(engine)) * u(engine);
        CAPTURE(size);
        CAPTURE(x);
        const double truth = -std::expm1(size * std::log1p(-x));
        if (size <= 1e6) CHECK(std::abs(cdf(Beta{1, size}, x) - truth) <= 1e-13 * (1 + std::abs(std::log(truth))) * truth);
        if (size <= 1e6) CHECK(std::abs(cdf(Beta{size, 1}, x) - std::exp(size * std::log(x))) <= 1e-13 * (1 + size * std::abs(std::log(x))) * std::exp(size * std::log(x)));
        const int n = int(size) + 1;
        CHECK(std::abs(sf(Binomial{n, x}, 0) - -std::expm1(n * std::log1p(-x))) <= 1e-13 * -std::expm1(n * std::log1p(-x)));
    }
}

TEST_CASE("a beta law with one parameter far larger than the other keeps all digits") {
    // mpmath with 50 digits: x^a (1 − x)^b / (a B(a, b)) · F(a + b, 1; a + 1; x), DLMF 8.17.8.
    struct Case {
        Beta law;
        double x, lower, upper;
    };
    for (const Case& one : {Case{{4.7, 499789080.384}, 2.3325e-8, 0.99304899241462127363, 0.0069510075853787263744},
                            Case{{2.3, 499789080.384}, 2e-9, 0.19032123386688043651, 0.80967876613311956349},
                            Case{{0.7633, 250404717.343}, 2.05e-8, 0.99681205770636058971, 0.0031879422936394102925}}) {
        CAPTURE(one.x);
        CHECK(cdf(one.law, one.x) == doctest::Approx(one.lower).epsilon(1e-14));
        CHECK(sf(one.law, one.x) == doctest::Approx(one.upper).epsilon(1e-13));
    }
}

TEST_CASE("a spike at 1 holds what no double below 1 can reach") {
    // mpmath: P(X > 1 − 2⁻⁵³) of Beta(0.01, 0.01).
    const Distribution law = Beta{0.01, 0.01};
    CHECK(sf(law, 1 - 0x1p-53) == doctest::Approx(0.34633351233807374).epsilon(1e-12));
    CHECK(isf(law, 0.34) == 1);
    CHECK(isf(law, 0.35) < 1);
}

TEST_CASE("zero is written without a sign") {
    CHECK_FALSE(std::signbit(log10_probability(Normal{}, {0, 50}, Region::left)));
    CHECK_FALSE(std::signbit(log10_probability(Uniform{}, {-1, 2}, Region::between)));
}

TEST_CASE("what a region holds is what its probability counts") {
    const Distribution law = Binomial{9, 0.3};
    for (const Region region : {Region::between, Region::outside, Region::left, Region::right})
        for (const Interval ends : {Interval{2, 5}, Interval{1.5, 4.5}, Interval{-3, 20}, Interval{4, 4}}) {
            double inside = 0;
            for (double k = 0; k <= 9; ++k) inside += contains(region, ends, k) ? pdf(law, k) : 0;
            CHECK(probability(law, ends, region) == doctest::Approx(inside).epsilon(1e-13));
            CHECK(complement(law, ends, region) == doctest::Approx(1 - inside).epsilon(1e-13));
        }
}

TEST_CASE("laws that are one another") {
    const auto same = [](const Distribution& f, const Distribution& g) {
        for (int i = 1; i < 200; ++i) {
            const double x = quantile(f, i / 200.0);
            CHECK(std::abs(cdf(f, x) - cdf(g, x)) <= 1e-14);
            CHECK(std::abs(pdf(f, x) - pdf(g, x)) <= 2e-13 * pdf(f, x));
        }
    };
    same(Gamma{1, 0.25}, Exponential{4});
    same(ChiSquared{7}, Gamma{3.5, 2});
    same(Weibull{1, 3}, Exponential{1 / 3.0});
    same(StudentT{1}, Cauchy{});
    same(Beta{1, 1}, Uniform{0, 1});
    for (double k = 0; k < 20; ++k) {
        CAPTURE(k);
        // Sums of a binomial law are an incomplete beta function, those of a Poisson law an incomplete gamma function.
        CHECK(std::abs(cdf(Binomial{20, 0.3}, k) - sf(Beta{k + 1, 20 - k}, 0.3)) <= 1e-14);
        CHECK(std::abs(cdf(Poisson{7}, k) - sf(Gamma{k + 1, 1}, 7)) <= 1e-14);
        // One success among n: drawing all at once or one by one.
        CHECK(std::abs(cdf(Hypergeometric{60, 20, 30}, k) - cdf(Hypergeometric{60, 30, 20}, k)) <= 1e-14);
    }
    const Distribution pareto = Pareto{2, 3}, exponential = Exponential{3};
    for (const double x : {2.001, 2.5, 7.0, 1e5}) CHECK(std::abs(sf(pareto, x) - sf(exponential, std::log(x / 2))) <= 1e-14);
}

TEST_CASE("modes are where the density is greatest") {
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        const Modes m = modes(law);
        REQUIRE_FALSE(m.at.empty());
        const double top = pdf(law, m.at.front());
        for (const double mode : m.at) CHECK((pdf(law, mode) == top || std::abs(pdf(law, mode) - top) <= 1e-12 * top));
        for (int i = 1; i < 400; ++i) {
            const double x = quantile(law, i / 400.0);
            CHECK(pdf(law, x) <= top * (1 + 1e-12));
        }
    }
    CHECK(modes(Poisson{4}) == Modes{{3, 4}});
    CHECK(modes(Binomial{9, 0.5}) == Modes{{4, 5}});
    // Two of them at the upper end of the support.
    CHECK(modes(Binomial{1, 0.5}) == Modes{{0, 1}});
    CHECK(modes(Binomial{3, 0.75}) == Modes{{2, 3}});
    CHECK(modes(Hypergeometric{2, 1, 1}) == Modes{{0, 1}});
    CHECK(modes(Binomial{3, 1}) == Modes{{3}});
    // Densities that are infinite at an end, or fall from it.
    CHECK(modes(Beta{0.5, 0.7}) == Modes{{0, 1}});
    for (const double shape : {0.5, 1.0}) {
        CHECK(modes(Gamma{shape, 3}) == Modes{{0}});
        CHECK(modes(ChiSquared{2 * shape}) == Modes{{0}});
        CHECK(modes(Weibull{shape, 3}) == Modes{{0}});
    }
    CHECK(modes(Gamma{3, 2}) == Modes{{4}});
    CHECK(modes(ChiSquared{5}) == Modes{{3}});
    CHECK(modes(Weibull{2, 3}).at[0] == doctest::Approx(3 / std::numbers::sqrt2).epsilon(1e-15));
}

TEST_CASE("entropies") {
    // Closed forms, mpmath
    CHECK(entropy(Normal{}).value() == doctest::Approx(1.4189385332046727).epsilon(1e-14));
    CHECK(entropy(Beta{0.5, 0.5}).value() == doctest::Approx(-0.24156447527049044).epsilon(1e-13));
    CHECK(entropy(Cauchy{}).value() == doctest::Approx(2.5310242469692908).epsilon(1e-14));
    CHECK(entropy(Poisson{3}).value() == doctest::Approx(1.9314701981485689).epsilon(1e-13));
    // Of laws that are nearly a point what little there is: n p (1 − log(n p)), and the like of a single success.
    CHECK(entropy(Binomial{100, 1e-300}).value() == doctest::Approx(1e-298 * (1 + 298 * std::numbers::ln10)).epsilon(1e-12));
    CHECK(entropy(Poisson{1e-40}).value() == doctest::Approx(1e-40 * (1 + 40 * std::numbers::ln10)).epsilon(1e-12));
    CHECK(entropy(Binomial{1, 1 - 0x1p-53}).value() == doctest::Approx(0x1p-53 * (1 + 53 * std::numbers::ln2)).epsilon(1e-12));
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        const auto H = entropy(law);
        if (!H) continue;
        // The mean of -log f over the law itself, by quantiles.
        if (is_discrete(law)) continue;
        const auto surprise = [&](double p, bool upper) { return -log_pdf(law, upper ? isf(law, p) : quantile(law, p)); };
        // A spike so steep that its quantiles are no doubles, or one where x has no digits left.
        if (quantile(law, 1e-12) <= support(law).lo + 1e-290 || std::isinf(pdf(law, support(law).hi))) continue;
        const double mean = integral([&](double, double p, double) { return p > 0 ? surprise(p, false) : 0; }, 0, 0.5, fine_step(law)) +
                            integral([&](double, double p, double) { return p > 0 ? surprise(p, true) : 0; }, 0, 0.5, fine_step(law));
        CHECK(std::abs(*H - mean) <= 1e-9 * std::max(1.0, std::abs(mean)));
    }
    // The closed forms of large parameters join what they replace.
    CHECK(entropy(Gamma{1.0000001e6, 1}).value() == doctest::Approx(entropy(Gamma{1e6, 1}).value()).epsilon(1e-7));
    CHECK(entropy(StudentT{1.0000001e6}).value() == doctest::Approx(entropy(StudentT{1e6}).value()).epsilon(1e-7));
}

TEST_CASE("the window shows most of every law") {
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        const Interval shown = window(law);
        CHECK(std::isfinite(shown.lo));
        CHECK(std::isfinite(shown.hi));
        CHECK(shown.hi > shown.lo);
        CHECK(probability(law, shown, Region::between) >= 0.75);
    }
    for (const Distribution& light : {Distribution(Normal{}), Distribution(Uniform{}), Distribution(Beta{2, 3}), Distribution(Weibull{2, 1}),
                                      Distribution(Binomial{100, 0.3}), Distribution(Poisson{4}), Distribution(Hypergeometric{})}) {
        CAPTURE(named(light));
        CHECK(probability(light, window(light), Region::between) >= 0.999);
    }
}

TEST_CASE("the window finds a law far from zero that is as narrow as its parameters allow") {
    const Distribution law = Normal{1e6, 1e-6};
    const Interval shown = window(law);
    CHECK(shown.lo < 1e6);
    CHECK(shown.hi > 1e6);
    CHECK(shown.length() <= 50 * (quantile(law, 0.75) - quantile(law, 0.25)));
}

TEST_CASE("no parameter inside its range brings a wrong or missing probability") {
    std::mt19937_64 engine(20250101);
    std::uniform_real_distribution<double> u(0, 1);
    for (const Distribution& start : default_laws())
        for (int trial = 0; trial < 60; ++trial) {
            Distribution law = start;
            std::visit(
                [&]<class L>(L& l) {
                    L::describe(l, [&]<class M>(const Field& f, M& p) {
                        if constexpr (!std::is_arithmetic_v<M>) return;
                        else {
                        const double lo = f.scale == Scale::logarithmic ? std::log(std::max(f.lo, 1e-3)) : f.lo, hi = f.scale == Scale::logarithmic ? std::log(f.hi) : f.hi;
                        const double t = trial < 2 ? trial : u(engine), at = lo + t * (hi - lo);
                        p = static_cast<M>(std::clamp(f.scale == Scale::logarithmic ? std::exp(at) : at, f.lo, f.hi));
                        }
                    });
                    if constexpr (Repairable<L>) l.repair();
                },
                law);
            CAPTURE(named(law));
            for (const double p : {1e-12, 0.01, 0.5, 0.9, 1 - 1e-9}) {
                const double x = quantile(law, p);
                CAPTURE(x);
                REQUIRE_FALSE(std::isnan(x));
                const double F = cdf(law, x), S = sf(law, x), f = pdf(law, x);
                CHECK(std::abs(F + S - 1) <= 1e-11);
                CHECK(f >= 0);
                CHECK_FALSE(std::isnan(log_cdf(law, x)));
                CHECK_FALSE(std::isnan(log_sf(law, x)));
                if (is_discrete(law)) CHECK(F >= p);
            }
            const Moments m = moments(law);
            for (const Moment& moment : {m.mean, m.variance, m.skewness, m.kurtosis}) CHECK((moment.is_finite() || !moment.why.empty()));
            const Interval shown = window(law);
            CHECK(shown.hi > shown.lo);
            CHECK(std::isfinite(shown.length()));
        }
}
