#include "compute/probability/density_cells.hpp"
#include "compute/probability/density_hints.hpp"
#include "compute/probability/law/custom.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace eigenscope;

namespace {

constexpr Interval line{-infinity, infinity}, positive{0, infinity};
const double root_pi = std::sqrt(std::numbers::pi), root_tau = std::sqrt(2 * std::numbers::pi);

std::vector<double> hints(std::string_view text, Interval ends = line, const Parameters& parameters = {}) {
    const Typed formula({"x"}, text);
    const auto f = Function::make(formula, matched(formula, parameters));
    REQUIRE(f);
    return density_hints(*f, ends);
}

bool holds(const std::vector<double>& found, double x) {
    return std::any_of(found.begin(), found.end(), [x](double y) { return std::abs(x - y) <= 1e-15 * std::abs(x); });
}

}

TEST_CASE("a density is looked at where its parts are zero, where they turn, and at its constants") {
    CHECK(holds(hints("exp(-(x - 4/3)^2)"), 4.0 / 3));
    CHECK(holds(hints("exp(-abs(3x + sqrt(2)))"), -std::sqrt(2.0) / 3));
    CHECK(holds(hints("1/(1 + ((x - m)/s)^2)", line, {{"m", 0.7}, {"s", 3}}), 0.7));
    CHECK(holds(hints("if(abs(x - pi) < 0.001, 1, 0)"), std::numbers::pi));
    CHECK(holds(hints("sin(x)^2 exp(-x^2/sqrt(7))"), -std::sqrt(7.0)));
    // Both roots of a quadratic, also where one of them would cancel, and where it turns.
    for (const double x : {-1e-8, 1e8}) CHECK(holds(hints("exp(-(x^2 - 99999999.99999999x - 1)^2)"), x));
    CHECK(holds(hints("exp(-9x^2 + 24x - 16)"), 4.0 / 3));
    CHECK(holds(hints("exp(-(x - 1/7)*(x - 1/7))"), 1.0 / 7));
    // Other sums and logarithms change their sign somewhere; so does the difference of what is compared.
    CHECK(holds(hints("exp(-(x^3 - 2)^2)"), std::cbrt(2.0)));
    CHECK(holds(hints("exp(-(ln(x) - 1)^2)", positive), std::numbers::e));
    CHECK(holds(hints("exp(-x) ln(5x)^2", positive), 0.2));
    CHECK(holds(hints("if(x^5 < 7, 1, 0)", {0, 4}), std::pow(7.0, 0.2)));
    // Inside of the support, each once, and not without end.
    for (const double x : hints("exp(-(x - 3)^2) + (x - 3)^2 + abs(x + 5)", {0, 4})) CHECK((x > 0 && x < 4));
    const std::vector<double> threes = hints("(x - 3)^2 + abs(x - 3) + 3 sqrt(9)");
    CHECK(std::count(threes.begin(), threes.end(), 3) == 1);
    CHECK(hints("exp(-x^2) sum(k, 1, 500, abs(x - k/7))").size() == 64);
    CHECK(hints("2 + sin(x)/(1 + x^4) + cos(50x)").size() <= 64);
}

TEST_CASE("a narrow part is found, on other mass or alone, at every scale") {
    struct Case {
        const char* text;
        double truth;
        Interval over = line;
    };
    // Of exp(-k (x^n - 2)^2) the first two terms of the expansion in 1/k (Laplace).
    for (const Case& one : {
             Case{"exp(-x^2/2) + 1000*exp(-1e6*(x-4/3)^2/2)", 2 * root_tau},
             Case{"exp(-x^2/2) + 1e6*exp(-1e12*(x-4/3)^2/2)", 2 * root_tau},
             Case{"exp(-x^2/2) + exp(-1e4*(x-4/3)^2/2)", 1.01 * root_tau},
             Case{"exp(-x^2/2) + 1e6*exp(-1e12*(x+20/3)^2/2)", 2 * root_tau},
             Case{"if(abs(x-pi)<0.001,1000,0)+exp(-x^2)", 2 + root_pi},
             Case{"if(abs(x-pi)<1e-6,1e6,0)+exp(-x^2)", 2 + root_pi},
             Case{"exp(-x^2/2) + 1e4*exp(-1e8*(x^2-2)^2)", root_tau + root_pi / std::sqrt(2.0) * (1 + 3e-8 / 64)},
             Case{"exp(-x^2/2) + 1000*exp(-1e6*(9x^2-24x+16))", root_tau + root_pi / 3},
             Case{"exp(-x^2/2) + 1000*exp(-1e6*(x^3-2)^2)", root_tau + root_pi / (3 * std::cbrt(4.0)) * (1 + 5e-6 / 72)},
             Case{"exp(-x) + 1e6/(1 + (1e6*(x-e))^2)", 1 + std::numbers::pi / 2 + std::atan(1e6 * std::numbers::e), positive},
             Case{"1e6*exp(-1e6*abs(x-1/3)) + 1", 3, {0, 1}},
             // A narrow gap is as much as a narrow hill.
             Case{"1 - exp(-1e6*(x-4/3)^2)", 2 - 1e-3 * root_pi, {0, 2}},
         }) {
        CAPTURE(std::string(one.text));
        const Custom law(one.text, {}, one.over);
        REQUIRE(law.trouble() == "");
        const double value = law.normalizer().value, error = law.normalizer().error;
        CHECK(std::abs(value - one.truth) <= error);
        CHECK(error <= 1e-7);
    }
    // Half of the law within a thousandth of 4/3: the mean of 0 and 4/3, and the density there.
    const Custom half("exp(-x^2/2) + 1000*exp(-1e6*(x-4/3)^2/2)");
    CHECK(half.moments().mean.value == doctest::Approx(2.0 / 3).epsilon(1e-12));
    CHECK(half.tail(4.0 / 3 + 0.01, Side::upper) == doctest::Approx(special::normal_tail(4.0 / 3 + 0.01, Side::upper) / 2).epsilon(1e-11));
    REQUIRE(half.modes().at.size() == 1);
    CHECK(half.modes().at[0] == doctest::Approx(4.0 / 3).epsilon(1e-8));
    // A gap that falls below zero is no density.
    CHECK(Custom("exp(-x^2) - 1000*exp(-1e12*(x-4/3)^2)").trouble().starts_with("the density is negative at x = 1.33"));
}

TEST_CASE("jumps and bends are found to the last place, and narrow parts cut out, before anything is sampled") {
    const auto cuts = [](std::string_view text, Interval ends) {
        const auto f = Function::make(Typed({"x"}, text), {});
        REQUIRE(f);
        const DensityCells cells = density_cells(f->graph(), f->value_term(), ends, ends);
        CHECK(cells.log_unseen == -infinity);
        CHECK(std::is_sorted(cells.cuts.begin(), cells.cuts.end()));
        return cells.cuts;
    };
    const auto within_an_ulp = [](const std::vector<double>& found, double x) {
        return std::any_of(found.begin(), found.end(), [x](double y) { return std::abs(y - x) <= 0x1p-52 * std::abs(x); });
    };
    for (const double k : {1.0, 17.0, 99.0}) {
        CHECK(holds(cuts("mod(x,1)<0.01", {0, 100}), k));
        CHECK(within_an_ulp(cuts("mod(x,1)<0.01", {0, 100}), k + 0.01));
    }
    for (const double x : {2.0, 18.0, 98.0}) CHECK(holds(cuts("2 + sign(sin(pi*x/2))", {0, 100}), x));
    CHECK(within_an_ulp(cuts("max(x^3, 2)", {0, 4}), std::cbrt(2.0)));
    CHECK(within_an_ulp(cuts("abs(exp(x) - 3) * exp(-x^2)", line), std::log(3.0)));
    CHECK(within_an_ulp(cuts("sqrt(5 - x^2)", line), std::sqrt(5.0)));
    // Within a few widths of the peak, on both sides.
    const std::vector<double> peak = cuts("2 + exp(-1e6*(x^3-2)^2)", {0, 4});
    CHECK(std::any_of(peak.begin(), peak.end(), [](double x) { return std::abs(x - std::cbrt(2.0)) < 2e-3; }));
    // What is smooth and wide is left to the samples.
    CHECK(cuts("exp(-x^2/2)", {-3, 3}).size() < 250);
}
