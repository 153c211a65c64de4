#pragma once
#include <cstdint>
#include <initializer_list>

/// Special functions that probability laws are made of. The only door to Boost.Math. None throws; where there is no answer,
/// the result is not-a-number.
namespace eigenscope::special {

/// Which tail a probability is of: P(X <= x) or P(X > x). The smaller one is computed directly, so that it keeps its digits.
enum class Side : std::uint8_t { lower, upper };
/// The tail on the other side.
constexpr Side other(Side side) { return side == Side::lower ? Side::upper : Side::lower; }

double log_gamma(double x);                   ///< log Γ(x), x > 0
double log_gamma_1p(double x);                ///< log Γ(1 + x), with full relative accuracy near 0
/// weights[0] log Γ(1 + t) + weights[1] log Γ(1 + 2t) + ..., of weights with Σ j weights[j-1] = 0, for small t: every digit is good,
/// also where the sum is far smaller than its terms.
double log_gamma_sum(std::initializer_list<double> weights, double t);
double digamma(double x);                     ///< the derivative of log Γ(x), x > 0
double gamma_entropy(double a);               ///< a + log Γ(a) + (1 - a) ψ(a): that of the gamma law; without cancellation for large a
double student_entropy(double nu);            ///< (a + ½) (ψ(a + ½) - ψ(a)) + ½ log πν + log Γ(a) - log Γ(a + ½) for a = ν/2, likewise
/// The derivative of order n + 1 of log |Γ(x)|, for whole n from 0 to 20; at the poles x = 0, −1, −2, ... there is none.
double polygamma(double n, double x);

/// The logarithm of a tail, given the other one too: near 1 the small one has the digits.
double log_of(double tail, double complement);

/// log(1 - exp(x)) for x <= 0, accurate at both ends (Mächler 2012).
double log1m_exp(double x);
/// log(1 - exp(-h)) for h >= 0, also where h is far below all doubles and only log h is known.
double log_rise(double h, double log_h);

double normal_tail(double z, Side side);      ///< of the standard normal law
double log_normal_tail(double z, Side side);  ///< its logarithm, also where the tail is no double
double normal_quantile(double p, Side side);  ///< z with normal_tail(z, side) = p

double gamma_tail(double a, double x, Side side);       ///< regularized incomplete gamma functions: lower P(a, x), upper Q(a, x)
double log_gamma_tail(double a, double x, Side side);   ///< their logarithms, also where they are no doubles
double gamma_quantile(double a, double p, Side side);   ///< x with gamma_tail(a, x, side) = p

/// A number in [0, 1] together with its distance to 1, each with full relative accuracy, and what these doubles leave off. Where a
/// law is very narrow that counts: half a bit of y may be worth many of a tail.
struct Unit {
    double x, y;
    double x_rest = 0, y_rest = 0;
    Unit mirrored() const { return {y, x, y_rest, x_rest}; }
};
/// x, and exactly its distance to 1.
Unit unit(double x);
/// part / whole, and exactly its distance to 1.
Unit ratio(double part, double whole);

double beta_tail(double a, double b, Unit x, Side side);     ///< regularized incomplete beta function: lower I_x(a, b), upper 1 - I_x(a, b)
double log_beta_tail(double a, double b, Unit x, Side side); ///< its logarithm, also where it is no double
Unit beta_quantile(double a, double b, double p, Side side); ///< x with beta_tail(a, b, x, side) = p

/// A first guess of t with P(T <= t) = p for p < 1/2, by G. W. Hill's algorithm 396 (1970): good to some digits for nu > 1.
double rough_student_quantile(double nu, double p);

/// log of mean^x e^-mean / Γ(x + 1), for real x >= 0 and mean > 0, by Loader's saddle-point expansion
/// ("Fast and accurate computation of binomial probabilities", 2000): no cancellation for large x.
double log_poisson_density(double x, double mean);
double poisson_density(double x, double mean);
/// log of Γ(x + y + 1) / (Γ(x + 1) Γ(y + 1)) p^x q^y, for real x, y >= 0 and p + q = 1, in the same way.
double log_binomial_density(double x, double y, Unit p);
double binomial_density(double x, double y, Unit p);
/// log of the Student t density with nu degrees of freedom (Loader 2000).
double log_student_density(double t, double nu);

}
