#include "base/number.hpp"
#include "compute/probability/distribution.hpp"
#include "csv.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace eigenscope;

namespace {

struct Row {
    std::string kind, density, what, line;
    Interval over;
    double a, b, truth;
};

double read(const std::string& text) {
    if (text.empty()) return not_a_number;
    return text == "inf" ? infinity : text == "-inf" ? -infinity : parse_number(text).value();
}

// densities.csv was made by make_densities.py beside it, with mpmath.
std::vector<Row> table() {
    std::vector<Row> rows;
    for (const auto& cells : csv_rows("compute/probability/densities.csv", ';', 8))
        rows.push_back({cells[0], cells[1], cells[4], cells[1] + ", " + cells[4], {read(cells[2]), read(cells[3])}, read(cells[5]), read(cells[6]), read(cells[7])});
    return rows;
}

}

TEST_CASE("typed densities that jump, oscillate, leave the doubles or are 0/0 at an end, against mpmath") {
    std::map<std::string, int> seen;
    for (const Row& row : table()) {
        CAPTURE(row.line);
        ++seen[row.kind];
        const Custom law(row.density, {}, row.over);
        CHECK(law.trouble() == "");
        if (!law.trouble().empty()) continue;
        const Custom::Normalizer Z = law.normalizer();
        // An error bar is a promise, and no excuse.
        if (row.what == "Z") {
            CHECK(std::abs(Z.value - row.truth) <= Z.error);
            CHECK(Z.error <= (row.kind == "1-1" ? 1e-12 : 1e-8) * Z.value);
        } else if (row.what == "log Z") {
            CHECK(std::abs(Z.log_value - row.truth) <= Z.relative_error + 1e-15 * std::abs(row.truth));
            CHECK(Z.relative_error <= 1e-8);
        } else if (row.what == "P") {
            CHECK(probability(law, {row.a, row.b}, Region::between) == doctest::Approx(row.truth).epsilon(1e-11));
            CHECK(probability(law, {row.a - 1, row.a}, Region::between) == 0);
        } else if (row.what == "log10 P") {
            CHECK(log10_probability(law, {row.a, row.b}, Region::between) == doctest::Approx(row.truth).epsilon(1e-13));
        } else {
            REQUIRE(row.what == "kurtosis");
            CHECK(law.moments().kurtosis.value == doctest::Approx(row.truth).epsilon(1e-9));
        }
    }
    for (const char* kind : {"jumps", "combs", "edges", "logs", "0/0", "deep", "moments", "1-1"}) CHECK(seen[kind] >= 11);
}
