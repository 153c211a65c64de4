#include "compute/probability/law/custom.hpp"

#include "compute/probability/distribution.hpp"
#include "compute/probability/law/beta.hpp"
#include "compute/probability/law/cauchy.hpp"
#include "compute/probability/law/exponential.hpp"
#include "compute/probability/law/gamma.hpp"
#include "compute/probability/law/laplace.hpp"
#include "compute/probability/law/lognormal.hpp"
#include "compute/probability/law/normal.hpp"
#include "compute/probability/law/pareto.hpp"
#include "compute/probability/law/student_t.hpp"
#include "compute/probability/law/uniform.hpp"
#include "compute/probability/law/weibull.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

constexpr Interval unit{0, 1}, positive{0, infinity};

// The largest differences to a law of the list: of the density and both tails where they are at least `least` (relative), and of
// quantiles, measured in probability.
struct Distance {
    double density = 0, tail = 0, deep_tail = 0, quantile = 0;
};

template <class L>
Distance distance(const Custom& law, const L& truth) {
    Distance d;
    const auto differ = [](double got, double wanted) { return std::abs(got - wanted) / wanted; };
    for (int i = 1; i < 200; ++i)
        for (const Side side : {Side::lower, Side::upper}) {
            for (const double p : {i / 400.0, std::pow(10, -i * 1.4)}) {
                const double x = truth.quantile(p, side);
                const Interval ends = truth.support();
                // Next to an end that is not zero x itself has lost its digits; beyond 1e140 squares overflow in the formula,
                // and a density below the smallest double is none.
                const auto blurred = [x](double end) { return std::isfinite(end) && std::abs(x - end) <= 1e-5 * std::abs(end); };
                if (!(x > ends.lo && x < ends.hi) || std::abs(x) > 1e140 || truth.log_density(x) < -650 || blurred(ends.lo) || blurred(ends.hi)) continue;
                const double tail = differ(law.tail(x, side), truth.tail(x, side));
                double& worst = p >= 1e-15 ? d.tail : d.deep_tail;
                worst = std::max(worst, tail);
                d.density = std::max(d.density, std::abs(law.log_density(x) - truth.log_density(x)) / std::max(1.0, std::abs(truth.log_density(x))));
                d.quantile = std::max(d.quantile, differ(truth.tail(law.quantile(p, side), side), p));
            }
        }
    return d;
}

}

TEST_CASE("typed again, known laws are the same laws") {
    const auto same = [](const char* name, const Custom& law, const auto& truth, double error = 1e-10) {
        CAPTURE(std::string(name));
        REQUIRE(law.trouble() == "");
        const Distance d = distance(law, truth);
        CHECK(d.density <= 1e-12);
        CHECK(d.tail <= error);
        CHECK(d.deep_tail <= error);
        CHECK(d.quantile <= error);
        const Moments got = law.moments(), wanted = truth.moments();
        const auto compare = [](const Moment& g, const Moment& w, double scale) {
            CHECK(g.state == w.state);
            if (g.is_finite() && w.is_finite()) CHECK(std::abs(g.value - w.value) <= 1e-10 * scale);
        };
        const double sd = std::sqrt(wanted.variance.is_finite() ? wanted.variance.value : 1);
        compare(got.mean, wanted.mean, std::abs(wanted.mean.value) + sd);
        compare(got.variance, wanted.variance, sd * sd);
        compare(got.skewness, wanted.skewness, 1 + std::abs(wanted.skewness.value));
        compare(got.kurtosis, wanted.kurtosis, 1 + std::abs(wanted.kurtosis.value));
        CHECK(law.entropy() == doctest::Approx(truth.entropy()).epsilon(1e-10));
        REQUIRE(law.modes().at.size() == truth.modes().at.size());
        CHECK(law.modes().interval == truth.modes().interval);
        for (std::size_t i = 0; i < law.modes().at.size(); ++i) CHECK(std::abs(law.modes().at[i] - truth.modes().at[i]) <= 1e-7 * sd);
    };
    same("normal", Custom("exp(-x^2/2)"), Normal{});
    same("normal far away", Custom("exp(-(x-300)^2/8)"), Normal{300, 2});
    same("normal by parameters", Custom("exp(-((x-m)/s)^2/2)", {{"m", -4}, {"s", 0.01}}), Normal{-4, 0.01});
    // So far out x itself has fewer digits to its width.
    same("normal and far away", Custom("exp(-(x-20000)^2/2)"), Normal{20'000, 1}, 1e-8);
    same("normal and narrow", Custom("exp(-((x-m)/s)^2/2)", {{"m", 500}, {"s", 0.02}}), Normal{500, 0.02}, 1e-8);
    same("exponential", Custom("exp(-2x)", {}, positive), Exponential{2});
    same("gamma", Custom("x^2 exp(-x/3)", {}, positive), Gamma{3, 3});
    same("gamma with a spike", Custom("exp(-x)/sqrt(x)", {}, positive), Gamma{0.5, 1});
    same("beta", Custom("x^2 (1-x)^3", {}, unit), Beta{3, 4});
    same("spike", Custom("1/sqrt(x)", {}, unit), Beta{0.5, 1});
    same("uniform", Custom("1", {}, {-2, 3}), Uniform{-2, 3});
    same("cauchy", Custom("1/(1+x^2)"), Cauchy{});
    same("student 3", Custom("(1+x^2/3)^(-2)"), StudentT{3});
    same("laplace", Custom("exp(-abs(x))"), Laplace{});
    same("laplace elsewhere", Custom("exp(-abs(x - pi))"), Laplace{std::numbers::pi, 1});
    same("lognormal", Custom("exp(-ln(x)^2/2)/x", {}, positive), Lognormal{0, 1});
    same("pareto", Custom("x^-4", {}, {1, infinity}), Pareto{1, 3});
    same("pareto without a variance", Custom("x^-2.5", {}, {1, infinity}), Pareto{1, 1.5});
    same("pareto without a mean", Custom("1/x^2", {}, {1, infinity}), Pareto{1, 1});
    same("weibull", Custom("x exp(-x^2)", {}, positive), Weibull{2, 1});
}

TEST_CASE("a tail keeps twelve digits at every place, not only at the ends of panels") {
    const Custom law("exp(-x^2/2)");
    for (int i = 0; i <= 20'000; ++i) {
        const double x = -1 + 37.0 * i / 20'000, truth = special::normal_tail(x, Side::upper);
        CAPTURE(x);
        CHECK(std::abs(law.tail(x, Side::upper) - truth) <= 2e-12 * truth);
    }
}

TEST_CASE("a density that is no law says why, and is no number anywhere") {
    const auto trouble = [](std::string_view text, Interval over = {-infinity, infinity}) { return Custom(text, {}, over).trouble(); };
    CHECK(trouble("x", unit) == "");
    CHECK(trouble("sin(x)", {0, 4}) == "the density is negative at x = 4");
    const std::string nearly_everywhere = trouble("exp(-x^2) - 0.2"), start = "the density is negative at x = ";
    REQUIRE(nearly_everywhere.starts_with(start));
    CHECK(nearly_everywhere.find('e', start.size()) == std::string::npos);      // not at 1e299
    CHECK(trouble("cos(x) - 0.5", {-1, 2}).starts_with("the density is negative at x = "));
    const std::string infinite = "the density has no finite integral over its support: ", open = "whether the density has a finite integral cannot be told: ";
    CHECK(trouble("1/x", unit) == infinite + "it is too large near x = 0");
    CHECK(trouble("1/(2-x)", {0, 2}) == infinite + "it is too large near x = 2");
    CHECK(trouble("1") == infinite + "it does not fall off fast enough");
    CHECK(trouble("1/(1+abs(x))") == infinite + "it does not fall off fast enough");
    // Where the square overflows it seems to end; it does not.
    CHECK(trouble("abs(x)/(1+x^2)") == infinite + "it does not fall off fast enough");
    CHECK(trouble("exp(x^2)").starts_with(infinite));
    CHECK(trouble("1/abs(x - 0.3)", unit) == open + "the sum does not settle near x = 0.3");
    CHECK(trouble("1/(x ln(x)^2)", {2, infinity}) == open + "it falls off very slowly");
    CHECK(trouble("0") == "the density is zero wherever it was looked at");
    CHECK(trouble("ln(-1-x^2)") == "the density has no value anywhere on its support");
    const Custom none("x");
    CHECK(std::isnan(none.tail(0, Side::lower)));
    CHECK(std::isnan(none.quantile(0.5, Side::lower)));
    CHECK(std::isnan(none.log_density(1)));
    CHECK(std::isnan(none.entropy()));
    CHECK(none.moments().mean.state == Moment::State::undefined);
    CHECK(none.height(3) == 3);
}

TEST_CASE("what is too large or too small for doubles is a law all the same, and a pole is one also where doubles overflow") {
    const auto trouble = [](std::string_view text, Interval over = {-infinity, infinity}) { return Custom(text, {}, over).trouble(); };
    for (const auto& [text, over] : {std::pair{"exp(800-(x-30)^2)", Interval{-infinity, infinity}}, {"x^1000*exp(-x)", positive}, {"exp(x^2)", {0, 100}}, {"gamma(x)", {1, 300}},
                                     {"1.7e308", {0, 4}}, {"exp(-800-x^2)", {-infinity, infinity}}, {"x^2000*(1-x)^1000", unit}}) {
        CAPTURE(std::string(text));
        const Custom law(text, {}, over);
        CHECK(law.trouble() == "");
        CHECK_FALSE(law.normalizer().fits());
        CHECK(quantile(law, cdf(law, median(law))) == doctest::Approx(median(law)).epsilon(1e-9));
    }
    // The same law as where it is made smaller by hand, in all that is said of it.
    const Custom large("exp(800-(x-30)^2)"), small("exp(-(x-30)^2)");
    CHECK(large.moments().variance.value == doctest::Approx(0.5).epsilon(1e-13));
    CHECK(large.entropy() == doctest::Approx(small.entropy()).epsilon(1e-13));
    CHECK(large.modes().at == std::vector<double>{30});
    CHECK(large.log_density(31) == doctest::Approx(small.log_density(31)).epsilon(1e-13));
    CHECK(large.log_density(100) == doctest::Approx(-4900 - 0.5 * std::log(std::numbers::pi)).epsilon(1e-13));
    CHECK(large.tail(32, Side::upper) == doctest::Approx(small.tail(32, Side::upper)).epsilon(1e-12));
    CHECK(Custom("x^1000*exp(-x)", {}, positive).moments().mean.value == doctest::Approx(1001).epsilon(1e-12));
    // With a pole that has an integral: gamma(1/4) e^800.
    CHECK(Custom("exp(800-(x-30)^2)/sqrt(abs(x-30))").normalizer().log_value == doctest::Approx(800 + std::lgamma(0.25)).epsilon(1e-9));
    // An exponent that is no double itself.
    CHECK(trouble("exp(exp(x))", {0, 1000}).starts_with("the density is too large for double precision near x = "));
    const std::string infinite = "the density has no finite integral over its support: ", slow = infinite + "it does not fall off fast enough";
    for (const char* text : {"1/x^2", "x^-40", "exp(1/x)", "1/(x^2 (2-x))", "1/sinh(x)^2"}) {
        CAPTURE(std::string(text));
        CHECK(trouble(text, unit) == infinite + "it is too large near x = 0");
    }
    CHECK(trouble("1/x^2") == infinite + "it is too large near x = 0");
    CHECK(trouble("exp(1/(x-0.3)^2)", unit) == infinite + "it is too large near x = 0.3");
    for (const char* text : {"exp(x^2)", "exp(x)", "cosh(x)", "x^4", "1e300*1e200/(1+abs(x))", "exp(exp(x))"}) {
        CAPTURE(std::string(text));
        CHECK(trouble(text) == slow);
    }
    CHECK(trouble("sinh(x)", {-1000, 1000}).starts_with("the density is negative at x = "));
}

TEST_CASE("parameters and ends far beyond a million are kept, and right") {
    Custom fast("exp(-k x)", {{"k", 3e9}}, positive);
    Custom::describe(fast, [](const Field& field, const auto&) {
        if (field.key == "parameters") CHECK((field.lo <= -1e12 && field.hi >= 1e12));
        if (field.key == "lower" || field.key == "upper") CHECK((field.lo <= -1e12 && field.hi >= 1e12));
    });
    CHECK(fast.moments().mean.value == doctest::Approx(1 / 3e9).epsilon(1e-12));
    CHECK(fast.tail(1e-9, Side::upper) == doctest::Approx(std::exp(-3.0)).epsilon(1e-12));
    const Custom wide("x", {}, {1e9, 3e11});
    CHECK(wide.normalizer().value == doctest::Approx((9e22 - 1e18) / 2).epsilon(1e-12));
    CHECK(quantile(wide, 0.5) == doctest::Approx(std::sqrt((9e22 + 1e18) / 2)).epsilon(1e-12));
}

TEST_CASE("a density that changes too often to be summed says so, and is no number") {
    const std::string open = "whether the density has a finite integral cannot be told: it changes too often to be summed, as near x = ";
    for (const auto& [text, over] : {std::pair{"floor(x)+1", Interval{0, 1e6}}, {"1/floor(x)^2", {1, infinity}}, {"(sin(x)/x)^2", {-infinity, infinity}}, {"(2+sin(x))/(1+x^2)", {-infinity, infinity}},
                                     {"mod(1e9x,1)<0.5", unit}, {"2+sin(1e9x)", unit}, {"1+sin(1/x)", unit}, {"exp(-x^2)*(1+sign(sin(1e8x)))", {-infinity, infinity}}}) {
        CAPTURE(std::string(text));
        const Custom law(text, {}, over);
        CHECK(law.trouble().starts_with(open));
        CHECK(std::isnan(law.tail(0.5, Side::lower)));
    }
    // What is far from finite, or negative, is still told as that.
    CHECK(Custom("2+sin(x)").trouble() == "the density has no finite integral over its support: it does not fall off fast enough");
    CHECK(Custom("sin(1000x)").trouble().starts_with("the density is negative at x = "));
}

TEST_CASE("a density that is negative is told so at a place that people can look at") {
    struct Case {
        const char *text, *x;
        Interval over = {-infinity, infinity};
    };
    for (const Case& one : {Case{"ln(x)", "0.5", unit}, Case{"ln(x)", "0.5", positive}, Case{"ln(abs(x))", "0.5"}, Case{"-1/x", "0.5", unit}, Case{"1-1/sqrt(x)", "0.5", unit},
                            Case{"ln(x-2)", "2.5", {2, 5}}, Case{"-x", "500", positive}, Case{"x", "−500"}, Case{"x^3", "−500"}, Case{"-exp(x^2)", "0"}, Case{"1e-6-x", "1e−5", {0, 1e-5}},
                            Case{"exp(-x^2)-1000*exp(-1e6*(x-1)^2)", "1"}}) {
        CAPTURE(std::string(one.text));
        CHECK(Custom(one.text, {}, one.over).trouble() == "the density is negative at x = " + std::string(one.x));
    }
}

TEST_CASE("where a formula has no value the density is 0, unless both sides agree on one") {
    const Custom semicircle("sqrt(1 - x^2)");
    CHECK(semicircle.trouble() == "");
    CHECK(semicircle.normalizer().value == doctest::Approx(std::numbers::pi / 2).epsilon(1e-12));
    CHECK(semicircle.log_density(1.5) == -infinity);
    CHECK(semicircle.moments().variance.value == doctest::Approx(0.25).epsilon(1e-12));
    const Custom sinc("(sin(x)/x)^2", {}, {-3, 3});
    CHECK(std::exp(sinc.log_density(0)) * sinc.normalizer().value == doctest::Approx(1).epsilon(1e-12));
    CHECK(std::exp(Custom("x ln(1/x)", {}, unit).log_density(0)) <= 1e-5);
}

TEST_CASE("where the distribution function is flat the quantile is the middle of that") {
    // Even densities that vanish about 0, in the eyes of doubles or for good.
    for (const auto& [text, over] : {std::pair{"exp(-1/x^2)/(1+x^2)", Interval{-infinity, infinity}}, {"exp(-1/x^2-x^2)", {-infinity, infinity}}, {"if(abs(x)<1,0,1)", {-2, 2}},
                                     {"exp(-10(x^2-9)^2)", {-infinity, infinity}}, {"x^2 exp(-x^2)", {-infinity, infinity}}}) {
        CAPTURE(std::string(text));
        const Custom law(text, {}, over);
        CHECK(median(law) == 0);
        CHECK(isf(law, 0.5) == 0);
        CHECK(quantile(law, 0.3) == doctest::Approx(-isf(law, 0.3)).epsilon(1e-11));
    }
    CHECK(median(Custom("exp(-1/(x-5)^2)/(1+(x-5)^2)")) == doctest::Approx(5).epsilon(1e-5));
    const Custom gaps("if(x>1 and x<2 or x>3 and x<4,0,1)", {}, {0, 6});
    CHECK(quantile(gaps, 0.25) == doctest::Approx(1.5).epsilon(1e-12));
    CHECK(isf(gaps, 0.5) == doctest::Approx(3.5).epsilon(1e-12));
    CHECK(median(gaps) == doctest::Approx(3.5).epsilon(1e-12));
    // Beside the gap it is where it was.
    CHECK(quantile(gaps, 0.24) == doctest::Approx(0.96).epsilon(1e-12));
    CHECK(quantile(gaps, 0.26) == doctest::Approx(2.04).epsilon(1e-12));
}

TEST_CASE("a zero is told as zero, and what is only small is not") {
    for (const char* text : {"exp(-x^2/2)", "1/(1+x^2)", "exp(-abs(x))", "exp(-(x^2-2)^2)", "1/(1+x^4)"}) {
        CAPTURE(std::string(text));
        const Custom law(text);
        CHECK(median(law) == 0);
        if (const Moment mean = law.moments().mean; mean.is_finite()) CHECK(mean.value == 0);
        CHECK(quantile(law, 0.5 + 1e-9) > 0);
    }
    // Half below 0 by its weights, not by its symmetry.
    CHECK(median(Custom("if(x<0, 3exp(3x), exp(-x))")) == 0);
    // Quantiles that are small: at an end, at a spike, and of a narrow law.
    CHECK(quantile(Custom("1/sqrt(x)", {}, unit), 1e-10) == doctest::Approx(1e-20).epsilon(1e-10));
    CHECK(quantile(Custom("exp(-1e20 x^2/2)"), 0.75) == doctest::Approx(1e-10 * special::normal_quantile(0.75, Side::lower)).epsilon(1e-10));
}

TEST_CASE("modes: all of the highest places, or the whole plateau") {
    const Modes two = Custom("exp(-(x^2 - 2)^2)").modes();
    REQUIRE(two.at.size() == 2);
    for (const int i : {0, 1}) CHECK(two.at[std::size_t(i)] == doctest::Approx(i == 0 ? -std::sqrt(2.0) : std::sqrt(2.0)).epsilon(1e-12));
    // x/2 makes the right one higher: 4x (x² - 2) = 1/2.
    const Modes one = Custom().modes();
    REQUIRE(one.at.size() == 1);
    CHECK(4 * one.at[0] * (one.at[0] * one.at[0] - 2) == doctest::Approx(0.5).epsilon(1e-12));
    const Modes flat = Custom("min(1, max(0, 2 - abs(x)))").modes();
    CHECK(flat.interval);
    CHECK(flat.at[0] == doctest::Approx(-1).epsilon(1e-6));
    CHECK(flat.at[1] == doctest::Approx(1).epsilon(1e-6));
    const Modes tent = Custom("1 - abs(x - 0.3)", {}, unit).modes();
    REQUIRE(tent.at.size() == 1);
    CHECK(tent.at[0] == doctest::Approx(0.3).epsilon(1e-14));
    CHECK(Custom("1/sqrt(x (1-x))", {}, unit).modes().at == std::vector<double>{0, 1});
}

TEST_CASE("moments that do not exist, by quadrature") {
    using State = Moment::State;
    const auto states = [](std::string_view text, Interval over) {
        const Moments m = Custom(text, {}, over).moments();
        return std::array{m.mean.state, m.variance.state, m.skewness.state, m.kurtosis.state};
    };
    constexpr Interval line{-infinity, infinity};
    const State f = State::finite, i = State::infinite, u = State::undefined;
    CHECK(states("1/(1+x^2)", line) == std::array{u, u, u, u});
    CHECK(states("1/(1+x^2)", positive) == std::array{i, u, u, u});
    CHECK(states("1/(1+x^2)", {-infinity, 0}) == std::array{i, u, u, u});
    CHECK(Custom("1/(1+x^2)", {}, {-infinity, 0}).moments().mean.value == -infinity);
    CHECK(states("(1+x^2)^-1.25", line) == std::array{f, i, u, u});
    CHECK(states("(1+x^2)^-2", line) == std::array{f, f, u, i});
    CHECK(states("(1+x^2)^-2", positive) == std::array{f, f, i, i});
    CHECK(states("(1+x^2)^-3", line) == std::array{f, f, f, f});
    // The denominator leaves the doubles long before the fraction does.
    CHECK(states("x^2/(1+x^2)^3", line) == std::array{f, f, u, i});
    CHECK(states("x^6/(1+x^2)^5", line) == std::array{f, f, u, i});
    CHECK(states("x^12/(1+x^4)^4", line) == std::array{f, f, u, i});
    CHECK(states("exp(-x^2)", line) == std::array{f, f, f, f});
    CHECK(states("exp(-sqrt(x))", positive) == std::array{f, f, f, f});
    CHECK(states("exp(-ln(x)^2/2)/x", positive) == std::array{f, f, f, f});
    // The mean of x^-2.05 from 1 on is 1.05/0.05 = 21; most of it lies beyond any sum.
    CHECK(Custom("x^-2.05", {}, {1, infinity}).moments().mean.value == doctest::Approx(21).epsilon(1e-9));
}

TEST_CASE("two wells, summed otherwise") {
    // The trapezoidal rule with 20001 points on [-4, 4], in Python: of so smooth a function it is exact.
    const Custom law;
    const Moments m = law.moments();
    CHECK(law.normalizer().value == doctest::Approx(1.6619242678935313).epsilon(1e-14));
    CHECK(m.mean.value == doctest::Approx(0.8080048468204944).epsilon(1e-13));
    CHECK(m.variance.value == doctest::Approx(1.2425044054140255).epsilon(1e-13));
    CHECK(m.skewness.value == doctest::Approx(-1.2984653652450124).epsilon(1e-13));
    CHECK(m.kurtosis.value == doctest::Approx(0.018931038692691526).epsilon(1e-11));
    CHECK(law.entropy() == doctest::Approx(0.664221835187426).epsilon(1e-13));
}

TEST_CASE("many jumps: the whole is right before the tails are") {
    const Custom law("exp(-x) (2 + sign(sin(3x)))", {}, positive);
    REQUIRE(law.trouble() == "");
    // 2 + the sum of alternating pieces of exp(-x), a geometric series.
    const double half_turn = std::exp(-std::numbers::pi / 3);
    CHECK(law.normalizer().value == doctest::Approx(2 + (1 - half_turn) / (1 + half_turn)).epsilon(1e-9));
    CHECK(law.normalizer().error <= 1e-8);
}

TEST_CASE("repair keeps the parameters of the formula, and the ends in order") {
    Custom law("exp(-k x)", {{"k", 3}, {"unused", 5}}, positive);
    CHECK(law.parameters == Parameters{{"k", 3}});
    law.density = *law.density.read("exp(-k x) x^n");
    law.repair();
    CHECK(law.parameters == Parameters{{"k", 3}, {"n", 1}});
    CHECK(law.support() == positive);
    law.domain = Domain::between;
    law.lower = 5, law.upper = -1;
    law.repair();
    CHECK(law.support() == Interval{-1, 5});
    for (const double end : {-1e12, -1e6, 0.0, 1e6, 1e12}) {
        law.lower = law.upper = end;
        law.repair();
        CHECK(law.lower < law.upper);
        CHECK((law.lower >= -1e12 && law.upper <= 1e12));
    }
    // What follows from the members is that of the members, also before repair.
    Custom stale("exp(-x^2)");
    CHECK(stale.tail(0.5, Side::upper) == doctest::Approx(special::normal_tail(0.5 * std::numbers::sqrt2, Side::upper)).epsilon(1e-13));
    stale.density = *stale.density.read("exp(-x^2/2)");
    CHECK(stale.tail(0.5, Side::upper) == doctest::Approx(special::normal_tail(0.5, Side::upper)).epsilon(1e-13));
    Custom copy = stale;
    copy.repair();
    CHECK(copy == stale);
    CHECK(copy.tail(0.5, Side::upper) == stale.tail(0.5, Side::upper));
}
