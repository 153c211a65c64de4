#include "compute/expression/random_expression.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

std::string again(std::string_view text) { return to_text(*parse(text, {"x", "y"})); }

}

TEST_CASE("text has the parentheses that are needed, and no others") {
    CHECK(again("(x+y)*2") == "(x + y)*2");
    CHECK(again("x+(y*2)") == "x + y*2");
    CHECK(again("x-(y-1)") == "x - (y - 1)");
    CHECK(again("(x-y)-1") == "x - y - 1");
    CHECK(again("x/(y*2)") == "x/(y*2)");
    CHECK(again("(x/y)*2") == "x/y*2");
    CHECK(again("(x^y)^2") == "(x^y)^2");
    CHECK(again("x^(y^2)") == "x^y^2");
    CHECK(again("x^(-2)") == "x^(-2)");
    CHECK(again("(-x)^2") == "(-x)^2");
    CHECK(again("-(x^2)") == "-x^2");
    CHECK(again("-x*y") == "-x*y");
    CHECK(again("(-x)*y") == "(-x)*y");
    CHECK(again("-x+y") == "-x + y");
    CHECK(again("x--y") == "x - (-y)");
    CHECK(again("2x²−|y|/π") == "2*x^2 - abs(y)/pi");
    CHECK(again("max(1,x,y)") == "max(max(1, x), y)");
    CHECK(again("log(arctan(x))") == "ln(atan(x))");
    CHECK(again("1e-9 + 0.1") == "1e-09 + 0.1");
}

TEST_CASE("what was printed is read back as the same expression") {
    const unsigned seed = 20261121;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y", "λ"}, {0, 1, 2, 3, 0.5, 10, 1e-9, 2.5e30, 1.0 / 3});
    for (int trial = 0; trial < 4'000; ++trial) {
        const Expression expression = random.draw(random.integer(1, 40));
        const std::string text = to_text(expression);
        CAPTURE(trial);
        CAPTURE(text);
        if (text.size() > 2'000) continue;
        const auto back = parse(text, expression.variables);
        REQUIRE(back);
        REQUIRE(*back == expression);
    }
}

TEST_CASE("any heap of words is read or refused; what was read survives print and simplification") {
    const unsigned seed = 8;
    CAPTURE(seed);
    RandomExpression random(seed, {"x"}, {1});
    const std::vector<std::string> words{"x", "y", "xy", "2", "0.5", ".", ",", "1e9", "+", "-", "−", "*", "/", "^", "(", ")", "|", "²", "√",
                                         "sin", "sin(", "max(", "pi", "e", "λ", " ", "\xff", "=", "**", "atan2(", "log",
                                         "if(", "sum(k, 1, 3, ", "k", "<", "≤", "==", " and ", " or ", "not ", "⁻¹", "Γ(", "norm(",
                                         "_", "_1", "π", "₁", "a", "f", "ln", "½", "∛", "⌊", "⌋", "||", "!", "pi", "X"};
    int read = 0;
    for (int trial = 0; trial < 100'000; ++trial) {
        std::string text;
        for (int n = random.integer(1, 12); n > 0; --n) text += words[static_cast<std::size_t>(random.integer(0, static_cast<int>(words.size()) - 1))];
        CAPTURE(text);
        const std::vector<std::string> names{"x", "y"};
        const auto open = parse_open(text, names);
        if (open) REQUIRE(*parse_open(to_text(*open), names) == *open);
        const auto expression = parse(text, names);
        if (!expression) {
            REQUIRE_FALSE(expression.error().empty());
            continue;
        }
        ++read;
        REQUIRE(*parse(to_text(*expression), names) == *expression);
        const std::string shorter = to_text(simplified(*expression));
        REQUIRE(to_text(*parse(shorter, names)) == shorter);
    }
    CHECK(read > 2'000);
}

TEST_CASE("no pair of parentheses can be left out") {
    const unsigned seed = 4;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y"}, {1, 2, 3});
    for (int trial = 0; trial < 300; ++trial) {
        const Expression expression = random.draw(random.integer(3, 14));
        const std::string text = to_text(expression);
        for (std::size_t open = 0; open < text.size(); ++open) {
            const bool call = open > 0 && (std::isalnum(static_cast<unsigned char>(text[open - 1])) != 0);
            if (text[open] != '(' || call) continue;
            std::size_t close = open;
            for (int depth = 0; close < text.size(); ++close) {
                depth += (text[close] == '(') - (text[close] == ')');
                if (depth == 0) break;
            }
            // A sign inside may be readable without them; it keeps them because x - -y is hard on the eyes.
            if (text[open + 1] == '-') continue;
            std::string shorter = text;
            shorter.erase(close, 1).erase(open, 1);
            CAPTURE(text);
            CAPTURE(shorter);
            const auto other = parse(shorter, expression.variables);
            CHECK_FALSE((other && *other == expression));
        }
    }
}
