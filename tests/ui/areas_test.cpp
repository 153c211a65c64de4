#include "ui/areas.hpp"

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

bool overlap(const Pane& a, const Pane& b) {
    if (a.width <= 0 || a.height <= 0 || b.width <= 0 || b.height <= 0) return false;
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool inside(const Pane& p, double width, double height) {
    return p.width <= 0 || p.height <= 0 || (p.x >= 0 && p.y >= 0 && p.x + p.width <= width + 1 && p.y + p.height <= height + 1);
}

}

TEST_CASE("no part covers another at any size, and none leaves a window that has room for the strip") {
    for (const double width : {1.0, 200.0, 320.0, 533.0, 700.0, 853.0, 1000.0, 1280.0, 1600.0, 3840.0, 16384.0})
        for (const double height : {1.0, 120.0, 240.0, 480.0, 720.0, 900.0, 2160.0})
            for (const double scale : {0.5, 1.0, 1.5, 2.0, 4.0})
                for (int folds = 0; folds < 64; ++folds) {
                    const auto on = [&](int bit) { return (folds >> bit & 1) != 0; };
                    const Areas a = areas(width, height, scale, {.rail = on(0), .inspector = on(1), .timeline = on(2), .pictures_only = on(3),
                                                                 .projected = on(5), .message = on(4) ? 42.0 : 0});
                    CAPTURE(width);
                    CAPTURE(height);
                    CAPTURE(scale);
                    CAPTURE(folds);
                    const Pane parts[] = {a.strip, a.rail, a.message, a.tiles, a.inspector, a.timeline};
                    for (int i = 0; i < 6; ++i)
                        for (int j = i + 1; j < 6; ++j) CHECK_FALSE(overlap(parts[i], parts[j]));
                    if (width >= 44 * scale && height >= scale)          // the strip is 44 units wide
                        for (const Pane& part : parts) CHECK(inside(part, width, height));
                }
}

TEST_CASE("the drawing's places at 1600x900") {
    const Areas a = areas(1600, 900, 1, {});
    CHECK(a.rail == Pane{0, 0, 196, 900});
    CHECK(a.inspector == Pane{1270, 12, 318, 796});
    CHECK(a.timeline == Pane{208, 820, 1380, 68});
    CHECK(a.tiles.x == 208);
    CHECK(a.tiles.x + a.tiles.width == 1258);
    CHECK(a.tiles.height == 796);
}

TEST_CASE("a message is a thin bar in a place of its own, and nothing but the tiles makes room for it") {
    const Areas without = areas(1600, 900, 1, {}), with = areas(1600, 900, 1, {.message = 42});
    CHECK(without.message.height == 0);
    CHECK(with.message == Pane{208, 12, 1050, 42});
    CHECK(with.tiles == Pane{208, 60, 1050, 748});
    CHECK(with.inspector == without.inspector);
    CHECK(with.timeline == without.timeline);
    CHECK(with.rail == without.rail);
}

TEST_CASE("the pictures keep the larger part") {
    for (const double width : {533.0, 700.0, 853.0, 999.0, 1000.0, 1280.0, 1600.0, 3840.0}) {
        const Areas a = areas(width, 800, 1, {});
        CAPTURE(width);
        CHECK(a.tiles.width >= a.inspector.width);
        CHECK(a.tiles.width >= 0.45 * width);
    }
}

TEST_CASE("on a projector the pictures get the room, and the inspector comes when it is called") {
    for (const double width : {1024.0, 1280.0}) {
        const Areas lecture = areas(width, 720, 1, {.projected = true}), usual = areas(width, 720, 1, {});
        CAPTURE(width);
        CHECK(lecture.tiles.width > 0.9 * width);
        CHECK(lecture.tiles.width > 1.3 * usual.tiles.width);
        CHECK(lecture.inspector.width + lecture.rail.width == 0);
        CHECK(lecture.strip.width > 0);
        CHECK(areas(width, 720, 1, {.projected = true, .inspector_called = true}).inspector.width > 0);
        CHECK(areas(width, 720, 1, {.inspector = false, .projected = true, .inspector_called = true}).inspector.width == 0);
    }
    CHECK(areas(1600, 900, 1, {.projected = true}).tiles.width > 0.74 * 1600);
    CHECK(areas(1920, 1080, 1, {.projected = true}) == areas(1920, 1080, 1, {}));
}

TEST_CASE("the rail can be called where there is no room for it, and one key leaves pictures only") {
    const Areas narrow = areas(800, 600, 1, {.rail_called = true});
    CHECK(narrow.rail_floats);
    CHECK(narrow.rail.width > 0);
    CHECK(areas(800, 600, 1, {}).rail.width == 0);
    const Areas only = areas(1600, 900, 1, {.pictures_only = true});
    CHECK(only.rail.width + only.inspector.width + only.timeline.width + only.strip.width == 0);
    CHECK(only.tiles.width > 1580);
}
