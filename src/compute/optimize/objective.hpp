#pragma once
#include "base/field.hpp"
#include "base/variant.hpp"
#include "compute/optimize/expression_objective.hpp"
#include "compute/optimize/knowledge.hpp"
#include "compute/types.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace eigenscope {

// Every alternative is a function of the plane with `value`, `gradient`, `hessian` and `known`. `value` is +infinity outside
// the domain (the extended value of convex analysis); gradient and Hessian mean something inside only.

/// ½(x² + κy²)
struct Quadratic {
    static constexpr std::string_view id = "quadratic", label = "Bowl";
    static constexpr bool is_quadratic = true;
    double kappa = 10;
    bool operator==(const Quadratic&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "kappa", .label = "κ", .lo = 1, .hi = 1000, .scale = Scale::logarithmic,
                .help = "How much steeper the bowl is in y than in x: its condition number"}, s.kappa);
    }
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// ½(x−c)ᵀ Q diag(λ₁, λ₂) Qᵀ (x−c) with the rotation Q by `angle`: a bowl, a trough or a saddle by the signs.
struct RotatedQuadratic {
    static constexpr std::string_view id = "rotated-quadratic", label = "Turned bowl";
    static constexpr bool is_quadratic = true;
    double lambda1 = 1, lambda2 = 8, angle = 0.5;
    Vec2 center = Vec2::Zero();
    bool operator==(const RotatedQuadratic&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "lambda1", .label = "λ₁", .lo = -100, .hi = 100}, s.lambda1);
        v(Field{.key = "lambda2", .label = "λ₂", .lo = -100, .hi = 100}, s.lambda2);
        v(Field{.key = "angle", .label = "Angle", .lo = -3.2, .hi = 3.2, .unit = "rad"}, s.angle);
        v(Field{.key = "center", .label = "Centre", .lo = -100, .hi = 100}, s.center);
    }
    Mat2 matrix() const;
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// ½(x + y − 1)²: convex, with a whole line of minimizers.
struct Trough {
    static constexpr std::string_view id = "trough", label = "Trough";
    static constexpr bool is_quadratic = true;
    bool operator==(const Trough&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// Booth's (x + 2y − 7)² + (2x + y − 5)²
struct Booth {
    static constexpr std::string_view id = "booth", label = "Booth";
    static constexpr bool is_quadratic = true;
    bool operator==(const Booth&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// Matyas' 0.26(x² + y²) − 0.48xy
struct Matyas {
    static constexpr std::string_view id = "matyas", label = "Matyas";
    static constexpr bool is_quadratic = true;
    bool operator==(const Matyas&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// ½|Ax − b|²: the bowl whose axes are the right singular vectors of A.
struct LeastSquares {
    static constexpr std::string_view id = "least-squares", label = "Least squares";
    static constexpr bool is_quadratic = true;
    Mat2 matrix = (Mat2() << 1.6, 0.8, 0.4, 1.1).finished();
    Vec2 target = Vec2(1, 0);
    bool operator==(const LeastSquares&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "matrix", .label = "A", .lo = -1e9, .hi = 1e9, .quantity = "A"}, s.matrix);
        v(Field{.key = "target", .label = "b", .lo = -1000, .hi = 1000, .help = "The point that Ax is to come close to"}, s.target);
    }
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// e^{x+3y−0.1} + e^{x−3y−0.1} + e^{−x−0.1}: Boyd & Vandenberghe, Convex Optimization, (9.20).
struct ExpSum {
    static constexpr std::string_view id = "exp-sum", label = "Sum of exponentials";
    bool operator==(const ExpSum&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// The logarithm of the sum of exponentials.
struct LogSumExp {
    static constexpr std::string_view id = "log-sum-exp", label = "Log-sum-exp";
    bool operator==(const LogSumExp&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// −log x − log y − log(1 − x − y) on the open triangle: its minimizer is the analytic centre.
struct AnalyticCentre {
    static constexpr std::string_view id = "analytic-centre", label = "Analytic centre";
    bool operator==(const AnalyticCentre&) const = default;
    static void describe(auto&, auto&&) {}
    bool contains(const Vec2& x) const;
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// x − log x + y log y on x > 0, y ≥ 0, where 0 log 0 = 0; at y = 0 the slope is −∞.
struct Entropy {
    static constexpr std::string_view id = "entropy", label = "Barrier and entropy";
    bool operator==(const Entropy&) const = default;
    static void describe(auto&, auto&&) {}
    bool contains(const Vec2& x) const;
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// √(1 + x²) + √(1 + γ²y²): round at the bottom, straight far out.
struct PseudoHuber {
    static constexpr std::string_view id = "pseudo-huber", label = "Pseudo-Huber";
    double gamma = 2;
    bool operator==(const PseudoHuber&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "gamma", .label = "γ", .lo = 0.1, .hi = 30, .scale = Scale::logarithmic}, s.gamma);
    }
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// x⁴ + y⁴, or x² + y⁴: a minimum so flat that the Hessian vanishes there.
struct Quartic {
    static constexpr std::string_view id = "quartic", label = "Flat quartic";
    bool square = false;
    bool operator==(const Quartic&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "square", .label = "x² instead of x⁴", .help = "x² + y⁴: flat in one direction only"}, s.square);
    }
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// log(eˣ + e⁻ˣ) + log(eʸ + e⁻ʸ): Newton's method converges from 1.0 and diverges from 1.1.
struct LogCosh {
    static constexpr std::string_view id = "log-cosh", label = "Log-cosh";
    bool operator==(const LogCosh&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// φ(x) + 5/2 y² with φ' = 25x (x < 1), x + 24 (1 ≤ x < 2), 25x − 24 (x ≥ 2): Lessard, Recht & Packard, "Analysis and Design
/// of Optimization Algorithms via Integral Quadratic Constraints", SIAM J. Optim. 26 (2016), (4.11).
struct Lessard {
    static constexpr std::string_view id = "lessard", label = "Lessard's bent bowl";
    bool operator==(const Lessard&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// Rosenbrock's (1 − x)² + 100(y − x²)²: a curved valley.
struct Rosenbrock {
    static constexpr std::string_view id = "rosenbrock", label = "Rosenbrock";
    bool operator==(const Rosenbrock&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// Himmelblau's (x² + y − 11)² + (x + y² − 7)²: four minima, four saddles, one maximum.
struct Himmelblau {
    static constexpr std::string_view id = "himmelblau", label = "Himmelblau";
    bool operator==(const Himmelblau&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// x² − y² + y⁴/4: two wells and a saddle between them.
struct DoubleWell {
    static constexpr std::string_view id = "double-well", label = "Two wells and a saddle";
    bool operator==(const DoubleWell&) const = default;
    static void describe(auto&, auto&&) {}
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    Knowledge known() const;
};

/// The list of objectives.
using Objective = std::variant<LeastSquares, Quadratic, RotatedQuadratic, Trough, Booth, Matyas, ExpSum, LogSumExp, PseudoHuber,
                               Quartic, LogCosh, AnalyticCentre, Entropy, Lessard, Rosenbrock, Himmelblau, DoubleWell, ExpressionObjective>;

/// f(x); +infinity outside the domain.
double value(const Objective& f, const Vec2& x);
/// ∇f(x)
Vec2 gradient(const Objective& f, const Vec2& x);
/// ∇²f(x), symmetric
Mat2 hessian(const Objective& f, const Vec2& x);
/// x lies where f is defined.
bool in_domain(const Objective& f, const Vec2& x);
/// What is proven about f.
Knowledge known(const Objective& f);
/// f is a polynomial of degree two at most: its Hessian is the same everywhere.
bool is_quadratic(const Objective& f);

/// f at the points of a grid, row by row from lo to hi; not-a-number outside the domain, infinite where f is, or is too large for a double.
std::vector<double> sample(const Objective& f, const Vec2& lo, const Vec2& hi, int columns, int rows);
/// The same at these points; as many x as y.
std::vector<double> sample(const Objective& f, const std::vector<double>& x, const std::vector<double>& y);

}
