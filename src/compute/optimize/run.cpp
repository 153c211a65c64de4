#include "compute/optimize/run.hpp"

#include "base/number.hpp"
#include "compute/optimize/ending.hpp"

#include <algorithm>

namespace eigenscope {

namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
bool same(const Vec2& a, const Vec2& b) { return same(a.x(), b.x()) && same(a.y(), b.y()); }
bool same(const Trial& a, const Trial& b) {
    return same(a.t, b.t) && same(a.x, b.x) && same(a.f, b.f) && same(a.bound, b.bound) && a.verdict == b.verdict;
}

}

bool Step::operator==(const Step& o) const {
    const bool here = k == o.k && same(x, o.x) && same(f, o.f) && same(g, o.g) && evaluations == o.evaluations;
    const bool there = stepped == o.stepped && same(direction, o.direction) && same(size, o.size) && same(slope, o.slope) &&
                       look_ahead == o.look_ahead && same(used_gradient, o.used_gradient) && same(rates, o.rates);
    const bool rest = same(momentum, o.momentum) && same(shift, o.shift) && same(predicted, o.predicted) &&
                      same(actual, o.actual) && remark == o.remark;
    return here && there && rest &&
           std::equal(trials.begin(), trials.end(), o.trials.begin(), o.trials.end(),
                      [](const Trial& a, const Trial& b) { return same(a, b); });
}

bool Outcome::operator==(const Outcome& o) const {
    return ending == o.ending && reason == o.reason && k == o.k && same(f, o.f);
}

namespace {

// x with its value and gradient; the gradient only where f is finite.
Step look_at(int k, const Vec2& x, Oracle& f) {
    Step step{.k = k, .x = x};
    if (x.allFinite()) step.f = f.value(x);
    if (std::isfinite(step.f)) step.g = f.gradient(x);
    step.evaluations = f.count();
    return step;
}

bool usable(const Step& step) { return std::isfinite(step.f) && step.g.allFinite(); }

Outcome refused(const Step& first, const Oracle& f) {
    const std::string where = "The start " + point_text(first.x);
    if (first.x.allFinite() && !f.contains(first.x))
        return {Ending::left_domain, where + " lies outside the domain of f: move it inside.", 0, first.f};
    return {Ending::not_finite, where + " has no finite value or gradient: move it.", 0, first.f};
}

std::optional<Outcome> stops_here(const Step& at, double first_norm, Oracle& f) {
    const double norm = length(at.g), zero = gradient_tolerance(first_norm);
    if (!(norm <= zero) || !settled(at, f.known())) return {};
    return stationary(at, f, "|∇f| = " + significant(norm) + " ≤ " + significant(zero));
}

template <class O>
Run walk(const O& method, const Optimizer& optimizer, Oracle& f, const Vec2& start, int budget, const std::stop_token& stop) {
    Run run;
    run.steps.push_back(look_at(0, start, f));
    if (!usable(run.steps.front())) {
        run.outcome = refused(run.steps.front(), f);
        return run;
    }
    const double first_norm = length(run.steps.front().g);
    Memory<O> memory;
    for (;;) {
        Step& at = run.steps.back();
        if (auto end = stops_here(at, first_norm, f)) {
            run.outcome = *end;
            return run;
        }
        if (at.k >= budget || stop.stop_requested()) {
            const bool used = at.k >= budget;
            run.outcome = {used ? Ending::budget_used : Ending::stopped,
                           (used ? "All " + std::to_string(budget) + " steps are used" : "Stopped from outside") +
                               "; |∇f| = " + significant(length(at.g)) + ".", at.k, at.f};
            return run;
        }
        const Move move = take(method, memory, at, f);
        if (move.failure) {
            run.outcome = failed(*move.failure, run.steps, f);
            return run;
        }
        Step next = look_at(at.k + 1, move.next, f);
        if (!usable(next)) {
            run.outcome = lost(at, next, f);
            return run;
        }
        at.stepped = true;
        at.actual = at.f - next.f;
        run.steps.push_back(std::move(next));
        if (auto end = trouble(optimizer, run.steps, f)) {
            run.outcome = *end;
            return run;
        }
    }
}

}

Run run(const Optimizer& optimizer, const Objective& objective, const Vec2& start, int budget, std::stop_token stop) {
    Oracle f(objective);
    return std::visit([&](const auto& method) { return walk(method, optimizer, f, start, budget, stop); }, optimizer);
}

}
