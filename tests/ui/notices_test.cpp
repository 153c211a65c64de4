#include "ui/notices.hpp"

#include "headless.hpp"
#include "ui/filing.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

constexpr Chord escape{.key = key::escape};

/// Unsaved work that another document takes the place of; each number makes another.
void lay_aside(Headless& ui, double number) {
    ui.studio().frame(false, [&](const Document&, Document& next) { change<Mat2>(next.tiles[0].panel, "matrix", [&](auto& m) { m(0, 0) = number; }); });
    ui.press({.key = 'N', .ctrl = true});
    ui.settle();
}

ImRect region(const char* name) {
    const ImGuiWindow* const window = ImGui::FindWindowByName(name);
    REQUIRE(window);
    return {window->Pos, {window->Pos.x + window->Size.x, window->Pos.y + window->Size.y}};
}

bool drawn(const char* name) {
    const ImGuiWindow* const window = ImGui::FindWindowByName(name);
    return window && window->Active;
}

double corner(Headless& ui) { return field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0); }

}

TEST_CASE("a message is a thin bar that covers no tile, and Esc closes it without losing what it is about") {
    for (const ImVec2 size : {ImVec2(1600, 900), ImVec2(1280, 720), ImVec2(700, 500), ImVec2(360, 640)}) {
        CAPTURE(size.x);
        Headless ui(default_document(), {}, size);
        lay_aside(ui, 3);
        REQUIRE(drawn("banner"));
        const ImRect bar = region("banner");
        CHECK(bar.GetHeight() <= (size.x > 1000 ? 36 : 84));             // where it is narrow, the buttons stand under the words
        for (const char* part : {"tile 0", "tile 1", "tile 2", "inspector", "timeline"})
            if (drawn(part)) CHECK_FALSE(region(part).Overlaps(bar));
        ui.press(escape);
        ui.settle();
        CHECK_FALSE(drawn("banner"));
        CHECK(ui.session().aside.size() == 1);
        CHECK_FALSE(ui.shell().close());       // it is still asked about before it could be lost
        ui.press(escape);
        lay_aside(ui, 4);                      // more of it: said again
        CHECK(drawn("banner"));
    }
}

TEST_CASE("the words of a message are there however narrow the window") {
    Headless ui;
    lay_aside(ui, 3);
    const Skin& skin = ui.shell().skin();
    CHECK(message_height(skin, ui.session(), ui.studio(), 1050) == 36);
    const double narrow = message_height(skin, ui.session(), ui.studio(), 300), narrower = message_height(skin, ui.session(), ui.studio(), 200);
    CHECK(narrow > 36 + 15);
    CHECK(narrower > narrow);
    ui.press(escape);
    CHECK(message_height(skin, ui.session(), ui.studio(), 1050) == 0);
}

TEST_CASE("Esc leaves recovered work and warnings where they belong") {
    Headless ui;
    ui.session().recoveries.emplace_back();
    ui.session().warnings = {"something was left out", "and something else"};
    ui.settle();
    REQUIRE(drawn("banner"));
    ui.press(escape);
    CHECK(ui.session().recoveries.size() == 1);
    ui.settle();
    REQUIRE(drawn("banner"));                  // the next one
    ui.press(escape);
    CHECK(ui.session().warnings.empty());
    ui.settle();
    CHECK_FALSE(drawn("banner"));
}

TEST_CASE("all that is laid aside is in a list, with its panels and when, and any of it comes back") {
    Headless ui;
    for (const double number : {3.0, 4.0, 5.0}) {
        lay_aside(ui, number);
        ui.frame({}, 1.0 / 60);
        ui.session().clock += 600;
    }
    REQUIRE(ui.session().aside.size() == 3);
    CHECK(spoken_aside(ui.session(), ui.session().aside[0]) == "untitled: Linear map, Descent, Gaussian (30 min ago)");
    CHECK(spoken_aside(ui.session(), ui.session().aside[2]) == "untitled: Linear map, Descent, Gaussian (10 min ago)");
    CHECK(answer_of_button(ui.session(), ui.studio(), 2) == Answer::list_aside);
    // The third button, at the right of the bar before the cross.
    const ImRect bar = region("banner");
    ui.click({bar.Max.x - 16 - 28 - 8 - 40, bar.GetCenter().y});
    ui.settle();
    REQUIRE(ui.session().palette.open);
    ui.press({.key = key::down});              // the one before the last
    ui.press({.key = key::enter});
    ui.settle();
    CHECK(corner(ui) == 4);
    CHECK(ui.session().aside.size() == 2);
    ui.press({.key = key::enter, .ctrl = true});
    CHECK(corner(ui) == 5);
}

TEST_CASE("what is said for a moment lies between tiles and timeline, however many things are said, and Esc takes it away") {
    Headless ui;
    for (const char* text : {"one", "two", "three"}) ui.session().tell(text);
    ui.frame();
    const float foot = region("tile 0").Max.y, track = region("timeline").GetCenter().y;
    const ImDrawList& list = *ImGui::GetForegroundDrawList();
    REQUIRE(list.VtxBuffer.Size > 0);
    for (const ImDrawVert& vertex : list.VtxBuffer) {
        CHECK(vertex.pos.y >= foot - 1);
        CHECK(vertex.pos.y < track - 5);       // neither the tiles nor what can be pulled
    }
    ui.press(escape);
    ui.frame();
    CHECK(ui.session().toasts.empty());
    CHECK(ImGui::GetForegroundDrawList()->VtxBuffer.Size == 0);
}

TEST_CASE("without a timeline what is said for a moment lies under the pictures") {
    for (const bool pictures_only : {false, true}) {
        CAPTURE(pictures_only);
        Headless ui;
        ui.session().preferences.show_timeline = false;
        ui.session().pictures_only = pictures_only;
        ui.settle();
        ui.session().tell("Saved lecture.json");
        ui.frame();
        const ImDrawList& list = *ImGui::GetForegroundDrawList();
        REQUIRE(list.VtxBuffer.Size > 0);
        for (std::size_t i = 0; i < 3; ++i) {
            const float foot = ui.view(i).at.y + static_cast<float>(ui.view(i).size.y());
            for (const ImDrawVert& vertex : list.VtxBuffer) CHECK(vertex.pos.y >= foot - 1);
        }
        for (const ImDrawVert& vertex : list.VtxBuffer) CHECK(vertex.pos.y <= 901);
    }
}

TEST_CASE("the list of what is laid aside shows it in small pictures, painted once and when they are seen") {
    Headless ui;
    lay_aside(ui, 3);
    lay_aside(ui, 4);
    ui.settle();
    for (const Session::Aside& aside : ui.session().aside) {
        REQUIRE(aside.pictures.size() == 3);
        for (const Picture& picture : aside.pictures) CHECK_FALSE(picture.empty());
    }
    CHECK(ui.session().small_pictures.empty());
    const int before = ui.painted;
    ui.session().palette = {.open = true, .fresh = true, .query = "bring back"};
    ui.settle();
    CHECK(ui.session().small_pictures.size() == 6);
    CHECK(ui.painted == before + 6);
    for (int i = 0; i < 5; ++i) ui.frame();
    CHECK(ui.painted == before + 6);
    // They belong to work: of what came back they are gone, and their place is free for others.
    ui.press({.key = key::enter});
    ui.settle();
    REQUIRE(corner(ui) == 4);
    lay_aside(ui, 5);
    ui.session().palette = {.open = true, .fresh = true, .query = "bring back"};
    ui.settle();
    CHECK(ui.session().small_pictures.size() <= 9);
}

TEST_CASE("nothing is explained before the pointer was moved") {
    Headless ui;
    CHECK_FALSE(ui.shell().skin().pointed);
    ui.move({0, 0});
    ui.frame();
    CHECK_FALSE(ui.shell().skin().pointed);
    ui.move(distribution_row);
    ui.frame();
    CHECK(drawn("##Tooltip_00"));
    // Nor is what a press or a key did covered by a word about what was pressed.
    ui.press({.key = 'T'});
    ui.frame();
    CHECK_FALSE(drawn("##Tooltip_00"));
    ui.move(moved(distribution_row, 3, 1));
    ui.frame();
    CHECK(drawn("##Tooltip_00"));
    ui.click(moved(distribution_row, 3, 1));
    ui.frame();
    ui.frame();
    CHECK_FALSE(drawn("##Tooltip_00"));
    ui.move(distribution_row);
    ui.frame();
    // Nothing lies over a picture's title or its matrix because the pointer rests on the title.
    ui.move({300, 36});
    ui.frame();
    ui.frame();
    CHECK_FALSE(drawn("##Tooltip_00"));
}
