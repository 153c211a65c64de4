#include "compute/optimize/run.hpp"

#include "compute/optimize/methods.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace eigenscope;

namespace {

const Step& at(const Run& run, int k) { return run.steps.at(static_cast<std::size_t>(k)); }

// The diagonal quadratic ½(x² + κy²) from (κ, 1), on which many rates are known in closed form.
Run on_quadratic(const Optimizer& optimizer, double kappa, const Vec2& start, int budget) {
    return run(optimizer, Quadratic{.kappa = kappa}, start, budget);
}

// A bowl with curvatures drawn from 0.05..20 that is turned by a random angle.
RotatedQuadratic random_bowl(std::mt19937_64& random) {
    std::uniform_real_distribution<double> exponent(-1.3, 1.3), angle(-3, 3), place(-2, 2);
    return {.lambda1 = std::pow(10, exponent(random)), .lambda2 = std::pow(10, exponent(random)), .angle = angle(random),
            .center = Vec2(place(random), place(random))};
}

}

TEST_CASE("gradient descent: x_k = (I − aA)ᵏ x₀ on quadratics") {
    const RotatedQuadratic f{.lambda1 = 1.3, .lambda2 = 7, .angle = 0.6};
    const Mat2 M = Mat2::Identity() - 0.2 * f.matrix();
    const Run r = run(GradientDescent{.rate = 0.2}, f, Vec2(1.5, -0.7), 30);
    Vec2 x(1.5, -0.7);
    for (int k = 0; k <= 30; ++k, x = M * x) CHECK((at(r, k).x - x).norm() < 1e-14);
    CHECK(at(r, 0).size == 0.2);
    CHECK(at(r, 0).direction == -at(r, 0).g);
}

// Drori & Teboulle 2014: the one-dimensional Huber function with slope LR/(2k+1) makes their bound an equality. Here it is run
// with the method itself, on a gradient that is the Huber function's.
TEST_CASE("gradient descent meets the bound of Drori and Teboulle with equality on the Huber function") {
    const double L = 3, R = 2;
    const int k = 7;
    const double slope = L * R / (2 * k + 1), bend = slope / L;
    const auto huber = [&](double x) { return std::abs(x) > bend ? slope * std::abs(x) - slope * bend / 2 : 0.5 * L * x * x; };
    const auto huber_gradient = [&](double x) { return std::abs(x) > bend ? std::copysign(slope, x) : L * x; };
    Oracle unused{Quadratic{}};
    Memory<GradientDescent> memory;
    Vec2 x(R, 0);
    for (int i = 0; i < k; ++i) {
        Run begun{.steps = {{.k = i, .x = x, .g = Vec2(huber_gradient(x.x()), 0), .f = huber(x.x())}}};
        x = take(GradientDescent{.rate = 1 / L}, memory, begun, unused).next;
    }
    CHECK(huber(x.x()) == doctest::Approx(L * R * R / (4 * k + 2)).epsilon(1e-14));
    CHECK(huber(x.x()) == doctest::Approx(0.4).epsilon(1e-14));
}

TEST_CASE("gradient descent: the step 2/(L+μ) contracts by (κ−1)/(κ+1)") {
    const Run r = on_quadratic(GradientDescent{.rate = 2.0 / 11}, 10, Vec2(3, -2), 40);
    for (int k = 1; k <= 40; ++k) CHECK(at(r, k).x.norm() == doctest::Approx(at(r, k - 1).x.norm() * 9 / 11).epsilon(1e-12));
}

TEST_CASE("exact line search on Q(γ): f falls by ((γ−1)/(γ+1))² in every step") {
    const double gamma = 10, ratio = (gamma - 1) / (gamma + 1);
    const Run r = on_quadratic(ExactLineSearch{}, gamma, Vec2(gamma, 1), 30);
    for (int k = 0; k < 30; ++k) {
        CHECK(at(r, k + 1).f / at(r, k).f == doctest::Approx(0.669421487603).epsilon(1e-11));
        CHECK(at(r, k).size == doctest::Approx(2 / (1 + gamma)).epsilon(1e-13));
        const Vec2 expected(gamma * std::pow(ratio, k), std::pow(-ratio, k));
        CHECK((at(r, k).x - expected).norm() < 1e-12 * expected.norm());
    }
}

TEST_CASE("exact line search: successive gradients are orthogonal, on every convex objective") {
    for (const Objective& f : one_of_each<Objective>()) {
        if (!is_convex(known(f).convexity) || std::holds_alternative<Lessard>(f)) continue;
        CAPTURE(id_of(f));
        const Run r = run(ExactLineSearch{}, f, known(f).start, 5);
        for (int k = 0; k < r.last(); ++k) {
            const double cosine = at(r, k).g.dot(at(r, k + 1).g) / (at(r, k).g.norm() * at(r, k + 1).g.norm());
            // The zero of the slope is known to the spacing of numbers at t, which the curvature turns into a slope.
            if (at(r, k + 1).g.norm() > 1e-6) CHECK(std::abs(cosine) < 1e-8);
        }
    }
}

// Boyd & Vandenberghe, figure 9.3, recomputed with NumPy in the same order of operations.
TEST_CASE("backtracking reproduces figure 9.3 of Boyd and Vandenberghe") {
    const Run r = run(Backtracking{.initial = 1, .slope = 0.1, .shrink = 0.7}, ExpSum{}, Vec2(-1, 1), 6);
    CHECK(at(r, 0).size == doctest::Approx(std::pow(0.7, 7)).epsilon(1e-14));
    CHECK(at(r, 0).size == doctest::Approx(0.0823543).epsilon(1e-9));
    CHECK((at(r, 1).x - Vec2(-1.349418095252, -0.647741976758)).norm() < 2e-12);
    const double expected[] = {2.60120913234, 1.44299620396, 0.62737147172, 0.43818245728, 0.22072115815, 0.10393268727};
    const double minimum = *ExpSum{}.known().minimum;
    for (int k = 1; k <= 6; ++k) CHECK(at(r, k).f - minimum == doctest::Approx(expected[k - 1]).epsilon(1e-10));
    // Eight trials: seven too high, the last accepted, and each shorter by β.
    REQUIRE(r.trials(at(r, 0)).size() == 8);
    for (std::size_t i = 0; i < 8; ++i) {
        const Trial& trial = r.trials(at(r, 0))[i];
        CHECK(trial.verdict == (i < 7 ? TrialVerdict::too_high : TrialVerdict::accepted));
        CHECK((trial.f <= trial.bound) == (i == 7));
        CHECK((trial.x - (at(r, 0).x + trial.t * at(r, 0).direction)).norm() == 0);
    }
}

TEST_CASE("backtracking accepts a step of at least min(t₀, 2(1−c₁)β/L) on quadratics") {
    const unsigned seed = 31;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> place(-3, 3), slope(0.01, 0.49), shrink(0.1, 0.9);
    for (int i = 0; i < 1000; ++i) {
        const RotatedQuadratic f = random_bowl(random);
        const Backtracking method{.initial = 1, .slope = slope(random), .shrink = shrink(random)};
        const Run r = run(method, f, Vec2(place(random), place(random)), 1);
        if (r.last() == 0) continue;
        CHECK(at(r, 0).size >= std::min(1.0, 2 * (1 - method.slope) * method.shrink / *f.known().L) * (1 - 1e-12));
        CHECK(at(r, 1).f <= at(r, 0).f + method.slope * at(r, 0).size * at(r, 0).slope());
    }
}

TEST_CASE("Barzilai–Borwein: the trace on diag(1, 10) from (1, 1), rising once") {
    const Run r = on_quadratic(BarzilaiBorwein{.first = 0.05}, 10, Vec2(1, 1), 7);
    const double expected[] = {0.3648836, 0.2933522, 1.8076e-4, 6.578e-4, 1.637e-3, 8.13e-14};
    for (int k = 0; k < 6; ++k) CHECK(at(r, k + 2).f == doctest::Approx(expected[k]).epsilon(k < 5 ? 3e-4 : 2e-3).scale(0));
    CHECK(at(r, 5).f > at(r, 4).f);
}

TEST_CASE("heavy ball with the optimal parameters: the modes in closed form") {
    const double kappa = 100, L = kappa, mu = 1;
    const double rate = std::pow(2 / (std::sqrt(L) + std::sqrt(mu)), 2);
    const double root = (std::sqrt(kappa) - 1) / (std::sqrt(kappa) + 1);
    const Run r = on_quadratic(HeavyBall{.rate = rate, .momentum = root * root}, kappa, Vec2(1, 1), 40);
    for (int k = 0; k <= 40; ++k) {
        CHECK(at(r, k).x.x() == doctest::Approx((1 + (1 - root) * k) * std::pow(root, k)).epsilon(1e-9));
        CHECK(at(r, k).x.y() == doctest::Approx((1 + (1 + root) * k) * std::pow(-root, k)).epsilon(1e-9));
    }
    CHECK(at(r, 40).x.x() == doctest::Approx(0.00270172834).epsilon(1e-8));
    CHECK(at(r, 40).x.y() == doctest::Approx(0.02407804048).epsilon(1e-8));
}

TEST_CASE("heavy ball is stable exactly for aλ < 2(1+b)") {
    for (const double b : {0.0, 0.3, 0.9}) {
        for (const double aL : {2 * (1 + b) * 0.99, 2 * (1 + b) * 1.01}) {
            CAPTURE(b);
            CAPTURE(aL);
            const Run r = on_quadratic(HeavyBall{.rate = aL, .momentum = b}, 1, Vec2(1, 0), 3000);
            CHECK((r.outcome.ending == Ending::converged) == (aL < 2 * (1 + b)));
            CHECK((r.outcome.ending == Ending::diverged) == (aL > 2 * (1 + b)));
        }
    }
}

// Lessard, Recht & Packard 2016, section 4.6: parameters that are optimal for quadratics, and a function on which they cycle.
TEST_CASE("heavy ball cycles for ever on Lessard's function") {
    const Run r = run(HeavyBall{.rate = 1.0 / 9, .momentum = 4.0 / 9}, Lessard{}, Vec2(3.3, 0), 500);
    CHECK(r.outcome.ending == Ending::cycling);
    const double cycle[] = {792.0 / 1225, -2208.0 / 1225, 2592.0 / 1225};
    for (int i = 0; i < 3; ++i) {
        const double x = at(r, r.last() - i).x.x();
        double nearest = 1;
        for (const double c : cycle) nearest = std::min(nearest, std::abs(x - c));
        CHECK(nearest < 1e-8);
    }
}

TEST_CASE("Nesterov, strongly convex: the slow mode is (1+qk)(1−q)ᵏ") {
    const double kappa = 100, q = 0.1;
    const Nesterov method{.rate = 1 / kappa, .schedule = Schedule::strongly_convex};
    const Run r = on_quadratic(method, kappa, Vec2(1, 1), 60);
    for (int k = 0; k <= 60; ++k) CHECK(at(r, k).x.x() == doctest::Approx((1 + q * k) * std::pow(1 - q, k)).epsilon(1e-10));
    CHECK(r.note(at(r, 5)).look_ahead.has_value());
    CHECK(r.note(at(r, 5)).used_gradient == gradient(Quadratic{.kappa = kappa}, *r.note(at(r, 5)).look_ahead));
}

TEST_CASE("Nesterov, convex: f − f* ≤ 2LR²/(k+1)² for both schedules, and both momenta start at nothing") {
    const unsigned seed = 5;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> place(-3, 3);
    for (int i = 0; i < 200; ++i) {
        const RotatedQuadratic f = random_bowl(random);
        const Vec2 start(place(random), place(random));
        const double L = *f.known().L, R = (start - f.center).norm();
        for (const Schedule schedule : {Schedule::fista, Schedule::ratio}) {
            const Run r = run(Nesterov{.rate = 1 / L, .schedule = schedule}, f, start, 60);
            for (const Step& s : r.steps) CHECK(s.f <= 2 * L * R * R / ((s.k + 1.0) * (s.k + 1.0)));
            CHECK(r.note(at(r, 0)).momentum == 0);
            if (r.last() > 1) CHECK(r.note(at(r, 1)).momentum == doctest::Approx(schedule == Schedule::ratio ? 0.25 : 0.2819).epsilon(1e-3));
        }
    }
}

// O'Donoghue & Candès 2015: A = diag(1, 0.001) from (1, 1), iterations until f < 1e-12.
TEST_CASE("restarting makes FISTA fast on an ill-conditioned bowl") {
    const auto until = [](bool restart) {
        const RotatedQuadratic f{.lambda1 = 1, .lambda2 = 0.001, .angle = 0};
        const Run r = run(Nesterov{.rate = 1, .schedule = Schedule::fista, .restart = restart}, f, Vec2(1, 1), 2000);
        int k = 0;
        while (!(at(r, k).f < 1e-12)) ++k;
        return k;
    };
    CHECK(until(false) == 817);
    CHECK(until(true) == 238);
}

namespace {

// The iterates of a method under a constant gradient: the textbook way to read off its step.
template <class O>
std::vector<Vec2> under_constant_gradient(const O& method, const Vec2& g, int steps) {
    Oracle unused{Quadratic{}};
    Memory<O> memory;
    std::vector<Vec2> path = {Vec2::Zero()};
    for (int k = 0; k < steps; ++k) {
        Run begun{.steps = {{.k = k, .x = path.back(), .g = g, .f = 0}}};
        path.push_back(take(method, memory, begun, unused).next);
    }
    return path;
}

}

TEST_CASE("under a constant gradient: heavy ball, AdaGrad, RMSProp and Adam step as their formulas say") {
    const Vec2 g(2.5, -0.4);
    const auto ball = under_constant_gradient(HeavyBall{.rate = 0.1, .momentum = 0.9}, g, 400);
    CHECK((ball[399] - ball[400] - 0.1 * g / (1 - 0.9)).norm() < 1e-12);
    const auto adagrad = under_constant_gradient(AdaGrad{.rate = 0.3, .epsilon = 1e-10}, g, 50);
    double sum = 0;
    for (int j = 1; j <= 50; ++j) sum += 1 / std::sqrt(j);
    CHECK((adagrad[50] - Vec2(-0.3 * sum, 0.3 * sum)).norm() < 1e-8);
    const auto rms = under_constant_gradient(RmsProp{.rate = 0.1, .decay = 0.99, .epsilon = 1e-8}, g, 3);
    const double expected[] = {1.0, 0.70888, 0.58025};
    for (std::size_t j = 0; j < 3; ++j) CHECK(rms[j].x() - rms[j + 1].x() == doctest::Approx(expected[j]).epsilon(1e-5));
    const auto adam = under_constant_gradient(Adam{.rate = 0.1}, g, 100);
    for (std::size_t k = 0; k < 100; ++k) {
        CHECK(adam[k].x() - adam[k + 1].x() == doctest::Approx(0.1 * 2.5 / (2.5 + 1e-8)).epsilon(1e-12));
        CHECK(adam[k + 1].y() - adam[k].y() == doctest::Approx(0.1 * 0.4 / (0.4 + 1e-8)).epsilon(1e-12));
    }
    const auto raw = under_constant_gradient(Adam{.rate = 0.1, .correct_bias = false}, g, 1);
    CHECK(raw[1].x() == doctest::Approx(-0.1 * 0.25 / (std::sqrt(0.001) * 2.5)).epsilon(1e-6));
}

// PyTorch's and ensmallen's trace on diag(1, 10).
TEST_CASE("Adam: ten steps on diag(1, 10) from (10, 1)") {
    const Run r = on_quadratic(Adam{.rate = 0.1}, 10, Vec2(10, 1), 10);
    CHECK((at(r, 10).x - Vec2(9.003496535997, 0.076249151597)).norm() < 2e-12);
}

TEST_CASE("conjugate gradient: two steps on a quadratic, conjugate directions, the bound on the way") {
    const unsigned seed = 17;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> place(-3, 3);
    for (int i = 0; i < 200; ++i) {
        const RotatedQuadratic f = random_bowl(random);
        const Run r = run(ConjugateGradient{}, f, Vec2(place(random), place(random)), 10);
        CHECK(r.last() <= 2);
        CHECK(r.outcome.ending == Ending::converged);
        CHECK((at(r, r.last()).x - f.center).norm() < 1e-9);
        if (r.last() < 2) continue;
        const Vec2 p = at(r, 0).direction, q = at(r, 1).direction;
        CHECK(std::abs(p.dot(f.matrix() * q)) <= 1e-12 * f.matrix().norm() * p.norm() * q.norm());
    }
    // One distinct eigenvalue: one step.
    CHECK(on_quadratic(ConjugateGradient{}, 1, Vec2(3, -2), 10).last() == 1);
}

TEST_CASE("BFGS with exact line search walks the path of conjugate gradients on a quadratic") {
    const unsigned seed = 19;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> place(-3, 3);
    for (int i = 0; i < 200; ++i) {
        const RotatedQuadratic f = random_bowl(random);
        const Vec2 start(place(random), place(random));
        const Run bfgs = run(Bfgs{.exact = true}, f, start, 2), cg = run(ConjugateGradient{}, f, start, 2);
        for (int k = 0; k <= std::min(bfgs.last(), cg.last()); ++k) CHECK((at(bfgs, k).x - at(cg, k).x).norm() < 1e-9);
    }
    // After two steps the guess of H⁻¹ is exact: H_n A = I.
    const RotatedQuadratic f{.lambda1 = 1, .lambda2 = 6, .angle = 0.7};
    Oracle oracle{f};
    Memory<Bfgs> memory;
    Vec2 x(2, 1);
    for (int k = 0; k < 3; ++k) {
        Run begun{.steps = {{.k = k, .x = x, .g = f.gradient(x), .f = f.value(x)}}};
        x = take(Bfgs{.exact = true}, memory, begun, oracle).next;
    }
    CHECK((memory.inverse * f.matrix() - Mat2::Identity()).norm() < 1e-13);
}

TEST_CASE("BFGS reaches Rosenbrock's minimum") {
    const Run r = run(Bfgs{}, Rosenbrock{}, Vec2(-1.2, 1), 100);
    CHECK(r.outcome.ending == Ending::converged);
    CHECK((at(r, r.last()).x - Vec2(1, 1)).norm() < 1e-7);
    CHECK(r.last() < 60);
}

TEST_CASE("BFGS measures its first step, and finds its way down from a cliff") {
    // f = 1e104 there: a first trial of t = 1 would need 350 halvings. It goes a tenth of |x| far.
    const Run r = run(Bfgs{}, ExpSum{}, Vec2(0, 80), 500);
    CAPTURE(r.outcome.reason());
    CHECK(r.outcome.ending == Ending::converged);
    CHECK(r.trials(at(r, 0)).front().t * at(r, 0).direction.cwiseAbs().maxCoeff() == doctest::Approx(8).epsilon(1e-12));
    // A guess of H⁻¹ along which no trial is low enough is thrown away once: the step is then one along −∇f.
    Oracle f{Rosenbrock{}};
    Memory<Bfgs> memory{.inverse = Mat2{{1e40, 0}, {0, 1e40}}, .x = {}, .g = {}, .scaled = true};
    Run begun{.steps = {{.k = 0, .x = Vec2(-1.2, 1), .g = gradient(Rosenbrock{}, Vec2(-1.2, 1)), .f = 24.2}}};
    const Move move = take(Bfgs{}, memory, begun, f);
    CHECK_FALSE(move.failure);
    const Step& step = begun.steps[0];
    CHECK(step.direction == -step.g);
    CHECK(step.remark == Remark::guess_dropped);
    // The trials along the guess are thrown away with it.
    REQUIRE(!begun.trials(step).empty());
    CHECK(begun.trials(step).size() == begun.all_trials.size());
    for (const Trial& trial : begun.trials(step)) CHECK(trial.x == step.x + trial.t * step.direction);
}

TEST_CASE("Newton: one step on a quadratic, two thirds on a quartic, a cycle on pseudo-Huber") {
    const unsigned seed = 3;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> place(-3, 3);
    for (int i = 0; i < 200; ++i) {
        const RotatedQuadratic f = random_bowl(random);
        const Run r = run(Newton{}, f, Vec2(place(random), place(random)), 1);
        CHECK((at(r, r.last()).x - f.center).norm() < 1e-13 * *f.known().L / *f.known().mu * 10);
    }
    const Run quartic = run(Newton{}, Quartic{}, Vec2(1.5, -1), 10);
    for (int k = 0; k <= 10; ++k)
        CHECK((at(quartic, k).x - std::pow(2.0 / 3, k) * Vec2(1.5, -1)).norm() < 1e-14);
    const Run huber = run(Newton{}, PseudoHuber{.gamma = 1}, Vec2(0.8, -0.5), 3);
    CHECK(at(huber, 1).x.x() == doctest::Approx(-0.512).epsilon(1e-13));
    CHECK(at(huber, 1).x.y() == doctest::Approx(0.125).epsilon(1e-13));
    CHECK(run(Newton{}, PseudoHuber{.gamma = 1}, Vec2(1, 0), 100).outcome.ending == Ending::cycling);
}

TEST_CASE("Newton on log-cosh converges from 1.0 and diverges from 1.1") {
    const Run r = run(Newton{}, LogCosh{}, Vec2(1, 0), 4);
    const double expected[] = {1, -0.8134302039, 0.4094023166, -0.0473049165, 7.0603e-5};
    for (int k = 0; k <= 4; ++k) CHECK(std::abs(at(r, k).x.x() - expected[k]) < (k < 4 ? 1e-10 : 1e-9));
    CHECK(run(Newton{}, LogCosh{}, Vec2(1.0886, 0), 100).outcome.ending == Ending::converged);
    CHECK(run(Newton{}, LogCosh{}, Vec2(1.0887, 0), 100).outcome.ending == Ending::diverged);
    CHECK(run(Newton{}, LogCosh{}, Vec2(1.1, 0), 100).outcome.ending == Ending::diverged);
}

TEST_CASE("Newton on Rosenbrock: the classical trace") {
    const Run r = run(Newton{}, Rosenbrock{}, Vec2(-1.2, 1), 6);
    const double expected[] = {24.2, 4.731884325, 1411.845179, 0.0559655, 0.3131891, 1.85e-11, 3.4e-20};
    const double tolerance[] = {1e-14, 1e-9, 1e-9, 1e-6, 1e-6, 1e-2, 2e-2};
    REQUIRE(r.last() == 6);
    for (int k = 0; k <= 6; ++k) CHECK(at(r, k).f == doctest::Approx(expected[k]).epsilon(tolerance[k]).scale(0));
}

TEST_CASE("Newton on Himmelblau's maximum points uphill, and says so") {
    const Run r = run(Newton{}, Himmelblau{}, Vec2(0, 0), 20);
    CHECK(at(r, 0).slope() == doctest::Approx(23.282051).epsilon(1e-7));
    CHECK(at(r, 0).remark == Remark::not_descent);
    CHECK(r.outcome.ending == Ending::maximum);
    const Run careful = run(Newton{.downhill_only = true}, Himmelblau{}, Vec2(0, 0), 20);
    CHECK(careful.outcome.ending == Ending::not_descent);
    CHECK(careful.outcome.reason().find("23.282") != std::string::npos);
    CHECK(careful.last() == 0);
}

// Boyd & Vandenberghe, section 9.5, on their example: full steps from the start, with these decrements.
TEST_CASE("damped Newton on Boyd's example") {
    const Run r = run(DampedNewton{.slope = 0.1, .shrink = 0.7}, ExpSum{}, Vec2(-1, 1), 6);
    const double decrements[] = {4.4522441, 0.8626207, 0.1386226, 4.669585e-3, 5.610993e-6, 7.9e-12};
    const double gaps[] = {1.1745210, 0.1573864, 4.77655e-3, 5.61527e-6, 7.86e-12};
    const double minimum = *ExpSum{}.known().minimum;
    for (int k = 0; k < 6; ++k) {
        CHECK(at(r, k).size == 1);
        CHECK(at(r, k).predicted == doctest::Approx(decrements[k]).epsilon(k < 5 ? 1e-6 : 1e-2).scale(0));
        if (k < 5) CHECK(at(r, k + 1).f - minimum == doctest::Approx(gaps[k]).epsilon(k < 4 ? 2e-6 : 1e-2).scale(0));
    }
}

TEST_CASE("a self-concordant function falls by at least λ − log(1+λ) along a damped Newton step") {
    const Run r = run(DampedNewton{}, AnalyticCentre{}, Vec2(0.98, 0.005), 30);
    CHECK(r.outcome.ending == Ending::converged);
    for (int k = 0; k < r.last(); ++k) {
        // The step 1/(1+λ) has this guarantee (Boyd & Vandenberghe, 9.6.4); a full step that the search accepts does better
        // or equal only up to c₁, so the guarantee is checked for the damped step itself.
        const double lambda = std::sqrt(2 * at(r, k).predicted);
        const double f = value(AnalyticCentre{}, at(r, k).x + at(r, k).direction / (1 + lambda));
        CHECK(f <= at(r, k).f - (lambda - std::log1p(lambda)) + 1e-13);
    }
}

TEST_CASE("Newton is affinely invariant, gradient descent is not") {
    // √(1+x²) + √(1+γ²y²) is the function of γ = 1 at (x, γy): curved, so that it takes Newton several steps.
    const Mat2 T{{1, 0}, {0, 5}};
    const Vec2 y(0.7, -0.15);
    const auto gap = [&](const Optimizer& optimizer) {
        const Run a = run(optimizer, PseudoHuber{.gamma = 1}, T * y, 5), b = run(optimizer, PseudoHuber{.gamma = 5}, y, 5);
        REQUIRE(b.last() >= 3);
        double most = 0;
        for (int k = 0; k <= std::min(a.last(), b.last()); ++k) most = std::max(most, (at(a, k).x - T * at(b, k).x).norm());
        return most;
    };
    CHECK(gap(Newton{}) < 1e-15);
    CHECK(gap(DampedNewton{}) < 1e-15);
    CHECK(gap(GradientDescent{.rate = 0.05}) > 0.1);
}

TEST_CASE("damped Newton shifts an indefinite Hessian and goes down") {
    const Run r = run(DampedNewton{}, Himmelblau{}, Vec2(0, 0), 50);
    CHECK(r.note(at(r, 0)).shift > 42);
    CHECK(at(r, 0).slope() < 0);
    CHECK(at(r, 0).remark == Remark::shifted);
    CHECK(r.outcome.ending == Ending::converged);
    for (int k = 1; k <= r.last(); ++k) CHECK(at(r, k).f <= at(r, k - 1).f);
}

TEST_CASE("the shift doubles until the Hessian is positive definite, also where its diagonal is positive") {
    // Curvatures 10 and −9 along the diagonals: both diagonal entries are ½, so the least shift is far too small.
    const RotatedQuadratic f{.lambda1 = 10, .lambda2 = -9, .angle = 0.78539816339744831};
    const Run r = run(DampedNewton{}, f, Vec2(1, 0.5), 1);
    CHECK(r.note(at(r, 0)).shift > 9);
    CHECK(r.note(at(r, 0)).shift < 2 * 9.01);
    CHECK(at(r, 0).slope() < 0);
    CHECK(at(r, 1).f < at(r, 0).f);
}

TEST_CASE("the range of a step holds 2/L of the steepest bowl that the entries of a matrix allow") {
    const double L = *LeastSquares{.matrix = Mat2::Constant(1e9), .target = Vec2(0, 0)}.known().L;
    int ranges = 0;
    for (Optimizer method : one_of_each<Optimizer>())
        std::visit([&]<class M>(M& m) {
            M::describe(m, [&](const Field& field, const auto&) {
                if (field.label != "Step a" && field.label != "First trial" && field.label != "First step") return;
                CHECK(field.lo <= 1 / L);
                ++ranges;
            });
        }, method);
    CHECK(ranges == 5);
}
