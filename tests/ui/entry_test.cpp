#include "headless.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

TEST_CASE("a number is typed into its cell; nonsense keeps the last good value and says so") {
    Headless ui;
    const Mat2 before = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    ui.double_click(first_cell);
    ui.frame();
    REQUIRE(ui.session().entry.id != 0);
    ui.frame();
    REQUIRE(ImGui::GetIO().WantTextInput);
    ui.type("2*(3-");
    ui.field_key(ImGuiKey_Enter);
    ui.frame();
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == before);
    REQUIRE(ui.session().entry.wrong.size() == 1);
    CHECK(ui.session().entry.wrong.begin()->second.text == "2*(3-");
    CHECK(ui.session().entry.wrong.begin()->second.sentence.find("keeping 1.60") != std::string::npos);
    ui.double_click(first_cell);
    ui.frame();
    ui.frame();
    ui.type("2*(3-2)/4");                      // what was typed wrongly is selected, and replaced
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0) == 0.5);
    CHECK(ui.session().entry.wrong.empty());
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == before);
}

TEST_CASE("a number that is too large is brought inside, and that is said as long as it stands") {
    Headless ui;
    ui.double_click(first_cell);
    ui.frame();
    ui.type("1e10");
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    double most = 0;
    panel_of("linear-map").value().members([&](const Field& field, ConstValueRef) { most = field.key == "matrix" ? field.hi : most; });
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0) == most);
    REQUIRE(ui.session().entry.wrong.size() == 1);
    CHECK(ui.session().entry.wrong.begin()->second.sentence.find("largest") != std::string::npos);
    ui.press({.key = 'Z', .ctrl = true});      // the sentence goes with the number
    ui.settle();
    CHECK(ui.session().entry.wrong.empty());
}

TEST_CASE("a cell is pulled sideways: one undo step, a hundredth a pixel") {
    Headless ui;
    const Mat2 before = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    ui.move(first_cell);
    ui.button(0, true);
    for (int i = 1; i <= 20; ++i) ui.move(moved(first_cell, static_cast<float>(2 * i), 0));
    ui.button(0, false);
    ui.settle();
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0) > before(0, 0) + 0.3);
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0) < before(0, 0) + 0.5);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == before);
    CHECK_FALSE(ui.studio().can_undo());
}
