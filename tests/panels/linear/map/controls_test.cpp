#include "panels/linear/map/controls.hpp"

#include "compute/linear/path.hpp"

#include <doctest/doctest.h>

#include <numbers>

using namespace eigenscope;

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

TEST_CASE("a factor acts on the matrix that the pull began with, and on nothing else of the panel") {
    LinearMapPanel from, now;
    now.matrix = Mat2{{7, 7}, {7, 8}};
    now.time = 0.25;
    const auto pulled = set(now, from, "shear", 0.5);
    REQUIRE(pulled);
    CHECK(pulled->matrix == Mat2(Mat2{{1, 0.5}, {0, 1}} * from.matrix));
    CHECK(pulled->time == 0.25);
    CHECK(set(now, from, "shear", 0)->matrix == from.matrix);
    from.matrix *= 1e9;
    CHECK_FALSE(set(now, from, "stretch", 3));
}

TEST_CASE("controls: what is greyed has a reason, and the rest of the members has a place") {
    LinearMapPanel panel;
    panel.matrix = Mat2{{1, 2}, {2, 4}};
    panel.drawing = {Vec2(1, 1)};
    int greyed = 0, wiped = 0;
    for (const Control& control : controls(panel, {}))
        if (const auto* row = std::get_if<Buttons>(&control))
            for (const Buttons::Button& button : row->buttons) {
                CHECK_FALSE(button.help.empty());
                greyed += button.result ? 0 : 1;
                if (button.result) wiped += button.result->get_if<LinearMapPanel>()->drawing.empty() ? 1 : 0;
            }
    CHECK(greyed == 1);                       // A⁻¹
    CHECK(wiped == 1);
}
