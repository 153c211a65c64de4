#include "compute/linear/exact.hpp"
#include "compute/linear/spectrum.hpp"
#include "compute/linear/svd.hpp"
#include "fuzz.hpp"

#include <doctest/doctest.h>

#include <Eigen/Eigenvalues>

#include <complex>

using namespace eigenscope;

namespace {

double norm_of(const Mat2& a) { return svd(a).sigma.x(); }

void check_laws(const Mat2& a, const Spectrum& s) {
    const double size = norm_of(a);
    CHECK(std::abs(s.re.sum() - a.trace()) <= 1e-14 * size);
    const std::complex<double> first(s.re.x(), s.im.x()), second(s.re.y(), s.im.y());
    CHECK(std::abs(first * second - determinant(a)) <= 1e-14 * size * size);
    CHECK(s.re.x() >= s.re.y());
    CHECK(s.im.x() >= 0);
    CHECK(s.im.x() == -s.im.y());
    for (int i = 0; i < s.lines; ++i) {
        const Vec2 v = s.vectors[static_cast<std::size_t>(i)];
        CHECK(v.norm() == doctest::Approx(1).epsilon(1e-15));
        CHECK((a * v - s.re(i) * v).norm() <= 1e-14 * size);
    }
    CHECK(s.residual <= 1e-14);
}

}

TEST_CASE("eigenvalues and eigenlines of random matrices: A v = lambda v, sum and product are trace and determinant") {
    RandomMatrices random(11);
    int complex = 0;
    for (int i = 0; i < fuzz_count; ++i) {
        const Mat2 a = random.next();
        const Spectrum s = spectrum(a);
        CAPTURE(i);
        check_laws(a, s);
        complex += s.kind == SpectrumKind::complex;
        CHECK(s.lines == (s.kind == SpectrumKind::complex ? 0 : 2));
        // Eigen's QR iteration is the oracle; well-separated eigenvalues only, where it is accurate.
        if (s.separation < 1e-3) continue;
        const Eigen::EigenSolver<Mat2> oracle(a);
        const std::complex<double> first(s.re.x(), s.im.x());
        const double distance = std::min(std::abs(oracle.eigenvalues()(0) - first), std::abs(oracle.eigenvalues()(1) - first));
        CHECK(distance <= 1e-12 * norm_of(a));
    }
    CHECK(complex > fuzz_count / 4);
    CHECK(complex < fuzz_count / 2);
}

TEST_CASE("the laws hold for the matrices that deceive") {
    int scaled_up = 0;
    for (const Mat2& a : instructive()) {
        const double size = a.cwiseAbs().maxCoeff();
        if (size > 0 && (size < 1e-100 || size > 1e100)) {                    // the products of the laws are no doubles
            ++scaled_up;
            check_laws(a / size, spectrum(a / size));
            continue;
        }
        CAPTURE(a);
        check_laws(a, spectrum(a));
    }
    CHECK(scaled_up == 2);
}

TEST_CASE("a complex pair has an invariant ellipse: A [p q] = [p q] r R(theta), p and q perpendicular") {
    for_fuzzed(12, [](const Mat2& a) {
        const Spectrum s = spectrum(a);
        if (s.kind != SpectrumKind::complex) return;
        CAPTURE(a);
        Mat2 m;
        m << s.ellipse_re, s.ellipse_im;
        const Mat2 turn{{std::cos(s.angle), -std::sin(s.angle)}, {std::sin(s.angle), std::cos(s.angle)}};
        CHECK(std::abs(s.ellipse_re.dot(s.ellipse_im)) <= 1e-15);
        CHECK(s.ellipse_re.norm() == doctest::Approx(1).epsilon(1e-15));
        CHECK(s.ellipse_im.norm() <= 1 + 1e-15);
        CHECK(s.angle > 0);
        CHECK(s.angle < 3.1415926535897936);
        CHECK((a * m - m * s.modulus * turn).norm() <= 1e-14 * norm_of(a));
        CHECK(s.modulus * s.modulus == doctest::Approx(determinant(a)).epsilon(1e-13));
    });
}

TEST_CASE("a clockwise turn has a negative angle") {
    for (const double angle : {0.3, 1.5, 3.0}) {
        const double c = std::cos(angle), s = std::sin(angle);
        CHECK(spectrum(Mat2{{c, -s}, {s, c}}).turn() == doctest::Approx(angle).epsilon(1e-14));
        CHECK(spectrum(Mat2{{c, s}, {-s, c}}).turn() == doctest::Approx(-angle).epsilon(1e-14));
        // The mirrored ellipse is gone round the other way.
        CHECK(spectrum(Mat2{{c, -s / 4}, {s * 4, c}}).turn() == doctest::Approx(angle).epsilon(1e-14));
        CHECK(spectrum(Mat2{{c, s / 4}, {-s * 4, c}}).turn() == doctest::Approx(-angle).epsilon(1e-14));
    }
}

TEST_CASE("symmetric matrices are never complex, however near to the identity") {
    // tr² - 4 det, the school formula, calls about a fifth of these complex.
    RandomMatrices random(13);
    int school_says_complex = 0;
    for (int i = 0; i < fuzz_count; ++i) {
        const double b = random.number(-1e-8, 1e-8);
        const Mat2 a{{1 + random.number(-1e-8, 1e-8), b}, {b, 1 + random.number(-1e-8, 1e-8)}};
        CAPTURE(i);
        const Spectrum s = spectrum(a);
        CHECK(s.kind != SpectrumKind::complex);
        CHECK(s.kind != SpectrumKind::defective);
        check_laws(a, s);
        if (s.lines == 2) CHECK(std::abs(s.vectors[0].dot(s.vectors[1])) <= 1e-15);
        const double plain_det = a(0, 0) * a(1, 1) - b * b;
        school_says_complex += a.trace() * a.trace() - 4 * plain_det < 0;
    }
    CHECK(school_says_complex > fuzz_count / 10);
}

TEST_CASE("the smaller eigenvalue of a symmetric matrix keeps its digits: the product is the determinant") {
    RandomMatrices random(16);
    for (int i = 0; i < fuzz_count; ++i) {
        // x xᵀ, whose second eigenvalue is nothing, and a little more.
        const Vec2 x = random.point();
        Mat2 a = x * x.transpose();
        a(0, 0) += std::pow(10, random.number(-13, 0)) * random.number(-1, 1);
        a(1, 0) = a(0, 1);
        const Spectrum s = spectrum(a);
        CAPTURE(a);
        if (s.re.x() == 0 || s.re.y() == 0) continue;             // below the rounding of the entries
        CHECK(std::abs(s.re.x() * s.re.y() - determinant(a)) <= 1e-14 * std::abs(determinant(a)));
        CHECK(s.re.x() >= s.re.y());
    }
    CHECK(spectrum(Mat2{{1, 1}, {1, 1 + 1e-13}}).re.y() == doctest::Approx(4.9960036108131795e-14).epsilon(1e-12));
}

TEST_CASE("the discriminant survives where tr² - 4 det cancels") {
    const Mat2 large{{1e8 + 1, 1}, {1, 1e8 - 1}};
    CHECK(discriminant(large).value == 2);    // 8/4
    const Spectrum s = spectrum(large);
    CHECK(s.kind == SpectrumKind::distinct);
    CHECK(s.re.x() - s.re.y() == doctest::Approx(2 * std::sqrt(2.0)).epsilon(1e-7));
    const Spectrum turning = spectrum(Mat2{{1e8, 1}, {-1e-3, 1e8}});
    CHECK(turning.kind == SpectrumKind::complex);
    CHECK(turning.im.x() == doctest::Approx(std::sqrt(1e-3)).epsilon(1e-14));
    const Spectrum near = spectrum(Mat2{{1, 0}, {0, 1.003}});
    CHECK(near.kind == SpectrumKind::distinct);
    CHECK(near.re == Vec2(1.003, 1));
}

TEST_CASE("there are as many kinds and lines as the sign of the discriminant says") {
    for_fuzzed(17, [](const Mat2& a) {
        const auto [factor, exponent] = scaled(a);
        const Discriminant d = discriminant(factor);
        const Spectrum s = spectrum(a);
        CAPTURE(a);
        switch (s.kind) {
        case SpectrumKind::distinct: CHECK((d.value > 0 && s.lines == 2)); break;
        case SpectrumKind::complex: CHECK((d.value < 0 && s.lines == 0)); break;
        case SpectrumKind::defective: CHECK((d.value == 0 && s.lines == 1)); break;
        case SpectrumKind::scalar: CHECK((std::abs(d.value) <= 1e-30 && s.lines == 0)); break;
        case SpectrumKind::undecided: CHECK((std::abs(d.value) <= d.margin && s.lines == 1)); break;
        }
    });
}

TEST_CASE("the school formula, tr² - 4 det, calls 21.9 % of symmetric matrices near the identity complex") {
    RandomMatrices random(18);
    int complex = 0;
    for (int i = 0; i < fuzz_count; ++i) {
        const double b = random.number(-3e-9, 3e-9), a = 1 + random.number(-3e-9, 3e-9), d = 1 + random.number(-3e-9, 3e-9);
        complex += (a + d) * (a + d) - 4 * (a * d - b * b) < 0;
    }
    CHECK(static_cast<double>(complex) / fuzz_count == doctest::Approx(0.219).epsilon(0.05));
}

TEST_CASE("a double eigenvalue with one line is found exactly, and is never two arrows on one line") {
    for (const Mat2& a : {Mat2{{2, 0}, {1, 2}}, Mat2{{2, 1}, {0, 2}}, Mat2{{3, 1}, {-1, 1}}, Mat2{{0.9, 0.1}, {0, 0.9}},
                          Mat2{{0, 1}, {0, 0}}, Mat2{{1, 2}, {0, 1}}, Mat2{{0, 3e-320}, {0, 0}}}) {
        const Spectrum s = spectrum(a);
        CAPTURE(a);
        CHECK(s.kind == SpectrumKind::defective);
        CHECK(s.lines == 1);
        CHECK(s.re.x() == s.re.y());
        CHECK(s.re.x() == a.trace() / 2);
        check_laws(a, s);
    }
}

TEST_CASE("what rounding of the entries could turn into a double eigenvalue is undecided; twice as far is not") {
    const double ulp = std::numeric_limits<double>::epsilon();
    // disc = half² + bc with half = 1, b = 1, c = -(1 - k ulp): k ulp away from a double eigenvalue.
    CHECK(spectrum(Mat2{{3, 1}, {-(1 - ulp / 2), 1}}).kind == SpectrumKind::undecided);
    CHECK(spectrum(Mat2{{3, 1}, {-(1 + ulp), 1}}).kind == SpectrumKind::undecided);
    // a - d is rounded to 1, and the discriminant would be rounded to 0: that is no proof of a double eigenvalue.
    CHECK(discriminant(Mat2{{1, 0.5}, {-0.5, 1e-17}}).value == doctest::Approx(-5e-18).epsilon(1e-14));
    CHECK(spectrum(Mat2{{1, 0.5}, {-0.5, 1e-17}}).kind == SpectrumKind::undecided);
    // With trace 0 the rounding of b and c counts as much as that of a and d: the bound is 2 ulp, not 1.
    CHECK(spectrum(Mat2{{1, 1}, {-(1 - 1.5 * ulp), -1}}).kind == SpectrumKind::undecided);
    CHECK(spectrum(Mat2{{1, 1}, {-(1 - 2.5 * ulp), -1}}).kind == SpectrumKind::distinct);
    CHECK(spectrum(Mat2{{3, 1}, {-(1 - 64 * ulp), 1}}).kind == SpectrumKind::distinct);
    CHECK(spectrum(Mat2{{3, 1}, {-(1 + 64 * ulp), 1}}).kind == SpectrumKind::complex);
}

TEST_CASE("multiples of the identity have every line, also with the rounding of cos and sin") {
    CHECK(spectrum(Mat2::Zero()).kind == SpectrumKind::scalar);
    CHECK(spectrum(Mat2(2 * Mat2::Identity())).kind == SpectrumKind::scalar);
    const double pi = 3.141592653589793;
    const Mat2 half_turn{{std::cos(pi), -std::sin(pi)}, {std::sin(pi), std::cos(pi)}};
    CHECK(half_turn(1, 0) != 0);
    CHECK(spectrum(half_turn).kind == SpectrumKind::scalar);
    CHECK(spectrum(half_turn).re == Vec2(-1, -1));
    // The last bit of a sum of tenths means nothing; ten times as much does.
    CHECK(spectrum(Mat2{{0.3, 0}, {0, 0.1 + 0.2}}).kind == SpectrumKind::scalar);
    const Spectrum s = spectrum(Mat2{{0.3, 0}, {0, 0.3 + 1e-15}});
    CHECK(s.kind == SpectrumKind::distinct);
    CHECK(s.re == Vec2(0.3 + 1e-15, 0.3));
    CHECK(s.vectors[0] == Vec2::UnitY());
}

TEST_CASE("scaling by a power of two scales the eigenvalues and nothing else") {
    RandomMatrices random(14);
    for (int i = 0; i < 1000; ++i) {
        const Mat2 a = random.next();
        for (const int exponent : {-600, -20, 20, 600}) {
            const Spectrum plain = spectrum(a);
            Spectrum expected = plain;
            const double factor = std::ldexp(1.0, exponent);
            expected.re *= factor;
            expected.im *= factor;
            if (plain.kind == SpectrumKind::complex) expected.modulus *= factor;
            CAPTURE(i);
            CHECK(spectrum(Mat2(a * factor)) == expected);
        }
    }
}

TEST_CASE("a flat matrix has the eigenvalue 0, to the bit") {
    CHECK(spectrum(Mat2{{1, 2}, {2, 4}}).re == Vec2(5, 0));
    CHECK(spectrum(Mat2{{1, 1}, {1, 1}}).re.y() == 0);
    CHECK(spectrum(Mat2{{1, 0}, {0, 0}}).re == Vec2(1, 0));
    CHECK(spectrum(Mat2{{0.1, 0.2}, {0.3, 0.6}}).re.y() == 0);
    // Here the entries are rounded, and the determinant is 6e-17; the rank is 1 by the same rule.
    CHECK(determinant(Mat2{{0.1, 0.7}, {0.3, 2.1}}) != 0);
    CHECK(spectrum(Mat2{{0.1, 0.7}, {0.3, 2.1}}).re.y() == 0);
}

TEST_CASE("the rotation part against the stretch part: disc = a² - m²") {
    // det[x, Ax] on the unit circle is m + a cos(2 th - phi); its zeros are the eigenlines.
    RandomMatrices random(15);
    for (int i = 0; i < fuzz_count; ++i) {
        const Mat2 a = random.next();
        const double m = (a(1, 0) - a(0, 1)) / 2, stretch = std::hypot((a(0, 1) + a(1, 0)) / 2, (a(1, 1) - a(0, 0)) / 2);
        CAPTURE(i);
        CHECK(std::abs(discriminant(a).value - (stretch * stretch - m * m)) <= 1e-14 * a.squaredNorm());
    }
}
