#include "base/limits.hpp"
#include "compute/expression/typed.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <numbers>

using namespace eigenscope;

namespace {

constexpr double pi = std::numbers::pi;

std::string repeated(std::string_view text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) result += text;
    return result;
}

}

// x = 2, y = 3, a = 5, b = 0.5; the right column is C++ arithmetic in the order that mathematics prescribes.
TEST_CASE("forty strings of good grammar") {
    struct Good {
        const char* text;
        double value;
    };
    for (const Good& good : std::vector<Good>{
             {"-x^2", -4}, {"2x", 4}, {"3 sin(x)", 3 * std::sin(2)}, {"(x+1)(x-1)", 3}, {"|x-y|", 1}, {"x² + y²", 13}, {"2·x×y", 12},
             {"x − y", -1}, {"√(x+2)", 2}, {"x⁻¹", 0.5}, {"ax^2 + by", 21.5}, {"a x^2 + b*y", 21.5}, {"xy", 6}, {"axy", 30}, {"1/2x", 1},
             {"if(x > 1, y, a)", 3}, {"if(x > 1 and y < 1, y, a)", 5}, {"if(0 < x < 3, 7, 8)", 7}, {"if(0 < x <= 1, 7, 8)", 8},
             {"if(not x == 2, 1, -1)", -1}, {"if(x ≥ 2, 1, 0) + if(x ≠ 2, 1, 0)", 1}, {"(x > 1)(y > 1)", 1}, {"min(a, x, y)", 2},
             {"mod(-1, 3)", 2}, {"round(2.5) + floor(-0.5) + ceil(0.2)", 3}, {"hypot(3, 4) + norm(3, 4) + norm(-1)", 11},
             {"log(e) + ln(e) + log10(100) + log2(8)", 7}, {"log1p(0) + expm1(0) + cbrt(8)", 2}, {"asinh(0) + acosh(1) + atanh(0)", 0},
             {"erf(0) + erfc(0)", 1}, {"gamma(5) + lgamma(1)", 24}, {"sigmoid(0) + softplus(0) + relu(-1)", 0.5 + std::log1p(1)},
             {"sum(k, 1, 10, k^2)", 385}, {"prod(k, 1, 5, k)", 120}, {"sum(k, 0, 2, sum(m, 0, k, k m))", 1 + 2 + 4}, {"sum(k, 1, 0, k)", 0},
             {"sum(k, 1, x, kx)", 6}, {"sec(0) + cot(pi/4)", 2}, {"atan2(1, 1) + tau/8", pi / 2}, {"xsin(y) + 2 a cos(x)", 2 * std::sin(3) + 10 * std::cos(2)}}) {
        CAPTURE(good.text);
        const auto expression = parse_open(good.text, {"x", "y"});
        REQUIRE_MESSAGE(expression.has_value(), expression.error());
        std::vector<double> at{2, 3};
        for (std::size_t i = 2; i < expression->variables.size(); ++i) at.push_back(expression->variables[i] == "a" ? 5 : 0.5);
        const auto value = evaluated(*expression, at);
        REQUIRE_MESSAGE(value.has_value(), value.error());
        CHECK(*value == doctest::Approx(good.value).epsilon(1e-15));
        CHECK(*parse_open(to_text(*expression), {"x", "y"}) == *expression);
    }
}

TEST_CASE("thirty strings of bad grammar and what is said of them") {
    struct Bad {
        const char* text;
        const char* sentence;
    };
    for (const Bad& bad : std::vector<Bad>{
             {"sin x", "column 1: \"sin\" needs an argument in parentheses: sin(x)"},
             {"sinx", "column 1: \"sin\" needs an argument in parentheses: sin(x)"},
             {"atan2 + 1", "column 1: \"atan2\" needs an argument in parentheses: atan2(x, y)"},
             {"if x > 0", "column 1: \"if\" needs an argument in parentheses: if(x > 0, x, 0)"},
             {"if(x > 0, x)", "column 12: if takes 3 arguments: if(x > 0, x, 0)"},
             {"if(x = 0, 1, 2)", "column 6: an expression has no =: type one side only, or == to compare"},
             {"sum(k^2)", "column 6: sum takes an index, its first and last value, and a term: sum(k, 1, 10, k^2)"},
             {"sum(1, 10, k)", "column 5: sum begins with the name of its index: sum(k, 1, 10, k^2)"},
             {"sum(x, 1, 10, x)", "column 5: \"x\" has a meaning already: choose another index, such as k"},
             {"sum(k, 1, 3, sum(k, 1, 3, k))", "column 18: \"k\" is the index of a sum around this one already: choose another name"},
             {"sum(k, 1, 3, k", "column 15: the ( at column 4 is not closed: a ) is missing"},
             {"x and", "column 6: something is missing at the end"},
             {"and x", "column 1: \"and\" belongs between conditions: x > 0 and y > 0"},
             {"x < < y", "column 5: \"<\" has nothing before it to work on"},
             {"5!", "column 2: for the factorial of x write gamma(x + 1)"},
             {"10%", "column 3: for a remainder write mod(a, b), for a percentage divide by 100"},
             {"x && y", "column 3: write the word and between two conditions"},
             {"1/∞", "column 3: infinity is no number to calculate with"},
             {"foo(x)", "column 1: \"foo\" is no function that is known here; for a product put a *: foo*(...)"},
             {"1/ax", "column 3: \"ax\" is a product here: put a * or parentheses"},
             {"2,5", "column 2: a comma is no decimal mark: write a point, as in 0.5"},
             {"x^", "column 3: something is missing at the end"},
             {"()", "column 2: something is missing before this )"},
             {"x +* y", "column 4: \"*\" has nothing before it to work on"},
             {"|x", "column 3: the | at column 1 has no partner"},
             {"[x]", "column 1: use round parentheses: ( and )"},
             {"x x 3", "column 5: a number cannot follow here: put an operator such as * before it"},
             {"1e400", "column 1: \"1e400\" is too large or too small for a number of double precision"},
             {"nan", "column 1: \"nan\" is no number to calculate with"},
             {"", "nothing is here: type a number or a formula"}}) {
        CAPTURE(bad.text);
        const auto expression = parse_open(bad.text, {"x", "y"});
        REQUIRE_FALSE(expression);
        CHECK(expression.error() == bad.sentence);
    }
}

TEST_CASE("names: variables, parameters, numbered variables") {
    const Typed typed({"x", "y"}, "x^2 + a y^2 + rate");
    CHECK(typed.dimension() == 2);
    CHECK(std::vector<std::string>(typed.parameter_names().begin(), typed.parameter_names().end()) == std::vector<std::string>{"a", "rate"});
    const auto numbered = typed.read("x1^2 + λ x2");
    REQUIRE(numbered);
    CHECK(numbered->expression().variables == std::vector<std::string>{"x1", "x2", "λ"});
    CHECK(typed.read("x₁^2 + λ₀ x₂")->expression().variables == std::vector<std::string>{"x1", "x2", "λ0"});
    CHECK(typed.read("₁").error() == "column 1: \"₁\" means nothing here");
    CHECK(typed.read("x₁ + )").error() == "column 6: this ) has no ( before it");
    CHECK(typed.read("x + x2").error() == "use x or x1, not both: they are the same variable");
    CHECK(*numbered == *numbered->read("x1^2 + λ x2"));
    CHECK_FALSE(*numbered == typed);
    const Parameters parameters = matched(*typed.read("b + a x"), {{"a", 3}, {"rate", 7}});
    CHECK(parameters == Parameters{{"b", 1}, {"a", 3}});
}

TEST_CASE("sums run over the whole numbers between their limits, and are not too long") {
    const auto why = [](std::string_view text) {
        const auto value = evaluated(*parse_open(text, {"x"}), std::array{0.5, 1.0});
        REQUIRE_FALSE(value);
        return value.error();
    };
    CHECK(*evaluate_constant("sum(k, 0.5, 3.9, k)") == 6);
    CHECK(*evaluate_constant("sum(k, 1, 0.5, k)") == 0);
    CHECK(why("prod(k, 1, 1/0, k)") == "the product over k needs limits that are numbers: they cannot depend on a variable");
    CHECK(why("sum(k, 0, 1000, k)") == "the sum over k has more than 1000 terms: too complex");
    CHECK(evaluate_constant("sum(k, 1, 1000, k)"));
    CHECK(*evaluate_constant("sum(k, 2^52 - 1, 2^52, k - 2^52)") == -1);
    CHECK(why("sum(k, 1e16, 1e16 + 3, k)") == "the sum over k begins too far out: its first value must lie between ±4503599627370496");
    CHECK(why("sum(k, 1, 1000, sum(m, 1, 1000, 1))") == "the formula has too many terms once its sums are written out: too complex");
    CHECK(why("sum(k, 1, 900, sum(m, 1, 900, x^k sin(m x)))").find("too complex") != std::string::npos);
}

TEST_CASE("a value that is not there says why and where") {
    const auto why = [](std::string_view text, double x) {
        const auto value = evaluated(*parse(text, {"x"}), std::array{x});
        return value ? std::to_string(*value) : value.error();
    };
    CHECK(why("1 + ln(x)", -1) == "at x = -1: ln(x) is not a real number");
    CHECK(why("1/x", 0) == "at x = 0: 1/x divides by zero: it has no value");
    CHECK(why("x^(1/3)", -8) == "at x = -8: x^(1/3) is not a real number: for the cube root write cbrt");
    CHECK(why("exp(x)", 1000) == "at x = 1000: exp(x) is too large for a number of double precision (overflow)");
    CHECK(why("if(x > 0, ln(x), 0)", -1) == "0.000000");
    CHECK(why("gamma(x)", -2) == "at x = -2: gamma(x) is not a real number");
}

// Bombs are refused, or answered, at once. The time is a wide margin over what is needed (below a millisecond each).
TEST_CASE("bombs") {
    const std::vector<std::string> bombs{
        repeated("(", 10'000), repeated("sin(", 100'000), repeated("-", 100'000), repeated("x^", 100'000), "9^9^9", "1e400", "1/0", "0/0",
        "1,5", "\u22125", std::string(5, '\0'), std::string(1 << 20, 'x'), "x" + repeated("^x", 99), repeated("sum(k,1,1000,", 20),
        "sum(k,1,1000,sum(m,1,1000,1))", "sum(k,1,900,sum(m,1,900,x^k sin(m x)))", "prod(k,1,1000,x^k+k)^x", repeated("|", 1999),
        repeated("xpi", 660), repeated("X", 1990), repeated("x", 1990), repeated("xsin", 490), repeated("f(", 999), repeated("x_1", 660), repeated("β₁", 390),
        repeated("a1", 990) + "x", repeated("ln", 990) + "x", repeated("_", 1990), repeated("sin2", 490), repeated("⌈|", 490),
        repeated("if(x>0,", 99) + "1" + repeated(",2)", 99), repeated("x<", 900) + "1", "x" + repeated("<(x+1)", 300), repeated("sin(x)*", 250) + "x",
        repeated("(1+1/", 95) + "x" + repeated(")", 95)};
    for (const std::string& bomb : bombs) {
        CAPTURE(bomb.substr(0, 30));
        const auto begin = std::chrono::steady_clock::now();
        if (const auto open = parse_open(bomb, {"x"}); !open) CHECK(open.error().size() < 200);
        const auto expression = parse(bomb, {"x"});
        if (expression) {
            CHECK((evaluated(*expression, std::array{0.7}) || true));
            const auto slope = derivative(*expression, 0);
            if (slope) CHECK(slope->nodes.size() <= limits::derivative_nodes);
        } else {
            CHECK(expression.error().size() < 200);
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        MESSAGE(bomb.substr(0, 20) << ": " << seconds * 1e3 << " ms");
        CHECK(seconds < 1);
    }
}
