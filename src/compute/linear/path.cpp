#include "compute/linear/path.hpp"

#include "base/number.hpp"
#include "compute/linear/exact.hpp"

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

/// u with a last column that makes u vᵀ a rotation: free to choose where that column is multiplied by 0.
Mat2 rotation_partner(const Svd2& d) {
    Mat2 u = d.u;
    if (determinant(u) * determinant(d.v) < 0) u.col(1) *= -1;
    return u;
}

/// Larger turns swell on the way. Up to 0.75 pi the norm of A^t stays below 1.5 max(1, |A|) for 99 of 100 random matrices
/// with entries in [-3, 3]; the others, nearly nilpotent, go to 5. At 0.99 pi it reaches 24.
constexpr double largest_flow_angle = 0.75 * pi;

std::string flow_refusal(const MapWay& way) {
    const Spectrum& s = way.eigen;
    if (way.decomposition.rank < 2)
        return determinant(scaled(way.matrix).factor) == 0 ? "A flattens the plane, so it has no logarithm and no flow leads to it."
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

/// A^t in closed form. With A = m I + N and N² = s² I: A^t = g^t (cosh(tu) I + sinh(tu)/s N), g = sqrt(det A) and
/// tanh u = s/m; a complex pair has cos and sin of t theta instead, a double eigenvalue the limit t/m of the quotient.
Mat2 power(const MapWay& way, double t) {
    const auto [a, exponent] = scaled(way.matrix);
    const Discriminant d = discriminant(a);
    const Mat2 traceless{{d.half, a(0, 1)}, {a(1, 0), -d.half}};
    const double det = determinant(a);
    const double root = std::sqrt(std::abs(d.value));
    double even = 1, odd = t / d.mean;
    if (d.value < 0) {
        const double angle = std::atan2(root, d.mean);
        even = std::cos(t * angle);
        odd = std::sin(t * angle) / root;
    } else if (d.value > 0) {
        const double smaller = det / (d.mean + root);
        const double u = 0.5 * std::log1p(2 * root / smaller);
        even = std::cosh(t * u);
        odd = std::sinh(t * u) / root;
    }
    const double size = std::pow(det, t / 2) * std::exp2(t * exponent);
    return size * (even * Mat2::Identity() + odd * traceless);
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

/// A flat A is the end of the way and not on it.
void add_inside(std::vector<double>& times, double t) {
    if (t > 0 && t < 1 - 1e-12) times.push_back(t);
}

/// det((1-t) I + t A) = c0 + c1 t + c2 t² with c0 = 1.
std::vector<double> entrywise_flat_times(const Mat2& a) {
    const Mat2 b = a - Mat2::Identity();
    const double c2 = determinant(b), c1 = b.trace();
    const Discriminant d = discriminant(b);
    std::vector<double> times;
    if (d.value < -d.margin) return times;
    // The eigenvalues mu of A - I give the roots -1/mu; the one farther from 0 first, the other without cancellation.
    const double root = std::sqrt(std::max(d.value, 0.0));
    const double far = c1 < 0 ? c1 / 2 - root : c1 / 2 + root;
    if (far != 0) add_inside(times, -1 / far);
    if (root > 0 && c2 != 0) add_inside(times, -far / c2);
    std::sort(times.begin(), times.end());
    return times;
}

}

Mat2 rotation(double angle) {
    const double c = std::cos(angle), s = std::sin(angle);
    return Mat2{{c, -s}, {s, c}};
}

Polar2 signed_polar(const Svd2& d) {
    if (d.rank == 0) return {.angle = 0, .stretch = Mat2::Zero()};
    if (!turns_over(d)) {
        const Mat2 u = rotation_partner(d);
        return {.angle = angle_of(u * d.v.transpose()), .stretch = d.v * d.sigma.asDiagonal() * d.v.transpose()};
    }
    // A mirror times a number is symmetric: it needs no turn, whichever pair of axes the decomposition picked.
    if (d.round) return {.angle = 0, .stretch = d.product(), .flipped = d.sigma.y()};
    const Vec2 flips[2] = {Vec2(1, -1), Vec2(-1, 1)};
    double angles[2];
    for (int i = 0; i < 2; ++i) angles[i] = angle_of(d.u * flips[i].asDiagonal() * d.v.transpose());
    const int less = std::abs(angles[1]) < std::abs(angles[0]) ? 1 : 0;
    const Vec2 signed_sigma = flips[less].cwiseProduct(d.sigma);
    return {.angle = angles[less],
            .stretch = d.v * signed_sigma.asDiagonal() * d.v.transpose(),
            .flipped = d.sigma(1 - less)};
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
    way.polar = signed_polar(way.decomposition);
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
