#include "compute/optimize/polynomial.hpp"

#include "compute/expression/fold.hpp"
#include "compute/linear/exact.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {
namespace {

/// A coefficient, and whether it is exact.
struct Coefficient {
    double value = 0;
    bool exact = true;
};

// Below this the error of a product is no longer a double.
constexpr double error_free = 1e-280;

Coefficient sum(Coefficient a, Coefficient b) {
    // Knuth, The Art of Computer Programming 2, section 4.2.2, theorem B: the error of a sum is a double.
    const double s = a.value + b.value, part = s - a.value, error = (a.value - (s - part)) + (b.value - part);
    return {s, a.exact && b.exact && error == 0};
}

Coefficient product(Coefficient a, Coefficient b) {
    const bool nothing = (a.exact && a.value == 0) || (b.exact && b.value == 0);
    if (nothing) return {};
    const double p = a.value * b.value;
    return {p, a.exact && b.exact && std::fma(a.value, b.value, -p) == 0 && std::abs(p) > error_free};
}

Coefficient quotient(Coefficient a, Coefficient b) {
    if (a.exact && a.value == 0 && b.value != 0) return {};
    const double q = a.value / b.value;
    return {q, a.exact && b.exact && std::fma(q, b.value, -a.value) == 0 && std::abs(a.value) > error_free && std::abs(q) > error_free};
}

/// The coefficients of 1, x, y, x², xy, y².
using Coefficients = std::array<Coefficient, 6>;
using Part = std::optional<Coefficients>;     ///< nothing: no polynomial of degree two

constexpr std::array degrees = {0, 1, 1, 2, 2, 2};

bool vanishes(const Coefficient& c) { return c.exact && c.value == 0; }

int degree(const Coefficients& f) {
    for (std::size_t i = f.size(); i-- > 0;)
        if (!vanishes(f[i])) return degrees[i];
    return 0;
}

bool finite(const Coefficients& f) {
    return std::all_of(f.begin(), f.end(), [](const Coefficient& c) { return std::isfinite(c.value); });
}

Coefficients constant(double value, bool exact) { return {Coefficient{value, exact}}; }

Coefficients letter(std::uint32_t index, const Parameters& parameters) {
    if (index >= 2) return constant(parameters[index - 2].value, true);
    Coefficients f;
    f[1 + index].value = 1;
    return f;
}

Coefficients added(const Coefficients& a, Coefficients b, double sign) {
    for (std::size_t i = 0; i < b.size(); ++i) b[i] = sum(a[i], {sign * b[i].value, b[i].exact});
    return b;
}

Part multiplied(const Coefficients& a, const Coefficients& b) {
    if (degree(a) + degree(b) > 2) return {};
    constexpr std::array<std::array<std::size_t, 3>, 3> place = {{{0, 1, 2}, {1, 3, 4}, {2, 4, 5}}};
    Coefficients f;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) f[place[i][j]] = sum(f[place[i][j]], product(a[i], b[j]));
    for (std::size_t i = 3; i < 6; ++i) f[i] = sum(f[i], sum(product(a[0], b[i]), product(a[i], b[0])));
    return f;
}

Part divided(Coefficients a, const Coefficients& b) {
    if (degree(b) > 0) return {};
    for (Coefficient& c : a) c = quotient(c, b[0]);
    return a;
}

/// An operation on constants alone.
Part evaluated(Operation operation, std::span<const Part> operands) {
    Expression expression;
    expression.nodes.clear();
    for (const Part& operand : operands) {
        if (degree(*operand) > 0) return {};
        expression.nodes.push_back({.operation = Operation::number, .value = (*operand)[0].value});
    }
    expression.nodes.push_back({.operation = operation, .size = static_cast<std::uint32_t>(operands.size() + 1)});
    return constant(evaluate(expression, {}), false);
}

Part raised(std::span<const Part> operands) {
    const Coefficients &base = *operands[0], &exponent = *operands[1];
    if (degree(exponent) > 0) return {};
    if (exponent[0].value == 1) return base;
    if (exponent[0].value == 2) return multiplied(base, base);
    if (exponent[0].value == 0) return constant(1, exponent[0].exact);
    return evaluated(Operation::power, operands);
}

Part worked_out(Operation operation, std::span<const Part> operands) {
    const Coefficients& a = *operands[0];
    switch (operation) {
    case Operation::negate: return added({}, a, -1);
    case Operation::add: return added(a, *operands[1], 1);
    case Operation::subtract: return added(a, *operands[1], -1);
    case Operation::multiply: return multiplied(a, *operands[1]);
    case Operation::divide: return divided(a, *operands[1]);
    case Operation::power: return raised(operands);
    default: return evaluated(operation, operands);
    }
}

}

std::optional<Polynomial> polynomial_of(const Typed& formula, const Parameters& parameters) {
    const Expression& expression = formula.expression();
    if (formula.dimension() != 2 || expression.variables.size() != 2 + parameters.size()) return {};
    const Part whole = fold<Part>(expression, [&](std::size_t i, std::span<Part> operands) -> Part {
        const Expression::Node& node = expression.nodes[i];
        if (node.operation == Operation::number) return constant(node.value, true);
        if (node.operation == Operation::variable) return letter(node.variable, parameters);
        if (operands.empty()) return evaluated(node.operation, operands);
        if (!std::all_of(operands.begin(), operands.end(), [](const Part& part) { return part.has_value(); })) return {};
        Part result = worked_out(node.operation, operands);
        return result && finite(*result) ? result : Part{};
    });
    if (!whole || !finite(*whole)) return {};
    const Coefficients& f = *whole;
    return Polynomial{.constant = f[0].value, .slope = Vec2(f[1].value, f[2].value),
                      .curvature = Mat2{{2 * f[3].value, f[4].value}, {f[4].value, 2 * f[5].value}},
                      .exact_slope = f[1].exact && f[2].exact, .exact_curvature = f[3].exact && f[4].exact && f[5].exact};
}

namespace {

/// The least and the largest curvature, to a few units in the last place each, whatever their ratio.
struct Curvatures {
    double low, high;
};

Curvatures curvatures_of(const Mat2& m) {
    const double det = difference_of_products(m(0, 0), m(1, 1), m(0, 1), m(0, 1)), mean = 0.5 * (m(0, 0) + m(1, 1));
    const double spread = std::hypot(0.5 * (m(0, 0) - m(1, 1)), m(0, 1));
    if (mean > 0) return {det / (mean + spread), mean + spread};
    if (mean < 0) return {mean - spread, det / (mean - spread)};
    return {-spread, spread};
}

/// The line of minimizers of a trough, where the slope does not fall along it; `m` has rank one.
void add_line(Knowledge& known, const Polynomial& f, const Mat2& m, double high) {
    const Vec2 row = m.row(0).cwiseAbs().maxCoeff() >= m.row(1).cwiseAbs().maxCoeff() ? m.row(0) : m.row(1);
    const bool level = difference_of_products(f.slope.x(), row.y(), f.slope.y(), row.x()) == 0;
    if (!level || !f.exact_slope) return;
    const Vec2 across = row.normalized();
    known.minimizers = {-across * (f.slope.dot(across) / high)};
    known.along = Vec2(-across.y(), across.x());
}

/// x with curvature x = −slope, by Cramer's rule with products that do not cancel.
Vec2 solution(const Mat2& m, const Vec2& slope) {
    const double det = difference_of_products(m(0, 0), m(1, 1), m(0, 1), m(0, 1));
    return -Vec2(difference_of_products(slope.x(), m(1, 1), slope.y(), m(0, 1)),
                 difference_of_products(slope.y(), m(0, 0), slope.x(), m(0, 1))) / det;
}

}

Knowledge known(const Polynomial& f) {
    Knowledge known{.convexity = Convexity::undecided};
    const Scaled2 s = scaled(f.curvature);
    const Curvatures unit = curvatures_of(s.factor);
    const double low = std::ldexp(unit.low, s.exponent), high = std::ldexp(unit.high, s.exponent);
    known.L = std::max(std::abs(low), std::abs(high));
    // Rounded entries are off by some units in the last place of the largest.
    const double doubt = f.exact_curvature ? 0 : 1e-13;
    if (unit.low > doubt) {
        known.convexity = Convexity::strongly_convex;
        known.mu = low;
        known.minimizers = {std::ldexp(1.0, -s.exponent) * solution(s.factor, f.slope)};
    } else if (unit.low < -doubt) {
        known.convexity = Convexity::not_convex;
    } else if (f.exact_curvature) {
        known.convexity = Convexity::convex;
        if (high > 0) add_line(known, f, s.factor, high);
        else if (f.exact_slope && f.slope == Vec2::Zero()) known.minimizers = {Vec2::Zero()};
    }
    const bool far = std::any_of(known.minimizers.begin(), known.minimizers.end(), [](const Vec2& x) { return !x.allFinite(); });
    if (far) known.minimizers.clear(), known.along.reset();
    return known;
}

}
