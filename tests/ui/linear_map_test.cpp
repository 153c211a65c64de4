#include "headless.hpp"
#include "compute/linear/path.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Document with(const Mat2& a) {
    Document document = default_document();
    document.tiles = {Tile{eigenscope::with(panel_of("linear-map"), "matrix", a)}};
    document.focus = 0;
    return document;
}

/// Clicks the button `index` of 4 under the matrix, wherever below the cells the row is; whether the document changed.
bool press_move(Headless& ui, int index) {
    const Document before = ui.shown();
    for (float y = 170; y < 230; y += 9) {
        ui.click({1310 + 70 * static_cast<float>(index), y});
        ui.settle();
        if (!(ui.shown() == before)) return true;
    }
    return false;
}

}

TEST_CASE("the buttons under the matrix: a greyed one does nothing") {
    Headless plain(with(Mat2{{2, 1}, {1, 1}}));
    CHECK(press_move(plain, 2));
    CHECK(field<Mat2>(plain.shown().tiles[0].panel, "matrix") == Mat2{{1, -1}, {-1, 2}});
    Headless flat(with(Mat2{{1, 2}, {2, 4}}));
    CHECK_FALSE(press_move(flat, 2));
    CHECK(press_move(flat, 1) == false);      // its own transpose
    CHECK(press_move(flat, 0));
    CHECK(field<Mat2>(flat.shown().tiles[0].panel, "matrix") == Mat2::Identity());
    // An inverse beyond the range is not brought inside, where it would be no inverse.
    Headless steep(with(Mat2{{1, 1}, {1, 1 + 1e-13}}));
    CHECK_FALSE(press_move(steep, 2));
}

TEST_CASE("a pull on a slider multiplies A by one factor, is one undo step, and leaves the slider neutral") {
    const Mat2 before{{2, 1}, {1, 1}};
    std::set<std::string> found;
    for (float y = 440; y < 640; y += 6) {
        Headless ui(with(before), {}, {1600, 1300});           // all controls are in sight
        ui.move({1440, y});
        ui.button(0, true);
        for (const float x : {1445.f, 1455.f, 1462.f}) ui.move({x, y});
        const auto pulled = ui.session().entry.acting;
        const Mat2 during = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
        ui.button(0, false);
        ui.settle();
        if (!pulled) continue;
        CAPTURE(y);
        found.insert(std::string(pulled->key));
        CHECK(field<Mat2>(pulled->from, "matrix") == before);
        const auto result = pulled->from.type().set(pulled->from, pulled->from, pulled->key, pulled->amount);
        REQUIRE(result);
        CHECK(during == field<Mat2>(*result, "matrix"));
        CHECK(during != before);
        CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == during);
        CHECK_FALSE(ui.session().entry.acting);
        ui.studio().undo();
        ui.settle();
        CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == before);
        CHECK_FALSE(ui.studio().can_undo());
    }
    CHECK(found == std::set<std::string>{"rotate", "shear", "stretch"});
}

TEST_CASE("a path that does not exist is greyed and cannot be chosen") {
    const auto flow_chosen = [](const Mat2& a) {
        for (float y = 220; y < 290; y += 9) {
            Headless ui(with(a));
            ui.click({1400, y});
            ui.settle();
            if (field<MapPath>(ui.shown().tiles[0].panel, "path") == MapPath::flow) return true;
        }
        return false;
    };
    CHECK(flow_chosen(field<Mat2>(panel_of("linear-map"), "matrix")));
    CHECK_FALSE(flow_chosen(Mat2{{0, 1}, {1, 0}}));
    CHECK_FALSE(flow_chosen(Mat2{{1, 2}, {2, 4}}));
}

TEST_CASE("what is no number keeps the state") {
    Headless ui;
    const Mat2 before = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    for (const char* text : {"1/0", "nan", "", "2,5", "inf", "x"}) {
        CAPTURE(text);
        ui.double_click(first_cell);
        ui.frame();
        REQUIRE(ui.session().entry.id != 0);
        ui.frame();
        if (std::string_view(text).empty()) ui.field_key(ImGuiKey_Delete);
        ui.type(text);
        ui.field_key(ImGuiKey_Enter);
        ui.settle();
        CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == before);
        CHECK(ui.session().entry.wrong.size() == 1);
        CHECK_FALSE(ui.studio().can_undo());
    }
}
