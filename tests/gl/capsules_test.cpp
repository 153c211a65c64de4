#include "gl/capsules.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace eigenscope;
using gl::Capsule;

namespace {

std::vector<Capsule> capsules_of(const ink::Line& line) {
    std::vector<Capsule> capsules;
    gl::add_capsules(capsules, line);
    return capsules;
}

Vec2 vec(const float* p) { return {static_cast<double>(p[0]), static_cast<double>(p[1])}; }

/// The corners in the order around the quadrilateral.
std::array<Vec2, 4> corners(const Capsule& c) {
    return {vec(c.from) + vec(c.near_corners), vec(c.to) + vec(c.far_corners), vec(c.to) + vec(c.far_corners + 2), vec(c.from) + vec(c.near_corners + 2)};
}

bool inside(const std::array<Vec2, 4>& quad, const Vec2& p) {
    int left = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Vec2 a = quad[i], b = quad[(i + 1) % 4];
        left += (b - a).x() * (p - a).y() - (b - a).y() * (p - a).x() > 0;
    }
    return left == 0 || left == 4;
}

double distance_to(const Capsule& c, const Vec2& p) {
    const Vec2 a = vec(c.from), run = vec(c.to) - a;
    const double t = run.squaredNorm() > 0 ? std::clamp((p - a).dot(run) / run.squaredNorm(), 0.0, 1.0) : 0;
    return (p - a - t * run).norm();
}

const Rgba white{1, 1, 1, 1};

}

TEST_CASE("every place that a line covers lies in a piece that knows its distance") {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> coordinate(0, 60);
    for (int round = 0; round < 100; ++round) {
        CAPTURE(round);
        ink::Line line{{}, 0.5 + static_cast<double>(random() % 8), white, random() % 2 == 0};
        for (int i = 0; i < 6; ++i) line.points.emplace_back(coordinate(random), coordinate(random));
        const auto capsules = capsules_of(line);
        for (int trial = 0; trial < 300; ++trial) {
            const Vec2 p(coordinate(random), coordinate(random));
            double truth = 1e9, seen = 1e9;
            for (const Capsule& c : capsules) {
                truth = std::min(truth, distance_to(c, p));
                if (inside(corners(c), p)) seen = std::min(seen, distance_to(c, p));
            }
            // Where the pixel gets any ink at all, the nearest segment's own piece must draw it.
            if (truth < line.width / 2 + 0.5) CHECK(seen == doctest::Approx(truth).epsilon(1e-4));
        }
    }
}

TEST_CASE("along a smooth curve no place lies in two pieces") {
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> unit(0, 1);
    ink::Line circle{{}, 4, white, true};
    for (int i = 0; i < 120; ++i) circle.points.emplace_back(50 + 40 * std::cos(2 * M_PI * i / 120), 50 + 40 * std::sin(2 * M_PI * i / 120));
    const auto capsules = capsules_of(circle);
    REQUIRE(capsules.size() == 120);
    for (int trial = 0; trial < 5000; ++trial) {
        const double angle = 2 * M_PI * unit(random), r = 40 + 4 * (unit(random) - 0.5);
        const Vec2 p = Vec2(50, 50) + r * Vec2(std::cos(angle), std::sin(angle));
        int pieces = 0;
        for (const Capsule& c : capsules) pieces += inside(corners(c), p);
        CHECK(pieces == 1);
    }
}

TEST_CASE("neighbours share the corners of their joint") {
    const auto capsules = capsules_of(ink::Line{{Vec2(0, 0), Vec2(30, 0), Vec2(50, 20)}, 4, white});
    REQUIRE(capsules.size() == 2);
    for (int i = 0; i < 4; ++i) CHECK(capsules[0].far_corners[i] == capsules[1].near_corners[i]);
    // On the bisector, as far out as the edge of a line of half width 2 and margin 0.75 needs.
    CHECK(vec(capsules[0].far_corners).norm() == doctest::Approx(2.75 / std::cos(M_PI / 8)));
}

TEST_CASE("ends, dots and nothing") {
    CHECK(capsules_of({{}, 4, white}).empty());
    CHECK(capsules_of({{Vec2(1, 1), Vec2(5, 5)}, 0, white}).empty());
    CHECK(capsules_of({{Vec2(1, 1)}, 4, white}).size() == 1);
    CHECK(capsules_of({{Vec2(1, 1), Vec2(1, 1)}, 4, white}).size() == 1);
    CHECK(capsules_of({{Vec2(1, 1), Vec2(1, 1)}, 4, white, true}).size() == 1);
    CHECK(capsules_of({{Vec2(1, 1)}, 4, white, false, false}).empty());
    const auto straight = capsules_of({{Vec2(0, 0), Vec2(9, 0), Vec2(20, 3), Vec2(30, 3)}, 4, white, false, false});
    REQUIRE(straight.size() == 3);
    CHECK(straight[0].butts == 1);
    CHECK(straight[1].butts == 0);
    CHECK(straight[2].butts == 2);
    CHECK(capsules_of({{Vec2(0, 0), Vec2(9, 0), Vec2(9, 9)}, 4, white, true, false}).size() == 3);
}
