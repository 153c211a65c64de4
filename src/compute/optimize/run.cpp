#include "compute/optimize/run.hpp"

#include "base/number.hpp"
#include "compute/optimize/ending.hpp"

#include <algorithm>
#include <limits>

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
void look_at(Step& step, int k, const Vec2& x, Oracle& f) {
    step.k = k;
    step.x = x;
    if (max_norm(x) < HUGE_VAL) step.f = f.value(x);
    if (std::isfinite(step.f)) step.g = f.gradient(x);
    step.evaluations = f.count();
}

bool usable(const Step& step) { return std::isfinite(step.f) && max_norm(step.g) < HUGE_VAL; }

Outcome refused(const Step& first, const Oracle& f) {
    const std::string where = "The start " + point_text(first.x);
    if (first.x.allFinite() && !f.contains(first.x))
        return {Ending::left_domain, where + " lies outside the domain of f: move it inside.", 0, first.f};
    return {Ending::not_finite, where + " has no finite value or gradient: move it.", 0, first.f};
}

// Where rounding alone has put a step outside the domain, the point a few spacings of numbers before.
Vec2 inside(const Vec2& from, const Vec2& to, const Oracle& f) {
    const Vec2 back = to - 16 * std::numeric_limits<double>::epsilon() * (to - from);
    return to.allFinite() && !f.contains(to) && f.contains(back) ? back : to;
}

Outcome out_of_time(const Step& at, int budget) {
    const bool used = at.k >= budget;
    const std::string why = used ? "All " + std::to_string(budget) + " steps are used" : "Stopped from outside";
    return {used ? Ending::budget_used : Ending::stopped, why + "; |∇f| = " + significant(length(at.g)) + ".", at.k, at.f};
}

// The records that room is made for beforehand: more steps than most runs take.
constexpr int usual_length = 4096;

// Goes from the last iterate to the next one; the end where there is none.
template <class O>
std::optional<Outcome> go_on(const O& method, Memory<O>& memory, std::vector<Step>& steps, Oracle& f, const Progress& progress) {
    const Move move = take(method, memory, steps.back(), f);
    if (move.failure) return failed(*move.failure, steps.back(), f, progress);
    Step& next = steps.emplace_back();
    Step& at = steps[steps.size() - 2];
    look_at(next, at.k + 1, move.next, f);
    if (!std::isfinite(next.f)) look_at(next, at.k + 1, inside(at.x, move.next, f), f);
    std::optional<Outcome> end;
    if (!usable(next) && !(end = lowest_at(next, f, progress))) {
        end = lost(at, next, f, progress);
        steps.pop_back();
        return end;
    }
    at.stepped = true;
    at.actual = at.f - next.f;
    return end;
}

template <class O>
Run walk(const O& method, const Optimizer& optimizer, Oracle& f, const Vec2& start, int budget, const std::stop_token& stop) {
    Run run;
    std::vector<Step>& steps = run.steps;
    steps.reserve(static_cast<std::size_t>(std::clamp(budget, 0, usual_length)) + 1);
    look_at(steps.emplace_back(), 0, start, f);
    if (!usable(steps.front())) {
        run.outcome = refused(steps.front(), f);
        return run;
    }
    Progress progress(steps.front(), f.known());
    Memory<O> memory;
    std::optional<Outcome> end;
    while (!end) {
        const Step& at = steps.back();
        if (at.k == 0 || !progress.sloping(steps[steps.size() - 2], at)) end = arrived(at, f, progress);
        if (!end && (at.k >= budget || stop.stop_requested())) end = out_of_time(at, budget);
        if (!end) end = go_on(method, memory, steps, f, progress);
        if (end) break;
        progress.add(steps[steps.size() - 2], steps.back());
        if (!progress.calm(steps.back())) end = trouble(optimizer, steps, f, progress);
    }
    run.outcome = std::move(*end);
    return run;
}

}

Run run(const Optimizer& optimizer, const Objective& objective, const Vec2& start, int budget, std::stop_token stop) {
    Oracle f(objective);
    return std::visit([&](const auto& method) { return walk(method, optimizer, f, start, budget, stop); }, optimizer);
}

}
