#include "compute/optimize/bound.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace eigenscope;

namespace {

// The largest share of the bound that a run used, above round-off.
double used(const Bound& bound, const Run& run, double minimum) {
    double most = 0;
    for (const Step& s : run.steps)
        if (s.f - minimum > 1e-13 * std::max(1.0, std::abs(minimum))) most = std::max(most, (s.f - minimum) / bound.at(s.k));
    return most;
}

}

// The theorems themselves are the oracle: wherever the assumptions hold, no run may exceed its bound.
TEST_CASE("no run exceeds a bound whose assumptions hold: every method, every objective, twenty starts") {
    const unsigned seed = 41;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> unit(0.05, 0.95), share(0.02, 1.0);
    int proven = 0;
    for (const Objective& f : one_of_each<Objective>()) {
        const Knowledge about = known(f);
        for (int i = 0; i < 20; ++i) {
            const Vec2 start = about.lo + (about.hi - about.lo).cwiseProduct(Vec2(unit(random), unit(random)));
            const double rate = share(random) / about.L.value_or(10);
            const Optimizer methods[] = {GradientDescent{rate}, GradientDescent{1.9 * rate}, Backtracking{.slope = 0.2, .shrink = 0.6}, ExactLineSearch{},
                                         Nesterov{rate, Schedule::fista}, Nesterov{rate, Schedule::ratio},
                                         Nesterov{rate, Schedule::strongly_convex}, ConjugateGradient{}};
            for (const Optimizer& method : methods) {
                CAPTURE(id_of(f));
                CAPTURE(id_of(method));
                const auto theorem = bound(method, f, start);
                if (!theorem || !theorem->proven()) continue;
                ++proven;
                CHECK(used(*theorem, run(method, f, start, 80), *about.minimum) <= 1 + 1e-9);
            }
        }
    }
    CHECK(proven > 500);
}

TEST_CASE("the bounds are tight where the theory says so") {
    // Gradient descent along one axis of a bowl shrinks by exactly the factor of the bound.
    const Quadratic f{.kappa = 10};
    const auto along = bound(GradientDescent{.rate = 0.05}, f, Vec2(1, 0));
    REQUIRE(along);
    CHECK(used(*along, run(GradientDescent{.rate = 0.05}, f, Vec2(1, 0), 50), 0) == doctest::Approx(1).epsilon(1e-12));
    // Exact line search from (κ, 1) is the worst start.
    const auto exact = bound(ExactLineSearch{}, f, Vec2(10, 1));
    REQUIRE(exact);
    CHECK(exact->factor == doctest::Approx(0.669421487603).epsilon(1e-11));
    CHECK(used(*exact, run(ExactLineSearch{}, f, Vec2(10, 1), 40), 0) == doctest::Approx(1).epsilon(1e-10));
    // Drori and Teboulle: LR²/(4k+2) at a = 1/L.
    const auto convex = bound(GradientDescent{.rate = 0.25}, PseudoHuber{.gamma = 2}, Vec2(2, 0));
    REQUIRE(convex);
    CHECK(convex->proven());
    CHECK(convex->at(7) == doctest::Approx(4 * 4.0 / 30).epsilon(1e-14));
}

// On bowls the bound of backtracking is far from tight, so its factor is checked by hand: 1 − 2·1·0.2·min(1, 2·0.8·0.6/10).
TEST_CASE("the factor of the bound of backtracking") {
    const auto theorem = bound(Backtracking{.initial = 1, .slope = 0.2, .shrink = 0.6}, Quadratic{.kappa = 10}, Vec2(1, 1));
    REQUIRE(theorem);
    CHECK(theorem->factor == doctest::Approx(0.9616).epsilon(1e-14));
    CHECK(theorem->gap == 5.5);
}

TEST_CASE("assumptions are ticked and crossed") {
    CHECK_FALSE(bound(GradientDescent{.rate = 0.3}, PseudoHuber{.gamma = 2}, Vec2(1, 1))->proven());      // a > 1/L
    CHECK(bound(GradientDescent{.rate = 0.19}, Quadratic{.kappa = 10}, Vec2(1, 1))->proven());            // a < 2/L
    CHECK_FALSE(bound(GradientDescent{.rate = 0.21}, Quadratic{.kappa = 10}, Vec2(1, 1))->proven());
    CHECK_FALSE(bound(GradientDescent{.rate = 0.01}, ExpSum{}, Vec2(0, 0))->proven());                    // no L
    CHECK_FALSE(bound(GradientDescent{.rate = 0.001}, Himmelblau{}, Vec2(0, 0))->proven());               // not convex
    CHECK_FALSE(bound(ConjugateGradient{}, Lessard{}, Vec2(1, 1))->proven());                             // not quadratic
    CHECK(bound(Nesterov{.rate = 0.1}, Quadratic{.kappa = 10}, Vec2(1, 1))->proven());                    // a = 1/L counts
    CHECK_FALSE(bound(Adam{}, Quadratic{}, Vec2(1, 1)).has_value());
    CHECK_FALSE(bound(GradientDescent{}, RotatedQuadratic{.lambda1 = 1, .lambda2 = -1}, Vec2(1, 1)).has_value());
}

TEST_CASE("where ∇f is not Lipschitz, that alone is said") {
    for (const Optimizer& method : one_of_each<Optimizer>()) {
        CAPTURE(id_of(method));
        const auto found = bound(method, ExpSum{}, Vec2(-1, 1));
        if (!found) continue;
        REQUIRE(found->assumptions.size() == 1);
        CHECK(found->assumptions[0].text == "∇f is Lipschitz: it is not");
        CHECK_FALSE(found->proven());
    }
    REQUIRE(bound(GradientDescent{}, ExpSum{}, Vec2(-1, 1)));
    // A step that is too long by less than three digits is told apart from its limit.
    const auto close = bound(GradientDescent{.rate = 0.5001}, PseudoHuber{.gamma = 1.4142135}, Vec2(1, 1));
    REQUIRE(close);
    CHECK(close->assumptions.back().text == "a ≤ 1/L: 0.5001 > 0.5");
}

TEST_CASE("the measured rate is the asymptotic rate of the theory") {
    const Quadratic f{.kappa = 100};
    const auto compare = [&](const Optimizer& method, double tolerance) {
        const Run r = run(method, f, Vec2(1, 1), 400);
        const auto theory = asymptotic_rate(method, f, r.steps.back().x), measured = measured_rate(r, f.known());
        REQUIRE(theory);
        REQUIRE(measured);
        CHECK(*measured == doctest::Approx(*theory).epsilon(tolerance));
        return *theory;
    };
    // (κ−1)/(κ+1) = 0.9802 for the error, its square for f.
    CHECK(compare(GradientDescent{.rate = 2.0 / 101}, 1e-9) == doctest::Approx(std::pow(99.0 / 101, 2)).epsilon(1e-12));
    // ((√κ−1)/(√κ+1))² per step for f, with a polynomial factor in front that fades slowly.
    CHECK(compare(HeavyBall{.rate = 4.0 / 121, .momentum = 81.0 / 121}, 0.05) ==
          doctest::Approx(81.0 / 121).epsilon(3e-8 * 121));      // a double root is known to the root of the round-off
    CHECK(compare(Nesterov{.rate = 0.01, .schedule = Schedule::strongly_convex}, 0.05) == doctest::Approx(0.81).epsilon(1e-12));
    CHECK_FALSE(asymptotic_rate(Adam{}, f, Vec2::Zero()).has_value());
    CHECK_FALSE(asymptotic_rate(GradientDescent{}, Quartic{}, Vec2::Zero()).has_value());
    CHECK_FALSE(measured_rate(run(Newton{}, f, Vec2(1, 1), 10), f.known()).has_value());
}

TEST_CASE("the nearest minimizer, also on a line of them") {
    CHECK(*nearest_minimizer(Himmelblau{}.known(), Vec2(2, 2)) == Vec2(3, 2));
    CHECK((*nearest_minimizer(Trough{}.known(), Vec2(1, 1)) - Vec2(0.5, 0.5)).norm() < 1e-15);
    CHECK((*nearest_minimizer(Trough{}.known(), Vec2(-1, 0)) - Vec2(0, 1)).norm() < 1e-15);
    CHECK_FALSE(nearest_minimizer(RotatedQuadratic{.lambda1 = -1, .lambda2 = 1}.known(), Vec2(0, 0)).has_value());
}
