#include "ink/sheet.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

TEST_CASE("a sheet without room or without plots is a background only") {
    const double nan = std::nan("");
    for (const Vec2& size : {Vec2(0, 0), Vec2(-5, 10), Vec2(nan, 100), Vec2(100, nan), Vec2(std::numeric_limits<double>::infinity(), 3)}) {
        const ink::Sheet sheet = ink::lay_out({Plot{.id = "p"}}, size, {});
        CHECK(sheet.strokes.empty());
        CHECK(sheet.size == Vec2::Zero());
        CHECK(sheet.background == color_of(Theme::dark, Role::background));
    }
    CHECK(ink::lay_out({}, {300, 200}, {}).strokes.empty());
}
