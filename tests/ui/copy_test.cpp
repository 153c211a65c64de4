#include "ui/facts_card.hpp"

#include "base/number.hpp"

#include "headless.hpp"
#include "compute/optimize/objective.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

constexpr Chord copy{.key = 'C', .ctrl = true};

std::string copied(Headless& ui) {
    ImGui::SetClipboardText("nothing");
    ui.press(copy);
    return ImGui::GetClipboardText();
}

const Fact& named(std::span<const Fact> facts, std::string_view name) {
    for (const Fact& fact : facts)
        if (fact.name == name) return fact;
    FAIL("there is no such fact");
    return facts.front();
}

std::vector<Fact> facts_of(const Panel& panel) { return derive_all(panel).facts; }

}

TEST_CASE("what is copied of a fact is the number that the card rounds, with all its digits") {
    const auto facts = facts_of(panel_of("linear-map"));
    CHECK(clipboard_text(named(facts, "det")) == "1.4400000000000002");
    CHECK(named(facts, "det").value == "1.44");
    CHECK(clipboard_text(named(facts, "eigenvalues")) == "1.9684658438426492, 0.731534156157351");
    CHECK(clipboard_text(named(facts, "singular_values")) == "2.0147344063956183, 0.714734406395618");
    CHECK(clipboard_text(named(facts, "symmetric")) == "no, |A−Aᵀ| = 0.5656854249492381");
    CHECK(clipboard_text(named(facts, "eigenvalue_kind")) == "two real");
    CHECK(hover_text(named(facts, "eigenvalues")).find("1.9684658438426492, 0.731534156157351") != std::string::npos);
    const Panel turn = with(panel_of("linear-map"), "matrix", Mat2{{0, -1}, {1, 0}});
    CHECK(clipboard_text(named(facts_of(turn), "eigenvalues")) == "0 ± 1 i");
}

TEST_CASE("a proven bracket is copied with both its ends") {
    const Panel own = with<Objective>(panel_of("descent"), "objective", ExpressionObjective("x^4 + y^2 - x y", Parameters{}));
    const auto facts = facts_of(own);
    const std::string text = clipboard_text(named(facts, "L_here"));
    const std::string_view dots = " … ";
    const std::size_t between = text.find(dots);
    REQUIRE(between != std::string::npos);
    const auto least = parse_number(text.substr(0, between)), most = parse_number(text.substr(between + dots.size()));
    REQUIRE(least);
    REQUIRE(most);
    // The largest curvature in the window: at x = 2, of [[12 x², -1], [-1, 2]]: 25 + sqrt(23² + 1).
    const double exact = 25 + std::sqrt(530.0);
    CHECK(*least <= exact);
    CHECK(exact <= *most);
    CHECK(*least < *most);
}

TEST_CASE("a probability that no double holds is copied in full") {
    Panel far = with(panel_of("distribution"), "interval", Vec2(50, 60));
    const auto facts = facts_of(far);
    CHECK(clipboard_text(named(facts, "probability")).find("10^-544.96633586199") == 0);         // log10 Q(50) = -544.966335861996654999 (mpmath)
    put(far, "interval", Vec2(-9, 9));
    CHECK(clipboard_text(named(facts_of(far), "probability")).find("1 - 2.25") == 0);     // 2 Φ(-9) = 2.25717681068e-19
}

TEST_CASE("Ctrl+C copies the fact under the pointer, as a click does") {
    Headless ui;
    ui.move(determinant_fact);
    ui.frame();
    CHECK(copied(ui) == "1.4400000000000002");
    ImGui::SetClipboardText("nothing");
    ui.click(determinant_fact);
    CHECK(ImGui::GetClipboardText() == std::string("1.4400000000000002"));
    REQUIRE_FALSE(ui.session().toasts.empty());
    CHECK(ui.session().toasts.back().text == "Copied 1.4400000000000002");
}

TEST_CASE("Ctrl+C copies the fact that has the keyboard") {
    Headless ui;
    ui.press({.key = key::f6});
    ui.press({.key = key::f6});
    ui.frame();
    ui.frame();
    REQUIRE(ui.session().zone == Zone::facts);
    CHECK(copied(ui) == "yes, σ₂/σ₁ = 0.35475366089284477");
    ui.field_key(ImGuiKey_DownArrow);
    CHECK(copied(ui) == "yes, det = 1.4400000000000002");
}

TEST_CASE("what is under the pointer is copied before what has the keyboard, unless the keyboard was moved last") {
    Headless ui;
    ui.click(first_cell);
    CHECK(copied(ui) == "1.6");
    ui.move(determinant_fact);
    ui.frame();
    CHECK(copied(ui) == "1.4400000000000002");
    ui.press({.key = key::tab});
    ui.frame();
    CHECK(copied(ui) == "0.8");
}

TEST_CASE("Ctrl+C copies the number of the headline under the pointer, and the place of a handle") {
    Document document;
    document.tiles = {{panel_of("distribution"), false}};
    Headless ui(document);
    const TileView& view = ui.view(0);
    REQUIRE_FALSE(view.sheet.terms.empty());
    const auto number = std::find_if(view.sheet.terms.begin(), view.sheet.terms.end(), [](const ink::TermSpot& spot) { return spot.term == "area"; });
    REQUIRE(number != view.sheet.terms.end());
    ui.move({view.at.x + static_cast<float>(number->box.center().x()), view.at.y + static_cast<float>(number->box.center().y())});
    ui.frame();
    CHECK(copied(ui) == "0.6826894921370859");
    Headless map;
    map.move(map.handle(0, 0));
    const Vec2 at = map.view(0).sheet.handles[0].handle.at;
    CHECK(copied(map) == shortest(at.x()) + ", " + shortest(at.y()));
}
