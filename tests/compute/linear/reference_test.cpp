#include "base/number.hpp"
#include "compute/linear/path.hpp"
#include "csv.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

struct Row {
    std::string kind, text;
    std::vector<double> numbers;
    Mat2 a() const { return Mat2{{numbers[0], numbers[1]}, {numbers[2], numbers[3]}}; }
};

// reference.csv was made by make_reference.py beside it, with mpmath.
std::vector<Row> table(const std::string& kind) {
    std::vector<Row> rows;
    for (const auto& cells : csv_rows("compute/linear/reference.csv", ',', 10)) {
        if (cells[0] != kind) continue;
        Row row{.kind = kind, .text = kind, .numbers = {}};
        for (std::size_t i = 1; i < cells.size() && !cells[i].empty(); ++i) {
            row.text += ',' + cells[i];
            row.numbers.push_back(parse_number(cells[i]).value());
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Relative, so that small numbers count as much as large ones.
bool agree(double x, double reference, double epsilon = 1e-14) { return std::abs(x - reference) <= epsilon * std::abs(reference); }

}

TEST_CASE("the angle of the polar path has all its digits, however small it is") {
    const auto rows = table("polar");
    CHECK(rows.size() >= 20);
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(agree(way_to(row.a(), MapPath::polar).polar.angle, row.numbers.at(4)));
    }
}

TEST_CASE("singular values and axes have all their digits, however little they differ") {
    const auto rows = table("svd");
    CHECK(rows.size() >= 30);
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Svd2 d = svd(row.a());
        CHECK(agree(d.sigma.x(), row.numbers.at(4)));
        CHECK(agree(d.sigma.y(), row.numbers.at(5)));
        const Vec2 v(row.numbers.at(6), row.numbers.at(7));
        CHECK(std::abs(d.v(0, 0) * v.y() - d.v(1, 0) * v.x()) <= 1e-15);
    }
}

TEST_CASE("every entry of the flow has its digits, beside entries a quadrillion times as large") {
    const auto rows = table("flow");
    CHECK(rows.size() >= 30);
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const MapWay way = way_to(row.a(), MapPath::flow);
        REQUIRE(way.refusal.empty());
        const Mat2 m = matrix_at(way, row.numbers.at(4));
        for (const int i : {0, 1, 2, 3}) CHECK(agree(m(i / 2, i % 2), row.numbers.at(static_cast<std::size_t>(5 + i)), 4e-14));
    }
}

TEST_CASE("eigenvalues of entries from 1e-160 to 1e160 have their digits") {
    const auto rows = table("eigen");
    CHECK(rows.size() >= 6);
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Spectrum s = spectrum(row.a());
        // What is below the rounding of the larger one is said to be 0.
        for (const int i : {0, 1}) {
            const double reference = row.numbers.at(static_cast<std::size_t>(4 + i));
            CHECK((s.re(i) == 0 ? std::abs(reference) < 1e-15 * s.re.cwiseAbs().maxCoeff() : agree(s.re(i), reference)));
        }
    }
}
