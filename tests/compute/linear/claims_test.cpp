// What is said of a matrix is said of one matrix: no claim contradicts another, and scale changes none that it may not change.
#include "compute/linear/exact.hpp"
#include "compute/linear/path.hpp"
#include "compute/linear/properties.hpp"
#include "fuzz.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

struct Card {
    explicit Card(const Mat2& matrix) : a(matrix), eigen(spectrum(a)), d(svd(a)), p(properties(a, eigen, d)) {}
    Mat2 a;
    Spectrum eigen;
    Svd2 d;
    Properties p;
};

bool yes(const Claim& claim) { return claim.holds == true; }
bool no(const Claim& claim) { return claim.holds == false; }

/// Whoever says the first must say the second, and whoever denies the second must deny the first.
bool follows(const Claim& first, const Claim& second) { return (!yes(first) || yes(second)) && (!no(second) || no(first)); }

bool near(double x, double y) { return std::abs(x - y) <= 1e-9; }

void check_logic(const Card& card) {
    const auto& [a, eigen, d, p] = card;
    const bool real = eigen.kind == SpectrumKind::distinct || eigen.kind == SpectrumKind::scalar || eigen.kind == SpectrumKind::defective;
    CAPTURE(a);
    CHECK(follows(p.normal, p.diagonalizable));
    CHECK(follows(p.symmetric, p.normal));
    CHECK(follows(p.symmetric, p.real_eigenvalues));
    CHECK(follows(p.orthogonal, p.normal));
    CHECK(follows(p.orthogonal, p.invertible));
    CHECK(follows(p.projection, p.diagonalizable));
    CHECK(follows(p.projection, p.real_eigenvalues));
    CHECK(follows(p.positive_definite, p.symmetric));
    CHECK(follows(p.positive_definite, p.positive_semidefinite));
    CHECK(follows(p.positive_definite, p.invertible));
    CHECK(follows(p.positive_definite, p.keeps_orientation));
    CHECK(follows(p.positive_semidefinite, p.symmetric));
    CHECK_FALSE((yes(p.positive_semidefinite) && no(p.keeps_orientation) && !no(p.invertible)));
    if (no(p.invertible)) CHECK(no(p.keeps_orientation));
    CHECK_FALSE((yes(p.positive_semidefinite) && yes(p.invertible) && !yes(p.positive_definite)));
    if (yes(p.normal) && yes(p.real_eigenvalues)) CHECK(yes(p.symmetric));
    if (no(p.keeps_orientation) && !no(p.invertible)) CHECK((yes(p.invertible) && yes(p.real_eigenvalues) && yes(p.diagonalizable)));
    if (yes(p.keeps_orientation)) CHECK(yes(p.invertible));
    if (no(p.real_eigenvalues)) CHECK((!no(p.invertible) && !no(p.keeps_orientation) && no(p.projection)));
    if (yes(p.projection) && yes(p.invertible)) CHECK((yes(p.orthogonal) && yes(p.positive_definite)));
    // The kind of the eigenvalues says the same.
    CHECK(yes(p.real_eigenvalues) == real);
    CHECK(no(p.real_eigenvalues) == (eigen.kind == SpectrumKind::complex));
    CHECK(no(p.diagonalizable) == (eigen.kind == SpectrumKind::defective));
    if (eigen.kind == SpectrumKind::scalar) CHECK((yes(p.symmetric) && (yes(p.positive_semidefinite) || eigen.re.x() < 0)));
    if (eigen.kind == SpectrumKind::defective) CHECK((no(p.symmetric) && no(p.orthogonal) && no(p.normal) && no(p.projection)));
}

void check_numbers(const Card& card) {
    const auto& [a, eigen, d, p] = card;
    CAPTURE(a);
    CHECK(no(p.invertible) == (p.log10_determinant == -std::numeric_limits<double>::infinity()));
    if (no(p.invertible)) CHECK((d.sigma.y() == 0 && d.rank < 2 && p.determinant == 0 && (eigen.re.x() == 0 || eigen.re.y() == 0)));
    if (yes(p.invertible)) CHECK((d.sigma.y() > 0 && d.rank == 2 && (eigen.im.x() > 0 || (eigen.re.x() != 0 && eigen.re.y() != 0))));
    if (yes(p.keeps_orientation)) CHECK(p.determinant >= 0);
    if (no(p.keeps_orientation) && !no(p.invertible)) CHECK((p.determinant <= 0 && eigen.re.x() > 0 && eigen.re.y() < 0));
    if (yes(p.symmetric) && eigen.lines == 2) CHECK(std::abs(eigen.vectors[0].dot(eigen.vectors[1])) <= 1e-15);
    if (yes(p.orthogonal)) {
        CHECK(near(std::abs(p.determinant), 1));
        CHECK(d.round);
        for (const int i : {0, 1}) CHECK(near(std::hypot(eigen.re(i), eigen.im(i)), 1));
    }
    if (d.round) CHECK(yes(p.normal));
    if (yes(p.projection))
        for (const int i : {0, 1}) CHECK((near(eigen.re(i), 0) || near(eigen.re(i), 1)));
    if (yes(p.positive_definite)) CHECK((eigen.re.y() > 0 && p.trace > 0));
    if (yes(p.positive_semidefinite)) CHECK(eigen.re.y() >= 0);
    if (eigen.kind == SpectrumKind::defective && eigen.re.x() == 0) CHECK(no(p.invertible));      // nilpotent
    if (eigen.kind == SpectrumKind::complex) CHECK((eigen.im.x() > 0 && p.determinant >= 0));
    CHECK(eigen.residual <= 1e-14);
}

Properties said_of(const Mat2& a) { return Card(a).p; }

}

TEST_CASE("no card holds two claims that contradict each other, at any scale and as near to any structure as doubles go") {
    constexpr std::uint32_t seed = 20261130;
    MESSAGE("seed " << seed);
    NearlyEverything random(seed);
    for (const Mat2& a : instructive()) check_logic(Card(a)), check_numbers(Card(a));
    for (int i = 0; i < 100'000; ++i) {
        const Card card(random.next());
        check_logic(card);
        check_numbers(card);
    }
}

TEST_CASE("multiplied by a power of two a matrix keeps every claim that has no unit") {
    NearlyEverything random(20261201);
    for (int i = 0; i < 3000; ++i) {
        const Card plain(random.next());
        if (plain.a.cwiseAbs().maxCoeff() > 1e100 || plain.a.cwiseAbs().minCoeff() < 1e-100) continue;
        for (const int exponent : {-600, -40, 40, 600}) {
            const Card other(plain.a * std::ldexp(1.0, exponent));
            CAPTURE(plain.a);
            CAPTURE(exponent);
            CHECK(other.eigen.kind == plain.eigen.kind);
            CHECK(other.d.round == plain.d.round);
            for (const auto claim : {&Properties::invertible, &Properties::keeps_orientation, &Properties::symmetric, &Properties::normal,
                                     &Properties::diagonalizable, &Properties::real_eigenvalues, &Properties::positive_definite,
                                     &Properties::positive_semidefinite})
                CHECK((other.p.*claim).holds == (plain.p.*claim).holds);
        }
    }
}

// Integers times the least double: their det / sigma1 is no double any more, and yet sigma1 / sigma2 is one.
TEST_CASE("among the least doubles a matrix keeps its condition number") {
    std::mt19937 random(73);
    const auto number = [&] { return static_cast<double>(random() % 2'000'001) - 1e6; };
    for (int i = 0; i < 1000; ++i) {
        const double k = number();
        const Mat2 plain = i % 2 == 0 ? Mat2{{k, k + 1}, {k - 1, k}} : Mat2{{number(), number()}, {number(), number()}};     // det 1, or any
        CAPTURE(plain);
        const Properties p = said_of(plain), least = said_of(plain * std::numeric_limits<double>::denorm_min());
        CHECK(least.condition == p.condition);
        CHECK(std::isinf(p.condition) == no(p.invertible));
        CHECK(least.invertible.holds == p.invertible.holds);
    }
}

TEST_CASE("normal is asked of A - tr/2 I, which a large multiple of I does not drown") {
    for (const Mat2& a : {Mat2{{1, 1e-9}, {0, 1}}, Mat2{{1e9, 1}, {0, 1e9}}, Mat2{{100000001, 1}, {-1, 99999999}},
                          Mat2{{1e8, 1}, {-1e-3, 1e8}}}) {
        CAPTURE(a);
        CHECK(no(said_of(a).normal));
        CHECK(no(said_of(a).symmetric));
        CHECK(no(said_of(a).orthogonal));
    }
    // N = A - tr/2 I is a shear alone: NᵀN - NNᵀ = diag(-b², b²), and |N| = b.
    for (const double size : {1.0, 1e-200, 1e200})
        CHECK(said_of(Mat2{{size, 1e-9 * size}, {0, size}}).normal.residual == doctest::Approx(std::sqrt(2.0)).epsilon(1e-14));
    CHECK(said_of(Mat2{{1, 6.1e-17}, {0, 1}}).normal.residual < 1e-15);
    // A sheared multiple of I is not normal, whatever the shear, down to the rounding of the entries.
    RandomMatrices random(71);
    for (int i = 0; i < 1000; ++i) {
        const double size = random.number(0.5, 4), shear = std::pow(10, random.number(-13.5, 0));
        CAPTURE(size);
        CAPTURE(shear);
        CHECK(no(said_of(Mat2{{size, shear}, {0, size}}).normal));
        CHECK(no(said_of(Mat2{{size, shear}, {-shear / 4, size}}).normal));
        CHECK(yes(said_of(Mat2{{size, shear}, {-shear, size}}).normal));
        CHECK(yes(said_of(Mat2{{size, shear}, {shear, size / 2}}).normal));
    }
}

TEST_CASE("a tiny matrix is no projection and keeps its rank, its angles and its signs") {
    RandomMatrices random(72);
    for (int i = 0; i < 1000; ++i) {
        const Mat2 plain = random.next();
        const Mat2 a = plain * std::pow(10, random.number(-300, -100));
        CAPTURE(a);
        const Properties p = said_of(a);
        CHECK(no(p.projection));
        CHECK(no(p.orthogonal));
        CHECK(yes(p.invertible));
        CHECK(p.projection.residual > 0);
    }
    CHECK(no(said_of(Mat2{{1e-163, 0}, {0, 0}}).projection));
    CHECK(no(said_of(Mat2(1e-170 * Mat2::Identity())).projection));
    CHECK(yes(said_of(Mat2::Zero()).projection));
    // 1e300 and 1e-300 in one matrix: the determinant is 1, -1, and the plane stays a plane.
    CHECK(spectrum(Mat2{{0, 1e-200}, {1e200, 0}}).re == Vec2(1, -1));
    CHECK(spectrum(Mat2{{0, -1e-200}, {1e200, 0}}).im == Vec2(1, -1));
    CHECK(svd(Mat2{{1e300, 0}, {0, 1e-300}}).sigma == Vec2(1e300, 1e-300));
    CHECK_FALSE(no(said_of(Mat2{{1e300, 0}, {0, 1e-300}}).invertible));
}

TEST_CASE("what is nearer to a multiple of I than rounding is read as one, by every claim") {
    for (const Mat2& a : {Mat2{{3, -4e-16}, {1e-15, 3}}, Mat2{{1, 6.1e-17}, {0, 1}}, Mat2{{-1, 3e-320}, {0, -1}},
                          Mat2{{1, 1e-17}, {1e-18, 1}}, Mat2{{0.3, 0}, {0, 0.1 + 0.2}}}) {
        const Card card(a);
        CAPTURE(a);
        CHECK(card.eigen.kind == SpectrumKind::scalar);
        CHECK(yes(card.p.symmetric));
        CHECK(yes(card.p.normal));
        CHECK(yes(card.p.diagonalizable));
        CHECK(yes(card.p.real_eigenvalues));
        CHECK(yes(card.p.orthogonal) == (std::abs(a(0, 0)) == 1));
    }
    // Ten roundings away it is what it is.
    CHECK(spectrum(Mat2{{1, 1e-14}, {0, 1}}).kind == SpectrumKind::defective);
    CHECK(spectrum(Mat2{{3, -1e-14}, {1e-14, 3}}).kind == SpectrumKind::complex);
    CHECK(spectrum(Mat2{{3, 1e-14}, {1e-14, 3}}).kind == SpectrumKind::distinct);
}
