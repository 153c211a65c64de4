#include "compute/linear/properties3.hpp"
#include "space.hpp"

#include <doctest/doctest.h>

#include <numbers>

using namespace eigenscope;

namespace {

Properties3 card(const Mat3& a) { return properties(a, spectrum(a), svd(a)); }

/// `a` and not `b`, both said for sure.
bool against(const Claim& a, const Claim& b) { return a.holds == true && b.holds == false; }
bool together(const Claim& a, const Claim& b) { return a.holds == true && b.holds == true; }

}

TEST_CASE("space: no card holds two claims that contradict each other, at any scale and as near to any structure as doubles go") {
    RandomSpace random(61);
    for (int i = 0; i < matrices; ++i) {
        const Mat3 a = random.nearly_everything();
        const Spectrum3 s = spectrum(a);
        const Properties3 p = properties(a, s, svd(a));
        CAPTURE(a);
        CAPTURE(i);
        const bool fine =
            !against(p.symmetric, p.normal) && !against(p.symmetric, p.real_eigenvalues) && !against(p.normal, p.diagonalizable) &&
            !against(p.orthogonal, p.normal) && !against(p.orthogonal, p.invertible) && !against(p.rotation, p.orthogonal) &&
            !against(p.rotation, p.keeps_orientation) && !against(p.reflection, p.orthogonal) && !against(p.reflection, p.symmetric) &&
            !together(p.reflection, p.keeps_orientation) && !together(p.reflection, p.rotation) &&
            !against(p.positive_definite, p.positive_semidefinite) && !against(p.positive_definite, p.invertible) &&
            !against(p.positive_definite, p.symmetric) && !against(p.positive_definite, p.keeps_orientation) &&
            !against(p.positive_semidefinite, p.real_eigenvalues) && !against(p.projection, p.diagonalizable) &&
            !against(p.projection, p.real_eigenvalues) && !(p.invertible.holds == false && p.keeps_orientation.holds.has_value()) &&
            !(p.invertible.holds == false && p.rank == 3) && !(p.invertible.holds == true && p.rank < 3) &&
            !(together(p.projection, p.invertible) && s.kind != SpectrumKind3::scalar) &&
            !(together(p.normal, p.real_eigenvalues) && p.symmetric.holds == false) &&
            !(together(p.projection, p.symmetric) && p.positive_semidefinite.holds == false);
        CHECK(fine);
    }
}

TEST_CASE("space: the verdicts of the matrices that teach") {
    const Properties3 one = card(Mat3::Identity());
    for (const Claim& c : {one.invertible, one.symmetric, one.orthogonal, one.rotation, one.normal, one.diagonalizable,
                           one.real_eigenvalues, one.positive_definite, one.projection})
        CHECK(c.holds == true);
    CHECK(one.reflection.holds == false);
    CHECK(one.angle == 0);

    const Properties3 cyclic = card(Mat3{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}});
    CHECK(cyclic.rotation.holds == true);
    CHECK(cyclic.angle == doctest::Approx(2 * std::numbers::pi / 3).epsilon(1e-15));
    CHECK((cyclic.axis - Vec3::Ones() / std::sqrt(3.0)).norm() <= 1e-15);
    CHECK(cyclic.real_eigenvalues.holds == false);
    CHECK(cyclic.determinant == 1);

    const Vec3 n = Vec3(1, 2, 2) / 3;
    const Properties3 mirror = card(Mat3(Mat3::Identity() - 2 * n * n.transpose()));
    CHECK(mirror.reflection.holds == true);
    CHECK(mirror.rotation.holds == false);
    CHECK(mirror.angle == doctest::Approx(0).epsilon(1e-14));
    CHECK(mirror.diagonalizable.holds == true);
    CHECK(card(-Mat3::Identity()).reflection.holds == false);
    CHECK(card(-Mat3::Identity()).orthogonal.holds == true);

    const Properties3 counting = card(Mat3{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
    CHECK(counting.invertible.holds == false);
    CHECK(counting.rank == 2);
    CHECK(counting.diagonalizable.holds == true);
    CHECK(counting.projection.holds == false);
    CHECK_FALSE(counting.keeps_orientation.holds.has_value());

    const Properties3 jordan = card(Mat3{{12, -7, -2}, {-5, 6, 1}, {70, -51, -12}});
    CHECK(jordan.diagonalizable.holds == false);
    CHECK(jordan.real_eigenvalues.holds == true);
    CHECK(jordan.determinant == 8);
    CHECK(jordan.normal.holds == false);

    const Properties3 onto_plane = card(Mat3{{1, 0.5, 0}, {0, 0, 0}, {0, 0, 1}});
    CHECK(onto_plane.projection.holds == true);
    CHECK(onto_plane.symmetric.holds == false);
    CHECK(card(Mat3{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}).positive_definite.holds == true);
    const Properties3 ones = card(Mat3::Ones());
    CHECK(ones.positive_definite.holds == false);
    CHECK(ones.positive_semidefinite.holds == true);
    CHECK(card(Mat3{{1, 0, 0}, {0, 1, 0}, {0, 0, -1e-9}}).positive_semidefinite.holds == false);
    CHECK(card(Mat3::Zero()).projection.holds == true);
    CHECK(card(Mat3::Zero()).orthogonal.holds == false);
    CHECK(card(1e-200 * Mat3{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}).condition == 1);
    CHECK(card(1e-200 * Mat3{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}).log10_determinant == doctest::Approx(-600).epsilon(1e-14));
}

TEST_CASE("space: what is built with a property has it, for random matrices") {
    RandomSpace random(62);
    for (int i = 0; i < matrices / 10; ++i) {
        const Mat3 turn = random.turn(), any = random.next();
        const Vec3 u = random.point();
        CAPTURE(i);
        CHECK(card(turn).rotation.holds != false);
        const Vec3 n = u.normalized();
        CHECK(card(Mat3(Mat3::Identity() - 2 * n * n.transpose())).reflection.holds == true);
        CHECK(card(any + any.transpose()).symmetric.holds == true);
        const Properties3 p = card(any);
        CHECK(p.symmetric.holds == false);
        CHECK(p.normal.holds == false);
        CHECK(p.orthogonal.holds == false);
        CHECK(p.projection.holds == false);
        CHECK(p.invertible.holds == true);
        CHECK(p.diagonalizable.holds == true);
        CHECK(card(Mat3(n * n.transpose())).projection.holds != false);
        CHECK(card(Mat3(any * any.transpose() + Mat3::Identity())).positive_semidefinite.holds != false);
    }
}
