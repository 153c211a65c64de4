#include "compute/linear/svd3.hpp"

#include "compute/linear/exact3.hpp"
#include "compute/linear/high.hpp"
#include "compute/linear/parts.hpp"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace eigenscope {

namespace {

using high::Matrix;
using high::Vector;

/// A V = W with W's columns perpendicular and in descending order of length; both by columns.
template <class T>
struct Perpendicular {
    Matrix<T> w, v;
};

template <class T>
void turn(Vector<T>& x, Vector<T>& y, const T& c, const T& s) {
    for (std::size_t i = 0; i < 3; ++i) {
        const T old = x[i];
        x[i] = c * old - s * y[i];
        y[i] = s * old + c * y[i];
    }
}

/// One rotation that makes the columns i and j perpendicular; false when they are, or when one is the rounding that a flat matrix leaves.
template <class T>
bool rotate(Perpendicular<T>& r, std::size_t i, std::size_t j, const T& tolerance) {
    const T a = high::dot(r.w[i], r.w[i]), b = high::dot(r.w[j], r.w[j]), c = high::dot(r.w[i], r.w[j]);
    if (c * c <= tolerance * a * b || std::min(a, b) <= tolerance * std::max(a, b)) return false;
    const T zeta = (b - a) / (2 * c), t = T(zeta < 0 ? -1 : 1) / (abs(zeta) + sqrt(1 + zeta * zeta)), cosine = 1 / sqrt(1 + t * t);
    turn<T>(r.w[i], r.w[j], cosine, cosine * t);
    turn<T>(r.v[i], r.v[j], cosine, cosine * t);
    return true;
}

template <class T>
Perpendicular<T> perpendicular(const Mat3& a, int exponent, unsigned bits) {
    Perpendicular<T> r{.w = high::transposed(high::matrix<T>(a)), .v = high::matrix<T>(Mat3::Identity())};
    for (auto& column : r.w)
        for (T& x : column) x = ldexp(x, -exponent);
    const T tolerance = ldexp(T(1), -2 * static_cast<int>(bits) + 64);
    constexpr int sweeps = 60;                // six or seven do
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        bool turned = false;
        for (const auto& [i, j] : {std::pair<std::size_t, std::size_t>{0, 1}, {0, 2}, {1, 2}})
            turned = rotate(r, i, j, tolerance) || turned;
        if (!turned) break;
    }
    const auto longer = [&](std::size_t i, std::size_t j) {
        if (high::dot(r.w[i], r.w[i]) >= high::dot(r.w[j], r.w[j])) return;
        std::swap(r.w[i], r.w[j]);
        std::swap(r.v[i], r.v[j]);
    };
    longer(0, 1);
    longer(1, 2);
    longer(0, 1);
    return r;
}

/// Columns that face us, the third so that v is a rotation; u3 by the handedness of A, so that it is there when sigma3 is not.
void set_signs(Svd3& d) {
    for (int i = 0; i < 2; ++i) {
        if (facing(Vec3(d.v.col(i))).dot(d.v.col(i)) > 0) continue;
        d.v.col(i) *= -1;
        d.u.col(i) *= -1;
    }
    if (d.v.col(0).cross(d.v.col(1)).dot(d.v.col(2)) < 0) d.v.col(2) *= -1;
    if (d.u.col(0).cross(d.u.col(1)).dot(d.u.col(2)) * (d.orientation < 0 ? -1 : 1) < 0) d.u.col(2) *= -1;
}

/// Equal singular values: axes that depend on their plane alone.
void set_round_axes(const Mat3& factor, Svd3& d) {
    const int lone = d.round12 ? 2 : 0;
    const Vec3 normal = facing(Vec3(d.v.col(lone)));
    const OrthonormalFrame axes = frame(normal);
    const int first = d.round12 ? 0 : 1;
    d.v.col(first) = axes.p;
    d.v.col(first + 1) = axes.q;
    if (d.sigma(first) == 0) {
        const OrthonormalFrame images = frame(facing(Vec3(d.u.col(0))));
        d.u.col(1) = images.p;
        d.u.col(2) = images.q;
        return;
    }
    // The part along the lone axis is rounding, however long its image is; what is left keeps the angle between p and q.
    for (const int i : {first, first + 1}) {
        const Vec3 lone_image = d.u.col(lone), image = factor * d.v.col(i);
        d.u.col(i) = (image - image.dot(lone_image) * lone_image).stableNormalized();
    }
    const Vec3 image = d.u.col(first + 1), other = d.u.col(first);
    d.u.col(first + 1) = (image - image.dot(other) * other).stableNormalized();
}

template <class T>
void decompose(const Mat3& a, const Scaled3& scale, unsigned bits, Svd3& d) {
    const auto& [factor, exponent] = scale;
    const Perpendicular<T> r = perpendicular<T>(a, exponent, bits);
    Vector<T> sigma;
    for (std::size_t i = 0; i < 3; ++i) sigma[i] = sqrt(high::dot(r.w[i], r.w[i]));
    const auto number = [&](const T& x) { return T(ldexp(x, scale.exponent)).template convert_to<double>(); };
    // A flat matrix leaves the rounding of all those bits.
    for (int i = 0; i < 3; ++i) d.sigma(i) = i < d.exact_rank ? number(sigma[static_cast<std::size_t>(i)]) : 0;
    d.ratio = d.flat() ? 0 : T(sigma[2] / sigma[0]).template convert_to<double>();
    const auto equal = [&](std::size_t i, std::size_t j) {
        const bool none = static_cast<int>(i) >= d.exact_rank;
        return none || (static_cast<int>(j) < d.exact_rank && sigma[i] - sigma[j] <= 2 * rounding * sigma[i]);
    };
    d.round12 = equal(0, 1);
    d.round23 = equal(1, 2);
    d.rank = 0;
    for (int i = 0; i < d.exact_rank; ++i) d.rank += sigma[static_cast<std::size_t>(i)] > lost_in_space * sigma[0];
    if (d.round12 && d.round23) {
        d.u = factor / T(sigma[0]).template convert_to<double>();
        return;
    }
    for (int i = 0; i < 3; ++i) {
        const auto k = static_cast<std::size_t>(i);
        d.v.col(i) = high::unit(r.v[k]);
        if (i < d.exact_rank) d.u.col(i) = high::unit(r.w[k]);
    }
    if (d.exact_rank == 1) {
        const OrthonormalFrame images = frame(Vec3(d.u.col(0)));
        d.u.col(1) = images.p;
        d.u.col(2) = images.q;
    } else if (d.exact_rank == 2) {
        d.u.col(2) = d.u.col(0).cross(d.u.col(1));
    }
    if (d.round12 || d.round23) set_round_axes(factor, d);
    set_signs(d);
}

/// How many powers of 2 lie between 2^exponent and the smallest entry that is not 0.
int spread(const Mat3& a, int exponent) {
    int most = 0;
    for (const double x : a.reshaped())
        if (x != 0) most = std::max(most, exponent - std::ilogb(x));
    return most;
}

}

Vec3 facing(const Vec3& v) {
    static const Vec3 middle(0.84, 0.46, 0.29);
    const Vec3 unit = v.stableNormalized();
    return unit.dot(middle) < 0 ? Vec3(-unit) : unit;
}

OrthonormalFrame frame(const Vec3& n) {
    const double sign = std::copysign(1.0, n.z()), a = -1 / (sign + n.z()), b = n.x() * n.y() * a;
    return {Vec3(1 + sign * n.x() * n.x() * a, sign * b, -sign * n.x()), Vec3(b, sign + n.y() * n.y() * a, -n.y())};
}

double Svd3::condition() const { return sigma(0) > 0 && ratio > 0 ? 1 / ratio : std::numeric_limits<double>::infinity(); }

Svd3 svd(const Mat3& a) {
    const Wide det = wide_determinant(a);
    Svd3 d;
    d.orientation = (det.mantissa > 0) - (det.mantissa < 0);
    d.exact_rank = exact_rank(a);
    if (d.exact_rank == 0) {
        d.sigma.setZero();
        d.rank = 0;
        d.ratio = 0;
        return d;
    }
    const Scaled3 scale = scaled(a);
    // sigma3 / sigma1 is at least the determinant of the factor, which is whole in units of 2^(-3 (53 + gap)).
    const int gap = spread(a, scale.exponent);
    if (gap <= 60) decompose<high::Bits<512>>(a, scale, 512, d);
    else if (gap <= 200) decompose<high::Bits<1024>>(a, scale, 1024, d);
    else if (gap <= 750) decompose<high::Bits<2560>>(a, scale, 2560, d);
    else decompose<high::Bits<7168>>(a, scale, 7168, d);
    return d;
}

Claim full_rank(const Svd3& d) {
    if (d.ratio > sure_in_space) return {true, d.ratio};
    if (d.flat()) return {false, 0};
    return {std::nullopt, d.ratio};
}

std::optional<Mat3> inverse(const Mat3& a) {
    if (svd(a).rank < 3) return std::nullopt;
    const high::Integers m = high::integers(a);
    const high::High det = high::High(high::determinant(m.whole));
    Mat3 result;
    for (int i = 0; i < 3; ++i) {
        const auto column = static_cast<std::size_t>(i);
        const high::Vector<high::Int> cofactors = high::cross(m.whole[(column + 1) % 3], m.whole[(column + 2) % 3]);
        for (int j = 0; j < 3; ++j)
            result(j, i) = high::High(ldexp(high::High(cofactors[static_cast<std::size_t>(j)]) / det, -m.exponent)).convert_to<double>();
    }
    return result;
}

namespace {

Subspace line(const Vec3& direction) {
    const Vec3 v = facing(direction);
    const OrthonormalFrame rest = frame(v);
    Subspace s{.dimension = 1, .basis = {}};
    s.basis << v, rest.p, rest.q;
    return s;
}

Subspace plane(const Vec3& normal) {
    const Vec3 n = facing(normal);
    const OrthonormalFrame rest = frame(n);
    Subspace s{.dimension = 2, .basis = {}};
    s.basis << rest.p, rest.q, n;
    return s;
}

/// What the first `rank` of three perpendicular columns span, and what the others do.
std::pair<Subspace, Subspace> split(const Mat3& columns, int rank) {
    if (rank == 0) return {Subspace{}, Subspace{.dimension = 3}};
    if (rank == 1) return {line(columns.col(0)), plane(columns.col(0))};
    if (rank == 2) return {plane(columns.col(2)), line(columns.col(2))};
    return {Subspace{.dimension = 3}, Subspace{}};
}

}

Subspaces subspaces(const Svd3& d) {
    Subspaces s;
    std::tie(s.image, s.left_kernel) = split(d.u, d.rank);
    std::tie(s.rows, s.kernel) = split(d.v, d.rank);
    return s;
}

}
