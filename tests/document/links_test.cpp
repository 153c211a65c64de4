#include "document/links.hpp"

#include "document/random_document.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

const Mat2 P{{2, 1}, {0, 1}}, Q{{3, 0}, {1, 1}};

Mat2& map(Document& document, std::size_t i) { return std::get<LinearMapPanel>(document.tiles[i].panel).matrix; }
Mat2& cloud(Document& document, std::size_t i) { return std::get<GaussianPanel>(document.tiles[i].panel).matrix; }
Mat2& bowl(Document& document, std::size_t i) { return std::get<LeastSquares>(std::get<DescentPanel>(document.tiles[i].panel).objective).matrix; }

// After carrying, all linked tiles share the same numbers: checked through the walk over `describe`.
template <class T>
void matrices(const T& value, std::vector<Mat2>& found) {
    if constexpr (ListMember<T>) {
        for (const auto& element : value) matrices(element, found);
    } else if constexpr (Family<T>) {
        std::visit([&](const auto& alternative) { matrices(alternative, found); }, value);
    } else if constexpr (Described<T>) {
        T::describe(value, [&](const Field& field, const auto& member) {
            if constexpr (std::same_as<std::remove_cvref_t<decltype(member)>, Mat2>) {
                if (field.quantity == "A") found.push_back(member);
            } else {
                matrices(member, found);
            }
        });
    }
}

}

TEST_CASE("what changes in one linked tile changes in all, nested or not, and in no other") {
    const Document before = default_document();
    Document after = before;
    after.tiles.push_back(Tile{LinearMapPanel{}, false});
    Document old = after;
    map(after, 0) = P;
    carry_links(old, after);
    CHECK(bowl(after, 1) == P);
    CHECK(cloud(after, 2) == P);
    CHECK(map(after, 3) == LinearMapPanel{}.matrix);

    old = after;
    bowl(after, 1) = Q;
    carry_links(old, after);
    CHECK(map(after, 0) == Q);
    CHECK(cloud(after, 2) == Q);
}

TEST_CASE("the tile in focus wins when several changed") {
    const Document before = default_document();
    for (const int focus : {0, 2}) {
        Document after = before;
        after.focus = focus;
        map(after, 0) = P;
        cloud(after, 2) = Q;
        carry_links(before, after);
        CHECK(bowl(after, 1) == (focus == 0 ? P : Q));
        CHECK(map(after, 0) == cloud(after, 2));
    }
}

TEST_CASE("a change counts, wherever the focus is") {
    const Document before = default_document();
    Document after = before;
    after.focus = 1;
    map(after, 0) = P;
    carry_links(before, after);
    CHECK(bowl(after, 1) == P);
}

TEST_CASE("a tile that joins takes what the others have, even when it is in focus") {
    Document before = default_document();
    before.tiles[2].linked = false;
    cloud(before, 2) = Q;
    Document after = before;
    after.tiles[2].linked = true;
    after.focus = 2;
    carry_links(before, after);
    CHECK(cloud(after, 2) == map(before, 0));
    CHECK(map(after, 0) == map(before, 0));

    Document more = after;
    GaussianPanel other;
    other.matrix = Q;
    more.tiles.push_back(Tile{other});
    more.focus = 3;
    carry_links(after, more);
    CHECK(cloud(more, 3) == map(after, 0));
}

TEST_CASE("a field that appears takes what the others have") {
    Document before = default_document();
    std::get<DescentPanel>(before.tiles[1].panel).objective = Rosenbrock{};
    map(before, 0) = cloud(before, 2) = P;
    Document after = before;
    std::get<DescentPanel>(after.tiles[1].panel).objective = LeastSquares{};
    after.focus = 1;
    carry_links(before, after);
    CHECK(bowl(after, 1) == P);
}

TEST_CASE("a value goes only as far as every linked range allows, and all agree on it") {
    const Document before = default_document();
    Document after = before;
    bowl(after, 1) = Mat2{{5e9, 0}, {0, 1}};
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
            if (tile.linked) matrices(tile.panel, found);
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
    document.tiles.push_back(document_of(DistributionPanel::id)->tiles[0]);
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
