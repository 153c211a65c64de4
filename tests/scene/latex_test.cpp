#include "compute/expression/expression.hpp"
#include "scene/expression_formula.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

std::string tex(std::string_view text) { return latex(formula_of(*parse(text))); }

}

TEST_CASE("expressions in LaTeX") {
    CHECK(tex("x^2 + 3y") == "x^{2} + 3y");
    CHECK(tex("(x+1)/(x-1)") == "\\frac{x + 1}{x - 1}");
    CHECK(tex("sqrt(x1) + cbrt(y)") == "\\sqrt{x_{1}} + \\sqrt[3]{y}");
    CHECK(tex("2x sin(x)") == "2x\\,\\sin \\left(x\\right)");
    CHECK(tex("sin(x)^2") == "\\sin^{2}\\left(x\\right)");
    CHECK(tex("exp(-x^2/2)") == "\\mathrm{e}^{-\\frac{x^{2}}{2}}");
    CHECK(tex("λ pi |x|") == "\\lambda \\pi \\left|x\\right|");
    CHECK(tex("rate*x") == "\\mathit{rate}x");
    CHECK(tex("floor(x) <= 3") == "\\left\\lfloor x\\right\\rfloor  \\le  3");
    CHECK(tex("if(x > 0, x, 0)") == "\\begin{cases}x & \\text{if }x > 0 \\\\ 0 & \\operatorname{else}\\end{cases}");
    CHECK(tex("sum(k, 1, 10, k^2)") == "\\sum_{k=1}^{10}\\,k^{2}");
    CHECK(tex("prod(k, 1, n, x + k)") == "\\prod_{k=1}^{n}\\,\\left(x + k\\right)");
    CHECK(tex("gamma(x) + sigmoid(x)") == "\\Gamma \\left(x\\right) + \\sigma \\left(x\\right)");
    CHECK(tex("mod(x, 2)") == "x\\text{ mod }2");
}

TEST_CASE("formulas of cards in LaTeX") {
    using namespace formula;
    CHECK(latex(matrix(2, {roman("1"), roman("2"), roman("3"), roman("4")})) == "\\begin{bmatrix}1 & 2 \\\\ 3 & 4\\end{bmatrix}");
    CHECK(latex(over(italic("x"), "ˆ")) == "\\hat{x}");
    CHECK(latex(sub(bold("v"), roman("1"))) == "\\mathbf{v}_{1}");
    CHECK(latex(words("100 % of it")) == "\\text{100 \\% of it}");
    CHECK(latex(colored(Role::text, italic("x"))) == "x");
}
