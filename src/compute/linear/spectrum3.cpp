#include "compute/linear/spectrum3.hpp"

#include "compute/linear/exact3.hpp"
#include "compute/linear/high.hpp"
#include "compute/linear/parts3.hpp"
#include "compute/linear/svd.hpp"
#include "compute/linear/svd3.hpp"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

namespace {

using high::High;
using Direction = high::Vector<High>;

constexpr double eps = std::numeric_limits<double>::epsilon();

double number(const High& x) { return x.convert_to<double>(); }

/// A line has no direction: of its two unit vectors the one whose largest component is positive.
Vec3 along(const Vec3& v) {
    Eigen::Index largest = 0;
    v.cwiseAbs().maxCoeff(&largest);
    return v(largest) < 0 ? Vec3(-v) : v;
}

Direction normalized(Direction v) {
    const High size = sqrt(high::dot(v, v));
    for (High& x : v) x /= size;
    return v;
}

/// What the eigenvalues are read from: A scaled, its parts, the roots of its characteristic polynomial.
struct Reading {
    Mat3 factor;
    Parts3 parts;
    high::Matrix<High> a;
    high::Roots roots;
};

/// A on the plane of the two nearest eigenvalues: b = QᵀAQ, as w, the left eigenvector of the single one, is its normal.
struct Restriction {
    Direction v, w, p, q;                     ///< unit: the eigenvector of the single eigenvalue; the normal; Q = [p q]
    std::array<std::array<High, 2>, 2> b;
    Mat2 moves = Mat2::Zero();                ///< how far rounding of the entries of A moves those of b
    double slant = 1;                         ///< 1 / |v.w|: how much of a change of A comes through
    bool isolated = false;                    ///< rounding leaves the plane in place

    High half() const { return (b[0][0] - b[1][1]) / 2; }
};

Restriction restriction(const Reading& r) {
    Restriction s;
    const high::Matrix<High> shifted = high::shifted(r.a, r.roots.single);
    s.v = normalized(high::null_vector(shifted));
    s.w = normalized(high::null_vector(high::transposed(shifted)));
    const High across = high::dot(s.v, s.w);
    const std::size_t least = abs(s.w[0]) <= abs(s.w[1]) && abs(s.w[0]) <= abs(s.w[2]) ? 0 : abs(s.w[1]) <= abs(s.w[2]) ? 1 : 2;
    Direction axis = {0, 0, 0};
    axis[least] = 1;
    s.p = normalized(high::cross(s.w, axis));
    s.q = high::cross(s.w, s.p);
    const Direction images[2] = {high::times(r.a, s.p), high::times(r.a, s.q)};
    for (std::size_t j = 0; j < 2; ++j) {
        s.b[0][j] = high::dot(s.p, images[j]);
        s.b[1][j] = high::dot(s.q, images[j]);
    }
    s.slant = number(1 / abs(across));
    Eigen::Matrix<double, 3, 2> basis, dual;
    for (std::size_t j = 0; j < 2; ++j) {
        const Direction& column = j == 0 ? s.p : s.q;
        const High share = high::dot(column, s.v) / across;
        for (std::size_t i = 0; i < 3; ++i) {
            basis(static_cast<int>(i), static_cast<int>(j)) = number(abs(column[i]));
            dual(static_cast<int>(i), static_cast<int>(j)) = number(abs(column[i] - share * s.w[i]));
        }
    }
    s.moves = eps / 2 * dual.transpose() * r.factor.cwiseAbs() * basis;
    const Mat2 away{{number(s.b[0][0] - r.roots.single), number(s.b[0][1])}, {number(s.b[1][0]), number(s.b[1][1] - r.roots.single)}};
    s.isolated = 8 * eps * r.parts.whole * s.slant * s.slant < svd(away).sigma.y();
    return s;
}

/// The sign of the discriminant of `b` wherever rounding leaves the entries, or 0.
int decided_sign(const Restriction& s) {
    const High half = s.half(), value = half * half + s.b[0][1] * s.b[1][0];
    const High moved = (s.moves(0, 0) + s.moves(1, 1)) / 2;
    const High margin = 2 * abs(half) * moved + moved * moved + abs(s.b[0][1]) * s.moves(1, 0) + abs(s.b[1][0]) * s.moves(0, 1) +
                        High(s.moves(0, 1)) * s.moves(1, 0);
    return abs(value) <= margin ? 0 : value > 0 ? 1 : -1;
}

/// The same for the discriminant -4p³ - 27q² of x³ + p x + q over the box of (p, q) that rounding reaches.
int decided_sign(const Reading& r) {
    const high::Matrix<High> n = high::shifted(r.a, High(high::trace(r.a) / 3));
    high::Matrix<High> inner, outer;
    const double whole = eps / 6 * r.factor.diagonal().cwiseAbs().sum();
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            inner[i][j] = abs(n[i][j]);
            outer[i][j] = inner[i][j] + eps / 2 * std::abs(r.factor(static_cast<int>(i), static_cast<int>(j))) + (i == j ? whole : 0);
        }
    const auto pairs = [](const high::Matrix<High>& m) -> High {
        return m[0][0] * m[1][1] + m[0][0] * m[2][2] + m[1][1] * m[2][2] + m[0][1] * m[1][0] + m[0][2] * m[2][0] + m[1][2] * m[2][1];
    };
    const auto permanent = [](const high::Matrix<High>& m) -> High {
        return m[0][0] * (m[1][1] * m[2][2] + m[1][2] * m[2][1]) + m[0][1] * (m[1][0] * m[2][2] + m[1][2] * m[2][0]) +
               m[0][2] * (m[1][0] * m[2][1] + m[1][1] * m[2][0]);
    };
    const High p = high::second_coefficient(n), q = abs(high::determinant(n));
    const High dp = pairs(outer) - pairs(inner), dq = permanent(outer) - permanent(inner);
    const auto discriminant = [](const High& x, const High& y) -> High { return -4 * x * x * x - 27 * y * y; };
    if (discriminant(p + dp, q + dq) > 0) return 1;
    return discriminant(p - dp, std::max(High(q - dq), High(0))) < 0 ? -1 : 0;
}

/// Adds a real eigenvalue; `basis` has its vectors first.
void add(Spectrum3& s, double value, int multiplicity, int dimension, const Mat3& basis, bool decided = true) {
    s.spaces[static_cast<std::size_t>(s.count++)] = {value, multiplicity, dimension, decided, basis};
}

Mat3 line(const Vec3& direction) {
    const Vec3 v = along(direction);
    const OrthonormalFrame rest = frame(v);
    Mat3 m;
    m << v, rest.p, rest.q;
    return m;
}

Mat3 plane(const Vec3& normal) {
    const Vec3 n = facing(normal);
    const OrthonormalFrame rest = frame(n);
    Mat3 m;
    m << rest.p, rest.q, n;
    return m;
}

void symmetric(const Reading& r, Spectrum3& s) {
    const Mat3 even = (r.factor + r.factor.transpose()) / 2;
    const high::Roots roots = high::eigenvalues(even);
    const high::Matrix<High> a = high::matrix<High>(even);
    const Vec3 lone = high::unit(high::null_vector(high::shifted(a, roots.single)));
    const High root = sqrt(std::max(roots.square, High(0)));
    add(s, number(roots.single), 1, 1, line(lone));
    if (2 * root <= r.parts.margin()) {
        s.kind = SpectrumKind3::repeated;
        add(s, number(roots.mean), 2, 2, plane(lone));
        return;
    }
    s.kind = SpectrumKind3::distinct;
    const Vec3 first = high::unit(high::null_vector(high::shifted(a, High(roots.mean + root))));
    add(s, number(roots.mean + root), 1, 1, line(first));
    add(s, number(roots.mean - root), 1, 1, line(lone.cross(first)));
}

/// A turn about k with a stretch along it.
void axial(const Reading& r, Spectrum3& s) {
    const Parts3& p = r.parts;
    s.kind = SpectrumKind3::complex;
    s.normal = p.k.normalized();
    const OrthonormalFrame circle = frame(s.normal);
    s.ellipse_re = circle.p;
    s.ellipse_im = circle.q;
    const double real = p.mean - p.axial / 3, imaginary = p.k.norm();
    add(s, p.mean + 2 * p.axial / 3, 1, 1, line(s.normal));
    s.re.tail<2>().setConstant(real);
    s.im = Vec3(0, imaginary, -imaginary);
}

/// c p + s q as doubles.
Vec3 combined(const Restriction& plane, const High& c, const High& s) {
    Vec3 v;
    for (std::size_t i = 0; i < 3; ++i) v(static_cast<int>(i)) = number(c * plane.p[i] + s * plane.q[i]);
    return v;
}

void complex_pair(const Reading& r, const Restriction& plane, Spectrum3& s) {
    s.kind = SpectrumKind3::complex;
    add(s, number(r.roots.single), 1, 1, line(high::unit(plane.v)));
    const High half = plane.half(), b = plane.b[0][1], c = plane.b[1][0], omega = sqrt(-(half * half + b * c));
    s.re.tail<2>().setConstant(number(r.roots.mean));
    s.im = Vec3(0, number(omega), -number(omega));
    // As in the plane: an eigenvector of mean + i omega, turned in its phase until its parts are perpendicular.
    std::array<High, 2> re = {b, High(-half)}, im = {High(0), omega};
    if (abs(c) > abs(b)) re = {half, c}, im = {omega, High(0)};
    const High twice = 2 * (re[0] * im[0] + re[1] * im[1]);
    const High apart = re[0] * re[0] + re[1] * re[1] - im[0] * im[0] - im[1] * im[1];
    const High size = sqrt(twice * twice + apart * apart), area = re[0] * im[1] - re[1] * im[0];
    // Half of the angle of (apart, -twice).
    High cosine = 1, sine = 0;
    if (size > 0) {
        cosine = sqrt((1 + apart / size) / 2);
        sine = -sqrt(std::max(High((1 - apart / size) / 2), High(0))) * (twice < 0 ? -1 : 1);
    }
    const High x = cosine * re[0] - sine * im[0], y = cosine * re[1] - sine * im[1], square = x * x + y * y, length = sqrt(square);
    const High share = -area / (square * length);
    s.ellipse_re = combined(plane, x / length, y / length);
    s.ellipse_im = combined(plane, -y * share, x * share);
    const Vec3 axis = along(s.ellipse_re);
    if (axis.dot(s.ellipse_re) < 0) {
        s.ellipse_re = axis;
        s.ellipse_im *= -1;
    }
    s.normal = s.ellipse_re.cross(s.ellipse_im).normalized();
}

void three_real(const Reading& r, const Restriction& plane, Spectrum3& s) {
    s.kind = SpectrumKind3::distinct;
    add(s, number(r.roots.single), 1, 1, line(high::unit(plane.v)));
    const High root = sqrt(r.roots.square);
    for (const High& value : {High(r.roots.mean + root), High(r.roots.mean - root)})
        add(s, number(value), 1, 1, line(high::unit(high::null_vector(high::shifted(r.a, value)))));
}

void plane_of_vectors(const Reading& r, const Restriction& pair, Spectrum3& s) {
    s.kind = SpectrumKind3::repeated;
    add(s, number(r.roots.single), 1, 1, line(high::unit(pair.v)));
    add(s, number(r.roots.mean), 2, 2, plane(high::unit(pair.w)));
}

/// A pair with one line: to the bit, or as near as rounding lets us see.
void one_line(const Reading& r, const Restriction& pair, bool decided, Spectrum3& s) {
    s.kind = decided ? SpectrumKind3::defective : SpectrumKind3::undecided;
    add(s, number(r.roots.single), 1, 1, line(high::unit(pair.v)));
    const High half = pair.half(), b = pair.b[0][1], c = pair.b[1][0];
    const bool upper = half * half + b * b >= half * half + c * c;
    const High x = upper ? High(-b) : half, y = upper ? half : c, size = sqrt(x * x + y * y);
    add(s, number(r.roots.mean), 2, 1, line(combined(pair, x / size, y / size)), decided);
}

/// All three alike: to the bit, or as near as rounding lets us see.
void triple(const Reading& r, bool decided, Spectrum3& s) {
    s.kind = decided ? SpectrumKind3::defective : SpectrumKind3::undecided;
    const High mean = high::trace(r.a) / 3;
    const high::Matrix<High> n = high::shifted(r.a, mean);
    Mat3 rest;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) rest(static_cast<int>(i), static_cast<int>(j)) = number(n[i][j]);
    const Svd3 d = svd(rest);
    // Of rank 1 to the bit but for the third part of the trace, which is no double.
    const bool flat = d.sigma(1) <= lost_in_space * d.sigma(0);
    add(s, number(mean), 3, flat ? 2 : 1, flat ? plane(d.v.col(0)) : line(d.v.col(2)), decided);
}

/// How many eigenvalues are real, and how many vectors they have, where rounding is read as 0 and bits as facts.
void general(const Reading& r, Spectrum3& s) {
    if (r.roots.triple) return triple(r, true, s);
    const Restriction pair = restriction(r);
    if (pair.isolated) {
        const High half = pair.half(), size = sqrt(2 * half * half + pair.b[0][1] * pair.b[0][1] + pair.b[1][0] * pair.b[1][0]);
        if (size <= r.parts.margin() * pair.slant) return plane_of_vectors(r, pair, s);
    }
    if (r.roots.sign == 0) return r.roots.plain ? plane_of_vectors(r, pair, s) : one_line(r, pair, true, s);
    const int sign = pair.isolated ? decided_sign(pair) : decided_sign(r);
    if (sign > 0) return three_real(r, pair, s);
    if (sign < 0) return complex_pair(r, pair, s);
    pair.isolated ? one_line(r, pair, false, s) : triple(r, false, s);
}

void sort(Spectrum3& s) {
    const auto end = s.spaces.begin() + s.count;
    std::stable_sort(s.spaces.begin(), end, [](const Eigenspace& x, const Eigenspace& y) { return x.value > y.value; });
    int i = 0;
    for (auto space = s.spaces.begin(); space != end; ++space)
        for (int k = 0; k < space->multiplicity; ++k) s.re(i++) = space->value;
}

/// An eigenvalue that is nothing but rounding is 0, by the same rule as the rank.
void clear_rounding(Spectrum3& s) {
    const double largest = std::max(s.re.cwiseAbs().maxCoeff(), s.im.cwiseAbs().maxCoeff());
    for (int i = 0; i < s.count; ++i) {
        double& value = s.spaces[static_cast<std::size_t>(i)].value;
        if (std::abs(value) <= lost_in_space * largest) value = 0;
    }
}

void measure(const Reading& r, Spectrum3& s) {
    for (int i = 0; i < s.count; ++i) {
        const Eigenspace& space = s.spaces[static_cast<std::size_t>(i)];
        for (int k = 0; k < space.dimension; ++k) {
            const Vec3 v = space.basis.col(k);
            s.residual = std::max(s.residual, (r.factor * v - space.value * v).norm() / r.parts.whole);
        }
    }
    if (s.kind == SpectrumKind3::complex) {
        const Vec3 &p = s.ellipse_re, &q = s.ellipse_im;
        const Vec3 first = r.factor * p - (s.re(1) * p + s.im(1) * q), second = r.factor * q - (s.re(1) * q - s.im(1) * p);
        s.residual = std::max({s.residual, first.norm() / r.parts.whole, second.norm() / r.parts.whole});
    }
    const auto gap = [&](int i, int j) { return std::hypot(s.re(i) - s.re(j), s.im(i) - s.im(j)); };
    s.separation = std::min({gap(0, 1), gap(0, 2), gap(1, 2)}) / r.parts.whole;
}

}

Spectrum3 spectrum(const Mat3& matrix) {
    const auto [factor, exponent] = scaled(matrix);
    Spectrum3 s;
    Reading r{.factor = factor, .parts = parts(factor), .a = high::matrix<High>(matrix), .roots = high::eigenvalues(matrix)};
    const auto scale = [e = exponent](High& x, int power = 1) { x = ldexp(x, -power * e); };
    for (auto& row : r.a)
        for (High& x : row) scale(x);
    scale(r.roots.single);
    scale(r.roots.mean);
    scale(r.roots.square, 2);
    if (r.parts.scalar()) add(s, r.parts.mean, 3, 3, Mat3::Identity());
    else if (r.parts.turnless()) symmetric(r, s);
    else if (r.parts.stretchless()) axial(r, s);
    else general(r, s);
    if (r.parts.whole == 0) s.modulus = 0;
    sort(s);
    clear_rounding(s);
    sort(s);
    if (r.parts.whole > 0) measure(r, s);
    if (s.kind == SpectrumKind3::complex) s.angle = std::atan2(s.im(1), s.re(1));
    const auto at_scale = [e = exponent](double x) { return std::ldexp(x, e); };
    if (s.kind == SpectrumKind3::complex) s.modulus = at_scale(std::hypot(s.re(1), s.im(1)));
    s.re = s.re.unaryExpr(at_scale).eval();
    s.im = s.im.unaryExpr(at_scale).eval();
    for (Eigenspace& space : s.spaces) space.value = at_scale(space.value);
    return s;
}

}
