// How the interface sets words: colours that can be read, lines broken where they may be, tooltips beside what they explain.
#include "headless.hpp"
#include "ui/facts_card.hpp"

#include <doctest/doctest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Skin skin_with_fonts() {
    Skin skin;
    skin.fonts = build_fonts(1, Glyphs::all);
    return skin;
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

const ImGuiWindow* tooltip() {
    for (const ImGuiWindow* window : GImGui->Windows)
        if (window->Active && (window->Flags & ImGuiWindowFlags_Tooltip) != 0 && !window->Hidden) return window;
    return nullptr;
}

}

TEST_CASE("words of every kind can be read on every ground of the interface, in every theme") {
    for (const Theme theme : {Theme::dark, Theme::light, Theme::projector}) {
        const Colors c = colors_of(theme);
        const ImU32 words[] = {c.brightest, c.text, c.soft, c.muted, c.link, c.good, c.bad, c.doubtful, c.first, c.second};
        const ImU32 grounds[] = {c.window, c.rail, c.panel, c.field, c.hovered, c.selected, c.overlay};
        CAPTURE(static_cast<int>(theme));
        for (std::size_t i = 0; i < std::size(words); ++i)
            for (std::size_t j = 0; j < std::size(grounds); ++j) {
                CAPTURE(i);
                CAPTURE(j);
                CHECK(contrast(rgba_of(words[i]), rgba_of(grounds[j])) >= 4.5);
            }
        // What is chosen is said in these only.
        for (const ImU32 color : {c.brightest, c.text, c.soft}) CHECK(contrast(rgba_of(color), rgba_of(c.chosen)) >= 4.5);
    }
}

TEST_CASE("lines are broken at spaces and nowhere else, least of all in a number") {
    const Headless ui;
    const Skin skin = skin_with_fonts();
    std::mt19937 random(5);
    const char* pieces[] = {"f", "=", "3.6886\u00a0·\u00a010⁻⁵,", "−0.00103;", "x₅", "(0.41,", "−0.07)", "raises", "6.02214076\u00a0·\u00a010²³.", "?", "1,234.5", "minimum!"};
    for (int i = 0; i < 300; ++i) {
        std::string text;
        for (int k = 0; k < 12; ++k) text += std::string(k > 0 ? " " : "") + pieces[random() % std::size(pieces)];
        const float width = 110 + static_cast<float>(random() % 300);
        const std::string lines = wrapped(skin, Type::small, text, width);
        CAPTURE(lines);
        CHECK(words_of(lines) == words_of(text));
        CHECK(text_size(skin, Type::small, lines).x <= width);
        std::istringstream in(lines);
        for (std::string line; std::getline(in, line);) CHECK((!line.empty() && line.front() != ' '));
    }
    CHECK(wrapped(skin, Type::small, "one\ntwo", 300) == "one\ntwo");
    CHECK(wrapped(skin, Type::small, "", 300).empty());
    // A path has no spaces: it is broken where it must, and nothing is lost.
    const std::string path = "/home/somebody/lectures/2026/numerics/conditioning-of-matrices.json";
    std::string broken = wrapped(skin, Type::small, path, 120);
    CHECK(text_size(skin, Type::small, broken).x <= 120);
    std::erase(broken, '\n');
    CHECK(broken == path);
    CHECK(wrapped(skin, Type::small, "word", 1).size() == 7);      // a letter a line, and an end
}

TEST_CASE("a tooltip does not cover what it explains") {
    Headless ui;
    int seen = 0;
    const auto look = [&](ImVec2 at, float half) {
        ui.move(at);
        ui.frame();
        ui.frame();
        const ImGuiWindow* window = tooltip();
        if (!window) return;
        ++seen;
        const ImRect box(window->Pos, {window->Pos.x + window->Size.x, window->Pos.y + window->Size.y});
        CAPTURE(at.x);
        CAPTURE(at.y);
        CHECK_FALSE(box.Overlaps({{at.x - half, at.y - half}, {at.x + half, at.y + half}}));
        CHECK(box.Min.x >= 0);
        CHECK(box.Max.x <= 1600);
        CHECK(box.Min.y >= 0);
        CHECK(box.Max.y <= 900);
    };
    // Along the whole inspector, and over the pictures.
    for (float y = 60; y < 800; y += 9) look({1330, y}, 3);
    // Nor what comes after it in its column.
    for (float y = 60; y < 880; y += 9)
        for (const float x : {60.f, 1400.f}) {
            look({x, y}, 3);
            const ImGuiWindow* window = tooltip();
            if (window) CHECK((window->Pos.x >= 190 && window->Pos.x + window->Size.x <= 1275));
        }
    for (float y = 60; y < 800; y += 40)
        for (float x = 230; x < 1250; x += 40) look({x, y}, 4);
    CHECK(seen > 20);
}

TEST_CASE("four tiles on a projector: one large, the others in a strip; a press brings another one forward") {
    Document document = default_document();
    document.tiles.push_back({panel_of("distribution"), false});
    Preferences preferences;
    preferences.theme = Theme::projector;
    Headless ui(document, preferences, {1280, 720});
    const auto area = [&](std::size_t i) { return ui.view(i).size.x() * ui.view(i).size.y(); };
    CHECK(ui.session().inspector_shown == false);
    CHECK(ui.view(0).size.x() > 0.7 * 1280);
    for (std::size_t i = 1; i < 4; ++i) {
        CHECK(ui.view(i).folded);
        CHECK(area(i) < 0.1 * area(0));
        CHECK(ui.view(i).sheet.handles.empty());
    }
    ui.click(moved(ui.view(2).at, 40, 40));
    ui.settle();
    CHECK(ui.shown().focus == 2);
    CHECK_FALSE(ui.view(2).folded);
    CHECK(ui.view(0).folded);
    CHECK(area(2) > 10 * area(0));
    // Its place in the document is the same.
    CHECK(ui.shown().tiles == document.tiles);
    ui.press(action_of(Act::show_inspector).chord);
    ui.settle();
    CHECK(ui.session().inspector_shown);
    ui.press(action_of(Act::show_inspector).chord);
    ui.settle();
    CHECK_FALSE(ui.session().inspector_shown);
    CHECK(ui.session().preferences.show_inspector);
}

TEST_CASE("what a verdict rests on is never the beginning of a number") {
    Headless ui;
    const Skin skin = skin_with_fonts();
    Fact fact;
    fact.residual = "|Av − λv| = 2.8e−17";
    fact.residual_number = 2.7755575615628914e-17;
    const float whole = text_size(skin, Type::small, fact.residual).x;
    CHECK(residual_in(skin, fact, whole) == fact.residual);
    std::set<std::string> seen;
    for (float room = 0; room < whole; ++room) {
        const std::string said = residual_in(skin, fact, room);
        CHECK(text_size(skin, Type::small, said).x <= room);
        seen.insert(said);
    }
    CHECK(seen == std::set<std::string>{"", "3e−17", "2.8e−17"});
    fact.residual = "A ≠ Aᵀ";
    CHECK(residual_in(skin, fact, text_size(skin, Type::small, "A ≠…").x) == "A ≠…");
}

TEST_CASE("what several facts share before their names stands over them once") {
    const auto named = [](std::string label) {
        Fact fact;
        fact.label = std::move(label);
        return fact;
    };
    const std::vector<Fact> facts = {named("minimum"), named("Heavy ball: steps"), named("Heavy ball: value"), named("Newton: steps"), named("BFGS: rate"),
                                     named("Adam: steps"), named("Adam: value")};
    CHECK(shared_heads(facts) == std::vector<std::string>{"", "Heavy ball", "Heavy ball", "", "", "Adam", "Adam"});
    CHECK(shared_heads({}).empty());
}
