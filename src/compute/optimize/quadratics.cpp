#include "compute/optimize/objective.hpp"

#include "compute/linear/svd.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

double Quadratic::value(const Vec2& x) const { return 0.5 * (x.x() * x.x() + kappa * x.y() * x.y()); }
Vec2 Quadratic::gradient(const Vec2& x) const { return Vec2(x.x(), kappa * x.y()); }
Mat2 Quadratic::hessian(const Vec2&) const { return Mat2{{1, 0}, {0, kappa}}; }
Knowledge Quadratic::known() const {
    return {.convexity = Convexity::strongly_convex, .L = std::max(1.0, kappa), .mu = std::min(1.0, kappa),
            .minimizers = {Vec2::Zero()}, .minimum = 0.0, .lo = Vec2(-11, -4), .hi = Vec2(11, 4), .start = Vec2(10, 1)};
}

Mat2 RotatedQuadratic::matrix() const {
    const double c = std::cos(angle), s = std::sin(angle);
    return Mat2{{lambda1 * c * c + lambda2 * s * s, (lambda1 - lambda2) * c * s},
                {(lambda1 - lambda2) * c * s, lambda1 * s * s + lambda2 * c * c}};
}
double RotatedQuadratic::value(const Vec2& x) const {
    const Vec2 e = x - center;
    return 0.5 * e.dot(matrix() * e);
}
Vec2 RotatedQuadratic::gradient(const Vec2& x) const { return matrix() * (x - center); }
Mat2 RotatedQuadratic::hessian(const Vec2&) const { return matrix(); }
Knowledge RotatedQuadratic::known() const {
    const double low = std::min(lambda1, lambda2), high = std::max(lambda1, lambda2);
    Knowledge known{.convexity = low > 0    ? Convexity::strongly_convex
                                 : low == 0 ? Convexity::convex
                                            : Convexity::not_convex,
                    .L = std::max(std::abs(low), std::abs(high)),
                    .lo = center - Vec2(2.5, 2), .hi = center + Vec2(2.5, 2), .start = center + Vec2(-2, 0.5)};
    if (low > 0) known.mu = low;
    if (low >= 0) {
        known.minimizers = {center};
        known.minimum = 0;
    }
    if (low == 0 && high > 0) {
        const Vec2 first(std::cos(angle), std::sin(angle)), second(-std::sin(angle), std::cos(angle));
        known.along = lambda1 == 0 ? first : second;
    }
    return known;
}

double Trough::value(const Vec2& x) const {
    const double r = x.x() + x.y() - 1;
    return 0.5 * r * r;
}
Vec2 Trough::gradient(const Vec2& x) const { return Vec2::Constant(x.x() + x.y() - 1); }
Mat2 Trough::hessian(const Vec2&) const { return Mat2::Ones(); }
Knowledge Trough::known() const {
    return {.convexity = Convexity::convex, .L = 2.0, .mu = {}, .minimizers = {Vec2(0.5, 0.5)}, .minimum = 0.0,
            .along = Vec2(1, -1).normalized(), .lo = Vec2(-2, -2), .hi = Vec2(3, 2.5), .start = Vec2(-1.5, 0.5)};
}

double Booth::value(const Vec2& x) const {
    const double p = x.x() + 2 * x.y() - 7, q = 2 * x.x() + x.y() - 5;
    return p * p + q * q;
}
Vec2 Booth::gradient(const Vec2& x) const {
    const double p = x.x() + 2 * x.y() - 7, q = 2 * x.x() + x.y() - 5;
    return Vec2(2 * p + 4 * q, 4 * p + 2 * q);
}
Mat2 Booth::hessian(const Vec2&) const { return Mat2{{10, 8}, {8, 10}}; }
Knowledge Booth::known() const {
    return {.convexity = Convexity::strongly_convex, .L = 18.0, .mu = 2.0, .minimizers = {Vec2(1, 3)}, .minimum = 0.0,
            .lo = Vec2(-5, -1), .hi = Vec2(6, 6), .start = Vec2(-3, 4)};
}

double Matyas::value(const Vec2& x) const { return 0.26 * x.squaredNorm() - 0.48 * x.x() * x.y(); }
Vec2 Matyas::gradient(const Vec2& x) const { return 0.52 * x - 0.48 * Vec2(x.y(), x.x()); }
Mat2 Matyas::hessian(const Vec2&) const { return Mat2{{0.52, -0.48}, {-0.48, 0.52}}; }
Knowledge Matyas::known() const {
    return {.convexity = Convexity::strongly_convex, .L = 1.0, .mu = 0.04, .minimizers = {Vec2::Zero()}, .minimum = 0.0,
            .lo = Vec2(-5, -4), .hi = Vec2(5, 4), .start = Vec2(-4, 1)};
}

double LeastSquares::value(const Vec2& x) const { return 0.5 * (matrix * x - target).squaredNorm(); }
Vec2 LeastSquares::gradient(const Vec2& x) const { return matrix.transpose() * (matrix * x - target); }
Mat2 LeastSquares::hessian(const Vec2&) const { return matrix.transpose() * matrix; }
Knowledge LeastSquares::known() const {
    // The same singular values and rank as in the room of linear maps.
    const Svd2 d = svd(matrix);
    const Vec2 c = d.u.transpose() * target;
    Knowledge known{.convexity = Convexity::convex, .L = d.sigma.x() * d.sigma.x(),
                    .lo = Vec2(-1.6, -1.5), .hi = Vec2(2.4, 1.9), .start = Vec2(-0.75, 0.05)};
    if (d.rank == 2) {
        known.convexity = Convexity::strongly_convex;
        known.mu = d.sigma.y() * d.sigma.y();
        known.minimizers = {d.v * c.cwiseQuotient(d.sigma)};
        known.minimum = 0;
    } else if (d.rank == 1) {
        known.minimizers = {d.v.col(0) * (c(0) / d.sigma.x())};
        known.along = d.v.col(1);
        known.minimum = 0.5 * c(1) * c(1);
    } else {
        known.minimizers = {Vec2::Zero()};
        known.minimum = 0.5 * target.squaredNorm();
    }
    return known;
}

}
