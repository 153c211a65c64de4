#include "compute/optimize/ending.hpp"

#include "compute/optimize/run.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

bool says(const Run& run, const std::string& words) { return run.outcome.reason.find(words) != std::string::npos; }

}

TEST_CASE("a step above 2/L diverges, and the reason names the step, 2/L and the factor") {
    const Run r = run(GradientDescent{.rate = 0.25}, Quadratic{.kappa = 10}, Vec2(10, 1), 1000);
    CHECK(r.outcome.ending == Ending::diverged);
    CHECK(says(r, "The step 0.25 is above 2/L = 0.2"));
    CHECK(says(r, "multiplied by -1.5 each time"));
    CHECK(r.last() < 40);
    for (const Step& s : r.steps) CHECK(std::isfinite(s.f));
    // The y coordinate is multiplied by exactly 1 − aλ = −1.5.
    CHECK(r.steps[5].x.y() == doctest::Approx(std::pow(-1.5, 5)).epsilon(1e-14));
}

TEST_CASE("a step of exactly 2/L goes to and fro for ever, one just below converges, one just above diverges") {
    const Run r = run(GradientDescent{.rate = 0.2}, Quadratic{.kappa = 10}, Vec2(0, 1), 1000);
    CHECK(r.outcome.ending == Ending::cycling);
    CHECK(says(r, "exactly 2/L = 0.2"));
    CHECK(r.last() < 20);
    CHECK(run(GradientDescent{.rate = 0.199}, Quadratic{.kappa = 10}, Vec2(0, 1), 10'000).outcome.ending == Ending::converged);
    CHECK(run(GradientDescent{.rate = 0.201}, Quadratic{.kappa = 10}, Vec2(0, 1), 10'000).outcome.ending == Ending::diverged);
}

TEST_CASE("overflow ends at the last finite iterate") {
    // Newton's step on √(1+x²) cubes x: 1.1 → 1.3 → 2.4 → 13 → 2000 → 1e10 → 1e30: caught long before infinity.
    const Run r = run(Newton{}, PseudoHuber{.gamma = 1}, Vec2(1.1, 0), 1000);
    CHECK(r.outcome.ending == Ending::diverged);
    CHECK(std::isfinite(r.steps.back().f));
    // One step that overflows at once.
    const Run far = run(GradientDescent{.rate = 10}, Quartic{}, Vec2(1e100, 0), 100);
    CHECK(far.outcome.ending == Ending::not_finite);
    CHECK(far.last() == 0);
    CHECK(far.outcome.k == 0);
}

TEST_CASE("a start outside the domain, or without a finite value, is refused") {
    for (const Optimizer& method : one_of_each<Optimizer>()) {
        CAPTURE(id_of(method));
        const Run outside = run(method, Entropy{}, Vec2(-1, 1), 100);
        CHECK(outside.outcome.ending == Ending::left_domain);
        CHECK(outside.steps.size() == 1);
        const Run huge = run(method, Booth{}, Vec2(1e200, 0), 100);
        CHECK(huge.outcome.ending == Ending::not_finite);
        const Run nothing = run(method, Booth{}, Vec2(NAN, 0), 100);
        CHECK(nothing.outcome.ending == Ending::not_finite);
    }
}

TEST_CASE("Newton on x − log x from 3 goes to −3 exactly, and that is outside") {
    const Run r = run(Newton{}, Entropy{}, Vec2(3, std::exp(-1.0)), 10);
    CHECK(r.outcome.ending == Ending::left_domain);
    CHECK(r.last() == 0);
    CHECK((r.steps[0].x + r.steps[0].direction).x() == doctest::Approx(-3).epsilon(1e-14));
    CHECK(says(r, "(-3, "));
    // With a line search it stays inside and arrives.
    const Run damped = run(DampedNewton{}, Entropy{}, Vec2(3, 0.5), 50);
    CHECK(damped.outcome.ending == Ending::converged);
}

TEST_CASE("where the gradient vanishes the Hessian decides: minimum, saddle, maximum, flat") {
    const RotatedQuadratic saddle{.lambda1 = 2, .lambda2 = -2, .angle = 0};
    const Run onto = run(Newton{}, saddle, Vec2(1, 1), 10);
    CHECK(onto.outcome.ending == Ending::saddle);
    CHECK(onto.last() == 1);
    CHECK(run(GradientDescent{}, Himmelblau{}, Vec2(3, 2), 10).outcome.ending == Ending::converged);
    CHECK(run(Newton{}, Himmelblau{}, Vec2(-0.2, -0.9), 20).outcome.ending == Ending::maximum);
    const Run flat = run(Newton{}, Quartic{}, Vec2(1, 1), 100);
    CHECK(flat.outcome.ending == Ending::flat);
    CHECK(says(flat, "f − f* ="));
    // A line of minima is no flat place but a minimum.
    CHECK(run(GradientDescent{.rate = 0.4}, Trough{}, Vec2(-1, 0), 500).outcome.ending == Ending::converged);
    const RotatedQuadratic hill{.lambda1 = -1, .lambda2 = -2, .angle = 0.3};
    CHECK(run(Newton{}, hill, Vec2(1, 1), 10).outcome.ending == Ending::maximum);
}

TEST_CASE("gradient descent leaves the saddle of x² − y² from (1, 1e-16) after some 202 steps") {
    // f = ½(2x² − 2y²), a = 0.1: y grows by 1.2 a step, and 1.2ᵏ 1e-16 > 1 first at k = 203 (log(1e16)/log(1.2) = 202.07).
    const RotatedQuadratic saddle{.lambda1 = 2, .lambda2 = -2, .angle = 0};
    const Run r = run(GradientDescent{.rate = 0.1}, saddle, Vec2(1, 1e-16), 210);
    // It passes the saddle at a distance of 3e-9, above the tolerance, and so never takes it for an end.
    REQUIRE(r.last() == 210);
    CHECK(std::abs(r.steps[202].x.y()) < 1);
    CHECK(std::abs(r.steps[203].x.y()) > 1);
    const Run away = run(GradientDescent{.rate = 0.1}, saddle, Vec2(1, 1e-8), 400);
    CHECK(away.outcome.ending == Ending::diverged);
    CHECK(says(away, "falls without bound"));
}

TEST_CASE("an exact search along a ray without end says that f has no minimum there") {
    const RotatedQuadratic saddle{.lambda1 = 2, .lambda2 = -2, .angle = 0};
    const Run r = run(ExactLineSearch{}, saddle, Vec2(0, 1), 10);
    CHECK(r.outcome.ending == Ending::diverged);
    CHECK(says(r, "no minimum there"));
}

TEST_CASE("a line search that fails at round-off stops at the minimum and says round-off") {
    // f = 2.56 is known to 4e-16 only: below |g|² = 1e-15 no fall can be seen.
    const Run r = run(Backtracking{.initial = 1, .slope = 0.5, .shrink = 0.5}, ExpSum{}, Vec2(-1, 1), 5000);
    CHECK(r.outcome.ending == Ending::converged);
    CHECK(says(r, "round-off"));
    CHECK(r.steps.back().g.norm() < 1e-7);
    CHECK(r.last() < 1000);
    // And one that fails elsewhere keeps the iterate and reports a failure.
    const Failure failure{Ending::search_failed, "none of 40 trials lowered f enough: gᵀp = -3"};
    Step last{.k = 4, .x = Vec2(1, 2), .f = 10, .g = Vec2(1, 1)};
    last.slope = -3;
    last.trials = {Trial{.t = 1}};
    Oracle f{Booth{}};
    const Outcome outcome = failed(failure, {last}, f);
    CHECK(outcome.ending == Ending::search_failed);
    CHECK(outcome.k == 4);
    CHECK(outcome.f == 10);
}

TEST_CASE("the strongly convex momentum refuses functions without μ, and steps above 1/μ") {
    const Nesterov method{.rate = 0.1, .schedule = Schedule::strongly_convex};
    CHECK(run(method, PseudoHuber{}, Vec2(1, 1), 10).outcome.ending == Ending::unsuitable);
    CHECK(run(Nesterov{.rate = 2, .schedule = Schedule::strongly_convex}, Quadratic{.kappa = 10}, Vec2(1, 1), 10).outcome.ending ==
          Ending::unsuitable);
}

TEST_CASE("Newton with a singular Hessian: the shortest step where there is one") {
    const Run trough = run(Newton{}, Trough{}, Vec2(-1, 0), 10);
    CHECK(trough.outcome.ending == Ending::converged);
    CHECK(trough.last() == 1);
    CHECK((trough.steps[1].x - Vec2(0, 1)).norm() < 1e-14);      // the nearest point of x + y = 1
    CHECK(trough.steps[0].remark.find("rank 1") != std::string::npos);
    // Far out, sech² underflows to 0, and there is no step at all.
    CHECK(run(Newton{}, LogCosh{}, Vec2(500, 1), 10).outcome.ending == Ending::unsuitable);
}

TEST_CASE("a fast method that starts close to the minimum is not called diverging") {
    CHECK(run(Adam{.rate = 0.1}, Quadratic{.kappa = 10}, Vec2(1e-4, 1e-4), 400).outcome.ending != Ending::diverged);
    CHECK(run(HeavyBall{.rate = 0.05, .momentum = 0.95}, Quadratic{.kappa = 10}, Vec2(1, 1), 2000).outcome.ending == Ending::converged);
}

TEST_CASE("every ending has its words and its key") {
    for (int i = 0; i <= static_cast<int>(Ending::budget_used); ++i) {
        CHECK(!spoken(static_cast<Ending>(i)).empty());
        CHECK(key_of(static_cast<Ending>(i)).find(' ') == std::string_view::npos);
    }
}
