#pragma once
#include "base/variant.hpp"
#include "compute/probability/law/beta.hpp"
#include "compute/probability/law/binomial.hpp"
#include "compute/probability/law/cauchy.hpp"
#include "compute/probability/law/chi_squared.hpp"
#include "compute/probability/law/custom.hpp"
#include "compute/probability/law/exponential.hpp"
#include "compute/probability/law/gamma.hpp"
#include "compute/probability/law/geometric.hpp"
#include "compute/probability/law/hypergeometric.hpp"
#include "compute/probability/law/laplace.hpp"
#include "compute/probability/law/lognormal.hpp"
#include "compute/probability/law/normal.hpp"
#include "compute/probability/law/pareto.hpp"
#include "compute/probability/law/poisson.hpp"
#include "compute/probability/law/student_t.hpp"
#include "compute/probability/law/uniform.hpp"
#include "compute/probability/law/weibull.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace eigenscope {

/// THE list of probability distributions. A new one is one file in law/ and one line here.
using Distribution = std::variant<Normal, Uniform, Exponential, Gamma, Beta, StudentT, Cauchy, Laplace, Lognormal, ChiSquared, Weibull,
                                  Pareto, Custom, Binomial, Poisson, Geometric, Hypergeometric>;

template <class... L>
constexpr bool all_are_laws(const std::variant<L...>*) { return (Law<L> && ...); }
static_assert(all_are_laws(static_cast<const Distribution*>(nullptr)));

// Functions of any distribution. None throws. A not-a-number goes in, a not-a-number comes out; infinities are legal arguments.

/// Why there is no such law: a sentence without its full stop; empty where there is one. Of a law that is none all numbers are not-a-number.
std::string trouble(const Distribution& law);
/// Whether all probability lies on whole numbers.
bool is_discrete(const Distribution& law);
/// The smallest closed interval that holds all probability; its ends may be infinite.
Interval support(const Distribution& law);

/// The density; for a discrete law the mass at x, which is 0 off the whole numbers. May be infinite at an end of the support.
double pdf(const Distribution& law, double x);
/// Its logarithm, also where the density is no double.
double log_pdf(const Distribution& law, double x);

/// P(X <= x) and P(X > x), each computed directly, so that both tails keep their digits.
double cdf(const Distribution& law, double x);
double sf(const Distribution& law, double x);
/// Their logarithms, far beyond the smallest double.
double log_cdf(const Distribution& law, double x);
double log_sf(const Distribution& law, double x);

/// The smallest x with P(X <= x) >= p: the lower end of the support at p = 0, the upper one at p = 1.
double quantile(const Distribution& law, double p);
/// The smallest x with P(X > x) <= q: quantile(1 - q) without the rounding of 1 - q.
double isf(const Distribution& law, double q);
/// Each p into its quantile, faster: of the normal law to a few units of the last digit, of others the same.
void quantiles(const Distribution& law, std::span<double> values);
/// Whether a quantile of this continuous law takes so long that many are better read from a QuantileTable.
bool has_costly_quantile(const Distribution& law);

/// Which part of the line a probability is of: [a, b], what is outside of it, (-inf, b], or [a, inf).
/// The ends always belong to the first, third and fourth, and never to the second.
enum class Region : std::uint8_t { between, outside, left, right };
constexpr auto choices(Region) {
    return std::array{Choice{"between", "Between a and b"}, Choice{"outside", "Outside a and b"}, Choice{"left", "Up to b"},
                      Choice{"right", "From a on"}};
}

/// Whether the region holds x; a <= b.
bool contains(Region region, Interval ends, double x);
/// The largest number whose lower tail does not contain a: P(X < a) = F(below(law, a)).
double below(const Distribution& law, double a);

/// The probability of a region, and its log10, each accurate in the far tails. a <= b.
double probability(const Distribution& law, Interval ends, Region region);
double log10_probability(const Distribution& law, Interval ends, Region region);
/// The probability of the rest of the line, with digits of its own.
double complement(const Distribution& law, Interval ends, Region region);

/// Mean, variance, skewness and excess kurtosis from the law's formulas, or why there is none.
Moments moments(const Distribution& law);
/// The square root of the variance, with its state.
Moment standard_deviation(const Moments& moments);
/// Where the density or the mass is greatest; at least one place.
Modes modes(const Distribution& law);
/// The smallest x with P(X <= x) >= 1/2.
double median(const Distribution& law);
/// In nats: differential for a continuous law, Shannon's for a discrete one; nothing where it would be too long a sum.
std::optional<double> entropy(const Distribution& law);

/// Sample `index` of the stream `seed`: the quantile of uniform01(seed, index), to 13 digits the number that `draw` finds.
/// So a parameter that moves carries the same draws with it (common random numbers).
double sample(const Distribution& law, std::uint64_t seed, std::uint64_t index);

/// The part of the line that is worth seeing, from quantiles alone: it exists for every law. Where there is none, some of its support.
Interval window(const Distribution& law);

}
