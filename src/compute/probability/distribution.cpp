#include "compute/probability/distribution.hpp"

#include "compute/probability/random.hpp"

#include <algorithm>
#include <bit>

namespace eigenscope {
namespace {

bool whole(double x) { return x == std::floor(x); }

// A tail of a law, of any x: the law itself is asked strictly inside its support only.
template <class L>
double tail_of(const L& law, double x, Side side) {
    if (std::isnan(x)) return not_a_number;
    const Interval ends = law.support();
    if constexpr (!is_continuous_law<L>) x = std::floor(x);
    const bool below = is_continuous_law<L> ? x <= ends.lo : x < ends.lo;
    if (below) return side == Side::lower ? 0 : 1;
    if (x >= ends.hi) return side == Side::lower ? 1 : 0;
    return std::clamp(law.tail(x, side), 0.0, 1.0);
}

template <class L>
double log_tail_of(const L& law, double x, Side side) {
    if (std::isnan(x)) return not_a_number;
    const Interval ends = law.support();
    if constexpr (!is_continuous_law<L>) x = std::floor(x);
    const bool below = is_continuous_law<L> ? x <= ends.lo : x < ends.lo;
    if (below) return side == Side::lower ? -infinity : 0;
    if (x >= ends.hi) return side == Side::lower ? 0 : -infinity;
    return std::min(law.log_tail(x, side), 0.0);
}

template <class L>
double log_density_of(const L& law, double x) {
    if (std::isnan(x)) return not_a_number;
    const Interval ends = law.support();
    if (!(x >= ends.lo && x <= ends.hi) || std::isinf(x)) return -infinity;
    if constexpr (!is_continuous_law<L>) {
        if (!whole(x)) return -infinity;
    }
    return law.log_density(x);
}

// The density itself where it is nowhere near the ends of the doubles; elsewhere through its logarithm, which costs digits.
template <class L>
double density_of(const L& law, double x) {
    const Interval ends = law.support();
    if constexpr (requires { law.density(x); }) {
        if (x > ends.lo && x < ends.hi && (is_continuous_law<L> || whole(x))) {
            const double direct = law.density(x);
            if (direct > 1e-280 && direct < 1e280) return direct;
        }
    }
    return std::exp(log_density_of(law, x));
}

// Whether x is at or beyond the quantile: F(x) >= p, or S(x) <= p.
template <class L>
bool reached(const L& law, double x, double p, Side side) {
    const double tail = tail_of(law, x, side);
    return side == Side::lower ? tail >= p : tail <= p;
}

// The smallest whole number that is reached: steps that double from a guess, then halving. What it returns satisfies the
// definition for the tails as they are computed, whatever their rounding.
template <class L>
double search_whole(const L& law, double p, Side side) {
    const Interval ends = law.support();
    const Moments m = law.moments();
    const double sd = std::sqrt(m.variance.value), z = special::normal_quantile(p, side);
    const double corrected = z + (sd > 0 ? m.skewness.value * (z * z - 1) / 6 : 0);  // Cornish & Fisher 1938
    double hi = std::clamp(std::floor(m.mean.value + sd * corrected), ends.lo, std::min(ends.hi, 9e15));
    double lo = hi, step = 1;
    while (hi < ends.hi && hi < 9e15 && !reached(law, hi, p, side)) {
        lo = hi;
        hi = std::min(hi + step, ends.hi);
        step *= 2;
    }
    if (lo == hi) {
        for (step = 1; lo >= ends.lo && reached(law, lo, p, side); step *= 2) {
            hi = lo;
            lo -= step;
        }
        lo = std::max(lo, ends.lo - 1);
    }
    while (hi - lo > 1) {
        const double middle = std::floor(lo + (hi - lo) / 2);
        (reached(law, middle, p, side) ? hi : lo) = middle;
    }
    return hi;
}

// Doubles as integers in the same order, so that halving needs at most 64 steps from any guess to the last bit.
std::int64_t rank(double x) {
    const auto bits = std::bit_cast<std::int64_t>(x);
    return bits >= 0 ? bits : std::numeric_limits<std::int64_t>::min() - bits;
}
double unrank(std::int64_t r) { return std::bit_cast<double>(r >= 0 ? r : std::numeric_limits<std::int64_t>::min() - r); }

template <class L>
double search_real(const L& law, double p, Side side) {
    const Interval ends = law.support();
    std::int64_t lo = rank(std::max(ends.lo, -std::numeric_limits<double>::max()));
    std::int64_t hi = rank(std::min(ends.hi, std::numeric_limits<double>::max()));
    for (;;) {
        const std::int64_t middle = lo / 2 + hi / 2 + (lo % 2 + hi % 2) / 2;
        if (middle == lo || middle == hi) return unrank(hi);
        (reached(law, unrank(middle), p, side) ? hi : lo) = middle;
    }
}

// Whether the law's own inverse is good to the last digits: elementary, or polished by the law.
template <class L>
constexpr bool has_good_inverse = requires { requires L::good_inverse; };

// One Newton step where the law's own inverse has left a residual, and a search where it has failed.
template <class L>
double solve_real(const L& law, double p, Side side) {
    const Interval ends = law.support();
    const double x = law.quantile(p, side);
    if constexpr (has_good_inverse<L>) {
        if (x > ends.lo && x < ends.hi) return x;
    }
    if (std::isinf(x) || x <= ends.lo || x >= ends.hi) {
        // Beyond the doubles, or rounded to an end: it is right when the next double inside has not reached p.
        return std::isnan(x) ? search_real(law, p, side) : std::clamp(x, ends.lo, ends.hi);
    }
    const double residual = std::isnan(x) ? infinity : law.tail(x, side) - p;
    if (!(std::abs(residual) < 1e-8 * p)) return search_real(law, p, side);
    // The inverse of a table is as good as the table.
    if constexpr (std::is_same_v<L, Custom>) return x;
    // Newton's method doubles the eight digits that there are; where nothing but rounding is left it has nothing to mend.
    if (std::abs(residual) <= 2 * std::numeric_limits<double>::epsilon() * p) return x;
    const double step = residual / density_of(law, x), better = side == Side::lower ? x - step : x + step;
    return better > ends.lo && better < ends.hi ? better : x;
}

template <class L>
std::string trouble_of(const L& law) {
    if constexpr (requires { law.trouble(); }) return law.trouble();
    else return {};
}

template <class L>
double inverse(const L& law, double p, Side side) {
    if (!(p >= 0 && p <= 1) || !trouble_of(law).empty()) return not_a_number;
    const Interval ends = law.support();
    if (ends.lo == ends.hi) return ends.lo;
    if (p == 0) return side == Side::lower ? ends.lo : ends.hi;
    if (p == 1) return side == Side::lower ? ends.hi : ends.lo;
    if constexpr (is_continuous_law<L>) {
        const bool beyond = p > 0.5;
        return solve_real(law, beyond ? 1 - p : p, beyond ? special::other(side) : side);
    } else {
        return search_whole(law, p, side);
    }
}

// log(exp(x) - exp(y)) for x >= y.
double log_difference(double x, double y) { return y == -infinity ? x : x + special::log1m_exp(y - x); }
double log_sum(double x, double y) { return x == -infinity || y == -infinity ? std::max(x, y) : std::max(x, y) + std::log1p(std::exp(-std::abs(x - y))); }

// log of the integral of the density over a short interval, by Gauss's rule with 10 points (DLMF 3.5, n = 10).
double log_integral(const Distribution& law, double a, double b) {
    constexpr double node[] = {0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717};
    constexpr double weight[] = {0.2955242247147529, 0.2692667193099964, 0.2190863625159820, 0.1494513491505806, 0.0666713443086881};
    const double middle = a + (b - a) / 2, half = (b - a) / 2, level = log_pdf(law, middle);
    double sum = 0;
    for (int i = 0; i < 5; ++i)
        sum += weight[i] * (std::exp(log_pdf(law, middle - half * node[i]) - level) + std::exp(log_pdf(law, middle + half * node[i]) - level));
    return level + std::log(half * sum);
}

// log P(a <= X <= b) as a difference of the tails on the nearer side. Where nearly nothing is left of them, the digits are gone:
// then the few masses are added, or the smooth density is integrated.
double log_between(const Distribution& law, Interval ends) {
    const double a = below(law, ends.lo), b = ends.hi;
    const bool upper = cdf(law, a) > 0.5;
    const double large = upper ? log_sf(law, a) : log_cdf(law, b), small = upper ? log_sf(law, b) : log_cdf(law, a);
    constexpr double close = 1e-3;
    if (!(small > large - close)) return log_difference(large, std::min(small, large));
    if (is_discrete(law)) {
        const double lo = std::ceil(ends.lo), hi = std::floor(ends.hi);
        if (hi < lo) return -infinity;
        if (hi - lo > 1e5) return log_difference(large, std::min(small, large));
        double sum = -infinity;
        for (double k = lo; k <= hi; ++k) sum = log_sum(sum, log_pdf(law, k));
        return sum;
    }
    const bool smooth = std::abs(log_pdf(law, a) - log_pdf(law, b)) < 1;
    if (a == b) return -infinity;
    return smooth ? log_integral(law, a, b) : log_difference(large, std::min(small, large));
}

}

std::string trouble(const Distribution& law) {
    return std::visit([](const auto& l) { return trouble_of(l); }, law);
}

bool is_discrete(const Distribution& law) {
    return std::visit([]<class L>(const L&) { return !is_continuous_law<L>; }, law);
}

Interval support(const Distribution& law) {
    return std::visit([](const auto& l) { return l.support(); }, law);
}

double log_pdf(const Distribution& law, double x) {
    return std::visit([=](const auto& l) { return log_density_of(l, x); }, law);
}
double pdf(const Distribution& law, double x) {
    return std::visit([=](const auto& l) { return density_of(l, x); }, law);
}

double cdf(const Distribution& law, double x) {
    return std::visit([=](const auto& l) { return tail_of(l, x, Side::lower); }, law);
}
double sf(const Distribution& law, double x) {
    return std::visit([=](const auto& l) { return tail_of(l, x, Side::upper); }, law);
}
double log_cdf(const Distribution& law, double x) {
    return std::visit([=](const auto& l) { return log_tail_of(l, x, Side::lower); }, law);
}
double log_sf(const Distribution& law, double x) {
    return std::visit([=](const auto& l) { return log_tail_of(l, x, Side::upper); }, law);
}

double quantile(const Distribution& law, double p) {
    return std::visit([=](const auto& l) { return inverse(l, p, Side::lower); }, law);
}
double isf(const Distribution& law, double q) {
    return std::visit([=](const auto& l) { return inverse(l, q, Side::upper); }, law);
}

void quantiles(const Distribution& law, std::span<double> values) {
    std::visit(
        [&]<class L>(const L& l) {
            if constexpr (std::is_same_v<L, Normal> || std::is_same_v<L, Lognormal>) {
                standard_normal_quantiles(values);
                for (double& x : values) x = l.at(x);
            } else {
                for (double& x : values) x = inverse(l, x, Side::lower);
            }
        },
        law);
}

bool has_costly_quantile(const Distribution& law) {
    return std::visit([]<class L>(const L&) { return requires { requires L::costly_inverse; }; }, law);
}

bool contains(Region region, Interval ends, double x) {
    switch (region) {
        case Region::between: return x >= ends.lo && x <= ends.hi;
        case Region::outside: return x < ends.lo || x > ends.hi;
        case Region::left: return x <= ends.hi;
        case Region::right: return x >= ends.lo;
    }
    return false;
}

double below(const Distribution& law, double a) { return is_discrete(law) ? std::ceil(a) - 1 : a; }

double probability(const Distribution& law, Interval ends, Region region) {
    if (!(ends.lo <= ends.hi)) return std::isnan(ends.lo) || std::isnan(ends.hi) ? not_a_number : region == Region::outside ? 1 : 0;
    const double a = below(law, ends.lo), b = ends.hi;
    switch (region) {
        case Region::left: return cdf(law, b);
        case Region::right: return sf(law, a);
        case Region::outside: return std::min(cdf(law, a) + sf(law, b), 1.0);
        case Region::between: break;
    }
    return std::exp(log_between(law, ends));
}

double log10_probability(const Distribution& law, Interval ends, Region region) {
    if (!(ends.lo <= ends.hi)) return std::log10(probability(law, ends, region));
    const double a = below(law, ends.lo), b = ends.hi;
    const auto in_nats = [&] {
        switch (region) {
            case Region::left: return log_cdf(law, b);
            case Region::right: return log_sf(law, a);
            case Region::outside: return std::min(log_sum(log_cdf(law, a), log_sf(law, b)), 0.0);
            case Region::between: break;
        }
        return log_between(law, ends);
    };
    return in_nats() / std::numbers::ln10 + 0.0;   // of a sure thing 0, not -0
}

double complement(const Distribution& law, Interval ends, Region region) {
    switch (region) {
        case Region::between: return probability(law, ends, Region::outside);
        case Region::outside: return probability(law, ends, Region::between);
        case Region::left: return sf(law, ends.hi);
        case Region::right: return cdf(law, below(law, ends.lo));
    }
    return not_a_number;
}

Moments moments(const Distribution& law) {
    return std::visit([](const auto& l) { return l.moments(); }, law);
}

Moment standard_deviation(const Moments& moments) {
    Moment sd = moments.variance;
    if (!sd.is_finite()) return sd;
    return sd.log_value ? finite_exp(*sd.log_value / 2) : finite(std::sqrt(sd.value));
}

Modes modes(const Distribution& law) {
    return std::visit([](const auto& l) { return l.modes(); }, law);
}

double median(const Distribution& law) { return quantile(law, 0.5); }

double sample(const Distribution& law, std::uint64_t seed, std::uint64_t index) { return quantile(law, uniform01(seed, index)); }

std::optional<double> entropy(const Distribution& law) {
    return std::visit(
        []<class L>(const L& l) -> std::optional<double> {
            if constexpr (is_continuous_law<L>) {
                return l.entropy();
            } else {
                const double lo = inverse(l, 1e-18, Side::lower), hi = inverse(l, 1e-18, Side::upper);
                if (!(hi - lo < 1e5)) return std::nullopt;
                const auto surprise = [&](double k) {
                    const double log_mass = log_density_of(l, k);
                    return log_mass > -infinity ? -std::exp(log_mass) * log_mass : 0;
                };
                double sum = 0;
                for (double k = lo; k <= hi; ++k) sum += surprise(k);
                // Beyond these quantiles there is something left of what is next to nothing: of a law that is nearly a point.
                const Interval ends = l.support();
                const auto beyond = [&](double k, double step) {
                    for (; k >= ends.lo && k <= ends.hi; k += step) {
                        const double more = surprise(k);
                        if (!(more > 1e-17 * sum)) break;
                        sum += more;
                    }
                };
                beyond(hi + 1, 1);
                beyond(lo - 1, -1);
                return sum;
            }
        },
        law);
}

Interval window(const Distribution& law) {
    if (!trouble(law).empty()) {
        constexpr double some = 10;
        const auto [lo, hi] = support(law);
        return {std::isfinite(lo) ? lo : std::isfinite(hi) ? hi - some : -some / 2, std::isfinite(hi) ? hi : std::isfinite(lo) ? lo + some : some / 2};
    }
    // Quartiles and a few of their distances show what normal, skewed and heavy-tailed laws have in common; the outer quantiles
    // keep light tails from being padded with nothing.
    constexpr double outer = 1e-4, reach = 4;
    const double q1 = quantile(law, 0.25), q3 = isf(law, 0.25), spread = q3 - q1;
    const double far_lo = quantile(law, outer), far_hi = isf(law, outer);
    Interval shown{std::max(far_lo, q1 - reach * spread), std::min(far_hi, q3 + reach * spread)};
    const double scale = std::max(1.0, std::max(std::abs(q1), std::abs(q3)));
    // Narrower than this the doubles themselves would be seen.
    const double least = 1e-13 * scale;
    if (!(shown.length() > least)) shown = {far_lo, far_hi};          // nearly all of it in one place: show the rest
    shown.lo = std::max(shown.lo, -1e300);
    shown.hi = std::min(shown.hi, 1e300);
    const Interval ends = support(law);
    if (shown.lo - ends.lo < 0.25 * shown.length()) shown.lo = ends.lo;
    if (ends.hi - shown.hi < 0.25 * shown.length()) shown.hi = ends.hi;
    // A single bar says nothing of its place without numbers beside it.
    const double beside = ends.lo == ends.hi ? 3 : 0;
    if (is_discrete(law)) return {shown.lo - beside - 0.5, shown.hi + beside + 0.5};
    if (!(shown.length() > least)) return {shown.lo - scale / 2, shown.hi + scale / 2};
    return shown;
}

}
