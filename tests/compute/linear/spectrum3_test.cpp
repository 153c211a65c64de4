#include "compute/linear/exact3.hpp"
#include "compute/linear/spectrum3.hpp"
#include "space.hpp"

#include <doctest/doctest.h>

#include <numbers>

using namespace eigenscope;

namespace {

using Kind = SpectrumKind3;
bool agree(double x, double reference, double size, double epsilon = 1e-15) {
    return std::abs(x - reference) <= epsilon * std::abs(reference) || (x == 0 && std::abs(reference) <= 1e-15 * size);
}

Mat3 jordan_like() { return Mat3{{12, -7, -2}, {-5, 6, 1}, {70, -51, -12}}; }

}

TEST_CASE("space: real eigenvalues have their digits, those of ill-conditioned matrices too") {
    const auto rows = space_table("real");
    CHECK(rows.size() >= 30);
    int told = 0;
    for (const SpaceRow& row : rows) {
        CAPTURE(row.text);
        const Spectrum3 s = spectrum(row.a());
        CHECK(s.kind != Kind::complex);
        if (s.kind != Kind::distinct) continue;
        ++told;
        for (int i = 0; i < 3; ++i) CHECK(agree(s.re(i), row.at(static_cast<std::size_t>(i)), s.re.cwiseAbs().maxCoeff()));
    }
    CHECK(told >= 30);
}

TEST_CASE("space: a complex pair has its values, and its plane") {
    const auto rows = space_table("complex");
    CHECK(rows.size() >= 8);
    for (const SpaceRow& row : rows) {
        CAPTURE(row.text);
        const Spectrum3 s = spectrum(row.a());
        REQUIRE(s.kind == Kind::complex);
        const double size = s.re.cwiseAbs().maxCoeff();
        CHECK(agree(s.re(0), row.at(0), size));
        CHECK(agree(s.re(1), row.at(1), size, 3e-15));
        CHECK(agree(s.im(1), row.at(2), size, 3e-15));
        CHECK(s.normal.cross(row.vector_at(3)).norm() <= 1e-15);
    }
}

TEST_CASE("space: the kinds of the matrices that teach and of those that deceive") {
    const struct { Mat3 a; Kind kind; int count; } cases[] = {
        {Mat3::Zero(), Kind::scalar, 1},
        {Mat3::Identity(), Kind::scalar, 1},
        {jordan_like(), Kind::defective, 1},
        {Mat3{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, Kind::distinct, 3},
        {Mat3{{0, 1, 0}, {0, 0, 1}, {0, 0, 0}}, Kind::defective, 1},
        {Mat3{{2, 1, 0}, {0, 2, 0}, {0, 0, 3}}, Kind::defective, 2},
        {Mat3{{2, 1, 0}, {0, 2, 0}, {0, 0, 2}}, Kind::defective, 1},
        {Mat3{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}, Kind::complex, 1},
        {Mat3{{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}, Kind::repeated, 2},
        {Mat3{{1, 0.5, 0}, {0, 0, 0}, {0, 0, 1}}, Kind::repeated, 2},
        {Mat3{{0.1, 0.1, 7}, {0.7, 0.7, 1}, {0.3, 0.3, 2}}, Kind::distinct, 3},
        {Mat3{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}, Kind::distinct, 3},
    };
    for (const auto& c : cases)
        for (const double scale : {1.0, 1e200, 1e-200}) {
            CAPTURE(c.a);
            CAPTURE(scale);
            const Spectrum3 s = spectrum(scale * c.a);
            // Beside a power of two the bits change, and with them whether they are defective to the bit.
            if (scale != 1 && c.kind == Kind::defective) {
                CHECK((s.kind == Kind::defective || s.kind == Kind::undecided));
                continue;
            }
            CHECK(s.kind == c.kind);
            CHECK(s.count == c.count);
        }
    const Spectrum3 s = spectrum(jordan_like());
    CHECK(s.re == Vec3(2, 2, 2));
    CHECK(s.spaces[0].multiplicity == 3);
    CHECK(s.spaces[0].dimension == 1);
    CHECK(s.residual <= 1e-15);
    CHECK(spectrum(Mat3{{2, 1, 0}, {0, 2, 0}, {0, 0, 2}}).spaces[0].dimension == 2);
    // A third of it in doubles is no longer what it was, and nobody can tell from what is left.
    const Spectrum3 third = spectrum(jordan_like() / 3);
    CHECK(third.kind == Kind::undecided);
    CHECK(third.re(0) == doctest::Approx(2.0 / 3).epsilon(1e-14));
    const Spectrum3 cyclic = spectrum(Mat3{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}});
    CHECK(cyclic.re(0) == doctest::Approx(1).epsilon(1e-15));
    CHECK(cyclic.modulus == doctest::Approx(1).epsilon(1e-15));
    CHECK(cyclic.angle == doctest::Approx(2 * std::numbers::pi / 3).epsilon(1e-15));
    CHECK((cyclic.normal - Vec3::Ones() / std::sqrt(3.0)).norm() <= 1e-15);
}

TEST_CASE("space: a small turn is told from the identity, beside anything") {
    RandomSpace random(44);
    for (int i = 0; i < 200; ++i) {
        const double angle = std::pow(10, random.number(-12, -1));
        Mat3 a = Mat3::Identity();
        a.topLeftCorner<2, 2>() << std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle);
        if (i % 2 == 0) a(2, 2) = 5;
        const Mat3 axes = random.turn();
        const Spectrum3 s = spectrum(axes * a * axes.transpose());
        CAPTURE(angle);
        REQUIRE(s.kind == Kind::complex);
        CHECK(std::abs(s.angle - angle) <= 3e-15);
    }
}

TEST_CASE("space: vectors, planes and values fit their matrix, for random matrices of all kinds and scales") {
    RandomSpace random(41);
    int undecided = 0;
    for (int i = 0; i < matrices; ++i) {
        const Mat3 a = i % 2 == 0 ? random.next() : random.nearly_everything();
        CAPTURE(i);
        CAPTURE(a);
        const Spectrum3 s = spectrum(a);
        const auto [factor, exponent] = scaled(a);
        const Vec3 re = s.re.unaryExpr([e = exponent](double x) { return std::ldexp(x, -e); });
        CHECK(std::abs(re.sum() - factor.trace()) <= 1e-14 * factor.norm());
        if (s.kind == Kind::undecided) {
            undecided += i % 2 == 0;
            continue;
        }
        // Rounding of the entries moves what belongs to a slanted plane by as much more as it is slanted.
        CHECK(s.residual <= (s.kind == Kind::repeated ? 1e-12 : 2e-14));
        if (s.kind != Kind::complex) {
            CHECK(re(0) >= re(1));
            CHECK(re(1) >= re(2));
            int all = 0, vectors = 0;
            for (int k = 0; k < s.count; ++k) {
                all += s.spaces[static_cast<std::size_t>(k)].multiplicity;
                vectors += s.spaces[static_cast<std::size_t>(k)].dimension;
            }
            CHECK(all == 3);
            CHECK((vectors == 3) == (s.kind != Kind::defective));
        } else {
            CHECK(s.count == 1);
            CHECK(s.angle > 0);
            CHECK(s.angle < std::numbers::pi);
            CHECK(std::abs(s.ellipse_re.dot(s.ellipse_im)) <= 1e-15);
            CHECK(s.ellipse_re.norm() == doctest::Approx(1).epsilon(1e-14));
            CHECK(s.ellipse_im.norm() <= 1 + 1e-14);
        }
    }
    CHECK(undecided == 0);
}
