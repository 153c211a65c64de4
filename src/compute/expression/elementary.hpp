#pragma once
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

/// Elementary functions without a branch, so that a loop over them becomes vector instructions. Each is one fixed sequence of
/// IEEE operations (no contraction), hence the same bits for a single point, in a vector of two and in one of four.
///
/// The polynomials and their coefficients, where nothing else is said, are those of fdlibm (Sun Microsystems, 1993; error below
/// one unit in the last place); what it does by branches is done by selection here.
namespace eigenscope::elementary {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// Adding it leaves no room for a fraction: it rounds to a whole number, whose low bits are then those of the sum.
inline constexpr double shifter = 0x1.8p52;
inline double whole(double x) { return (x + shifter) - shifter; }

inline constexpr std::uint64_t bias = std::uint64_t{1023} << 52;             ///< the exponent of 1

/// 2^k for whole k from −1022 to 1023.
inline double power_of_two(double k) {
    return std::bit_cast<double>((std::bit_cast<std::uint64_t>(k + shifter) << 52) + bias);
}

/// y·2^k for y near 1 and |k| up to 2000: in two steps, so that only the last one rounds, overflows or loses bits.
inline double scaled(double y, double k) {
    const double first = whole(0.5 * k);
    return y * power_of_two(first) * power_of_two(k - first);
}

/// x = k·ln 2 + high − low (Cody and Waite, "Software Manual for the Elementary Functions", 1980).
struct Halvings {
    double k, high, low;
    double power;                             ///< 2^k, where there is such a double
};
inline Halvings halvings(double x) {
    constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
    const double shifted = x * 1.44269504088896338700e+00 + shifter, k = shifted - shifter;
    return {k, x - k * ln2_high, k * ln2_low, std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) << 52) + bias)};
}

/// e^(high − low), near 1.
inline double exp_near_one(const Halvings& x) {
    constexpr double p1 = 1.66666666666666019037e-01, p2 = -2.77777777770155933842e-03, p3 = 6.61375632143793436117e-05,
                     p4 = -1.65339022054652515390e-06, p5 = 4.13813679705723846039e-08;
    const double r = x.high - x.low, t = r * r;
    const double c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
    return 1 - ((x.low - (r * c) / (2 - c)) - x.high);
}

/// Up to here e^x and e^−x are normal doubles.
inline constexpr double largest_usual_exponent = 708;

/// e^x for |x| up to there.
inline double usual_exp(double x) {
    const Halvings reduced = halvings(x);
    return exp_near_one(reduced) * reduced.power;
}

/// e^x·2^−halved for all x; nothing on the way is beyond the doubles before the result is.
inline double exp(double x, double halved = 0) {
    x = x > 720 ? 720 : x;                                                    // infinite and zero from here on
    x = x < -760 ? -760 : x;
    const Halvings reduced = halvings(x);
    return scaled(exp_near_one(reduced), reduced.k - halved);
}

inline double expm1(double x) {
    constexpr double q1 = -3.33333333333331316428e-02, q2 = 1.58730158725481460165e-03, q3 = -7.93650757867487942473e-05,
                     q4 = 4.00821782732936239552e-06, q5 = -2.01099218183624371326e-07;
    double bounded = x > 720 ? 720 : x;
    bounded = bounded < -40 ? -40 : bounded;                                  // −1 from there on
    const auto [k, high, low, power] = halvings(bounded);
    const double r = high - low, c = (high - r) - low;
    const double half = 0.5 * r, h = r * half;
    const double r1 = 1 + h * (q1 + h * (q2 + h * (q3 + h * (q4 + h * q5))));
    const double t = 3 - r1 * half;
    double e = h * ((r1 - t) / (6 - r * t));
    e = (r * (e - c) - c) - h;
    // k is at least −58 here; 2^−k below the smallest doubles is as good as zero.
    const double unit = power_of_two(-(k > 1000 ? 1000 : k));
    const double result = scaled((1 - unit) - (e - r), k);
    return std::abs(x) < 0x1p-54 ? x : result;
}

/// ln(x + rest) for positive normal x and a rest below its last place, already divided by x; `more` is added to the exponent.
inline double log_of_normal(double x, double rest, double more) {
    constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
    constexpr double g1 = 6.666666666666735130e-01, g2 = 3.999999999940941908e-01, g3 = 2.857142874366239149e-01,
                     g4 = 2.222219843214978396e-01, g5 = 1.818357216161805012e-01, g6 = 1.531383769920937332e-01,
                     g7 = 1.479819860511658591e-01;
    // x = 2^k (1 + f) with 1 + f between √½ and √2: adding moves √½ to where the exponent changes.
    constexpr std::uint64_t root_half = std::uint64_t{0x3fe6a09e} << 32, one = std::uint64_t{0x3ff00000} << 32;
    constexpr std::uint64_t fraction = (std::uint64_t{1} << 52) - 1;
    const std::uint64_t moved = std::bit_cast<std::uint64_t>(x) + (one - root_half);
    const double k = std::bit_cast<double>((moved >> 52) | std::bit_cast<std::uint64_t>(0x1p52)) - (0x1p52 + 1023) + more;
    const double f = std::bit_cast<double>((moved & fraction) + root_half) - 1;
    const double s = f / (2 + f), z = s * s, w = z * z;
    const double even = w * (g2 + w * (g4 + w * g6)), odd = z * (g1 + w * (g3 + w * (g5 + w * g7)));
    const double half_square = 0.5 * f * f;
    return k * ln2_high - ((half_square - (s * (half_square + (odd + even)) + (k * ln2_low + rest))) - f);
}

inline double log(double x) {
    const bool tiny = x < std::numeric_limits<double>::min();
    const double inner = log_of_normal(tiny ? x * 0x1p54 : x, 0, tiny ? -54 : 0);
    const double result = x < infinity ? inner : x;                           // infinite and not-a-number stay
    return x > 0 ? result : x == 0 ? -infinity : x < 0 ? nan : x;
}

/// By what 1 + x loses when it is rounded (Kahan; the sum's error: Knuth, TAOCP vol. 2, 4.2.2).
inline double log1p(double x) {
    const double u = 1 + x, big = u - 1;
    const double lost = (1 - (u - big)) + (x - big);
    const double inner = log_of_normal(u, lost / u, 0);
    const double result = x < infinity ? inner : x;
    return std::abs(x) < 0x1p-54 ? x : x > -1 ? result : x == -1 ? -infinity : x < -1 ? nan : x;
}

/// Beyond it the reduction below is not exact any more: quadrants would need more than 20 bits.
inline constexpr double largest_angle = 1.6e6;

/// x = quadrant·π/2 + high + low, |high| below about π/4.
struct Angle {
    double high, low;
    std::uint64_t quadrant;                   ///< its two lowest bits
};
inline Angle angle(double x) {
    // π/2 in parts of 33 bits, so that products with a quadrant are exact, and the rest.
    constexpr double part1 = 1.57079632673412561417e+00, part2 = 6.07710050630396597660e-11, part3 = 2.02226624871116645580e-21,
                     rest = 8.47842766036889956997e-32;
    const double shifted = x * 6.36619772367581382433e-01 + shifter;
    const double n = shifted - shifter;
    const double a = x - n * part1, b = n * part2;
    const double r = a - b, lost = (a - r) - b;
    const double w = n * part3 - lost;
    const double high = r - w;
    return {high, ((r - high) - w) - n * rest, std::bit_cast<std::uint64_t>(shifted)};
}

inline double sin_near_zero(const Angle& x) {
    constexpr double s1 = -1.66666666666666324348e-01, s2 = 8.33333333332248946124e-03, s3 = -1.98412698298579493134e-04,
                     s4 = 2.75573137070700676789e-06, s5 = -2.50507602534068634195e-08, s6 = 1.58969099521155010221e-10;
    const double z = x.high * x.high, v = z * x.high;
    const double r = s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)));
    return x.high - ((z * (0.5 * x.low - v * r) - x.low) - v * s1);
}

/// As FreeBSD's msun has it: what 1 − z/2 loses is put back.
inline double cos_near_zero(const Angle& x) {
    constexpr double c1 = 4.16666666666666019037e-02, c2 = -1.38888888888741095749e-03, c3 = 2.48015872894767294178e-05,
                     c4 = -2.75573143513906633035e-07, c5 = 2.08757232129817482790e-09, c6 = -1.13596475577881948265e-11;
    const double z = x.high * x.high, w = z * z;
    const double r = z * (c1 + z * (c2 + z * c3)) + w * w * (c4 + z * (c5 + z * c6));
    const double half = 0.5 * z, near = 1 - half;
    return near + (((1 - near) - half) + (z * r - x.high * x.low));
}

/// `odd` where the quadrant is odd, by its bits.
inline double in_quadrant(std::uint64_t quadrant, double even, double odd) {
    const std::uint64_t mask = 0 - (quadrant & 1);
    return std::bit_cast<double>((std::bit_cast<std::uint64_t>(even) & ~mask) | (std::bit_cast<std::uint64_t>(odd) & mask));
}

inline double with_sign_flipped(std::uint64_t flip, double x) {
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) ^ (flip << 63));
}

/// For |x| up to `largest_angle`, like the next two.
inline double sin(double x) {
    const Angle reduced = angle(x);
    const std::uint64_t q = reduced.quadrant;
    return with_sign_flipped((q >> 1) & 1, in_quadrant(q, sin_near_zero(reduced), cos_near_zero(reduced)));
}

inline double cos(double x) {
    const Angle reduced = angle(x);
    const std::uint64_t q = reduced.quadrant;
    return with_sign_flipped(((q + 1) >> 1) & 1, in_quadrant(q, cos_near_zero(reduced), sin_near_zero(reduced)));
}

inline double tan(double x) {
    const Angle reduced = angle(x);
    const std::uint64_t q = reduced.quadrant;
    const double s = sin_near_zero(reduced), c = cos_near_zero(reduced);
    return with_sign_flipped(q & 1, in_quadrant(q, s, c) / in_quadrant(q, c, s));
}

/// Cephes (Moshier, "Methods and Programs for Mathematical Functions", 1989), both of its cases with one division.
inline double tanh(double x) {
    const double magnitude = std::abs(x), s = x * x;
    const bool small = magnitude < 0.625;
    const double p = (-9.64399179425052238628e-1 * s - 9.92877231001918586564e1) * s - 1.61468768441708447952e3;
    const double q = ((s + 1.12811678491632931402e2) * s + 2.23548839060100448583e3) * s + 4.84406305325125486048e3;
    const double top = small ? x * s * p : 2, bottom = small ? q : usual_exp(magnitude > 30 ? 60 : 2 * magnitude) + 1;
    const double quotient = top / bottom;
    const double result = small ? x + quotient : std::copysign(1 - quotient, x);
    return x == 0 ? x : result;
}

inline double sinh(double x) {
    const double magnitude = std::abs(x), t = expm1(magnitude > 30 ? 30 : magnitude);
    const double small = 0.5 * (t + t / (t + 1)), result = magnitude > 22 ? exp(magnitude, 1) : small;
    return x == 0 ? x : std::copysign(result, x);
}

inline double cosh(double x) {
    const double half = exp(std::abs(x), 1);
    return half + 0.25 / half;
}

inline double sigmoid(double x) {
    const double t = exp(-std::abs(x));
    return (x < 0 ? t : 1) / (1 + t);
}

/// Without overflow (Mächler, "Accurately computing log(1 − exp(−|a|))", 2012).
inline double softplus(double x) {
    const double positive = x > 0 ? x : 0;
    return positive + log1p(exp(-std::abs(x)));
}

}
