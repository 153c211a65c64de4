#include "scene/contour.hpp"
#include "shoelace.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <set>

using namespace eigenscope;

namespace {

constexpr float nan_ = std::numeric_limits<float>::quiet_NaN();

Heat sampled(const std::function<double(Vec2)>& f, int columns, int rows, Vec2 lo = Vec2(-1, -1), Vec2 hi = Vec2(1, 1)) {
    Heat heat{.lo = lo, .hi = hi, .columns = columns, .rows = rows};
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c)
            heat.values.push_back(static_cast<float>(
                f(Vec2(lo.x() + (hi.x() - lo.x()) * c / (columns - 1), lo.y() + (hi.y() - lo.y()) * r / (rows - 1)))));
    return heat;
}

double length(const Polyline& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.points.size(); ++i) sum += (line.points[i] - line.points[i - 1]).norm();
    return sum + (line.closed ? (line.points.back() - line.points.front()).norm() : 0);
}

}

TEST_CASE("the level line of a linear field is its straight line, in one piece") {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> any(-1, 1);
    for (int trial = 0; trial < 300; ++trial) {
        CAPTURE(trial);
        const Vec2 normal(any(random), any(random));
        const double level = 0.5 * any(random) * normal.lpNorm<1>();
        const Heat heat = sampled([&](Vec2 p) { return normal.dot(p); }, 17, 23);
        const auto lines = contour(heat, level);
        REQUIRE(lines.size() == 1);
        CHECK_FALSE(lines[0].closed);
        for (const Vec2& p : lines[0].points) {
            // The samples are floats: half an ulp of values below 2, divided by the slope.
            REQUIRE(std::abs(normal.dot(p) - level) <= 2 * 6e-8);
        }
        for (const Vec2& end : {lines[0].points.front(), lines[0].points.back()})
            REQUIRE(end.cwiseAbs().maxCoeff() == doctest::Approx(1));
    }
}

TEST_CASE("level sets inside the field are closed, of the right length and area") {
    const Heat bowl = sampled([](Vec2 p) { return p.squaredNorm(); }, 201, 201);
    for (const double radius : {0.1, 0.35, 0.77}) {
        CAPTURE(radius);
        const auto lines = contour(bowl, radius * radius);
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].closed);
        // Linear interpolation of a function with second derivative 2 is off by at most h²/4 in value, that over 2r in place.
        const double h = 0.01, bound = h * h / 4 / (2 * radius) + 1e-6;
        for (const Vec2& p : lines[0].points) REQUIRE(std::abs(p.norm() - radius) <= bound);
        CHECK(std::abs(signed_area(lines[0].points)) == doctest::Approx(std::numbers::pi * radius * radius).epsilon(0.01));
        CHECK(length(lines[0]) == doctest::Approx(2 * std::numbers::pi * radius).epsilon(0.01));
    }
    CHECK(contour(bowl, -0.1).empty());
    CHECK(contour(bowl, 2.1).empty());
}

TEST_CASE("every crossed edge of the grid has its point, once; no vertex joins more than two") {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<float> any(-1, 1);
    for (int trial = 0; trial < 200; ++trial) {
        CAPTURE(trial);
        Heat heat{.lo = Vec2(0, 0), .hi = Vec2(12, 9), .columns = 13, .rows = 10};
        for (int i = 0; i < 130; ++i) heat.values.push_back(any(random));
        const auto value = [&](int c, int r) { return heat.values[static_cast<std::size_t>(r * 13 + c)]; };
        std::size_t crossed = 0, ends = 0, points = 0, closings = 0;
        for (int r = 0; r < 10; ++r)
            for (int c = 0; c < 13; ++c) {
                const bool right = c < 12 && (value(c, r) >= 0) != (value(c + 1, r) >= 0);
                const bool up = r < 9 && (value(c, r) >= 0) != (value(c, r + 1) >= 0);
                crossed += right + up;
                closings += (right && (r == 0 || r == 9)) + (up && (c == 0 || c == 12));
            }
        std::set<std::pair<double, double>> seen;
        for (const Polyline& line : contour(heat, 0)) {
            points += line.points.size();
            ends += line.closed ? 0 : 2;
            for (const Vec2& p : line.points) seen.emplace(p.x(), p.y());
        }
        REQUIRE(points == crossed);
        REQUIRE(seen.size() == points);
        REQUIRE(ends == closings);                                             // lines end at the border only
    }
}

TEST_CASE("several levels at once are each level alone, in any order, doubled or without a sense") {
    std::mt19937 random(20261130);
    Heat field{.lo = Vec2(-1, 0), .hi = Vec2(2, 1), .columns = 37, .rows = 23};
    for (int i = 0; i < field.columns * field.rows; ++i)
        field.values.push_back(random() % 40 == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(random() % 17));
    const std::vector<double> levels{8, 3.5, 8, -1, NAN, 16, 100, 0, INFINITY, 7.999};
    const auto together = contours(field, levels, {Role::text, 2});
    REQUIRE(together.size() == levels.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        CAPTURE(levels[i]);
        const auto alone = contour(field, levels[i], {Role::text, 2});
        CHECK((together[i] == alone));
        CHECK(alone.empty() == !(levels[i] > 0 && levels[i] <= 16));
    }
}

TEST_CASE("at a saddle the mean decides who is connected") {
    // High corners lower left and upper right.
    const auto saddle = [](float low) { return Heat{.lo = Vec2(0, 0), .hi = Vec2(1, 1), .columns = 2, .rows = 2, .values = {1, low, low, 1}}; };
    const auto together = contour(saddle(-0.9f), 0);                           // mean above: the low corners are cut off
    REQUIRE(together.size() == 2);
    for (const Polyline& line : together) {
        const Vec2 middle = (line.points.front() + line.points.back()) / 2;
        CHECK(std::abs(middle.x() - middle.y()) > 0.4);
    }
    const auto apart = contour(saddle(-1.1f), 0);                              // mean below: the high corners are cut off
    REQUIRE(apart.size() == 2);
    for (const Polyline& line : apart) {
        const Vec2 middle = (line.points.front() + line.points.back()) / 2;
        CHECK(std::abs(middle.x() + middle.y() - 1) > 0.4);
    }
}

TEST_CASE("no line enters a cell with a corner that is not a number") {
    Heat heat = sampled([](Vec2 p) { return p.x(); }, 11, 11);
    heat.values[5 * 11 + 5] = nan_;
    heat.values[2 * 11 + 5] = std::numeric_limits<float>::infinity();
    const auto lines = contour(heat, 0.05);
    REQUIRE(lines.size() == 3);
    for (const Polyline& line : lines)
        for (std::size_t i = 1; i < line.points.size(); ++i) {
            const double y = (line.points[i].y() + line.points[i - 1].y()) / 2;
            CHECK(std::abs(y) > 0.2 - 1e-9);
            CHECK(std::abs(y + 0.6) > 0.2 - 1e-9);
        }
}

TEST_CASE("level lines through samples neither double a point nor fall apart") {
    const Heat grid = sampled([](Vec2 p) { return p.x() * p.y(); }, 9, 9);
    int pieces = 0;
    for (const Polyline& line : contour(grid, 0))
        for (std::size_t i = 1; i < line.points.size(); ++i, ++pieces) CHECK(line.points[i] != line.points[i - 1]);
    CHECK(pieces > 10);
    Heat peak{.columns = 3, .rows = 3, .values = {0, 0, 0, 0, 1, 0, 0, 0, 0}};
    CHECK(contour(peak, 1).empty());                                           // one point is no line
    CHECK(contour(peak, 0.5).size() == 1);
    const Heat flat = sampled([](Vec2) { return 1.0; }, 5, 5);
    CHECK(contour(flat, 1).empty());
}

TEST_CASE("fields without cells have no lines") {
    CHECK(contour(Heat{}, 0).empty());
    CHECK(contour(Heat{.columns = 3, .rows = 3, .values = {1, 2}}, 0).empty());
    CHECK(contour(Heat{.columns = 1, .rows = 2, .values = {-1, 1}}, 0).empty());
    const Heat plane = sampled([](Vec2 p) { return p.x(); }, 5, 5);
    CHECK(contour(plane, std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(contour(plane, std::numeric_limits<double>::infinity()).empty());
}

TEST_CASE("the stroke is passed on") {
    const Heat plane = sampled([](Vec2 p) { return p.x(); }, 5, 5);
    const Stroke stroke{Role::eigen, 1.25, Dash::dotted, 0.5};
    CHECK(contour(plane, 0.1, stroke)[0].stroke == stroke);
}

TEST_CASE("a label goes where the longest line is straight") {
    Polyline hook;                                                             // a straight run, then a tight curl
    for (int i = 0; i <= 50; ++i) hook.points.emplace_back(i * 0.1, 0);
    for (int i = 1; i <= 60; ++i) hook.points.emplace_back(5 + 0.4 * std::sin(i * 0.3), 0.4 - 0.4 * std::cos(i * 0.3));
    const Polyline shorter{.points = {Vec2(0, 9), Vec2(1, 9)}};
    const auto place = label_place({shorter, hook}, 2);
    REQUIRE(place);
    CHECK(place->y() == doctest::Approx(0));
    CHECK(place->x() > 0.9);
    CHECK(place->x() < 4.3);
    CHECK_FALSE(label_place({shorter}, 2));
    CHECK_FALSE(label_place({}, 2));
    CHECK_FALSE(label_place({Polyline{}}, 0));
    const auto circle = contour(sampled([](Vec2 p) { return p.squaredNorm(); }, 65, 65), 0.25);
    const auto on_circle = label_place(circle, 0.5);
    REQUIRE(on_circle);
    CHECK(on_circle->norm() == doctest::Approx(0.5).epsilon(1e-3));
    const auto straight = label_place({Polyline{.points = {Vec2(0, 0), Vec2(4, 0)}}}, 1);
    REQUIRE(straight);
    CHECK(straight->x() == doctest::Approx(2));                                // the middle, where all places are equal
}
