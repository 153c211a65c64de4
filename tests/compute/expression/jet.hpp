#pragma once
#include "compute/expression/fold.hpp"
#include "compute/expression/operations.hpp"
#include "compute/probability/special.hpp"

#include <Eigen/Core>

#include <cassert>
#include <cmath>
#include <numbers>

/// Forward differentiation, for tests: it shares no formula with the derivatives of the program.
namespace eigenscope {

/// A value with its exact first and second derivatives at a point (N = Eigen::Dynamic: as many variables as there are).
template <int N>
struct Jet {
    double value = 0;
    Eigen::Matrix<double, N, 1> gradient;
    Eigen::Matrix<double, N, N> hessian;      ///< exactly symmetric
};

namespace jets {

/// A function of one variable at a place: value, first and second derivative.
struct Taylor {
    double f = 0, d = 0, dd = 0;
};

/// c·x^p, where a coefficient of zero wins over a pole.
inline double term(double c, double x, double p) { return c == 0 ? 0 : c * std::pow(x, p); }

inline Taylor power_of(double x, double c) {
    return {std::pow(x, c), term(c, x, c - 1), term(c * (c - 1), x, c - 2)};
}

inline Taylor logarithm(double x, double scale, double f) { return {f, x > 0 ? scale / x : std::nan(""), x > 0 ? -scale / (x * x) : std::nan("")}; }

inline Taylor inverse_sine(double x, double s, double f) {
    const double w = (1 - x) * (1 + x), root = std::sqrt(w);
    return {f, s / root, s * x / (w * root)};
}

inline Taylor unary(Operation operation, double x) {
    using namespace std::numbers;
    switch (operation) {
    case Operation::negate: return {-x, -1, 0};
    case Operation::sin: return {std::sin(x), std::cos(x), -std::sin(x)};
    case Operation::cos: return {std::cos(x), -std::sin(x), -std::cos(x)};
    case Operation::tan: {
        const double t = std::tan(x), d = 1 + t * t;
        return {t, d, 2 * t * d};
    }
    case Operation::asin: return inverse_sine(x, 1, std::asin(x));
    case Operation::acos: return inverse_sine(x, -1, std::acos(x));
    case Operation::atan: {
        const double d = 1 / (1 + x * x);
        return {std::atan(x), d, -2 * x * d * d};
    }
    case Operation::sinh: return {std::sinh(x), std::cosh(x), std::sinh(x)};
    case Operation::cosh: return {std::cosh(x), std::sinh(x), std::cosh(x)};
    case Operation::tanh: {
        const double t = std::tanh(x), c = 1 / std::cosh(x), d = c * c;        // 1 − t² would cancel
        return {t, d, -2 * t * d};
    }
    case Operation::asinh: {
        const double r = std::hypot(1, x);
        return {std::asinh(x), 1 / r, -x / (r * r * r)};
    }
    case Operation::acosh: {
        const double w = (x - 1) * (x + 1), root = std::sqrt(w);
        return {std::acosh(x), 1 / root, -x / (w * root)};
    }
    case Operation::atanh: {
        const double d = 1 / ((1 - x) * (1 + x));
        return {std::atanh(x), std::abs(x) > 1 ? std::nan("") : d, 2 * x * d * d};
    }
    case Operation::exp: return {std::exp(x), std::exp(x), std::exp(x)};
    case Operation::expm1: return {std::expm1(x), std::exp(x), std::exp(x)};
    case Operation::log1p: return {std::log1p(x), x > -1 ? 1 / (1 + x) : std::nan(""), x > -1 ? -1 / ((1 + x) * (1 + x)) : std::nan("")};
    case Operation::ln: return logarithm(x, 1, std::log(x));
    case Operation::log10: return logarithm(x, log10e, std::log10(x));
    case Operation::log2: return logarithm(x, log2e, std::log2(x));
    case Operation::sqrt: {
        const double r = std::sqrt(x);
        return {r, 0.5 / r, -0.25 / (r * x)};
    }
    case Operation::cbrt: {
        const double r = applied(Operation::cbrt, x);
        return {r, 1 / (3 * r * r), -2 / (9 * r * r * x)};
    }
    case Operation::abs: return {std::abs(x), sign(x), 0};
    case Operation::sign: return {sign(x), 0, 0};
    case Operation::floor: return {std::floor(x), 0, 0};
    case Operation::ceil: return {std::ceil(x), 0, 0};
    case Operation::round: return {std::round(x), 0, 0};
    case Operation::logical_not: return {applied(operation, x), 0, 0};
    case Operation::erfc: {
        const double d = -2 * inv_sqrtpi * std::exp(-x * x);
        return {std::erfc(x), d, -2 * x * d};
    }
    case Operation::gamma: {
        const double f = applied(operation, x), psi = special::polygamma(0, x);
        return {f, f * psi, f * (psi * psi + special::polygamma(1, x))};
    }
    case Operation::lgamma: return {applied(operation, x), special::polygamma(0, x), special::polygamma(1, x)};
    case Operation::sigmoid: {
        const double s = applied(operation, x), d = s * applied(operation, -x);
        return {s, d, d * (applied(operation, -x) - s)};
    }
    case Operation::softplus: {
        const double s = applied(Operation::sigmoid, x);
        return {applied(operation, x), s, s * applied(Operation::sigmoid, -x)};
    }
    case Operation::relu: return {applied(operation, x), (1 + sign(x)) / 2, 0};
    case Operation::erf: {
        const double d = 2 * inv_sqrtpi * std::exp(-x * x);
        return {std::erf(x), d, -2 * x * d};
    }
    default: break;
    }
    assert(false);
    return {};
}

/// A function of two variables at a place with its derivatives.
struct Taylor2 {
    double f = 0, a = 0, b = 0, aa = 0, ab = 0, bb = 0;
};

inline Taylor2 power_of_both(double a, double b) {
    const double f = std::pow(a, b), l = a > 0 ? std::log(a) : std::nan("");
    const double da = b * std::pow(a, b - 1);
    return {f, da, f * l, b * (b - 1) * std::pow(a, b - 2), std::pow(a, b - 1) * (1 + b * l), f * l * l};
}

inline Taylor2 binary(Operation operation, double a, double b) {
    switch (operation) {
    case Operation::add: return {a + b, 1, 1};
    case Operation::subtract: return {a - b, 1, -1};
    case Operation::multiply: return {a * b, b, a, 0, 1, 0};
    case Operation::divide: return {a / b, 1 / b, -a / b / b, 0, -1 / b / b, 2 * a / b / b / b};
    case Operation::power: return power_of_both(a, b);
    case Operation::atan2: {
        const double r = std::hypot(a, b), s = a / r, c = b / r;               // atan2(y, x): y first
        return {std::atan2(a, b), c / r, -s / r, -2 * s * c / r / r, (s * s - c * c) / r / r, 2 * s * c / r / r};
    }
    case Operation::hypot: {
        const double r = std::hypot(a, b), p = a / r, q = b / r;
        return {r, p, q, q * q / r, -p * q / r, p * p / r};
    }
    case Operation::min: case Operation::max: return {applied(operation, a, b), 0.5, 0.5};     // where both are the same
    case Operation::mod: return {applied(operation, a, b), 1, -std::floor(a / b)};
    case Operation::polygamma: return {applied(operation, a, b), 0, special::polygamma(a + 1, b), 0, 0, special::polygamma(a + 2, b)};
    default: return {applied(operation, a, b)};                                // conditions: flat
    }
}

/// A jet, and the variables that it depends on: the others must not turn 0 times infinity into not-a-number.
template <int N>
struct Part {
    Jet<N> jet;
    Eigen::Array<bool, N, 1> on;
    bool varies() const { return on.any(); }
};

/// Fills a symmetric matrix from one formula for both triangles, so that it is symmetric to the last bit.
template <class Matrix, class Entry>
void fill_symmetric(Matrix& matrix, Entry&& entry) {
    for (Eigen::Index i = 0; i < matrix.rows(); ++i)
        for (Eigen::Index j = 0; j <= i; ++j) matrix(i, j) = matrix(j, i) = entry(i, j);
}

template <int N>
Part<N> constant(double value, Eigen::Index n) {
    Part<N> p;
    p.jet.value = value;
    p.jet.gradient.setZero(n);
    p.jet.hessian.setZero(n, n);
    p.on.setConstant(n, false);
    return p;
}

/// d·h where the variables behind h matter, else 0, whatever d is.
inline double times(double d, double h, bool matters) { return matters ? d * h : 0; }

template <int N>
Part<N> chain(const Taylor& t, Part<N> u) {
    u.jet.value = t.f;
    const auto h = u.jet.hessian;
    const auto g = u.jet.gradient;
    fill_symmetric(u.jet.hessian, [&](auto i, auto j) {
        const bool both = u.on[i] && u.on[j];
        return times(t.d, h(i, j), both) + times(t.dd, g[i] * g[j], both);
    });
    for (Eigen::Index i = 0; i < g.size(); ++i) u.jet.gradient[i] = times(t.d, g[i], u.on[i]);
    return u;
}

template <int N>
Part<N> chain(const Taylor2& t, const Part<N>& u, const Part<N>& v) {
    Part<N> r = u;
    r.on = u.on || v.on;
    r.jet.value = t.f;
    const auto &gu = u.jet.gradient, &gv = v.jet.gradient;
    for (Eigen::Index i = 0; i < gu.size(); ++i) r.jet.gradient[i] = times(t.a, gu[i], u.on[i]) + times(t.b, gv[i], v.on[i]);
    fill_symmetric(r.jet.hessian, [&](auto i, auto j) {
        const bool in_u = u.on[i] && u.on[j], in_v = v.on[i] && v.on[j];
        const double mixed = (u.on[i] && v.on[j] ? gu[i] * gv[j] : 0) + (v.on[i] && u.on[j] ? gv[i] * gu[j] : 0);
        return times(t.a, u.jet.hessian(i, j), in_u) + times(t.b, v.jet.hessian(i, j), in_v) + times(t.aa, gu[i] * gu[j], in_u) +
               times(t.ab, mixed, (u.on[i] && v.on[j]) || (v.on[i] && u.on[j])) + times(t.bb, gv[i] * gv[j], in_v);
    });
    return r;
}

/// The same function with one operand held.
inline Taylor with_right_fixed(Operation operation, double a, double b) {
    if (operation == Operation::power) return power_of(a, b);
    const Taylor2 t = binary(operation, a, b);
    return {t.f, t.a, t.aa};
}

inline Taylor with_left_fixed(Operation operation, double a, double b) {
    if (operation == Operation::power) {
        const double f = std::pow(a, b), l = std::log(a);
        return {f, f == 0 ? 0 : f * l, f == 0 ? 0 : f * l * l};
    }
    const Taylor2 t = binary(operation, a, b);
    return {t.f, t.b, t.bb};
}

template <int N>
Part<N> joined(Operation operation, Part<N>& u, Part<N>& v) {
    const double a = u.jet.value, b = v.jet.value;
    const bool extreme = operation == Operation::min || operation == Operation::max;
    if (extreme && (a < b || b < a)) {
        const Eigen::Array<bool, N, 1> on = u.on || v.on;
        Part<N> result = (a < b) == (operation == Operation::min) ? std::move(u) : std::move(v);
        result.on = on;                       // what is in the other may have a say elsewhere
        return result;
    }
    if (!v.varies()) return chain(with_right_fixed(operation, a, b), std::move(u));
    if (!u.varies()) return chain(with_left_fixed(operation, a, b), std::move(v));
    return chain(binary(operation, a, b), u, v);
}

/// The side that is chosen; what is in the condition or the other side may have a say elsewhere.
template <int N>
Part<N> chosen(const Part<N>& condition, Part<N>& a, Part<N>& b) {
    const Eigen::Array<bool, N, 1> on = condition.on || a.on || b.on;
    Part<N> result = condition.jet.value != 0 ? std::move(a) : std::move(b);
    if (std::isnan(condition.jet.value)) result.jet.value = condition.jet.value;
    result.on = on;
    return result;
}

template <int N>
Jet<N> nowhere(Eigen::Index n) {
    Jet<N> result;
    result.value = std::nan("");
    result.gradient.setConstant(n, result.value);
    result.hessian.setConstant(n, n, result.value);
    return result;
}

}

/// Value, gradient and Hessian of the expression in the point, by forward automatic differentiation of second order (Griewank
/// and Walther, "Evaluating Derivatives", 2nd ed., chapter 13). The point has one coordinate for each variable. Kinks as for
/// `derivative`; not-a-number where there is no derivative.
template <int N>
Jet<N> jet(const Expression& expression, const Eigen::Matrix<double, N, 1>& point) {
    using namespace jets;
    if (!expression.indices.empty()) {
        const auto all = unrolled(expression);
        return all ? jet<N>(*all, point) : nowhere<N>(point.size());
    }
    const Eigen::Index n = point.size();
    assert(n >= static_cast<Eigen::Index>(expression.variables.size()));
    return fold<Part<N>>(expression, [&](std::size_t i, std::span<Part<N>> operands) -> Part<N> {
        const Expression::Node& node = expression.nodes[i];
        if (operands.size() == 3) return chosen(operands[0], operands[1], operands[2]);
        if (operands.size() == 2) return joined(node.operation, operands[0], operands[1]);
        if (operands.size() == 1) return chain(unary(node.operation, operands[0].jet.value), std::move(operands[0]));
        if (node.operation == Operation::number) return constant<N>(node.value, n);
        if (node.operation != Operation::variable) return constant<N>(applied(node.operation, 0), n);
        Part<N> p = constant<N>(point[node.variable], n);
        p.on[node.variable] = true;
        p.jet.gradient[node.variable] = 1;
        return p;
    }).jet;
}

}
