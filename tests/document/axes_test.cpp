#include "document/axes.hpp"

#include "document/derived.hpp"
#include "document/links.hpp"
#include "compute/probability/distribution.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

const Plot& plot_of(const Picture& picture, std::string_view id) {
    for (const Plot& plot : picture)
        if (plot.id == id) return plot;
    REQUIRE_MESSAGE(false, "there is no plot " << id);
    return picture.front();
}

Camera window_of(const Document& document, std::size_t tile, std::string_view id) { return plot_of(derive_all(document.tiles[tile].panel).picture, id).camera; }

bool holds(const Camera& outer, const Camera& inner) {
    return ((inner.center - inner.half) - (outer.center - outer.half)).minCoeff() >= -1e-12 * outer.half.maxCoeff() &&
           ((outer.center + outer.half) - (inner.center + inner.half)).minCoeff() >= -1e-12 * outer.half.maxCoeff();
}

// Two normal laws of different spread, a third far away, and a map.
Document laws() {
    Document document;
    for (const Normal& law : {Normal{.mean = 0, .sd = 1}, Normal{.mean = 1, .sd = 4}, Normal{.mean = -20, .sd = 0.5}}) {
        document.tiles.push_back({with<Distribution>(panel_of("distribution"), "distribution", law), false});
    }
    document.tiles.push_back({panel_of("linear-map"), false});
    return document;
}

}

TEST_CASE("tiles of one kind that share axes show one window, which holds what each would show") {
    const Document before = laws();
    Document after = before;
    CHECK(of_its_kind(after, 0) == 3);
    CHECK(of_its_kind(after, 3) == 1);
    share_axes(after, 1, true);
    for (const Plot& plot : derive_all(before.tiles[0].panel).picture)
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(after.tiles[i].shares_axes);
            const Camera window = window_of(after, i, plot.id);
            CHECK(window == window_of(after, 0, plot.id));
            CHECK(holds(window, window_of(before, i, plot.id)));
        }
    CHECK(after.tiles[3] == before.tiles[3]);
    // A tile alone of its kind has nobody to share with.
    share_axes(after, 3, true);
    CHECK_FALSE(after.tiles[3].shares_axes);
}

TEST_CASE("a window that is moved in one of them moves in all, and in no other tile") {
    Document document = laws();
    share_axes(document, 0, true);
    for (const Plot& plot : derive_all(document.tiles[0].panel).picture) {
        Document next = document;
        const Camera moved{false, window_of(document, 0, plot.id).center + Vec2(0.5, 0.1), Vec2(3, 0.7)};
        next.tiles[2].panel = look_at(next.tiles[2].panel, plot.id, moved);
        carry_links(document, next);
        for (std::size_t i = 0; i < 3; ++i) CHECK(window_of(next, i, plot.id) == moved);
        CHECK(next.tiles[3] == document.tiles[3]);
        // The laws stay what they were.
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(field<Distribution>(next.tiles[i].panel, "distribution") == field<Distribution>(document.tiles[i].panel, "distribution"));
    }
}

TEST_CASE("one that has its own axes again moves alone; the last of two is let go too") {
    Document document = laws();
    share_axes(document, 0, true);
    share_axes(document, 0, false);
    CHECK_FALSE(document.tiles[0].shares_axes);
    CHECK(document.tiles[1].shares_axes);
    CHECK(document.tiles[2].shares_axes);
    Document next = document;
    const std::string id = derive_all(document.tiles[0].panel).picture.front().id;
    next.tiles[0].panel = look_at(next.tiles[0].panel, id, Camera{false, Vec2(0, 0), Vec2(9, 9)});
    carry_links(document, next);
    CHECK(window_of(next, 1, id) == window_of(document, 1, id));
    share_axes(document, 1, false);
    for (const Tile& tile : document.tiles) CHECK_FALSE(tile.shares_axes);
}

TEST_CASE("fitting the view fits all that share it; alone, the panel chooses again") {
    Document document = laws();
    const std::string id = derive_all(document.tiles[0].panel).picture.front().id;
    const Camera own = window_of(document, 0, id);
    share_axes(document, 0, true);
    const Camera shared = window_of(document, 0, id);
    Document zoomed = document;
    zoomed.tiles[1].panel = look_at(zoomed.tiles[1].panel, id, Camera{false, Vec2(0, 0), Vec2(0.1, 0.1)});
    carry_links(document, zoomed);
    fit_axes(zoomed, 2);
    for (std::size_t i = 0; i < 3; ++i) CHECK(window_of(zoomed, i, id) == shared);
    share_axes(zoomed, 0, false);
    fit_axes(zoomed, 0);
    CHECK(window_of(zoomed, 0, id) == own);
    CHECK(window_of(zoomed, 1, id) == shared);
}

TEST_CASE("a panel that chooses its camera anew while it shares axes takes that of the others") {
    Document document = laws();
    share_axes(document, 0, true);
    Document next = document;
    next.tiles[1].panel = with<Distribution>(panel_of("distribution"), "distribution", Normal{.mean = 3, .sd = 2});
    next.focus = 1;
    carry_links(document, next);
    for (const Plot& plot : derive_all(document.tiles[0].panel).picture)
        for (std::size_t i = 0; i < 3; ++i) CHECK(window_of(next, i, plot.id) == window_of(document, 0, plot.id));
}

TEST_CASE("a file that says only that axes are shared is unified before it is shown") {
    Document written = laws();
    for (std::size_t i = 0; i < 3; ++i) written.tiles[i].shares_axes = true;
    const Document shown = with_shared_axes(written);
    Document by_hand = laws();
    share_axes(by_hand, 1, true);
    CHECK(shown == by_hand);
    for (const std::string_view id : {"density", "cumulative"})
        for (std::size_t i = 0; i < 3; ++i) CHECK(window_of(with_shared_axes(shown), i, id) == window_of(shown, 0, id));
    CHECK(with_shared_axes(laws()) == laws());
    Document alone = laws();
    alone.tiles[0].shares_axes = alone.tiles[3].shares_axes = true;
    CHECK(with_shared_axes(alone) == alone);
}

TEST_CASE("a window that the file does set holds for all that share it, and the others are fitted") {
    Document written = laws();
    for (std::size_t i = 0; i < 3; ++i) written.tiles[i].shares_axes = true;
    const Camera wished{.automatic = false, .center = Vec2(2, 0.25), .half = Vec2(9, 0.3)};
    put(written.tiles[1].panel, "density_camera", wished);
    const Document shown = with_shared_axes(written);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(window_of(shown, i, "density") == wished);
        CHECK(window_of(shown, i, "cumulative") == window_of(shown, 0, "cumulative"));
    }
}
