#include "ink/dash.hpp"
#include "ink/decimate.hpp"
#include "ink/hatch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace eigenscope;
using namespace eigenscope::ink;

namespace {

using Pieces = std::vector<std::pair<Vec2, Vec2>>;

double length_of(const Pieces& pieces) {
    double sum = 0;
    for (const auto& [a, b] : pieces) sum += (b - a).norm();
    return sum;
}

double inked_until(double s, const DashPattern& p) {
    const double whole = std::floor(s / p.period());
    return whole * p.on + std::min(s - whole * p.period(), p.on);
}

bool inside(const std::vector<Vec2>& polygon, const Vec2& p) {
    bool in = false;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec2 &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        if ((a.y() > p.y()) != (b.y() > p.y()) && p.x() < a.x() + (p.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) in = !in;
    }
    return in;
}

}

TEST_CASE("dashes ink exactly the share of the length that the pattern says, from wherever it starts") {
    const unsigned seed = 3;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> coordinate(0, 100);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<Vec2> points;
        double length = 0;
        for (int i = 0; i < 12; ++i) {
            points.emplace_back(coordinate(random), coordinate(random));
            if (i > 0) length += (points[points.size() - 1] - points[points.size() - 2]).norm();
        }
        const DashPattern pattern{1 + coordinate(random) / 10, 1 + coordinate(random) / 10};
        const double start = 3 * coordinate(random);
        CHECK(length_of(dashes(points, pattern, start)) == doctest::Approx(inked_until(start + length, pattern) - inked_until(start, pattern)).epsilon(1e-9));
    }
}

TEST_CASE("dashes of a straight line are as long as the pattern and lie on the line") {
    const DashPattern pattern = dash_pattern(Dash::dashed, 2, 1);
    const auto pieces = dashes({{0, 5}, {100, 5}}, pattern, 0);
    REQUIRE(pieces.size() > 3);
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        CHECK((pieces[i].second - pieces[i].first).norm() == doctest::Approx(pattern.on));
        CHECK((pieces[i + 1].first - pieces[i].second).norm() == doctest::Approx(pattern.off));
        CHECK(pieces[i].first.y() == 5);
    }
}

TEST_CASE("patterns follow the width, down to the least") {
    CHECK(dash_pattern(Dash::dashed, 4, 1).on == 2 * dash_pattern(Dash::dashed, 2, 1).on);
    CHECK(dash_pattern(Dash::dotted, 0.1, 1).period() == dash_pattern(Dash::dotted, 1, 1).period());
    CHECK(dash_pattern(Dash::dotted, 2, 1).on < dash_pattern(Dash::dashed, 2, 1).on);
    CHECK(dashes({{0, 0}, {9, 0}}, dash_pattern(Dash::solid, 2, 1), 0).empty());
    CHECK(dashes({{3, 3}}, {2, 2}, 0).empty());
    CHECK(dashes({{3, 3}, {3, 3}}, {2, 2}, 0).empty());
}

TEST_CASE("hatching lies inside its polygon, on lines of one grid, and covers it at the spacing asked") {
    const std::vector<Vec2> concave = {{10, 10}, {90, 10}, {90, 80}, {50, 30}, {10, 80}};
    for (const Hatch hatch : {Hatch::diagonal, Hatch::back_diagonal}) {
        const auto lines = hatching(concave, hatch, 5);
        REQUIRE(lines.size() > 10);
        double area = 0;
        for (const auto& [a, b] : lines) {
            for (const double t : {0.01, 0.3, 0.5, 0.77, 0.99}) CHECK(inside(concave, a + t * (b - a)));
            const Vec2 d = b - a;
            CHECK(std::abs(d.x()) == doctest::Approx(std::abs(d.y())));
            CHECK((d.x() * d.y() < 0) == (hatch == Hatch::diagonal));        // y points down: a rising line
            const double offset = (hatch == Hatch::diagonal ? a.x() + a.y() : a.y() - a.x()) / std::sqrt(2.0) / 5;
            CHECK(offset == doctest::Approx(std::round(offset)).epsilon(1e-9));
            area += d.norm() * 5;
        }
        CHECK(area == doctest::Approx(80 * 70 - 80 * 50 / 2.0).epsilon(0.05));
    }
    CHECK(hatching(concave, Hatch::none, 5).empty());
    CHECK(hatching({{0, 0}, {1, 1}}, Hatch::diagonal, 5).empty());
    CHECK(hatching(concave, Hatch::diagonal, 0).empty());
}

TEST_CASE("decimation keeps every extreme, both ends and the order, and nothing but points that were there") {
    const unsigned seed = 8;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 50);
    std::vector<Vec2> points;
    for (int i = 0; i < 100'000; ++i) points.emplace_back(800.0 * i / 100'000, noise(random));
    const auto thin = decimated(points);
    CHECK(thin.size() <= 4 * 4 * 800 + 4);
    CHECK(thin.front() == points.front());
    CHECK(thin.back() == points.back());
    std::vector<std::pair<double, double>> before(800, {1e9, -1e9}), after = before;
    const auto note = [](auto& ranges, const Vec2& p) {
        auto& [lo, hi] = ranges[static_cast<std::size_t>(p.x())];
        lo = std::min(lo, p.y()), hi = std::max(hi, p.y());
    };
    for (const Vec2& p : points) note(before, p);
    for (const Vec2& p : thin) note(after, p);
    CHECK(before == after);
    std::size_t k = 0;
    for (const Vec2& p : points) k += k < thin.size() && thin[k] == p;
    CHECK(k == thin.size());                  // a subsequence
}

TEST_CASE("a curve with room between its points is not touched") {
    std::vector<Vec2> points;
    for (int i = 0; i < 500; ++i) points.emplace_back(i * 0.7, std::sin(i * 0.1) * 100);
    CHECK(decimated(points) == points);
    CHECK(decimated({}).empty());
    CHECK(decimated({{1, 2}}).size() == 1);
}
