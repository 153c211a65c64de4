#include "compute/linear/exact3.hpp"
#include "compute/linear/svd3.hpp"
#include "space.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

bool agree(double x, double reference, double epsilon = 1e-14) { return std::abs(x - reference) <= epsilon * std::abs(reference); }

void check_laws(const Mat3& a) {
    const Svd3 d = svd(a);
    const Mat3 factor = scaled(a).factor;
    const int exponent = scaled(a).exponent;
    const Vec3 sigma = d.sigma.unaryExpr([&](double x) { return std::ldexp(x, -exponent); });
    CHECK((d.u * sigma.asDiagonal() * d.v.transpose() - factor).norm() <= 2e-14 * sigma(0));
    CHECK((d.u.transpose() * d.u - Mat3::Identity()).norm() <= 1e-14);
    CHECK((d.v.transpose() * d.v - Mat3::Identity()).norm() <= 1e-14);
    CHECK(d.sigma(0) >= d.sigma(1));
    CHECK(d.sigma(1) >= d.sigma(2));
    CHECK(d.sigma(2) >= 0);
    CHECK(d.rank <= d.exact_rank);
    CHECK((determinant(d.u) * determinant(d.v) < 0) == (d.orientation < 0));
    const Subspaces s = subspaces(d);
    CHECK(s.image.dimension + s.left_kernel.dimension == 3);
    CHECK(s.rows.dimension + s.kernel.dimension == 3);
    for (int i = 0; i < s.kernel.dimension; ++i) CHECK((factor * s.kernel.basis.col(i)).norm() <= 1e-14);
    for (int i = 0; i < s.left_kernel.dimension; ++i) CHECK((factor.transpose() * s.left_kernel.basis.col(i)).norm() <= 1e-14);
    for (const Subspace* space : {&s.image, &s.kernel, &s.rows, &s.left_kernel})
        CHECK((space->basis.transpose() * space->basis - Mat3::Identity()).norm() <= 1e-14);
}

}

TEST_CASE("space: volumes, singular values and axes have all their digits, however small") {
    const auto rows = space_table("svd");
    CHECK(rows.size() >= 30);
    for (const SpaceRow& row : rows) {
        CAPTURE(row.text);
        const Svd3 d = svd(row.a());
        const Wide det = wide_determinant(row.a());
        if (std::abs(row.at(0)) < 1e300 && std::abs(row.at(0)) > 1e-290) CHECK(agree(det.value(), row.at(0), 3e-16));
        for (int i = 0; i < d.exact_rank; ++i) CHECK(agree(d.sigma(i), row.at(static_cast<std::size_t>(1 + i)), 1e-15));
        for (int i = d.exact_rank; i < 3; ++i) CHECK(d.sigma(i) == 0);
        if (d.exact_rank == 3 && !d.round12 && !d.round23) {
            CHECK(d.v.col(0).cross(row.vector_at(4)).norm() <= 1e-15);
            CHECK(d.v.col(2).cross(row.vector_at(7)).norm() <= 1e-15);
        }
    }
}

TEST_CASE("space: A = U S Vᵀ with orthogonal factors, and four subspaces, for random matrices of all kinds and scales") {
    RandomSpace random(31);
    for (int i = 0; i < matrices; ++i) {
        const Mat3 a = i % 2 == 0 ? random.next() : random.nearly_everything();
        CAPTURE(i);
        CAPTURE(a);
        check_laws(a);
    }
    check_laws(Mat3::Zero());
}

TEST_CASE("space: rank and the sign of the volume are those of the bits") {
    const Mat3 counting{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    CHECK(exact_rank(counting) == 2);
    CHECK(determinant(counting) == 0);
    CHECK(svd(counting).rank == 2);
    CHECK(full_rank(svd(counting)).holds == false);
    // Doubles that only look dependent: 0.3 is not 3 times 0.1.
    const Mat3 tenths{{0.1, 0.2, 0.3}, {0.3, 0.6, 0.9}, {1, 0, 0}};
    CHECK(exact_rank(tenths) == 3);
    CHECK(svd(tenths).rank == 2);
    CHECK_FALSE(full_rank(svd(tenths)).holds.has_value());
    const Mat3 repeated{{0.1, 0.1, 7}, {0.7, 0.7, 1}, {0.3, 0.3, 2}};
    CHECK(exact_rank(repeated) == 2);
    CHECK(exact_rank(Mat3(Vec3(1, 2, 3) * Vec3(4, 5, 6).transpose())) == 1);
    CHECK(exact_rank(Mat3::Zero()) == 0);
    for (const double scale : {1e200, 1e-200, 1.0}) {
        const Mat3 a = scale * Mat3{{0, 1, 0}, {1, 0, 0}, {0, 0, 1}};
        CHECK(svd(a).orientation == -1);
        CHECK(svd(a).condition() == 1);
        CHECK(svd(a).rank == 3);
        CHECK(log10_determinant(a) == doctest::Approx(3 * std::log10(scale)).epsilon(1e-14));
    }
    CHECK(svd(Mat3(Vec3(1e200, 1, 1e-200).asDiagonal())).sigma == Vec3(1e200, 1, 1e-200));
}

TEST_CASE("space: the inverse undoes, at any scale, and there is none of what is flat") {
    RandomSpace random(32);
    for (int i = 0; i < matrices; ++i) {
        const Mat3 a = random.next() * (i % 3 == 0 ? 1e100 : 1);
        const std::optional<Mat3> back = inverse(a);
        REQUIRE(back.has_value());
        CHECK((a * *back - Mat3::Identity()).norm() <= 3e-15 * svd(a).condition());
    }
    CHECK(*inverse(Mat3(1e-200 * Mat3::Identity())) == Mat3(1e200 * Mat3::Identity()));
    CHECK_FALSE(inverse(Mat3{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}));
}

TEST_CASE("space: bases follow small changes of the matrix") {
    RandomSpace random(33);
    int flips = 0;
    for (int i = 0; i < matrices / 5; ++i) {
        const Vec3 u = random.point(), v = random.point();
        const auto flat = [&](double move) { return Mat3((u + move * v) * Vec3(1, 2, 0.5).transpose() + v * Vec3(0, 1, 1).transpose()); };
        const Subspaces before = subspaces(svd(flat(0))), after = subspaces(svd(flat(1e-9)));
        REQUIRE(before.kernel.dimension == 1);
        flips += (before.image.basis - after.image.basis).norm() > 1e-5 || (before.kernel.basis - after.kernel.basis).norm() > 1e-5;
    }
    CHECK(flips == 0);
}
