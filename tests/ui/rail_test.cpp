#include "headless.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

TEST_CASE("the plus beside a panel opens it in a tile of its own, and no tile is lost") {
    for (int time = 0; time < 5; ++time) {
        Headless ui;
        const Document before = ui.shown();
        ui.click(distribution_plus);
        ui.settle();
        REQUIRE(ui.shown().tiles.size() == before.tiles.size() + 1);
        for (std::size_t i = 0; i < before.tiles.size(); ++i) CHECK(ui.shown().tiles[i] == before.tiles[i]);
        CHECK(is_panel(ui.shown().tiles.back().panel, "distribution"));
        ui.press({.key = 'Z', .ctrl = true});
        CHECK(ui.shown() == before);
    }
}

TEST_CASE("the name beside it shows the panel in the place of the tile in focus, as before") {
    Headless ui;
    ui.click(distribution_row);
    ui.settle();
    CHECK(ui.shown().tiles.size() == 3);
    CHECK(is_panel(ui.shown().tiles[0].panel, "distribution"));
}

TEST_CASE("a tile more, the keys, the theme and the size of the text are within reach in the wide list of panels") {
    Headless ui;
    ui.click({150, 760});
    ui.settle();
    CHECK(ui.shown().tiles.size() == 4);
    ui.click({150, 790});
    ui.settle();
    CHECK(ui.session().help_open);
    ui.press({.key = key::escape});
    ui.click({38, 827});
    ui.settle();
    CHECK(ui.session().preferences.theme == Theme::light);
    ui.click({158, 827});
    ui.settle();
    CHECK(ui.session().preferences.scale > 1);
    ui.press({.key = '0', .ctrl = true});
    ui.settle();
    ui.click({98, 827});
    ui.settle();
    CHECK(ui.session().preferences.scale < 1);
    Headless low(default_document(), {}, {1600, 400});          // here the list itself has the room
    low.click({150, 260});
    low.settle();
    CHECK(low.shown().tiles.size() == 3);
}
