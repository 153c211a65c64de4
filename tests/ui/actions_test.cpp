#include "headless.hpp"

#include "compute/probability/distribution.hpp"
#include "ui/actions.hpp"
#include "ui/choosing.hpp"
#include "ui/palette.hpp"

#include <algorithm>
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
    std::size_t all = 0;
    for (const PanelType* type : panel_types()) all += type->presets().size();
    CHECK(presets == all);
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

namespace {

/// Whether one of the first commands that fit is called so.
bool finds(const std::vector<Command>& commands, std::string_view query, std::string_view text, std::size_t among = 5) {
    const auto found = matching(commands, query);
    return std::any_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(among, found.size())),
                       [&](const Command& command) { return command.text == text; });
}

const Panel& panel_in(Headless& ui) { return ui.shown().tiles[static_cast<std::size_t>(ui.shown().focus)].panel; }

void run_from_palette(Headless& ui, const std::string& query) {
    ui.press({.key = 'P', .ctrl = true});
    ui.frame();
    ui.type(query);
    ui.frame();
    ui.press({.key = key::enter});
    ui.settle();
}

}

TEST_CASE("the palette finds what a panel in focus can be set to, by the program's own words") {
    const auto laws = all_commands(*document_of("distribution"), {});
    for (const Alternative& law : value_type<Distribution>().alternatives) {
        CAPTURE(std::string(law.label));
        CHECK(finds(laws, law.label, "Distribution: " + std::string(law.label)));
    }
    CHECK(finds(laws, "student", "Distribution: Student t"));
    for (const ui::Command& command : ui::matching(laws, "student")) CHECK_MESSAGE(command.text.find("Student") != std::string::npos, command.text);
    CHECK(finds(laws, "density", "Distribution: Your own density"));
    CHECK(finds(laws, "compare", "Compare with another law: on"));
    CHECK(finds(all_commands(*document_of("linear-map"), {}), "singular", "Preset: Rank 1, singular"));
    const auto descent = all_commands(*document_of("descent"), {});
    CHECK(finds(descent, "your own function", "Function: Your own function"));
    CHECK(finds(descent, "heavy ball", "Methods 1, Optimizer: Heavy ball"));
    // Presets of all kinds, those of the panel in focus first.
    CHECK(finds(all_commands(*document_of("linear-map"), {}), "heavy ball", "Preset: Gradient descent, heavy ball, Nesterov"));
    const auto first = std::find_if(descent.begin(), descent.end(), [](const Command& c) { return std::holds_alternative<Command::UsePreset>(c.what); });
    REQUIRE(first != descent.end());
    CHECK(&std::get<Command::UsePreset>(first->what).panel.type() == find_panel_type("descent"));
}

TEST_CASE("a choice from the palette does what the form does") {
    Headless ui(*document_of("distribution"));
    run_from_palette(ui, "student t");
    CHECK(std::holds_alternative<StudentT>(field<Distribution>(panel_in(ui), "distribution")));
    run_from_palette(ui, "compare with another law");
    CHECK(field<bool>(panel_in(ui), "compare"));
    run_from_palette(ui, "compare with another law");
    CHECK_FALSE(field<bool>(panel_in(ui), "compare"));
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(field<bool>(panel_in(ui), "compare"));
    run_from_palette(ui, "gradient descent, heavy ball, nesterov");
    CHECK(&panel_in(ui).type() == find_panel_type("descent"));
}

TEST_CASE("every choice that the palette offers for a panel can be made, and is offered for what is there") {
    for (const PanelType* type : panel_types()) {
        const Panel panel = type->make();
        for (const Choosable& one : choosables(panel)) {
            CAPTURE(one.text);
            const Panel chosen = with_choice(panel, one.path, one.choice);
            CHECK(with_choice(chosen, one.path, one.choice) == chosen);
        }
        CHECK(with_choice(panel, {99}, 0) == panel);
    }
}
