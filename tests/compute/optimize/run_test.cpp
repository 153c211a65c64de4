#include "compute/optimize/run.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace eigenscope;

namespace {

// Not-a-number is where it is.
bool same(const Vec2& a, const Vec2& b) { return a == b || !(a - b).allFinite(); }

}

// The laws that every optimizer keeps on every objective. A new one of either kind is tested by being in its list.
TEST_CASE("every optimizer on every objective: a run is whole, finite, counted, and ends with a reason") {
    for (const Objective& f : one_of_each<Objective>()) {
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            CAPTURE(id_of(f));
            CAPTURE(id_of(method));
            const Run r = run(method, f, known(f).start, 150);
            REQUIRE(!r.steps.empty());
            REQUIRE(r.last() <= 150);
            CHECK(r.outcome.k == r.last());
            CHECK(r.outcome.f == r.steps.back().f);
            CHECK(r.outcome.reason().size() > 10);
            CHECK(r.outcome.reason().ends_with("."));
            CHECK((r.outcome.ending == Ending::budget_used) == (r.last() == 150 && r.outcome.reason().starts_with("All 150")));
            std::size_t trials = 0;
            for (int k = 0; k <= r.last(); ++k) {
                const Step& s = r.steps[static_cast<std::size_t>(k)];
                CHECK(s.k == k);
                CHECK(s.x.allFinite());
                CHECK(s.f == value(f, s.x));
                CHECK(s.g == gradient(f, s.x));
                CHECK(s.stepped == (k < r.last()));
                for (const Trial& trial : r.trials(s)) CHECK(same(trial.x, s.x + trial.t * s.direction));
                trials += r.trials(s).size();
                if (k == r.last()) continue;
                const Step& next = r.steps[static_cast<std::size_t>(k + 1)];
                // The record explains the step: x⁺ = x + size · direction, to the spacing of the numbers involved.
                const double scale = s.x.norm() + next.x.norm() + s.size * s.direction.norm();
                CHECK((s.x + s.size * s.direction - next.x).norm() <= 4e-16 * scale);
                CHECK(s.actual == s.f - next.f);
                CHECK(next.evaluations.total() > s.evaluations.total());
            }
            // Each trial belongs to one step.
            CHECK(trials == r.all_trials.size());
        }
    }
}

TEST_CASE("a run is a pure function, and a longer budget only continues it") {
    for (const Optimizer& method : one_of_each<Optimizer>()) {
        CAPTURE(id_of(method));
        const Run a = run(method, Rosenbrock{}, Vec2(-1.2, 1), 60), b = run(method, Rosenbrock{}, Vec2(-1.2, 1), 60);
        CHECK(a == b);
        const Run shorter = run(method, Rosenbrock{}, Vec2(-1.2, 1), 20);
        for (int k = 0; k < std::min(20, a.last()); ++k)
            CHECK(a.steps[static_cast<std::size_t>(k)] == shorter.steps[static_cast<std::size_t>(k)]);
    }
}

TEST_CASE("line searches, damped Newton and BFGS never go up") {
    for (const Objective& f : one_of_each<Objective>()) {
        for (const Optimizer& method : {Optimizer(Backtracking{}), Optimizer(ExactLineSearch{}), Optimizer(DampedNewton{}), Optimizer(Bfgs{}),
                                        Optimizer(ConjugateGradient{})}) {
            CAPTURE(id_of(f));
            CAPTURE(id_of(method));
            const Run r = run(method, f, known(f).start, 60);
            for (std::size_t k = 1; k < r.steps.size(); ++k)
                CHECK(r.steps[k].f <= r.steps[k - 1].f + 1e-14 * (1 + std::abs(r.steps[k].f)));
        }
    }
}

TEST_CASE("a start at a minimizer converges in no steps, for every method") {
    for (const Optimizer& method : one_of_each<Optimizer>()) {
        CAPTURE(id_of(method));
        const Run r = run(method, Booth{}, Vec2(1, 3), 50);
        CHECK(r.last() == 0);
        CHECK(r.outcome.ending == Ending::converged);
    }
}

TEST_CASE("a run that is asked to stop stops") {
    std::stop_source stop;
    stop.request_stop();
    const Run r = run(GradientDescent{}, Booth{}, Vec2(0, 0), 1000, stop.get_token());
    CHECK(r.outcome.ending == Ending::stopped);
    CHECK(r.last() == 0);
}

TEST_CASE("a budget of nothing is the start alone") {
    const Run r = run(GradientDescent{}, Booth{}, Vec2(0, 0), 0);
    CHECK(r.steps.size() == 1);
    CHECK(r.outcome.ending == Ending::budget_used);
}

TEST_CASE("optimizers have distinct ids, and not-a-number equals itself in records") {
    std::set<std::string_view> ids;
    for (const Optimizer& method : one_of_each<Optimizer>()) ids.insert(id_of(method));
    CHECK(ids.size() == std::variant_size_v<Optimizer>);
    CHECK(Step{} == Step{});
    CHECK_FALSE(Step{} == Step{.size = 1});
    CHECK(Note{} == Note{});
    CHECK_FALSE(Note{} == Note{.shift = 1});
    CHECK(Trial{.bound = NAN} == Trial{.bound = NAN});
    CHECK_FALSE(Trial{.t = 1} == Trial{});
}
