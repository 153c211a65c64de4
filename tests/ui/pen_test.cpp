#include "headless.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Document document_with_pen() {
    Document document = *document_of("linear-map");
    put(document.tiles[0].panel, "pen", true);
    return document;
}

Vec2 math_at(Headless& ui, ImVec2 at) {
    const TileView& view = ui.view(0);
    return view.sheet.plots.at(0).to_math(Vec2(static_cast<double>(at.x - view.at.x), static_cast<double>(at.y - view.at.y)));
}

}

TEST_CASE("the pen draws where the pointer goes, in one undo step, and the next line takes the place of the last") {
    Headless ui(document_with_pen());
    const ImVec2 from = ui.empty_place(0);
    const Vec2 first = math_at(ui, from), last = math_at(ui, {from.x + 60, from.y + 30});
    const Camera window = ui.view(0).sheet.plots.at(0).window;
    ui.move(from);
    ui.button(0, true);
    for (int i = 1; i <= 6; ++i) ui.move({from.x + 10 * static_cast<float>(i), from.y + 5 * static_cast<float>(i)});
    CHECK(ui.view(0).sheet.plots.at(0).window == window);
    ui.button(0, false);
    const auto drawing = field<std::vector<Vec2>>(ui.shown().tiles[0].panel, "drawing");
    REQUIRE(drawing.size() == 7);
    CHECK((drawing.front() - first).norm() <= 1e-12);
    CHECK((drawing.back() - last).norm() <= 1e-12);
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == field<Mat2>(panel_of("linear-map"), "matrix"));

    ui.settle();
    ui.click(ui.empty_place(0));
    CHECK(field<std::vector<Vec2>>(ui.shown().tiles[0].panel, "drawing").size() == 1);
    ui.studio().undo();
    CHECK(field<std::vector<Vec2>>(ui.shown().tiles[0].panel, "drawing").size() == 7);
    ui.studio().undo();
    CHECK(field<std::vector<Vec2>>(ui.shown().tiles[0].panel, "drawing").empty());
}

TEST_CASE("with the pen a handle is still a handle, and the right button still pans") {
    Headless ui(document_with_pen());
    ui.move(ui.handle(0, 0));
    ui.button(0, true);
    ui.move({ui.handle(0, 0).x + 30, ui.handle(0, 0).y});
    ui.button(0, false);
    CHECK(field<std::vector<Vec2>>(ui.shown().tiles[0].panel, "drawing").empty());
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") != field<Mat2>(panel_of("linear-map"), "matrix"));
    ui.settle();
    const ImVec2 from = ui.empty_place(0);
    ui.move(from);
    ui.button(1, true);
    ui.move({from.x + 30, from.y});
    ui.button(1, false);
    CHECK(field<std::vector<Vec2>>(ui.shown().tiles[0].panel, "drawing").empty());
    CHECK_FALSE(field<Camera>(ui.shown().tiles[0].panel, "camera").automatic);
}
