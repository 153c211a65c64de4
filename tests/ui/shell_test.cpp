#include "headless.hpp"
#include "places.hpp"

#include "ui/gestures.hpp"
#include "compute/optimize/objective.hpp"
#include "compute/probability/distribution.hpp"

#include <cmath>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Mat2 matrix_of(const Panel& panel) {
    return field<Mat2>(panel, "matrix");
}

/// The index of a handle in the sheet of tile 0 by the panel's number.
std::size_t handle_index(Headless& ui, int id) {
    const auto& handles = ui.view(0).sheet.handles;
    for (std::size_t i = 0; i < handles.size(); ++i)
        if (handles[i].handle.id == id) return i;
    FAIL("there is no such handle");
    return 0;
}

}

TEST_CASE("a pulled column is in all three rooms in the same frame") {
    Headless ui;
    const std::size_t column = handle_index(ui, column1);
    const ImVec2 from = ui.handle(0, column);
    const ink::PlotFrame frame = ui.view(0).sheet.plots[0];
    ui.move(from);
    CHECK(ui.view(0).hot == HandleKey{0, column1});        // lights up before it is pressed
    ui.button(0, true);
    const Document before = ui.shown();
    ui.move(moved(from, 40, -30));
    const Mat2 A = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    CHECK((A - field<Mat2>(before.tiles[0].panel, "matrix")).norm() > 0.1);
    CHECK(matrix_of(ui.shown().tiles[2].panel) == A);
    CHECK(std::get<LeastSquares>(field<Objective>(ui.shown().tiles[1].panel, "objective")).matrix == A);
    // Not only the document: what is on the screen, in this very frame.
    CHECK(matrix_of(*ui.view(0).shown) == A);
    CHECK(matrix_of(*ui.view(2).shown) == A);
    // The head of the column is where the pointer is: nothing lags and nothing jumps.
    const Vec2 wanted = frame.to_math(frame.to_pixel(field<Mat2>(before.tiles[0].panel, "matrix").col(0)) + Vec2(40, -30));
    CHECK((A.col(0) - wanted).norm() < 1e-9);
    ui.button(0, false);
    ui.settle();
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == A);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(ui.shown() == before);
    ui.press({.key = 'Z', .ctrl = true, .shift = true});
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == A);
}

TEST_CASE("one gesture is one undo step, however many frames it takes") {
    Headless ui;
    const Document first = ui.shown();
    const ImVec2 from = ui.handle(0, handle_index(ui, column2));
    ui.move(from);
    ui.button(0, true);
    for (int i = 1; i <= 25; ++i) ui.move(moved(from, static_cast<float>(3 * i), static_cast<float>(-i)));
    ui.button(0, false);
    ui.settle();
    CHECK_FALSE(ui.shown() == first);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(ui.shown() == first);
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("the view stands still while the button is down") {
    Headless ui;
    const ImVec2 from = ui.handle(0, handle_index(ui, column1));
    ui.move(from);
    ui.button(0, true);
    std::vector<Camera> windows;
    for (std::size_t i = 0; i < 3; ++i) windows.push_back(ui.view(i).sheet.plots.at(0).window);
    for (int k = 1; k <= 30; ++k) {
        ui.move(moved(from, static_cast<float>(5 * k), static_cast<float>(-4 * k)));
        for (std::size_t i = 0; i < 3; ++i) {
            const Camera& window = ui.view(i).sheet.plots.at(0).window;
            CHECK((window.center - windows[i].center).norm() < 1e-9);
            CHECK((window.half - windows[i].half).norm() < 1e-9);
        }
    }
    ui.button(0, false);
    CHECK(field<Camera>(ui.shown().tiles[0].panel, "camera").automatic);
}

TEST_CASE("a press without a pull changes nothing") {
    Headless ui;
    const Document first = ui.shown();
    const ImVec2 at = ui.handle(0, handle_index(ui, column1));
    ui.click(moved(at, 4, 3));
    ui.settle();
    CHECK(ui.shown() == first);
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("Esc during a pull goes back to where it began, and the rest of the pull is ignored") {
    Headless ui;
    const Document first = ui.shown();
    const ImVec2 from = ui.handle(0, handle_index(ui, column1));
    ui.move(from);
    ui.button(0, true);
    ui.move(moved(from, 50, 50));
    REQUIRE_FALSE(ui.shown() == first);
    ui.press({.key = key::escape});
    CHECK(ui.shown() == first);
    ui.move(moved(from, 90, 10));
    CHECK(ui.shown() == first);
    ui.button(0, false);
    ui.settle();
    CHECK(ui.shown() == first);
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("Ctrl snaps to halves, Shift holds") {
    Headless ui;
    const ImVec2 from = ui.handle(0, handle_index(ui, column1));
    const Vec2 start = field<Mat2>(ui.shown().tiles[0].panel, "matrix").col(0);
    ui.move(from);
    ui.button(0, true);
    ui.modifiers(false, true);
    ui.move(moved(from, 55, -62));
    const Vec2 snapped_to = field<Mat2>(ui.shown().tiles[0].panel, "matrix").col(0);
    CHECK(snapped_to == (snapped_to * 2).array().round().matrix() / 2);
    ui.modifiers(true, false);
    ui.move(moved(from, 80, -6));
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(1, 0) == doctest::Approx(start.y()).epsilon(1e-9));
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0) > start.x() + 0.3);
    ui.modifiers(false, false);
    ui.button(0, false);
}

TEST_CASE("Tab and arrows: the keyboard moves handles by 0.1, with Shift by 0.01") {
    Headless ui;
    const Mat2 A = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    ui.press({.key = key::tab});
    REQUIRE(ui.view(0).focused);
    while (ui.view(0).focused->second != column1) ui.press({.key = key::tab});
    ui.press({.key = key::right});
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(0, 0) == doctest::Approx(A(0, 0) + 0.1).epsilon(1e-9));
    ui.press({.key = key::down, .shift = true});
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix")(1, 0) == doctest::Approx(A(1, 0) - 0.01).epsilon(1e-9));
    ui.press({.key = key::escape});
    CHECK_FALSE(ui.view(0).focused);
    const Mat2 now = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    ui.press({.key = key::right});             // without a handle in focus an arrow is a step in time
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == now);
}

TEST_CASE("an arrow key moves the end of a discrete law to the next whole number") {
    Document document = *document_of("distribution");
    put<Distribution>(document.tiles[0].panel, "distribution", Poisson{4});
    put(document.tiles[0].panel, "interval", Vec2(2, 6));
    Headless ui(document);
    const auto ends = [&] { return field<Vec2>(ui.shown().tiles[0].panel, "interval"); };
    ui.press({.key = key::tab});
    while (ui.view(0).focused->second != end_b) ui.press({.key = key::tab});
    ui.press({.key = key::right});
    CHECK(ends() == Vec2(2, 7));
    for (int i = 0; i < 2; ++i) ui.settle(), ui.press({.key = key::left});
    CHECK(ends() == Vec2(2, 5));
}

TEST_CASE("a double click on a handle types its place; nonsense keeps the last good picture") {
    Headless ui;
    const Mat2 before = field<Mat2>(ui.shown().tiles[0].panel, "matrix");
    ui.double_click(ui.handle(0, handle_index(ui, column1)));
    REQUIRE(ui.session().point.open);
    ui.frame();
    ui.type("banana, 2");
    ui.field_key(ImGuiKey_Enter);
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix") == before);
    CHECK(ui.session().point.open);
    CHECK(ui.session().point.sentence.find("banana") != std::string::npos);
    ui.session().point.text.clear();
    ui.frame();
    ui.type("-0.5, 2");
    ui.field_key(ImGuiKey_Enter);
    ui.frame();
    CHECK_FALSE(ui.session().point.open);
    CHECK(field<Mat2>(ui.shown().tiles[0].panel, "matrix").col(0) == Vec2(-0.5, 2));
}

TEST_CASE("the wheel zooms about the pointer, a drag beside handles pans, a double click there fits; none is an undo step") {
    Headless ui;
    const ImVec2 at = ui.empty_place(0);
    const Vec2 local(static_cast<double>(at.x - ui.view(0).at.x), static_cast<double>(at.y - ui.view(0).at.y));
    const Vec2 about = ui.view(0).sheet.plots[0].to_math(local);
    const double half = ui.view(0).sheet.plots[0].window.half.x();
    ui.move(at);
    ui.wheel(2);
    ui.frame();
    const ink::PlotFrame closer = ui.view(0).sheet.plots[0];
    CHECK(closer.window.half.x() == doctest::Approx(half / 1.44).epsilon(1e-6));
    CHECK((closer.to_math(local) - about).norm() < 1e-6);
    ui.button(1, true);
    ui.move(moved(at, 33, 21));
    ui.button(1, false);
    CHECK((ui.view(0).sheet.plots[0].to_math(local + Vec2(33, 21)) - about).norm() < 1e-6);
    ui.settle();
    CHECK_FALSE(ui.studio().can_undo());
    CHECK_FALSE(field<Camera>(ui.shown().tiles[0].panel, "camera").automatic);
    ui.double_click(ui.empty_place(0));
    ui.settle();
    CHECK(field<Camera>(ui.shown().tiles[0].panel, "camera").automatic);
    CHECK(ui.view(0).sheet.plots[0].window.half.x() == doctest::Approx(half).epsilon(1e-9));
}

TEST_CASE("a click on a tile gives it the focus") {
    Headless ui;
    ui.click(ui.empty_place(2));
    CHECK(ui.shown().focus == 2);
    ui.press({.key = '2'});
    CHECK(ui.shown().focus == 1);
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("undoing everything leads back to the first value") {
    Headless ui;
    const std::string first = encode_document(ui.shown());
    for (int i = 0; i < 12; ++i) {
        const ImVec2 from = ui.handle(0, handle_index(ui, 1 + i % 2));
        ui.move(from);
        ui.button(0, true);
        ui.move(moved(from, static_cast<float>(7 * (i % 5) - 12), static_cast<float>(9 * (i % 3) - 8)));
        ui.button(0, false);
        ui.settle();
    }
    CHECK(ui.studio().can_undo());
    for (int i = 0; i < 50 && ui.studio().can_undo(); ++i) ui.press({.key = 'Z', .ctrl = true});
    CHECK(encode_document(ui.shown()) == first);
}

TEST_CASE("time plays to its end, steps and stops; none of it is an undo step") {
    Headless ui;
    ui.press({.key = key::home});
    CHECK(field<double>(ui.shown().tiles[0].panel, "time") == 0);
    ui.press({.key = key::space});
    CHECK(ui.session().player.playing);
    CHECK(ui.shell().rest() == 0);
    double last = 0;
    for (int i = 0; i < 2000 && ui.session().player.playing; ++i) {
        ui.frame({}, 0.05);
        CHECK(field<double>(ui.shown().tiles[0].panel, "time") >= last);
        last = field<double>(ui.shown().tiles[0].panel, "time");
    }
    CHECK(last == 1);
    CHECK_FALSE(ui.session().player.playing);
    ui.press({.key = key::left});
    CHECK(field<double>(ui.shown().tiles[0].panel, "time") == doctest::Approx(0.95).epsilon(1e-12));
    ui.settle();
    CHECK_FALSE(ui.studio().can_undo());
}

TEST_CASE("when nothing moves, nothing is wanted and nothing is painted") {
    Headless ui;
    ui.settle();
    const int painted = ui.painted;
    CHECK(std::isinf(ui.shell().rest()));
    for (int i = 0; i < 5; ++i) ui.frame();
    CHECK(ui.painted == painted);
}

TEST_CASE("closing with unsaved work asks once; without, it closes") {
    Headless ui;
    CHECK(ui.shell().close());
    Headless other;
    other.press({.key = key::tab});
    other.press({.key = key::up});
    REQUIRE(other.studio().unsaved());
    CHECK_FALSE(other.shell().close());
    CHECK(other.session().quit_asked);
    CHECK_FALSE(other.session().quit);
    other.press({.key = key::escape});
    other.press({.key = key::escape});
    CHECK_FALSE(other.session().quit_asked);
    CHECK_FALSE(other.shell().close());
    other.frame();
    CHECK(other.shell().close());
    CHECK(other.session().quit);
}

TEST_CASE("every action can be run from the palette by keyboard") {
    for (const Action& action : actions()) {
        CAPTURE(std::string(action.label));
        Headless ui;
        ui.press({.key = 'P', .ctrl = true});
        REQUIRE(ui.session().palette.open);
        ui.frame();
        for (const char c : action.label)     // text fields get characters, not keys
            if (static_cast<unsigned char>(c) < 128) ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
        ui.frame();
        ui.frame();
        CHECK_FALSE(ui.session().palette.query.empty());
        ui.press({.key = key::enter});
        if (action.act != Act::palette) CHECK_FALSE(ui.session().palette.open);
        ui.frame();
        for (int i = 0; i < 3; ++i) ui.frame();
        if (action.act == Act::theme) CHECK(ui.session().preferences.theme == Theme::light);
        if (action.act == Act::layout_grid) CHECK(ui.shown().layout == Layout::grid);
        if (action.act == Act::close_tile) CHECK(ui.shown().tiles.size() == 2);
        if (action.act == Act::full_screen) CHECK(ui.session().full_screen);
        if (action.act == Act::help) CHECK(ui.session().help_open);
        if (action.act == Act::link) CHECK_FALSE(ui.shown().tiles[0].linked);
        if (action.act == Act::quit) CHECK(ui.session().quit);
        if (action.act == Act::open) CHECK(ui.session().browser.open);
    }
}

TEST_CASE("the size of everything changes live, within its range") {
    Headless ui;
    for (int i = 0; i < 60; ++i) ui.press({.key = '+', .ctrl = true});
    CHECK(ui.session().preferences.scale == 4);
    for (int i = 0; i < 90; ++i) ui.press({.key = '-', .ctrl = true});
    CHECK(ui.session().preferences.scale == 0.5);
    ui.press({.key = '0', .ctrl = true});
    CHECK(ui.session().preferences.scale == 1);
}

TEST_CASE("a document that took the place of unsaved work can be exchanged for it again") {
    Headless ui;
    ui.press({.key = key::tab});
    ui.press({.key = key::up});
    const Document mine = ui.shown();
    ui.press({.key = 'N', .ctrl = true});
    ui.settle();
    CHECK(ui.shown() == default_document());
    REQUIRE(ui.session().aside.size() == 1);
    CHECK(ui.session().aside.back().document == mine);
    CHECK_FALSE(ui.shell().close());           // what is laid aside is unsaved work as well
    CHECK_FALSE(ui.session().quit);
    CHECK(ui.session().quit_asked);
}

TEST_CASE("messages are answered by keyboard, and from the palette") {
    const Chord first{.key = key::enter, .ctrl = true}, second{.key = key::enter, .ctrl = true, .shift = true};
    Headless ui;
    ui.press(first);
    CHECK(ui.session().toasts.back().text == "No message asks for that");
    ui.press({.key = key::tab});
    ui.press({.key = key::up});
    const Document mine = ui.shown();
    ui.press({.key = 'N', .ctrl = true});
    REQUIRE(ui.session().aside.size() == 1);
    ui.press(first);                           // bring it back
    CHECK(ui.session().aside.empty());
    CHECK(ui.shown() == mine);
    ui.press({.key = 'N', .ctrl = true});
    ui.press(second);                          // discard it
    CHECK(ui.session().aside.empty());
    CHECK_FALSE(ui.studio().unsaved());

    ui.session().warnings = {"something was left out"};
    ui.press(second);                          // there is one button only
    CHECK(ui.session().warnings.size() == 1);
    ui.press(first);
    CHECK(ui.session().warnings.empty());

    ui.press({.key = key::tab});
    ui.press({.key = key::up});
    ui.press({.key = 'Q', .ctrl = true});
    ui.press(first);                           // save
    CHECK(ui.session().browser.open);
    CHECK_FALSE(ui.session().quit);
    ui.press({.key = key::escape});
    ui.press({.key = 'Q', .ctrl = true});
    ui.press(second);                          // quit without saving
    CHECK(ui.session().quit);
}

TEST_CASE("saving on the way out asks about what is laid aside, too") {
    const std::filesystem::path path = std::filesystem::path(build_folder()) / "quit_test.json";
    Headless ui;
    ui.press({.key = key::tab});
    ui.press({.key = key::up});
    ui.press({.key = 'N', .ctrl = true});
    ui.session().path = path;
    ui.press({.key = key::tab});
    ui.press({.key = key::up});
    ui.press({.key = 'Q', .ctrl = true});
    ui.press({.key = key::enter, .ctrl = true});
    CHECK(std::filesystem::remove(path));
    CHECK_FALSE(ui.studio().unsaved());
    CHECK_FALSE(ui.session().quit);
    CHECK(ui.session().quit_asked);
    ui.press({.key = key::enter, .ctrl = true}); // bring it back
    CHECK(ui.studio().unsaved());
    CHECK_FALSE(ui.session().quit_asked);
    CHECK(ui.session().aside.empty());
}
