#include "gl/cover.hpp"

#include "shoelace.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace eigenscope;
using gl::Covered;
using gl::PixelBox;

namespace {

using Map = std::map<std::pair<int, int>, int>;

/// Each pixel's coverage; no pixel may be in two boxes.
Map pixels_of(const std::vector<Covered>& boxes, const PixelBox& clip) {
    Map map;
    for (const auto& [box, coverage] : boxes) {
        REQUIRE(!box.empty());
        REQUIRE(coverage > 0);
        REQUIRE((box.left >= clip.left && box.top >= clip.top && box.right <= clip.right && box.bottom <= clip.bottom));
        for (int y = box.top; y < box.bottom; ++y)
            for (int x = box.left; x < box.right; ++x) REQUIRE(map.emplace(std::pair(x, y), coverage).second);
    }
    return map;
}

/// A simple polygon, usually not convex: a star around a point.
std::vector<Vec2> star(std::mt19937_64& random, Vec2 center, double reach) {
    std::uniform_real_distribution<double> unit(0, 1);
    const int n = 3 + static_cast<int>(random() % 20);
    std::vector<Vec2> points;
    for (int i = 0; i < n; ++i) {
        const double angle = 2 * M_PI * (i + 0.8 * unit(random)) / n, r = reach * (0.1 + 0.9 * unit(random));
        points.emplace_back(center + r * Vec2(std::cos(angle), std::sin(angle)));
    }
    return points;
}

const PixelBox page{0, 0, 100, 100};

}

TEST_CASE("a rectangle on whole pixels is one box") {
    const std::vector<Vec2> square{Vec2(10, 20), Vec2(30, 20), Vec2(30, 50), Vec2(10, 50)};
    CHECK(gl::cover(square, page) == std::vector<Covered>{{{10, 20, 30, 50}, 255}});
    CHECK(gl::cover({square.rbegin(), square.rend()}, page) == std::vector<Covered>{{{10, 20, 30, 50}, 255}});
}

TEST_CASE("a rectangle between pixels covers its border by parts") {
    const auto map = pixels_of(gl::cover({Vec2(10.25, 20.5), Vec2(30.75, 20.5), Vec2(30.75, 50), Vec2(10.25, 50)}, page), page);
    CHECK(map.at({20, 30}) == 255);
    CHECK(map.at({10, 30}) == 191);                        // 0.75
    CHECK(map.at({30, 30}) == 191);
    CHECK(map.at({20, 20}) == 128);                        // 0.5
    CHECK(map.at({10, 20}) == 96);                         // 0.375
    CHECK(map.size() == 21 * 30);
}

TEST_CASE("the pixels of a triangle hold the area of their part, by hand") {
    // Through (0, 0), (4, 0), (0, 2): in row 0 the edge runs from x = 4 to x = 2, in row 1 from 2 to 0.
    const auto map = pixels_of(gl::cover({Vec2(0, 0), Vec2(4, 0), Vec2(0, 2)}, page), page);
    CHECK(map.at({0, 0}) == 255);
    CHECK(map.at({1, 0}) == 255);
    CHECK(map.at({2, 0}) == 191);                          // 3/4
    CHECK(map.at({3, 0}) == 64);                           // 1/4
    CHECK(map.at({0, 1}) == 191);
    CHECK(map.at({1, 1}) == 64);
    CHECK(map.size() == 6);
}

TEST_CASE("the sum of all pixels is the polygon's area") {
    std::mt19937_64 random(1);
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        const auto polygon = star(random, Vec2(50, 50), 45);
        const auto map = pixels_of(gl::cover(polygon, page), page);
        double sum = 0;
        for (const auto& [place, coverage] : map) sum += coverage / 255.0;
        // Each pixel is rounded by at most half a step; those inside are exact.
        CHECK(std::abs(sum - std::abs(signed_area(polygon))) <= 0.5 / 255 * static_cast<double>(map.size()) + 1e-9);
    }
}

TEST_CASE("a clip shows a part of the same pixels") {
    std::mt19937_64 random(2);
    const PixelBox window{30, 41, 63, 70}, wide{-200, -200, 300, 300};
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        const auto polygon = star(random, Vec2(50, 50), 120);
        const auto all = pixels_of(gl::cover(polygon, wide), wide), part = pixels_of(gl::cover(polygon, window), window);
        std::size_t inside = 0;
        for (const auto& [place, coverage] : all) {
            const auto& [x, y] = place;
            if (x < window.left || x >= window.right || y < window.top || y >= window.bottom) continue;
            ++inside;
            const auto found = part.find(place);
            REQUIRE(found != part.end());
            CHECK(std::abs(found->second - coverage) <= 1);
        }
        CHECK(part.size() <= inside + 2);                  // a pixel at the edge of nothing may be rounded differently
    }
}

TEST_CASE("two arms of a shape whose back lies outside the clip stay apart") {
    const std::vector<Vec2> arms{Vec2(10, 10), Vec2(200, 10), Vec2(200, 40), Vec2(10, 40), Vec2(10, 30), Vec2(150, 30), Vec2(150, 20), Vec2(10, 20)};
    CHECK(gl::cover(arms, page) == std::vector<Covered>{{{10, 10, 100, 20}, 255}, {{10, 30, 100, 40}, 255}});
}

TEST_CASE("nothing comes of nothing, and far away is harmless") {
    CHECK(gl::cover({}, page).empty());
    CHECK(gl::cover({Vec2(1, 1), Vec2(9, 9)}, page).empty());
    CHECK(gl::cover({Vec2(5, 5), Vec2(5, 5), Vec2(5, 5)}, page).empty());
    CHECK(gl::cover({Vec2(5, 5), Vec2(50, 5), Vec2(90, 5)}, page).empty());
    CHECK(gl::cover({Vec2(1, 1), Vec2(9, 1), Vec2(9, 9)}, PixelBox{5, 5, 5, 9}).empty());
    CHECK(gl::cover({Vec2(-1e5, -1e5), Vec2(-1e4, -1e5), Vec2(-1e4, 1e5)}, page).empty());
    CHECK(gl::cover({Vec2(1e4, -1e5), Vec2(1e5, -1e5), Vec2(1e4, 1e5)}, page).empty());
    CHECK(gl::cover({Vec2(-1e5, -1e5), Vec2(1e5, -1e5), Vec2(1e5, 1e5), Vec2(-1e5, 1e5)}, page) == std::vector<Covered>{{page, 255}});
}
