#include "compute/optimize/line_search.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

using namespace eigenscope;

namespace {

Ray steepest(const Objective& f, const Vec2& x) {
    const Vec2 g = gradient(f, x);
    return {x, -g, value(f, x), -g.squaredNorm()};
}

/// A search with its trials.
struct Searched : Search {
    std::vector<Trial> trials;
};

template <class S, class... Args>
Searched searched(S search, Oracle& f, const Ray& ray, Args... args) {
    Searched found;
    static_cast<Search&>(found) = search(f, ray, args..., found.trials);
    return found;
}

}

TEST_CASE("a point outside the domain is too far, never accepted: x − log x from 3 along a step to −3") {
    const Entropy f;
    Oracle oracle{f};
    const Vec2 x(3, 0.5);
    const Ray ray{x, Vec2(-6, 0), f.value(x), f.gradient(x).dot(Vec2(-6, 0))};
    const Searched back = searched(backtrack, oracle, ray, 1.0, 1e-4, 0.5);
    REQUIRE(back.result == Search::Result::found);
    CHECK(back.trials.front().verdict == TrialVerdict::not_finite);
    CHECK(f.contains(ray.at(back.t)));
    const Searched exact = searched(minimize_along, oracle, ray, 1.0);
    CHECK(ray.at(exact.t).x() == doctest::Approx(1).epsilon(1e-14));
    const Searched wolfe = searched(strong_wolfe, oracle, ray, 1.0, 1e-4, 0.9);
    CHECK(f.contains(ray.at(wolfe.t)));
    CHECK(f.value(ray.at(wolfe.t)) < f.value(x));
}

TEST_CASE("backtracking gives up when x + tp is x, and returns no rejected trial as its answer") {
    // Uphill along +∇f no trial can pass the Armijo test.
    const Booth f;
    Oracle oracle{f};
    const Vec2 x(1, 1), g = -f.gradient(x);
    const Searched search = searched(backtrack, oracle, Ray{x, -g, f.value(x), -1e6}, 1.0, 0.1, 0.5);
    CHECK(search.result == Search::Result::too_small);
    CHECK(search.t == 0);
    for (const Trial& trial : search.trials) CHECK(trial.verdict == TrialVerdict::too_high);
}

TEST_CASE("every search ends, at any scale and next to any wall") {
    // Points from which nothing is lower: the edge of a domain, a kink, a slope that lies.
    const char* const walls[] = {"x^1.5 + x + y^2", "if(x >= 0, x + y^2, 1/0)", "sqrt(x) + y^2", "|x| + y^2", "-ln(x) + 1/x + y", "exp(1/x) + y"};
    for (const char* formula : walls) {
        CAPTURE(std::string(formula));
        const Objective f = ExpressionObjective(formula);
        for (const Vec2& x : {Vec2(0, 1), Vec2(1e-300, 1), Vec2(1, 1), Vec2(1e-300, 1e-300), Vec2(1e150, 1e150)}) {
            for (const double length : {1e-200, 1.0, 1e200}) {
                for (const double shrink : {0.05, 0.7, 0.95}) {
                    CAPTURE(x.transpose());
                    CAPTURE(length);
                    CAPTURE(shrink);
                    const Ray ray{x, length * Vec2(-1, -1), value(f, x), -length};
                    Oracle oracle{f};
                    // From 1e200 down to 1e-16 of 1e-300: 516 decades, each log(10)/log(1/β) trials.
                    const double most = 520 * std::log(10) / -std::log(shrink) + 2;
                    CHECK(static_cast<double>(searched(backtrack, oracle, ray, 1.0, 0.1, shrink).trials.size()) <= most);
                    CHECK(searched(strong_wolfe, oracle, ray, 1.0, 1e-4, 0.9).trials.size() <= 2300);
                    searched(minimize_along, oracle, ray, 1.0);
                    CHECK(oracle.count().total() <= most + 4600 + 4 * 1200);
                }
            }
        }
    }
}

TEST_CASE("exact search on a quadratic takes t = gᵀg / gᵀAg; a ray that falls for ever has no minimum") {
    const RotatedQuadratic f{.lambda1 = 1, .lambda2 = 9, .angle = 0.8};
    Oracle oracle{f};
    const Vec2 x(1, 2), g = f.gradient(x);
    CHECK(searched(minimize_along, oracle, steepest(f, x), 1.0).t == doctest::Approx(g.dot(g) / g.dot(f.matrix() * g)).epsilon(1e-14));
    const RotatedQuadratic saddle{.lambda1 = 1, .lambda2 = -1, .angle = 0};
    Oracle down{saddle};
    CHECK(searched(minimize_along, down, steepest(saddle, Vec2(0, 1)), 1.0).result == Search::Result::unbounded);
}

TEST_CASE("exact search on a curved function stops where the slope is zero, and says when it saw only the first dip") {
    for (const Objective& f : {Objective(ExpSum{}), Objective(LogSumExp{}), Objective(PseudoHuber{}), Objective(Quartic{}), Objective(Rosenbrock{})}) {
        CAPTURE(id_of(f));
        Oracle oracle{f};
        const Ray ray = steepest(f, known(f).start);
        const Searched search = searched(minimize_along, oracle, ray, 1.0);
        REQUIRE(search.result == Search::Result::found);
        CHECK(std::abs(gradient(f, ray.at(search.t)).dot(ray.p)) <= 1e-9 * -ray.slope);
        CHECK(value(f, ray.at(search.t)) < ray.f);
        CHECK(search.local == !is_convex(known(f).convexity));
    }
}

TEST_CASE("strong Wolfe: what is returned satisfies both conditions, on every objective from 50 starts") {
    const unsigned seed = 23;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> unit(0.05, 0.95);
    constexpr double c1 = 1e-4, c2 = 0.9;
    for (const Objective& f : one_of_each<Objective>()) {
        CAPTURE(id_of(f));
        const Knowledge about = known(f);
        int starts = 0;
        while (starts < 50) {
            const Vec2 x = about.lo + (about.hi - about.lo).cwiseProduct(Vec2(unit(random), unit(random)));
            if (!in_domain(f, x) || gradient(f, x).norm() < 1e-3) continue;
            Oracle oracle{f};
            const Ray ray = steepest(f, x);
            const Searched search = searched(strong_wolfe, oracle, ray, 1.0, c1, c2);
            ++starts;
            REQUIRE(search.result == Search::Result::found);
            CHECK(value(f, ray.at(search.t)) <= ray.f + c1 * search.t * ray.slope);
            CHECK(std::abs(gradient(f, ray.at(search.t)).dot(ray.p)) <= c2 * std::abs(ray.slope));
            CHECK(search.trials.back().verdict == TrialVerdict::accepted);
        }
    }
}

TEST_CASE("strong Wolfe: each trial leaves at most nine tenths of the bracket round the answer") {
    int trials = 0;
    for (const Objective& f : {Objective(ExpSum{}), Objective(Rosenbrock{}), Objective(Himmelblau{}), Objective(PseudoHuber{})}) {
        CAPTURE(id_of(f));
        Oracle oracle{f};
        const Ray ray = steepest(f, known(f).start);
        const Searched search = searched(strong_wolfe, oracle, ray, 1.0, 1e-4, 1e-3);
        REQUIRE(search.result == Search::Result::found);
        double lo = 0, hi = HUGE_VAL;
        for (std::size_t i = 0; i + 1 < search.trials.size(); ++i) {
            const double t = search.trials[i].t, before = hi - lo;
            (t < search.t ? lo : hi) = t;
            if (std::isfinite(before)) CHECK(hi - lo <= 0.9 * before * (1 + 1e-12));
            ++trials;
        }
    }
    CHECK(trials > 10);
}

TEST_CASE("the oracle counts every question once") {
    Oracle oracle{Booth{}};
    oracle.value(Vec2(1, 2));
    oracle.value(Vec2(1, 2));
    oracle.gradient(Vec2(1, 2));
    oracle.gradient(Vec2(1, 3));
    oracle.hessian(Vec2(1, 2));
    CHECK(oracle.count() == Evaluations{1, 2, 1});
}
