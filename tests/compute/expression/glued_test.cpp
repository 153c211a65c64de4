#include "compute/expression/typed.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace eigenscope;

namespace {

constexpr double pi = std::numbers::pi;

/// What is read where x and y vary, with every product written out; or the sentence.
std::string read(std::string_view text) {
    const auto expression = parse_open(text, {"x", "y"});
    return expression ? to_text(*expression) : expression.error();
}

std::string needs(const std::string& function, const std::string& sample) {
    return "column 1: \"" + function + "\" needs an argument in parentheses: " + sample;
}

}

TEST_CASE("a function stuck to its argument is refused, and what to type is shown") {
    CHECK(read("lnx") == needs("ln", "ln(x)"));
    CHECK(read("ln2x") == needs("ln", "ln(2x)"));
    CHECK(read("sin2x") == needs("sin", "sin(2x)"));
    CHECK(read("cos3x + 1") == needs("cos", "cos(3x)"));
    CHECK(read("sqrt2") == needs("sqrt", "sqrt(2)"));
    CHECK(read("sqrt2x") == needs("sqrt", "sqrt(2x)"));
    CHECK(read("sin2πx") == needs("sin", "sin(2πx)"));
    CHECK(read("sinax") == needs("sin", "sin(ax)"));
    CHECK(read("sinx1") == needs("sin", "sin(x1)"));
    CHECK(read("sinθ") == needs("sin", "sin(θ)"));
    CHECK(read("cospi") == needs("cos", "cos(pi)"));
    CHECK(read("lne") == needs("ln", "ln(e)"));
    CHECK(read("xlnx") == needs("ln", "x*ln(x)"));
    CHECK(read("ycos2x") == needs("cos", "y*cos(2x)"));
    CHECK(read("xysinx") == needs("sin", "xy*sin(x)"));
    CHECK(read("ksinx") == needs("sin", "k*sin(x)"));
    CHECK(read("πsinx") == needs("sin", "π*sin(x)"));
    CHECK(read("asinx") == needs("asin", "asin(x)"));
    CHECK(read("atan2x") == needs("atan", "atan(2x)"));
    CHECK(read("atan2yx") == needs("atan2", "atan2(y, x)"));
    CHECK(read("minxy") == needs("min", "min(x, y)"));
    CHECK(read("maxx") == needs("max", "max(x, y)"));
    CHECK(read("normx") == needs("norm", "norm(x)"));
    CHECK(read("ifx") == needs("if", "if(x > 0, x, 0)"));
    CHECK(read("sumx") == needs("sum", "sum(k, 1, 10, k^2)"));
    CHECK(read("2 + xsin x") == "column 6: \"sin\" needs an argument in parentheses: sin(x)");
    CHECK(read("2sinxcosx") == "column 2: \"sin\" needs an argument in parentheses: sin(x)");
    CHECK(read("xsin2xcosx") == needs("sin", "x*sin(2x)"));
    CHECK(read("ksin x") == "column 2: \"sin\" needs an argument in parentheses: sin(x)");
    CHECK(read("ksin > 0 and kmax x > 0") == "ksin > 0 and kmax*x > 0");
    CHECK(read("ln|x|") == needs("ln", "ln(|x|)"));
    CHECK(read("tgx") == "column 1: \"tg\" is written tan(x) here");
    CHECK(read("sin2(x)") == "column 1: \"sin2\" is no function: write sin(2x) or sin(x)^2");
    CHECK(read("log3(x)") == "column 1: for the logarithm to base 3 write ln(x)/ln(3)");
    CHECK(parse("sin2x", {"x"}).error() == needs("sin", "sin(2x)"));            // also where there are no parameters
    CHECK(read("xln(y)") == "x*ln(y)");
    CHECK(read("pisin(x)") == "pi*sin(x)");
    CHECK(read("xlnx(y)") == needs("ln", "x*ln(x)"));
    CHECK(read("2ksin(x)") == "2*k*sin(x)");
}

TEST_CASE("words stay parameters") {
    for (const std::string word : {"sigma", "mu", "alpha", "theta", "amplitude", "rate", "c1", "x0", "max_rate", "ymax", "xmin", "max1", "gamma1", "gamma_x",
                             "norm2", "cost", "logit", "sine", "expect", "signal", "minus", "maximum", "pitch", "pivot", "tau1", "taus", "π1", "π_k", "k1k2",
                             "x_i", "a_1_2", "A", "E", "lambda", "root", "sinus", "window", "h2o", "only", "sigmax", "Γ1",  "x__1"}) {
        CAPTURE(word);
        const auto expression = parse_open(word, {"x", "y"});
        REQUIRE_MESSAGE(expression.has_value(), expression.error());
        CHECK(expression->variables == std::vector<std::string>{"x", "y", word});
    }
}

TEST_CASE("a constant and letters are a product, like letters alone") {
    CHECK(read("pix") == "pi*x");
    CHECK(read("pir^2") == "pi*r^2");
    CHECK(read("πr²") == "pi*r^2");
    CHECK(read("2πr") == "2*pi*r");
    CHECK(read("2πrh") == "2*pi*rh");
    CHECK(read("2pixy") == "2*pi*x*y");
    CHECK(read("xpi") == "x*pi");
    CHECK(read("τx") == "tau*x");
    CHECK(read("2taux") == "2*tau*x");
    CHECK(read("PI + Pi") == "pi + pi");
    CHECK(read("ax^2") == "a*x^2");
    CHECK(read("1/πr") == "column 3: \"πr\" is a product here: put a * or parentheses");
    CHECK(read("π r") == "pi*r");
    CHECK(evaluate(*parse("pix", {"x"}), std::array{2.0}) == 2 * pi);
    CHECK(*evaluate_constant("2PI") == 2 * pi);
}

TEST_CASE("a number behind a name belongs to it, however it is lowered, and ends it") {
    CHECK(read("β₁x") == "β1*x");
    CHECK(read("β₁r") == "β1*r");
    CHECK(read("πx_1r") == "pi*x1*r");
    CHECK(read("rate_₁x") == "rate1*x");
    CHECK(read("2πf_c + πc_1") == "2*pi*f_c + pi*c1");
    CHECK(read("c1x") == "c1*x");
    CHECK(read("1/β₁x") == "column 3: \"β1\" begins a product here: put a * or parentheses");
    CHECK(read("1/a   x") == "1/a*x");
    CHECK(read("c_1 + c₁ + c1 + c_₁") == "c1 + c1 + c1 + c1");
    const Typed typed({"x", "y"}, "0");
    const auto names = [&](std::string_view text) { return typed.read(text)->expression().variables; };
    for (const std::string text : {"x_1 + x_2", "x1x2", "x₁x₂", "x_1*x₂"}) {
        CAPTURE(text);
        CHECK(names(text) == std::vector<std::string>{"x1", "x2"});
    }
    CHECK(names("a_1x_1^2 + b x_2") == std::vector<std::string>{"x1", "x2", "a1", "b"});
    CHECK(names("ax1^2 + x2") == std::vector<std::string>{"x1", "x2", "a"});
    CHECK(matched(*typed.read("c_1 x"), {{"c_1", 3}}) == Parameters{{"c1", 3}});   // as older documents have it
    CHECK(names("x_12") == std::vector<std::string>{"x", "y", "x12"});
    CHECK(read("log_2(8) + log_10(x) + log₂(x)") == "log2(8) + log10(x) + log2(x)");
    CHECK(read("log_2 x") == needs("log2", "log2(x)"));
    CHECK(read("log_2x") == needs("log2", "log2(x)"));
    CHECK(read("x_1 + c_2 + )") == "column 13: this ) has no ( before it");       // columns are of what was typed
    CHECK(read("c₁x + (c_1") == "column 11: the ( at column 7 is not closed: a ) is missing");
    CHECK(parse("x_1^2", {"x_1"})->variables == std::vector<std::string>{"x1"});   // a given name too
}

TEST_CASE("a known name in other letters is refused") {
    CHECK(read("X^2 + Y^2") == "column 1: write x, not X");
    CHECK(read("x + XY") == "column 5: write xy, not XY");
    CHECK(read("Sin(x)") == "column 1: write sin, not Sin");
    CHECK(read("2Exp(x)") == "column 2: write exp, not Exp");
    CHECK(read("TAU") == "column 1: write tau, not TAU");
    CHECK(read("x > 0 AND y > 0") == "column 7: write and, not AND");
    CHECK(parse("X", {"x"}).error() == "column 1: write x, not X");
    CHECK(Typed({"x", "y"}, "0").read("X1^2 + X_2").error() == "write x1, not X1");
    CHECK(parse("x*X", {"x", "X"}));
}

TEST_CASE("f(x) is not a product") {
    CHECK(read("f(x)") == "column 1: \"f\" is no function here: type its formula");
    CHECK(read("2 + g(x, y)") == "column 5: \"g\" is no function here: type its formula");
    CHECK(read("F(y)") == "column 1: \"F\" is no function here: type its formula");
    CHECK(read("f(x+1)") == "f*(x + 1)");
    CHECK(read("f(2)") == "f*2");
    CHECK(read("a(x)") == "a*x");
    CHECK(read("a(x+1)") == "a*(x + 1)");
    CHECK(read("f + f(x)") == "f + f*x");
    CHECK(parse("f(x)", {"f", "x"}));
}
