#include "compute/optimize/run.hpp"

#include "base/number.hpp"
#include "compute/optimize/ending.hpp"

#include <algorithm>
#include <limits>

namespace eigenscope {

namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
bool same(const Vec2& a, const Vec2& b) { return same(a.x(), b.x()) && same(a.y(), b.y()); }

}

bool Step::operator==(const Step& o) const {
    const bool here = k == o.k && same(x, o.x) && same(f, o.f) && same(g, o.g) && evaluations == o.evaluations;
    const bool there = stepped == o.stepped && same(direction, o.direction) && same(size, o.size) && same(predicted, o.predicted);
    return here && there && same(actual, o.actual) && remark == o.remark && first_trial == o.first_trial && trial_count == o.trial_count;
}

bool Note::operator==(const Note& o) const {
    return look_ahead == o.look_ahead && same(used_gradient, o.used_gradient) && same(rates, o.rates) && same(momentum, o.momentum) &&
           same(shift, o.shift);
}

bool Trial::operator==(const Trial& o) const {
    return same(t, o.t) && same(x, o.x) && same(f, o.f) && same(bound, o.bound) && verdict == o.verdict;
}

bool Outcome::operator==(const Outcome& o) const {
    return ending == o.ending && why == o.why && k == o.k && same(f, o.f);
}

std::span<const Trial> Run::trials(const Step& step) const {
    return std::span(all_trials).subspan(static_cast<std::size_t>(step.first_trial), static_cast<std::size_t>(step.trial_count));
}

Note Run::note(const Step& step) const {
    const auto k = static_cast<std::size_t>(step.k);
    return k < notes.size() ? notes[k] : Note{};
}

std::string Run::remark(const Step& step) const {
    switch (step.remark) {
        case Remark::none: return "";
        case Remark::no_slope_met: return "no trial met the condition on the slope, which jumps along the ray: the lowest was taken";
        case Remark::first_dip: return "the search took the first dip along the ray: where f is not convex there may be lower ones";
        case Remark::momentum_forgotten: return "momentum forgotten: it pointed uphill";
        case Remark::no_curvature: return "no positive curvature along the last step: the first step size again";
        case Remark::guess_kept: return "no positive curvature along the last step: the guess of H⁻¹ stays";
        case Remark::not_descent: return "not a direction of descent: gᵀp = +" + significant(step.slope(), 5);
        case Remark::restarted: return "not a direction of descent: restarted with −∇f";
        case Remark::guess_dropped: return "no step along the guess of H⁻¹ lowers f enough: restarted with −∇f";
        case Remark::rank_one: return "the Hessian has rank 1: the shortest step";
        case Remark::shifted: return "the Hessian is not positive definite: τ = " + significant(note(step).shift) + " was added";
    }
    return {};
}

namespace {

// x with its value and gradient, the gradient only where f is finite; whether both are.
bool look_at(Step& step, int k, const Vec2& x, Oracle& f) {
    step.k = k;
    step.x = x;
    if (max_norm(x) < HUGE_VAL) step.f = f.value(x);
    const bool finite = std::isfinite(step.f);
    if (finite) step.g = f.gradient(x);
    step.evaluations = f.count();
    return finite && max_norm(step.g) < HUGE_VAL;
}

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
    return {used ? Ending::budget_used : Ending::stopped, why + "; |∇f| = " + Numeral{length(at.g)} + ".", at.k, at.f};
}

// The records that room is made for beforehand: more steps than most runs take.
constexpr int usual_length = 4096;

// The end at an iterate that is not finite, if it is not what rounding has put outside; an iterate that is no place is taken back.
std::optional<Outcome> stumble(std::vector<Step>& steps, const Vec2& to, Oracle& f, const Progress& progress) {
    const Step& at = steps[steps.size() - 2];
    Step& next = steps.back();
    if (!std::isfinite(next.f) && look_at(next, next.k, inside(at.x, to, f), f)) return {};
    auto end = lowest_at(next, f, progress);
    if (end) return end;
    end = lost(at, next, f, progress);
    steps.pop_back();
    return end;
}

// Goes from the last iterate to the next one; the end where there is none.
template <class O>
std::optional<Outcome> go_on(const O& method, Memory<O>& memory, Run& run, Oracle& f, const Progress& progress) {
    std::vector<Step>& steps = run.steps;
    const std::size_t last = steps.size() - 1;
    const Move move = take(method, memory, run, f);
    if (move.failure) return failed(*move.failure, steps[last], f, progress);
    std::optional<Outcome> end;
    Step& next = steps.emplace_back();
    if (!look_at(next, steps[last].k + 1, move.next, f)) end = stumble(steps, move.next, f, progress);
    if (steps.size() - 1 == last) return end;
    steps[last].stepped = true;
    steps[last].actual = steps[last].f - steps.back().f;
    return end;
}

// Goes on until there is an end.
template <class O>
Outcome walk(const O& method, const Optimizer& optimizer, Run& run, Oracle& f, int budget, const std::stop_token& stop) {
    const std::vector<Step>& steps = run.steps;
    if (!std::isfinite(steps.front().f) || !(max_norm(steps.front().g) < HUGE_VAL)) return refused(steps.front(), f);
    Progress progress(steps.front(), f.known());
    Memory<O> memory;
    for (;;) {
        const Step& at = steps.back();
        if (at.k == 0 || !progress.sloping(steps[steps.size() - 2], at))
            if (auto end = arrived(at, f, progress)) return *std::move(end);
        if (at.k >= budget || stop.stop_requested()) return out_of_time(at, budget);
        if (auto end = go_on(method, memory, run, f, progress)) return *std::move(end);
        progress.add(steps[steps.size() - 2], steps.back());
        if (progress.calm(steps.back())) continue;
        if (auto end = trouble(optimizer, steps, f, progress)) return *std::move(end);
    }
}

}

Run run(const Optimizer& optimizer, const Objective& objective, const Vec2& start, int budget, std::stop_token stop) {
    Oracle f(objective);
    Run run;
    run.steps.reserve(static_cast<std::size_t>(std::clamp(budget, 0, usual_length)) + 1);
    look_at(run.steps.emplace_back(), 0, start, f);
    run.outcome = std::visit([&](const auto& method) { return walk(method, optimizer, run, f, budget, stop); }, optimizer);
    return run;
}

}
