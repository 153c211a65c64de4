#include "document/patch.hpp"

#include "document/json.hpp"
#include "document/links.hpp"
#include "document/random_document.hpp"
#include "compute/optimize/objective.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace eigenscope;

namespace {

Document patch_of(const Document& document, const std::string& patch) {
    const auto result = patched(document, patch);
    REQUIRE_MESSAGE(result.has_value(), result.error());
    CAPTURE(patch);
    CHECK(result->warnings.empty());
    return result->document;
}

}

TEST_CASE("the difference of two documents, applied to the first, is the second") {
    const std::uint64_t seed = 52;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    for (int i = 0; i < 200; ++i) {
        const Document a = random_values::draw_document(engine);
        Document b = i % 2 == 0 ? random_values::draw_document(engine) : a;
        if (i % 2 == 1) {
            random_values::edit(b, engine);
            tidy_document(b);
            settle_links(b);
        }
        CHECK(patch_of(a, difference(a, b)) == b);
    }
}

TEST_CASE("small changes are small patches") {
    const Document a = default_document();
    CHECK(difference(a, a) == "{}");
    Document b = a;
    put<double>(b.tiles[0].panel, "time", 0.5);
    CHECK(difference(a, b) == R"({"tiles": {"0": {"panel": {"time": 0.5}}}})");
    b = a;
    b.tiles.pop_back();
    CHECK(nlohmann::json::parse(difference(a, b))["tiles"].size() == 2);
}

TEST_CASE("patches: RFC 7386, and entries of a list by index") {
    const Document a = default_document();
    CHECK(patch_of(a, R"({"layout": "grid"})").layout == Layout::grid);
    const Document c = patch_of(a, R"({"tiles": {"0": {"panel": {"matrix": [[1, 0], [0, 2]], "time": null}}}})");
    CHECK(field<Mat2>(c.tiles[0].panel, "matrix") == Mat2{{1, 0}, {0, 2}});
    CHECK(field<Mat2>(c.tiles[2].panel, "matrix") == Mat2{{1, 0}, {0, 2}});      // links hold after a patch
    const Document d = patch_of(a, R"({"tiles": [{"panel": {"kind": "distribution"}}]})");
    CHECK(d.tiles == std::vector<Tile>{Tile{panel_of("distribution")}});
    // Another kind leaves nothing of the old one behind.
    const Document e = patch_of(a, R"({"tiles": {"1": {"panel": {"objective": {"kind": "quadratic", "kappa": 30}}}}})");
    CHECK(field<Objective>(e.tiles[1].panel, "objective") == Objective(Quadratic{30}));
    CHECK_FALSE(patched(a, "[]").has_value());
    CHECK_FALSE(patched(a, "{").has_value());
    CHECK_FALSE(patched(a, R"({"format": null})").has_value());
    CHECK(patched(a, R"({"tiles": {"7": {}}})")->warnings.size() == 1);
    CHECK_FALSE(patched(a, std::string(limits::scene_bytes + 1, ' ')).has_value());
}

TEST_CASE("blend: exactly the ends, tidy on the way, and numbers move evenly") {
    const std::uint64_t seed = 77;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    for (int i = 0; i < 200; ++i) {
        const Document a = random_values::draw_document(engine), b = random_values::draw_document(engine);
        CHECK(blend(a, b, 0) == a);
        CHECK(blend(a, b, -1) == a);
        CHECK(blend(a, b, 1) == b);
        for (const double t : {0.001, 0.5, 0.999}) {
            const Document between = blend(a, b, t);
            Document tidied = between;
            tidy_document(tidied);
            CHECK(tidied == between);
        }
    }
    const Panel p = with(panel_of("linear-map"), "vector", Vec2(1, 1)), q = with(p, "vector", Vec2(3, -1));
    CHECK(field<Vec2>(blend(Panel(p), Panel(q), 0.25), "vector") == Vec2(1.5, 0.5));
    CHECK(blend(Panel(p), Panel(panel_of("gaussian")), 0.5) == Panel(p));
    CHECK(blend(Panel(p), Panel(panel_of("gaussian")), 1) == Panel(panel_of("gaussian")));
}
