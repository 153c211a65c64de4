#include "scene/formula.hpp"

#include <limits>

using namespace eigenscope;
using namespace eigenscope::formula;

TEST_CASE("plain writes numbers with a true minus and small exponents") {
    CHECK(plain(number(1.6)) == "1.60");
    CHECK(plain(number(-0.07)) == "−0.07");
    CHECK(plain(number(-0.0)) == "0.00");
    CHECK(plain(number(3, 0)) == "3");
    CHECK(plain(number(3.2e-16, 1)) == "3.2 · 10⁻¹⁶");
    CHECK(plain(number(-2.5e9, 1)) == "−2.5 · 10⁹");
    CHECK(plain(number(1e6)) == "10⁶");
    CHECK(plain(number(-1e100)) == "−10¹⁰⁰");
    CHECK(plain(number(std::numeric_limits<double>::infinity())) == "∞");
    CHECK(plain(number(-std::numeric_limits<double>::infinity())) == "−∞");
    CHECK(plain(number(std::numeric_limits<double>::quiet_NaN())) == "undefined");
    CHECK(plain(pair(0.41, -0.07)) == "(0.41, −0.07)");
}

TEST_CASE("plain writes scripts in Unicode where it can and spells them where it cannot") {
    CHECK(plain(sub(italic("λ"), roman("1"))) == "λ₁");
    CHECK(plain(sub(italic("x"), roman("10"))) == "x₁₀");
    CHECK(plain(sub(italic("x"), row({italic("k"), op("+"), roman("1")}))) == "xₖ₊₁");
    CHECK(plain(sup(italic("A"), roman("T"))) == "Aᵀ");
    CHECK(plain(sup(italic("A"), roman("−1"))) == "A⁻¹");
    CHECK(plain(script(italic("x"), roman("1"), roman("2"))) == "x₁²");
    CHECK(plain(sub(italic("x"), roman("q"))) == "x_q");
    CHECK(plain(sub(italic("x"), words("max"))) == "x_(max)");
    CHECK(plain(sup(italic("e"), fraction(italic("x"), roman("2")))) == "e^(x/2)");
    CHECK(plain(sup(row({italic("a"), op("+"), italic("b")}), roman("2"))) == "(a + b)²");
}

TEST_CASE("plain keeps the meaning of fractions, roots, matrices and fences") {
    CHECK(plain(fraction(roman("1"), roman("2"))) == "1/2");
    CHECK(plain(fraction(row({italic("a"), op("−"), italic("b")}), row({italic("c"), op("+"), italic("d")}))) == "(a − b)/(c + d)");
    CHECK(plain(fraction(fraction(roman("1"), roman("2")), roman("3"))) == "(1/2)/3");
    CHECK(plain(root(roman("2"))) == "√2");
    CHECK(plain(root(row({italic("x"), op("+"), roman("1")}))) == "√(x + 1)");
    CHECK(plain(Formula{.kind = Formula::Kind::root, .children = {italic("x"), roman("3")}}) == "³√x");
    CHECK(plain(matrix(2, {number(1.6), number(0.8), number(0.4), number(1.1)})) == "[1.60 0.80; 0.40 1.10]");
    CHECK(plain(matrix(1, {italic("a"), italic("b")}, "{ ")) == "{a; b");
    CHECK(plain(fence(row({italic("A"), italic("x")}), "||")) == "|Ax|");
    CHECK(plain(fence(italic("v"), "‖‖")) == "‖v‖");
    CHECK(plain(over(italic("x"), "ˆ")) == "x\u0302");
    CHECK(plain(Formula{}).empty());
}

TEST_CASE("deep nesting costs no more than its length") {
    Formula f = italic("x");
    for (int i = 0; i < 200; ++i) f = row({roman("−"), fence(fraction(roman("1"), row({std::move(f), roman("y")})))});
    CHECK(plain(f).size() > 200);
}

TEST_CASE("colour and term do not change the text and are kept by the value") {
    const Formula f = term("a1", colored(Role::first, italic("a")));
    CHECK(plain(f) == "a");
    CHECK(f.role == Role::first);
    CHECK(f.term == "a1");
    CHECK(f != italic("a"));
    CHECK(Formula{}.empty());
    CHECK_FALSE(f.empty());
}

TEST_CASE("a number that has few decimals is written with all of them, one that has many is rounded") {
    const std::pair<double, const char*> pairs[] = {{0.975, "0.975"}, {-0.125, "−0.125"}, {1.6, "1.60"}, {0.0625, "0.0625"}, {1.0 / 3, "0.33"},
                                                    {0.1 + 0.2, "0.30"}, {12.34567, "12.35"}, {0.999999, "1.00"}, {0, "0.00"}, {-0.0, "0.00"}, {5, "5.00"}};
    for (const auto& [x, text] : pairs) CHECK(plain(formula::number(x)) == text);
    CHECK(plain(formula::number(30.5, 1)) == "30.5");
    CHECK(plain(formula::number(30.125, 1)) == "30.125");
    CHECK(plain(formula::number(1e-9)) == "10⁻⁹");
}
