#pragma once
#include "base/field.hpp"
#include "base/variant.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

namespace eigenscope {

// Plain parameters. What a method remembers from step to step is separate data (optimize/methods.hpp).
// The range of a step a holds 2/L for every curvature from 2e-6 to 2e19: ½|Ax − b|² has one of 4e18 where all entries are 1e9.

/// x⁺ = x − a ∇f(x)
struct GradientDescent {
    static constexpr std::string_view id = "gradient-descent", label = "Gradient descent";
    double rate = 0.1;
    bool operator==(const GradientDescent&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Step a", .lo = 1e-19, .hi = 1e6, .scale = Scale::logarithmic}, s.rate);
    }
};

/// Gradient descent whose step shrinks until f has fallen enough: Boyd & Vandenberghe, algorithm 9.2.
struct Backtracking {
    static constexpr std::string_view id = "backtracking", label = "Backtracking line search";
    double initial = 1, slope = 0.1, shrink = 0.7;
    bool operator==(const Backtracking&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "initial", .label = "First trial", .lo = 1e-19, .hi = 1e6, .scale = Scale::logarithmic}, s.initial);
        v(Field{.key = "slope", .label = "Slope c₁", .lo = 1e-6, .hi = 0.5, .scale = Scale::logarithmic,
                .help = "The share of the promised decrease that a step must keep"}, s.slope);
        v(Field{.key = "shrink", .label = "Shrink β", .lo = 0.05, .hi = 0.95}, s.shrink);
    }
};

/// Gradient descent to the lowest point along the ray.
struct ExactLineSearch {
    static constexpr std::string_view id = "exact-line-search", label = "Exact line search";
    bool operator==(const ExactLineSearch&) const = default;
    static void describe(auto&, auto&&) {}
};

/// x⁺ = x − a ∇f(x) + b (x − x⁻): Polyak 1964.
struct HeavyBall {
    static constexpr std::string_view id = "heavy-ball", label = "Heavy ball";
    double rate = 0.1, momentum = 0.9;
    bool operator==(const HeavyBall&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Step a", .lo = 1e-19, .hi = 1e6, .scale = Scale::logarithmic}, s.rate);
        v(Field{.key = "momentum", .label = "Momentum b", .lo = 0, .hi = 0.9999}, s.momentum);
    }
};

/// How fast Nesterov's momentum grows. fista: (t−1)/t⁺ with t⁺ = (1+√(1+4t²))/2; ratio: (k−1)/(k+2);
/// strongly_convex: (1−q)/(1+q) with q = √(μa), constant.
enum class Schedule : std::uint8_t { fista, ratio, strongly_convex };
constexpr auto choices(Schedule) {
    return std::array{Choice{"fista", "Convex (FISTA)"}, Choice{"ratio", "Convex, (k−1)/(k+2)"},
                      Choice{"strongly-convex", "Strongly convex"}};
}

/// x⁺ = y − a ∇f(y), y⁺ = x⁺ + b (x⁺ − x): Nesterov 1983; Beck & Teboulle 2009.
struct Nesterov {
    static constexpr std::string_view id = "nesterov", label = "Nesterov";
    double rate = 0.1;
    Schedule schedule = Schedule::fista;
    bool restart = false;
    bool operator==(const Nesterov&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Step a", .lo = 1e-19, .hi = 1e6, .scale = Scale::logarithmic}, s.rate);
        v(Field{.key = "schedule", .label = "Momentum"}, s.schedule);
        v(Field{.key = "restart", .label = "Restart", .help = "Forget the momentum whenever it points uphill (O'Donoghue & Candès 2015)"},
          s.restart);
    }
};

/// Duchi, Hazan & Singer 2011, in PyTorch's convention (ε outside the root).
struct AdaGrad {
    static constexpr std::string_view id = "adagrad", label = "AdaGrad";
    double rate = 0.5, epsilon = 1e-10;
    bool operator==(const AdaGrad&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Rate", .lo = 1e-5, .hi = 10, .scale = Scale::logarithmic}, s.rate);
        v(Field{.key = "epsilon", .label = "ε", .lo = 1e-16, .hi = 1, .scale = Scale::logarithmic}, s.epsilon);
    }
};

/// Tieleman & Hinton 2012, in PyTorch's convention (ε outside the root).
struct RmsProp {
    static constexpr std::string_view id = "rmsprop", label = "RMSProp";
    double rate = 0.05, decay = 0.99, epsilon = 1e-8;
    bool operator==(const RmsProp&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Rate", .lo = 1e-5, .hi = 10, .scale = Scale::logarithmic}, s.rate);
        v(Field{.key = "decay", .label = "Decay", .lo = 0, .hi = 0.9999}, s.decay);
        v(Field{.key = "epsilon", .label = "ε", .lo = 1e-16, .hi = 1, .scale = Scale::logarithmic}, s.epsilon);
    }
};

/// Kingma & Ba 2015, algorithm 1.
struct Adam {
    static constexpr std::string_view id = "adam", label = "Adam";
    double rate = 0.1, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    bool correct_bias = true;
    bool operator==(const Adam&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "rate", .label = "Rate", .lo = 1e-5, .hi = 10, .scale = Scale::logarithmic}, s.rate);
        v(Field{.key = "beta1", .label = "β₁", .lo = 0, .hi = 0.9999}, s.beta1);
        v(Field{.key = "beta2", .label = "β₂", .lo = 0, .hi = 0.9999}, s.beta2);
        v(Field{.key = "epsilon", .label = "ε", .lo = 1e-16, .hi = 1, .scale = Scale::logarithmic}, s.epsilon);
        v(Field{.key = "correct_bias", .label = "Correct the bias"}, s.correct_bias);
    }
};

/// x⁺ = x − a with a from the last two gradients: Barzilai & Borwein 1988, first formula.
struct BarzilaiBorwein {
    static constexpr std::string_view id = "barzilai-borwein", label = "Barzilai–Borwein";
    double first = 0.05;
    bool operator==(const BarzilaiBorwein&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "first", .label = "First step", .lo = 1e-19, .hi = 1e6, .scale = Scale::logarithmic}, s.first);
    }
};

/// Nonlinear conjugate gradients (Polak–Ribière+) with exact line search; on a quadratic this is the linear method.
struct ConjugateGradient {
    static constexpr std::string_view id = "conjugate-gradient", label = "Conjugate gradient";
    bool operator==(const ConjugateGradient&) const = default;
    static void describe(auto&, auto&&) {}
};

/// BFGS with a strong Wolfe line search: Nocedal & Wright, algorithms 6.1, 3.5, 3.6.
struct Bfgs {
    static constexpr std::string_view id = "bfgs", label = "BFGS";
    double slope = 1e-4, curvature = 0.9;
    bool exact = false;
    bool operator==(const Bfgs&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "slope", .label = "Slope c₁", .lo = 1e-6, .hi = 0.4, .scale = Scale::logarithmic}, s.slope);
        v(Field{.key = "curvature", .label = "Curvature c₂", .lo = 0.41, .hi = 0.99}, s.curvature);
        v(Field{.key = "exact", .label = "Exact line search", .help = "Then a quadratic takes two steps"}, s.exact);
    }
};

/// x⁺ = x − H⁻¹ ∇f(x), as it stands: uphill where H is indefinite, and that is shown.
struct Newton {
    static constexpr std::string_view id = "newton", label = "Newton";
    bool downhill_only = false;
    bool operator==(const Newton&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "downhill_only", .label = "Only downhill", .help = "Stop where the step would point uphill"}, s.downhill_only);
    }
};

/// Newton with H + τI, τ just large enough for a direction of descent, and backtracking: Nocedal & Wright, algorithm 3.3.
struct DampedNewton {
    static constexpr std::string_view id = "damped-newton", label = "Damped Newton";
    double slope = 0.1, shrink = 0.7;
    bool operator==(const DampedNewton&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "slope", .label = "Slope c₁", .lo = 1e-6, .hi = 0.49, .scale = Scale::logarithmic}, s.slope);
        v(Field{.key = "shrink", .label = "Shrink β", .lo = 0.05, .hi = 0.95}, s.shrink);
    }
};

/// The list of optimizers.
using Optimizer = std::variant<GradientDescent, Backtracking, ExactLineSearch, HeavyBall, Nesterov, AdaGrad, RmsProp, Adam,
                               BarzilaiBorwein, ConjugateGradient, Bfgs, Newton, DampedNewton>;

}
