#include "compute/optimize/stability.hpp"

#include "base/number.hpp"
#include "base/variant.hpp"

#include <cmath>
#include <limits>

namespace eigenscope {

double constant_momentum(double mu, double rate) {
    const double q = std::sqrt(mu * rate);
    return (1 - q) / (1 + q);
}

namespace {

// The root of z² − b z + c with the larger modulus; with its sign where the roots are real.
double dominant_root(double b, double c) {
    const double discriminant = b * b - 4 * c;
    if (discriminant < 0) return std::sqrt(c);
    return std::copysign(0.5 * (std::abs(b) + std::sqrt(discriminant)), b);
}

bool is_constant(const Nesterov& m, double mu) {
    return m.schedule == Schedule::strongly_convex && !m.restart && mu > 0 && mu * m.rate <= 1;
}

// Of a step on ½λx²: the dominant eigenvalue of the iteration.
double dominant(const GradientDescent& m, double lambda, double) { return 1 - m.rate * lambda; }
double dominant(const HeavyBall& m, double lambda, double) { return dominant_root(1 + m.momentum - m.rate * lambda, m.momentum); }
double dominant(const Nesterov& m, double lambda, double mu) {
    if (!is_constant(m, mu)) return std::numeric_limits<double>::quiet_NaN();
    const double b = constant_momentum(mu, m.rate), s = 1 - m.rate * lambda;
    return dominant_root((1 + b) * s, b * s);
}

// Where the dominant eigenvalue is −1.
double limit(const GradientDescent&, double L, double) { return 2 / L; }
double limit(const HeavyBall& m, double L, double) { return 2 * (1 + m.momentum) / L; }
double limit(const Nesterov& m, double L, double mu) {
    // In the convex schedules b grows to 1.
    const double b = is_constant(m, mu) ? constant_momentum(mu, m.rate) : 1;
    return (2 + 2 * b) / ((1 + 2 * b) * L);
}

std::string limit_name(const GradientDescent&, double) { return "2/L"; }
std::string limit_name(const HeavyBall&, double) { return "2(1+b)/L"; }
std::string limit_name(const Nesterov& m, double mu) { return is_constant(m, mu) ? "(2+2b)/((1+2b)L)" : "4/(3L)"; }

template <class M>
concept Fixed = requires(const M& m) { dominant(m, 1.0, 1.0); };

}

std::optional<StepLimit> step_limit(const Optimizer& optimizer, const Knowledge& known) {
    if (!is_convex(known.convexity) || !known.L || !(*known.L > 0)) return {};
    const double L = *known.L, mu = known.mu.value_or(0);
    return std::visit([&]<class M>(const M& m) -> std::optional<StepLimit> {
        if constexpr (Fixed<M>) return StepLimit{m.rate, limit(m, L, mu), limit_name(m, mu), dominant(m, L, mu)};
        else return {};
    }, optimizer);
}

std::string overstep(const Optimizer& optimizer, const Knowledge& known, bool quadratic) {
    const auto found = step_limit(optimizer, known);
    if (!found || !found->above()) return {};
    const auto [rate, limit] = told_apart(found->rate, found->limit);
    const std::string above = " " + rate + " is above " + found->name + " = " + limit;
    if (!quadratic) return above + ": where f curves the most, the error grows.";
    if (std::isnan(found->factor)) return above + ": the error in the steep direction grows.";
    return above + ": the error in the steep direction is multiplied by " + significant(found->factor) + " each time.";
}

std::optional<double> spectral_radius(const Optimizer& optimizer, double lambda, double mu) {
    return std::visit([&]<class M>(const M& m) -> std::optional<double> {
        if constexpr (Fixed<M>) {
            const double eigenvalue = dominant(m, lambda, mu);
            if (!std::isnan(eigenvalue)) return std::abs(eigenvalue);
        }
        return {};
    }, optimizer);
}

}
