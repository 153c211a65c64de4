#include "compute/probability/law.hpp"
#include "compute/probability/quadrature.hpp"

#include <doctest/doctest.h>

#include <numbers>

using namespace eigenscope;

namespace {

constexpr double pi = std::numbers::pi;
constexpr Interval line{-infinity, infinity}, unit{0, 1}, positive{0, infinity};

template <class F>
Integral integral_of(F f, Interval over, std::vector<double> hints = {}) {
    return integrate([&](std::span<const double> x, std::span<double> y) { std::transform(x.begin(), x.end(), y.begin(), f); }, over, {.hints = std::move(hints)});
}

using State = Integral::State;

}

TEST_CASE("the rule of Gauss and Kronrod is exact for the polynomials that it must be exact for") {
    const auto& r = gauss_kronrod::rule();
    for (int k = 0; k <= 31; ++k) {
        CAPTURE(k);
        double kronrod = 0, gauss = 0;
        for (int i = 0; i < gauss_kronrod::points; ++i) {
            kronrod += r.kronrod[i] * std::pow(r.nodes[i], k);
            gauss += r.gauss[i] * std::pow(r.nodes[i], k);
        }
        const double truth = k % 2 == 1 ? 0 : 2.0 / (k + 1);
        CHECK(std::abs(kronrod - truth) <= 1e-15);
        if (k <= 19) CHECK(std::abs(gauss - truth) <= 1e-15);
    }
}

TEST_CASE("series give back samples, and means over a part give its integral with relative digits") {
    const auto& r = gauss_kronrod::rule();
    const gauss_kronrod::Samples g = r.nodes.array().exp();
    const gauss_kronrod::Samples series = r.series * g, lower = r.lower_mean * g, upper = r.upper_mean * g;
    for (const double u : {-1.0, -0.999999, -0.7, 0.0, 0.123, 0.9999, 1.0}) {
        CAPTURE(u);
        CHECK(gauss_kronrod::sum(series, u) == doctest::Approx(std::exp(u)).epsilon(1e-14));
        if (u > -1) CHECK(gauss_kronrod::sum(lower, u) == doctest::Approx(std::expm1(u + 1) / (u + 1) / std::numbers::e).epsilon(1e-14));
        if (u < 1) CHECK(gauss_kronrod::sum(upper, u) == doctest::Approx(std::numbers::e * -std::expm1(u - 1) / (1 - u)).epsilon(1e-14));
    }
}

TEST_CASE("a chart goes there and back") {
    for (const Interval over : {line, unit, positive, Interval{-infinity, 3}, Interval{-2, 5}, Interval{1e6 - 1, 1e6}}) {
        const Chart chart(over);
        const Interval reach = chart.reach();
        for (int i = 0; i <= 200; ++i) {
            const double t = reach.lo + reach.length() * i / 200, x = chart.x(t);
            CAPTURE(t);
            CHECK(x >= over.lo);
            CHECK(x <= over.hi);
            CHECK(chart.slope(t) > 0);
            // As far as the rounding of x lets it: a distance to a finite end has lost digits near to it.
            const double lost = 4e-16 * std::abs(x) / chart.slope(t);
            CHECK(std::abs(chart.t(x) - t) <= 1e-15 * (1 + std::abs(t)) + lost);
            const double step = 1e-5;
            if (std::abs(t) < 5) CHECK((chart.x(t + step) - chart.x(t - step)) / (2 * step) == doctest::Approx(chart.slope(t)).epsilon(1e-7 + lost / step));
        }
    }
}

TEST_CASE("integrals that are known") {
    struct Case {
        std::string name;
        std::function<double(double)> f;
        Interval over;
        double truth;
        double relative = 1e-14;
        std::vector<double> hints = {};
    };
    const auto gauss = [](double at, double sd) { return [=](double x) { return std::exp(-0.5 * (x - at) * (x - at) / sd / sd); }; };
    const double root = std::sqrt(2 * pi);
    for (const Case& one : {
             Case{"1", [](double) { return 1.0; }, {-2, 5}, 7},
             Case{"x^7", [](double x) { return std::pow(x, 7); }, {0, 2}, 32},
             Case{"|x|", [](double x) { return std::abs(x); }, {-1, 2}, 2.5},
             Case{"|x - 1/e|", [](double x) { return std::abs(x - 1 / std::numbers::e); }, unit, 0.5 - 1 / std::numbers::e + std::exp(-2.0), 1e-13},
             Case{"sqrt x", [](double x) { return std::sqrt(x); }, unit, 2.0 / 3},
             Case{"1/sqrt x", [](double x) { return 1 / std::sqrt(x); }, unit, 2},
             Case{"1/sqrt|x|", [](double x) { return 1 / std::sqrt(std::abs(x)); }, {-1, 4}, 6, 1e-7},
             Case{"1/sqrt(x(1-x))", [](double x) { return 1 / std::sqrt(x * (1 - x)); }, unit, pi, 1e-9},
             Case{"x^-0.9", [](double x) { return std::pow(x, -0.9); }, unit, 10, 1e-13},
             Case{"x^-0.99", [](double x) { return std::pow(x, -0.99); }, unit, 100, 1e-11},
             Case{"x^-1.01 from 1 on", [](double x) { return std::pow(x, -1.01); }, {1, infinity}, 100, 1e-9},
             Case{"log x", [](double x) { return std::log(x); }, unit, -1},
             Case{"exp(-x^2)", [](double x) { return std::exp(-x * x); }, line, std::sqrt(pi)},
             Case{"exp(-|x|)", [](double x) { return std::exp(-std::abs(x)); }, line, 2},
             Case{"exp(-x)", [](double x) { return std::exp(-x); }, positive, 1},
             Case{"exp(x) up to 3", [](double x) { return std::exp(x); }, {-infinity, 3}, std::exp(3.0)},
             Case{"1/(1+x^2)", [](double x) { return 1 / (1 + x * x); }, line, pi},
             Case{"x^2/(1+x^4)", [](double x) { return x * x / (1 + x * x * x * x); }, line, pi / std::sqrt(2.0)},
             Case{"log(x)/(1+x)^2", [](double x) { return std::log(x) / ((1 + x) * (1 + x)); }, positive, 0},
             Case{"cos 100x", [](double x) { return std::cos(100 * x); }, unit, std::sin(100.0) / 100, 1e-12},
             Case{"exp(-x) cos 20x", [](double x) { return std::exp(-x) * std::cos(20 * x); }, positive, 1 / 401.0, 1e-12},
             Case{"a spike of width 1e-4", gauss(0.3, 1e-4), unit, 1e-4 * root, 1e-13},
             Case{"a spike on heavy tails", [](double x) { return 1 / (1 + 1e8 * (x - 0.6) * (x - 0.6)); }, unit, 1e-4 * (std::atan(4e3) + std::atan(6e3)), 1e-13},
             Case{"a jump at pi/4", [](double x) { return x < pi / 4 ? 1.0 : 3.0; }, unit, 3 - pi / 2, 1e-13},
             Case{"a jump in the line", [](double x) { return x > -std::sqrt(2.0) ? std::exp(-x) : 0; }, line, std::exp(std::sqrt(2.0)), 1e-13},
             Case{"triangle", [](double x) { return std::max(0.0, 1 - std::abs(x - 0.1)); }, line, 1, 1e-13},
             Case{"semicircle, no value outside", [](double x) { return std::sqrt(1 - x * x); }, line, pi / 2, 1e-12},
             Case{"lognormal", [](double x) { return std::exp(-0.5 * std::log(x) * std::log(x)) / x; }, positive, root},
             Case{"far away", gauss(1e5, 10), line, 10 * root, 1e-12, {1e5}},
             Case{"sin(x)/x squared", [](double x) { return std::pow(std::sin(x) / x, 2); }, {0, pi}, 1.4181515761326284502, 1e-14},   // Si(2π), DLMF 6.2
         }) {
        CAPTURE(one.name);
        const Integral got = integral_of(one.f, one.over, one.hints);
        CHECK(got.state == State::converged);
        CHECK(std::abs(got.value - one.truth) <= std::max(one.relative * std::abs(one.truth), 2e-15 * got.size));
        // What it says of its error is true, and no excuse.
        CHECK(std::abs(got.value - one.truth) <= got.error);
        CHECK(got.error <= 1e-6 * got.size);
        CHECK(got.evaluations <= 60'100);
    }
}

TEST_CASE("integrals that do not exist are told so") {
    const auto state = [](auto f, Interval over) { return integral_of(f, over).state; };
    CHECK(state([](double x) { return 1 / x; }, unit) == State::diverges);
    CHECK(state([](double x) { return 1 / x; }, {1, infinity}) == State::diverges);
    CHECK(state([](double x) { return 1 / (x * x); }, unit) == State::diverges);
    CHECK(state([](double x) { return 1 / (1 - x); }, unit) == State::diverges);
    CHECK(state([](double) { return 1.0; }, line) == State::diverges);
    CHECK(state([](double x) { return std::exp(x * x); }, line) == State::diverges);
    CHECK(state([](double x) { return std::exp(-x); }, line) == State::diverges);
    CHECK(state([](double x) { return std::abs(x) / (1 + x * x); }, line) == State::diverges);
    CHECK(state([](double x) { return 1 / std::abs(x); }, {-1, 1}) != State::converged);
    CHECK(state([](double x) { return 1 / std::abs(x - 0.3); }, {-1, 1}) != State::converged);
    // These converge, but no double is small enough to see it.
    CHECK(state([](double x) { return 1 / (x * std::log(x) * std::log(x)); }, {0, 0.5}) == State::undecided);
    // Where the doubles end they say nothing.
    CHECK(integral_of([](double x) { return 1 / x; }, unit).where == 0);
    CHECK(integral_of([](double x) { return 1 / std::abs(x - 0.3); }, {-1, 1}).where == doctest::Approx(0.3));
}

TEST_CASE("tails keep their digits: each panel is right by itself") {
    const Integral got = integral_of([](double x) { return std::exp(-x); }, positive);
    double tail = 0;
    for (std::size_t i = got.panels.size(); i-- > 0;) {
        tail += got.panels[i].value;
        const double truth = std::exp(-got.chart.x(got.panels[i].a));
        if (truth > 1e-280) CHECK(std::abs(tail - truth) <= 1e-12 * truth);
    }
}
