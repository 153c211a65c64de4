#include "compute/expression/real.hpp"

#include "compute/expression/operations.hpp"

#include <cmath>
#include <limits>

namespace eigenscope::precise {
namespace {

using boost::multiprecision::cpp_int;

const Real nan = std::numeric_limits<Real>::quiet_NaN();
const Real infinity = std::numeric_limits<Real>::infinity();

const Real& pi() {
    static const Real value = 4 * atan(Real(1));
    return value;
}

bool whole(const Real& x) { return isfinite(x) && floor(x) == x; }
bool odd(const Real& x) { return whole(x) && floor(x / 2) * 2 != x; }

/// first + ... until a term no longer counts; `next(n, term)` makes term n from the one before.
template <class Next>
Real series(Real term, Next&& next) {
    Real sum = 0;
    for (int n = 1; abs(term) > ldexp(abs(sum), -static_cast<int>(digits) - 8) && term != 0; ++n) {
        sum += term;
        term = next(n, term);
    }
    return sum;
}

Real expm1(const Real& x) {
    if (isnan(x) || abs(x) > 0.5) return exp(x) - 1;
    return series(x, [&](int n, const Real& term) { return Real(term * x / (n + 1)); });
}

/// 2 artanh(x/(2 + x)), whose series has terms of one sign.
Real log1p(const Real& x) {
    if (!(x > -1)) return x == -1 ? Real(-infinity) : nan;
    if (abs(x) > 0.125) return log(1 + x);
    const Real z = x / (2 + x), square = z * z;
    Real power = z;
    return 2 * series(z, [&](int n, const Real&) {
        power *= square;
        return Real(power / (2 * n + 1));
    });
}

Real sinh(const Real& x) { return abs(x) > 1 ? Real((exp(x) - exp(-x)) / 2) : Real((expm1(x) - expm1(-x)) / 2); }
Real cosh(const Real& x) { return (exp(x) + exp(-x)) / 2; }
Real tanh(const Real& x) {
    if (abs(x) > 1000) return x > 0 ? 1 : -1;
    const Real t = expm1(2 * x);
    return t / (t + 2);
}
Real arctangent(const Real& x) { return abs(x) < Real(1e-250) ? x : atan(x); }
Real atan2(const Real& y, const Real& x) {
    if (x > 0) return arctangent(y / x);
    if (x < 0) return arctangent(y / x) + (y < 0 ? Real(-pi()) : pi());
    if (y == 0) return 0;
    return y > 0 ? Real(pi() / 2) : Real(-pi() / 2);
}
Real asin(const Real& x) { return abs(x) > 1 ? nan : atan2(x, sqrt((1 - x) * (1 + x))); }
Real acos(const Real& x) { return abs(x) > 1 ? nan : atan2(sqrt((1 - x) * (1 + x)), x); }
Real asinh(const Real& x) {
    const Real size = abs(x), result = log1p(size + size * (size / (1 + sqrt(1 + size * size))));
    return x < 0 ? Real(-result) : result;
}
Real acosh(const Real& x) { return x < 1 ? nan : log1p((x - 1) + sqrt((x - 1) * (x + 1))); }
Real atanh(const Real& x) { return abs(x) > 1 ? nan : abs(x) == 1 ? Real(x * infinity) : Real(log1p(2 * x / (1 - x)) / 2); }
Real sigmoid(const Real& x) { return 1 / (1 + exp(-x)); }
Real softplus(const Real& x) { return x > 0 ? Real(x + log1p(exp(-x))) : log1p(exp(x)); }
Real round_half_away(const Real& x) { return x < 0 ? Real(-floor(0.5 - x)) : floor(x + 0.5); }
Real logarithm(const Real& x) { return x < 0 ? nan : x == 0 ? Real(-infinity) : log(x); }

/// The angle less whole turns, which loses as many digits as it has before its point: for the largest double, 1024.
Real reduced(const Real& angle) {
    constexpr int longest = 1024;
    using WideReal = Binary<digits + longest>;
    static const WideReal turn = 8 * atan(WideReal(1));
    if (abs(angle) < 1) return angle;
    if (!(abs(angle) < ldexp(Real(1), longest))) return nan;
    const WideReal x(angle);
    return Real(x - turn * floor(x / turn));
}
Real sine(const Real& x) { return sin(reduced(x)); }
Real cosine(const Real& x) { return cos(reduced(x)); }

Real cbrt(const Real& x) {
    if (x == 0) return x;
    const Real root = exp(log(abs(x)) / 3), rounded = floor(root + 0.5);
    const Real result = rounded * rounded * rounded == abs(x) ? rounded : root;
    return x < 0 ? Real(-result) : result;
}

Real power(const Real& a, const Real& b) {
    if (b == 0 || a == 1) return 1;
    if (isnan(a) || isnan(b)) return nan;
    if (whole(b) && abs(b) <= 4096) {
        const Real size = pow(a, abs(b).convert_to<int>());
        return b > 0 ? size : Real(1 / size);
    }
    if (a < 0) return whole(b) ? (odd(b) ? Real(-power(-a, b)) : power(-a, b)) : nan;
    if (a == 0) return b > 0 ? Real(0) : infinity;
    if (ldexp(b, 4) == floor(ldexp(b, 4)) && abs(b) <= 64) {                  // roots of squares are exact
        Real root = 1, part = a;
        Real left = abs(b) - floor(abs(b));
        for (; left != 0; left -= floor(left)) {
            part = sqrt(part);
            left *= 2;
            if (left >= 1) root *= part;
        }
        const Real size = pow(a, floor(abs(b)).convert_to<int>()) * root;
        return b > 0 ? size : Real(1 / size);
    }
    return exp(b * log(a));
}

// Abramowitz and Stegun 7.1.6 and 7.1.23.
Real erf_near_zero(const Real& x) {
    const Real square = x * x;
    return 2 / sqrt(pi()) * exp(-square) * series(x, [&](int n, const Real& term) { return Real(term * 2 * square / (2 * n + 1)); });
}

/// For x > 20: terms fall until e^(−x²), 170 digits.
Real erfc_far(const Real& x) {
    const Real square = 2 * x * x;
    Real sum = 0, term = 1;
    for (int n = 1; n < square && abs(term) > ldexp(Real(1), -static_cast<int>(digits)); ++n) {
        sum += term;
        term *= -(2 * n - 1) / square;
    }
    return exp(-x * x) / (x * sqrt(pi())) * sum;
}

Real erf(const Real& x) {
    if (abs(x) <= 20) return erf_near_zero(x);
    return x > 0 ? Real(1 - erfc_far(x)) : Real(erfc_far(-x) - 1);
}
Real erfc(const Real& x) { return x > 20 ? erfc_far(x) : x < -20 ? Real(2 - erfc_far(-x)) : Real(1 - erf_near_zero(x)); }

/// B₂, B₄, ... from tangent numbers (Brent, Harvey, "Fast computation of Bernoulli, tangent and secant numbers", 2013).
const std::vector<Real>& bernoulli() {
    static const std::vector<Real> all = [] {
        constexpr int count = 200;
        std::vector<cpp_int> tangent(count + 1);
        tangent[1] = 1;
        for (int k = 2; k <= count; ++k) tangent[static_cast<std::size_t>(k)] = (k - 1) * tangent[static_cast<std::size_t>(k - 1)];
        for (int k = 2; k <= count; ++k)
            for (int j = k; j <= count; ++j) {
                const auto at = static_cast<std::size_t>(j);
                tangent[at] = (j - k) * tangent[at - 1] + (j - k + 2) * tangent[at];
            }
        std::vector<Real> result;
        for (int n = 1; n <= count; ++n) {
            const Real four = ldexp(Real(1), 2 * n);
            result.push_back(Real(tangent[static_cast<std::size_t>(n)]) * 2 * n / (four * (four - 1)) * (n % 2 == 1 ? 1 : -1));
        }
        return result;
    }();
    return all;
}

constexpr int far_enough = 192;               ///< where Stirling's series has 360 digits

/// On the left of it the gamma functions are those of 1 − x.
constexpr int left = -64;

/// How many steps of one lead from x to the right; nothing from a pole.
std::optional<int> steps_right(const Real& x) {
    if (!isfinite(x) || (x <= 0 && whole(x))) return std::nullopt;
    return x >= far_enough ? 0 : ceil(far_enough - x).convert_to<int>();
}

/// sin(πx) and cos(πx): their period is taken away before π comes in.
std::pair<Real, Real> turned(const Real& x) {
    const Real part = pi() * (x - 2 * floor(x / 2));
    return {sin(part), cos(part)};
}

// Abramowitz and Stegun 6.1.40.
Real stirling(const Real& z) {
    Real sum = (z - 0.5) * log(z) - z + log(2 * pi()) / 2, power = z;
    for (std::size_t k = 1; k <= bernoulli().size(); ++k) {
        const auto n = static_cast<int>(2 * k);
        sum += bernoulli()[k - 1] / (n * (n - 1)) / power;
        power *= z * z;
    }
    return sum;
}

Real rising(const Real& x, int steps) {
    Real product = 1;
    for (int k = 0; k < steps; ++k) product *= x + k;
    return product;
}

Real gamma(const Real& x) {
    const auto steps = steps_right(x);
    if (!steps) return nan;
    if (x < left) return pi() / (turned(x).first * gamma(1 - x));             // DLMF 5.5.3
    if (whole(x) && x <= far_enough) return rising(1, x.convert_to<int>() - 1);
    return exp(stirling(x + *steps)) / rising(x, *steps);
}

Real lgamma(const Real& x) {
    const auto steps = steps_right(x);
    if (!steps) return nan;
    if (x == 1 || x == 2) return 0;
    if (x < left) return log(pi() / abs(turned(x).first)) - lgamma(1 - x);
    return stirling(x + *steps) - log(abs(rising(x, *steps)));
}

/// The derivative of order n of π cot(πx): a polynomial in the cotangent, whose derivative is −π(1 + cot²).
Real derived_cotangent(int n, const Real& x) {
    const auto [s, c] = turned(x);
    const Real cot = c / s;
    std::vector<Real> p = {0, pi()};          // by powers of the cotangent
    for (int k = 0; k < n; ++k) {
        std::vector<Real> next(p.size() + 1);
        for (std::size_t i = 1; i < p.size(); ++i) {
            const Real slope = -pi() * static_cast<int>(i) * p[i];
            next[i - 1] += slope;
            next[i + 1] += slope;
        }
        p = std::move(next);
    }
    Real sum = 0;
    for (std::size_t i = p.size(); i-- > 0;) sum = sum * cot + p[i];
    return sum;
}

// Abramowitz and Stegun 6.3.18 and 6.4.11, 6.3.6 and 6.4.7; on the left DLMF 5.15.6.
Real polygamma(const Real& order, const Real& x) {
    const auto steps = steps_right(x);
    if (!steps || !whole(order) || order < 0 || order > 64) return nan;
    const int n = order.convert_to<int>();
    if (x < left) return (n % 2 == 0 ? polygamma(order, 1 - x) : Real(-polygamma(order, 1 - x))) - derived_cotangent(n, x);
    const Real z = x + *steps;
    Real sum = n == 0 ? Real(log(z) - 1 / (2 * z)) : Real(gamma(Real(n)) / pow(z, n) + gamma(Real(n + 1)) / (2 * pow(z, n + 1)));
    Real factor = n == 0 ? Real(-1) : gamma(Real(n + 1));                     // (2k + n − 1)!/(2k)!, its sign that of the sum
    for (std::size_t k = 1; k <= bernoulli().size(); ++k) {
        const auto even = static_cast<int>(2 * k);
        if (n == 0) factor = Real(-1) / even;
        else if (k == 1) factor = gamma(Real(n + 2)) / 2;
        else factor *= Real(even + n - 1) * (even + n - 2) / (Real(even) * (even - 1));
        sum += bernoulli()[k - 1] * factor / pow(z, even + n);
    }
    for (int k = 0; k < *steps; ++k) sum += (n == 0 ? Real(-1) : gamma(Real(n + 1))) / pow(x + k, n + 1);
    return n == 0 || n % 2 == 1 ? sum : Real(-sum);
}

Real hypot(const Real& a, const Real& b) { return sqrt(a * a + b * b); }
Real sign(const Real& x) { return isnan(x) ? x : x > 0 ? Real(1) : x < 0 ? Real(-1) : Real(0); }

Real of_one(Operation operation, const Real& x) {
    switch (operation) {
    case Operation::negate: return -x;
    case Operation::sin: return sine(x);
    case Operation::cos: return cosine(x);
    case Operation::tan: return sine(x) / cosine(x);
    case Operation::asin: return asin(x);
    case Operation::acos: return acos(x);
    case Operation::atan: return arctangent(x);
    case Operation::sinh: return sinh(x);
    case Operation::cosh: return cosh(x);
    case Operation::tanh: return tanh(x);
    case Operation::asinh: return asinh(x);
    case Operation::acosh: return acosh(x);
    case Operation::atanh: return atanh(x);
    case Operation::exp: return exp(x);
    case Operation::expm1: return expm1(x);
    case Operation::ln: return logarithm(x);
    case Operation::log1p: return log1p(x);
    case Operation::log10: return logarithm(x) / log(Real(10));
    case Operation::log2: return logarithm(x) / log(Real(2));
    case Operation::sqrt: return x < 0 ? nan : sqrt(x);
    case Operation::cbrt: return cbrt(x);
    case Operation::abs: return abs(x);
    case Operation::sign: return sign(x);
    case Operation::floor: return floor(x);
    case Operation::ceil: return ceil(x);
    case Operation::round: return round_half_away(x);
    case Operation::erf: return erf(x);
    case Operation::erfc: return erfc(x);
    case Operation::gamma: return gamma(x);
    case Operation::lgamma: return lgamma(x);
    case Operation::sigmoid: return sigmoid(x);
    case Operation::softplus: return softplus(x);
    case Operation::relu: return x > 0 ? x : Real(0);
    case Operation::logical_not: return x == 0 ? 1 : 0;
    default: return nan;
    }
}

Real of_two(Operation operation, const Real& a, const Real& b) {
    switch (operation) {
    case Operation::add: return a + b;
    case Operation::subtract: return a - b;
    case Operation::multiply: return a * b;
    case Operation::divide: return b == 0 ? Real(a == 0 ? nan : sign(a) * infinity) : Real(a / b);
    case Operation::power: return power(a, b);
    case Operation::atan2: return atan2(a, b);
    case Operation::hypot: return hypot(a, b);
    case Operation::min: return a < b ? a : b;
    case Operation::max: return a > b ? a : b;
    case Operation::mod: return b == 0 ? nan : Real(a - b * floor(a / b));
    case Operation::polygamma: return polygamma(a, b);
    case Operation::less: return a < b ? 1 : 0;
    case Operation::less_equal: return a <= b ? 1 : 0;
    case Operation::greater: return a > b ? 1 : 0;
    case Operation::greater_equal: return a >= b ? 1 : 0;
    case Operation::equal: return a == b ? 1 : 0;
    case Operation::unequal: return a != b ? 1 : 0;
    case Operation::logical_and: return a != 0 && b != 0 ? 1 : 0;
    case Operation::logical_or: return a != 0 || b != 0 ? 1 : 0;
    default: return nan;
    }
}

}

Real applied(Operation operation, const Real& a, const Real& b, const Real& c) {
    const int count = arity(operation);
    if (count == 0) return operation == Operation::e ? Real(exp(Real(1))) : operation == Operation::pi ? pi() : Real(2 * pi());
    if (isnan(a) || (count == 2 && isnan(b) && operation != Operation::power)) return nan;
    if (count == 3) return a != 0 ? b : c;
    return count == 2 ? of_two(operation, a, b) : of_one(operation, a);
}

unsigned length(const Real& x) {
    if (x == 0 || !isfinite(x)) return 0;
    return digits - static_cast<unsigned>(lsb(cpp_int(x.backend().bits())));
}

}
