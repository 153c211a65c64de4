#include "ink/clip.hpp"

#include "shoelace.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace eigenscope;
using namespace eigenscope::ink;

namespace {

const Box box{{0, 0}, {10, 6}};

double distance_to_segment(const Vec2& p, const Vec2& a, const Vec2& b) {
    const double t = std::clamp((p - a).dot(b - a) / (b - a).squaredNorm(), 0.0, 1.0);
    return (p - (a + t * (b - a))).norm();
}

double area(const std::vector<Vec2>& polygon) { return std::abs(signed_area(polygon)); }

}

TEST_CASE("a clipped segment lies on the segment and in the box, and misses nothing that samples find") {
    const unsigned seed = 11;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> coordinate(-12, 20);
    for (int i = 0; i < 3000; ++i) {
        const Vec2 a(coordinate(random), coordinate(random)), b(coordinate(random), coordinate(random));
        const auto part = clip_segment(a, b, box);
        if (part) {
            REQUIRE(box.contains(part->first));
            REQUIRE(box.contains(part->second));
            REQUIRE(distance_to_segment(part->first, a, b) < 1e-9);
            REQUIRE(distance_to_segment(part->second, a, b) < 1e-9);
        }
        for (int k = 0; k <= 40; ++k) {
            const Vec2 p = a + (b - a) * (k / 40.0);
            if (!box.contains(p)) continue;
            REQUIRE(part);
            if ((part->second - part->first).norm() > 0) REQUIRE(distance_to_segment(p, part->first, part->second) < 1e-9);
        }
    }
}

TEST_CASE("segments from very far away are clipped without overflow") {
    for (const double far : {1e8, 1e50, 1e100}) {
        const auto part = clip_segment({-far, 3}, {far, 3}, box);
        REQUIRE(part);
        CHECK(part->first == Vec2(0, 3));
        CHECK(part->second == Vec2(10, 3));
        CHECK(!clip_segment({-far, 7}, {far, 7}, box));
    }
    CHECK(clip_segment({2, 2}, {2, 2}, box));
    CHECK(!clip_segment({-2, 2}, {-2, 2}, box));
}

TEST_CASE("an infinite line is cut at the box's border, both ways, however far off its point") {
    for (const double t : {0.0, 100.0, -1e9}) {
        const Vec2 direction(2, 1);
        const auto part = clip_line(Vec2(0, 0.5) + t * direction, direction, box);
        REQUIRE(part);
        CHECK((part->first - Vec2(0, 0.5)).norm() < 1e-6);
        CHECK((part->second - Vec2(10, 5.5)).norm() < 1e-6);
    }
    CHECK(!clip_line({0, 20}, {1, 0}, box));
    CHECK(clip_line({3, 100}, {0, -1}, box)->first.x() == 3);
}

TEST_CASE("polyline pieces know how far along they begin") {
    // In, out over the right border, back in over the top.
    const std::vector<Vec2> points = {{1, 1}, {14, 1}, {14, -3}, {5, -3}, {5, 3}};
    const auto pieces = clip_polyline(points, false, box);
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0].start == 0);
    CHECK(pieces[0].points == std::vector<Vec2>{{1, 1}, {10, 1}});
    CHECK(pieces[1].start == doctest::Approx(13 + 4 + 9 + 3));
    CHECK(pieces[1].points == std::vector<Vec2>{{5, 0}, {5, 3}});
}

TEST_CASE("a polyline within the box stays as it is, closed or not") {
    const std::vector<Vec2> points = {{1, 1}, {4, 1}, {4, 4}};
    CHECK(clip_polyline(points, true, box).at(0).closed);
    CHECK(clip_polyline(points, true, box).at(0).points == points);
    CHECK(!clip_polyline(points, false, box).at(0).closed);
    CHECK(clip_polyline({}, false, box).empty());
    // Cut by the box, a closed curve is no longer closed, and its last side is still there.
    const auto cut = clip_polyline({{1, 1}, {14, 1}, {1, 5}}, true, box);
    double length = 0;
    for (const Piece& piece : cut) {
        CHECK(!piece.closed);
        for (std::size_t i = 1; i < piece.points.size(); ++i) length += (piece.points[i] - piece.points[i - 1]).norm();
    }
    const Vec2 exit = clip_segment({14, 1}, {1, 5}, box)->first;
    CHECK(length == doctest::Approx(9 + (exit - Vec2(1, 5)).norm() + 4));
}

TEST_CASE("clipping a polygon leaves the part of its area that lies in the box") {
    CHECK(area(clip_polygon({{-5, -5}, {20, -5}, {20, 20}, {-5, 20}}, box)) == doctest::Approx(60));
    CHECK(area(clip_polygon({{2, 2}, {4, 2}, {4, 4}, {2, 4}}, box)) == doctest::Approx(4));
    CHECK(area(clip_polygon({{-3, 0}, {3, 0}, {3, 3}, {-3, 3}}, box)) == doctest::Approx(9));
    CHECK(clip_polygon({{20, 20}, {30, 20}, {30, 30}}, box).size() < 3);
    CHECK(area(clip_polygon({{-1e99, -1e99}, {1e99, -1e99}, {1e99, 1e99}, {-1e99, 1e99}}, box)) == doctest::Approx(60));
    // Oracle for triangles: the share of grid points inside both.
    const unsigned seed = 5;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> coordinate(-8, 16);
    for (int i = 0; i < 50; ++i) {
        const std::vector<Vec2> t = {{coordinate(random), coordinate(random)}, {coordinate(random), coordinate(random)}, {coordinate(random), coordinate(random)}};
        const auto side = [](const Vec2& a, const Vec2& b, const Vec2& p) { return (b - a).x() * (p - a).y() - (b - a).y() * (p - a).x(); };
        int count = 0;
        constexpr int n = 200;
        for (int x = 0; x < n; ++x)
            for (int y = 0; y < n; ++y) {
                const Vec2 p(10 * (x + 0.5) / n, 6 * (y + 0.5) / n);
                const double s0 = side(t[0], t[1], p), s1 = side(t[1], t[2], p), s2 = side(t[2], t[0], p);
                count += (s0 >= 0 && s1 >= 0 && s2 >= 0) || (s0 <= 0 && s1 <= 0 && s2 <= 0);
            }
        const auto clipped = clip_polygon(t, box);
        for (const Vec2& p : clipped) CHECK(inflated(box, 1e-9).contains(p));
        CHECK(area(clipped) == doctest::Approx(60.0 * count / (n * n)).epsilon(0.02).scale(5));
    }
}
