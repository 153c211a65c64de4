#include "scene/ticks.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace eigenscope;

namespace {

constexpr std::array kinds{Ticks::linear, Ticks::logarithmic, Ticks::pi, Ticks::integer};

std::vector<std::string> labels(Ticks kind, double lo, double hi, int room) {
    std::vector<std::string> result;
    for (const Tick& tick : ticks(kind, lo, hi, room))
        if (tick.major) result.push_back(tick.label);
    return result;
}

using Labels = std::vector<std::string>;

}

TEST_CASE("linear ticks are round and carry just the digits they need") {
    CHECK(labels(Ticks::linear, 0, 1, 6) == Labels{"0", "0.2", "0.4", "0.6", "0.8", "1.0"});
    CHECK(labels(Ticks::linear, -3, 3, 7) == Labels{"−3", "−2", "−1", "0", "1", "2", "3"});
    CHECK(labels(Ticks::linear, 0, 1000, 3) == Labels{"0", "500", "1000"});
    CHECK(labels(Ticks::linear, 0, 3e7, 4) == Labels{"0", "1·10⁷", "2·10⁷", "3·10⁷"});
    CHECK(labels(Ticks::linear, 0, 3e-7, 4) == Labels{"0", "1·10⁻⁷", "2·10⁻⁷", "3·10⁻⁷"});
    CHECK(labels(Ticks::linear, -2.5e6, 2.5e6, 6) == Labels{"−2·10⁶", "−1·10⁶", "0", "1·10⁶", "2·10⁶"});
}

TEST_CASE("a linear tick is the double nearest to its label") {
    const auto t = ticks(Ticks::linear, 0, 1, 11);
    REQUIRE(t.size() == 11);
    CHECK(t[3].at == 0.3);
    CHECK(t[6].at == 0.6);
    CHECK(t[7].at == 0.7);
}

TEST_CASE("logarithmic ticks are powers of ten, with minor ones where there is room") {
    CHECK(labels(Ticks::logarithmic, -2, 3, 8) == Labels{"10⁻²", "10⁻¹", "10⁰", "10¹", "10²", "10³"});
    CHECK(labels(Ticks::logarithmic, -16, 0, 5) == Labels{"10⁻¹⁵", "10⁻¹⁰", "10⁻⁵", "10⁰"});
    const auto t = ticks(Ticks::logarithmic, 0, 2, 8);
    REQUIRE(t.size() == 19);
    CHECK(t[1].at == std::log10(2.0));
    CHECK_FALSE(t[1].major);
    CHECK(t[1].label.empty());
    CHECK(t[9].major);
    CHECK(t[9].at == 1);
    for (const Tick& tick : ticks(Ticks::logarithmic, -16, 0, 5)) CHECK(tick.major);
}

TEST_CASE("a logarithmic axis within one decade shows round values") {
    const auto t = ticks(Ticks::logarithmic, std::log10(1.9), std::log10(5.1), 5);
    REQUIRE(t.size() == 4);
    CHECK(t[0].label == "2");
    CHECK(t[0].at == std::log10(2.0));
    CHECK(t[3].label == "5");
}

TEST_CASE("multiples of pi are reduced fractions") {
    constexpr double pi = std::numbers::pi;
    CHECK(labels(Ticks::pi, -pi, pi, 5) == Labels{"−π", "−π/2", "0", "π/2", "π"});
    CHECK(labels(Ticks::pi, 0, pi, 5) == Labels{"0", "π/4", "π/2", "3π/4", "π"});
    CHECK(labels(Ticks::pi, 0, pi, 4) == Labels{"0", "π/3", "2π/3", "π"});
    CHECK(labels(Ticks::pi, 0, 6 * pi, 4) == Labels{"0", "2π", "4π", "6π"});
    CHECK(labels(Ticks::pi, 1, 1.001, 5).size() >= 2);
    for (const Tick& tick : ticks(Ticks::pi, -10, 10, 12)) {
        const double twelfths = tick.at / pi * 12;
        CHECK(std::abs(twelfths - std::round(twelfths)) < 1e-12);
    }
}

TEST_CASE("integer ticks are whole numbers, however small the window") {
    CHECK(labels(Ticks::integer, 0, 5, 8) == Labels{"0", "1", "2", "3", "4", "5"});
    CHECK(labels(Ticks::integer, 0.2, 1.4, 8) == Labels{"1"});
    CHECK(labels(Ticks::integer, 0.2, 0.4, 8).empty());
    CHECK(labels(Ticks::integer, 0, 100, 5) == Labels{"0", "50", "100"});
}

TEST_CASE("no ticks without a window") {
    constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
    for (const Ticks kind : kinds) {
        CHECK(ticks(kind, 1, 1, 5).empty());
        CHECK(ticks(kind, 2, 1, 5).empty());
        CHECK(ticks(kind, nan, 1, 5).empty());
        CHECK(ticks(kind, 0, inf, 5).empty());
        CHECK(ticks(kind, -1e308, 1e308, 5).empty());
        CHECK(ticks(kind, 1e16, std::nextafter(1e16, inf), 5).size() <= 2);
    }
    CHECK(ticks(Ticks::none, 0, 1, 5).empty());
}

TEST_CASE("ticks of any window: inside, rising, evenly spaced, few enough and enough") {
    std::mt19937_64 random(20261121);
    std::uniform_real_distribution<double> size(-14, 14), place(-1, 1);
    for (int trial = 0; trial < 20'000; ++trial) {
        const double length = std::pow(10.0, size(random));
        const double lo = place(random) * length * (trial % 3 == 0 ? 1000 : 1), hi = lo + length;
        const int room = 1 + trial % 40;
        const Ticks kind = kinds[static_cast<std::size_t>(trial) % kinds.size()];
        if (kind == Ticks::logarithmic && length > 600) continue;
        CAPTURE(trial);
        CAPTURE(lo);
        CAPTURE(hi);
        CAPTURE(room);
        const auto t = ticks(kind, lo, hi, room);
        REQUIRE(t.size() <= 200);
        int major = 0;
        for (std::size_t i = 0; i < t.size(); ++i) {
            REQUIRE(t[i].at >= lo - 1e-8 * length);
            REQUIRE(t[i].at <= hi + 1e-8 * length);
            if (i > 0) REQUIRE(t[i].at > t[i - 1].at);
            REQUIRE(t[i].label.empty() == !t[i].major);
            major += t[i].major;
            if (i > 1 && kind == Ticks::linear)
                REQUIRE(std::abs(t[i].at - 2 * t[i - 1].at + t[i - 2].at) <= 1e-12 * std::max(std::abs(lo), std::abs(hi)));
            for (std::size_t j = 0; j < i; ++j)
                if (t[i].major && t[j].major) REQUIRE(t[i].label != t[j].label);
        }
        REQUIRE(major <= std::max(room, 2));
        if (kind == Ticks::linear && room >= 6) REQUIRE(5 * major >= 2 * (room - 2));      // steps grow by 2.5 at most
    }
}

TEST_CASE("round_step is the step of the linear ticks") {
    CHECK(round_step(0, 1, 6) == 0.2);
    CHECK(round_step(-10, 10, 5) == 5);
}
