#include "base/number.hpp"
#include "panels/panel.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace eigenscope;

TEST_CASE("a table as CSV follows RFC 4180") {
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    const Table table{.name = "t",
                      .columns = {"plain", "with, comma", "with \"quotes\""},
                      .rows = {{1.5, std::string("a"), -0.0},
                               {nan, std::string("x,y"), 1e-300},
                               {inf, std::string("two\nlines"), -inf},
                               {0.1, std::string(), std::string("say \"no\"")}}};
    CHECK(to_csv(table) ==
          "plain,\"with, comma\",\"with \"\"quotes\"\"\"\n"
          "1.5,a,-0\n"
          ",\"x,y\",1e-300\n"
          "inf,\"two\nlines\",-inf\n"
          "0.1,,\"say \"\"no\"\"\"\n");
    CHECK(to_csv(Table{.name = "none", .columns = {"only"}, .rows = {}}) == "only\n");
}

TEST_CASE("a table with a single empty cell in a row still has that row") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(to_csv(Table{.name = "t", .columns = {"x"}, .rows = {{nan}, {2.0}}}) == "x\n\n2\n");
}

TEST_CASE("numbers in CSV read back to the bit") {
    for (const double x : {0.1, 1.0 / 3, 1e300, 5e-324, -123456.789, std::nextafter(1.0, 2.0)}) {
        const std::string csv = to_csv(Table{.name = "t", .columns = {"x"}, .rows = {{x}}});
        CHECK(parse_number(csv.substr(2, csv.size() - 3)) == x);
    }
}

TEST_CASE("facts become rows of name, value, verdict and residual") {
    Fact number;
    number.name = "det";
    number.value = "1.44";
    number.number = 1.4400000000000002;
    number.residual_number = std::numeric_limits<double>::quiet_NaN();
    Fact claim;
    claim.name = "symmetric";
    claim.number = std::numeric_limits<double>::quiet_NaN();
    claim.verdict = Verdict::no;
    claim.residual_number = 0.5;
    Fact several;                             // numbers in one cell: with all their digits, not as the card rounds them
    several.name = "eigenvalues";
    several.value = "1.97, 0.73";
    several.full = "1.9684658438426492, 0.731534156157351";
    several.number = several.residual_number = std::numeric_limits<double>::quiet_NaN();
    CHECK(to_csv(facts_table({number, claim, several})) ==
          "name,value,verdict,residual\n"
          "det,1.4400000000000002,,\n"
          "symmetric,,no,0.5\n"
          "eigenvalues,\"1.9684658438426492, 0.731534156157351\",,\n");
}

TEST_CASE("verdicts are spoken in whole words") {
    CHECK(spoken(Verdict::yes) == "yes");
    CHECK(spoken(Verdict::no) == "no");
    CHECK(spoken(Verdict::cannot_tell) == "cannot tell");
    CHECK(spoken(Verdict::none).empty());
}
