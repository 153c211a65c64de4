#include "ui/hands.hpp"

#include <numbers>
#include <random>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

ink::Sheet sheet_with(std::vector<ink::HandleSpot> handles) {
    ink::Sheet sheet;
    sheet.size = Vec2(400, 300);
    sheet.plots.push_back({.id = "plane", .area = {Vec2(0, 0), Vec2(400, 300)}, .outer = {Vec2(0, 0), Vec2(400, 300)}, .window = {false, Vec2(1, 2), Vec2(4, 3)}});
    sheet.handles = std::move(handles);
    return sheet;
}

ink::HandleSpot spot(int id, Vec2 at, Handle::Shape shape = Handle::Shape::disc) {
    return {.plot = 0, .handle = {.id = id, .shape = shape}, .at = at};
}

/// Pixel to axis coordinates of a linear plot, written out independently of PlotFrame.
Vec2 at_pixel(const ink::PlotFrame& frame, const Camera& window, Vec2 p) {
    const Vec2 share((p.x() - frame.area.lo.x()) / frame.area.width(), (frame.area.hi.y() - p.y()) / frame.area.height());
    return window.center + (2 * share - Vec2::Ones()).cwiseProduct(window.half);
}

}

TEST_CASE("a handle is hit within 11 px and not beyond") {
    const auto sheet = sheet_with({spot(1, Vec2(100, 100)), spot(2, Vec2(118, 100))});
    CHECK(handle_at(sheet, Vec2(90, 100), 1)->handle.id == 1);
    CHECK(handle_at(sheet, Vec2(108, 100), 1)->handle.id == 1);
    CHECK(handle_at(sheet, Vec2(110, 100), 1)->handle.id == 2);
    CHECK(handle_at(sheet, Vec2(100, 111), 1)->handle.id == 1);
    CHECK(handle_at(sheet, Vec2(100, 111.1), 1) == nullptr);
    CHECK(handle_at(sheet, Vec2(100, 121), 2)->handle.id == 1);
}

TEST_CASE("of handles at one place the last one drawn is taken; a disc before a line") {
    CHECK(handle_at(sheet_with({spot(1, Vec2(50, 50)), spot(2, Vec2(50, 50))}), Vec2(52, 50), 1)->handle.id == 2);
    const auto both = sheet_with({spot(1, Vec2(50, 50)), spot(2, Vec2(50, 150), Handle::Shape::vertical)});
    CHECK(handle_at(both, Vec2(51, 50), 1)->handle.id == 1);
    CHECK(handle_at(both, Vec2(51, 250), 1)->handle.id == 2);      // a line x = const, anywhere along it
    const auto level = sheet_with({spot(3, Vec2(200, 80), Handle::Shape::horizontal)});
    CHECK(handle_at(level, Vec2(10, 85), 1)->handle.id == 3);
    CHECK(handle_at(level, Vec2(10, 95), 1) == nullptr);
}

TEST_CASE("the keyboard goes round the handles both ways") {
    const auto sheet = sheet_with({spot(4, Vec2(1, 1)), spot(7, Vec2(2, 2)), spot(9, Vec2(3, 3))});
    CHECK(next_handle(sheet, std::nullopt, 1) == HandleKey{0, 4});
    CHECK(next_handle(sheet, std::nullopt, -1) == HandleKey{0, 9});
    CHECK(next_handle(sheet, HandleKey{0, 9}, 1) == HandleKey{0, 4});
    CHECK(next_handle(sheet, HandleKey{0, 4}, -1) == HandleKey{0, 9});
    CHECK_FALSE(next_handle(sheet_with({}), std::nullopt, 1));
}

TEST_CASE("the smallest term under the pointer is lit") {
    auto sheet = sheet_with({});
    sheet.terms = {{"A", {Vec2(0, 0), Vec2(100, 50)}}, {"a11", {Vec2(10, 10), Vec2(20, 20)}}};
    CHECK(term_at(sheet, Vec2(15, 15)) == "a11");
    CHECK(term_at(sheet, Vec2(50, 15)) == "A");
    CHECK(term_at(sheet, Vec2(50, 60)).empty());
}

TEST_CASE("Shift holds level, upright, or the angle, whichever is nearest") {
    const Vec2 from(3, 4);
    CHECK(held_to_axis(from, Vec2(5, 4.1)) == Vec2(5, 4));
    CHECK(held_to_axis(from, Vec2(3.1, 7)) == Vec2(3, 7));
    const Vec2 along = held_to_axis(from, Vec2(6.1, 7.9));
    CHECK(std::abs(along.x() * 4 - along.y() * 3) < 1e-12);        // still on the ray through (3, 4)
    CHECK(held_to_axis(Vec2(0, 0), Vec2(2, 1)) == Vec2(2, 0));
}

TEST_CASE("Ctrl snaps to the grid and never to minus zero") {
    CHECK(snapped(Vec2(1.26, -0.74), Vec2(0.5, 0.5)) == Vec2(1.5, -0.5));
    CHECK_FALSE(std::signbit(snapped(Vec2(-0.1, -0.2), Vec2(0.5, 0.5)).x()));
    auto frame = sheet_with({}).plots[0];
    CHECK(snap_step(frame) == Vec2(0.5, 0.5));
    frame.window.half = Vec2(0.01, 0.01);
    CHECK(snap_step(frame).x() < 0.01);
}

TEST_CASE("zooming keeps the point under the pointer, panning moves with it") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> unit(-1, 1);
    const auto frame = sheet_with({}).plots[0];
    for (int i = 0; i < 1000; ++i) {
        const Vec2 pixel(200 + 190 * unit(random), 150 + 140 * unit(random));
        const Vec2 about = at_pixel(frame, frame.window, pixel);
        const double factor = std::exp(3 * unit(random));
        CAPTURE(i);
        const Camera closer = zoomed(frame.window, about, factor);
        CHECK((at_pixel(frame, closer, pixel) - about).norm() < 1e-12 * (1 + about.norm()) * 100);
        CHECK(std::abs(closer.half.x() * factor - frame.window.half.x()) < 1e-12);
        CHECK(std::abs(closer.half.y() / closer.half.x() - 0.75) < 1e-12);
        const Vec2 move(100 * unit(random), 100 * unit(random));
        const Camera pulled = panned(frame, frame.window, move);
        CHECK((at_pixel(frame, pulled, pixel + move) - about).norm() < 1e-12 * 100);
    }
}

TEST_CASE("zooming without end stays inside what a camera may be") {
    Camera camera{false, Vec2(0, 0), Vec2(4, 3)};
    for (int i = 0; i < 500; ++i) camera = zoomed(camera, Vec2(0.1, 0.1), 1.2);
    CHECK(camera.half.minCoeff() >= 1e-10);
    for (int i = 0; i < 1000; ++i) camera = zoomed(camera, Vec2(0.1, 0.1), 1 / 1.2);
    CHECK(camera.half.maxCoeff() <= 1e10);
    CHECK(camera.center.allFinite());
}

TEST_CASE("a view in space turns and comes nearer within its range") {
    Camera3 view = turned({}, Vec2(1e6, 1e6));
    CHECK(std::abs(view.azimuth) <= std::numbers::pi);
    CHECK(view.elevation == 1.5);
    CHECK(turned({}, Vec2(0, -1e6)).elevation == -1.5);
    CHECK(turned({.azimuth = 0}, Vec2(-720, 0)).azimuth == doctest::Approx(0).epsilon(1e-12));
    CHECK(nearer({}, 100).zoom == 5);
    CHECK(nearer({}, 0.001).zoom == 0.2);
}
