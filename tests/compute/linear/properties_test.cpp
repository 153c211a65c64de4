#include "compute/linear/exact.hpp"
#include "compute/linear/path.hpp"
#include "compute/linear/properties.hpp"
#include "fuzz.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

enum class Say { yes, no, unknown };
constexpr Say yes = Say::yes, no = Say::no, unknown = Say::unknown;

struct Oracle {
    std::string name;
    Mat2 a;
    int rank;
    SpectrumKind kind;
    Say invertible, symmetric, orthogonal, diagonalizable, positive_definite, positive_semidefinite, projection;
};

const double pi = 3.141592653589793;
constexpr auto distinct = SpectrumKind::distinct, scalar = SpectrumKind::scalar, defective = SpectrumKind::defective,
               complex = SpectrumKind::complex;

// Every line can be checked by hand; 0.6, 0.8 is a Householder mirror, whose entries are rounded.
const Oracle oracles[] = {
    {"identity", Mat2{{1, 0}, {0, 1}}, 2, scalar, yes, yes, yes, yes, yes, yes, yes},
    {"zero", Mat2{{0, 0}, {0, 0}}, 0, scalar, no, yes, no, yes, no, yes, yes},
    {"-I", Mat2{{-1, 0}, {0, -1}}, 2, scalar, yes, yes, yes, yes, no, no, no},
    {"2I", Mat2{{2, 0}, {0, 2}}, 2, scalar, yes, yes, no, yes, yes, yes, no},
    {"quarter turn", Mat2{{0, -1}, {1, 0}}, 2, complex, yes, no, yes, yes, no, no, no},
    {"half turn", rotation(pi), 2, scalar, yes, yes, yes, yes, no, no, no},
    {"mirror, permutation", Mat2{{0, 1}, {1, 0}}, 2, distinct, yes, yes, yes, yes, no, no, no},
    {"diag(1, -2)", Mat2{{1, 0}, {0, -2}}, 2, distinct, yes, yes, no, yes, no, no, no},
    {"shear", Mat2{{1, 1}, {0, 1}}, 2, defective, yes, no, no, no, no, no, no},
    {"projection", Mat2{{1, 0}, {0, 0}}, 1, distinct, no, yes, no, yes, no, yes, yes},
    {"slanted projection", Mat2{{1, 1}, {0, 0}}, 1, distinct, no, no, no, yes, no, no, yes},
    {"rank 1", Mat2{{1, 2}, {2, 4}}, 1, distinct, no, yes, no, yes, no, yes, no},
    {"nilpotent", Mat2{{0, 1}, {0, 0}}, 1, defective, no, no, no, no, no, no, no},
    {"lower shear", Mat2{{2, 0}, {1, 2}}, 2, defective, yes, no, no, no, no, no, no},
    {"defective, no zero", Mat2{{3, 1}, {-1, 1}}, 2, defective, yes, no, no, no, no, no, no},
    {"slow shear", Mat2{{0.9, 0.1}, {0, 0.9}}, 2, defective, yes, no, no, no, no, no, no},
    {"companion", Mat2{{0, 1}, {-2, 2.5}}, 2, complex, yes, no, no, yes, no, no, no},
    {"saddle", Mat2{{2, 0}, {0, 0.5}}, 2, distinct, yes, yes, no, yes, yes, yes, no},
    {"nearly singular", Mat2{{1, 1}, {1, 1 + 1e-13}}, 2, distinct, yes, yes, no, yes, yes, yes, no},
    {"tiny turn", Mat2(1e-8 * rotation(0.3)), 2, complex, yes, no, no, yes, no, no, no},
    {"large, close", Mat2{{1e8 + 1, 1}, {1, 1e8 - 1}}, 2, distinct, yes, yes, no, yes, yes, yes, no},
    {"large turn", Mat2{{1e8, 1}, {-1e-3, 1e8}}, 2, complex, yes, no, no, yes, no, no, no},
    {"Markov", Mat2{{0.9, 0.2}, {0.1, 0.8}}, 2, distinct, yes, no, no, yes, no, no, no},
    {"Householder", Mat2{{-0.28, 0.96}, {0.96, 0.28}}, 2, distinct, yes, yes, yes, yes, no, no, no},
    {"semidefinite", Mat2{{1, 1}, {1, 1}}, 1, distinct, no, yes, no, yes, no, yes, no},
    {"singular", Mat2{{0.1, 0.2}, {0.3, 0.6}}, 1, distinct, no, no, no, yes, no, no, no},
    {"singular but for rounding", Mat2{{0.1, 0.7}, {0.3, 2.1}}, 1, distinct, unknown, no, no, yes, no, no, no},
    {"nearly I", Mat2{{1, 0.01}, {0.01, 1}}, 2, distinct, yes, yes, no, yes, yes, yes, no},
    {"1e200 I", Mat2{{1e200, 0}, {0, 1e200}}, 2, scalar, yes, yes, no, yes, yes, yes, no},
};

bool agrees(const Claim& claim, Say say) {
    return say == unknown ? !claim.holds : claim.holds == (say == yes);
}

Properties all_of(const Mat2& a) { return properties(a, spectrum(a), svd(a)); }

}

TEST_CASE("the verdicts agree with the oracle table on every preset") {
    for (const Oracle& oracle : oracles) {
        CAPTURE(oracle.name);
        const Properties p = all_of(oracle.a);
        CHECK(svd(oracle.a).rank == oracle.rank);
        CHECK(spectrum(oracle.a).kind == oracle.kind);
        CHECK(agrees(p.invertible, oracle.invertible));
        CHECK(agrees(p.symmetric, oracle.symmetric));
        CHECK(agrees(p.orthogonal, oracle.orthogonal));
        CHECK(agrees(p.diagonalizable, oracle.diagonalizable));
        CHECK(agrees(p.positive_definite, oracle.positive_definite));
        CHECK(agrees(p.positive_semidefinite, oracle.positive_semidefinite));
        CHECK(agrees(p.projection, oracle.projection));
        CHECK(agrees(p.real_eigenvalues, oracle.kind == complex ? no : yes));
    }
}

TEST_CASE("the sign of the determinant outlives its size") {
    for (const double size : {1e-200, 1e-300, 1e200, 1.0}) {
        CAPTURE(size);
        const Properties upright = all_of(Mat2(size * Mat2::Identity())), over = all_of(Mat2{{0, size}, {size, 0}});
        CHECK(upright.keeps_orientation.holds == true);
        CHECK(over.keeps_orientation.holds == false);
        CHECK(upright.log10_determinant == doctest::Approx(2 * std::log10(size)).epsilon(1e-14));
        CHECK(over.log10_determinant == doctest::Approx(2 * std::log10(size)).epsilon(1e-14));
    }
    CHECK(all_of(Mat2::Zero()).log10_determinant == -std::numeric_limits<double>::infinity());
}

TEST_CASE("residuals are what they say") {
    const Mat2 a{{1.6, 0.8}, {0.4, 1.1}};
    const Properties p = all_of(a);
    CHECK(p.determinant == doctest::Approx(1.44).epsilon(1e-15));
    CHECK(p.trace == 2.7);
    CHECK(p.symmetric.residual == doctest::Approx(0.4 * std::sqrt(2.0)).epsilon(1e-14));
    // |AᵀA - I|² = 1.72² + 2·1.72² + 0.85², from AᵀA = [[2.72, 1.72], [1.72, 1.85]].
    CHECK(p.orthogonal.residual == doctest::Approx(std::sqrt(3 * 1.72 * 1.72 + 0.85 * 0.85)).epsilon(1e-14));
    CHECK(p.condition == doctest::Approx(svd(a).sigma.x() / svd(a).sigma.y()));
    CHECK(p.keeps_orientation.holds == true);
    // Nobody can tell whether this one is flat, but sigma2 is there: 6e-17 / 2.25.
    const Mat2 rounded{{0.1, 0.7}, {0.3, 2.1}};
    CHECK(all_of(rounded).condition == doctest::Approx(rounded.squaredNorm() / std::abs(determinant(rounded))).epsilon(1e-14));
    CHECK(all_of(Mat2{{1, 2}, {2, 4}}).condition == std::numeric_limits<double>::infinity());
    CHECK(all_of(Mat2::Zero()).condition == std::numeric_limits<double>::infinity());
}

TEST_CASE("between rounding and intention nobody can tell") {
    CHECK(all_of(Mat2{{1, 2}, {2 + 1e-13, 1}}).symmetric.holds == std::nullopt);
    CHECK(all_of(Mat2{{1, 2}, {2 + 1e-9, 1}}).symmetric.holds == false);
    CHECK(all_of(Mat2((1 + 1e-13) * rotation(0.3))).orthogonal.holds == std::nullopt);
    CHECK(all_of(Mat2((1 + 1e-9) * rotation(0.3))).orthogonal.holds == false);
    CHECK(all_of(Mat2{{1, 1e-13}, {-1e-13, 1 + 1e-13}}).orthogonal.holds == false);      // it is not even normal
    CHECK(all_of(Mat2{{3, 1}, {-(1 + 2.3e-16), 1}}).diagonalizable.holds == std::nullopt);
    CHECK(all_of(Mat2{{1, 1}, {1, 1 + 4.5e-16}}).invertible.holds == std::nullopt);
    CHECK(all_of(Mat2{{1, 1}, {1, 1 + 4.5e-16}}).positive_definite.holds == std::nullopt);
}

TEST_CASE("rotations are orthogonal and keep orientation, mirrors are orthogonal and do not") {
    RandomMatrices random(31);
    for (int i = 0; i < 1000; ++i) {
        const Mat2 r = rotation(random.number(-pi, pi));
        const Mat2 mirror = r * Vec2(1, -1).asDiagonal();
        CAPTURE(i);
        CHECK(all_of(r).orthogonal.holds == true);
        CHECK(all_of(r).keeps_orientation.holds == true);
        CHECK(all_of(mirror).orthogonal.holds == true);
        CHECK(all_of(mirror).keeps_orientation.holds == false);
        CHECK(all_of(mirror).diagonalizable.holds == true);
    }
}
