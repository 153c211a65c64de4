#include "compute/optimize/bound.hpp"

#include "base/number.hpp"
#include "base/variant.hpp"
#include "compute/optimize/stability.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

bool Bound::proven() const {
    return std::all_of(assumptions.begin(), assumptions.end(), [](const Assumption& a) { return a.holds; });
}

double Bound::at(int k) const { return gap * std::pow(factor, k) / std::pow(shift + slope * k, power); }

double gap_floor(double minimum) { return std::numeric_limits<double>::epsilon() * std::max(1.0, std::abs(minimum)); }

double small_gap(double minimum) { return 1e-8 * std::max(1.0, std::abs(minimum)); }

std::optional<Vec2> nearest_minimizer(const Knowledge& known, const Vec2& x) {
    if (known.minimizers.empty()) return {};
    const Vec2 nearest = *std::min_element(known.minimizers.begin(), known.minimizers.end(), [&](const Vec2& a, const Vec2& b) {
        return (a - x).squaredNorm() < (b - x).squaredNorm();
    });
    if (!known.along) return nearest;
    return nearest + *known.along * known.along->dot(x - nearest);
}

namespace {

// What the theorems are about.
struct Problem {
    double L, mu;                             ///< mu = 0 where f is merely convex
    double gap, distance;                     ///< f(x₀) − f*, |x₀ − x*|
    Convexity convexity;
    bool quadratic;
};

Assumption smooth_assumption(const Knowledge& known) {
    const bool open = known.convexity == Convexity::undecided;
    return {known.L ? "∇f is Lipschitz, L = " + significant(*known.L) : std::string("∇f is Lipschitz: ") + (open ? "not decided" : "it is not"),
            known.L.has_value()};
}
Assumption convex_assumption(const Problem& p) {
    const bool holds = is_convex(p.convexity), open = p.convexity == Convexity::undecided;
    return {std::string("f is convex") + (holds ? "" : open ? ": not decided" : ": it is not"), holds};
}
Assumption strong_assumption(const Problem& p) {
    return {p.mu > 0 ? "f is strongly convex, μ = " + significant(p.mu) : "f is strongly convex: no μ > 0", p.mu > 0};
}
Assumption rate_assumption(double rate, double limit, const std::string& name) {
    // A step that is typed as 1/L to all digits is not above it.
    const bool holds = rate > 0 && rate <= limit * (1 + 4 * std::numeric_limits<double>::epsilon());
    const auto [a, most] = told_apart(rate, limit);
    return {"a ≤ " + name + ": " + (holds ? significant(rate) + " ≤ " + significant(limit) : a + " > " + most), holds};
}

Bound merely_convex(const Problem& p, double rate) {
    return {.theorem = "Drori & Teboulle 2014, theorem 3.1", .formula = "f − f* ≤ LR² / (4kaL + 2)",
            .assumptions = {convex_assumption(p), rate_assumption(rate, 1 / p.L, "1/L")},
            .gap = 0.5 * p.L * p.distance * p.distance, .shift = 1, .slope = 2 * rate * p.L, .power = 1};
}

std::optional<Bound> theorem(const GradientDescent& method, const Problem& p) {
    if (!(p.mu > 0)) return merely_convex(p, method.rate);
    const double factor = std::max(std::abs(1 - method.rate * p.mu), std::abs(1 - method.rate * p.L));
    return Bound{.theorem = "Taylor, Hendrickx & Glineur 2018, theorem 3.3", .formula = "f − f* ≤ max(|1−aμ|, |1−aL|)²ᵏ (f₀ − f*)",
                 .assumptions = {strong_assumption(p), rate_assumption(method.rate, 2 / p.L, "2/L")},
                 .gap = p.gap, .factor = factor * factor};
}

std::optional<Bound> theorem(const Backtracking& method, const Problem& p) {
    // Every t ≤ 2(1−c₁)/L passes, so the search keeps at least this much; then as in Boyd & Vandenberghe, 9.3.1.
    const double least = std::min(method.initial, 2 * (1 - method.slope) * method.shrink / p.L);
    return Bound{.theorem = "Boyd & Vandenberghe, section 9.3.1", .formula = "f − f* ≤ (1 − 2μc₁ min(t₀, 2(1−c₁)β/L))ᵏ (f₀ − f*)",
                 .assumptions = {strong_assumption(p)}, .gap = p.gap, .factor = 1 - 2 * p.mu * method.slope * least};
}

std::optional<Bound> theorem(const ExactLineSearch&, const Problem& p) {
    const double ratio = (p.L - p.mu) / (p.L + p.mu);
    return Bound{.theorem = "de Klerk, Glineur & Taylor 2017, theorem 1.2", .formula = "f − f* ≤ ((κ−1)/(κ+1))²ᵏ (f₀ − f*)",
                 .assumptions = {strong_assumption(p)}, .gap = p.gap, .factor = ratio * ratio};
}

std::optional<Bound> theorem(const Nesterov& method, const Problem& p) {
    if (method.restart) return {};
    const Assumption rate = rate_assumption(method.rate, 1 / p.L, "1/L");
    if (method.schedule == Schedule::strongly_convex) {
        const double q = std::sqrt(p.mu * method.rate);
        return Bound{.theorem = "Nesterov, Lectures on Convex Optimization 2018, theorem 2.2.3",
                     .formula = "f − f* ≤ (1−√(μa))ᵏ (f₀ − f* + μR²/2)", .assumptions = {strong_assumption(p), rate},
                     .gap = p.gap + 0.5 * p.mu * p.distance * p.distance, .factor = 1 - q};
    }
    return Bound{.theorem = "Beck & Teboulle 2009, theorem 4.4", .formula = "f − f* ≤ 2R² / (a(k+1)²)",
                 .assumptions = {convex_assumption(p), rate}, .gap = 2 * p.distance * p.distance / method.rate,
                 .shift = 1, .slope = 1, .power = 2};
}

std::optional<Bound> theorem(const ConjugateGradient&, const Problem& p) {
    const double root = std::sqrt(p.L / p.mu), ratio = (root - 1) / (root + 1);
    return Bound{.theorem = "Nocedal & Wright, (5.36)", .formula = "f − f* ≤ 4((√κ−1)/(√κ+1))²ᵏ (f₀ − f*)",
                 .assumptions = {{p.quadratic ? "f is quadratic" : "f is quadratic: it is not", p.quadratic}, strong_assumption(p)},
                 .gap = 4 * p.gap, .factor = ratio * ratio};
}

// No theorem that would draw a useful line.
std::optional<Bound> theorem(const HeavyBall&, const Problem&) { return {}; }
std::optional<Bound> theorem(const AdaGrad&, const Problem&) { return {}; }
std::optional<Bound> theorem(const RmsProp&, const Problem&) { return {}; }
std::optional<Bound> theorem(const Adam&, const Problem&) { return {}; }
std::optional<Bound> theorem(const BarzilaiBorwein&, const Problem&) { return {}; }
std::optional<Bound> theorem(const Bfgs&, const Problem&) { return {}; }
std::optional<Bound> theorem(const Newton&, const Problem&) { return {}; }
std::optional<Bound> theorem(const DampedNewton&, const Problem&) { return {}; }

}

std::optional<Bound> bound(const Optimizer& optimizer, const Objective& objective, const Vec2& start) {
    const Knowledge about = known(objective);
    const auto nearest = nearest_minimizer(about, start);
    const double f0 = value(objective, start);
    if (!about.minimum || !nearest || !std::isfinite(f0)) return {};
    const Problem problem{.L = about.L.value_or(Step::none), .mu = about.mu.value_or(0), .gap = f0 - *about.minimum,
                          .distance = (start - *nearest).norm(), .convexity = about.convexity,
                          .quadratic = is_quadratic(objective)};
    auto found = std::visit([&](const auto& method) { return theorem(method, problem); }, optimizer);
    if (!found) return found;
    // Without L the others have no numbers, and that it is missing says enough.
    if (!about.L) found->assumptions.clear();
    found->assumptions.insert(found->assumptions.begin(), smooth_assumption(about));
    return found;
}

std::optional<double> asymptotic_rate(const Optimizer& optimizer, const Objective& objective, const Vec2& end) {
    const Knowledge about = known(objective);
    const auto nearest = nearest_minimizer(about, end);
    if (!nearest || about.along) return {};
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(objective, *nearest), Eigen::EigenvaluesOnly);
    if (!(solver.eigenvalues()(0) > 0)) return {};
    const double mu = about.mu.value_or(0);
    const auto low = spectral_radius(optimizer, solver.eigenvalues()(0), mu), high = spectral_radius(optimizer, solver.eigenvalues()(1), mu);
    if (!low || !high) return {};
    const double worst = std::max(*low, *high);
    return worst * worst;
}

std::optional<double> measured_rate(const Run& run, const Knowledge& known) {
    if (!known.minimum) return {};
    // A hundred times the floor: there the digits of f − f* still mean something.
    const double floor = 100 * gap_floor(*known.minimum);
    int end = run.last();
    while (end > 0 && !(run.steps[static_cast<std::size_t>(end)].f - *known.minimum > floor)) --end;
    const int begin = end / 2;
    if (end - begin < 2) return {};
    const double last = run.steps[static_cast<std::size_t>(end)].f - *known.minimum;
    const double first = run.steps[static_cast<std::size_t>(begin)].f - *known.minimum;
    if (!(first > 0)) return {};
    return std::pow(last / first, 1.0 / (end - begin));
}

}
