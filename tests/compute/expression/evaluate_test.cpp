#include "compute/expression/expression.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>
#include <numbers>
#include <random>

using namespace eigenscope;

// What people type into number fields, and what they must get: the value by C++ arithmetic, or a reason.
TEST_CASE("forty entries") {
    constexpr double pi = std::numbers::pi;
    struct Entry {
        const char* text;
        double value;
    };
    for (const Entry& entry : std::vector<Entry>{
             {"1", 1}, {"-1.5", -1.5}, {"−1.5", -1.5}, {"+3", 3}, {"1/3", 1.0 / 3}, {"-sqrt(2)/2", -std::sqrt(2) / 2},
             {"cos(pi/6)", std::cos(pi / 6)}, {"1e-3", 1e-3}, {"2.5e2", 250}, {"2^10", 1024}, {"-2^2", -4}, {"2pi", 2 * pi},
             {"3(1+2)", 9}, {"sqrt(2)", std::sqrt(2)}, {"√2", std::sqrt(2)}, {"π/4", pi / 4}, {"e", std::numbers::e},
             {"e^2", std::pow(std::numbers::e, 2)}, {"exp(1)", std::exp(1)}, {"ln(2)", std::log(2)}, {"log10(2)", std::log10(2)},
             {"|-3|", 3}, {"5²", 25}, {"  7  ", 7}, {"1/2/2", 0.25}, {"atan2(1,1)", pi / 4}, {"min(1,2)", 1}, {"0.1+0.2", 0.1 + 0.2}}) {
        CAPTURE(entry.text);
        const auto result = evaluate_constant(entry.text);
        REQUIRE(result);
        CHECK(*result == entry.value);
    }
    struct Refusal {
        const char* text;
        const char* reason;
    };
    for (const Refusal& refusal : std::vector<Refusal>{
             {"", "nothing is here: type a number or a formula"},
             {"abc", "column 1: \"abc\" is not known here; use numbers, pi, e and functions such as sqrt(2)"},
             {"2,5", "column 2: a comma is no decimal mark: write a point, as in 0.5"},
             {"nan", "column 1: \"nan\" is no number to calculate with"},
             {"inf", "column 1: \"inf\" is no number to calculate with"},
             {"1/0", "1/0 divides by zero: it has no value"},
             {"0/0", "0/0 divides by zero: it has no value"},
             {"1+1/(2-2)", "1/(2 - 2) divides by zero: it has no value"},
             {"sqrt(-1)", "sqrt(-1) is not a real number"},
             {"ln(0)", "ln(0) is infinite: it has no value"},
             {"0^-1", "0^(-1) is infinite: it has no value"},
             {"9^9^9", "9^9^9 is too large for a number of double precision (overflow)"},
             {"1e400", "column 1: \"1e400\" is too large or too small for a number of double precision"},
             {"(-8)^(1/3)", "(-8)^(1/3) is not a real number: for the cube root write cbrt"},
             {"2+", "column 3: something is missing at the end"},
             {"atan(9^9^9)", "9^9^9 is too large for a number of double precision (overflow)"}}) {
        CAPTURE(refusal.text);
        const auto result = evaluate_constant(refusal.text);
        REQUIRE_FALSE(result);
        CHECK(result.error() == refusal.reason);
    }
}

TEST_CASE("outside of the domain the value is not a number, at poles infinite; nothing hides it") {
    const auto at = [](std::string_view text, double x) { return evaluate(*parse(text, {"x"}), std::array{x}); };
    const double nan = std::nan("");
    CHECK(std::isnan(at("sqrt(x)", -1)));
    CHECK(std::isnan(at("asin(x)", 1.5)));
    CHECK(std::isnan(at("x^0.5", -1)));
    CHECK(at("1/x", 0) == std::numeric_limits<double>::infinity());
    CHECK(std::isnan(at("min(x, 1)", nan)));
    CHECK(std::isnan(at("min(1, x)", nan)));
    CHECK(std::isnan(at("max(x, 1)", nan)));
    CHECK(std::isnan(at("max(1, x)", nan)));
    CHECK(std::isnan(at("sign(x)", nan)));
    CHECK(at("sign(x)", 0) == 0);
}

TEST_CASE("the part without a value is one that counts") {
    const auto told = [](std::string_view text, double x) {
        const auto result = evaluated(*parse(text, {"x"}), std::array{x});
        return result ? std::string("value") : result.error();
    };
    CHECK(told("if(x > 0, ln(x), 1) + 1/(x + 1)", -1) == "at x = -1: 1/(x + 1) divides by zero: it has no value");
    CHECK(told("if(x > 0, ln(x), 1/x)", -2) == "value");
    CHECK(told("if(x > 0, if(x > 1, sqrt(-x), 3), 1/0)", 0.5) == "value");
    CHECK(told("if(ln(x) > 0, 1, 2)", -1) == "at x = -1: ln(x) is not a real number");
    CHECK(told("if(x > 0, 1, sqrt(x))*x", -4) == "at x = -4: sqrt(x) is not a real number");
}

TEST_CASE("expressions with very many leaves are evaluated like others") {
    std::string text = "x", deep = "x";
    for (int i = 1; i < 900; ++i) text += "+x";
    for (int i = 1; i < 99; ++i) deep = "x+(" + deep + ")";
    CHECK(evaluate(*parse(text, {"x"}), std::array{2.0}) == 1800);
    CHECK(evaluate(*parse(deep, {"x"}), std::array{2.0}) == 198);
}

// The right root is the double whose neighbours' midpoints have cubes on both sides of x, in exact arithmetic.
TEST_CASE("cube roots are right to the last place, and exact where they are whole or dyadic") {
    const auto root = [expression = *parse("cbrt(x)", {"x"})](double x) { return evaluate(expression, std::array{x}); };
    std::mt19937_64 random(27);
    CHECK(root(27) == 3);
    for (int i = 0; i < 20000; ++i) {
        const auto n = static_cast<double>(random() % 208064);                // n³ < 2⁵³
        const int exponent = static_cast<int>(random() % 600) - 300;
        CHECK(root(n * n * n) == n);
        CHECK(root(-n * n * n) == -n);
        CHECK(root(std::ldexp(n * n * n, 3 * exponent)) == std::ldexp(n, exponent));
    }
    using boost::multiprecision::cpp_rational;
    const auto cube = [](const cpp_rational& r) -> cpp_rational { return r * r * r; };
    for (int i = 0; i < 2000; ++i) {
        const double x = std::ldexp(1 + static_cast<double>(random() >> 11) * 0x1p-53, static_cast<int>(random() % 2000) - 1000), r = root(x);
        const cpp_rational up = (cpp_rational(r) + std::nextafter(r, 1e300)) / 2, down = (cpp_rational(r) + std::nextafter(r, 0)) / 2;
        CHECK((cube(down) <= x && x <= cube(up)));
    }
    CHECK(root(0) == 0);
    CHECK(root(5e-324) == 0x1p-358);                                           // 2^-1074
    CHECK(root(std::numeric_limits<double>::max()) == std::cbrt(std::numeric_limits<double>::max()));
    CHECK(std::isinf(root(std::numeric_limits<double>::infinity())));
}
