#include "ink/clip.hpp"
#include "pictures.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using test::all;
using test::plane;

namespace {

// The plot's window is [-4, 4] and its area 400 px wide: 50 px a unit.
ink::Sheet sheet_of(const Arrow& arrow, const ink::Look& look = {}) { return ink::lay_out({plane({arrow}, Frame::none)}, {400, 400}, look); }

}

TEST_CASE("the head is a triangle at the tip, never longer than 40 % of the arrow") {
    for (const double length : {4.5, 6.0, 10.0, 20.0, 50.0, 150.0})
        for (const double width : {1.0, 3.5, 8.0})
            for (const double angle : {0.0, 0.7, 2.0, 4.0}) {
                const Vec2 direction(std::cos(angle), std::sin(angle)), tip = direction * length / 50;
                const ink::Sheet sheet = sheet_of({Vec2::Zero(), tip, {Role::first, width}});
                CAPTURE(length);
                CAPTURE(width);
                const auto heads = all<ink::Area>(sheet);
                REQUIRE(heads.size() == 1);
                REQUIRE(heads[0].points.size() == 3);
                const Vec2 at(200 + 50 * tip.x(), 200 - 50 * tip.y());
                CHECK((heads[0].points[0] - at).norm() < 1e-9);
                const Vec2 base = (heads[0].points[1] + heads[0].points[2]) / 2;
                CHECK((at - base).norm() <= 0.4 * length + 1e-9);
                // The shaft reaches the head and does not come out of it.
                const auto shafts = all<ink::Line>(sheet);
                REQUIRE(shafts.size() == 1);
                const Vec2 end = shafts[0].points.back();
                CHECK((end - at).norm() <= (base - at).norm());
                CHECK((end - at).norm() >= shafts[0].width / 2);
                CHECK((heads[0].points[1] - heads[0].points[2]).norm() >= shafts[0].width);
            }
}

TEST_CASE("under four pixels an arrow is a dot") {
    const ink::Sheet sheet = sheet_of({{0, 0}, {0.07, 0}, {}});
    CHECK(all<ink::Area>(sheet).empty());
    CHECK(all<ink::Line>(sheet).empty());
    REQUIRE(all<ink::Markers>(sheet).size() == 1);
    CHECK(all<ink::Markers>(sheet)[0].at[0] == Vec2(203.5, 200));
    CHECK(all<ink::Markers>(sheet_of({{1, 1}, {1, 1}, {}})).size() == 1);
    CHECK(all<ink::Area>(sheet_of({{0, 0}, {0.09, 0}, {}})).size() == 1);
}

TEST_CASE("a tip out of sight has a marker at the edge, on the arrow, that points to it and carries the label") {
    for (const Vec2& tip : {Vec2(9, 3), Vec2(-20, 1), Vec2(1, 100), Vec2(-5, -5)}) {
        const ink::Sheet sheet = sheet_of({{0, 0}, tip, {}, test::named("a", 2)});
        const auto areas = all<ink::Area>(sheet);
        REQUIRE(areas.size() >= 1);
        const auto& marker = areas[0].points;
        REQUIRE(marker.size() == 3);
        const ink::Box area{{0, 0}, {400, 400}};
        const Vec2 direction = Vec2(tip.x(), -tip.y()).normalized();
        for (const Vec2& p : marker) CHECK(area.contains(p));
        CHECK((marker[0] - (marker[1] + marker[2]) / 2).normalized().dot(direction) == doctest::Approx(1));
        const Vec2 from_tail = marker[0] - Vec2(200, 200);
        CHECK(std::abs(from_tail.x() * direction.y() - from_tail.y() * direction.x()) < 1e-6);
        CHECK(!ink::inflated(area, -12).contains(marker[0]));
        REQUIRE(sheet.labels.size() == 1);
        CHECK(sheet.labels[0].text == "a = 2.00");
        CHECK((sheet.labels[0].box.center() - marker[0]).norm() < 80);
    }
    // Wholly out of sight: the marker says in which direction.
    const ink::Sheet away = sheet_of({{20, 0}, {30, 0}, {}, test::named("a", 2)});
    REQUIRE(all<ink::Area>(away).size() >= 1);
    CHECK(all<ink::Area>(away)[0].points[0].x() > 380);
}

TEST_CASE("the label stands near the tip and off the shaft") {
    for (const double angle : {0.0, 0.8, 1.6, 2.5, 3.3, 4.1, 5.0, 6.0}) {
        const Vec2 tip = 2 * Vec2(std::cos(angle), std::sin(angle));
        const ink::Sheet sheet = sheet_of({{0, 0}, tip, {Role::first, 3.5}, test::named("a", 2)});
        REQUIRE(sheet.labels.size() == 1);
        const Vec2 at(200 + 50 * tip.x(), 200 - 50 * tip.y());
        const ink::Box box = sheet.labels[0].box;
        CHECK((ink::clamped(at, box) - at).norm() < 20);
        CHECK(!ink::clip_segment({200, 200}, at, box));
    }
}
