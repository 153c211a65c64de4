#include "compute/linear/high.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::high {

namespace {

High at(const Int& n, int exponent) { return ldexp(High(n), exponent); }

/// A little more than the cube root of x > 0.
High above_cube_root(const High& x) {
    int exponent = 0;
    const double mantissa = frexp(x, &exponent).convert_to<double>();
    const int part = ((exponent % 3) + 3) % 3;
    return ldexp(High(1.0001 * std::cbrt(std::ldexp(mantissa, part))), (exponent - part) / 3);
}

/// The positive root of y³ + p y = q, q > 0, from above: the start is at most about twice the root.
High positive_root(const High& p, const High& q) {
    High y = above_cube_root(q);
    if (p > 0) y = std::min(y, High(q / p));
    if (p < 0) y += sqrt(-p);
    for (int i = 0; i < 60; ++i) {
        const High square = y * y, step = (y * (square + p) - q) / (3 * square + p);
        if (!(step > 0)) break;               // from above until rounding decides
        y -= step;
    }
    return y;
}

struct Cubic {
    High a, b, c;                             ///< x³ + a x² + b x + c
    void polish(High& x) const {
        for (int i = 0; i < 3; ++i) {
            const High slope = (3 * x + 2 * a) * x + b;
            if (slope == 0) return;
            x -= (((x + a) * x + b) * x + c) / slope;
        }
    }
};

/// The other two roots, divided off from the end where nothing cancels.
void divide(const Cubic& f, Roots& r) {
    const High& x = r.single;
    const bool backward = abs(x * x * x) > abs(f.c);
    const High last = backward ? High(-f.c / x) : High(f.b + x * (f.a + x));
    const High middle = backward ? High((last - f.b) / x) : High(f.a + x);
    r.mean = -middle / 2;
    r.square = abs(r.mean * r.mean - last) * r.sign;
    if (r.sign < 0) return;
    const High far = r.mean < 0 ? High(r.mean - sqrt(r.square)) : High(r.mean + sqrt(r.square));
    High all[3] = {x, far, far == 0 ? far : High(last / far)};
    std::sort(std::begin(all), std::end(all));
    const bool upper = all[2] - all[1] < all[1] - all[0];
    const High low = upper ? all[1] : all[0], high = upper ? all[2] : all[1];
    r.single = upper ? all[0] : all[2];
    r.mean = (low + high) / 2;
    r.square = (high - low) * (high - low) / 4;
}

/// Of equal roots, as fractions: x³ + P x + Q of 3A - tr I has the roots 3Q/P and -3Q/2P, the second twice.
void repeated(const Integers& m, const Matrix<Int>& n, const Int& P, const Int& Q, Roots& r) {
    const Int sum = trace(m.whole);
    r.triple = P == 0;
    const High third = at(sum, m.exponent) / 3;
    r.single = r.mean = third;
    if (!r.triple) {
        r.single = at(P * sum + 3 * Q, m.exponent) / (3 * High(P));
        r.mean = at(2 * P * sum - 3 * Q, m.exponent) / (6 * High(P));
    }
    // (N - first I)(N - second I) = 0, times P and 2P; of a triple one N = 0.
    Matrix<Int> left = n, right = n;
    if (!r.triple)
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) {
                left[i][j] = n[i][j] * P - (i == j ? Int(3 * Q) : Int(0));
                right[i][j] = n[i][j] * 2 * P + (i == j ? Int(3 * Q) : Int(0));
            }
    const Matrix<Int> product = r.triple ? n : times(left, right);
    r.plain = true;
    for (const auto& row : product)
        for (const Int& x : row) r.plain = r.plain && x == 0;
}

}

Roots eigenvalues(const Mat3& a) {
    const Integers m = integers(a);
    const Int sum = trace(m.whole);
    Matrix<Int> n = m.whole;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) n[i][j] = 3 * m.whole[i][j] - (i == j ? sum : Int(0));
    const Int P = second_coefficient(n), Q = -determinant(n), discriminant = -4 * P * P * P - 27 * Q * Q;
    Roots r;
    r.sign = discriminant > 0 ? 1 : discriminant < 0 ? -1 : 0;
    if (r.sign == 0) {
        repeated(m, n, P, Q, r);
        return r;
    }
    const High y = Q == 0 ? High(0) : positive_root(High(P), High(abs(Q)));
    r.single = ldexp(High((High(sum) + (Q > 0 ? High(-y) : y)) / 3), m.exponent);
    const Cubic f{at(-sum, m.exponent), at(second_coefficient(m.whole), 2 * m.exponent), at(-determinant(m.whole), 3 * m.exponent)};
    f.polish(r.single);
    divide(f, r);
    return r;
}

}
