#include "app/figure.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace eigenscope;

namespace {

/// The room of this kind, in a document of its own.
Document alone(const Panel& panel) {
    Document document;
    document.tiles.push_back({panel, false});
    return document;
}

bool says(const ink::Sheet& sheet, const std::string& text) {
    return std::any_of(sheet.labels.begin(), sheet.labels.end(), [&](const auto& label) { return label.text == text; });
}

/// What is computed of a panel, with a label of our own in the picture.
Derived marked(const Panel& panel) {
    Derived derived = derive_all(panel);
    derived.picture.front().marks.push_back(Label{.at = Vec2::Zero(), .text = formula::words("known")});
    return derived;
}

}

TEST_CASE("a figure takes what is known of its tiles, and computes what is known of other values only") {
    const Panel panel = panel_of("linear-map"), other = with(panel, "matrix", Mat2(2 * Mat2::Identity()));
    const std::vector<Derived> known = {marked(panel)}, old = {marked(other)};
    const Vec2 size(640, 480);
    CHECK(says(figure(alone(panel), size, {}, known), "known"));
    CHECK_FALSE(says(figure(alone(panel), size, {}, old), "known"));
    CHECK_FALSE(says(figure(alone(panel), size, {}), "known"));

    Document two = alone(panel);
    two.tiles.push_back({panel_of("gaussian"), false});
    CHECK(says(figure(two, {1200, 480}, {}, known), "known"));
    CHECK_FALSE(says(figure(two, {1200, 480}, {}, old), "known"));
}
