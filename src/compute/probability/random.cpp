#include "compute/probability/random.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace eigenscope {
namespace {

// log x for normal positive x, by the method and the coefficients of fdlibm (Sun Microsystems 1993), error below 1 ulp.
// The C library's log is no use here: its last bit depends on whether the processor has a fused multiply-add.
double portable_log(double x) {
    constexpr double ln2_hi = 6.93147180369123816490e-01, ln2_lo = 1.90821492927058770002e-10;
    const auto bits = std::bit_cast<std::uint64_t>(x);        // as std::frexp
    int exponent = static_cast<int>(bits >> 52) - 1022;
    double m = std::bit_cast<double>((bits & 0x000f'ffff'ffff'ffff) | 0x3fe0'0000'0000'0000);
    if (m < 0.70710678118654752) {
        m *= 2;
        --exponent;
    }
    const double f = m - 1, s = f / (2 + f), z = s * s, k = exponent;
    constexpr double c[] = {6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
                            1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01};
    double r = c[6];
    for (int i = 5; i >= 0; --i) r = r * z + c[i];
    r *= z;
    const double half = 0.5 * f * f;
    return k * ln2_hi - ((half - (s * (half + r) + k * ln2_lo)) - f);
}

double polynomial(const double (&c)[8], double x) {
    double value = c[7];
    for (int i = 6; i >= 0; --i) value = value * x + c[i];
    return value;
}

// Wichura's rational function for |p - 1/2| <= 0.425.
constexpr double most_middle = 0.425;
double middle_quantile(double q) {
    constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
                            4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
    constexpr double b[] = {1.0,                      4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                            2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3};
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
}

}

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> key) {
    // Multipliers and Weyl increments (golden ratio, sqrt 3 - 1) as published.
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c[0], p1 = std::uint64_t{0xCD9E8D57} * c[2];
        c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(p1),
             static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(p0)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return c;
}

double uniform01(std::uint64_t seed, std::uint64_t index) {
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const auto block = philox({low(index), low(index >> 32), 0, 0}, {low(seed), low(seed >> 32)});
    const std::uint64_t bits = (std::uint64_t{block[1]} << 32) | block[0];
    // 52 bits and a half: the largest is 1 - 2⁻⁵³, which is still a double; with 53 bits it would round to 1.
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

void uniforms(std::uint64_t seed, std::uint64_t first, std::span<double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = uniform01(seed, first + i);
}

double standard_normal_quantile(double p) {
    constexpr double c[] = {1.42343711074968357734e0, 4.63033784615654529590e0,  5.76949722146069140550e0,  3.64784832476320460504e0,
                            1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
    constexpr double d[] = {1.0,                       2.05319162663775882187e0,  1.67638483018380384940e0,  6.89767334985100004550e-1,
                            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
    constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,  2.96560571828504891230e-1,
                            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
    constexpr double f[] = {1.0,                       5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (!(p >= 0 && p <= 1)) return std::numeric_limits<double>::quiet_NaN();
    if (p == 0 || p == 1) return p == 0 ? -infinity : infinity;
    const double q = p - 0.5;
    if (std::abs(q) <= most_middle) return middle_quantile(q);
    // The smallest doubles are scaled into the normal range before the logarithm.
    const double tail = q < 0 ? p : 1 - p;
    const double minus_log = tail < 0x1p-1000 ? -portable_log(tail * 0x1p100) + 100 * 0.69314718055994530942 : -portable_log(tail);
    const double r = std::sqrt(minus_log);
    const double z = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5) / polynomial(f, r - 5);
    return q < 0 ? -z : z;
}

// The middle, where five of six are, in one loop that becomes vector instructions; then the tails.
void standard_normal_quantiles(std::span<double> values) {
    constexpr std::size_t few = 256;
    std::array<double, few> middle;
    for (std::size_t from = 0; from < values.size(); from += few) {
        const auto part = values.subspan(from, std::min(few, values.size() - from));
        for (std::size_t i = 0; i < part.size(); ++i) middle[i] = middle_quantile(part[i] - 0.5);
        for (std::size_t i = 0; i < part.size(); ++i)
            part[i] = std::abs(part[i] - 0.5) <= most_middle ? middle[i] : standard_normal_quantile(part[i]);
    }
}

double standard_normal(std::uint64_t seed, std::uint64_t index) { return standard_normal_quantile(uniform01(seed, index)); }

}
