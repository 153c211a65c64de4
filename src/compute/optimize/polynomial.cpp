#include "compute/optimize/polynomial.hpp"

#include "compute/linear/exact.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {
namespace {

/// A coefficient as doubles have it, and what the true one lies between: a point where nothing was rounded.
struct Coefficient {
    double value = 0;
    Enclosure range = Enclosure::point(0);

    static Coefficient exactly(double x) { return {x, Enclosure::point(x)}; }
    bool vanishes() const { return range.is(0); }
};

Coefficient operator+(const Coefficient& a, const Coefficient& b) { return {a.value + b.value, a.range + b.range}; }
Coefficient operator-(const Coefficient& a, const Coefficient& b) { return {a.value - b.value, a.range - b.range}; }
Coefficient operator*(const Coefficient& a, const Coefficient& b) {
    if (a.vanishes() || b.vanishes()) return {};
    return {a.value * b.value, a.range * b.range};
}
Coefficient operator/(const Coefficient& a, const Coefficient& b) { return {a.value / b.value, a.range / b.range}; }

/// The coefficients of 1, x, y, x², xy, y².
using Coefficients = std::array<Coefficient, 6>;
using Part = std::optional<Coefficients>;     ///< nothing: no polynomial of degree two

constexpr std::array degrees = {0, 1, 1, 2, 2, 2};

int degree(const Coefficients& f) {
    for (std::size_t i = f.size(); i-- > 0;)
        if (!f[i].vanishes()) return degrees[i];
    return 0;
}

bool finite(const Coefficients& f) {
    return std::all_of(f.begin(), f.end(), [](const Coefficient& c) { return std::isfinite(c.value) && c.range.bounded() && c.range.regularity >= Regularity::defined; });
}

template <class Combine>
Coefficients each(const Coefficients& a, const Coefficients& b, Combine&& combine) {
    Coefficients f;
    for (std::size_t i = 0; i < f.size(); ++i) f[i] = combine(a[i], b[i]);
    return f;
}

Part multiplied(const Coefficients& a, const Coefficients& b) {
    if (degree(a) + degree(b) > 2) return {};
    constexpr std::array<std::array<std::size_t, 3>, 3> place = {{{0, 1, 2}, {1, 3, 4}, {2, 4, 5}}};
    Coefficients f;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) f[place[i][j]] = f[place[i][j]] + a[i] * b[j];
    for (std::size_t i = 3; i < 6; ++i) f[i] = f[i] + a[0] * b[i] + a[i] * b[0];
    return f;
}

/// The terms of a graph as polynomials, one after the other.
class Expansion {
public:
    explicit Expansion(const Graph& graph) : graph_(graph) {}

    Part of(Graph::Id whole) {
        for (Graph::Id id = 0; id <= whole; ++id) {
            Part part = expanded(id);
            parts_.push_back(part && finite(*part) ? part : Part{});
        }
        return parts_.back();
    }

private:
    const Part& at(Graph::Id id) const { return parts_[id]; }

    Part expanded(Graph::Id id) const {
        const auto& [operation, operands, value, variable] = graph_[id];
        const Graph::Id a = operands[0], b = operands[1];
        if (operation == Operation::number) return Coefficients{Coefficient::exactly(value)};
        if (operation == Operation::variable) {
            Coefficients f;
            f[1 + variable] = Coefficient::exactly(1);
            return f;
        }
        for (int k = 0; k < arity(operation); ++k)
            if (!at(operands[static_cast<std::size_t>(k)])) return {};
        switch (operation) {
        case Operation::negate: return each({}, *at(a), [](const auto& p, const auto& q) { return p - q; });
        case Operation::add: return each(*at(a), *at(b), [](const auto& p, const auto& q) { return p + q; });
        case Operation::subtract: return each(*at(a), *at(b), [](const auto& p, const auto& q) { return p - q; });
        case Operation::multiply: return multiplied(*at(a), *at(b));
        case Operation::divide:
            if (degree(*at(b)) > 0) return {};
            return each(*at(a), {}, [&](const auto& p, const auto&) { return p / (*at(b))[0]; });
        case Operation::power: {
            const Enclosure& exponent = (*at(b))[0].range;
            if (degree(*at(b)) == 0 && exponent.is(1)) return at(a);
            if (degree(*at(b)) == 0 && exponent.is(2)) return multiplied(*at(a), *at(a));
            return constant(id);
        }
        default: return constant(id);
        }
    }

    /// An operation on constants alone.
    Part constant(Graph::Id id) const {
        const Graph::Term& term = graph_[id];
        const auto value = graph_.constant(id);
        if (!value) return {};
        const auto range = [&](int k) { return k < arity(term.operation) ? (*at(term.operands[static_cast<std::size_t>(k)]))[0].range : Enclosure{}; };
        return Coefficients{Coefficient{*value, enclosure(term.operation, range(0), range(1), range(2))}};
    }

    const Graph& graph_;
    std::vector<Part> parts_;
};

}

std::optional<Polynomial> polynomial_of(const Graph& graph, Graph::Id formula) {
    const Part whole = Expansion(graph).of(formula);
    if (!whole) return {};
    const Coefficients& f = *whole;
    const Coefficient two = Coefficient::exactly(2), xx = two * f[3], xy = f[4], yy = two * f[5];
    return Polynomial{.constant = f[0].value, .slope = Vec2(f[1].value, f[2].value), .curvature = Mat2{{xx.value, xy.value}, {xy.value, yy.value}},
                      .slope_range = {f[1].range, f[2].range}, .curvature_range = {xx.range, xy.range, yy.range}};
}

bool Polynomial::exact_slope() const { return std::all_of(slope_range.begin(), slope_range.end(), [](const Enclosure& e) { return e.lo == e.hi; }); }
bool Polynomial::exact_curvature() const {
    return std::all_of(curvature_range.begin(), curvature_range.end(), [](const Enclosure& e) { return e.lo == e.hi; });
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
    if (!level || !f.exact_slope()) return;
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

/// Whether rounding has left enough digits of the coefficients to say something of the polynomial.
bool well_known(const Polynomial& f) {
    constexpr double enough = 1e-9;
    const double size = f.curvature.cwiseAbs().maxCoeff(), slope = std::max(size, f.slope.cwiseAbs().maxCoeff());
    const auto within = [](const Enclosure& e, double slack) { return e.hi - e.lo <= slack; };
    return std::all_of(f.curvature_range.begin(), f.curvature_range.end(), [&](const Enclosure& e) { return within(e, enough * size); }) &&
           std::all_of(f.slope_range.begin(), f.slope_range.end(), [&](const Enclosure& e) { return within(e, enough * slope); });
}

/// By the signs of the least curvature, where these are those of the true coefficients (Sylvester's criterion in intervals).
Convexity convexity_of(const Polynomial& f, double least) {
    if (f.exact_curvature()) return least > 0 ? Convexity::strongly_convex : least < 0 ? Convexity::not_convex : Convexity::convex;
    const auto& [xx, xy, yy] = f.curvature_range;
    const Enclosure det = xx * yy - square(xy);
    if (xx.hi < 0 || yy.hi < 0 || det.hi < 0) return Convexity::not_convex;
    return xx.lo > 0 && det.lo > 0 && det.hi <= 1.001 * det.lo ? Convexity::strongly_convex : Convexity::undecided;
}

}

Knowledge known(const Polynomial& f) {
    Knowledge known{.convexity = Convexity::undecided};
    if (!well_known(f)) return known;
    const Scaled2 s = scaled(f.curvature);
    const Curvatures unit = curvatures_of(s.factor);
    const double low = std::ldexp(unit.low, s.exponent), high = std::ldexp(unit.high, s.exponent);
    known.L = std::max(std::abs(low), std::abs(high));
    known.convexity = convexity_of(f, unit.low);
    if (known.convexity == Convexity::strongly_convex) {
        known.mu = low;
        known.minimizers = {std::ldexp(1.0, -s.exponent) * solution(s.factor, f.slope)};
    } else if (known.convexity == Convexity::convex) {
        if (high > 0) add_line(known, f, s.factor, high);
        else if (f.exact_slope() && f.slope == Vec2::Zero()) known.minimizers = {Vec2::Zero()};
    }
    const bool far = std::any_of(known.minimizers.begin(), known.minimizers.end(), [](const Vec2& x) { return !x.allFinite(); });
    if (far) known.minimizers.clear(), known.along.reset();
    return known;
}

}
