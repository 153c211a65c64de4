#include "headless.hpp"

#include "compute/probability/distribution.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

bool list_open() { return ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup); }

/// Clicks down the inspector until a drop-down opens.
void open_list(Headless& ui) {
    for (float y = 60; y < 400 && !list_open(); y += 9) ui.click({1420, y}), ui.frame();
    REQUIRE(list_open());
    ui.settle();
}

std::size_t law(Headless& ui) { return field<Distribution>(ui.shown().tiles[0].panel, "distribution").index(); }

}

TEST_CASE("a search that finds nothing keeps the keyboard, and no key goes through it") {
    Headless ui;
    ui.press({.key = 'P', .ctrl = true});
    ui.frame();
    ui.type("qqqq");
    ui.frame({{{.key = key::enter}}});
    ui.field_key(ImGuiKey_Enter);
    for (int i = 0; i < 3; ++i) ui.frame();
    REQUIRE(ui.session().palette.open);
    CHECK(ImGui::IsAnyItemActive());
    const Theme theme = ui.session().preferences.theme;
    for (const int code : {static_cast<int>(key::space), int{'F'}, int{'T'}, int{'2'}, static_cast<int>(key::tab), static_cast<int>(key::enter)}) ui.press({.key = code});
    CHECK_FALSE(ui.session().player.playing);
    CHECK_FALSE(ui.session().full_size);
    CHECK(ui.session().preferences.theme == theme);
    CHECK(ui.shown().focus == 0);
    ui.type("undo");
    ui.frame();
    CHECK(ui.session().palette.query.ends_with("undo"));
    ui.press({.key = key::escape});
    CHECK_FALSE(ui.session().palette.open);
}

TEST_CASE("no key of the pictures goes through the open help") {
    Headless ui;
    ui.press({.key = key::f1});
    ui.frame();
    for (const int code : {static_cast<int>(key::space), int{'F'}, int{'2'}}) ui.press({.key = code});
    CHECK_FALSE(ui.session().player.playing);
    CHECK_FALSE(ui.session().full_size);
    CHECK(ui.shown().focus == 0);
    ui.press({.key = key::f1});
    CHECK_FALSE(ui.session().help_open);
}

TEST_CASE("an open drop-down has the keys: they move, choose and close in it") {
    Document document = *document_of("distribution");
    document.tiles.push_back(document.tiles[0]);
    Headless ui(document);
    const std::size_t count = std::variant_size_v<Distribution>;
    const auto choose = [&](std::initializer_list<int> codes) {
        if (!list_open()) open_list(ui);
        for (const int code : codes) ui.press({.key = code}), ui.frame();
        ui.press({.key = key::enter});
        ui.frame();
        CHECK_FALSE(list_open());
        CHECK_FALSE(ui.session().full_size);
        ui.settle();
        return law(ui);
    };
    CHECK(choose({key::home, key::down, key::down}) == 2);
    CHECK(choose({key::down}) == 3);
    CHECK(choose({key::up, key::up}) == 1);
    CHECK(choose({key::end}) == count - 1);
    CHECK(choose({key::end, key::down}) == count - 1);
    CHECK(choose({key::home, key::up}) == 0);
    open_list(ui);
    for (const int code : {int{key::end}, int{key::space}, int{key::escape}}) ui.press({.key = code}), ui.frame();
    CHECK_FALSE(list_open());
    CHECK_FALSE(ui.session().player.playing);
    CHECK(law(ui) == 0);
    const auto& laws = value_type<Distribution>().alternatives;
    const auto starting = [&](char letter, std::size_t after) {
        for (std::size_t k = 1; k <= count; ++k)
            if (laws[(after + k) % count].label[0] == letter) return (after + k) % count;
        return after;
    };
    CHECK(choose({'P'}) == starting('P', 0));
    CHECK(choose({'G', 'G'}) == starting('G', starting('G', starting('P', 0))));
    CHECK(ui.shown().focus == 0);
}
