#include "headless.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <set>

using namespace eigenscope;
using namespace eigenscope::ui;

TEST_CASE("where form and facts do not fit, the facts keep nearly half of the inspector in sight") {
    Headless ui(default_document(), {}, {1600, 700});
    const double whole = ui.session().form_height + ui.session().facts_height;
    REQUIRE(whole > 700);
    CHECK(ui.session().facts_height > 0.4 * 500);
    CHECK(ui.session().form_height > 100);
}

TEST_CASE("a complaint is about the value it spoke of, and goes with it") {
    Entry entry;
    entry.wrong[7] = {"1e9", "1e9 is above the largest value here, 1000, which is used.", 1000};
    entry.check(7, 1000);
    CHECK(entry.wrong.contains(7));
    entry.check(7, 1.6);                      // undone, or pulled elsewhere
    CHECK_FALSE(entry.wrong.contains(7));
}

TEST_CASE("the time that is shown is the focused tile's, or that of another one while this one has none") {
    Headless ui;
    const auto shown = [&] { return ui.session().player.tile; };
    ui.studio().frame(false, [](const Document&, Document& next) { next.focus = 2; });        // the Gaussian has no time
    ui.settle();
    CHECK_FALSE(ui.view(2).timeline);
    ui.press(action_of(Act::play).chord);
    CHECK(ui.session().player.playing);
    CHECK(shown() == 0);
    ui.studio().frame(false, [](const Document&, Document& next) { next.focus = 1; });
    ui.frame();
    CHECK_FALSE(ui.session().player.playing);  // the focus went to another clock
}

TEST_CASE("a tile without time leaves the clock to the tile that plays, whichever stands first") {
    Document document;
    document.tiles = {{panel_of("descent"), false}, {panel_of("descent"), false}, {panel_of("gaussian"), false}};
    Headless ui(document);
    ui.press({.key = '2'});
    ui.press(action_of(Act::rewind).chord);
    ui.press(action_of(Act::play).chord);
    REQUIRE(ui.session().player.playing);
    ui.press({.key = '3'});
    for (int i = 0; i < 100; ++i) ui.frame();
    CHECK(ui.session().player.playing);
    CHECK(field<int>(ui.shown().tiles[1].panel, "shown") > 0);
    CHECK(ui.shown().tiles[0] == document.tiles[0]);
}

TEST_CASE("a loop belongs to its tile") {
    Headless ui;
    ui.view(0);
    ui.session().views[0].loop = {.from = 0.45, .to = 0.6};
    ui.studio().frame(false, [](const Document&, Document& next) { next.focus = 1; });
    ui.settle();
    ui.press(action_of(Act::play).chord);
    for (int i = 0; i < 200; ++i) ui.frame();
    CHECK(field<int>(ui.shown().tiles[1].panel, "shown") > 0);
}

TEST_CASE("what is true stays in sight under a form that is longer than the window") {
    Headless ui(default_document(), {}, {1600, 700});
    const ImGuiWindow* const facts = ImGui::FindWindowByName("facts");
    REQUIRE(facts);
    REQUIRE(ui.session().form_height > 400);
    CHECK(facts->Size.y > 200);
    CHECK(facts->Pos.y + facts->Size.y <= 700);
}

TEST_CASE("whatever has the keyboard has a ring, whole and in sight") {
    for (const int zone : {1, 2, 3}) {        // controls, facts, list of panels
        Headless ui;
        for (int i = 0; i < zone; ++i) ui.press({.key = key::f6});
        ui.settle();
        std::set<ImGuiID> seen;
        for (int step = 0; step < 40; ++step) {
            const ImGuiContext& context = *ImGui::GetCurrentContext();
            ImGuiWindow* const window = context.NavWindow;
            REQUIRE(window);
            seen.insert(context.NavId);
            ImRect item = ImGui::WindowRectRelToAbs(window, window->NavRectRel[0]);
            CHECK(item.GetHeight() > 10);
            item.ClipWith(window->InnerClipRect);
            CHECK(item.GetHeight() > 10);
            CAPTURE(zone);
            CAPTURE(step);
            // The ring's corners, near those of the item.
            ImVec2 lo(1e9f, 1e9f), hi(-1e9f, -1e9f);
            for (const ImDrawVert& vertex : window->DrawList->VtxBuffer) {
                const bool near = vertex.pos.x > item.Min.x - 6 && vertex.pos.x < item.Max.x + 6 && vertex.pos.y > item.Min.y - 6 && vertex.pos.y < item.Max.y + 6;
                if (vertex.col != ui.shell().skin().colors.link || !near) continue;
                lo = {std::min(lo.x, vertex.pos.x), std::min(lo.y, vertex.pos.y)};
                hi = {std::max(hi.x, vertex.pos.x), std::max(hi.y, vertex.pos.y)};
            }
            CHECK(lo.x < item.Min.x + 2);
            CHECK(lo.y < item.Min.y + 2);
            CHECK(hi.x > item.Max.x - 2);
            CHECK(hi.y > item.Max.y - 2);
            ui.field_key(step % 5 == 4 ? ImGuiKey_RightArrow : ImGuiKey_DownArrow);
            ui.settle();
        }
        CHECK(seen.size() > 5);
    }
}

TEST_CASE("of the linear map's controls, what is shown can be chosen without scrolling at 1600x900") {
    Headless ui;
    int chosen = 0;
    for (float y = 280; y < 460; y += 3) {
        const Panel before = ui.shown().tiles[0].panel;
        ui.click({1310, y});
        const Panel& after = ui.shown().tiles[0].panel;
        const auto differs = [&](const char* key) { return field<bool>(before, key) != field<bool>(after, key); };
        const bool toggled = differs("show_ghost") || differs("show_square") || differs("show_circle") || differs("show_eigenlines") || differs("show_singular");
        chosen += toggled ? 1 : 0;
    }
    CHECK(chosen >= 5 * 8);                   // each box is 27 px high
}
