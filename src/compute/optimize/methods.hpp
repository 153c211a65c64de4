#pragma once
#include "compute/optimize/line_search.hpp"
#include "compute/optimize/oracle.hpp"

#include <optional>
#include <string>
#include <utility>

namespace eigenscope {

// What a method remembers from step to step. Plain data; most remember nothing.

template <class O>
struct Memory {};

template <>
struct Memory<HeavyBall> {
    std::optional<Vec2> previous;             ///< x_{k−1}
};

template <>
struct Memory<Nesterov> {
    std::optional<Vec2> look_ahead;           ///< y_k
    double t = 1;                             ///< FISTA's t
    int age = 0;                              ///< steps since the start or the last restart
};

template <>
struct Memory<AdaGrad> {
    Vec2 squares = Vec2::Zero();              ///< Σ g²
};

template <>
struct Memory<RmsProp> {
    Vec2 squares = Vec2::Zero();              ///< the moving mean of g²
};

template <>
struct Memory<Adam> {
    Vec2 mean = Vec2::Zero(), squares = Vec2::Zero();
    double power1 = 1, power2 = 1;            ///< β₁ᵏ, β₂ᵏ
};

template <>
struct Memory<BarzilaiBorwein> {
    std::optional<Vec2> x, g;                 ///< the last iterate and its gradient
};

template <>
struct Memory<ConjugateGradient> {
    std::optional<Vec2> direction, g;         ///< the last direction and gradient
};

template <>
struct Memory<Bfgs> {
    Mat2 inverse = Mat2::Identity();          ///< the guess of H⁻¹
    std::optional<Vec2> x, g;
    bool scaled = false;
};

/// Why there is no next step.
struct StepFailure {
    Ending ending = Ending::unsuitable;
    std::string reason;
    double longest = Step::none;              ///< the first trial of a line search
};

/// The next iterate, or why there is none.
struct Move {
    Vec2 next = Vec2::Zero();
    std::optional<StepFailure> failure;
};

// One step of each method from the last iterate of a run (whose k, x, f, g are set): writes down how the step is made. The gradient is
// finite and not zero.

Move take(const GradientDescent& method, Memory<GradientDescent>& memory, Run& run, Oracle& f);
Move take(const Backtracking& method, Memory<Backtracking>& memory, Run& run, Oracle& f);
Move take(const ExactLineSearch& method, Memory<ExactLineSearch>& memory, Run& run, Oracle& f);
Move take(const HeavyBall& method, Memory<HeavyBall>& memory, Run& run, Oracle& f);
Move take(const Nesterov& method, Memory<Nesterov>& memory, Run& run, Oracle& f);
Move take(const AdaGrad& method, Memory<AdaGrad>& memory, Run& run, Oracle& f);
Move take(const RmsProp& method, Memory<RmsProp>& memory, Run& run, Oracle& f);
Move take(const Adam& method, Memory<Adam>& memory, Run& run, Oracle& f);
Move take(const BarzilaiBorwein& method, Memory<BarzilaiBorwein>& memory, Run& run, Oracle& f);
Move take(const ConjugateGradient& method, Memory<ConjugateGradient>& memory, Run& run, Oracle& f);
Move take(const Bfgs& method, Memory<Bfgs>& memory, Run& run, Oracle& f);
Move take(const Newton& method, Memory<Newton>& memory, Run& run, Oracle& f);
Move take(const DampedNewton& method, Memory<DampedNewton>& memory, Run& run, Oracle& f);

/// −H⁻¹g and the rank it rests on: the shortest solution where H is singular and g lies in its range, rank 0 where there is none.
std::pair<Vec2, int> newton_direction(const Mat2& H, const Vec2& g);
/// Fills in a step along a straight line.
Move straight(Step& at, const Vec2& direction, double size);
/// The step that a line search chose, or its failure in words; the trials since `first` are its own.
Move searched(Run& run, const Vec2& direction, const Search& search, std::size_t first);

}
