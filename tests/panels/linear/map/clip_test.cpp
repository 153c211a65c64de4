#include "ink/pictures.hpp"
#include "panels/linear/map/linear_map.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

TEST_CASE("however far M throws things, what is inked stays near the plot, and nothing is dropped") {
    const Vec2 size(640, 480);
    const Mat2 extremes[] = {Mat2{{1e9, 0}, {0, 1e9}},         Mat2{{1e9, 1e9}, {-1e9, 1e9}}, Mat2{{1e9, 0}, {0, 1e-9}},
                             Mat2{{1e9, 1e9}, {1e9, 1e9 - 1}}, Mat2{{1, 1e9}, {0, 1}},        Mat2{{1e-300, 0}, {0, 1e9}}};
    for (const Mat2& a : extremes)
        for (const double time : {0.3, 1.0})
            for (const bool close : {false, true}) {
                LinearMapPanel panel;
                panel.matrix = a;
                panel.time = time;
                panel.show_singular = panel.show_nearest = panel.show_glyph = panel.show_vector = true;
                panel.drawing = {Vec2(-100, 3), Vec2(0, 0), Vec2(100, 100)};
                // Looked at from nearby, nearly all of it lies out of sight.
                if (close) panel.camera = Camera{.automatic = false, .half = Vec2(2, 2)};
                ink::Sheet sheet = ink::lay_out(depict(panel, derive(panel)), size, {});
                CAPTURE(a);
                CAPTURE(time);
                CAPTURE(close);
                CHECK(sheet.rejected == 0);
                CHECK_FALSE(sheet.strokes.empty());
                // Painters clip a lattice themselves; handles and hovers are places, not ink.
                for (const auto& lattice : test::all<ink::Lattice>(sheet)) CHECK(lattice.basis.cwiseAbs().maxCoeff() <= limits::pixel);
                std::erase_if(sheet.strokes, [](const auto& stroke) { return std::holds_alternative<ink::Lattice>(stroke); });
                sheet.handles.clear();
                sheet.hovers.clear();
                double farthest = 0;
                test::each_point(sheet, [&](const Vec2& p) { farthest = std::max(farthest, p.cwiseAbs().maxCoeff()); });
                CHECK(farthest <= 2 * size.maxCoeff());
            }
}
