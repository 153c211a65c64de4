#include "compute/expression/typed.hpp"
#include "compute/expression/reading.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace eigenscope;

namespace {

constexpr double pi = std::numbers::pi;

std::string wrong_open(std::string_view text) {
    const auto expression = parse_open(text, {"x", "y"});
    REQUIRE_MESSAGE(!expression.has_value(), text);
    return expression.error();
}

/// The text with every printable character of ASCII in its full width, U+FF01 to U+FF5E, and wide blanks.
std::string full_width(std::string_view text) {
    std::string wide;
    for (const char c : text) {
        if (c == ' ') {
            wide += "\u3000";
            continue;
        }
        const unsigned code = static_cast<unsigned char>(c) + 0xFEE0u;
        for (const unsigned byte : {0xE0u | code >> 12, 0x80u | (code >> 6 & 0x3Fu), 0x80u | (code & 0x3Fu)}) wide += static_cast<char>(byte);
    }
    return wide;
}

/// The text with each letter and digit as U+1D44E (𝑎), U+1D434 (𝐴), U+1D7CE (𝟎) and those after them.
std::string in_styles(std::string_view text) {
    std::string styled;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9', small = c >= 'a' && c <= 'z' && c != 'h', large = c >= 'A' && c <= 'Z';
        if (!digit && !small && !large) {
            styled += c;
            continue;
        }
        const unsigned offset = static_cast<unsigned char>(c), code = digit ? 0x1D7CE + offset - '0' : small ? 0x1D44E + offset - 'a' : 0x1D434 + offset - 'A';
        for (const unsigned byte : {0xF0u | code >> 18, 0x80u | (code >> 12 & 0x3Fu), 0x80u | (code >> 6 & 0x3Fu), 0x80u | (code & 0x3Fu)})
            styled += static_cast<char>(byte);
    }
    return styled;
}

}

// The truth tables of both conditions, which are x and y themselves.
TEST_CASE("xor, nor and nand are the operators that they are called") {
    for (const double x : {0.0, 1.0})
        for (const double y : {0.0, 1.0}) {
            CAPTURE(x);
            CAPTURE(y);
            const bool a = x != 0, b = y != 0;
            for (const auto& [left, right] : {std::pair{"x > 0", "y > 0"}, std::pair{"x", "y"}, std::pair{"not x == 0", "y"}, std::pair{"(x)", "-3 y"}}) {
                const auto joined = [&, l = left, r = right](const char* word) { return value(std::string(l) + " " + word + " " + r, x, y); };
                CHECK(joined("and") == (a && b));
                CHECK(joined("or") == (a || b));
                CHECK(joined("xor") == (a != b));
                CHECK(joined("nand") == !(a && b));
                CHECK(joined("nor") == !(a || b));
            }
        }
}

TEST_CASE("how tightly the words between conditions bind") {
    for (int bits = 0; bits < 8; ++bits) {
        const bool a = (bits & 1) != 0, b = (bits & 2) != 0, c = (bits & 4) != 0;
        const auto of = [&](std::string_view text) {
            return evaluate(*parse(text, {"a", "b", "c"}), std::array{a ? 1.0 : 0.0, b ? 1.0 : 0.0, c ? 1.0 : 0.0}) != 0;
        };
        CHECK(of("a xor b xor c") == ((a != b) != c));
        CHECK(of("a or b xor c") == (a || (b != c)));
        CHECK(of("a xor b or c") == ((a != b) || c));
        CHECK(of("a xor b and c") == (a != (b && c)));
        CHECK(of("a and b xor c") == ((a && b) != c));
        CHECK(of("not a xor b") == (!a != b));
        CHECK(of("a nor b and c") == !(a || (b && c)));
        CHECK(of("a nand b or c") == (!(a && b) || c));
        CHECK(of("(a nand b) nand c") == !(!(a && b) && c));
        CHECK(of("(a nor b) nor c") == !(!(a || b) || c));
    }
    CHECK(wrong("x nand y nand x") == "column 10: put parentheses around the two that come first, as in (a nand b) nand c");
    CHECK(wrong("x and y nand x") == "column 9: put parentheses around the two that come first, as in (a and b) nand c");
    CHECK(wrong("x nor y or x") == "column 9: put parentheses around the two that come first, as in (a nor b) or c");
    CHECK(value("if(x>0xor y>0, 1, 2)", 1, 1) == 2);
    CHECK(value("(x>0)xor(y>0)", 1, 0) == 1);
}

TEST_CASE("words between conditions in other places say where they belong") {
    CHECK(wrong("xor(x, y)") == "column 1: \"xor\" belongs between conditions: x > 0 xor y > 0");
    CHECK(wrong("nand x") == "column 1: \"nand\" belongs between conditions: x > 0 nand y > 0");
    CHECK(wrong_open("x + nor") == "column 5: \"nor\" belongs between conditions: x > 0 nor y > 0");
    CHECK(wrong("x and not") == "column 10: something is missing at the end");
    CHECK(wrong("x XOR y") == "column 3: write xor, not XOR");
    CHECK(wrong("x ⊕ y") == "column 3: write the word xor between two conditions");
    CHECK(wrong("x ⊻ y") == "column 3: write the word xor between two conditions");
    CHECK(wrong("x ⊼ y") == "column 3: write the word nand between two conditions");
    CHECK(wrong("x ⊽ y") == "column 3: write the word nor between two conditions");
    for (const char* text : {"x > 0 xor y > 0", "x xor y", "not x xor y", "x nor y", "(x nand y) nand x", "if(x xor y > 0, x, y)", "x xor y xor x"}) {
        CAPTURE(text);
        const auto expression = parse(text, {"x", "y"});
        REQUIRE(expression);
        CHECK(*parse(to_text(*expression), {"x", "y"}) == *expression);
    }
}

TEST_CASE("comparisons as other languages write them are refused with ours") {
    CHECK(wrong("x =< 2") == "column 3: for =< write <=");
    CHECK(wrong("if(x=>y, 1, 2)") == "column 5: for => write >=");
    CHECK(wrong("x<>y") == "column 2: for <> write !=");
    CHECK(value("x>=2 and 2<=y", 2, 2) == 1);
    CHECK(parse_open("z = -x", {"x"}));
}

TEST_CASE("numbers of other bases are refused with what to type") {
    CHECK(wrong("0x10") == "column 1: hexadecimal numbers are not read: write 16, or 0*x10 for a product");
    CHECK(wrong("1 + 0xFF") == "column 5: hexadecimal numbers are not read: write 255, or 0*xFF for a product");
    CHECK(wrong("0b101") == "column 1: binary numbers are not read: write 5, or 0*b101 for a product");
    CHECK(wrong("0o17*x") == "column 1: octal numbers are not read: write 15, or 0*o17 for a product");
    CHECK(wrong("0XdeadBEEF") == "column 1: hexadecimal numbers are not read: write 3735928559, or 0*XdeadBEEF for a product");
    CHECK(wrong("0x" + std::string(40, 'f')).size() < 150);
    CHECK(value("0x", 3) == 0);
    CHECK(value("0x^2 + 0xy", 3, 2) == 0);
    CHECK(value("10x", 3) == 30);
    CHECK(parse_open("0b + 0o + 0b2 + 0o8 + 10x10", {"x"}));
    CHECK_FALSE(evaluate_constant("0x10"));
}

TEST_CASE("full-width characters, and letters as formulas have them, are the usual ones") {
    for (const std::string text : {"(x+1)*(y-2)/3", "-x^2+y", "max(x,y) + min(1.5, x)", "|x|*2", "if(x>=0 and y<1, x, 2y)", "x!=y", "x_1", "e^x, ", "2,5", "x=2",
                                   "sqrt(2)/2", "[x]", "x1 + x2", "a x^2", "sum(k, 1, 3, kx)", "log_2(x)", "x & y", "x!", "#"}) {
        CAPTURE(text);
        for (const std::string& other : {full_width(text), in_styles(text)}) {
            CAPTURE(other);
            const auto usual = parse_open(text, {"x", "y"}), wide = parse_open(other, {"x", "y"});
            REQUIRE(usual.has_value() == wide.has_value());
            if (usual) CHECK(*usual == *wide);
            else CHECK(usual.error() == wide.error());                         // columns count characters
        }
    }
    CHECK(value("（ｘ＋１）＊２", 3) == 8);
    CHECK(value("ｘ－１", 3) == 2);
    CHECK(value("𝑥² + 𝐱", 3) == 12);
    CHECK(value("x ≦ y", 1, 1) == 1);
}

TEST_CASE("slashes are divisions; the fraction slash between two numbers makes one of them") {
    CHECK(value("x∕y", 3, 4) == 0.75);
    CHECK(value("x⁄y", 3, 4) == 0.75);
    CHECK(value("1⁄2") == 0.5);
    CHECK(value("x^1⁄2", 9) == 3);
    CHECK(value("x^1∕2", 9) == 4.5);
    CHECK(value("8^2⁄3") == std::pow(8, 2.0 / 3));
    CHECK(value("-1⁄2 x", 3) == -1.5);
    CHECK(value("x⁄2y", 3, 4) == 6);
    CHECK(value("x^2⁄x", 3) == 3);
    CHECK(value("3⁄4⁄2") == 0.375);
    CHECK(wrong("1⁄xy") == "column 3: \"xy\" is a product here: put a * or parentheses");
    CHECK(wrong("1⁄") == "column 3: something is missing at the end");
    CHECK(value("⅓ + ⅔ + ⅛ + ⅒") == 1.0 / 3 + 2.0 / 3 + 0.125 + 0.1);
}

TEST_CASE("degrees are π/180") {
    for (const char* unit : {"°", "º", "˚", "∘", " deg", "deg", " degree", " degrees", " °"}) {
        CAPTURE(unit);
        const std::string u = unit;
        CHECK(value("30" + u) == 30 * pi / 180);
        CHECK(value("cos(60" + u + ")") == std::cos(60 * pi / 180));
        CHECK(value("-45" + u) == -(45 * pi / 180));
        CHECK(value("x " + u + " + 1", 90) == 90 * pi / 180 + 1);
        CHECK(value("(x + 1)" + u, 89) == 90 * pi / 180);
        CHECK(value("2 * 30" + u + "^2") == 2 * std::pow(30 * pi / 180, 2));
        CHECK(value("2^180" + u) == std::pow(2, pi));
        CHECK(value("90" + u + "/30" + u) == (90 * pi / 180) / (30 * pi / 180));
        CHECK(*evaluate_constant("2 cos(30" + u + ")") == 2 * std::cos(30 * pi / 180));
        const auto expression = parse("sin(x " + u + ")", {"x"});
        CHECK(*parse(to_text(*expression), {"x"}) == *expression);
    }
    CHECK(value("sin(½°)") == std::sin(0.5 * pi / 180));
    CHECK(wrong("°") == "column 1: \"°\" has nothing before it to work on");
    CHECK(wrong("deg") == "column 1: \"deg\" belongs after a number: 30 deg");
    CHECK(wrong("1/deg") == "column 3: \"deg\" belongs after a number: 30 deg");
    CHECK(parse_open("x^degree", {"x"})->variables.size() == 2);               // a parameter may be called that
    CHECK(evaluate(*parse("x deg", {"x", "deg"}), std::array{2.0, 3.0}) == 6);
}

TEST_CASE("a left side is passed over where it defines, and only there") {
    const Typed plane({"x", "y"}, "0"), line({"x"}, "0");
    const auto text = [](const Typed& like, std::string_view typed) {
        const auto read = like.read(typed);
        return read ? read->text() : "! " + read.error();
    };
    CHECK(text(plane, "f(x,y) = x^2") == "x^2");
    CHECK(text(plane, "f(x, y)=x^2 + a y") == "x^2 + a y");
    CHECK(text(plane, "z = x y") == "x y");
    CHECK(text(plane, "y = x^2") == "x^2");
    CHECK(text(plane, "f = x^2") == "x^2");
    CHECK(text(plane, "φ(x) := x^2") == "x^2");
    CHECK(text(plane, "F(x1, x2) = x1 x2") == "x1 x2");
    CHECK(text(plane, "f（ｘ，ｙ）＝x+y") == "x+y");
    CHECK(text(line, "p(x) = exp(-x^2)") == "exp(-x^2)");
    CHECK(text(line, "f_X(x) = x") == "x");
    CHECK(text(line, " y =  x ") == "x ");
    CHECK(text(line, "g(x, a) = a x") == "a x");
    CHECK(text(plane, "x = 2") == "! column 3: an expression has no =: type one side only, or == to compare");
    CHECK(text(plane, "y = x + y") == "! column 3: an expression has no =: type one side only, or == to compare");
    CHECK(text(plane, "z = 2 z + x") == "! column 3: an expression has no =: type one side only, or == to compare");
    CHECK(text(plane, "x + y = 2").starts_with("! column 7: an expression has no ="));
    CHECK(text(plane, "f(x) = y = x").starts_with("! column 10: an expression has no ="));
    CHECK(text(plane, "sin(x) = x").starts_with("! column 8: an expression has no ="));
    CHECK(text(plane, "f(x, y) =") == "! column 10: something is missing at the end");
    CHECK(text(plane, "f(x, y) = x^").starts_with("! column 13: something is missing"));
    CHECK(text(plane, "f(u, v) = u + v") == "! column 1: what varies here is called x, y: write the function in that");
    CHECK(text(plane, "f(1) = 2").starts_with("! column 6: "));
    CHECK(text(plane, "f(x == 2") == "! column 9: the ( at column 2 is not closed: a ) is missing");
    CHECK(text(plane, "x == 2") == "x == 2");
}
