#include "cases.hpp"
#include "csv.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

struct Row {
    Distribution law;
    double x;
    std::string text;
    std::vector<std::string> values;          // pdf, cdf, sf, log_pdf, log_cdf, log_sf; empty below the doubles
};

double read(const std::string& text) { return text == "-inf" ? -infinity : parse_number(text).value(); }

// reference.csv and neighbours.csv were made by make_reference.py and make_neighbours.py beside them, with mpmath.
std::vector<Row> table(const std::string& name = "reference") {
    std::vector<Row> rows;
    for (const auto& cells : csv_rows("compute/probability/" + name + ".csv", ',', 11)) {
        std::string text;
        for (std::size_t i = 0; i < 5; ++i) text += cells[i] + ",";
        Row row{.law = {}, .x = read(cells[4]), .text = text, .values = {cells.begin() + 5, cells.end()}};
        REQUIRE(choose(row.law, cells[0]));
        std::size_t i = 1;
        std::visit([&]<class L>(L& law) { L::describe(law, [&]<class M>(const Field&, M& p) {
            if constexpr (std::is_arithmetic_v<M>) p = static_cast<M>(read(cells[i++]));
        }); }, row.law);
        rows.push_back(std::move(row));
    }
    return rows;
}

// What a few half bits of a parameter are worth: a large law is so narrow that it moves by more of its own width than of its place.
double conditioning(const Row& row) {
    const Moments m = moments(row.law);
    const bool counts = is_discrete(row.law) || std::holds_alternative<Gamma>(row.law);
    return counts ? 4 * 0x1p-53 * m.mean.value / std::sqrt(m.variance.value) : 0;
}

}

TEST_CASE("densities and both tails against mpmath, to 1e-300") {
    const auto rows = table();
    CHECK(rows.size() > 1200);
    constexpr double (*functions[])(const Distribution&, double) = {pdf, cdf, sf};
    for (const Row& row : rows) {
        CAPTURE(row.text);
        for (std::size_t i = 0; i < 3; ++i) {
            if (row.values[i].empty()) continue;
            CAPTURE(i);
            const double truth = read(row.values[i]);
            // An exponential loses one part in 2⁵³ for each unit of its argument; Boost's incomplete functions add a few parts more.
            const double bound = (3e-14 + conditioning(row)) * (1 + std::abs(std::log(truth)));
            CHECK(std::abs(functions[i](row.law, row.x) - truth) <= bound * truth);
        }
    }
}

TEST_CASE("their logarithms against mpmath, far below the doubles") {
    constexpr double (*functions[])(const Distribution&, double) = {log_pdf, log_cdf, log_sf};
    int deep = 0;
    for (const Row& row : table()) {
        CAPTURE(row.text);
        for (std::size_t i = 0; i < 3; ++i) {
            CAPTURE(i);
            const double truth = read(row.values[3 + i]), got = functions[i](row.law, row.x);
            deep += truth < -745 && truth > -infinity;
            if (std::isinf(truth)) CHECK(got == truth);
            // Near zero it is minus the other tail, with that tail's error.
            else if (std::abs(truth) > 1e-300) CHECK(std::abs(got - truth) <= (3e-14 + conditioning(row)) * std::max(std::abs(truth) * (1 + std::abs(std::log(std::abs(truth)))), truth < -0.5 ? 1.0 : 0.0));
        }
    }
    CHECK(deep > 50);
}

TEST_CASE("at the limits of series and fractions: twelve digits and more, and the logarithm where there is no double") {
    const auto rows = table("neighbours");
    CHECK(rows.size() > 200);
    constexpr double (*functions[])(const Distribution&, double) = {pdf, cdf, sf};
    constexpr double (*logarithms[])(const Distribution&, double) = {log_pdf, log_cdf, log_sf};
    for (const Row& row : rows) {
        CAPTURE(row.text);
        // Of these laws x is divided by a scale, or taken from 1, before anything else: half a bit of that is worth so much of a tail.
        const bool rounded = std::holds_alternative<Weibull>(row.law) || std::holds_alternative<Beta>(row.law);
        const double own = rounded ? 0x1p-52 * std::abs(read(row.values[3])) + 0x1p-53 * row.x * std::exp(std::min(700.0, read(row.values[3]))) : 0;
        for (std::size_t i = 0; i < 3; ++i) {
            CAPTURE(i);
            if (!row.values[i].empty()) {
                const double truth = read(row.values[i]);
                CHECK(std::abs(functions[i](row.law, row.x) - truth) <= (1e-13 + 4e-16 * std::abs(std::log(truth)) + own) * truth);
            }
            const double truth = read(row.values[3 + i]);
            CHECK(std::abs(logarithms[i](row.law, row.x) - truth) <= (1e-13 + own) * std::max(1.0, std::abs(truth)));
        }
    }
}

TEST_CASE("densities in the middle of a law keep all digits but the last") {
    for (const char* name : {"reference", "neighbours"})
        for (const Row& row : table(name)) {
            if (row.values[0].empty() || std::abs(read(row.values[3])) > 20) continue;
            CAPTURE(row.text);
            const double truth = read(row.values[0]);
            CHECK(std::abs(pdf(row.law, row.x) - truth) <= (2e-14 + conditioning(row)) * truth);
        }
}
