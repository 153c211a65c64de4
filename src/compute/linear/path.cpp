#include "compute/linear/path.hpp"

#include "base/number.hpp"
#include "compute/linear/exact.hpp"
#include "compute/linear/parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {

namespace {

constexpr double pi = std::numbers::pi;

/// The angle of the rotation nearest to m, in (-pi, pi].
double angle_of(const Mat2& m) {
    const double angle = std::atan2(m(1, 0) - m(0, 1), m(0, 0) + m(1, 1));
    return angle <= -pi ? pi : angle;
}

bool turns_over(const Svd2& d) { return d.rank == 2 && determinant(d.u) * determinant(d.v) < 0; }

/// Larger turns swell on the way. Up to 0.75 pi the norm of A^t stays below 1.5 max(1, |A|) for 99 of 100 random matrices
/// with entries in [-3, 3]; the others, nearly nilpotent, go to 5. At 0.99 pi it reaches 24.
constexpr double largest_flow_angle = 0.75 * pi;

std::string flow_refusal(const MapWay& way) {
    const Spectrum& s = way.eigen;
    if (way.decomposition.rank < 2)
        return way.decomposition.flat
                   ? "A flattens the plane, so it has no logarithm and no flow leads to it."
                   : "Rounding decides whether A flattens the plane, and so whether a flow leads to it.";
    // A negative multiple of I is the square of many matrices, a half turn times a number among them.
    if (s.kind == SpectrumKind::scalar && s.re.x() < 0)
        return "Only a half turn leads to A by a flow, to the left as well as to the right, and flows are shown up to 135°.";
    for (int i = 0; i < 2; ++i) {
        if (s.kind == SpectrumKind::complex || !(s.re(i) < 0)) continue;
        return "The eigenvalue −" + fixed(-s.re(i)) + " is negative and has no real powers, so no flow leads to A.";
    }
    if (s.kind == SpectrumKind::complex && s.angle > largest_flow_angle)
        return "A turns by " + fixed(s.angle * 180 / pi, 1) + "°, and beyond 135° the flow would swell on its way.";
    return {};
}

/// (A - smaller I) for the smaller eigenvalue, whose diagonal half ± root, 0 or more, is found without cancellation: the
/// product of its entries is that of the off-diagonal ones.
Mat2 above_smaller(const Mat2& a, const Discriminant& d) {
    const double b = a(0, 1), c = a(1, 0), longer = d.root + std::abs(d.half), shorter = b / longer * c;
    return d.half < 0 ? Mat2{{shorter, b}, {c, longer}} : Mat2{{longer, b}, {c, shorter}};
}

/// A^t in closed form. Of two positive eigenvalues by Newton's interpolation of lambda^t, whose terms are all positive where
/// those of A are: small entries keep their digits beside large ones. A complex pair r (cos + i sin)(theta) turns by t theta.
Mat2 power(const MapWay& way, double t) {
    const Mat2& a = way.matrix;
    const Discriminant d = discriminant(a);
    const Wide det = wide_determinant(a);
    const Mat2 traceless{{d.half, a(0, 1)}, {a(1, 0), -d.half}};
    if (d.sign == 0) return std::pow(d.mean, t) * (Mat2::Identity() + t * (traceless / d.mean));
    if (d.sign < 0) {
        const double angle = std::atan2(d.root, d.mean);
        return std::pow(root(det).value(), t) * (std::cos(t * angle) * Mat2::Identity() + std::sin(t * angle) * (traceless / d.root));
    }
    const double larger = d.mean + d.root, smaller = (det / wide(larger)).value();
    const double rise = std::pow(larger, t) * -std::expm1(-t * std::log1p(2 * d.root / smaller));
    return std::pow(smaller, t) * Mat2::Identity() + rise * (above_smaller(a, d) / (2 * d.root));
}

/// (1-t) I + t target.
Mat2 blend(const Mat2& target, double t) { return (1 - t) * Mat2::Identity() + t * target; }

Mat2 staged(const Turns2& turned, double t) {
    const double tau = 3 * t;
    if (tau < 1) return rotation(tau * turned.turn_in);
    const Mat2 stretched = Vec2(blend(Mat2(turned.stretch.asDiagonal()), std::min(tau - 1, 1.0)).diagonal()).asDiagonal() * turned.in;
    if (tau <= 2) return stretched;
    return rotation((tau - 2) * turned.turn_out) * stretched;
}

/// det((1-t) I + t A) = c0 + c1 t + c2 t² with c0 = 1.
std::vector<double> entrywise_flat_times(const Mat2& a) {
    const Mat2 b = a - Mat2::Identity();
    const Discriminant d = discriminant(b);
    std::vector<double> times;
    if (d.sign < 0 && d.decided) return times;
    // The eigenvalues mu of A - I give the roots -1/mu; the one farther from 0 first, the other without cancellation.
    const double root = d.sign > 0 ? d.root : 0, far = d.mean < 0 ? d.mean - root : d.mean + root;
    if (far == 0) return times;
    const double near = (wide_determinant(b) / wide(far)).value();
    add_inside(times, -1 / far);
    if (root > 0 && near != 0) add_inside(times, -1 / near);
    std::sort(times.begin(), times.end());
    return times;
}

}

Mat2 rotation(double angle) {
    const double c = std::cos(angle), s = std::sin(angle);
    return Mat2{{c, -s}, {s, c}};
}

Polar2 signed_polar(const Mat2& a, const Svd2& d) {
    if (d.rank == 0) return {.angle = 0, .stretch = Mat2::Zero()};
    const Parts p = parts(scaled(a).factor);
    // A mirror times a number is symmetric: it needs no turn, whichever pair of axes the decomposition picked.
    if (d.round && p.round < p.stretch) return {.angle = 0, .stretch = (a + a.transpose()) / 2, .flipped = d.sigma.y()};
    // R(-angle) A is symmetric when mean + i turn becomes real. Positive, it leaves the smaller singular value to be negated where
    // det A < 0; negative, the larger one: the angle is at most a right one then.
    const bool over = turns_over(d), larger = over && p.mean < 0;
    const double side = larger ? -1 : 1, angle = std::atan2(side * p.turn, side * p.mean);
    const Vec2 stretch(larger ? -d.sigma.x() : d.sigma.x(), over && !larger ? -d.sigma.y() : d.sigma.y());
    return {.angle = angle <= -pi ? pi : angle + 0.0,          // no negative zero
            .stretch = d.v * stretch.asDiagonal() * d.v.transpose(),
            .flipped = !over ? 0 : larger ? d.sigma.x() : d.sigma.y()};
}

Turns2 turns(const Svd2& d) {
    Mat2 v = d.v, u = d.u;
    Vec2 stretch = d.sigma;
    if (determinant(v) < 0) {
        v.col(1) *= -1;
        u.col(1) *= -1;
    }
    if (determinant(u) < 0) {
        u.col(1) *= -1;
        if (turns_over(d)) stretch.y() *= -1;
    }
    // -u and -v do as well as u and v: take the pair that turns less altogether.
    if (std::abs(angle_of(-u)) + std::abs(angle_of(-v)) < std::abs(angle_of(u)) + std::abs(angle_of(v))) {
        u *= -1;
        v *= -1;
    }
    return {.turn_in = -angle_of(v), .turn_out = angle_of(u), .in = v.transpose(), .stretch = stretch};
}

MapWay way_to(const Mat2& a, MapPath path) {
    MapWay way{.path = path, .matrix = a, .decomposition = svd(a), .eigen = spectrum(a)};
    way.polar = signed_polar(a, way.decomposition);
    way.turned = turns(way.decomposition);
    if (path == MapPath::flow) way.refusal = flow_refusal(way);
    if (!way.refusal.empty()) way.path = MapPath::polar;
    return way;
}

Mat2 matrix_at(const MapWay& way, double t) {
    if (t >= 1) return way.matrix;
    if (!(t > 0)) return Mat2::Identity();
    switch (way.path) {
    case MapPath::polar: return rotation(t * way.polar.angle) * blend(way.polar.stretch, t);
    case MapPath::flow: return power(way, t);
    case MapPath::svd: return staged(way.turned, t);
    case MapPath::entrywise: return blend(way.matrix, t);
    }
    return way.matrix;
}

std::vector<double> flat_times(const MapWay& way) {
    std::vector<double> times;
    switch (way.path) {
    case MapPath::polar:
        if (way.polar.flipped > 0) add_inside(times, 1 / (1 + way.polar.flipped));
        break;
    case MapPath::flow: break;
    case MapPath::svd:
        if (way.turned.stretch.y() < 0) add_inside(times, (1 + 1 / (1 - way.turned.stretch.y())) / 3);
        break;
    case MapPath::entrywise: return entrywise_flat_times(way.matrix);
    }
    return times;
}

}
