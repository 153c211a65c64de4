#include "cases.hpp"

#include "compute/probability/random.hpp"
#include "compute/probability/sample.hpp"
#include "strd.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <span>

using namespace eigenscope;
using namespace eigenscope::test;

namespace {

constexpr std::size_t n = 100'000;

// sup |F_n - F|, over every sample.
double kolmogorov(const Distribution& law, std::vector<double> values) {
    std::sort(values.begin(), values.end());
    double distance = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double F = cdf(law, values[i]);
        distance = std::max({distance, F - double(i) / double(values.size()), double(i + 1) / double(values.size()) - F});
    }
    return distance;
}

}

TEST_CASE("continuous draws follow their law (Kolmogorov-Smirnov)") {
    for (const Distribution& law : every_law()) {
        // Where a double cannot tell the values from the upper end, so many of them are equal.
        const bool ties = sf(law, std::nextafter(support(law).hi, -infinity)) > 1e-4;
        if (is_discrete(law) || ties) continue;
        CAPTURE(named(law));
        // P(exceeded) = 1e-6 for each law (Kolmogorov's limit law: 2.693).
        CHECK(kolmogorov(law, draw(law, 11, n)) < 2.693 / std::sqrt(double(n)));
    }
}

TEST_CASE("discrete draws follow their law (chi-square)") {
    for (const Distribution& law : every_law()) {
        if (!is_discrete(law)) continue;
        CAPTURE(named(law));
        const auto values = draw(law, 11, n);
        // Cells of neighbouring values with at least 20 expected draws each.
        double statistic = 0, expected = 0, observed = 0, cells = 0;
        const double hi = isf(law, 1e-4);
        std::vector<double> counts(static_cast<std::size_t>(std::max(0.0, hi - quantile(law, 1e-15))) + 1);
        const double lo = hi - double(counts.size() - 1);
        double above = 0;
        for (const double x : values) {
            REQUIRE(x >= lo);
            if (x > hi) ++above;
            else ++counts[static_cast<std::size_t>(x - lo)];
        }
        for (double k = lo; k <= hi; ++k) {
            expected += n * (k == lo ? cdf(law, k) : pdf(law, k));
            observed += counts[static_cast<std::size_t>(k - lo)];
            const bool last = k == hi;
            if (last) expected += n * sf(law, hi), observed += above;
            if (expected < 20 && !last) continue;
            if (expected > 0) statistic += (observed - expected) * (observed - expected) / expected;
            ++cells;
            expected = observed = 0;
        }
        if (is_point(law)) CHECK(statistic < 1e-6);
        else CHECK(sf(ChiSquared{std::max(1.0, cells - 1)}, statistic) > 1e-6);
    }
}

TEST_CASE("many draws are the same as single ones, and begin like fewer") {
    for (const Distribution& law : every_law()) {
        CAPTURE(named(law));
        const auto few = draw(law, 3, 300), more = draw(law, 3, 20'000);
        REQUIRE(few.size() == 300);
        REQUIRE(more.size() == 20'000);
        for (std::size_t i = 0; i < few.size(); ++i) {
            const double one = sample(law, 3, i), slack = is_discrete(law) ? 0 : 4e-14;
            CHECK((few[i] == one || std::abs(few[i] - one) <= slack * std::max(std::abs(one), window(law).length() / 100)));
            CHECK(more[i] == few[i]);
        }
    }
}

TEST_CASE("draws are the same on every machine") {
    // FNV-1a of the bits of 10000 draws: made here once. Only laws whose numbers do not hang on the last bit of a machine's own
    // logarithm: whole numbers, and the uniform.
    const auto hash = [](const Distribution& law) {
        std::uint64_t sum = 14695981039346656037ull;
        for (const double x : draw(law, 42, 10'000)) {
            std::uint64_t bits;
            std::memcpy(&bits, &x, sizeof x);
            sum = (sum ^ bits) * 1099511628211ull;
        }
        return sum;
    };
    CHECK(hash(Uniform{}) == 17890367005342105684ull);
    CHECK(hash(Binomial{}) == 6540053982139117669ull);
    CHECK(hash(Poisson{}) == 3050890170833825893ull);
    CHECK(hash(Geometric{}) == 10598923146306777189ull);
    CHECK(hash(Hypergeometric{}) == 16521719606252400741ull);
}

TEST_CASE("a parameter that moves carries the same draws with it") {
    const auto at = [](double mean, double sd) { return draw(Normal{mean, sd}, 9, 1000); };
    const auto base = at(0, 1), moved = at(2, 3);
    for (std::size_t i = 0; i < base.size(); ++i) CHECK(std::abs(moved[i] - (2 + 3 * base[i])) <= 1e-14 * (2 + std::abs(moved[i])));
    const auto gamma = draw(Gamma{2, 1}, 9, 1000), nearby = draw(Gamma{2.001, 1}, 9, 1000);
    for (std::size_t i = 0; i < gamma.size(); ++i) {
        CHECK(nearby[i] > gamma[i]);
        CHECK(nearby[i] < gamma[i] + 0.01);
    }
}

TEST_CASE("the least of exponentials is exponential, the greatest of uniforms a beta") {
    constexpr std::size_t groups = 20'000, size = 5;
    std::vector<double> least, greatest;
    const auto waits = draw(Exponential{2}, 21, groups * size), places = draw(Uniform{}, 22, groups * size);
    for (std::size_t i = 0; i < groups; ++i) {
        const auto part = [&](const std::vector<double>& v) { return std::span(v).subspan(i * size, size); };
        least.push_back(std::ranges::min(part(waits)));
        greatest.push_back(std::ranges::max(part(places)));
    }
    CHECK(kolmogorov(Exponential{2 * size}, least) < 2.693 / std::sqrt(double(groups)));
    CHECK(kolmogorov(Beta{size, 1}, greatest) < 2.693 / std::sqrt(double(groups)));
}

TEST_CASE("drawing stops when it is told to") {
    std::stop_source source;
    source.request_stop();
    for (const Distribution& law : default_laws()) CHECK(draw(law, 1, 10'000'000, source.get_token()).size() == 0);
}

TEST_CASE("summary against certified values (NIST StRD)") {
    // NumAcc1-4: three numbers, and alternating ones about a mean.
    const auto alternating = [](double middle, double step, int count) {
        std::vector<double> values = {middle};
        for (int i = 0; i + 1 < count; ++i) values.push_back(i % 2 == 0 ? middle - step : middle + step);
        return values;
    };
    const auto digits = [](double got, double truth) { return got == truth ? 16 : -std::log10(std::abs((got - truth) / truth)); };
    const Summary one = summary({10000001, 10000003, 10000002});
    CHECK(one.mean == 10000002);
    CHECK(one.sd == 1);
    const Summary two = summary(alternating(1.2, 0.1, 1001));
    CHECK(digits(two.mean, 1.2) >= 14);
    CHECK(digits(two.sd, 0.1) >= 13);
    const Summary three = summary(alternating(1000000.2, 0.1, 1001));
    CHECK(digits(three.mean, 1000000.2) >= 14);
    CHECK(digits(three.sd, 0.1) >= 9);
    // Its digits are lost where 10000000.2 becomes a double, not here.
    const Summary four = summary(alternating(10000000.2, 0.1, 1001));
    CHECK(digits(four.mean, 10000000.2) >= 14);
    CHECK(digits(four.sd, 0.1) >= 8);
    REQUIRE(strd::lew.size() == 200);
    REQUIRE(strd::lottery.size() == 218);
    REQUIRE(strd::mavro.size() == 50);
    const Summary lew = summary(strd::lew), lottery = summary(strd::lottery), mavro = summary(strd::mavro);
    CHECK(digits(lew.mean, -177.435) >= 14);
    CHECK(digits(lew.sd, 277.332168044316) >= 14);
    CHECK(digits(lottery.mean, 518.958715596330) >= 14);
    CHECK(digits(lottery.sd, 291.699727470969) >= 14);
    CHECK(digits(mavro.mean, 2.001856) >= 14);
    CHECK(digits(mavro.sd, 0.000429123454003053) >= 12.5);     // four of its digits are lost where the data become doubles
}

TEST_CASE("summary of little or of strange") {
    // A hundred thousand roundings of the running mean are taken out again.
    const Summary constant = summary(std::vector<double>(100'000, 0.1));
    CHECK(constant.mean == 0.1);
    CHECK(constant.sd < 1e-18);
    CHECK(std::isnan(summary({}).mean));
    const Summary one = summary({3});
    CHECK(one.mean == 3);
    CHECK(std::isnan(one.sd));
    CHECK(one.median == 3);
    const Summary strange = summary({1, infinity, 2, not_a_number, 3, 4});
    CHECK(strange.count == 6);
    CHECK(strange.not_finite == 2);
    CHECK(strange.mean == 2.5);
    // R: quantile(1:4)
    CHECK(strange.lower_quartile == 1.75);
    CHECK(strange.median == 2.5);
    CHECK(strange.upper_quartile == 3.25);
    CHECK(summary({1e308, 1e308}).mean == 1e308);
    // Squares of such deviations are no doubles; two values are their half distance times √2 apart from their mean.
    for (const double unit : {1e200, 1e-200}) CHECK(std::abs(summary({unit, 2 * unit}).sd / unit * std::sqrt(2.0) - 1) <= 1e-15);
}

TEST_CASE("a histogram counts every value once, and its area is the share that it shows") {
    for (const Distribution& law : every_law())
        for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{10'000}}) {
            CAPTURE(named(law));
            CAPTURE(count);
            auto values = draw(law, 5, count);
            if (count > 2) values.insert(values.end(), {infinity, -infinity, not_a_number, 1e300, -1e300});
            const Summary s = summary(values);
            const Histogram h = histogram(values, s, window(law), is_discrete(law));
            CHECK(h.total() == values.size());
            CHECK(h.counts.size() <= most_bins);
            CHECK(h.counts.size() >= 1);
            CHECK(h.width > 0);
            if (values.empty()) continue;
            double area = 0;
            std::size_t inside = 0;
            for (std::size_t i = 0; i < h.counts.size(); ++i) {
                area += h.density(i) * h.width;
                inside += h.counts[i];
            }
            CHECK(area == doctest::Approx(double(inside) / double(values.size())).epsilon(1e-12));
            if (is_discrete(law)) CHECK(h.lo - 0.5 == std::floor(h.lo - 0.5));
        }
}

TEST_CASE("bins fit the window and follow the values beyond it") {
    const std::vector<double> values = {0, 0.1, 0.35, 0.5, 0.5, 0.9, 1, 1.8, -3};
    const Histogram h = histogram(values, summary(values), {0, 1}, false);
    const double place = (0 - h.lo) / h.width;
    CHECK(place == doctest::Approx(std::round(place)).epsilon(1e-12));
    CHECK(h.lo <= -3);
    CHECK(h.below + h.above + h.not_finite == 0);
    // Freedman & Diaconis; Scott where the quartiles coincide; one where nothing varies.
    CHECK(bin_width(Summary{.count = 1000, .sd = 1, .lower_quartile = 1, .upper_quartile = 2}) == doctest::Approx(0.2));
    CHECK(bin_width(Summary{.count = 1000, .sd = 1, .lower_quartile = 1, .upper_quartile = 1}) == doctest::Approx(0.349));
    CHECK(bin_width(Summary{.count = 1000, .sd = 0, .lower_quartile = 1, .upper_quartile = 1}) == 1);
}
