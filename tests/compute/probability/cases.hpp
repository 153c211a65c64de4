#pragma once
#include "compute/probability/distribution.hpp"

#include "base/number.hpp"

#include <random>
#include <string>

namespace eigenscope::test {

/// "gamma shape=0.5 scale=1": which law a failing check is about.
inline std::string named(const Distribution& law) {
    std::string text(id_of(law));
    std::visit(
        [&]<class L>(const L& l) {
            L::describe(l, [&]<class M>(const Field& f, const M& x) {
                text += " " + std::string(f.key) + "=";
                if constexpr (std::is_same_v<M, Typed>) text += x.text();
                else if constexpr (std::is_same_v<M, Parameters>) for (const Parameter& p : x) text += p.name + ":" + shortest(p.value) + ",";
                else text += shortest(double(x));
            });
        },
        law);
    return text;
}

/// Every law of the list as it comes, so that a new one is tested without being named here.
inline std::vector<Distribution> default_laws() {
    return one_of_each<Distribution>();
}

/// The same and states worth fearing: spikes, heavy tails, extremes of size, point masses.
inline std::vector<Distribution> every_law() {
    std::vector<Distribution> laws = default_laws();
    for (const Distribution& law : std::initializer_list<Distribution>{
             Normal{-1000, 1e-3}, Normal{3, 200}, Uniform{-5, 1e5}, Exponential{1e-5}, Gamma{0.5, 1}, Gamma{1, 3}, Gamma{0.02, 1}, Gamma{300, 2},
             Beta{0.5, 0.5}, Beta{0.01, 0.01}, Beta{1, 3}, Beta{30, 2}, Beta{400, 600}, Beta{1, 1}, Beta{0.3, 4}, StudentT{1}, StudentT{2.5}, StudentT{0.5},
             StudentT{1e4}, Cauchy{3, 0.1}, Laplace{-2, 7}, Lognormal{1, 3}, Lognormal{0, 0.05}, ChiSquared{1}, ChiSquared{2}, ChiSquared{250}, Weibull{0.5, 1},
             Weibull{1, 2}, Weibull{20, 3}, Pareto{1, 1}, Pareto{0.1, 0.3}, Pareto{2, 30}, Binomial{1, 0.3}, Binomial{100, 0.02}, Binomial{5000, 0.998575},
             Binomial{30, 1}, Binomial{30, 0}, Binomial{0, 0.5}, Poisson{0.1}, Poisson{50}, Poisson{3000}, Poisson{0}, Geometric{1}, Geometric{0.001},
             Hypergeometric{50, 5, 10}, Hypergeometric{1000, 600, 400}, Hypergeometric{10, 10, 3}, Hypergeometric{2, 1, 1},
             Custom("exp(-x^2/2)"), Custom("1/(1+x^2)"), Custom("1/sqrt(x)", {}, {0, 1}), Custom("exp(-abs(x-3)/40)"), Custom("1 - x^2", {}, {-1, 1}),
             Custom("x^-1.4", {}, {2, infinity})})
        laws.push_back(law);
    return laws;
}

inline bool is_point(const Distribution& law) {
    const Interval ends = support(law);
    return ends.lo == ends.hi;
}

/// The integral of f over [a, b] by the tanh-sinh rule of Takahasi & Mori (1974). f is given x and its distances to both ends, so that it
/// may be singular there.
template <class F>
double integral(F&& f, double a, double b, double step = 1.0 / 32) {
    double sum = 0;
    for (double t = -6.2; t <= 6.2; t += step) {
        const double s = std::numbers::pi / 2 * std::sinh(t);
        const double from_a = (b - a) / (1 + std::exp(-2 * s)), to_b = (b - a) / (1 + std::exp(2 * s));
        const double weight = std::numbers::pi / 2 * std::cosh(t) / (std::cosh(s) * std::cosh(s));
        const double x = s < 0 ? a + from_a : b - to_b;
        const double value = f(x, from_a, to_b);
        if (weight > 0 && std::isfinite(value)) sum += weight * value;
    }
    return sum * (b - a) / 2 * step;
}

/// The step for integrals over p of what is made from quantiles: in a valley between two humps they are steep.
inline double fine_step(const Distribution& law) { return std::holds_alternative<Custom>(law) ? 1.0 / 1024 : 1.0 / 32; }

}
