#include "headless.hpp"
#include "ui/controls.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numbers>
#include <set>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Document with(const Mat2& a) {
    Document document = default_document();
    LinearMapPanel panel;
    panel.matrix = a;
    document.tiles = {Tile{panel}};
    document.focus = 0;
    return document;
}

/// Clicks the button `index` of 4 under the matrix, wherever below the cells the row is; whether the document changed.
bool press_move(Headless& ui, int index) {
    const Document before = ui.shown();
    for (float y = 170; y < 230; y += 9) {
        ui.click({1310 + 70 * static_cast<float>(index), y});
        ui.settle();
        if (!(ui.shown() == before)) return true;
    }
    return false;
}

}

TEST_CASE("A⁻¹ and A² give exactly that, or nothing and a reason") {
    const auto move = [](const Mat2& a, std::size_t i) { return matrix_moves(a).at(i); };
    CHECK(*move(Mat2{{2, 1}, {1, 1}}, 2).result == Mat2{{1, -1}, {-1, 2}});
    CHECK(*move(Mat2{{2, 1}, {1, 1}}, 3).result == Mat2{{5, 3}, {3, 2}});
    CHECK_FALSE(move(Mat2{{1, 2}, {2, 4}}, 2).result);
    CHECK(move(Mat2{{1, 2}, {2, 4}}, 2).help.starts_with("A flattens the plane"));
    CHECK_FALSE(move(Mat2{{0.1, 0.7}, {0.3, 2.1}}, 2).result);
    // The inverse has entries near 1e13, which would be brought inside the range and be another matrix.
    CHECK_FALSE(move(Mat2{{1, 1}, {1, 1 + 1e-13}}, 2).result);
    CHECK(move(Mat2{{1, 1}, {1, 1 + 1e-13}}, 2).help.find("beyond") != std::string::npos);
    CHECK_FALSE(move(Mat2{{1e8, 0}, {0, 1}}, 3).result);
    CHECK(move(Mat2{{1, 2}, {2, 4}}, 3).result.has_value());
}

TEST_CASE("the buttons under the matrix: a greyed one does nothing") {
    Headless plain(with(Mat2{{2, 1}, {1, 1}}));
    CHECK(press_move(plain, 2));
    CHECK(map_of(plain.shown()).matrix == Mat2{{1, -1}, {-1, 2}});
    Headless flat(with(Mat2{{1, 2}, {2, 4}}));
    CHECK_FALSE(press_move(flat, 2));
    CHECK(press_move(flat, 1) == false);      // its own transpose
    CHECK(press_move(flat, 0));
    CHECK(map_of(flat.shown()).matrix == Mat2::Identity());
    // An inverse beyond the range is not brought inside, where it would be no inverse.
    Headless steep(with(Mat2{{1, 1}, {1, 1 + 1e-13}}));
    CHECK_FALSE(press_move(steep, 2));
}

TEST_CASE("rotate, stretch and shear are the matrices that they say, and nothing at their neutral number") {
    const auto [rotate, stretch, shear] = matrix_factors();
    for (const MatrixFactor& factor : {rotate, stretch, shear}) CHECK(factor.of(factor.neutral) == Mat2::Identity());
    CHECK((rotate.of(30) - rotation(std::numbers::pi / 6)).norm() <= 1e-15);
    CHECK(rotate.of(90) == Mat2{{0, -1}, {1, 0}});
    CHECK(rotate.of(180) == Mat2(-Mat2::Identity()));
    CHECK(rotate.of(-90) == Mat2{{0, 1}, {-1, 0}});
    CHECK((rotate.of(-135) - rotation(-3 * std::numbers::pi / 4)).norm() <= 1e-15);
    CHECK(stretch.of(-2) == Mat2{{-2, 0}, {0, 1}});
    CHECK(shear.of(0.5) == Mat2{{1, 0.5}, {0, 1}});
    CHECK(rotate.told(30) == "R(30°)");
    CHECK(shear.told(-0.5) == "[[1, −0.5], [0, 1]]");
}

TEST_CASE("a pull on a slider multiplies A by one factor, is one undo step, and leaves the slider neutral") {
    const Mat2 before{{2, 1}, {1, 1}};
    std::set<std::string> found;
    for (float y = 440; y < 640; y += 6) {
        Headless ui(with(before), {}, {1600, 1300});           // all controls are in sight
        ui.move({1440, y});
        ui.button(0, true);
        for (const float x : {1445.f, 1455.f, 1462.f}) ui.move({x, y});
        const auto pulled = ui.session().entry.multiplying;
        const Mat2 during = map_of(ui.shown()).matrix;
        ui.button(0, false);
        ui.settle();
        if (!pulled) continue;
        CAPTURE(y);
        found.insert(std::string(pulled->key));
        const auto factors = matrix_factors();
        const auto factor = std::find_if(factors.begin(), factors.end(), [&](const MatrixFactor& f) { return f.field.key == pulled->key; });
        CHECK(pulled->from == before);
        CHECK(during == Mat2(factor->of(pulled->amount) * before));
        CHECK(map_of(ui.shown()).matrix == during);
        CHECK_FALSE(ui.session().entry.multiplying);
        ui.studio().undo();
        ui.settle();
        CHECK(map_of(ui.shown()).matrix == before);
        CHECK_FALSE(ui.studio().can_undo());
    }
    CHECK(found == std::set<std::string>{"rotate", "shear", "stretch"});
}

TEST_CASE("a path that does not exist is greyed and cannot be chosen") {
    const auto flow_chosen = [](const Mat2& a) {
        for (float y = 220; y < 290; y += 9) {
            Headless ui(with(a));
            ui.click({1400, y});
            ui.settle();
            if (map_of(ui.shown()).path == MapPath::flow) return true;
        }
        return false;
    };
    CHECK(flow_chosen(LinearMapPanel().matrix));
    CHECK_FALSE(flow_chosen(Mat2{{0, 1}, {1, 0}}));
    CHECK_FALSE(flow_chosen(Mat2{{1, 2}, {2, 4}}));
}

TEST_CASE("what is no number keeps the state") {
    Headless ui;
    const Mat2 before = map_of(ui.shown()).matrix;
    for (const char* text : {"1/0", "nan", "", "2,5", "inf", "x"}) {
        CAPTURE(text);
        ui.double_click(first_cell);
        ui.frame();
        REQUIRE(ui.session().entry.id != 0);
        ui.frame();
        if (std::string_view(text).empty()) ui.field_key(ImGuiKey_Delete);
        ui.type(text);
        ui.field_key(ImGuiKey_Enter);
        ui.settle();
        CHECK(map_of(ui.shown()).matrix == before);
        CHECK(ui.session().entry.wrong.size() == 1);
        CHECK_FALSE(ui.studio().can_undo());
    }
}
