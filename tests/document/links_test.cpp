#include "document/links.hpp"

#include "document/random_document.hpp"
#include "compute/optimize/objective.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

const Mat2 P{{2, 1}, {0, 1}}, Q{{3, 0}, {1, 1}};

constexpr const char* in_bowl = "objective.matrix";
Mat2 map(const Document& document, std::size_t i) { return field<Mat2>(document.tiles[i].panel, "matrix"); }
Mat2 cloud(const Document& document, std::size_t i) { return map(document, i); }
Mat2 bowl(const Document& document, std::size_t i) { return field<Mat2>(document.tiles[i].panel, in_bowl); }

// After carrying, all linked tiles share the same numbers: checked through the walk over `describe`.
void matrices(ConstValueRef value, std::vector<Mat2>& found) {
    if (value.sort() == Sort::list)
        for (std::size_t i = 0; i < value.length(); ++i) matrices(value.element(i), found);
    if (value.sort() == Sort::family) matrices(value.held(), found);
    if (value.sort() != Sort::object) return;
    value.members([&](const Field& field, ConstValueRef member) {
        if (field.quantity == "A") found.push_back(member.as<Mat2>());
        else matrices(member, found);
    });
}

}

TEST_CASE("what changes in one linked tile changes in all, nested or not, and in no other") {
    const Document before = default_document();
    Document after = before;
    after.tiles.push_back(Tile{panel_of("linear-map"), false});
    Document old = after;
    put(after.tiles[0].panel, "matrix", P);
    carry_links(old, after);
    CHECK(bowl(after, 1) == P);
    CHECK(cloud(after, 2) == P);
    CHECK(map(after, 3) == field<Mat2>(panel_of("linear-map"), "matrix"));

    old = after;
    put<Mat2>(after.tiles[1].panel, in_bowl, Q);
    carry_links(old, after);
    CHECK(map(after, 0) == Q);
    CHECK(cloud(after, 2) == Q);
}

TEST_CASE("the tile in focus wins when several changed") {
    const Document before = default_document();
    for (const int focus : {0, 2}) {
        Document after = before;
        after.focus = focus;
        put(after.tiles[0].panel, "matrix", P);
        put(after.tiles[2].panel, "matrix", Q);
        carry_links(before, after);
        CHECK(bowl(after, 1) == (focus == 0 ? P : Q));
        CHECK(map(after, 0) == cloud(after, 2));
    }
}

TEST_CASE("a change counts, wherever the focus is") {
    const Document before = default_document();
    Document after = before;
    after.focus = 1;
    put(after.tiles[0].panel, "matrix", P);
    carry_links(before, after);
    CHECK(bowl(after, 1) == P);
}

TEST_CASE("a tile that joins takes what the others have, even when it is in focus") {
    Document before = default_document();
    before.tiles[2].linked = false;
    put(before.tiles[2].panel, "matrix", Q);
    Document after = before;
    after.tiles[2].linked = true;
    after.focus = 2;
    carry_links(before, after);
    CHECK(cloud(after, 2) == map(before, 0));
    CHECK(map(after, 0) == map(before, 0));

    Document more = after;
    more.tiles.push_back(Tile{with(panel_of("gaussian"), "matrix", Q)});
    more.focus = 3;
    carry_links(after, more);
    CHECK(cloud(more, 3) == map(after, 0));
}

TEST_CASE("a field that appears takes what the others have") {
    Document before = default_document();
    put<Objective>(before.tiles[1].panel, "objective", Rosenbrock{});
    for (const std::size_t i : {0u, 2u}) put(before.tiles[i].panel, "matrix", P);
    Document after = before;
    put<Objective>(after.tiles[1].panel, "objective", LeastSquares{});
    after.focus = 1;
    carry_links(before, after);
    CHECK(bowl(after, 1) == P);
}

TEST_CASE("a value goes only as far as every linked range allows, and all agree on it") {
    const Document before = default_document();
    Document after = before;
    put<Mat2>(after.tiles[1].panel, in_bowl, Mat2{{5e9, 0}, {0, 1}});
    carry_links(before, after);
    CHECK(bowl(after, 1) == Mat2{{1e9, 0}, {0, 1}});
    CHECK(map(after, 0) == bowl(after, 1));
}

TEST_CASE("after any edit all linked tiles agree, and carrying again changes nothing") {
    const std::uint64_t seed = 4;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    Document document = default_document();
    for (int i = 0; i < 500; ++i) {
        Document next = document;
        random_values::edit(next, engine);
        next.focus = static_cast<int>(random_values::below(engine, next.tiles.size()));
        tidy_document(next);
        carry_links(document, next);
        std::vector<Mat2> found;
        for (const Tile& tile : next.tiles)
            if (tile.linked) matrices(tile.panel.value(), found);
        for (const Mat2& matrix : found) CHECK(matrix == found.front());
        Document again = next;
        carry_links(next, again);
        CHECK(again == next);
        Document tidied = next;
        tidy_document(tidied);
        CHECK(tidied == next);
        document = next;
    }
}

TEST_CASE("who is linked with whom: only tiles that have something in common count") {
    Document document = default_document();
    CHECK(linked_with(document, 0) == 3);
    CHECK(linked_with(document, 2) == 3);
    document.tiles.push_back(document_of("distribution")->tiles[0]);
    document.tiles.back().linked = true;
    CHECK(linked_with(document, 3) == 2);     // with the cloud, by the seed
    CHECK(linked_with(document, 0) == 3);
    document.tiles[2].linked = false;
    CHECK(linked_with(document, 3) == 0);     // linked, and alone in it
    document.tiles[2].linked = true;
    document.tiles[1].linked = false;
    CHECK(linked_with(document, 1) == 0);
    CHECK(linked_with(document, 0) == 2);
}
