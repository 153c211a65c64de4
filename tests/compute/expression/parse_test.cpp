#include "base/limits.hpp"
#include "compute/expression/reading.hpp"

#include <cmath>
#include <numbers>

using namespace eigenscope;

namespace {

std::string repeated(std::string_view text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) result += text;
    return result;
}

}

// The right column is C++ arithmetic in the order that mathematics prescribes.
TEST_CASE("operators bind as in mathematics") {
    constexpr double x = 3, y = 5;
    CHECK(value("1+2*3") == 7);
    CHECK(value("(1+2)*3") == 9);
    CHECK(value("2-3-4") == -5);
    CHECK(value("16/4/2") == 2);
    CHECK(value("12/2*3") == 18);
    CHECK(value("2^3^2") == 512);
    CHECK(value("(2^3)^2") == 64);
    CHECK(value("-2^2") == -4);
    CHECK(value("(-2)^2") == 4);
    CHECK(value("2^-1") == 0.5);
    CHECK(value("2^-x*4", x, y) == 0.5);
    CHECK(value("2^-x^2", x, y) == std::pow(2, -9));
    CHECK(value("-x^2*y", x, y) == -45);
    CHECK(value("--x", x, y) == 3);
    CHECK(value("x--y", x, y) == 8);
    CHECK(value("x*-y", x, y) == -15);
    CHECK(value("x*-y+1", x, y) == -14);
    CHECK(value("+x", x, y) == 3);
    CHECK(value("2**3") == 8);
    CHECK(value("-x+y", x, y) == 2);
}

TEST_CASE("a product may go without a sign, and binds like one with it") {
    CHECK(value("2x", 3) == 6);
    CHECK(value("3(x+1)", 3) == 12);
    CHECK(value("(x+1)(x-1)", 3) == 8);
    CHECK(value("2pi") == 2 * std::numbers::pi);
    CHECK(value("2x^2", 3) == 18);
    CHECK(value("1/2x", 3) == 1.5);
    CHECK(value("xy", 3, 5) == 15);
    CHECK(value("2xy^2", 3, 5) == 150);
    CHECK(value("xy²/3", 3, 5) == 25);
    CHECK(value("x sin(y)", 3, 5) == 3 * std::sin(5));
    CHECK(value("2e") == 2 * std::numbers::e);
    CHECK(value("2e3") == 2000);
    CHECK(value("-2x", 3) == -6);
    CHECK(value("x(y)", 3, 5) == 15);
    CHECK(value("2|x|", -3) == 6);
    CHECK(value("(x+1)xy", 3, 5) == 60);
    CHECK(value("-xy", 3, 5) == -15);
    CHECK(value("2*xy", 3, 5) == 30);
    CHECK(value("xyx", 3, 5) == 45);
    CHECK(value("x/(2y)", 3, 5) == 0.3);
}

TEST_CASE("signs as people and programs write them") {
    CHECK(value("x − y", 3, 5) == -2);                                         // U+2212
    CHECK(value("−x", 3) == -3);
    CHECK(value("2×3·4⋅5÷6") == 20);
    CHECK(value("x²+y³", 3, 2) == 17);
    CHECK(value("x¹⁰", 2) == 1024);
    CHECK(value("-x²", 3) == -9);
    CHECK(value("√2") == std::sqrt(2));
    CHECK(value("√(x+1)", 3) == 2);
    CHECK(value("2√x", 9) == 6);
    CHECK(parse("√x²", {"x"})->nodes == parse("√x^2", {"x"})->nodes);
    CHECK(value("√x²", 9) == 9);                                               // of x = -9 too there is none
    CHECK(std::isnan(value("√x²", -9)));
    CHECK(value("2^x²", 3) == 512);
    CHECK(value("π") == std::numbers::pi);
    CHECK(value("τ") == 2 * std::numbers::pi);
    CHECK(value("|x|", -3) == 3);
    CHECK(value("|x-|y||", 3, -5) == 2);
    CHECK(value("|x|+|y|", -3, -5) == 8);
    CHECK(value("| -2 |^2") == 4);
    CHECK(value(" 1\t+\u00A02\u2009") == 3);
    CHECK(value(".5") == 0.5);
    CHECK(value("5.") == 5);
    CHECK(value("1E-3") == 1e-3);
}

TEST_CASE("functions have their names and their arguments") {
    CHECK(value("log(x)", 3) == std::log(3));
    CHECK(value("ln(x)", 3) == std::log(3));
    CHECK(value("log10(1000)") == 3);
    CHECK(value("log2(8)") == 3);
    CHECK(value("atan2(y, x)", 3, 5) == std::atan2(5, 3));
    CHECK(value("hypot(3,4)") == 5);
    CHECK(value("pow(2,5)") == 32);
    CHECK(value("min(x,y)", 3, 5) == 3);
    CHECK(value("max(x,y,7,-1)", 3, 5) == 7);
    CHECK(value("min(4,3,2,1)") == 1);
    CHECK(value("cbrt(-27)") == -3);
    CHECK(value("sign(-2)+sign(0)+floor(2.7)+ceil(2.2)") == 4);
    CHECK(value("erf(x)", 0.5) == std::erf(0.5));
    CHECK(value("arcsin(1)") == std::asin(1.0));
    CHECK(value("exp(-(x^2+y^2)/2)", 1, 1) == std::exp(-1.0));
    CHECK(value("sinh(x)cosh(y)-tanh(x)", 1, 2) == std::sinh(1) * std::cosh(2) - std::tanh(1));
}

TEST_CASE("names that were not given become variables in order of appearance") {
    const auto e = parse("b*sin(alpha) + a1*b");
    REQUIRE(e);
    CHECK(e->variables == std::vector<std::string>{"b", "alpha", "a1"});
    CHECK(evaluate(*e, std::array{2.0, 0.0, 5.0}) == 10);
    const auto greek = parse("λ^2");
    REQUIRE(greek);
    CHECK(greek->variables == std::vector<std::string>{"λ"});
    const auto given = parse("e*x", {"x", "e"});                               // a given name hides a constant
    REQUIRE(given);
    CHECK(evaluate(*given, std::array{2.0, 10.0}) == 20);
}

TEST_CASE("errors name the column, what is wrong and what to do") {
    CHECK(wrong("") == "nothing is here: type a number or a formula");
    CHECK(wrong("   ") == "nothing is here: type a number or a formula");
    CHECK(wrong("2,5") == "column 2: a comma is no decimal mark: write a point, as in 0.5");
    CHECK(wrong("sin(2,5)") == "column 6: sin takes 1 argument; a comma is no decimal mark: write a point, as in 0.5");
    CHECK(wrong("1+") == "column 3: something is missing at the end");
    CHECK(wrong("x+*y") == "column 3: \"*\" has nothing before it to work on");
    CHECK(wrong("(x+1") == "column 5: the ( at column 1 is not closed: a ) is missing");
    CHECK(wrong("sin(x") == "column 6: the ( at column 4 is not closed: a ) is missing");
    CHECK(wrong("x)") == "column 2: this ) has no ( before it");
    CHECK(wrong("|x") == "column 3: the | at column 1 has no partner");
    CHECK(wrong("(|x)") == "column 4: the | at column 2 has no partner");
    CHECK(wrong("|x)") == "column 3: this ) has no ( before it");
    CHECK(wrong("sin x") == "column 1: \"sin\" needs an argument in parentheses: sin(x)");
    CHECK(wrong("atan2(x)") == "column 8: atan2 takes 2 arguments: atan2(x, y)");
    CHECK(wrong("pow(x,y,2)") == "column 8: pow takes 2 arguments: pow(x, y)");
    CHECK(wrong("min(x)") == "column 6: min takes 2 arguments: min(x, y)");
    CHECK(wrong("foo+1") == "column 1: \"foo\" is not known here; use x, y, numbers, pi, e and functions such as sin(x)");
    CHECK(wrong("1/xy") == "column 3: \"xy\" is a product here: put a * or parentheses");
    CHECK(wrong("2^xy") == "column 3: \"xy\" is a product here: put a * or parentheses");
    CHECK(wrong("1/-xy") == "column 4: \"xy\" is a product here: put a * or parentheses");
    CHECK(wrong("2^+-xy") == "column 5: \"xy\" is a product here: put a * or parentheses");
    CHECK(wrong("√xy") == "column 2: \"xy\" is a product here: put a * or parentheses");
    CHECK(wrong("√-xy") == "column 3: \"xy\" is a product here: put a * or parentheses");
    CHECK(value("1/-2xy", 3, 4) == -6);
    CHECK(value("√(xy)", 3, 12) == 6);
    CHECK(wrong("xyz+1").starts_with("column 1: \"xyz\" is not known here"));
    CHECK(wrong("2 3") == "column 3: a number cannot follow here: put an operator such as * before it");
    CHECK(wrong("1.2.3").starts_with("column 4: a number cannot follow"));
    CHECK(wrong("x=2") == "column 2: an expression has no =: type one side only, or == to compare");
    CHECK(wrong("[x]") == "column 1: use round parentheses: ( and )");
    CHECK(wrong("x $ y") == "column 3: \"$\" means nothing here");
    CHECK(wrong("π−€") == "column 3: \"€\" means nothing here");               // columns count characters
    CHECK(wrong("1e400").find("too large") != std::string::npos);
    CHECK(wrong("1e-400").find("too small") != std::string::npos);
    CHECK(wrong(std::string_view("1+\0002", 4)) == "column 3: a character that cannot be seen is here: delete it");
    CHECK(wrong("x\xff") == "column 2: this is not readable text (broken UTF-8): type it again");
    CHECK(wrong("x\xe2\x88") == "column 2: this is not readable text (broken UTF-8): type it again");
    CHECK(wrong("^2").starts_with("column 1:"));
    CHECK(wrong("²").starts_with("column 1:"));
    CHECK_FALSE(parse("nan"));
    CHECK_FALSE(parse("inf + 1"));
}

TEST_CASE("what is missing is told where it is missing") {
    CHECK(wrong("(x+)") == "column 4: something is missing before this )");
    CHECK(wrong("()") == "column 2: something is missing before this )");
    CHECK(wrong("x()") == "column 3: something is missing before this )");
    CHECK(wrong("sin(x+)") == "column 7: something is missing before this )");
    CHECK(wrong("max(x,)") == "column 7: something is missing before this )");
    CHECK(wrong("sum(k, 1, 2, )") == "column 14: something is missing before this )");
    CHECK(wrong("max(,x)") == "column 5: something is missing before this comma");
    CHECK(wrong("(|x+)") == "column 5: something is missing before this )");
    CHECK(wrong("x+)") == "column 3: this ) has no ( before it");
    CHECK(wrong("(x)+)") == "column 5: this ) has no ( before it");
    CHECK(wrong("sin(x)+)") == "column 8: this ) has no ( before it");
    CHECK(wrong("sin()") == "column 5: sin needs an argument: sin(x)");
    CHECK(wrong("sec()") == "column 5: sec needs an argument: sec(x)");
    CHECK(wrong("norm()") == "column 6: norm needs an argument: norm(x, y)");
    CHECK(wrong("min()") == "column 5: min needs arguments: min(x, y)");
    CHECK(wrong("if()") == "column 4: if needs arguments: if(x > 0, x, 0)");
    CHECK(wrong("|x+|") == "column 4: something is missing before this |");
    CHECK(wrong("2|x*|^2") == "column 5: something is missing before this |");
    CHECK(wrong("(|x+|)") == "column 5: something is missing before this |");
    CHECK(value("|x+|y||", 1, -2) == 3);
    CHECK(value("|x*|-2||", 3) == 6);
}

TEST_CASE("a comma between digits is a decimal comma, any other one parts arguments") {
    CHECK(wrong(",5") == "column 1: a comma is no decimal mark: write a point, as in 0.5");
    CHECK(wrong("(2,5)") == "column 3: a comma is no decimal mark: write a point, as in 0.5");
    CHECK(wrong("pow(2,3,5)") == "column 8: pow takes 2 arguments; a comma is no decimal mark: write a point, as in 0.5");
    CHECK(wrong("(x,2)") == "column 3: a comma belongs between the arguments of a function, as in max(x, y)");
    CHECK(wrong("2, 5") == "column 2: a comma belongs between the arguments of a function, as in max(x, y)");
    CHECK(wrong("round(x,2)") == "column 8: round takes 1 argument: round(x)");
    CHECK(wrong("sec(x,y)") == "column 6: sec takes 1 argument: sec(x)");
    CHECK(wrong("if(x,1,y,x)") == "column 9: if takes 3 arguments: if(x > 0, x, 0)");
    CHECK(wrong("log(2,x)") == "column 6: log takes 1 argument; for another base write ln(x)/ln(2)");
    CHECK(wrong("ln(x, 2)") == "column 5: ln takes 1 argument; for another base write ln(x)/ln(2)");
    CHECK(wrong("atan(y,x)") == "column 7: atan takes 1 argument; for the angle of a point write atan2(y, x)");
    CHECK(wrong("x mod 2") == "column 3: \"mod\" needs an argument in parentheses: mod(x, 2)");
}

TEST_CASE("a power between a function and its argument is refused") {
    CHECK(wrong("sin^2(x)") == "column 4: the power comes last: write sin(x)^2");
    CHECK(wrong("1+sin²(x)") == "column 6: the power comes last: write sin(x)^2");
    CHECK(wrong("sin^2 x") == "column 4: the power comes last: write sin(x)^2");
    CHECK(wrong("x sin²x") == "column 6: the power comes last: write sin(x)^2");
    CHECK(wrong("ln**3(x)") == "column 3: the power comes last: write ln(x)^3");
    CHECK(wrong("sec^y(x)") == "column 4: the power comes last: write sec(x)^y");
    CHECK(wrong("sin^(-2)(x)") == "column 4: the power comes last: write sin(x)^(-2)");
    CHECK(wrong("hypot²(x, y)") == "column 6: the power comes last: write hypot(x, y)^2");
    CHECK(wrong("xsin²(x)") == "column 5: the power comes last: write sin(x)^2");
    CHECK(wrong("exp^(x)") == "column 4: write exp(x), or e^x");
    CHECK(wrong("exp²(x)") == "column 4: the power comes last: write exp(x)^2");
    CHECK(wrong("sin^") == "column 4: the power comes last: write sin(x)^2");
    CHECK(wrong("sin^-1(x)") == "column 4: write asin(x), or 1/sin(x)");
    CHECK(wrong("tanh⁻¹(x)") == "column 5: write atanh(x), or 1/tanh(x)");
    CHECK(wrong("ln^(-1)(x)") == "column 3: write 1/ln(x)");
}

TEST_CASE("or, and, not as programs write them") {
    const std::string either = "write the word or between two conditions", both = "write the word and between two conditions";
    CHECK(wrong("x>0 || y>0") == "column 5: " + either);
    CHECK(wrong("(x>0)||(y>0)") == "column 6: " + either);
    CHECK(wrong("x>0||y>0||x<1") == "column 4: " + either);
    CHECK(wrong("if(x>0 || y>0, 1, 2)") == "column 8: " + either);
    CHECK(wrong("|x|>1 || |y|>1") == "column 7: " + either);
    CHECK(wrong("x>0 ||") == "column 5: " + either);
    CHECK(wrong("x>0 ∨ y>0") == "column 5: " + either);
    CHECK(wrong("x>0 ∧ y>0") == "column 5: " + both);
    CHECK(wrong("!(x>0)") == "column 1: write the word not before a condition");
    CHECK(wrong("1 + !x") == "column 5: write the word not before a condition");
    CHECK(wrong("¬x") == "column 1: write the word not before a condition");
    CHECK(wrong("x!") == "column 2: for the factorial of x write gamma(x + 1)");
    CHECK(value("|x||y|", -3, -5) == 15);
    CHECK(value("2||x|-4|", -3) == 2);
    CHECK(value("||x|-4|", -3) == 1);
    CHECK(value("2||x|-4|(x>0)|y|", 3, -2) == 4);
    CHECK(wrong("2||x|-1| + |x") == "column 14: the | at column 12 has no partner");
}

TEST_CASE("words and signs of other books") {
    CHECK(wrong("lg(x)") == "column 1: \"lg\" is written log10(x) here");
    CHECK(wrong("2 tg x") == "column 3: \"tg\" is written tan(x) here");
    CHECK(wrong("arctg(x)") == "column 1: \"arctg\" is written atan(x) here");
    CHECK(wrong("ctg(x)") == "column 1: \"ctg\" is written 1/tan(x) here");
    CHECK(wrong("coth(x)") == "column 1: \"coth\" is written 1/tanh(x) here");
    CHECK(wrong("factorial(x)") == "column 1: \"factorial\" is written gamma(x + 1) here");
    CHECK(wrong("nthroot(x, 3)") == "column 1: \"nthroot\" is written x^(1/n) here");
    CHECK(wrong("sine(x)") == "column 1: \"sine\" is written sin(x) here");
    CHECK(value("cot(x)+sec(x)+csc(x)", 0.5) == 1 / std::tan(0.5) + 1 / std::cos(0.5) + 1 / std::sin(0.5));
    CHECK(value("½x + ¼ − ¾", 3) == 1);
    CHECK(value("4^½") == 2);
    CHECK(wrong("x'") == "column 2: no derivative is taken here: type its formula");
    CHECK(wrong("2½") == "column 2: a number cannot follow here: put an operator such as * before it");
    CHECK(value("∛x", -8) == -2);
    CHECK(wrong("∛xy") == "column 2: \"xy\" is a product here: put a * or parentheses");
    CHECK(value("⌊x⌋ + ⌈y⌉", 2.5, 2.5) == 5);
    CHECK(value("2⌊x+⌈y⌉⌋⌊y⌋", 2.5, 2.5) == 20);
    CHECK(value("|⌊-|x|⌋|", 2.5) == 3);
    CHECK(wrong("⌊x") == "column 3: the ⌊ at column 1 is not closed: a ⌋ is missing");
    CHECK(wrong("(⌈x)") == "column 4: the ⌈ at column 2 is not closed: a ⌉ is missing");
    CHECK(wrong("x⌋") == "column 2: this ⌋ has no ⌊ before it");
    CHECK(wrong("⌈x⌋") == "column 3: this ⌋ has no ⌊ before it");
    CHECK(wrong("⌊x+⌋") == "column 4: something is missing before this ⌋");
    CHECK(value("2•3 — 1 ‐ 1") == 4);
}

TEST_CASE("limits hold exactly, and bombs are refused at once") {
    using namespace limits;
    const auto parens = [](int n) { return repeated("(", n) + "1" + repeated(")", n); };
    CHECK(parse(parens(expression_depth)));
    CHECK_FALSE(parse(parens(expression_depth + 1)));
    CHECK(parse(repeated("-", expression_depth) + "1"));
    CHECK(parse(repeated("-", expression_depth + 1) + "1").error().find("too complex") != std::string::npos);
    CHECK(parse("x" + repeated("^x", expression_depth)));
    CHECK_FALSE(parse("x" + repeated("^x", expression_depth + 1)));
    CHECK(parse(repeated("sin(", expression_depth) + "1" + repeated(")", expression_depth)));
    CHECK_FALSE(parse(repeated("sin(", expression_depth + 1) + "1" + repeated(")", expression_depth + 1)));
    CHECK_FALSE(parse(repeated("√", expression_depth + 1) + "2"));

    CHECK(parse("1" + repeated(" ", expression_characters - 1)));
    CHECK_FALSE(parse("1" + repeated(" ", expression_characters)));
    CHECK(parse("x" + repeated("+x", (expression_characters - 1) / 2)));       // 1999 nodes, no nesting
    // x² has two characters (three bytes) and three nodes.
    const std::string squares = "x²" + repeated("x²", 499);
    CHECK(squares.size() <= expression_characters);
    CHECK(parse(squares)->nodes.size() == 1999);
    CHECK_FALSE(parse(squares + "x"));                                         // 2001 nodes

    for (const std::string& bomb : {repeated("(", 10'000), repeated("sin(", 100'000), repeated("-", 100'000), repeated("x^", 100'000),
                                    std::string(1 << 20, '1'), std::string(1 << 20, '\0'), repeated("|", 1999), repeated("(", 1999),
                                    repeated("2(", 999), repeated("x,", 999), repeated("1e9", 666), repeated("²", 600), repeated("√", 600),
                                    repeated("⌊", 600), repeated("∛", 600), repeated("x||", 599), repeated("sin^", 400)}) {
        CAPTURE(bomb.substr(0, 9));
        const auto refused = parse(bomb, {"x"});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().size() < 200);
    }
}
