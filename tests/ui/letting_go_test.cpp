#include "base/limits.hpp"
#include "ui/headless.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

using namespace eigenscope;
using namespace eigenscope::ui;

// What is held, looked at or in focus, when something else comes in between.

namespace {

/// The region in which an item has a visible ring, or nothing.
std::string focused_window() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
#if IMGUI_VERSION_NUM < 19140
    const bool visible = !context.NavDisableHighlight;
#else
    const bool visible = context.NavCursorVisible;
#endif
    return visible && context.NavId != 0 && context.NavWindow ? context.NavWindow->Name : "";
}

constexpr Chord undo{.key = 'Z', .ctrl = true};

Document two_descents() {
    Document document;
    for (const double x : {1.0, 2.0}) {
        document.tiles.push_back({with(panel_of("descent"), "start", Vec2(x, 0.5)), false});
    }
    return document;
}

void pull(Headless& ui, std::size_t tile, float by) {
    const ImVec2 at = ui.handle(tile, 0);
    ui.move(at);
    ui.button(0, true);
    for (int i = 1; i <= 4; ++i) ui.move({at.x + by * static_cast<float>(i) / 4, at.y});
}

}

TEST_CASE("a pull ends when its tile leaves the screen") {
    for (const bool closed : {false, true}) {
        CAPTURE(closed);
        Headless ui;
        ui.press({.key = '3'});
        if (!closed) ui.press({.key = '3', .ctrl = true, .shift = true});      // one tile at a time
        ui.settle();
        pull(ui, 2, 20);
        REQUIRE(ui.session().holds_handle());
        if (closed) ui.press({.key = 'W', .ctrl = true});
        else ui.press({.key = '1'});
        ui.button(0, false);
        ui.settle();
        CHECK_FALSE(ui.session().holds_handle());
        const Mat2 before = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
        pull(ui, 0, 30);                       // and others can be taken hold of
        ui.button(0, false);
        CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") != before);
    }
}

TEST_CASE("undo in the middle of a pull takes back the pull, and it does not go on") {
    for (const float far : {0.f, 40.f}) {
        CAPTURE(far);
        Headless ui;
        pull(ui, 0, 30);
        ui.button(0, false);
        ui.settle();
        const Document before = ui.shown();
        pull(ui, 0, far);
        ui.press(undo);
        CHECK(ui.shown() == before);
        const ImVec2 at = ui.handle(0, 0);
        ui.move({at.x + 60, at.y + 20});
        ui.button(0, false);
        ui.settle();
        CHECK(ui.shown() == before);
        CHECK(ui.studio().can_undo());
        CHECK_FALSE(ui.studio().can_redo());
    }
}

TEST_CASE("one tile more than there is room for is refused in words, and changes nothing") {
    Headless ui;
    while (ui.shown().tiles.size() < limits::tiles) ui.press({.key = 'T', .ctrl = true});
    ui.press({.key = 'L'});                    // the last one goes its own way
    ui.press({.key = '1'});
    ui.settle();
    ui.session().toasts.clear();
    const Document before = ui.shown();
    REQUIRE_FALSE(before.tiles.back().linked);
    REQUIRE(before.tiles.front().linked);
    for (const int code : {'D', 'T'}) {
        for (int i = 0; i < 3; ++i) ui.press({.key = code, .ctrl = true});
        CHECK(ui.shown() == before);           // and it is said once, however often it is asked
        REQUIRE(ui.session().toasts.size() == 1);
        CHECK(ui.session().toasts.front().text.find(std::to_string(limits::tiles)) != std::string::npos);
        ui.session().toasts.clear();
    }
}

TEST_CASE("a closed tile leaves nothing to the one that takes its number") {
    Headless ui(two_descents());
    ui.press({.key = '1'});
    ui.press({.key = 'A', .shift = true});     // a loop in the first
    REQUIRE(ui.view(0).loop.from);
    const auto sheet = ui.view(1).shown;
    ui.press({.key = 'W', .ctrl = true});
    REQUIRE(ui.shown().tiles.size() == 1);
    CHECK_FALSE(ui.view(0).loop.from);
    // It moves into its new place, but not from the closed one's state.
    CHECK(ui.view(0).passage.progress == 1);
    CHECK(ui.view(0).shown == sheet);
}

TEST_CASE("a document that is opened does not begin as a picture of the one before") {
    Headless ui(two_descents());
    ui.press({.key = 'A', .shift = true});
    REQUIRE(ui.view(0).loop.from);
    ui.press({.key = 'N', .ctrl = true});
    CHECK_FALSE(ui.view(0).loop.from);
    for (std::size_t i = 0; i < ui.shown().tiles.size(); ++i) CHECK(ui.view(i).passage.progress == 1);
}

TEST_CASE("the palette has the keyboard whichever part had it before") {
    Headless ui;
    ui.press({.key = key::f6});
    REQUIRE(ui.session().zone != Zone::pictures);
    ui.press({.key = 'P', .ctrl = true});
    ui.frame();
    ui.press({.key = key::down});
    CHECK(ui.session().palette.chosen == 1);
    ui.press({.key = key::enter});
    CHECK_FALSE(ui.session().palette.open);
}

TEST_CASE("the keyboard is never in a part that is not shown") {
    Headless ui;
    ui.press({.key = key::f9});                // pictures only
    ui.press({.key = key::f6});                // the parts come back
    CHECK_FALSE(ui.session().pictures_only);
    CHECK(ui.session().zone == Zone::inspector);
    ui.press({.key = '2', .ctrl = true});      // the controls are folded away
    CHECK(ui.session().zone == Zone::pictures);

    Headless narrow(default_document(), {}, {420, 700});
    narrow.press({.key = key::f6});            // no room for the controls: the panels are next
    CHECK(narrow.session().zone == Zone::rail);
    CHECK(narrow.session().rail_called);
    narrow.press({.key = key::f6});
    CHECK(narrow.session().zone == Zone::pictures);
}

TEST_CASE("the keyboard goes round the parts, and each shows at once who has it") {
    Headless ui;
    const auto ring = [] { return focused_window(); };
    ui.press({.key = key::f6});
    ui.frame();
    CHECK(ui.session().zone == Zone::inspector);
    CHECK(ui.session().entry.ring == ui.session().entry.cells.at(0).id);       // the first entry of the matrix
    ui.press({.key = key::f6});
    ui.frame();
    CHECK(ui.session().zone == Zone::facts);
    CHECK(ring() == "facts");
    ui.press({.key = key::f6});
    CHECK(ui.session().zone == Zone::rail);
    CHECK(ring().find("panels") != std::string::npos);
    ui.press({.key = key::f6});
    CHECK(ui.session().zone == Zone::pictures);
}

TEST_CASE("arrows move in the list of panels once the keyboard is there") {
    Headless ui;
    for (const ImGuiKey key : {ImGuiKey_Space, ImGuiKey_Enter}) {
        ui.studio().frame(false, [](const Document&, Document& next) { next.focus = 0; });
        for (int i = 0; i < 4 && (i == 0 || ui.session().zone != Zone::rail); ++i) ui.press({.key = key::f6});
        REQUIRE(ui.session().zone == Zone::rail);
        ui.frame();
        for (int i = 0; i < 2; ++i) ui.field_key(ImGuiKey_DownArrow);          // the presets, the next panel
        ui.field_key(key);
        ui.settle();
        CHECK(ui.shown().focus == 1);          // another panel was chosen, and the inspector was not touched
        CHECK(ui.shown().tiles[0].panel == default_document().tiles[0].panel);
    }
}

TEST_CASE("Ctrl+C copies the number under the pointer, and Ctrl+Shift+C something else") {
    for (const bool shift : {true, false}) {
        CAPTURE(shift);
        Headless ui;
        ui.move(first_cell);
        ImGui::SetClipboardText("what was there");
        ui.press({.key = 'C', .ctrl = true, .shift = shift});
        CHECK((ImGui::GetClipboardText() == std::string("1.6")) == !shift);
    }
}
