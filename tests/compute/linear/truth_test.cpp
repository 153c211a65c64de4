// What is said of a matrix against exact rational arithmetic on its entries.
#include "compute/linear/properties.hpp"
#include "fuzz.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <doctest/doctest.h>

#include <limits>

using namespace eigenscope;

namespace {

using Exact = boost::multiprecision::cpp_rational;

/// The invariants of A = mean I + turn J + a mirror times stretch, with no rounding at all.
struct Invariants {
    explicit Invariants(const Mat2& m) {
        const Exact a(m(0, 0)), b(m(0, 1)), c(m(1, 0)), d(m(1, 1));
        mean = (a + d) / 2;
        turn = (c - b) / 2;
        stretch_squared = (a - d) * (a - d) / 4 + (b + c) * (b + c) / 4;
        determinant = a * d - b * c;
        discriminant = mean * mean - determinant;
        const Exact few = 4.01 * std::numeric_limits<double>::epsilon(), size_squared = mean * mean + turn * turn + stretch_squared;
        turnless = turn * turn <= few * few * size_squared;
        stretchless = stretch_squared <= few * few * size_squared;
        idempotent = a * a + b * c == a && b * (a + d) == b && c * (a + d) == c && d * d + b * c == d;
    }
    Exact mean, turn, stretch_squared, determinant, discriminant;
    bool turnless, stretchless, idempotent;   ///< the first two but for a few roundings
};

void check_kind(SpectrumKind kind, const Invariants& exact) {
    switch (kind) {
    case SpectrumKind::distinct: CHECK((exact.discriminant > 0 || exact.turnless)); break;
    case SpectrumKind::complex: CHECK((exact.discriminant < 0 || exact.stretchless)); break;
    case SpectrumKind::defective: CHECK((exact.discriminant == 0 && exact.stretch_squared > 0)); break;
    case SpectrumKind::scalar: CHECK((exact.turnless && exact.stretchless)); break;
    case SpectrumKind::undecided: CHECK(exact.discriminant != 0); break;
    }
}

void check_claims(const Properties& p, const Invariants& exact) {
    CHECK((p.invertible.holds == false) == (exact.determinant == 0));
    if (p.keeps_orientation.holds) CHECK(*p.keeps_orientation.holds == (exact.determinant > 0));
    if (exact.determinant == 0) CHECK(p.keeps_orientation.holds == false);
    if (p.symmetric.holds) CHECK((*p.symmetric.holds ? exact.turnless : exact.turn != 0));
    if (p.normal.holds) CHECK((*p.normal.holds ? exact.turnless || exact.stretchless : exact.turn != 0 && exact.stretch_squared != 0));
    if (p.positive_definite.holds == true) CHECK((exact.mean > 0 && exact.determinant > 0));
    if (p.projection.holds == false) CHECK_FALSE(exact.idempotent);
}

}

TEST_CASE("every claim is true of the entries to the bit, or but for a few roundings where it says yes to an equation") {
    constexpr std::uint32_t seed = 20261203;
    MESSAGE("seed " << seed);
    NearlyEverything random(seed);
    int kinds[5] = {};
    for (int i = 0; i < fuzz_count; ++i) {
        const Mat2 a = random.next();
        const Spectrum eigen = spectrum(a);
        const Invariants exact(a);
        CAPTURE(a);
        ++kinds[static_cast<int>(eigen.kind)];
        check_kind(eigen.kind, exact);
        check_claims(properties(a, eigen, svd(a)), exact);
    }
    for (const int count : kinds) CHECK(count > fuzz_count / 1000);
}
