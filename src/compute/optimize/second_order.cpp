#include "compute/optimize/methods.hpp"

#include "base/number.hpp"

#include <Eigen/Cholesky>
#include <Eigen/LU>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace eigenscope {

Move take(const ConjugateGradient&, Memory<ConjugateGradient>& memory, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    Vec2 p = -at.g;
    Note& note = run.notes.emplace_back();
    if (memory.direction) {
        // Polak–Ribière+ (Nocedal & Wright, 5.45): restarts by itself when the factor would be negative.
        const double beta = std::max(0.0, at.g.dot(at.g - *memory.g) / memory.g->squaredNorm());
        const Vec2 conjugate = beta * *memory.direction - at.g;
        if (at.g.dot(conjugate) < 0) {
            p = conjugate;
            note.momentum = beta;
        } else {
            at.remark = Remark::restarted;
        }
    }
    const Ray ray{at.x, p, at.f, at.g.dot(p)};
    const std::size_t first = run.all_trials.size();
    const Search search = minimize_along(f, ray, modest_step(ray, f.known()), run.all_trials);
    const Move move = searched(run, p, search, first);
    memory.direction = p;
    memory.g = at.g;
    return move;
}

namespace {

// Nocedal & Wright, (6.17) and (6.20); a pair without positive curvature is left out.
void learn(Memory<Bfgs>& memory, Step& at) {
    if (!memory.x) return;
    const Vec2 s = at.x - *memory.x, y = at.g - *memory.g;
    const double curvature = s.dot(y);
    if (!(curvature > 1e-10 * s.norm() * y.norm())) {
        at.remark = Remark::guess_kept;
        return;
    }
    if (!memory.scaled) memory.inverse = Mat2::Identity() * (curvature / y.squaredNorm());
    memory.scaled = true;
    const Mat2 project = Mat2::Identity() - s * y.transpose() / curvature;
    memory.inverse = project * memory.inverse * project.transpose() + s * s.transpose() / curvature;
}

// Of the first search, nearly exact: the pair (s, y) that it leaves is all that the next guess rests on, and on a quadratic exact searches
// end after as many steps as there are dimensions (Nocedal & Wright, theorem 6.4).
constexpr double first_curvature = 0.01;

// A guess of H⁻¹ that has seen no step yet says nothing about lengths.
Search search_along(const Bfgs& method, Oracle& f, const Ray& ray, bool scaled, std::vector<Trial>& trials) {
    const double initial = scaled ? 1 : modest_step(ray, f.known());
    const double curvature = scaled ? method.curvature : std::min(method.curvature, first_curvature);
    return method.exact ? minimize_along(f, ray, initial, trials)
                        : strong_wolfe(f, ray, initial, method.slope, curvature, trials);
}

// No trial was low enough, and not because f is known no better.
bool lost_its_way(const Search& search, const Ray& ray, const Trial& longest) {
    return search.result == Search::Result::too_small &&
           -ray.slope * longest.t > 10 * std::numeric_limits<double>::epsilon() * std::abs(ray.f);
}

}

Move take(const Bfgs& method, Memory<Bfgs>& memory, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    learn(memory, at);
    memory.x = at.x;
    memory.g = at.g;
    Ray ray{at.x, -(memory.inverse * at.g), at.f, 0};
    ray.slope = at.g.dot(ray.p);
    const auto restart = [&](Remark why) {
        memory = {.inverse = Mat2::Identity(), .x = at.x, .g = at.g};
        ray.p = -at.g;
        ray.slope = -at.g.squaredNorm();
        at.remark = why;
    };
    // Round-off can spoil the guess of H⁻¹; steepest descent always points down.
    if (!(ray.slope < 0)) restart(Remark::restarted);
    const std::size_t first = run.all_trials.size();
    Search search = search_along(method, f, ray, memory.scaled, run.all_trials);
    if (memory.scaled && run.all_trials.size() > first && lost_its_way(search, ray, run.all_trials[first])) {
        restart(Remark::guess_dropped);
        run.all_trials.resize(first);
        search = search_along(method, f, ray, false, run.all_trials);
    }
    return searched(run, ray.p, search, first);
}

namespace {

bool solves(const Mat2& H, const Vec2& p, const Vec2& g) { return p.allFinite() && length(H * p + g) <= 1e-8 * length(g); }

}

std::pair<Vec2, int> newton_direction(const Mat2& H, const Vec2& g) {
    const Eigen::CompleteOrthogonalDecomposition<Mat2> shortest(H);
    const Vec2 p = -shortest.solve(g);
    if (solves(H, p, g)) return {p, static_cast<int>(shortest.rank())};
    // diag(1e-20, 1) is not singular, only badly scaled: full pivoting solves it.
    const Vec2 q = -Eigen::FullPivLU<Mat2>(H).setThreshold(0).solve(g);
    return {q, solves(H, q, g) ? 2 : 0};
}

Move take(const Newton& method, Memory<Newton>&, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    const Mat2 H = f.hessian(at.x);
    if (!H.allFinite()) return {at.x, StepFailure{Ending::not_finite, "The Hessian is not finite"}};
    const auto [p, rank] = newton_direction(H, at.g);
    if (rank == 0)
        return {at.x, StepFailure{Ending::unsuitable, "The Hessian is singular here and the gradient is not in its range: there is no "
                                                  "Newton step"}};
    Move move = straight(at, p, 1);
    at.predicted = -0.5 * at.slope();
    if (rank == 1) at.remark = Remark::rank_one;
    if (!(at.slope() < 0)) {
        at.remark = Remark::not_descent;
        if (method.downhill_only)
            move.failure = {Ending::not_descent, "Newton's step is not a direction of descent, gᵀp = +" +
                                                     significant(at.slope(), 5) + ": the Hessian is indefinite"};
    }
    return move;
}

namespace {

// The Cholesky factor of H + τI with a τ that makes it positive definite, τ = 0 where H is: Nocedal & Wright, algorithm 3.3.
// The least shift is a thousandth of the Hessian's size; doubling it exceeds the size after ten times. Where f does not curve at all,
// the step is `modest`.
Eigen::LLT<Mat2> shifted_factor(const Mat2& H, double modest, double& shift) {
    const double size = H.cwiseAbs().maxCoeff(), least = size > 0 ? 1e-3 * size : 1 / modest;
    const double smallest = H.diagonal().minCoeff();
    Eigen::LLT<Mat2> factor(H);
    for (int i = 0; factor.info() != Eigen::Success && i < 20; ++i) {
        shift = i > 0 ? 2 * shift : smallest > 0 ? least : least - smallest;
        factor.compute(H + shift * Mat2::Identity());
    }
    return factor;
}

}

Move take(const DampedNewton& method, Memory<DampedNewton>&, Run& run, Oracle& f) {
    Step& at = run.steps.back();
    const Mat2 H = f.hessian(at.x);
    if (!H.allFinite()) return {at.x, StepFailure{Ending::not_finite, "The Hessian is not finite"}};
    double& shift = run.notes.emplace_back().shift;
    const double modest = modest_step({at.x, -at.g, at.f, 0}, f.known());
    const Eigen::LLT<Mat2> factor = shifted_factor(H, modest, shift);
    if (shift > 0) at.remark = Remark::shifted;
    Vec2 p = -factor.solve(at.g);
    // A curvature that is next to nothing beside the gradient: the step would be longer than a number, as if f did not curve at all.
    if (!(std::abs(at.g.dot(p)) < HUGE_VAL)) {
        shift = 1 / modest;
        at.remark = Remark::shifted;
        p = -at.g / shift;
    }
    const Ray ray{at.x, p, at.f, at.g.dot(p)};
    if (!(ray.slope < 0))
        return {at.x, StepFailure{Ending::not_descent, "No shift of the Hessian gives a direction of descent, gᵀp = " + significant(ray.slope)}};
    const std::size_t first = run.all_trials.size();
    const Search search = backtrack(f, ray, 1, method.slope, method.shrink, run.all_trials);
    Move move = searched(run, p, search, first);
    at.predicted = -0.5 * at.slope();                              // λ²/2, half the squared Newton decrement
    return move;
}

}
