#include "compute/optimize/methods.hpp"

#include "base/number.hpp"
#include "compute/optimize/stability.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

Move straight(Step& at, const Vec2& direction, double size) {
    at.direction = direction;
    at.size = size;
    return {at.x + size * direction, {}};
}

namespace {

// Why a search came back with nothing.
std::string all_refused(std::span<const Trial> trials, double slope) {
    const std::string tried = std::to_string(trials.size());
    const bool outside = std::none_of(trials.begin(), trials.end(), [](const Trial& trial) { return std::isfinite(trial.f); });
    const bool walled = outside && !trials.empty();
    return (walled ? "All of " + tried + " trials lie outside the domain of f, or where it is not finite" : "None of " + tried + " trials lowered f enough") +
           ": gᵀp = " + significant(slope);
}

std::optional<StepFailure> failure_of(const Search& search, const Step& at, std::span<const Trial> trials) {
    const std::string along = " along the ray from x_" + std::to_string(at.k);
    switch (search.result) {
        case Search::Result::found: return {};
        case Search::Result::immeasurable:
            return StepFailure{Ending::not_finite, "The slope of f" + along + " is too " + (at.slope() == 0 ? "small" : "large") + " for a number"};
        case Search::Result::unbounded:
            return StepFailure{Ending::diverged, "f still falls far outside the window" + along + ": it has no minimum there"};
        case Search::Result::too_small:
            return StepFailure{Ending::search_failed, all_refused(trials, at.slope()), trials.empty() ? Step::none : trials.front().t};
    }
    return {};
}

}

Move searched(Run& run, const Vec2& direction, const Search& search, std::size_t first) {
    Step& at = run.steps.back();
    Move move = straight(at, direction, search.t);
    at.first_trial = static_cast<int>(first);
    at.trial_count = static_cast<int>(run.all_trials.size() - first);
    if (search.best) at.remark = Remark::no_slope_met;
    if (search.local) at.remark = Remark::first_dip;
    if (search.result != Search::Result::found) move.failure = failure_of(search, at, run.trials(at));
    return move;
}

Move take(const GradientDescent& method, Memory<GradientDescent>&, Run& run, Oracle&) {
    Step& at = run.steps.back();
    // The model that this step minimizes is the parabola f + gᵀd + |d|²/2a.
    at.predicted = 0.5 * method.rate * at.g.squaredNorm();
    return straight(at, -at.g, method.rate);
}

Move take(const Backtracking& method, Memory<Backtracking>&, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    const Ray ray{at.x, -at.g, at.f, -at.g.squaredNorm()};
    const std::size_t first = run.all_trials.size();
    const Search search = backtrack(f, ray, method.initial, method.slope, method.shrink, run.all_trials);
    Move move = searched(run, ray.p, search, first);
    at.predicted = -at.size * at.slope();
    return move;
}

Move take(const ExactLineSearch&, Memory<ExactLineSearch>&, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    const Ray ray{at.x, -at.g, at.f, -at.g.squaredNorm()};
    const std::size_t first = run.all_trials.size();
    const Search search = minimize_along(f, ray, modest_step(ray, f.known()), run.all_trials);
    Move move = searched(run, ray.p, search, first);
    if (f.quadratic()) at.predicted = -0.5 * at.size * at.slope();
    return move;
}

Move take(const HeavyBall& method, Memory<HeavyBall>& memory, Run& run, Oracle&) {
    Step& at = run.steps.back();
    const Vec2 last_move = memory.previous ? Vec2(at.x - *memory.previous) : Vec2(Vec2::Zero());
    run.notes.push_back({.momentum = memory.previous ? method.momentum : 0});
    memory.previous = at.x;
    const Vec2 next = at.x - method.rate * at.g + method.momentum * last_move;
    straight(at, (next - at.x) / method.rate, method.rate);
    return {next, {}};
}

namespace {

// The momentum factor of the coming step, and the memory after it.
double nesterov_momentum(const Nesterov& method, Memory<Nesterov>& memory, double mu) {
    ++memory.age;
    if (method.schedule == Schedule::strongly_convex) return constant_momentum(mu, method.rate);
    // Su, Boyd & Candès, JMLR 17 (2016), (1): x_k is the iterate after `age` steps.
    if (method.schedule == Schedule::ratio) return (memory.age - 1.0) / (memory.age + 2.0);
    // Beck & Teboulle, SIAM J. Imaging Sci. 2 (2009), (4.2).
    const double t = memory.t;
    memory.t = 0.5 * (1 + std::sqrt(1 + 4 * t * t));
    return (t - 1) / memory.t;
}

}

Move take(const Nesterov& method, Memory<Nesterov>& memory, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    const double mu = f.known().mu.value_or(0);
    if (method.schedule == Schedule::strongly_convex && !(mu > 0))
        return {at.x, StepFailure{Ending::unsuitable, "The strongly convex momentum needs μ > 0, and none is known for this "
                                                  "function: choose the convex one"}};
    if (method.schedule == Schedule::strongly_convex && !(mu * method.rate <= 1))
        return {at.x, StepFailure{Ending::unsuitable, "The strongly convex momentum needs a step of at most 1/μ = " +
                                                      significant(1 / mu) + ", and a = " + significant(method.rate)}};
    const Vec2 y = memory.look_ahead.value_or(at.x);
    if (!f.contains(y))
        return {at.x, StepFailure{Ending::left_domain, "The look-ahead point y_" + std::to_string(at.k) + " lies outside the domain"}};
    const Vec2 g = f.gradient(y);
    if (!g.allFinite())
        return {at.x, StepFailure{Ending::not_finite, "The gradient at the look-ahead point is not finite"}};
    const Vec2 next = y - method.rate * g;
    const Vec2 move = next - at.x;
    double momentum = 0;
    if (method.restart && g.dot(move) > 0) {
        memory = {};                                             // as if the run began at the next iterate
        at.remark = Remark::momentum_forgotten;
    } else {
        momentum = nesterov_momentum(method, memory, mu);
        memory.look_ahead = next + momentum * move;
    }
    run.notes.push_back({.look_ahead = y, .used_gradient = g, .momentum = momentum});
    straight(at, move / method.rate, method.rate);
    return {next, {}};
}

namespace {

// x − rate ∘ g, with one rate a coordinate.
Move adapted(Run& run, const Vec2& numerator, const Vec2& scale, double rate) {
    run.notes.push_back({.rates = rate * scale.cwiseInverse()});
    return straight(run.steps.back(), -numerator.cwiseQuotient(scale), rate);
}

}

Move take(const AdaGrad& method, Memory<AdaGrad>& memory, Run& run, Oracle&) {
    Step& at = run.steps.back();
    memory.squares += at.g.cwiseAbs2();
    return adapted(run, at.g, memory.squares.cwiseSqrt().array() + method.epsilon, method.rate);
}

Move take(const RmsProp& method, Memory<RmsProp>& memory, Run& run, Oracle&) {
    Step& at = run.steps.back();
    memory.squares = method.decay * memory.squares + (1 - method.decay) * at.g.cwiseAbs2();
    return adapted(run, at.g, memory.squares.cwiseSqrt().array() + method.epsilon, method.rate);
}

Move take(const Adam& method, Memory<Adam>& memory, Run& run, Oracle&) {
    Step& at = run.steps.back();
    memory.mean = method.beta1 * memory.mean + (1 - method.beta1) * at.g;
    memory.squares = method.beta2 * memory.squares + (1 - method.beta2) * at.g.cwiseAbs2();
    memory.power1 *= method.beta1;
    memory.power2 *= method.beta2;
    const double c1 = method.correct_bias ? 1 - memory.power1 : 1, c2 = method.correct_bias ? 1 - memory.power2 : 1;
    return adapted(run, memory.mean / c1, (memory.squares / c2).cwiseSqrt().array() + method.epsilon, method.rate);
}

Move take(const BarzilaiBorwein& method, Memory<BarzilaiBorwein>& memory, Run& run, Oracle&) {
    Step& at = run.steps.back();
    double size = method.first;
    if (memory.x) {
        const Vec2 s = at.x - *memory.x, y = at.g - *memory.g;
        const double curvature = s.dot(y);
        // Without positive curvature the quotient means nothing; the bounds are Raydan's (SIAM J. Optim. 7, 1997), in units of the
        // first step.
        if (curvature > 0) size = std::clamp(s.squaredNorm() / curvature, 1e-10 * method.first, 1e10 * method.first);
        else at.remark = Remark::no_curvature;
    }
    memory.x = at.x;
    memory.g = at.g;
    return straight(at, -at.g, size);
}

}
