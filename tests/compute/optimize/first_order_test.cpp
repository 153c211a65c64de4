#include "compute/optimize/methods.hpp"
#include "compute/optimize/run.hpp"
#include "compute/optimize/stability.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

const Step& at(const Run& run, int k) { return run.steps.at(static_cast<std::size_t>(k)); }

}

TEST_CASE("Nesterov with constant momentum b is stable exactly for aλ < (2+2b)/(1+2b)") {
    for (const double rate : {0.01, 0.04, 0.2}) {
        const double q = std::sqrt(rate), b = (1 - q) / (1 + q), limit = (2 + 2 * b) / (1 + 2 * b);
        for (const double share : {0.99, 1.01}) {
            CAPTURE(rate);
            CAPTURE(share);
            const RotatedQuadratic f{.lambda1 = 1, .lambda2 = share * limit / rate, .angle = 0};
            const Run r = run(Nesterov{.rate = rate, .schedule = Schedule::strongly_convex}, f, Vec2(0.1, 1), 5000);
            CHECK((r.outcome.ending == Ending::converged) == (share < 1));
            CHECK((r.outcome.ending == Ending::diverged) == (share > 1));
            const auto bound = step_limit(Nesterov{.rate = rate, .schedule = Schedule::strongly_convex}, f.known());
            REQUIRE(bound);
            CHECK(bound->limit == doctest::Approx(rate / share).epsilon(1e-12));
            CHECK(bound->above() == (share > 1));
        }
    }
}

TEST_CASE("the factor at the limit is −1, for every method that has a limit") {
    const Quadratic f{.kappa = 10};
    for (const Optimizer& method : {Optimizer(GradientDescent{.rate = 0.2}), Optimizer(HeavyBall{.rate = 0.3, .momentum = 0.5})}) {
        const auto bound = step_limit(method, f.known());
        REQUIRE(bound);
        CHECK(bound->exact());
        CHECK(bound->factor == doctest::Approx(-1).epsilon(1e-12));
        CHECK(overstep(method, f.known(), true).empty());
    }
    CHECK_FALSE(step_limit(Adam{}, f.known()).has_value());
    CHECK_FALSE(step_limit(GradientDescent{}, ExpSum{}.known()).has_value());                                    // no L
    CHECK_FALSE(step_limit(GradientDescent{}, RotatedQuadratic{.lambda1 = 1, .lambda2 = -1}.known()).has_value()); // not convex
}

// torch.optim.SGD(nesterov=True): v ← bv + g, x ← x − a (g + bv) walks through the look-ahead points of Sutskever's form.
TEST_CASE("PyTorch's Nesterov is the path of the look-ahead points") {
    const RotatedQuadratic f{.lambda1 = 1, .lambda2 = 9, .angle = 0.7};
    const double rate = 0.05, q = std::sqrt(rate), b = (1 - q) / (1 + q);
    const Run r = run(Nesterov{.rate = rate, .schedule = Schedule::strongly_convex}, f, Vec2(2, -1), 60);
    Vec2 x(2, -1), v(0, 0);
    for (int k = 0; k < 60; ++k) {
        CHECK((x - *r.note(at(r, k)).look_ahead).norm() <= 4e-15);
        const Vec2 g = f.gradient(x);
        v = b * v + g;
        x -= rate * (g + b * v);
    }
}

// Goh, "Why Momentum Really Works", Distill 2017: z ← bz + ∇f(x), x ← x − az.
TEST_CASE("heavy ball is momentum in Distill's form") {
    const RotatedQuadratic f{.lambda1 = 1, .lambda2 = 9, .angle = -0.4};
    const Run r = run(HeavyBall{.rate = 0.1, .momentum = 0.8}, f, Vec2(2, -1), 80);
    Vec2 x(2, -1), z(0, 0);
    for (int k = 0; k <= r.last(); ++k) {
        CHECK((x - at(r, k).x).norm() <= 1e-14);
        z = 0.8 * z + f.gradient(x);
        x -= 0.1 * z;
    }
}

TEST_CASE("Barzilai–Borwein: the step stays within 1e±10 of the first one, and without curvature it is the first one again") {
    Oracle unused{Quadratic{}};
    const auto size_after = [&](const Vec2& s, const Vec2& y) {
        Memory<BarzilaiBorwein> memory{.x = Vec2(0, 0), .g = Vec2(1, 0)};
        Run begun{.steps = {{.k = 1, .x = s, .g = Vec2(1, 0) + y, .f = 1}}};
        take(BarzilaiBorwein{.first = 0.05}, memory, begun, unused);
        return begun.steps[0].size;
    };
    CHECK(size_after(Vec2(1, 0), Vec2(std::ldexp(1, -40), 0)) == 0.05 * 1e10);
    CHECK(size_after(Vec2(std::ldexp(1, -40), 0), Vec2(1, 0)) == 0.05 * 1e-10);
    CHECK(size_after(Vec2(1, 0), Vec2(0.25, 0)) == 4);
    CHECK(size_after(Vec2(0, 0), Vec2(0, 0)) == 0.05);
    CHECK(size_after(Vec2(1, 0), Vec2(-0.5, 0)) == 0.05);
}

// ẋ = −4ax³ has the solution (8ak + 1/x₀²)^−½: no rate, only a power.
TEST_CASE("gradient descent on x⁴ falls like (8ak)^−½") {
    const Run r = run(GradientDescent{.rate = 0.01}, Quartic{}, Vec2(1, 1), 10'000);
    for (const int k : {1000, 3000, 10'000}) CHECK(at(r, k).x.x() == doctest::Approx(1 / std::sqrt(8 * 0.01 * k + 1)).epsilon(2e-3));
}
