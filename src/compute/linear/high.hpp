#pragma once
// For the sources of this folder only: numbers with digits to spare, so that what is said of a 3x3 matrix is said of its entries
// and not of the rounding of an algorithm.
#include "compute/types.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <array>

namespace eigenscope::high {

using Int = boost::multiprecision::cpp_int;

/// A binary number with that many bits.
template <unsigned bits>
using Bits = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<bits, boost::multiprecision::digit_base_2>,
                                           boost::multiprecision::et_off>;
/// Enough that differences of eigenvalues of matrices of doubles keep their digits.
using High = Bits<512>;

template <class T>
using Vector = std::array<T, 3>;
/// Rows.
template <class T>
using Matrix = std::array<Vector<T>, 3>;

template <class T>
Matrix<T> matrix(const Mat3& a) {
    Matrix<T> m;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) m[i][j] = T(a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
    return m;
}

template <class T>
T dot(const Vector<T>& v, const Vector<T>& w) {
    return v[0] * w[0] + v[1] * w[1] + v[2] * w[2];
}
template <class T>
Vector<T> cross(const Vector<T>& v, const Vector<T>& w) {
    return {v[1] * w[2] - v[2] * w[1], v[2] * w[0] - v[0] * w[2], v[0] * w[1] - v[1] * w[0]};
}
template <class T>
Vector<T> times(const Matrix<T>& m, const Vector<T>& v) {
    return {dot(m[0], v), dot(m[1], v), dot(m[2], v)};
}
template <class T>
Matrix<T> transposed(const Matrix<T>& m) {
    Matrix<T> result;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) result[i][j] = m[j][i];
    return result;
}
template <class T>
Matrix<T> times(const Matrix<T>& m, const Matrix<T>& n) {
    const Matrix<T> columns = transposed(n);
    Matrix<T> result;
    for (std::size_t j = 0; j < 3; ++j) result[j] = times(m, columns[j]);
    return transposed(result);
}
/// m - shift I.
template <class T>
Matrix<T> shifted(Matrix<T> m, const T& shift) {
    for (std::size_t i = 0; i < 3; ++i) m[i][i] -= shift;
    return m;
}
/// The sum of the principal minors of order 2.
template <class T>
T second_coefficient(const Matrix<T>& m) {
    const auto minor = [&](std::size_t i, std::size_t j) -> T { return m[i][i] * m[j][j] - m[i][j] * m[j][i]; };
    return minor(0, 1) + minor(0, 2) + minor(1, 2);
}
template <class T>
T determinant(const Matrix<T>& m) {
    return dot(m[0], cross(m[1], m[2]));
}
template <class T>
T trace(const Matrix<T>& m) {
    return m[0][0] + m[1][1] + m[2][2];
}

/// The longest of the three vector products of two rows: what a matrix of rank 2 sends to 0.
template <class T>
Vector<T> null_vector(const Matrix<T>& m) {
    Vector<T> best = cross(m[0], m[1]);
    for (const Vector<T>& v : {cross(m[0], m[2]), cross(m[1], m[2])})
        if (dot(v, v) > dot(best, best)) best = v;
    return best;
}

/// v / |v| as doubles; v is not 0.
template <class T>
Vec3 unit(const Vector<T>& v) {
    const T size = sqrt(dot(v, v));
    return Vec3((v[0] / size).template convert_to<double>(), (v[1] / size).template convert_to<double>(),
                (v[2] / size).template convert_to<double>());
}
template <class T>
Vector<T> vector(const Vec3& v) {
    return {T(v.x()), T(v.y()), T(v.z())};
}

/// A = whole 2^exponent, without any rounding.
struct Integers {
    Matrix<Int> whole;
    int exponent = 0;
};
/// The integers of finite entries.
Integers integers(const Mat3& a);

/// The roots of the characteristic polynomial: `single` and mean ± sqrt(square). Three real ones are grouped so that the nearest
/// two are the pair; of a double one the pair is it.
struct Roots {
    High single, mean, square;
    int sign = 0;                             ///< of `square`, exact
    bool triple = false;                      ///< all three are equal to the bit
    bool plain = false;                       ///< no root repeats in the minimal polynomial, decided in integers where sign == 0
};
/// Those of a finite matrix. Newton's method from above on the side of the inflection where the cubic is convex.
Roots eigenvalues(const Mat3& a);

}
