#include "compute/optimize/ending.hpp"

#include "compute/optimize/run.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

bool says(const Run& run, const std::string& words) { return run.outcome.reason().find(words) != std::string::npos; }

// As if a run had begun there.
Progress begun(const Vec2& start, const Objective& f) { return {{.x = start, .g = gradient(f, start), .f = value(f, start)}, known(f)}; }

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
    CHECK(flat.outcome.ending == Ending::converged);
    CHECK(says(flat, "A flat minimum"));
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
    const StepFailure failure{Ending::search_failed, "None of 40 trials lowered f enough: gᵀp = -3", 1};
    const Step last{.k = 4, .x = Vec2(1, 2), .g = Vec2(1, 1), .f = 10, .direction = Vec2(-1, -2)};
    Oracle f{Booth{}};
    const Outcome outcome = failed(failure, last, f, begun(Vec2(0, 0), Booth{}));
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
    CHECK(trough.steps[0].remark == Remark::rank_one);
    // Far out, sech² underflows to 0, and there is no step at all.
    CHECK(run(Newton{}, LogCosh{}, Vec2(500, 1), 10).outcome.ending == Ending::unsuitable);
}

TEST_CASE("a fast method that starts close to the minimum is not called diverging") {
    CHECK(run(Adam{.rate = 0.1}, Quadratic{.kappa = 10}, Vec2(1e-4, 1e-4), 400).outcome.ending != Ending::diverged);
    CHECK(run(HeavyBall{.rate = 0.05, .momentum = 0.95}, Quadratic{.kappa = 10}, Vec2(1, 1), 2000).outcome.ending == Ending::converged);
}

TEST_CASE("exactly 2/L with a slow axis beside it is a circle of two, although f has long stopped changing") {
    // The slow coordinate 10 · 0.98ᵏ leaves the digits of f before it leaves those of x.
    for (const double kappa : {30.0, 100.0, 1000.0}) {
        CAPTURE(kappa);
        const Run r = run(GradientDescent{.rate = 2 / kappa}, Quadratic{.kappa = kappa}, Vec2(10, 1), 10'000);
        CHECK(r.outcome.ending == Ending::cycling);
        CHECK(says(r, "exactly 2/L"));
        CHECK(r.outcome.f > 1);
    }
}

TEST_CASE("f that keeps its last bit for a hundred steps while x hardly moves is at round-off") {
    // 1e-8 from the minimum |∇f| is 2.6e-8, far above its tolerance, but a step of 1e-4 moves f by 7e-20 only.
    const Vec2 start = ExpSum{}.known().minimizers[0] + Vec2(1e-8, 0);
    const Run r = run(GradientDescent{.rate = 1e-4}, ExpSum{}, start, 1000);
    CHECK(r.outcome.ending == Ending::converged);
    CHECK(says(r, "At round-off: f has not changed for 100 steps"));
    CHECK(r.last() == 100);
}

TEST_CASE("a steep start does not loosen the test of convergence: f − f* decides where it is known") {
    struct Case {
        Objective f;
        Vec2 start;
        Optimizer method;
    };
    const Case cases[] = {{Quartic{}, Vec2(1e6, 1e6), DampedNewton{}},       {Quartic{}, Vec2(1e6, 1), ExactLineSearch{}},
                          {ExpSum{}, Vec2(0, 80), DampedNewton{}},           {ExpSum{}, Vec2(0, 20), DampedNewton{}},
                          {ExpSum{}, Vec2(0, 20), Bfgs{}},                   {Rosenbrock{}, Vec2(1e6, 1), DampedNewton{}},
                          {Rosenbrock{}, Vec2(100, 100), DampedNewton{}},    {Rosenbrock{}, Vec2(100, 100), Bfgs{}}};
    int arrived = 0;
    for (const Case& c : cases) {
        CAPTURE(id_of(c.f));
        CAPTURE(id_of(c.method));
        const Run r = run(c.method, c.f, c.start, 2000);
        CAPTURE(r.outcome.reason());
        arrived += r.outcome.ending == Ending::converged;
        CHECK((r.outcome.ending != Ending::converged || r.outcome.f - *known(c.f).minimum < 1e-8));
        CHECK((r.outcome.ending != Ending::flat || r.outcome.f - *known(c.f).minimum < 1e-8));
    }
    CHECK(arrived >= 4);
}

TEST_CASE("a norm that would overflow when squared passes no test") {
    for (const Optimizer& method : one_of_each<Optimizer>()) {
        CAPTURE(id_of(method));
        const Run r = run(method, ExpSum{}, Vec2(0, 200), 50);
        CAPTURE(r.outcome.reason());
        CHECK(r.outcome.ending != Ending::flat);
        CHECK(r.outcome.ending != Ending::converged);
        CHECK_FALSE(says(r, "inf"));
    }
    // A step that squared gradients have shrunk to nothing is no minimum.
    CHECK(run(Adam{}, ExpSum{}, Vec2(0, 200), 50).outcome.ending == Ending::unsuitable);
    // f is finite after one step, but the square of the way there is not.
    const LeastSquares round{.matrix = Mat2::Identity(), .target = Vec2(0, 0)};
    const Run far = run(GradientDescent{.rate = 12}, round, Vec2(1.2e153, 0), 10);
    CHECK(far.outcome.ending == Ending::diverged);
    CHECK(says(far, "in step 2 beyond the largest number"));
}

TEST_CASE("strongly convex by a hair: where ∇f vanishes high above f*, nothing is called the minimum") {
    // The second singular value is 1e-8 of the first, so the gradient along it is 1e-16 of the error.
    const LeastSquares f{.matrix = Mat2{{1, 1}, {1, 1 + 4e-8}}, .target = Vec2(1, 0)};
    const Run r = run(Bfgs{}, f, Vec2(0, 0), 200);
    CAPTURE(r.outcome.reason());
    CHECK((r.outcome.ending != Ending::converged || r.outcome.f < 1e-8));
    Oracle oracle{f};
    const Outcome high = stationary({.k = 3, .x = Vec2(0.25, 0.25), .g = Vec2(1e-11, 0), .f = 0.25}, oracle, "|∇f| = 1e-11", begun(Vec2(0, 0), f));
    CHECK(high.ending == Ending::flat);
    CHECK(high.reason().find("f − f* = 0.25") != std::string::npos);
}

TEST_CASE("of a strongly convex f nothing is called the minimum that may lie far from it") {
    const double c = std::cos(0.3), s = std::sin(0.3);
    const Mat2 tiny = 1e-8 * Mat2{{c, -s}, {s, c}}, thin{{1, 0}, {0, 1e-5}}, thinner{{1, 1}, {1, 1 + 1e-6}};
    struct Case {
        LeastSquares f;
        Vec2 minimizer;
    };
    const Case cases[] = {{{.matrix = thin, .target = Vec2(0, 0)}, Vec2(0, 0)}, {{.matrix = tiny, .target = tiny * Vec2(1, 0.5)}, Vec2(1, 0.5)},
                          {{.matrix = thinner, .target = Vec2(0, 0)}, Vec2(0, 0)}};
    int arrived = 0;
    for (const Case& one : cases) {
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            CAPTURE(one.f.matrix(1, 1));
            CAPTURE(id_of(method));
            const Run r = run(method, one.f, Vec2(-0.75, 0.9), 300);
            CAPTURE(r.outcome.reason());
            const double away = (r.steps.back().x - one.minimizer).norm();
            CAPTURE(away);
            CHECK((r.outcome.ending != Ending::converged || away < 1e-5));
            arrived += r.outcome.ending == Ending::converged;
        }
    }
    CHECK(arrived >= 6);
    // The step that the steep axis wants leaves the flat one where it is, and Newton's goes there at once.
    const Run slow = run(GradientDescent{.rate = 1}, cases[0].f, Vec2(-0.75, 0.9), 300);
    CHECK(slow.outcome.ending == Ending::budget_used);
    const Run newton = run(Newton{}, cases[1].f, Vec2(-0.75, 0.9), 10);
    CHECK(newton.outcome.ending == Ending::converged);
    CHECK(newton.last() == 1);
    // Where ∇f is nothing but rounding a run ends all the same.
    const LeastSquares hair{.matrix = Mat2{{1, 1}, {1, 1 + 1e-7}}, .target = Vec2(0.3, 0.4)};
    const Run floor = run(Newton{}, hair, Vec2(-0.75, 0.9), 1000);
    CAPTURE(floor.outcome.reason());
    CHECK(floor.last() < 20);
    Oracle oracle{cases[1].f};
    const Outcome flat = stationary({.x = Vec2(0, 0), .g = Vec2(1e-16, 0), .f = 6e-17}, oracle, "|∇f| = 1e-16",
                                    begun(Vec2(-0.75, 0.9), cases[1].f));
    CHECK(flat.ending == Ending::flat);
    CHECK(flat.reason().find("may lie 1 away") != std::string::npos);
}

TEST_CASE("a line search that fails where f is at its known minimum has converged") {
    const LeastSquares f{.matrix = Mat2{{6666666.666666667, 3333333.3333333335}, {3333333.3333333335, 1e7}}, .target = Vec2(700, 300)};
    const Run r = run(Backtracking{}, f, Vec2(-0.75, 0.05), 1000);
    CAPTURE(r.outcome.reason());
    CHECK(r.outcome.ending == Ending::converged);
    const Vec2 minimizer = f.known().minimizers[0];
    CHECK((r.steps.back().x - minimizer).norm() < 1e-10);
    // As close as rounding lets it come, f is 1e-20 and |∇f| 1e-3, and no trial is lower.
    const Step last{.k = 9, .x = minimizer, .g = f.gradient(minimizer), .f = f.value(minimizer)};
    CHECK(failed({Ending::search_failed, "None of 60 trials lowered f enough"}, last, Oracle{f}, begun(Vec2(-0.75, 0.05), f)).ending == Ending::converged);
}

TEST_CASE("f at its known minimum has converged, however flat it is there") {
    const Run constant = run(GradientDescent{}, LeastSquares{.matrix = Mat2::Zero(), .target = Vec2(1, 0)}, Vec2(1, 1), 10);
    CHECK(constant.outcome.ending == Ending::converged);
    CHECK(says(constant, "f − f* = 0"));
    CHECK(run(ExactLineSearch{}, Quartic{}, Vec2(-1.4, -1.4), 50).outcome.ending == Ending::converged);
}

TEST_CASE("a reason that begins with a symbol keeps it small") {
    const RotatedQuadratic saddle{.lambda1 = 2, .lambda2 = -2, .angle = 0};
    CHECK(run(ExactLineSearch{}, saddle, Vec2(0, 1), 10).outcome.reason().starts_with("f still falls"));
}

TEST_CASE("momentum that diverges names its own limit and the factor") {
    const Quadratic bowl{.kappa = 10};
    // z² − (1 + b − aL)z + b with aL = 4, b = 0.5 has the roots −2.28 and −0.22.
    const Run ball = run(HeavyBall{.rate = 0.4, .momentum = 0.5}, bowl, Vec2(10, 1), 1000);
    CHECK(ball.outcome.ending == Ending::diverged);
    CHECK(says(ball, "The step 0.4 is above 2(1+b)/L = 0.3"));
    CHECK(says(ball, "multiplied by -2.28 each time"));
    const std::size_t n = ball.steps.size();
    CHECK(ball.steps[n - 1].x.y() / ball.steps[n - 2].x.y() == doctest::Approx(-2.28078).epsilon(1e-3));
    const Run fista = run(Nesterov{.rate = 0.15}, bowl, Vec2(10, 1), 1000);
    CHECK(fista.outcome.ending == Ending::diverged);
    CHECK(says(fista, "The step 0.15 is above 4/(3L) = 0.133"));
    // Where f has no curvature bound of its own the step is no cause, and none is named.
    const RotatedQuadratic saddle{.lambda1 = 0.5, .lambda2 = -10, .angle = 0};
    const Run slide = run(GradientDescent{.rate = 0.5}, saddle, Vec2(1, 1e-3), 100);
    CHECK(slide.outcome.ending == Ending::diverged);
    CHECK_FALSE(says(slide, "2/L"));
}

TEST_CASE("every ending has its words and its key") {
    for (int i = 0; i <= static_cast<int>(Ending::budget_used); ++i) {
        CHECK(!spoken(static_cast<Ending>(i)).empty());
        CHECK(key_of(static_cast<Ending>(i)).find(' ') == std::string_view::npos);
    }
}

TEST_CASE("what leaves the doubles on the way is no reason for an untrue word") {
    // |∇f|² underflows where |∇f| does not; there is a minimum at 0 all the same.
    for (const Optimizer& method : {Optimizer{Backtracking{}}, Optimizer{ExactLineSearch{}}, Optimizer{ConjugateGradient{}}, Optimizer{Bfgs{}}}) {
        const Run r = run(method, ExpressionObjective("1e-200(x^2 + y^2)"), Vec2(1, 0.5), 200);
        CAPTURE(id_of(method));
        CAPTURE(r.outcome.reason());
        const bool measured = r.outcome.ending == Ending::converged || r.outcome.ending == Ending::flat;
        CHECK((measured || r.outcome.reason().find("too small for a number") != std::string::npos));
        CHECK(r.outcome.reason().find("no minimum") == std::string::npos);
    }
    // The Hessian has nearly underflowed where the gradient has not: Newton's step would be longer than a number.
    for (const auto& [objective, start] : {std::pair{Objective{LogCosh{}}, Vec2(1e6, -1e6)}, std::pair{Objective{LogCosh{}}, Vec2(372, 371)},
                                           std::pair{Objective{LogSumExp{}}, Vec2(1e3, 1e3)}}) {
        const Run r = run(DampedNewton{}, objective, start, 3);
        CAPTURE(r.outcome.reason());
        CHECK(r.outcome.ending == Ending::budget_used);
        CHECK(r.steps.back().f < r.steps.front().f);
        CHECK(r.steps.front().remark == Remark::shifted);
    }
    // -infinity is no value: the edge of the domain is never stepped on.
    for (const Optimizer& method : {Optimizer{Backtracking{.initial = 1}}, Optimizer{Bfgs{}}}) {
        const Run r = run(method, ExpressionObjective("ln(x) + y^2"), Vec2(1, 0.5), 50);
        for (const Step& step : r.steps)
            for (const Trial& trial : r.trials(step)) CHECK((trial.verdict != TrialVerdict::accepted || std::isfinite(trial.f)));
    }
}

TEST_CASE("where f falls ever more gently and never rises, that is said, and no search is blamed") {
    for (const char* formula : {"ln(1 + exp(-x)) + y^2", "exp(-x) + y^2", "exp(-x - y) + (x - y)^2", "1/(1 + exp(x)) + y^4"})
        for (const Optimizer& method : {Optimizer{Bfgs{}}, Optimizer{Bfgs{.exact = true}}, Optimizer{ConjugateGradient{}}, Optimizer{Newton{}},
                                        Optimizer{DampedNewton{}}}) {
            const Run r = run(method, ExpressionObjective(formula), Vec2(-2, 0.5), 500);
            CAPTURE(std::string(formula));
            CAPTURE(id_of(method));
            CAPTURE(r.outcome.reason());
            CHECK(r.outcome.ending != Ending::search_failed);
            CHECK(r.outcome.ending != Ending::converged);
        }
    const Run r = run(ConjugateGradient{}, ExpressionObjective("ln(1 + exp(-x)) + y^2"), Vec2(-2, 0.5), 500);
    CHECK(r.outcome.ending == Ending::flat);
    CHECK(r.outcome.reason().find("along (1, 0) and never rises") != std::string::npos);
}
