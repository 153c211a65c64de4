#include "headless.hpp"
#include "ui/facts_card.hpp"
#include "compute/optimize/objective.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Document typed_room(std::string_view formula = "x^2 + a y^2", const Parameters& parameters = {{"a", 3}}) {
    Document document = *document_of("descent");
    put<Objective>(document.tiles[0].panel, "objective", ExpressionObjective(formula, parameters));
    tidy_document(document);
    return document;
}

ExpressionObjective own(Headless& ui) { return std::get<ExpressionObjective>(field<Objective>(ui.shown().tiles[0].panel, "objective")); }
std::string text(Headless& ui) { return own(ui).text.text(); }

/// The formula that the picture shows.
std::string seen(Headless& ui) { return std::get<ExpressionObjective>(field<Objective>(*ui.view(0).shown, "objective")).text.text(); }

// In the inspector of a window of 1600x900, under the choice of the function.
const ImVec2 formula_field{1440, 172};

/// Clicks into the field and goes to its end.
void enter_field(Headless& ui) {
    ui.click(formula_field);
    ui.frame();
    REQUIRE(ImGui::GetIO().WantTextInput);
    REQUIRE(ui.session().entry.live);
    ui.field_key(ImGuiKey_End);
}

void type_key(Headless& ui, char key) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(key));
    ui.frame();
}

}

TEST_CASE("each key that leaves a formula changes the document and the picture in its own frame") {
    Headless ui(typed_room("x^2", {}));
    enter_field(ui);
    const std::string keys = "+3y^2";
    std::string expected = "x^2", typed = expected;
    for (const char key : keys) {
        type_key(ui, key);
        typed += key;
        CAPTURE(typed);
        if (ExpressionObjective().text.read(typed)) expected = typed;
        CHECK(text(ui) == expected);
        for (int wait = 0; wait < 200 && ui.view(0).busy; ++wait) ui.frame();           // a machine that is busy with other things
        CHECK(seen(ui) == expected);
        CHECK(ui.session().entry.text == typed);
    }
    CHECK(text(ui) == "x^2+3y^2");
}

TEST_CASE("half a formula: the last good one stays, the field says what is missing and where, and nothing typed is lost") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type(" + ");
    CHECK(text(ui) == "x^2 + a y^2 ");        // a blank behind it is still a formula
    REQUIRE(ui.session().entry.wrong.size() == 1);
    const Entry::Wrong& wrong = ui.session().entry.wrong.begin()->second;
    CHECK(wrong.text == "x^2 + a y^2 + ");
    CHECK(wrong.column == 15);
    CHECK(wrong.sentence == "Column 15: something is missing at the end; the picture keeps x^2 + a y^2.");
    // The field is left, and entered again.
    ui.click({400, 780});
    ui.settle();
    CHECK_FALSE(ImGui::GetIO().WantTextInput);
    CHECK(text(ui) == "x^2 + a y^2 ");
    REQUIRE(ui.session().entry.wrong.size() == 1);
    CHECK(ui.session().entry.wrong.begin()->second.text == "x^2 + a y^2 + ");
    enter_field(ui);
    ui.type("x");
    CHECK(text(ui) == "x^2 + a y^2 + x");
    CHECK(ui.session().entry.wrong.empty());
}

TEST_CASE("one undo step for all that was typed, and Escape takes it back") {
    Headless ui(typed_room());
    const Document before = ui.shown();
    enter_field(ui);
    ui.type(" + x + 2");
    CHECK(text(ui) == "x^2 + a y^2 + x + 2");
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    REQUIRE(ui.studio().can_undo());
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(ui.shown() == before);
    CHECK_FALSE(ui.studio().can_undo());
    ui.press({.key = 'Z', .ctrl = true, .shift = true});
    CHECK(text(ui) == "x^2 + a y^2 + x + 2");
    ui.press({.key = 'Z', .ctrl = true});
    ui.settle();
    enter_field(ui);
    for (int i = 0; i < 5; ++i) ui.field_key(ImGuiKey_Backspace);
    ui.type("x + (");                         // a is gone, and the end is half typed
    CHECK(text(ui) != "x^2 + a y^2");
    ui.press({.key = key::escape});
    ui.settle();
    CHECK(ui.shown() == before);
    CHECK(ui.session().entry.wrong.empty());
    CHECK_FALSE(ImGui::GetIO().WantTextInput);
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("a press beside the field ends the step before it begins another") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type("+x");
    // The handle of the start is pulled without leaving the field first.
    const ImVec2 at = ui.handle(0, 0);
    ui.move(at);
    ui.button(0, true);
    for (int i = 1; i <= 10; ++i) ui.move(moved(at, static_cast<float>(4 * i), 0));
    ui.button(0, false);
    ui.settle();
    CHECK(field<Vec2>(ui.shown().tiles[0].panel, "start") != field<Vec2>(panel_of("descent"), "start"));
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(field<Vec2>(ui.shown().tiles[0].panel, "start") == field<Vec2>(panel_of("descent"), "start"));
    CHECK(text(ui) == "x^2 + a y^2+x");
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(text(ui) == "x^2 + a y^2");
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("a slider that jumps with the press that ends typing is a step of its own") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type("+x");
    ui.click({1350, 234});
    ui.settle();
    REQUIRE(own(ui).parameters.at(0).value < 0);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(own(ui).parameters == Parameters{{"a", 3}});
    CHECK(text(ui) == "x^2 + a y^2+x");
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(text(ui) == "x^2 + a y^2");
}

TEST_CASE("a click inside the field while typing does not end the step") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type("+x");
    ui.click(formula_field);
    ui.field_key(ImGuiKey_End);
    ui.type("+y");
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    CHECK(text(ui) == "x^2 + a y^2+x+y");
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(text(ui) == "x^2 + a y^2");
}

TEST_CASE("new names are parameters at once, gone with their name, and back with their value while one types") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type(" + b");
    CHECK(own(ui).parameters == Parameters{{"a", 3}, {"b", 1}});
    ui.field_key(ImGuiKey_Backspace);
    ui.field_key(ImGuiKey_Backspace);
    ui.type(" x");
    CHECK(own(ui).parameters == Parameters{{"a", 3}});
    ui.field_key(ImGuiKey_Home);
    for (int i = 0; i < 6; ++i) ui.field_key(ImGuiKey_Delete);
    CHECK(text(ui) == "a y^2 + x");
    ui.field_key(ImGuiKey_Delete);
    CHECK(text(ui) == " y^2 + x");
    CHECK(own(ui).parameters.empty());
    ui.type("a");
    CHECK(own(ui).parameters == Parameters{{"a", 3}});
}

TEST_CASE("saving while half a formula stands there saves the last good one") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type("+x+");
    const std::string file = encode_document(ui.shown());
    CHECK(file.find("\"x^2 + a y^2+x\"") != std::string::npos);
    ui.press({.key = 'S', .ctrl = true});
    ui.frame();
    CHECK(text(ui) == "x^2 + a y^2+x");
    REQUIRE(ui.session().entry.wrong.size() == 1);
    CHECK(ui.session().entry.wrong.begin()->second.text == "x^2 + a y^2+x+");
}

TEST_CASE("the mark goes when the formula becomes another one by other means") {
    Headless ui(typed_room());
    enter_field(ui);
    ui.type("+x+");
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    REQUIRE(ui.session().entry.wrong.size() == 1);
    ui.press({.key = 'Z', .ctrl = true});
    ui.settle();
    CHECK(text(ui) == "x^2 + a y^2");
    CHECK(ui.session().entry.wrong.empty());
}

TEST_CASE("a tile that is closed while one types leaves no gesture open") {
    Document two = typed_room();
    two.tiles.push_back(two.tiles[0]);
    two.layout = Layout::single;
    Headless ui(two);
    enter_field(ui);
    ui.type("+x");
    ui.studio().frame(true, [](const Document&, Document& next) { next.tiles = {Tile{panel_of("linear-map")}}; });
    ui.settle();
    CHECK_FALSE(ui.session().entry.live);
    CHECK(ui.studio().can_undo());
}

TEST_CASE("a text as long as it may be can be typed, and one more is refused") {
    std::string sum = "x";
    while (sum.size() + 4 <= 300) sum += " + y";
    Headless ui(typed_room(sum, {}));
    enter_field(ui);
    ui.type(" + x");
    CHECK(text(ui) == sum + " + x");
    CHECK(ui.session().entry.wrong.empty());
}

TEST_CASE("nothing that is proven in the window changes while a button is down") {
    Headless ui(typed_room("x^4 + y^2 - x y", {}));
    ui.settle();
    const auto said = [&] {
        std::string all;
        for (const Fact& fact : ui.view(0).facts) all += hover_text(fact) + "\n";
        return all;
    };
    const std::string before = said();
    REQUIRE_MESSAGE(before.find("… 48.02172886644272\n") != std::string::npos, before);     // the larger eigenvalue of [[12·2², -1], [-1, 2]]
    const ImGuiWindow* const facts = ImGui::FindWindowByName("facts");
    REQUIRE(facts);
    for (const ImVec2 at : {ImVec2(facts->Pos.x + 60, facts->Pos.y + 60), ImVec2(1440, 172), ui.empty_place(0), ui.handle(0, 0)}) {
        CAPTURE(at.x);
        ui.move(at);
        ui.button(0, true);
        ui.settle();
        CHECK(said() == before);
        ui.button(0, false);
        ui.settle();
        CHECK(said() == before);
    }
}

TEST_CASE("what is copied on the way to another value is what the document says") {
    Headless ui(typed_room("x^4 + y^2 - x y", {}));
    const ImVec2 start = ui.handle(0, 0);
    ui.move(start);
    ui.button(0, true);
    ui.move({start.x + 90, start.y + 40});
    ui.button(0, false);
    ui.settle();
    ui.press({.key = 'Z', .ctrl = true});
    for (int i = 0; i < 4; ++i) ui.frame();
    REQUIRE(ui.shell().rest() < 0.1);                                          // the picture is under way
    for (const char key : {'W', 'C'}) {
        ui.press({.key = key, .ctrl = true, .shift = true});
        const Panel& panel = ui.shown().tiles[0].panel;
        std::string expected;
        if (key == 'C')
            for (const Table& table : tables_of(panel)) expected += (expected.empty() ? "" : "\n") + to_csv(table);
        else expected = words_of(panel);
        CHECK(ImGui::GetClipboardText() == expected);
    }
}
