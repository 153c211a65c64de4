#include "compute/probability/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <set>

using namespace eigenscope;

TEST_CASE("philox gives the known answers of its authors") {
    // Random123, kat_vectors: "philox4x32 10".
    using Counter = std::array<std::uint32_t, 4>;
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    CHECK(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}) == Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("uniform01 is the middle of one of 2^52 cells, so never 0 or 1") {
    for (std::uint64_t i = 0; i < 20000; ++i) {
        const double u = uniform01(7, i), cell = (u - 0x1p-53) * 0x1p52;
        CHECK(u > 0);
        CHECK(u < 1);
        CHECK(cell == std::floor(cell));
    }
    // From the first known answer: the upper 52 bits of e169c58d6627e8d5, and a half.
    CHECK(uniform01(0, 0) == (0xe169c58d6627e.8p0) * 0x1p-52);
    CHECK((0xfffffffffffff.8p0) * 0x1p-52 < 1);
}

TEST_CASE("every sample has its own seed and index") {
    std::set<double> seen;
    for (std::uint64_t seed : {0ull, 1ull, 2ull, 1ull << 32, 1ull << 63})
        for (std::uint64_t i = 0; i < 1000; ++i) seen.insert(uniform01(seed, i));
    for (std::uint64_t i = 0; i < 1000; ++i) seen.insert(uniform01(1, i + (1ull << 32)));
    CHECK(seen.size() == 6000);
}

TEST_CASE("each bit of uniform01 is set half of the time") {
    constexpr int n = 1 << 16;
    int set[52] = {};
    for (int i = 0; i < n; ++i) {
        const auto cell = static_cast<std::uint64_t>((uniform01(3, static_cast<std::uint64_t>(i)) - 0x1p-53) * 0x1p52);
        for (int b = 0; b < 52; ++b) set[b] += static_cast<int>((cell >> b) & 1);
    }
    // Five standard deviations: P = 6e-7 for each bit.
    for (const int count : set) CHECK(std::abs(count - n / 2) < 5 * std::sqrt(n) / 2);
}

TEST_CASE("the normal quantile against mpmath") {
    struct Row {
        double p, z;
    };
    // mpmath, 60 digits: the root of log(erfc(-z / sqrt(2)) / 2) = log(p), p being the double.
    for (const Row& row : {Row{0.975, 1.9599639845400538556}, {0.6, 0.25334710313579974132}, {0.075, -1.4395314709384559349}, {0.925, 1.4395314709384562291},
                           {1e-3, -3.0902323061678135354}, {1e-10, -6.3613409024040561991}, {1e-300, -37.047096299361199237},
                           {5e-324, -38.467405617144346251}, {0x1p-53, -8.2095361516013868556}, {1 - 0x1p-53, 8.2095361516013868556}}) {
        CAPTURE(row.p);
        CHECK(std::abs(standard_normal_quantile(row.p) - row.z) <= 1e-15 * std::abs(row.z));
    }
    CHECK(standard_normal_quantile(0.5) == 0);
    CHECK(standard_normal_quantile(0) == -std::numeric_limits<double>::infinity());
    CHECK(standard_normal_quantile(1) == std::numeric_limits<double>::infinity());
    for (const double bad : {-0.1, 1.1, std::nan("")}) CHECK(std::isnan(standard_normal_quantile(bad)));
}

TEST_CASE("many at once are the same bits") {
    std::vector<double> u(10'001), z;
    uniforms(5, 77, u);
    for (std::size_t i = 0; i < u.size(); ++i) REQUIRE(u[i] == uniform01(5, 77 + i));
    for (const double p : {5e-324, 1e-300, 0x1p-53, 0.075, 0.925, 0.0749999, 0.5, 1 - 0x1p-53, 0.0, 1.0}) u.push_back(p);
    z = u;
    standard_normal_quantiles(z);
    for (std::size_t i = 0; i < u.size(); ++i) REQUIRE(z[i] == standard_normal_quantile(u[i]));
}

TEST_CASE("the normal quantile rises, and is odd about one half") {
    double before = -std::numeric_limits<double>::infinity();
    for (int i = 1; i < 4096; ++i) {
        const double p = i / 4096.0, z = standard_normal_quantile(p);
        CHECK(z > before);
        CHECK(standard_normal_quantile(1 - p) == -z);
        before = z;
    }
}

TEST_CASE("the draws are the same bits on every machine") {
    CHECK(standard_normal(0, 0) == standard_normal_quantile(uniform01(0, 0)));
    // A sum of the bits of 10000 draws: made here once, to be the same everywhere.
    std::uint64_t hash = 14695981039346656037ull;     // FNV-1a
    for (std::uint64_t i = 0; i < 10000; ++i) {
        const double z = standard_normal(42, i);
        std::uint64_t bits;
        static_assert(sizeof bits == sizeof z);
        std::memcpy(&bits, &z, sizeof z);
        hash = (hash ^ bits) * 1099511628211ull;
    }
    CHECK(hash == 4136390978649059489ull);
}
