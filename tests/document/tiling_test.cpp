#include "document/tiling.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace eigenscope;

namespace {

bool overlap(const Pane& a, const Pane& b) { return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height; }

}

TEST_CASE("tiles beside the one in focus fold to a strip before they are too small, and not earlier") {
    for (const double width : {300.0, 700.0, 1216.0, 1900.0})
        for (const double height : {250.0, 616.0, 1000.0})
            for (std::size_t count = 1; count <= 6; ++count)
                for (std::size_t focus = 0; focus < count; ++focus) {
                    CAPTURE(width);
                    CAPTURE(height);
                    CAPTURE(count);
                    const Pane whole{20, 30, width, height};
                    const double least = 210;
                    const Tiling tiles = readable_tiling(Layout::columns, count, focus, whole, 10, least);
                    const auto columns = tiling(Layout::columns, count, focus, whole, 10);
                    REQUIRE(tiles.panes.size() == count);
                    const bool small = std::any_of(columns.begin(), columns.end(), [&](const Pane& p) { return std::min(p.width, p.height) < least; });
                    CHECK(tiles.strip == (small && count > 1));
                    if (!tiles.strip) CHECK(tiles.panes == columns);
                    for (std::size_t i = 0; i < count; ++i) {
                        const Pane& p = tiles.panes[i];
                        CHECK((p.x >= 20 && p.y >= 30 && p.x + p.width <= 20 + width + 1e-9 && p.y + p.height <= 30 + height + 1e-9));
                        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(overlap(p, tiles.panes[j]));
                        if (tiles.strip) CHECK(p.width * p.height <= tiles.panes[focus].width * tiles.panes[focus].height);
                    }
                    if (tiles.strip) CHECK(tiles.panes[focus].width * tiles.panes[focus].height > 0.75 * width * height);
                }
    const Pane whole{0, 0, 400, 300};
    CHECK_FALSE(readable_tiling(Layout::grid, 4, 0, whole, 10, 1000).strip);
    CHECK_FALSE(readable_tiling(Layout::single, 4, 2, whole, 10, 1000).strip);
}
