#include "compute/linear/exact.hpp"
#include "compute/linear/svd.hpp"
#include "fuzz.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

void check_laws(const Mat2& a, const Svd2& d) {
    const double size = d.sigma.x();
    CHECK((d.product() - a).norm() <= 1e-14 * size);
    CHECK((d.u.transpose() * d.u - Mat2::Identity()).norm() <= 1e-14);
    CHECK((d.v.transpose() * d.v - Mat2::Identity()).norm() <= 1e-14);
    CHECK(d.sigma.x() >= d.sigma.y());
    CHECK(d.sigma.y() >= 0);
    // The best approximation of rank k misses by sigma_{k+1} in the spectral norm (Eckart & Young 1936).
    const double misses[3] = {d.sigma.x(), d.sigma.y(), 0};
    for (int k = 0; k <= 2; ++k) {
        CHECK(std::abs(svd(a - d.truncated(k)).sigma.x() - misses[k]) <= 1e-14 * size);
        CHECK(svd(d.truncated(k)).sigma(1) <= (k < 2 ? 1e-14 * size : size));
    }
    CHECK(d.truncated(0) == Mat2::Zero());
}

}

TEST_CASE("A = U S Vᵀ, with orthogonal factors, for random matrices") {
    for_fuzzed(1, [](const Mat2& a) {
        CAPTURE(a);
        check_laws(a, svd(a));
    });
    RandomMatrices random(1);
    for (int i = 0; i < fuzz_count; ++i) CHECK(svd(random.next()).rank == 2);
}

TEST_CASE("the inverse undoes, at any scale, and there is none of what is flat") {
    for_fuzzed(6, [](const Mat2& a) {
        const Svd2 d = svd(a);
        const std::optional<Mat2> back = inverse(a);
        CAPTURE(a);
        REQUIRE(back.has_value() == (d.rank == 2));
        if (back) CHECK((a * *back - Mat2::Identity()).norm() <= 1e-14 * d.sigma.x() / d.sigma.y());
    });
    CHECK(*inverse(Mat2(1e-200 * Mat2::Identity())) == Mat2(1e200 * Mat2::Identity()));
    CHECK_FALSE(inverse(Mat2{{0.1, 0.7}, {0.3, 2.1}}));
    CHECK_FALSE(inverse(Mat2{{1, 2}, {2, 4}}));
}

TEST_CASE("signs are a function of the entries: v is a rotation, and v1 points between -67.5 and 112.5 degrees") {
    RandomMatrices random(2);
    for (int i = 0; i < fuzz_count; ++i) {
        Mat2 a = random.next();
        if (i % 10 == 0) a = Mat2{{a(0, 0), a(0, 1)}, {a(0, 1), a(0, 0)}};      // axes on the diagonals: ties
        const Svd2 d = svd(a);
        CAPTURE(i);
        CHECK((d.product() - a).norm() <= 1e-14 * d.sigma.x());
        CHECK(determinant(d.v) == doctest::Approx(1).epsilon(1e-15));
        const double angle = std::atan2(d.v(1, 0), d.v(0, 0)) * 180 / 3.141592653589793;
        CHECK(std::abs(angle - 22.5) <= 90 + 1e-12);
    }
}

TEST_CASE("no arrow jumps while columns pass a right angle, equal lengths, or the axes") {
    const double pi = 3.141592653589793;
    // One column goes round the other, at several lengths; the arrows flip together once a half turn, and never at these places.
    for (const double size : {0.3, 0.9, 1.0, 1.1, 3.0}) {
        Svd2 before = svd(Mat2{{1, size}, {0, 0}});
        int flips = 0;
        constexpr int steps = 3600;
        for (int i = 1; i <= steps; ++i) {
            const double angle = pi * (i - 0.5) / steps;
            const Mat2 a{{1, size * std::cos(angle)}, {0, size * std::sin(angle)}};
            const Svd2 d = svd(a);
            CAPTURE(a);
            if (d.sigma.x() - d.sigma.y() > 0.02 && before.v.col(0).dot(d.v.col(0)) < 0) {
                ++flips;
                CHECK(std::abs(std::atan2(d.v(1, 0), d.v(0, 0)) * 180 / pi - 22.5) >= 89.8);
            }
            before = d;
        }
        CHECK(flips <= 1);
    }
    const Mat2 special[] = {Mat2{{2, 0}, {0, 1}}, Mat2{{1, 0}, {0, 2}}, Mat2{{1, 0.5}, {0.5, 1}}, Mat2{{1, -0.5}, {-0.5, 1}},
                            Mat2{{1, 1}, {-1, 0.9}}};
    for (const Mat2& a : special)
        for (const Vec2& to : {Vec2(0.01, 0), Vec2(-0.01, 0), Vec2(0, 0.01), Vec2(0, -0.01)}) {
            Mat2 moved = a;
            moved.col(1) += to;
            CAPTURE(moved);
            CHECK(svd(a).v.col(0).dot(svd(moved).v.col(0)) > 0.9);
        }
}

TEST_CASE("scaling by a power of two scales the singular values and nothing else") {
    RandomMatrices random(3);
    for (int i = 0; i < 1000; ++i) {
        const Mat2 a = random.next();
        for (const int exponent : {-900, -30, 30, 900}) {
            const Svd2 small = svd(a), large = svd(Mat2(a * std::ldexp(1.0, exponent)));
            CAPTURE(i);
            CHECK(large.u == small.u);
            CHECK(large.v == small.v);
            CHECK(large.sigma == Vec2(small.sigma * std::ldexp(1.0, exponent)));
            CHECK(large.rank == small.rank);
        }
    }
}

TEST_CASE("the product of the singular values is |det A|, also where the smaller one is all but lost") {
    const auto law = [](const Mat2& a) {
        const Svd2 d = svd(a);
        CAPTURE(a);
        const auto [factor, exponent] = scaled(a);
        const double det = std::abs(determinant(factor)), product = std::ldexp(d.sigma.x(), -exponent) * std::ldexp(d.sigma.y(), -exponent);
        CHECK(std::abs(product - det) <= 1e-14 * det);
        // U and V say on which side A leaves the plane.
        if (determinant(factor) != 0) CHECK(determinant(d.u) * determinant(d.v) * determinant(factor) > 0);
    };
    for_fuzzed(4, law);
    RandomMatrices random(5);
    for (int i = 0; i < fuzz_count; ++i) law(random.nearly_singular());
    // sigma1 = 2, det = 1e-13 to the last bit of 1 + 1e-13, which is 1.00000000000009992.
    CHECK(svd(Mat2{{1, 1}, {1, 1 + 1e-13}}).sigma.y() == doctest::Approx(4.9960036108131795e-14).epsilon(1e-12));
}

TEST_CASE("rank is decided by the ratio of singular values, never by the determinant") {
    CHECK(svd(Mat2::Zero()).rank == 0);
    CHECK(svd(Mat2{{1, 2}, {2, 4}}).rank == 1);
    CHECK(svd(Mat2{{0, 1}, {0, 0}}).rank == 1);
    CHECK(svd(Mat2{{0.1, 0.2}, {0.3, 0.6}}).rank == 1);
    CHECK(svd(Mat2(1e-6 * Mat2::Identity())).rank == 2);
    CHECK(svd(Mat2(1e-200 * Mat2::Identity())).rank == 2);
    CHECK(svd(Mat2(1e200 * Mat2::Identity())).rank == 2);
    const Svd2 near = svd(Mat2{{1, 1}, {1, 1 + 1e-13}});
    CHECK(near.rank == 2);
    CHECK(near.sigma.x() / near.sigma.y() == doctest::Approx(4e13).epsilon(0.01));
}

TEST_CASE("equal singular values have no axes, and rounding does not invent any") {
    for (const double angle : {0.3, 1.0, 3.0}) {
        const Mat2 r{{std::cos(angle), -std::sin(angle)}, {std::sin(angle), std::cos(angle)}};
        const Svd2 d = svd(Mat2(1e-8 * r));
        CHECK(d.round);
        CHECK(d.v == Mat2::Identity());
        check_laws(1e-8 * r, d);
    }
    CHECK_FALSE(svd(Mat2{{1, 0}, {0, 1 + 1e-14}}).round);
}

TEST_CASE("1e-8 times a rotation has determinant 1e-16 and is as well conditioned as can be") {
    const Mat2 a = 1e-8 * Mat2{{std::cos(0.3), -std::sin(0.3)}, {std::sin(0.3), std::cos(0.3)}};
    CHECK(determinant(a) == doctest::Approx(1e-16));
    CHECK(svd(a).sigma.x() == svd(a).sigma.y());
}

TEST_CASE("the determinant has the right sign where the plain formula has none") {
    // (2^27 + 1)(2^27 - 1) - 2^54 = -1, which needs 54 bits on the way.
    const double n = 134217728;
    CHECK(determinant(Mat2{{n + 1, n}, {n, n - 1}}) == -1);
    CHECK((n + 1) * (n - 1) - n * n != -1);
    CHECK(determinant(Mat2(1e-200 * Mat2::Identity())) == 0);
    CHECK(determinant(Mat2{{1e200, 0}, {0, 1e-200}}) == doctest::Approx(1).epsilon(1e-15));
}
