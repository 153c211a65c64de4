#include "compute/linear/path3.hpp"

#include "base/number.hpp"
#include "compute/linear/high.hpp"
#include "compute/linear/parts.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {

namespace {

using high::High;
constexpr double pi = std::numbers::pi;

/// As in the plane: larger turns swell on the way.
constexpr double largest_flow_angle = 0.75 * pi;

std::string flow_refusal(const MapWay3& way) {
    const Spectrum3& s = way.eigen;
    if (way.decomposition.rank < 3)
        return way.decomposition.flat() ? "A flattens space, so it has no logarithm and no flow leads to it."
                                        : "Rounding decides whether A flattens space, and so whether a flow leads to it.";
    for (int i = 0; i < s.count; ++i) {
        const Eigenspace& space = s.spaces[static_cast<std::size_t>(i)];
        if (!(space.value < 0)) continue;
        // A negative multiple of I in a plane is the square of many matrices there, half turns times a number.
        if (space.dimension == 2 && space.decided && s.kind == SpectrumKind3::repeated)
            return "Only a half turn leads to A by a flow, to the left as well as to the right, and flows are shown up to 135°.";
        return "The eigenvalue −" + fixed(-space.value) + " is negative and has no real powers, so no flow leads to A.";
    }
    if (s.kind == SpectrumKind3::complex && s.angle > largest_flow_angle)
        return "A turns by " + fixed(s.angle * 180 / pi, 1) + "°, and beyond 135° the flow would swell on its way.";
    return {};
}

High raised(const High& x, const High& t) { return exp(t * log(x)); }

/// x^t and its divided difference over the pair mean ± sqrt(square).
struct Pair {
    High value, slope;                        ///< p(x) = value + slope (x - mean) is x^t on the pair
};

/// Nearer than that, squares of relative gaps leave nothing of the digits, and derivatives take the place of differences.
bool alike(const High& square, const High& size) { return abs(square) <= ldexp(size * size, -300); }

Pair on_pair(const high::Roots& r, const High& t) {
    if (alike(r.square, r.mean)) {
        const High value = raised(r.mean, t);
        return {value, t * value / r.mean};
    }
    const High root = sqrt(abs(r.square));
    if (r.square > 0) {
        const High upper = raised(r.mean + root, t), lower = raised(r.mean - root, t);
        return {(upper + lower) / 2, (upper - lower) / (2 * root)};
    }
    const High modulus = raised(r.mean * r.mean - r.square, t / 2), angle = t * atan2(root, r.mean);
    return {modulus * cos(angle), modulus * sin(angle) / root};
}

/// A^t = value I + slope B + bend (B² - square I) with B = A - mean I, the third term 0 on the pair.
Mat3 power(const Mat3& matrix, double time) {
    const high::Roots r = high::eigenvalues(matrix);
    const High t = time;
    const Pair pair = on_pair(r, t);
    const High away = r.single - r.mean, gap = away * away - r.square, value = raised(r.single, t);
    const High bend = alike(gap, r.single) ? High(t * (t - 1) / 2 * value / (r.single * r.single))
                                           : High((value - pair.value - pair.slope * away) / gap);
    const high::Matrix<High> b = high::shifted(high::matrix<High>(matrix), r.mean), square = high::times(b, b);
    Mat3 result;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            const High entry = pair.slope * b[i][j] + bend * square[i][j] + (i == j ? High(pair.value - bend * r.square) : High(0));
            result(static_cast<int>(i), static_cast<int>(j)) = entry.convert_to<double>();
        }
    return result;
}

/// (1-t) I + t target.
Mat3 blend(const Mat3& target, double t) { return (1 - t) * Mat3::Identity() + t * target; }

Mat3 part_of(const Turn& turn, double t) { return rotation(Turn{turn.axis, t * turn.angle}); }

Mat3 staged(const Turns3& turned, double t) {
    const double tau = 3 * t;
    if (tau < 1) return part_of(turned.in, tau);
    const Vec3 stretch = (Vec3::Ones() + std::min(tau - 1, 1.0) * (turned.stretch - Vec3::Ones())).eval();
    const Mat3 stretched = (tau < 2 ? stretch : turned.stretch).asDiagonal() * turned.first;
    return tau <= 2 ? stretched : Mat3(part_of(turned.out, tau - 2) * stretched);
}

/// The unit vector among the axes of equal singular values that UVᵀ turns the most, and the cosine of that.
struct Flip {
    Vec3 direction = Vec3::UnitZ();
    double cosine = 1, sigma = 0;
};
Flip flip_among(const Svd3& d, const Mat3& turned, int first, int count) {
    const Eigen::MatrixXd axes = d.v.middleCols(first, count);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(axes.transpose() * (turned + turned.transpose()) / 2 * axes);
    return {axes * solver.eigenvectors().col(0), solver.eigenvalues()(0), d.sigma(first + count - 1)};
}

Flip least_turning_flip(const Svd3& d, const Mat3& turned) {
    constexpr double tie = 1e-12;
    Flip best{.direction = {}, .cosine = 2, .sigma = 0};
    for (int first = 0; first < 3;) {
        int count = 1;
        if (first == 0 && d.round12) count = d.round23 ? 3 : 2;
        if (first == 1 && d.round23) count = 2;
        const Flip flip = flip_among(d, turned, first, count);
        if (flip.cosine <= best.cosine + tie) best = flip;
        first += count;
    }
    return best;
}

}

Polar3 signed_polar(const Svd3& d) {
    if (d.rank == 0) return {.turn = {}, .stretch = Mat3::Zero()};
    Polar3 polar;
    Mat3 turned = d.u * d.v.transpose();
    polar.stretch = d.v * d.sigma.asDiagonal() * d.v.transpose();
    if (d.orientation < 0) {
        const Flip flip = least_turning_flip(d, turned);
        const Mat3 along = flip.direction * flip.direction.transpose();
        turned -= 2 * turned * along;
        polar.stretch -= 2 * flip.sigma * along;
        polar.flipped = flip.sigma;
    }
    polar.turn = turn_of(turned);
    if (polar.turn.angle <= 2 * rounding) polar.turn = {};
    return polar;
}

Turns3 turns(const Svd3& d) {
    const bool over = d.orientation < 0;
    Turns3 best;
    double least = 4 * pi;
    // v is a rotation, and so is u but for the sign of its last column; two columns of both may change theirs.
    for (const Vec3& signs : {Vec3(1, 1, 1), Vec3(1, -1, -1), Vec3(-1, 1, -1), Vec3(-1, -1, 1)}) {
        const Mat3 v = d.v * signs.asDiagonal();
        Mat3 u = d.u * signs.asDiagonal();
        if (over) u.col(2) *= -1;
        const Mat3 first = v.transpose();
        const Turn in = turn_of(first), out = turn_of(u);
        if (in.angle + out.angle >= least - 1e-12) continue;
        least = in.angle + out.angle;
        best = {.in = in, .out = out, .first = first, .stretch = Vec3(d.sigma(0), d.sigma(1), over ? -d.sigma(2) : d.sigma(2))};
    }
    return best;
}

MapWay3 way_to(const Mat3& a, MapPath path) {
    MapWay3 way{.path = path, .matrix = a, .decomposition = svd(a), .eigen = spectrum(a)};
    way.polar = signed_polar(way.decomposition);
    way.turned = turns(way.decomposition);
    if (path == MapPath::flow) way.refusal = flow_refusal(way);
    if (!way.refusal.empty()) way.path = MapPath::polar;
    return way;
}

Mat3 matrix_at(const MapWay3& way, double t) {
    if (t >= 1) return way.matrix;
    if (!(t > 0)) return Mat3::Identity();
    switch (way.path) {
    case MapPath::polar: return part_of(way.polar.turn, t) * blend(way.polar.stretch, t);
    case MapPath::flow: return power(way.matrix, t);
    case MapPath::svd: return staged(way.turned, t);
    case MapPath::entrywise: return blend(way.matrix, t);
    }
    return way.matrix;
}

std::vector<double> flat_times(const MapWay3& way) {
    std::vector<double> times;
    switch (way.path) {
    case MapPath::polar:
        if (way.polar.flipped > 0) add_inside(times, 1 / (1 + way.polar.flipped));
        break;
    case MapPath::flow: break;
    case MapPath::svd:
        if (way.turned.stretch.z() < 0) add_inside(times, (1 + 1 / (1 - way.turned.stretch.z())) / 3);
        break;
    case MapPath::entrywise:
        // (1-t) + t lambda = 0, in order with the eigenvalues backwards.
        for (int i = way.eigen.count - 1; i >= 0; --i) add_inside(times, 1 / (1 - way.eigen.spaces[static_cast<std::size_t>(i)].value));
        break;
    }
    std::sort(times.begin(), times.end());
    return times;
}

}
