#include "scene/expression_formula.hpp"

using namespace eigenscope;

namespace {

std::string shown(std::string_view text) { return plain(formula_of(*parse(text, {"x", "y", "x1"}))); }

}

TEST_CASE("expressions are set as they are written by hand") {
    CHECK(shown("2*x") == "2x");
    CHECK(shown("2*3*x") == "2 · 3x");
    CHECK(shown("x*2") == "x · 2");
    CHECK(shown("x*y") == "xy");
    CHECK(shown("x^2+y^2") == "x² + y²");
    CHECK(shown("x/2") == "x/2");
    CHECK(shown("(x+1)/(y-1)") == "(x + 1)/(y − 1)");
    CHECK(shown("-x^2") == "−x²");
    CHECK(shown("-(x+y)") == "−(x + y)");
    CHECK(shown("(-x)^2") == "(−x)²");
    CHECK(shown("x-(y-1)") == "x − (y − 1)");
    CHECK(shown("x-y-1") == "x − y − 1");
    CHECK(shown("sqrt(x+1)") == "√(x + 1)");
    CHECK(shown("cbrt(x)") == "³√x");
    CHECK(shown("abs(x-y)") == "|x − y|");
    CHECK(shown("sin(x)^2") == "sin²(x)");
    CHECK(shown("(x+1)^2") == "(x + 1)²");
    CHECK(shown("x1^2") == "x₁²");
    CHECK(shown("exp(x)") == "eˣ");
    CHECK(shown("2*sin(x)*cos(y)") == "2 sin(x) cos(y)");
    CHECK(shown("2*(1/2)") == "2 · 1/2");
    CHECK(shown("pi*x") == "πx");
    CHECK(shown("log10(x)") == "log₁₀(x)");
    CHECK(shown("hypot(x, y+1)") == "√(x² + (y + 1)²)");
    CHECK(shown("1e-9*x") == "10⁻⁹x");
    CHECK(shown("2.5e30") == "2.5 · 10³⁰");
    CHECK(shown("(x/y)^2") == "(x/y)²");
    CHECK(shown("x/y*x1") == "(x/y)x₁");
    CHECK(shown("x/y + 1") == "x/y + 1");
    CHECK(shown("-(x/y)") == "−(x/y)");
    CHECK(shown("max(x,y)") == "max(x, y)");
    CHECK(shown("(x*y)^2") == "(xy)²");
    CHECK(shown("x*(-y)") == "x(−y)");
    CHECK(shown("-x+y") == "−x + y");
}

TEST_CASE("fractions, roots and powers are set, not typed") {
    using Kind = Formula::Kind;
    CHECK(formula_of(*parse("x/2")).kind == Kind::fraction);
    CHECK(formula_of(*parse("sqrt(x)")).kind == Kind::root);
    CHECK(formula_of(*parse("x^2")).kind == Kind::script);
    CHECK(formula_of(*parse("x1")) == formula::sub(formula::italic("x"), formula::roman("1")));
}

TEST_CASE("a long sum is one flat row") {
    std::string text = "x";
    for (int i = 0; i < 900; ++i) text += "+x";
    const Formula f = formula_of(*parse(text));
    CHECK(f.kind == Formula::Kind::row);
    CHECK(f.children.size() == 1801);
}

TEST_CASE("conditions, choices, sums and rarer functions are set") {
    const auto set = [](std::string_view text) { return plain(formula_of(*parse(text))); };
    CHECK(set("if(0 < x and x <= 1, x^2, 0)") == "{x² if 0 < x and x ≤ 1; 0 else");
    CHECK(set("if(x < 0, 1, if(x < 1, 2, 3))") == "{1 if x < 0; 2 if x < 1; 3 else");
    CHECK(set("sum(k, 1, n, k^2)") == "∑ₖ₌₁ⁿ k²");
    CHECK(set("x - sum(k, 1, n, k)") == "x − ∑ₖ₌₁ⁿ k");
    CHECK(set("x*sum(k, 1, n, k)") == "x(∑ₖ₌₁ⁿ k)");
    CHECK(set("not (x > 0 or y > 0)") == "not (x > 0 or y > 0)");
    CHECK(set("polygamma(0, x) + polygamma(1, x) + polygamma(4, x)") == "ψ(x) + ψ′(x) + ψ⁽⁴⁾(x)");
    CHECK(set("expm1(x) log1p(x)") == "(eˣ − 1) ln(1 + x)");
    CHECK(set("lgamma(x) + mod(x, 3)") == "ln(|Γ(x)|) + x mod 3");
}
