#include "base/easing.hpp"
#include "base/number.hpp"
#include "base/phrase.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace eigenscope;

TEST_CASE("shortest() reads back as the same bits") {
    std::mt19937_64 engine(7);
    for (int i = 0; i < 20000; ++i) {
        const auto bits = engine();
        double x;
        std::memcpy(&x, &bits, sizeof x);
        if (!std::isfinite(x)) continue;
        const auto back = parse_number(shortest(x));
        REQUIRE(back.has_value());
        CHECK(*back == x);
    }
    CHECK(shortest(0.1) == "0.1");
    CHECK(shortest(std::numeric_limits<double>::infinity()) == "inf");
}

TEST_CASE("numbers for people") {
    struct Row {
        double x;
        const char *three_digits, *two_decimals;
    };
    for (const Row& row : {Row{1.8541, "1.85", "1.85"}, {-0.07, "-0.07", "-0.07"}, {3.2e-16, "3.2e-16", "3.2e-16"}, {0, "0", "0.00"},
                           {1e6, "1e6", "1e6"}, {123456, "123456", "123456.00"}, {1.6, "1.6", "1.60"}, {2.5e-5, "2.5e-5", "2.5e-5"}}) {
        CHECK(significant(row.x) == row.three_digits);
        CHECK(fixed(row.x) == row.two_decimals);
    }
}

TEST_CASE("two numbers are written with as many digits as tell them apart") {
    using Pair = std::pair<std::string, std::string>;
    CHECK(told_apart(0.1996, 0.2) == Pair("0.1996", "0.2"));
    CHECK(told_apart(0.43, 0.486, 2) == Pair("0.43", "0.49"));
    CHECK(told_apart(0.2, 0.2) == Pair("0.2", "0.2"));
    const double next = std::nextafter(0.1, 1.0);
    const auto [a, b] = told_apart(0.1, next);
    CHECK(a != b);
}

TEST_CASE("signs and exponents as they are set") {
    CHECK(with_minus("-3.2e-16") == "−3.2e−16");
    CHECK(with_minus("1.5") == "1.5");
    CHECK(raised("-120") == "⁻¹²⁰");
    CHECK(raised("3456789") == "³⁴⁵⁶⁷⁸⁹");
}

TEST_CASE("parse_number takes finite numbers only, and all of the text") {
    for (const char* bad : {"", " ", "nan", "inf", "1e999", "2,5", "1.5x", "0x10", "1 2", "--1", "."}) CHECK_FALSE(parse_number(bad).has_value());
    for (const char* good : {"1.5", " 1.5 ", "+1.5", "15e-1", "1.50"}) CHECK(parse_number(good) == 1.5);
}

TEST_CASE("ease_in_out: ends, symmetry, monotone") {
    CHECK(ease_in_out(0) == 0);
    CHECK(ease_in_out(1) == 1);
    CHECK(ease_in_out(-3) == 0);
    double before = 0;
    for (int i = 0; i <= 1000; ++i) {
        const double t = i / 1000.0, s = ease_in_out(t);
        CHECK(s >= before);
        CHECK(s + ease_in_out(1 - t) == doctest::Approx(1).epsilon(1e-14));
        before = s;
    }
}

TEST_CASE("a phrase is put together from words, numbers and phrases in their order") {
    const std::string place = "(0, 1)";
    const Phrase slope = "|∇f| = " + Numeral{3e-11} + " ≤ " + Numeral{2.4567e-10};
    CHECK(slope.text() == "|∇f| = 3e-11 ≤ 2.46e-10");
    Phrase whole = place + Numeral{0.123456, 5} + ": " + place + ", " + slope;
    whole += std::string(".");
    CHECK(whole.text() == "(0, 1)0.12346: (0, 1), |∇f| = 3e-11 ≤ 2.46e-10.");
    CHECK(("f and " + whole).text() == "f and (0, 1)0.12346: (0, 1), |∇f| = 3e-11 ≤ 2.46e-10.");
    CHECK(Phrase().text().empty());
    CHECK(Phrase("a 1") == "a " + Numeral{1});
    CHECK_FALSE(Phrase("a 1") == Phrase("a 2"));
    // A phrase may be said twice in its own continuation.
    Phrase twice("x");
    twice += Phrase(twice);
    CHECK(twice.text() == "xx");
}
