#include "headless.hpp"
#include "compute/optimize/objective.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

/// One random event out of everything that hands and keyboards can do, some of it absurd.
class Monkey {
public:
    Monkey(Headless& ui, unsigned seed) : ui_(ui), random_(seed) {}

    void act() {
        switch (pick(12)) {
        case 0: case 1: case 2: ui_.move(place()); break;
        case 3: case 4: press(pick(3)); break;
        case 5: ui_.wheel(static_cast<float>(pick(9)) - 4); break;
        case 6: ui_.modifiers(pick(3) == 0, pick(3) == 0); break;
        case 7: case 8: key(); break;
        case 9: ui_.type(std::string(1, "0123456789.-+e*/()x,\t qZ~"[static_cast<std::size_t>(pick(25))])); break;
        case 10: ui_.field_key(pick(2) == 0 ? ImGuiKey_Enter : ImGuiKey_Backspace); break;
        case 11: ui_.frame({}, pick(5) == 0 ? 10 : 1e-9); break;
        }
        if (pick(200) == 0) ImGui::GetIO().DisplaySize = {static_cast<float>(1 + pick(2500)), static_cast<float>(1 + pick(1500))};
        ui_.session().quit = false;
        // Files are for other tests: a monkey shall not write any.
        ui_.session().browser.open = false;
    }

private:
    int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

    ImVec2 place() {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        if (pick(40) == 0) return {-1e6f, 3e7f};
        // A formula that was typed in once is worth coming back to.
        const Entry& entry = ui_.session().entry;
        if (entry.hi.x > 0 && pick(4) == 0) return {(entry.lo.x + entry.hi.x) / 2, (entry.lo.y + entry.hi.y) / 2};
        const std::size_t tile = static_cast<std::size_t>(pick(static_cast<int>(ui_.shown().tiles.size())));
        const auto& handles = ui_.view(tile).sheet.handles;
        if (pick(2) == 0 && !handles.empty()) return ui_.handle(tile, static_cast<std::size_t>(pick(static_cast<int>(handles.size()))));
        return {static_cast<float>(pick(static_cast<int>(size.x) + 1)), static_cast<float>(pick(static_cast<int>(size.y) + 1))};
    }
    void press(int button) {
        down_[button] = !down_[button];
        ui_.button(button, down_[button]);
    }
    void key() {
        if (pick(2) == 0) return ui_.press({.key = pick(2) == 0 ? ' ' + pick(64) : 257 + pick(56), .ctrl = pick(2) == 0, .shift = pick(4) == 0}, pick(3) == 0);
        const auto list = actions();
        const Action& action = list[static_cast<std::size_t>(pick(static_cast<int>(list.size())))];
        // A new document begins a new history: seldom, or there would be none to go back in.
        if (action.act == Act::new_document && pick(40) != 0) return;
        // Unbounded text is slow to draw and no part of what is looked for.
        if (action.act == Act::larger && ui_.session().preferences.scale > 2) return;
        ui_.press(action.chord);
    }

    Headless& ui_;
    std::mt19937 random_;
    bool down_[3] = {};
};

void check_whole(Headless& ui) {
    const Document& shown = ui.shown();
    REQUIRE_FALSE(shown.tiles.empty());
    REQUIRE(shown.tiles.size() <= 12);
    REQUIRE(shown.focus >= 0);
    REQUIRE(shown.focus < static_cast<int>(shown.tiles.size()));
}

/// So many random events from this document on; how many steps they were.
int play(const Document& from, unsigned seed, int events, bool in_formula = false) {
    Headless ui(from, {}, {1280, 720});
    Monkey monkey(ui, seed);
    for (float y = 150; in_formula && !ui.session().entry.live; y += 6) {
        REQUIRE(y < 220);
        ui.click({1130, y});
        ui.frame();
    }
    Document first = ui.shown();
    for (int i = 0; i < events; ++i) {
        CAPTURE(i);
        monkey.act();
        check_whole(ui);
        if (!ui.studio().can_undo()) first = ui.shown();   // a new document begins a new history
    }
    for (int button = 0; button < 3; ++button) ui.button(button, false);
    ui.modifiers(false, false);
    ui.field_key(ImGuiKey_Enter);                          // a formula that is being typed is a gesture under way
    ui.session().player.playing = false;
    ui.settle();
    const std::string last = encode_document(ui.shown());
    const auto read = decode_document(last);
    REQUIRE(read);
    CHECK(read->warnings.empty());
    CHECK(read->document == ui.shown());
    int steps = 0;
    for (; ui.studio().can_undo() && steps < 4'000; ++steps) ui.studio().undo();
    CHECK_FALSE(ui.studio().can_undo());
    CHECK(same_but_view(ui.shown(), first));               // a view that was turned within the first gesture goes back with it
    for (int i = 0; i < steps; ++i) ui.studio().redo();
    CHECK(encode_document(ui.shown()) == last);
    return steps;
}

}

TEST_CASE("10,000 random events: nothing breaks, what is left can be saved and read, and every step undone and done again") {
    int all_steps = 0;
    for (const unsigned seed : {20240607u, 1u, 134u}) {
        CAPTURE(seed);
        all_steps += play(default_document(), seed, 3'333);
    }
    CHECK(all_steps > 0);
}

TEST_CASE("the same where a formula is typed") {
    Document document = *document_of("descent");
    put<Objective>(document.tiles[0].panel, "objective", ExpressionObjective());
    tidy_document(document);
    int all_steps = 0;                                     // a new document may come last, and has none
    for (const unsigned seed : {3u, 20240613u, 5u}) {
        CAPTURE(seed);
        all_steps += play(document, seed, 1'500, true);
    }
    CHECK(all_steps > 0);
}
