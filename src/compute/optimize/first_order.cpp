#include "compute/optimize/methods.hpp"

#include "base/number.hpp"
#include "compute/optimize/stability.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

Move straight(Step& at, const Vec2& direction, double size) {
    at.direction = direction;
    at.size = size;
    at.slope = at.g.dot(direction);
    if (!at.used_gradient.allFinite()) at.used_gradient = at.g;
    return {at.x + size * direction, {}};
}

namespace {

// Why a search came back with nothing.
std::string all_refused(const Step& at) {
    const std::string tried = std::to_string(at.trials.size());
    const bool outside = std::none_of(at.trials.begin(), at.trials.end(), [](const Trial& trial) { return std::isfinite(trial.f); });
    const bool walled = outside && !at.trials.empty();
    return (walled ? "All of " + tried + " trials lie outside the domain of f, or where it is not finite" : "None of " + tried + " trials lowered f enough") +
           ": gᵀp = " + significant(at.slope);
}

}

Move searched(Step& at, const Vec2& direction, Search search) {
    Move move = straight(at, direction, search.t);
    at.trials = std::move(search.trials);
    if (search.best) at.remark = "no trial met the condition on the slope, which jumps along the ray: the lowest was taken";
    if (search.local) at.remark = "the search took the first dip along the ray: where f is not convex there may be lower ones";
    if (search.result == Search::Result::immeasurable)
        move.failure = {Ending::not_finite, "The slope of f along the ray from x_" + std::to_string(at.k) + " is too large for a number"};
    if (search.result == Search::Result::unbounded)
        move.failure = {Ending::diverged, "f still falls far outside the window along the ray from x_" + std::to_string(at.k) +
                                              ": it has no minimum there"};
    if (search.result == Search::Result::too_small) move.failure = {Ending::search_failed, all_refused(at)};
    return move;
}

Move take(const GradientDescent& method, Memory<GradientDescent>&, Step& at, Oracle&) {
    // The model that this step minimizes is the parabola f + gᵀd + |d|²/2a.
    at.predicted = 0.5 * method.rate * at.g.squaredNorm();
    return straight(at, -at.g, method.rate);
}

Move take(const Backtracking& method, Memory<Backtracking>&, Step& at, Oracle& f) {
    const Ray ray{at.x, -at.g, at.f, -at.g.squaredNorm()};
    Move move = searched(at, ray.p, backtrack(f, ray, method.initial, method.slope, method.shrink));
    at.predicted = -at.size * at.slope;
    return move;
}

Move take(const ExactLineSearch&, Memory<ExactLineSearch>&, Step& at, Oracle& f) {
    const Ray ray{at.x, -at.g, at.f, -at.g.squaredNorm()};
    Move move = searched(at, ray.p, minimize_along(f, ray, modest_step(ray, f.known())));
    if (f.quadratic()) at.predicted = -0.5 * at.size * at.slope;
    return move;
}

Move take(const HeavyBall& method, Memory<HeavyBall>& memory, Step& at, Oracle&) {
    const Vec2 last_move = memory.previous ? Vec2(at.x - *memory.previous) : Vec2(Vec2::Zero());
    at.momentum = memory.previous ? method.momentum : 0;
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

Move take(const Nesterov& method, Memory<Nesterov>& memory, Step& at, Oracle& f) {
    const double mu = f.known().mu.value_or(0);
    if (method.schedule == Schedule::strongly_convex && !(mu > 0))
        return {at.x, Failure{Ending::unsuitable, "The strongly convex momentum needs μ > 0, and none is known for this "
                                                  "function: choose the convex one"}};
    if (method.schedule == Schedule::strongly_convex && !(mu * method.rate <= 1))
        return {at.x, Failure{Ending::unsuitable, "The strongly convex momentum needs a step of at most 1/μ = " +
                                                      significant(1 / mu) + ", and a = " + significant(method.rate)}};
    const Vec2 y = memory.look_ahead.value_or(at.x);
    if (!f.contains(y))
        return {at.x, Failure{Ending::left_domain, "The look-ahead point y_" + std::to_string(at.k) + " lies outside the domain"}};
    at.look_ahead = y;
    at.used_gradient = f.gradient(y);
    if (!at.used_gradient.allFinite())
        return {at.x, Failure{Ending::not_finite, "The gradient at the look-ahead point is not finite"}};
    const Vec2 next = y - method.rate * at.used_gradient;
    const Vec2 move = next - at.x;
    if (method.restart && at.used_gradient.dot(move) > 0) {
        memory = {};                                             // as if the run began at the next iterate
        at.momentum = 0;
        at.remark = "momentum forgotten: it pointed uphill";
    } else {
        at.momentum = nesterov_momentum(method, memory, mu);
        memory.look_ahead = next + at.momentum * move;
    }
    straight(at, move / method.rate, method.rate);
    return {next, {}};
}

namespace {

// x − rate ∘ g, with one rate a coordinate.
Move adapted(Step& at, const Vec2& numerator, const Vec2& scale, double rate) {
    at.rates = rate * scale.cwiseInverse();
    return straight(at, -numerator.cwiseQuotient(scale), rate);
}

}

Move take(const AdaGrad& method, Memory<AdaGrad>& memory, Step& at, Oracle&) {
    memory.squares += at.g.cwiseAbs2();
    return adapted(at, at.g, memory.squares.cwiseSqrt().array() + method.epsilon, method.rate);
}

Move take(const RmsProp& method, Memory<RmsProp>& memory, Step& at, Oracle&) {
    memory.squares = method.decay * memory.squares + (1 - method.decay) * at.g.cwiseAbs2();
    return adapted(at, at.g, memory.squares.cwiseSqrt().array() + method.epsilon, method.rate);
}

Move take(const Adam& method, Memory<Adam>& memory, Step& at, Oracle&) {
    memory.mean = method.beta1 * memory.mean + (1 - method.beta1) * at.g;
    memory.squares = method.beta2 * memory.squares + (1 - method.beta2) * at.g.cwiseAbs2();
    memory.power1 *= method.beta1;
    memory.power2 *= method.beta2;
    const double c1 = method.correct_bias ? 1 - memory.power1 : 1, c2 = method.correct_bias ? 1 - memory.power2 : 1;
    return adapted(at, memory.mean / c1, (memory.squares / c2).cwiseSqrt().array() + method.epsilon, method.rate);
}

Move take(const BarzilaiBorwein& method, Memory<BarzilaiBorwein>& memory, Step& at, Oracle&) {
    double size = method.first;
    if (memory.x) {
        const Vec2 s = at.x - *memory.x, y = at.g - *memory.g;
        const double curvature = s.dot(y);
        // Without positive curvature the quotient means nothing; the bounds are Raydan's (SIAM J. Optim. 7, 1997), in units of the
        // first step.
        if (curvature > 0) size = std::clamp(s.squaredNorm() / curvature, 1e-10 * method.first, 1e10 * method.first);
        else at.remark = "no positive curvature along the last step: the first step size again";
    }
    memory.x = at.x;
    memory.g = at.g;
    return straight(at, -at.g, size);
}

}
