#include "ui/actions.hpp"
#include "ui/palette.hpp"

#include <set>

using namespace eigenscope;
using namespace eigenscope::ui;

TEST_CASE("the table names every action once") {
    std::set<int> seen;
    for (const Action& action : actions()) {
        CHECK(seen.insert(static_cast<int>(action.act)).second);
        CHECK_FALSE(action.label.empty());
        CHECK_FALSE(action.group.empty());
    }
    // The last enumerator: a new action that is missing in the table is noticed here.
    CHECK(seen.size() == static_cast<std::size_t>(Act::motion) + 1);
}

TEST_CASE("every action has a key, and no key means two things") {
    std::set<std::string> keys;
    for (const Action& action : actions()) {
        CAPTURE(std::string(action.label));
        CHECK(action.chord.key != key::none);
        for (const Chord& chord : {action.chord, action.other})
            if (chord.key != key::none) CHECK(keys.insert(spoken(chord)).second);
    }
}

TEST_CASE("keys find their action; typing and repetition are respected") {
    const auto act = [](Chord chord, bool typing = false, bool repeated = false) { return action_for({chord, repeated}, typing); };
    CHECK(act({.key = 'Z', .ctrl = true}) == Act::undo);
    CHECK(act({.key = 'Z', .ctrl = true, .shift = true}) == Act::redo);
    CHECK(act({.key = 'Y', .ctrl = true}) == Act::redo);
    CHECK_FALSE(act({.key = 'Z', .ctrl = true}, true));
    CHECK(act({.key = 'S', .ctrl = true}, true) == Act::save);
    CHECK(act({.key = key::space}) == Act::play);
    CHECK_FALSE(act({.key = key::space}, false, true));
    CHECK(act({.key = key::right}, false, true) == Act::step);
    CHECK_FALSE(act({.key = key::space}, true));
    CHECK(act({.key = '+', .ctrl = true, .shift = true}) == Act::larger);
    CHECK(act({.key = '=', .ctrl = true}) == Act::larger);
    CHECK(act({.key = '?', .shift = true}) == Act::help);
    CHECK_FALSE(act({.key = 'T', .shift = true}));
    // Reserved for presenting.
    for (const int reserved : {static_cast<int>(key::page_up), static_cast<int>(key::page_down), static_cast<int>('.'), static_cast<int>('B')})
        CHECK_FALSE(act({.key = reserved}));
}

TEST_CASE("keys are spoken as they are printed") {
    CHECK(spoken({.key = 'Z', .ctrl = true, .shift = true}) == "Ctrl+Shift+Z");
    CHECK(spoken({.key = key::f11}) == "F11");
    CHECK(spoken({.key = key::escape}) == "Esc");
    CHECK(spoken(Chord{}) == "");
}

TEST_CASE("the palette holds every action, panel, preset and tile; what an action is called finds it first") {
    const auto commands = all_commands(default_document(), {});
    std::set<int> acts;
    std::size_t panels = 0, presets = 0, tiles = 0;
    for (const Command& command : commands) {
        if (const Act* act = std::get_if<Act>(&command.what)) acts.insert(static_cast<int>(*act));
        panels += std::holds_alternative<Command::ShowPanel>(command.what) ? 1 : 0;
        presets += std::holds_alternative<Command::UsePreset>(command.what) ? 1 : 0;
        tiles += std::holds_alternative<Command::FocusTile>(command.what) ? 1 : 0;
    }
    CHECK(acts.size() == actions().size());
    CHECK(panels == panel_types().size());
    CHECK(presets == find_panel_type("linear-map")->presets().size());
    CHECK(tiles == 3);
    for (const Action& action : actions()) {
        CAPTURE(std::string(action.label));
        const auto found = matching(commands, action.label);
        REQUIRE_FALSE(found.empty());
        const Act* const first = std::get_if<Act>(&found.front().what);
        CHECK((first && *first == action.act));
    }
    CHECK(matching(commands, "undo").front().text == "Undo");
    CHECK(matching(commands, "").size() == commands.size());
    CHECK(matching(commands, "qqqqqq").empty());
}
