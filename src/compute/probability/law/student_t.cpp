#include "compute/probability/law/student_t.hpp"

#include "compute/probability/special.hpp"

namespace eigenscope {
namespace {

// From here on t² has overflowed or nu / t² has lost its digits, and the tail is its own leading term, a power of t.
constexpr double far_away = 1e140;

double log_leading_constant(double nu) {
    // log of 1 / (a B(a, 1/2)) for a = nu / 2, halved: P(T > t) ~ exp(this) (nu / t²)^a
    const double a = nu / 2;
    return special::log_gamma(a + 0.5) - special::log_gamma_1p(a) - 0.5 * std::log(std::numbers::pi) - std::numbers::ln2;
}

double log_far_tail(double t, double nu) { return log_leading_constant(nu) + nu * (0.5 * std::log(nu) - std::log(t)); }

// nu / (nu + t²) and its complement: the argument of the incomplete beta function.
special::Unit share(double t, double nu) {
    const double r = t * t / nu;
    return r < 1 ? special::Unit{1 / (1 + r), r / (1 + r)} : special::Unit{1 / r / (1 + 1 / r), 1 / (1 + 1 / r)};
}

}

double StudentT::upper_tail(double t) const {
    if (t > far_away) return std::exp(log_far_tail(t, nu));
    if (t < -far_away) return -std::expm1(log_far_tail(-t, nu));
    // P(|T| > |t|) to the right of zero, and P(|T| < |t|) to the left.
    const double part = special::beta_tail(nu / 2, 0.5, share(t, nu), t > 0 ? Side::lower : Side::upper);
    return t > 0 ? 0.5 * part : 0.5 + 0.5 * part;
}

double StudentT::log_tail(double x, Side side) const {
    const double t = side == Side::upper ? x : -x;
    if (t > far_away) return log_far_tail(t, nu);
    if (t > 0) return special::log_beta_tail(nu / 2, 0.5, share(t, nu), Side::lower) - std::numbers::ln2;
    return std::log1p(-tail(x, special::other(side)));
}

// Halley's method, which triples the digits at each step, for the lower tail.
std::optional<double> StudentT::polished(double t, double p) const {
    const double top = std::exp(log_density(0));
    for (int i = 0; i < 4; ++i) {
        const double step = (tail(t, Side::lower) - p) / (top * std::exp(-0.5 * (nu + 1) * std::log1p(t * t / nu)));
        const double change = step / (1 + step * (nu + 1) * t / (2 * (nu + t * t)));
        if (!(std::abs(change) < 0.5 * std::abs(t) + 0.5)) return std::nullopt;
        t -= change;
        if (std::abs(change) < 1e-6 * std::abs(t)) return t;
    }
    return std::nullopt;
}

double StudentT::general_quantile(double p, Side side) const {
    if (p == 0.5) return 0;
    if (nu > 1.5 && p > 1e-8)
        if (const auto t = polished(special::rough_student_quantile(nu, p), p)) return side == Side::lower ? *t : -*t;
    const special::Unit u = special::beta_quantile(nu / 2, 0.5, 2 * p, Side::lower);
    double t = std::sqrt(nu * (u.y / u.x));
    if (!(u.x > 1e-280)) t = std::exp(0.5 * std::log(nu) + (log_leading_constant(nu) - std::log(p)) / nu);
    return side == Side::upper ? t : -t;
}

Moments StudentT::moments() const {
    constexpr std::string_view no_mean = "with ν ≤ 1 both halves of the mean diverge: ∞ − ∞";
    constexpr std::string_view no_center = "there is no mean to measure from";
    constexpr std::string_view heavy = "x² f(x) falls off no faster than 1/x when ν ≤ 2";
    constexpr std::string_view no_skewness = "with ν ≤ 3 both halves of the third moment diverge: ∞ − ∞";
    constexpr std::string_view no_scale = "the variance is not finite";
    constexpr std::string_view heavier = "x⁴ f(x) falls off no faster than 1/x when ν ≤ 4";
    return {nu > 1 ? finite(0) : undefined(no_mean),
            nu > 2   ? finite(nu / (nu - 2))
            : nu > 1 ? infinite(heavy)
                     : undefined(no_center),
            nu > 3 ? finite(0) : undefined(nu > 2 ? no_skewness : no_scale),
            nu > 4   ? finite(6 / (nu - 4))
            : nu > 2 ? infinite(heavier)
                     : undefined(no_scale)};
}

double StudentT::entropy() const { return special::student_entropy(nu); }

}
