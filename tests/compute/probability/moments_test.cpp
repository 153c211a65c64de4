#include "cases.hpp"
#include "csv.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::test;
using State = Moment::State;

namespace {

// E g(X) as the integral of g(Q(p)) over p: both tails end in a power of p that the tanh-sinh rule takes as it is.
template <class G>
double expectation(const Distribution& law, G&& g) {
    if (is_discrete(law)) {
        double sum = 0;
        for (double k = quantile(law, 1e-25); k <= isf(law, 1e-25); ++k) sum += pdf(law, k) * g(k);
        return sum;
    }
    return integral([&](double, double p, double) { return p > 0 ? g(quantile(law, p)) : 0; }, 0, 0.5, fine_step(law)) +
           integral([&](double, double p, double) { return p > 0 ? g(isf(law, p)) : 0; }, 0, 0.5, fine_step(law));
}

}

TEST_CASE("finite moments are the integrals that they are") {
    for (const Distribution& law : every_law()) {
        const Moments m = moments(law);
        if (is_point(law) || !m.variance.is_finite()) continue;
        CAPTURE(named(law));
        const double mean = m.mean.value, sd = std::sqrt(m.variance.value);
        const auto power = [&](int j) { return [=](double x) { return std::pow((x - mean) / sd, j); }; };
        CHECK(std::abs(expectation(law, power(1))) <= 1e-9);
        CHECK(std::abs(expectation(law, power(2)) - 1) <= 1e-9);
        // A kurtosis of a heavy tail lies where quantiles of the smallest doubles do not reach.
        const bool reachable = !std::holds_alternative<Lognormal>(law) || m.kurtosis.value < 100;
        if (m.skewness.is_finite() && m.kurtosis.is_finite() && reachable) {
            CHECK(std::abs(expectation(law, power(3)) - m.skewness.value) <= 1e-9 * std::max(1.0, std::abs(m.skewness.value)));
            CHECK(std::abs(expectation(law, power(4)) - 3 - m.kurtosis.value) <= 1e-9 * std::max(1.0, std::abs(m.kurtosis.value)));
        }
    }
}

TEST_CASE("Student's moments change their state at 1, 2, 3 and 4 degrees of freedom") {
    constexpr double h = 1e-9;
    const auto states = [](double nu) {
        const Moments m = moments(StudentT{nu});
        return std::array{m.mean.state, m.variance.state, m.skewness.state, m.kurtosis.state};
    };
    constexpr State F = State::finite, I = State::infinite, U = State::undefined;
    for (const double nu : {0.5, 1 - h, 1.0}) CHECK(states(nu) == std::array{U, U, U, U});
    for (const double nu : {1 + h, 2 - h, 2.0}) CHECK(states(nu) == std::array{F, I, U, U});
    for (const double nu : {2 + h, 3 - h, 3.0}) CHECK(states(nu) == std::array{F, F, U, I});
    for (const double nu : {3 + h, 4 - h, 4.0}) CHECK(states(nu) == std::array{F, F, F, I});
    for (const double nu : {4 + h, 1e10}) CHECK(states(nu) == std::array{F, F, F, F});
}

TEST_CASE("Pareto's moments change their state at the exponents 1, 2, 3 and 4") {
    constexpr double h = 1e-9;
    const auto states = [](double shape) {
        const Moments m = moments(Pareto{1, shape});
        return std::array{m.mean.state, m.variance.state, m.skewness.state, m.kurtosis.state};
    };
    constexpr State F = State::finite, I = State::infinite, U = State::undefined;
    for (const double a : {0.5, 1 - h, 1.0}) CHECK(states(a) == std::array{I, U, U, U});
    for (const double a : {1 + h, 2 - h, 2.0}) CHECK(states(a) == std::array{F, I, U, U});
    for (const double a : {2 + h, 3 - h, 3.0}) CHECK(states(a) == std::array{F, F, I, I});
    for (const double a : {3 + h, 4 - h, 4.0}) CHECK(states(a) == std::array{F, F, F, I});
    CHECK(states(4 + h) == std::array{F, F, F, F});
}

TEST_CASE("what has no number has a reason, and no number") {
    const Moments none = moments(Cauchy{});
    for (const Moment& m : {none.mean, none.variance, none.skewness, none.kurtosis}) {
        CHECK(m.state == State::undefined);
        CHECK(std::isnan(m.value));
        CHECK_FALSE(m.why.empty());
    }
    for (const Distribution& point : std::initializer_list<Distribution>{Binomial{7, 1}, Binomial{7, 0}, Binomial{0, 0.5}, Poisson{0}, Geometric{1}, Hypergeometric{5, 5, 2}}) {
        CAPTURE(named(point));
        const Moments m = moments(point);
        CHECK(m.mean.value == support(point).lo);
        CHECK(m.variance.value == 0);
        CHECK(m.skewness.state == State::undefined);
        CHECK(m.kurtosis.state == State::undefined);
    }
    // Finite, but no double: said, not hidden.
    const Moment huge = moments(Lognormal{0, 40}).variance;
    CHECK(huge.is_finite());
    CHECK(huge.value == infinity);
    CHECK_FALSE(huge.why.empty());
    CHECK(huge.log_value.value() == doctest::Approx(3200).epsilon(1e-15));       // log((e^σ² − 1) e^σ²)
    // Its root may be a double all the same: e^400 by mpmath.
    const Moment root = standard_deviation(moments(Lognormal{0, 20}));
    CHECK(root.value == doctest::Approx(5.2214696897641439506e173).epsilon(1e-12));
    CHECK_FALSE(root.log_value.has_value());
    CHECK(standard_deviation(moments(StudentT{1.5})).state == State::infinite);
    CHECK(standard_deviation(moments(Normal{3, 2})).value == 2);
}

TEST_CASE("moments that textbooks give") {
    // mpmath, 60 digits, from the raw moments Γ(1 + j/k); towards Gumbel's -1.1395 and 2.4.
    struct Row {
        double shape, variance, skewness, kurtosis;
    };
    for (const Row& row : {Row{1000, 1.64064268148499107e-6, -1.13359273066013519, 2.37123426410968216}, {200, 0.0000405927089607990623, -1.11001656930091158, 2.25914541464581209}, {60, 0.000437875743593675024, -1.04335470450455023, 1.95755394161625615}, {30, 0.00168178050021801664, -0.953081736311431577, 1.58408199902402838}, {15, 0.00623680968885044189, -0.78736544871946872, 0.997333588127777811}, {8, 0.0195231643352721308, -0.533726388057892532, 0.327675513396118354}}) {
        CAPTURE(row.shape);
        const Moments m = moments(Weibull{row.shape, 1});
        CHECK(std::abs(m.variance.value / row.variance - 1) <= 1e-12);
        CHECK(std::abs(m.skewness.value - row.skewness) <= 1e-11);
        CHECK(std::abs(m.kurtosis.value - row.kurtosis) <= 1e-11);
    }
    CHECK(moments(Hypergeometric{2, 1, 1}).variance.value == 0.25);
    CHECK(moments(Hypergeometric{3, 1, 2}).mean.value == doctest::Approx(2 / 3.0).epsilon(1e-15));
    CHECK(moments(Binomial{10, 0.5}).skewness.value == 0);
    CHECK(moments(Lognormal{0, 1e-3}).kurtosis.value == doctest::Approx(16e-6).epsilon(1e-4));
}

TEST_CASE("moments and entropies against mpmath, of small and of very large parameters") {
    // facts.csv was made by make_facts.py beside it.
    const auto rows = csv_rows("compute/probability/facts.csv", ',', 8);
    CHECK(rows.size() > 80);
    for (const auto& cells : rows) {
        CAPTURE(cells);
        Distribution law;
        REQUIRE(choose(law, cells[0]));
        std::size_t i = 1;
        std::visit([&]<class L>(L& l) { L::describe(l, [&]<class M>(const Field&, M& p) {
            if constexpr (std::is_arithmetic_v<M>) p = static_cast<M>(parse_number(cells[i++]).value());
        }); }, law);
        const auto truth = [&](std::size_t column) { return parse_number(cells[column]).value(); };
        const Moments m = moments(law);
        // A skewness that vanishes for some parameter is a difference of numbers of about one.
        CHECK(std::abs(m.mean.value - truth(3)) <= 2e-14 * std::abs(truth(3)));
        CHECK(std::abs(m.variance.value - truth(4)) <= 2e-13 * std::abs(truth(4)));
        CHECK(std::abs(m.skewness.value - truth(5)) <= 1e-12 * std::max(std::abs(truth(5)), 1e-2));
        CHECK(std::abs(m.kurtosis.value - truth(6)) <= 1e-12 * std::max(std::abs(truth(6)), 1.0));
        CHECK(std::abs(entropy(law).value() - truth(7)) <= 3e-14 * std::max(std::abs(truth(7)), 1.0));
    }
}
