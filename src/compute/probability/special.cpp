#include "compute/probability/special.hpp"

#include "compute/probability/large_gamma.hpp"
#include "compute/probability/random.hpp"
#include "compute/probability/twofold.hpp"

#include <boost/math/tools/config.hpp>
// Where Boost 1.74 may use constexpr its table of factorials is no static one: it is built anew, all 171 entries, at each call of an
// incomplete beta function of small parameters, which takes twice as long as the function. No other file includes these headers.
#undef BOOST_MATH_HAVE_CONSTEXPR_TABLES
#undef BOOST_MATH_CONSTEXPR_TABLE_FUNCTION
#define BOOST_MATH_CONSTEXPR_TABLE_FUNCTION

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/detail/t_distribution_inv.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/polygamma.hpp>
#include <boost/math/special_functions/zeta.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope::special {
namespace {

namespace bm = boost::math;
namespace policy = boost::math::policies;

const policy::policy<policy::domain_error<policy::ignore_error>, policy::pole_error<policy::ignore_error>,
                     policy::overflow_error<policy::ignore_error>, policy::underflow_error<policy::ignore_error>,
                     policy::denorm_error<policy::ignore_error>, policy::rounding_error<policy::ignore_error>,
                     policy::evaluation_error<policy::ignore_error>, policy::promote_double<false>>
    quiet;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double log_sqrt_2pi = 0.918938533204672741780329736406;
// Below this a tail is taken in logarithms: a little above where doubles lose digits (2.2e-308).
constexpr double deep = 1e-290;

// Boost throws in a few corners whatever its policy says; a formula has no use for an exception.
template <class F>
double guarded(F&& f) noexcept {
    try {
        return f();
    } catch (...) {
        return not_a_number;
    }
}

// log Γ(n + 1) minus Stirling's formula without its series.
double stirling_error(double n) {
    if (n > 15) {
        // DLMF 5.11.1
        constexpr double c[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156};
        const double r = 1 / (n * n);
        double s = c[6];
        for (int i = 5; i >= 0; --i) s = s * r + c[i];
        return s / n;
    }
    return log_gamma_1p(n) - (n + 0.5) * std::log(n) + n - log_sqrt_2pi;
}

// log x - 1/2x - ψ(x) for large x (DLMF 5.11.2).
double digamma_rest(double x) {
    constexpr double c[] = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12};
    const double r = 1 / (x * x);
    double s = c[6];
    for (int i = 5; i >= 0; --i) s = s * r + c[i];
    return s * r;
}

// From here on both expansions have all digits of a double.
constexpr double large_argument = 20;

// x log(x / m) + m - x without cancellation near x = m (Loader's bd0). `rest` is what m leaves off.
double deviance(double x, double m, double rest = 0) {
    const double d = x - m - rest;
    if (std::abs(d) < 0.4 * (x + m)) {
        const double v = d / (x + m);
        double sum = d * v, term = 2 * x * v;
        for (int j = 1; j < 1000; ++j) {
            term *= v * v;
            const double next = sum + term / (2 * j + 1);
            if (next == sum) return next;
            sum = next;
        }
        return sum;
    }
    const double share = x / m;
    return x * (std::isnormal(share) ? std::log(share) : std::log(x) - std::log(m)) + m - x;
}

// A density of Loader's as front · e^-exponent: the exponent is small in the middle.
struct SaddlePoint {
    double front, exponent;
    double log() const { return std::log(front) - exponent; }
    double value() const { return front * std::exp(-exponent); }
};

SaddlePoint poisson_point(double x, double mean) {
    if (x == 0) return {1, mean};
    return {1 / std::sqrt(2 * std::numbers::pi * x), stirling_error(x) + deviance(x, mean)};
}

// Of x successes and y failures, 0 < p.x < 1: where one of them is far larger, n - x would lose the digits of y.
SaddlePoint two_counts_point(double x, double y, Unit p) {
    const Twofold all = Twofold::sum(x, y);
    const double n = all.hi;
    const auto log_power = [](double k, Unit base) {  // k log base.x, whichever of the two is the safer logarithm
        return k * log_of(base.x, base.y);
    };
    if (x == 0) return {1, -log_power(n, p.mirrored())};
    if (y == 0) return {1, -log_power(n, p)};
    const Twofold mean_x = all * Twofold{p.x, p.x_rest}, mean_y = all * Twofold{p.y, p.y_rest};
    return {std::sqrt(n / x / y / (2 * std::numbers::pi)), stirling_error(x) + stirling_error(y) - stirling_error(n) +
                                                               deviance(x, mean_x.hi, mean_x.lo) + deviance(y, mean_y.hi, mean_y.lo)};
}

// The continued fraction 1 / (b0 + a1 / (b1 + a2 / (b2 + ...))) by the modified Lentz algorithm (Thompson & Barnett 1986).
template <class A, class B>
double continued_fraction(A&& a, B&& b) {
    constexpr double tiny = 1e-300;
    double f = b(0), c = f, d = 0;
    if (f == 0) f = c = tiny;
    for (int j = 1; j < 100'000; ++j) {
        d = b(j) + a(j) * d;
        c = b(j) + a(j) / c;
        if (d == 0) d = tiny;
        if (c == 0) c = tiny;
        d = 1 / d;
        const double step = c * d;
        f *= step;
        if (std::abs(step - 1) < 1e-16) break;
    }
    return 1 / f;
}

// DLMF 8.7.1, for x < a.
double log_gamma_p_deep(double a, double x) {
    double sum = 1, term = 1;
    for (int n = 1; n < 1'000'000 && term > 1e-17 * sum; ++n) sum += term *= x / (a + n);
    return log_poisson_density(a, x) + std::log(sum);
}

// DLMF 8.9.2, for x > a.
double log_gamma_q_deep(double a, double x) {
    const double fraction =
        continued_fraction([=](int j) { return -j * (j - a); }, [=](int j) { return x + 2 * j + 1 - a; });
    return std::log(a) + log_poisson_density(a, x) + std::log(fraction);
}

// The fraction of Didonato & Morris, "Algorithm 708", ACM TOMS 18 (1992), for x below the mean a / (a + b): it takes two steps of
// DLMF 8.17.22 in one, and unlike that does not cancel where a is far larger than b.
double log_beta_deep(double a, double b, Unit u) {
    const double excess = (Twofold{a} * Twofold{u.y, u.y_rest} - Twofold{b} * Twofold{u.x, u.x_rest}).hi;
    const double fraction = continued_fraction(
        [=](int n) {
            const double before = a + 2 * n - 1;
            return (a + n - 1) * (a + b + n - 1) / (before * before) * (n * (b - n) * u.x * u.x);
        },
        [=](int n) {
            const double first = n == 0 ? 0 : n * (b - n) * u.x / (a + 2 * n - 1);    // zero also where a = 1 makes it 0/0
            return n + first + (a + n) / (a + 2 * n + 1) * (excess + 1 + n * (1 + u.y));
        });
    return two_counts_point(a, b, u).log() + std::log(a) + std::log(b / (a + b)) + std::log(fraction);
}

// Boost's powers in front of the same fraction lose digits as the larger parameter grows: 3e-11 at 10⁶, 2e-8 at 10⁹. The saddle-point
// expansion does not. The fraction converges on the near side of the mean, and slowly only where the smaller parameter is nearly 0.
constexpr double many = 1e4, few = 0.5;
double beta_tail_of_many(double a, double b, Unit u, Side side) {
    const bool lower_is_near = u.x * b < u.y * a;
    const double near = std::exp(lower_is_near ? log_beta_deep(a, b, u) : log_beta_deep(b, a, u.mirrored()));
    return (side == Side::lower) == lower_is_near ? near : 1 - near;
}

}

Unit unit(double x) {
    const Twofold y = Twofold::sum(1, -x);
    return {x, y.hi, 0, y.lo};
}

Unit ratio(double part, double whole) {
    const Twofold x = Twofold{part} / Twofold{whole}, y = Twofold::sum(whole, -part) / Twofold{whole};
    return {x.hi, y.hi, x.lo, y.lo};
}

double log_gamma(double x) {
    return guarded([=] { return bm::lgamma(x, quiet); });
}

double log_gamma_1p(double x) {
    return guarded([=] { return std::abs(x) < 0.5 ? std::log1p(bm::tgamma1pm1(x, quiet)) : bm::lgamma(1 + x, quiet); });
}

// log Γ(1 + x) = -γ x + Σ ζ(m) (-x)^m / m (DLMF 5.7.3): what is linear in t drops out of every such sum and never has to cancel.
double log_gamma_sum(std::initializer_list<double> weights, double t) {
    double sum = 0;
    for (int m = 2; m < 60; ++m) {
        double weight = 0, j = 0;
        for (const double w : weights) weight += w * std::pow(++j, m);
        const double term = weight * bm::zeta(static_cast<double>(m), quiet) * std::pow(-t, m) / m;
        sum += term;
        if (weight != 0 && std::abs(term) < 1e-18 * std::abs(sum)) break;
    }
    return sum;
}

double digamma(double x) {
    return guarded([=] { return bm::digamma(x, quiet); });
}

double gamma_entropy(double a) {
    if (a < large_argument) return a + log_gamma(a) + (1 - a) * digamma(a);
    return log_sqrt_2pi + 0.5 * std::log(a) + 0.5 - 0.5 / a + (a - 1) * digamma_rest(a) + stirling_error(a);
}

double student_entropy(double nu) {
    const double a = nu / 2, c = a + 0.5;
    if (a < large_argument)
        return c * (digamma(c) - digamma(a)) + 0.5 * std::log(nu * std::numbers::pi) + log_gamma(a) - log_gamma(c);
    return log_sqrt_2pi + 0.5 + 0.5 * std::log1p(0.5 / a) + 0.25 / a + c * (digamma_rest(a) - digamma_rest(c)) +
           stirling_error(a) - stirling_error(c);
}

double polygamma(double n, double x) {
    constexpr double most = 20;
    const bool pole = x <= 0 && x == std::floor(x);
    if (!(n >= 0 && n <= most) || n != std::floor(n) || std::isnan(x) || pole) return not_a_number;
    return guarded([=] { return bm::polygamma(static_cast<int>(n), x, quiet); });
}

double log_of(double tail, double complement) { return tail > 0.5 ? std::log1p(-complement) : std::log(tail); }

double log1m_exp(double x) { return x > -std::numbers::ln2 ? std::log(-std::expm1(x)) : std::log1p(-std::exp(x)); }

double log_rise(double h, double log_h) { return h > 1e-17 ? log1m_exp(-h) : log_h; }

double normal_tail(double z, Side side) { return 0.5 * std::erfc((side == Side::upper ? z : -z) / std::numbers::sqrt2); }

double log_normal_tail(double z, Side side) {
    const double away = side == Side::upper ? z : -z;
    if (away > 1e100) return -infinity;       // its square is no double any more
    if (away > 5) return -0.5 * away * away - log_sqrt_2pi + std::log(mills_ratio(away));
    return log_of(normal_tail(z, side), normal_tail(z, other(side)));
}

double normal_quantile(double p, Side side) {
    const double z = standard_normal_quantile(p);
    return side == Side::lower ? z : -z;
}

double gamma_tail(double a, double x, Side side) {
    if (x <= 0) return side == Side::lower ? 0 : 1;
    if (x == infinity) return side == Side::lower ? 1 : 0;
    if (a >= large_shape) {
        const double near = is_near_large_shape(a, x) ? near_gamma_tail(a, x).value() : 0;
        return (side == Side::lower) == (x < a) ? near : 1 - near;
    }
    return guarded([=] { return side == Side::lower ? bm::gamma_p(a, x, quiet) : bm::gamma_q(a, x, quiet); });
}

double log_gamma_tail(double a, double x, Side side) {
    const double tail = gamma_tail(a, x, side);
    if (tail > deep) return log_of(tail, gamma_tail(a, x, other(side)));
    if (x <= 0 || x == infinity) return -infinity;
    if (is_near_large_shape(a, x)) return near_gamma_tail(a, x).log();
    return side == Side::lower ? log_gamma_p_deep(a, x) : log_gamma_q_deep(a, x);
}

// From the cube of a normal law (Wilson & Hilferty 1931) by Newton's method for the logarithm of the tail, which bends one way only.
double large_gamma_quantile(double a, double p, Side side) {
    const double c = 1 / (9 * a), cube = std::max(1 - c + normal_quantile(p, side) * std::sqrt(c), 0.8);
    double x = a * cube * cube * cube;
    for (int i = 0; i < 20 && is_near_large_shape(a, x); ++i) {
        const double log_tail = log_gamma_tail(a, x, side), slope = std::exp(log_poisson_density(a - 1, x) - log_tail);
        const double step = (log_tail - std::log(p)) / slope;
        x += side == Side::lower ? -step : step;
        if (std::abs(step) <= 1e-16 * x) break;
    }
    return x;
}

double gamma_quantile(double a, double p, Side side) {
    if (a >= large_shape) return large_gamma_quantile(a, p, side);
    return guarded([=] { return side == Side::lower ? bm::gamma_p_inv(a, p, quiet) : bm::gamma_q_inv(a, p, quiet); });
}

double beta_tail(double a, double b, Unit u, Side side) {
    if (u.x <= 0) return side == Side::lower ? 0 : 1;
    if (u.y <= 0) return side == Side::lower ? 1 : 0;
    if (a == b && u.x == u.y) return 0.5;                // by symmetry, and to the last bit
    if (std::max(a, b) > many && std::min(a, b) >= few) return beta_tail_of_many(a, b, u, side);
    if (u.y < u.x) return beta_tail(b, a, u.mirrored(), other(side));
    const auto lower = [=] { return guarded([=] { return bm::ibeta(a, b, u.x, quiet); }); };
    const auto upper = [=] { return guarded([=] { return bm::ibetac(a, b, u.x, quiet); }); };
    if (side == Side::lower) return lower();
    // Boost's complement loses digits where it is nearly one: ibetac(1/2, 1/2, 1e-15) is wrong in the eighth. Beyond the mean it hardly is.
    const bool beyond_mean = u.x * b > u.y * a;
    const double first = beyond_mean ? upper() : lower();
    return first <= 0.5 ? (beyond_mean ? first : 1 - first) : (beyond_mean ? 1 - lower() : upper());
}

double log_beta_tail(double a, double b, Unit u, Side side) {
    const double tail = beta_tail(a, b, u, side);
    if (tail > deep) return log_of(tail, beta_tail(a, b, u, other(side)));
    if (u.x <= 0 || u.y <= 0) return -infinity;
    return side == Side::lower ? log_beta_deep(a, b, u) : log_beta_deep(b, a, u.mirrored());
}

Unit beta_quantile(double a, double b, double p, Side side) {
    Unit u{not_a_number, not_a_number};
    u.x = guarded([&] { return side == Side::lower ? bm::ibeta_inv(a, b, p, &u.y, quiet) : bm::ibetac_inv(a, b, p, &u.y, quiet); });
    return u;
}

double rough_student_quantile(double nu, double p) {
    return guarded([=] { return bm::detail::inverse_students_t_hill(nu, p, quiet); });
}

double log_poisson_density(double x, double mean) { return poisson_point(x, mean).log(); }
double poisson_density(double x, double mean) { return poisson_point(x, mean).value(); }

double log_binomial_density(double x, double y, Unit p) {
    if (p.x <= 0) return x == 0 ? 0 : -infinity;
    if (p.y <= 0) return y == 0 ? 0 : -infinity;
    return two_counts_point(x, y, p).log();
}

double binomial_density(double x, double y, Unit p) {
    if (p.x <= 0) return x == 0 ? 1 : 0;
    if (p.y <= 0) return y == 0 ? 1 : 0;
    return two_counts_point(x, y, p).value();
}

double log_student_density(double t, double nu) {
    const double constant = -deviance(nu / 2, (nu + 1) / 2) + stirling_error((nu + 1) / 2) - stirling_error(nu / 2);
    const double square = t * t, ratio = square / nu;
    double half_log, power;
    if (ratio > 1 / std::numeric_limits<double>::epsilon()) {
        half_log = std::log(std::abs(t)) - 0.5 * std::log(nu);
        power = nu * half_log;
    } else {
        half_log = 0.5 * std::log1p(ratio);
        power = ratio > 0.2 ? nu * half_log : -deviance(nu / 2, (nu + square) / 2) + square / 2;
    }
    return constant - power - (log_sqrt_2pi + half_log);
}

}
