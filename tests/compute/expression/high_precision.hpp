#pragma once
#include "compute/expression/expression.hpp"
#include "compute/expression/fold.hpp"

#include <boost/math/constants/constants.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>

#include <vector>

/// Value, gradient and Hessian of a tree in two variables by forward differentiation with 420 digits: an oracle that shares neither
/// formulas nor functions with the program (those of Boost.Multiprecision).
namespace high_precision {

using Number = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<420>, boost::multiprecision::et_off>;
using eigenscope::Expression;
using eigenscope::Operation;

struct Dual {
    Number f = 0, g[2] = {0, 0}, h[3] = {0, 0, 0};                            ///< h: xx, xy, yy
    bool on[2] = {false, false};              ///< whether the variable is in it
    bool tie = false;                         ///< at a kink, a jump or a pole that is not examined here
};

/// f and its derivatives by one or two operands.
struct Slopes {
    Number f = 0, a = 0, b = 0, aa = 0, ab = 0, bb = 0;
    bool tie = false;
};

inline Dual chained(const Slopes& s, const Dual& u, const Dual& v) {
    Dual r;
    r.f = s.f;
    r.tie = s.tie || u.tie || v.tie;
    const auto part = [](const Number& factor, const Number& x) { return x == 0 ? Number(0) : Number(factor * x); };
    for (int i = 0; i < 2; ++i) {
        r.on[i] = u.on[i] || v.on[i];
        r.g[i] = part(s.a, u.g[i]) + part(s.b, v.g[i]);
    }
    constexpr int row[3] = {0, 0, 1}, column[3] = {0, 1, 1};
    for (int k = 0; k < 3; ++k) {
        const int i = row[k], j = column[k];
        r.h[k] = part(s.a, u.h[k]) + part(s.b, v.h[k]) + part(s.aa, u.g[i] * u.g[j]) + part(s.bb, v.g[i] * v.g[j]) +
                 part(s.ab, u.g[i] * v.g[j] + u.g[j] * v.g[i]);
    }
    return r;
}

inline Number pi() { return boost::math::constants::pi<Number>(); }

/// DLMF 7.6.1
inline Number error_function(const Number& x) {
    Number sum = 0, power = x;
    for (int n = 0; n < 200 || abs(power) > ldexp(abs(sum), -1500); ++n) {
        sum += power / (2 * n + 1);
        power *= -x * x / (n + 1);
    }
    return 2 / sqrt(pi()) * sum;
}

/// ln |Γ|, ψ and ψ′ for x > −40 to 150 digits, by Spouge's sum ("Computation of the gamma, digamma, and trigamma functions", SIAM J.
/// Numer. Anal. 31, 1994): Boost.Math's take seconds at so many digits.
struct LogGamma {
    Number f = 0, d = 0, dd = 0;
    bool negative = false;                    ///< Γ
};
inline LogGamma log_gamma(Number x) {
    constexpr int a = 190;
    static const std::vector<Number> weights = [] {
        std::vector<Number> all = {sqrt(2 * pi())};
        Number factorial = 1;
        for (int k = 1; k < a; factorial *= k++) all.push_back((k % 2 == 1 ? 1 : -1) * exp((k - Number(0.5)) * log(Number(a - k)) + (a - k)) / factorial);
        return all;
    }();
    LogGamma r;
    const bool zero = x == 1 || x == 2;
    for (; x < 1; x += 1) {
        r.negative = r.negative != (x < 0);
        r.f -= log(abs(x)), r.d -= 1 / x, r.dd += 1 / (x * x);
    }
    const Number z = x - 1, far = z + a;
    Number s = weights[0], ds = 0, dds = 0;
    for (int k = 1; k < a; ++k) {
        const Number part = weights[static_cast<std::size_t>(k)] / (z + k);
        s += part, ds -= part / (z + k), dds += 2 * part / ((z + k) * (z + k));
    }
    r.f = zero ? Number(0) : Number(r.f + (z + Number(0.5)) * log(far) - far + log(s));
    r.d += log(far) + (z + Number(0.5)) / far - 1 + ds / s;
    r.dd += 1 / far + (a - Number(0.5)) / (far * far) + dds / s - (ds / s) * (ds / s);
    return r;
}

inline Slopes of_one(Operation operation, const Number& x) {
    const Number nan = std::numeric_limits<Number>::quiet_NaN();
    if (!isfinite(x)) return {.f = nan, .tie = true};
    const auto smooth = [](const Number& f, const Number& d, const Number& dd) { return Slopes{f, d, 0, dd, 0, 0, false}; };
    const auto flat = [&](const Number& f, bool tie) { return Slopes{f, 0, 0, 0, 0, 0, tie}; };
    switch (operation) {
    case Operation::negate: return smooth(-x, -1, 0);
    case Operation::sin: return smooth(sin(x), cos(x), -sin(x));
    case Operation::cos: return smooth(cos(x), -sin(x), -cos(x));
    case Operation::tan: return smooth(tan(x), 1 / (cos(x) * cos(x)), 2 * tan(x) / (cos(x) * cos(x)));
    case Operation::asin: case Operation::acos: {
        if (abs(x) >= 1) return flat(nan, true);
        const Number w = 1 - x * x, s = operation == Operation::asin ? 1 : -1;
        return smooth(operation == Operation::asin ? Number(asin(x)) : Number(acos(x)), s / sqrt(w), s * x / (w * sqrt(w)));
    }
    case Operation::atan: return smooth(atan(x), 1 / (1 + x * x), -2 * x / ((1 + x * x) * (1 + x * x)));
    case Operation::sinh: return smooth(sinh(x), cosh(x), sinh(x));
    case Operation::cosh: return smooth(cosh(x), sinh(x), cosh(x));
    case Operation::tanh: {
        const Number e = exp(-2 * abs(x)), t = (x < 0 ? -1 : 1) * (1 - e) / (1 + e), d = 4 * e / ((1 + e) * (1 + e));
        return smooth(t, d, -2 * t * d);
    }
    case Operation::asinh: {
        const Number w = 1 + x * x;
        return smooth(x < 0 ? Number(-log(-x + sqrt(w))) : Number(log(x + sqrt(w))), 1 / sqrt(w), -x / (w * sqrt(w)));
    }
    case Operation::acosh: {
        if (x <= 1) return flat(nan, true);
        const Number w = x * x - 1;
        return smooth(log(x + sqrt(w)), 1 / sqrt(w), -x / (w * sqrt(w)));
    }
    case Operation::atanh: {
        if (abs(x) >= 1) return flat(nan, true);
        const Number w = 1 - x * x;
        return smooth(log((1 + x) / (1 - x)) / 2, 1 / w, 2 * x / (w * w));
    }
    case Operation::exp: return smooth(exp(x), exp(x), exp(x));
    case Operation::expm1: return smooth(exp(x) - 1, exp(x), exp(x));
    case Operation::ln: case Operation::log10: case Operation::log2: {
        if (x <= 0) return flat(nan, true);
        const Number base = operation == Operation::ln ? Number(1) : Number(log(Number(operation == Operation::log10 ? 10 : 2)));
        return smooth(log(x) / base, 1 / (x * base), -1 / (x * x * base));
    }
    case Operation::log1p: return x <= -1 ? flat(nan, true) : smooth(log(1 + x), 1 / (1 + x), -1 / ((1 + x) * (1 + x)));
    case Operation::sqrt: return x <= 0 ? flat(nan, true) : smooth(sqrt(x), 1 / (2 * sqrt(x)), -1 / (4 * x * sqrt(x)));
    case Operation::cbrt: {
        if (x == 0) return flat(0, true);
        const Number r = (x < 0 ? -1 : 1) * exp(log(abs(x)) / 3);
        return smooth(r, 1 / (3 * r * r), -2 / (9 * r * r * x));
    }
    case Operation::abs: return {abs(x), x < 0 ? -1 : 1, 0, 0, 0, 0, x == 0};
    case Operation::relu: return {x > 0 ? x : Number(0), x > 0 ? 1 : 0, 0, 0, 0, 0, x == 0};
    case Operation::sign: return flat(x > 0 ? 1 : x < 0 ? -1 : 0, x == 0);
    case Operation::floor: return flat(floor(x), floor(x) == x);
    case Operation::ceil: return flat(ceil(x), floor(x) == x);
    case Operation::round: return flat(x < 0 ? Number(-floor(Number(0.5) - x)) : Number(floor(x + 0.5)), floor(x + 0.5) == x + 0.5);
    case Operation::logical_not: return flat(x == 0 ? 1 : 0, x == 0);
    case Operation::erf: case Operation::erfc: {
        if (!(abs(x) < 12)) return flat(nan, true);
        const Number f = error_function(x), d = (operation == Operation::erf ? 2 : -2) * exp(-x * x) / sqrt(pi());
        return smooth(operation == Operation::erf ? f : Number(1 - f), d, -2 * x * d);
    }
    case Operation::sigmoid: case Operation::softplus: {
        const Number e = exp(-abs(x)), p = (x < 0 ? e : Number(1)) / (1 + e), q = (x < 0 ? Number(1) : e) / (1 + e);
        if (operation == Operation::sigmoid) return smooth(p, p * q, p * q * (q - p));
        return smooth((x > 0 ? x : Number(0)) + log(1 + e), p, p * q);
    }
    case Operation::gamma: case Operation::lgamma: {
        if (x < -40 || abs(x) > Number(1e15) || (x <= 0 && x == floor(x))) return flat(nan, true);
        const LogGamma log = log_gamma(x);
        if (operation == Operation::lgamma) return smooth(log.f, log.d, log.dd);
        const Number near = (log.negative ? -1 : 1) * exp(log.f), f = x == floor(x) && x < 60 ? floor(near + Number(0.5)) : near;
        return smooth(f, f * log.d, f * (log.d * log.d + log.dd));
    }
    default: return flat(nan, true);
    }
}

inline Slopes power(const Number& a, const Number& b, bool varies) {
    Slopes s;
    if (!varies && b == floor(b) && abs(b) < 1000) {
        if (a == 0 && b <= 2) return {.f = a, .tie = true};
        const int n = b.convert_to<int>();
        return {pow(a, n), n * pow(a, n - 1), 0, Number(n) * (n - 1) * pow(a, n - 2), 0, 0, false};
    }
    if (a <= 0) return {.f = std::numeric_limits<Number>::quiet_NaN(), .tie = true};
    const Number l = log(a), f = exp(b * l);
    return {f, b * f / a, f * l, b * (b - 1) * f / (a * a), f / a * (1 + b * l), f * l * l, false};
}

inline Slopes of_two(Operation operation, const Number& a, const Number& b, bool b_varies) {
    if (!isfinite(a) || !isfinite(b)) return {.f = std::numeric_limits<Number>::quiet_NaN(), .tie = true};
    const auto flat = [&](bool holds) { return Slopes{holds ? 1 : 0, 0, 0, 0, 0, 0, a == b || a == 0 || b == 0}; };
    switch (operation) {
    case Operation::add: return {a + b, 1, 1, 0, 0, 0, false};
    case Operation::subtract: return {a - b, 1, -1, 0, 0, 0, false};
    case Operation::multiply: return {a * b, b, a, 0, 1, 0, false};
    case Operation::divide:
        if (b == 0) return {.f = std::numeric_limits<Number>::quiet_NaN(), .tie = true};
        return {a / b, 1 / b, -a / (b * b), 0, -1 / (b * b), 2 * a / (b * b * b), false};
    case Operation::power: return power(a, b, b_varies);
    case Operation::atan2: case Operation::hypot: {
        const Number r = sqrt(a * a + b * b);
        if (r == 0 || (a == 0 && b < 0)) return {.f = r, .tie = true};
        const Number s = a / r, c = b / r;
        if (operation == Operation::hypot) return {r, s, c, c * c / r, -s * c / r, s * s / r, false};
        const Number angle = b == 0 ? Number((a < 0 ? -1 : 1) * pi() / 2) : Number(atan(a / b) + (b > 0 ? Number(0) : a < 0 ? Number(-pi()) : pi()));
        return {angle, c / r, -s / r, -2 * s * c / (r * r), (s * s - c * c) / (r * r), 2 * s * c / (r * r), false};
    }
    case Operation::min: case Operation::max: {
        const bool first = (a < b) == (operation == Operation::min);
        return {first ? a : b, first ? 1 : 0, first ? 0 : 1, 0, 0, 0, a == b};
    }
    case Operation::mod: {
        if (b == 0) return {.f = 0, .tie = true};
        const Number q = floor(a / b);
        return {a - b * q, 1, -q, 0, 0, 0, q == a / b};
    }
    case Operation::less: return flat(a < b);
    case Operation::less_equal: return flat(a <= b);
    case Operation::greater: return flat(a > b);
    case Operation::greater_equal: return flat(a >= b);
    case Operation::equal: return flat(a == b);
    case Operation::unequal: return flat(a != b);
    case Operation::logical_and: return flat(a != 0 && b != 0);
    case Operation::logical_or: return flat(a != 0 || b != 0);
    default: return {.f = std::numeric_limits<Number>::quiet_NaN(), .tie = true};
    }
}

/// Of an expression without sums over an index.
inline Dual of(const Expression& expression, double x, double y) {
    const Number at[2] = {x, y};
    return eigenscope::fold<Dual>(expression, [&](std::size_t i, std::span<Dual> operands) -> Dual {
        const auto& node = expression.nodes[i];
        if (operands.size() == 3) {
            Dual r = operands[0].f != 0 ? operands[1] : operands[2];
            r.tie = r.tie || operands[0].tie || isnan(operands[0].f);
            return r;
        }
        if (operands.size() == 2)
            return chained(of_two(node.operation, operands[0].f, operands[1].f, operands[1].on[0] || operands[1].on[1]), operands[0], operands[1]);
        if (operands.size() == 1) return chained(of_one(node.operation, operands[0].f), operands[0], Dual{});
        Dual leaf;
        if (node.operation == Operation::number) leaf.f = node.value;
        else if (node.operation == Operation::pi) leaf.f = pi();
        else if (node.operation == Operation::tau) leaf.f = 2 * pi();
        else if (node.operation == Operation::e) leaf.f = exp(Number(1));
        else leaf.f = at[node.variable], leaf.g[node.variable] = 1, leaf.on[node.variable] = true;
        return leaf;
    });
}

}
