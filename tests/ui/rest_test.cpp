#include "document/folder.hpp"
#include "headless.hpp"
#include "ui/motion.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

constexpr Chord escape{.key = key::escape};

/// Lets what moves come to an end and messages go away; whether nothing at all is wanted then.
bool comes_to_rest(Headless& ui) {
    ui.settle();
    for (int i = 0; i < 40 && !ui.session().toasts.empty(); ++i) ui.frame({}, 1);
    ui.settle();
    return std::isinf(ui.shell().rest());
}

void accept(Headless& ui, const std::filesystem::path& path) {
    REQUIRE(ui.session().browser.open);
    ui.session().browser.name = path.string();
    ui.settle();
    ui.field_key(ImGuiKey_Enter);
    ui.frame();
}

}

TEST_CASE("nothing is drawn again once a dialog, the palette, a message or a drag is over") {
    const Folder folder;
    Headless ui;
    ui.session().services.save_figure = [](const Document&, std::span<const Derived>, Vec2, const ink::Look&, const std::filesystem::path&) { return done(); };
    const auto at = [&](double x, double y) { return ImVec2{static_cast<float>(x), static_cast<float>(y)}; };
    const std::vector<std::pair<std::string, std::function<void()>>> doings = {
        {"a scene is saved", [&] { ui.press({.key = 'S', .ctrl = true}); accept(ui, folder / "a.json"); CHECK_FALSE(ui.session().browser.open); }},
        {"a scene is opened", [&] { ui.press({.key = 'O', .ctrl = true}); accept(ui, folder / "a.json"); CHECK_FALSE(ui.session().browser.open); }},
        {"a figure is saved", [&] { ui.press({.key = 'E', .ctrl = true}); accept(ui, folder / "a.png"); CHECK_FALSE(ui.session().browser.open); }},
        {"a name is refused", [&] { ui.press({.key = 'O', .ctrl = true}); accept(ui, folder / "none.json"); CHECK(ui.session().browser.open); }},
        {"a dialog is left", [&] { ui.press(escape); CHECK_FALSE(ui.session().browser.open); }},
        {"the palette comes and goes", [&] { ui.press({.key = 'P', .ctrl = true}); ui.settle(); ui.press(escape); }},
        {"a command is chosen", [&] { ui.press({.key = 'P', .ctrl = true}); ui.settle(); ui.type("theme"); ui.press({.key = key::enter}); }},
        {"the help comes and goes", [&] { ui.press({.key = key::f1}); ui.settle(); ui.press(escape); }},
        {"something is copied", [&] { ui.press({.key = 'W', .ctrl = true, .shift = true}); CHECK_FALSE(ui.session().toasts.empty()); }},
        {"a column is dragged", [&] {
             const ImVec2 from = ui.handle(0, 0);
             ui.move(from), ui.button(0, true), ui.move(moved(from, 30, 10)), ui.button(0, false);
         }},
        {"a place is typed and given up", [&] { ui.double_click(ui.handle(0, 0)); ui.type("nonsense"); ui.field_key(ImGuiKey_Enter); ui.frame(); ui.press(escape); }},
        {"a number is typed", [&] { ui.double_click(first_cell); ui.frame(); ui.type("2"); ui.field_key(ImGuiKey_Enter); }},
        {"the keyboard goes round", [&] { for (int i = 0; i < 3; ++i) ui.press({.key = key::f6}); }},
        {"another document", [&] { ui.press({.key = 'N', .ctrl = true}); }},
        {"a press on nothing", [&] { ui.click(at(700, 6)); }},
    };
    for (const auto& [what, act] : doings) {
        CAPTURE(what);
        act();
        CHECK(comes_to_rest(ui));
    }
}

TEST_CASE("a plot that turns from the plane into space takes no eased window along") {
    TileView view;
    Picture picture(1);
    picture[0].id = "plot";
    ease_windows(view, picture, 0.01, false);
    picture[0].camera.center = {5, 5};
    ease_windows(view, picture, 0.01, false);
    REQUIRE(moving(view));
    picture[0].in_space = true;
    for (int i = 0; i < 200; ++i) ease_windows(view, picture, 0.1, false);
    CHECK_FALSE(moving(view));
}
