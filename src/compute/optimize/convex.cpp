#include "compute/optimize/objective.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The exponents of Boyd's example, as rows a_i of e^{a_i x − 0.1}.
Vec3 exponents(const Vec2& x) { return Vec3(x.x() + 3 * x.y() - 0.1, x.x() - 3 * x.y() - 0.1, -x.x() - 0.1); }

// Σ w_i a_i and Σ w_i a_i a_iᵀ for the three rows.
Vec2 weighted_rows(const Vec3& w) { return Vec2(w(0) + w(1) - w(2), 3 * (w(0) - w(1))); }
Mat2 weighted_squares(const Vec3& w) {
    return Mat2{{w.sum(), 3 * (w(0) - w(1))}, {3 * (w(0) - w(1)), 9 * (w(0) + w(1))}};
}

// The weights of the exponentials, scaled so that the largest exponent is 0: nothing overflows.
struct Softmax {
    Vec3 weights;
    double log_sum;
};
Softmax softmax(const Vec3& e) {
    const double top = e.maxCoeff();
    const Vec3 scaled = (e.array() - top).exp();
    const double sum = scaled.sum();
    return {scaled / sum, top + std::log(sum)};
}

// Boyd's minimizer: both y-exponentials are equal, and 2e^{2x} = 1.
const Vec2 boyd_minimizer(-0.5 * std::numbers::ln2, 0);

}

double ExpSum::value(const Vec2& x) const { return exponents(x).array().exp().sum(); }
Vec2 ExpSum::gradient(const Vec2& x) const { return weighted_rows(exponents(x).array().exp()); }
Mat2 ExpSum::hessian(const Vec2& x) const { return weighted_squares(exponents(x).array().exp()); }
Knowledge ExpSum::known() const {
    return {.convexity = Convexity::strictly_convex, .L = {}, .mu = {}, .minimizers = {boyd_minimizer},
            .minimum = 2 * std::numbers::sqrt2 * std::exp(-0.1), .lo = Vec2(-2.4, -1.3), .hi = Vec2(1.2, 1.6),
            .start = Vec2(-1, 1)};
}

double LogSumExp::value(const Vec2& x) const { return softmax(exponents(x)).log_sum; }
Vec2 LogSumExp::gradient(const Vec2& x) const { return weighted_rows(softmax(exponents(x)).weights); }
Mat2 LogSumExp::hessian(const Vec2& x) const {
    const Vec3 w = softmax(exponents(x)).weights;
    const Vec2 mean = weighted_rows(w);
    return weighted_squares(w) - mean * mean.transpose();
}
Knowledge LogSumExp::known() const {
    // The Hessian is the covariance of the rows, which is at most a quarter of the squared distance of the farthest two
    // (Popoviciu): (1, 3) and (1, −3) are 6 apart, and far out to the right the two weigh one half each, so L = 9 is tight.
    return {.convexity = Convexity::strictly_convex, .L = 9.0, .mu = {}, .minimizers = {boyd_minimizer},
            .minimum = std::log(2 * std::numbers::sqrt2) - 0.1, .lo = Vec2(-3, -2), .hi = Vec2(2, 2), .start = Vec2(-1.5, 1.2)};
}

bool AnalyticCentre::contains(const Vec2& x) const { return x.x() > 0 && x.y() > 0 && x.x() + x.y() < 1; }
double AnalyticCentre::value(const Vec2& x) const {
    if (!contains(x)) return infinity;
    return -std::log(x.x()) - std::log(x.y()) - std::log1p(-x.x() - x.y());
}
Vec2 AnalyticCentre::gradient(const Vec2& x) const {
    return -x.cwiseInverse() + Vec2::Constant(1 / (1 - x.x() - x.y()));
}
Mat2 AnalyticCentre::hessian(const Vec2& x) const {
    const double s = 1 - x.x() - x.y();
    const Vec2 diagonal = x.cwiseInverse().cwiseAbs2();
    return Mat2::Constant(1 / (s * s)) + Mat2(diagonal.asDiagonal());
}
Knowledge AnalyticCentre::known() const {
    // uᵀHu = Σ c_i²/w_i² with c = (u₁, u₂, u₁+u₂) over weights that sum to 1, at least (Σ |c_i|^⅔)³ (Lagrange), whose least
    // value over unit vectors is 4, at u = (1, −1)/√2.
    return {.convexity = Convexity::strongly_convex, .L = {}, .mu = 4.0, .minimizers = {Vec2(1.0 / 3, 1.0 / 3)},
            .minimum = 3 * std::log(3.0), .lo = Vec2(-0.1, -0.1), .hi = Vec2(1.1, 1.1), .start = Vec2(0.85, 0.08)};
}

bool Entropy::contains(const Vec2& x) const { return x.x() > 0 && x.y() >= 0; }
double Entropy::value(const Vec2& x) const {
    if (!contains(x)) return infinity;
    return x.x() - std::log(x.x()) + (x.y() > 0 ? x.y() * std::log(x.y()) : 0);      // y log y → 0
}
Vec2 Entropy::gradient(const Vec2& x) const { return Vec2(1 - 1 / x.x(), std::log(x.y()) + 1); }
Mat2 Entropy::hessian(const Vec2& x) const { return Mat2{{1 / (x.x() * x.x()), 0}, {0, 1 / x.y()}}; }
Knowledge Entropy::known() const {
    return {.convexity = Convexity::strictly_convex, .L = {}, .mu = {}, .minimizers = {Vec2(1, std::exp(-1.0))},
            .minimum = 1 - std::exp(-1.0), .lo = Vec2(-0.3, -0.3), .hi = Vec2(3.7, 2.7), .start = Vec2(3, 2)};
}

double PseudoHuber::value(const Vec2& x) const { return std::hypot(1.0, x.x()) + std::hypot(1.0, gamma * x.y()); }
Vec2 PseudoHuber::gradient(const Vec2& x) const {
    return Vec2(x.x() / std::hypot(1.0, x.x()), gamma * gamma * x.y() / std::hypot(1.0, gamma * x.y()));
}
Mat2 PseudoHuber::hessian(const Vec2& x) const {
    const double p = std::hypot(1.0, x.x()), q = std::hypot(1.0, gamma * x.y());
    return Mat2{{1 / (p * p * p), 0}, {0, gamma * gamma / (q * q * q)}};
}
Knowledge PseudoHuber::known() const {
    return {.convexity = Convexity::strictly_convex, .L = std::max(1.0, gamma * gamma), .mu = {},
            .minimizers = {Vec2::Zero()}, .minimum = 2.0, .lo = Vec2(-5, -4), .hi = Vec2(5, 4), .start = Vec2(-4, 2)};
}

double Quartic::value(const Vec2& x) const {
    const Vec2 s = x.cwiseAbs2();
    return (square ? s.x() : s.x() * s.x()) + s.y() * s.y();
}
Vec2 Quartic::gradient(const Vec2& x) const {
    const Vec2 cubes = 4 * x.array().cube();
    return square ? Vec2(2 * x.x(), cubes.y()) : cubes;
}
Mat2 Quartic::hessian(const Vec2& x) const {
    const Vec2 curvature = 12 * x.cwiseAbs2();
    return Mat2{{square ? 2.0 : curvature.x(), 0}, {0, curvature.y()}};
}
Knowledge Quartic::known() const {
    return {.convexity = Convexity::strictly_convex, .L = {}, .mu = {}, .minimizers = {Vec2::Zero()}, .minimum = 0.0,
            .lo = Vec2(-1.8, -1.5), .hi = Vec2(1.8, 1.5), .start = Vec2(-1.4, 1.1)};
}

namespace {

double log_cosh(double t) { return std::abs(t) + std::log1p(std::exp(-2 * std::abs(t))); }

// 1/cosh² without overflow.
double sech_squared(double t) {
    const double e = std::exp(-2 * std::abs(t));
    return 4 * e / ((1 + e) * (1 + e));
}

}

double LogCosh::value(const Vec2& x) const { return log_cosh(x.x()) + log_cosh(x.y()); }
Vec2 LogCosh::gradient(const Vec2& x) const { return x.array().tanh(); }
Mat2 LogCosh::hessian(const Vec2& x) const { return Mat2{{sech_squared(x.x()), 0}, {0, sech_squared(x.y())}}; }
Knowledge LogCosh::known() const {
    return {.convexity = Convexity::strictly_convex, .L = 1.0, .mu = {}, .minimizers = {Vec2::Zero()},
            .minimum = 2 * std::numbers::ln2, .lo = Vec2(-2.6, -2), .hi = Vec2(2.6, 2), .start = Vec2(1, 0.6)};
}

// φ is continuous: 25/2 = 1/2 + 24 − 12 at 1, and 2 + 48 − 12 = 50 − 48 + 36 at 2.
double Lessard::value(const Vec2& x) const {
    const double t = x.x(), bend = t < 1 ? 12.5 * t * t : t < 2 ? 0.5 * t * t + 24 * t - 12 : 12.5 * t * t - 24 * t + 36;
    return bend + 2.5 * x.y() * x.y();
}
Vec2 Lessard::gradient(const Vec2& x) const {
    const double t = x.x();
    return Vec2(t < 1 ? 25 * t : t < 2 ? t + 24 : 25 * t - 24, 5 * x.y());
}
Mat2 Lessard::hessian(const Vec2& x) const {
    const double t = x.x();
    return Mat2{{t < 1 || t >= 2 ? 25.0 : 1.0, 0}, {0, 5}};
}
Knowledge Lessard::known() const {
    return {.convexity = Convexity::strongly_convex, .L = 25.0, .mu = 1.0, .minimizers = {Vec2::Zero()}, .minimum = 0.0,
            .lo = Vec2(-3.2, -2.4), .hi = Vec2(4, 2.4), .start = Vec2(3.3, 1.5)};
}

}
