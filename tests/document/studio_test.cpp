#include "document/studio.hpp"

#include "document/files.hpp"
#include "document/random_document.hpp"
#include "compute/optimize/objective.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

Panel& map(Document& document) { return document.tiles[0].panel; }
Mat2 matrix(const Document& document) { return field<Mat2>(document.tiles[0].panel, "matrix"); }

void set_corner(Studio& studio, double value, bool gesture) {
    studio.frame(gesture, [&](const Document&, Document& next) { change<Mat2>(map(next), "matrix", [&](Mat2& m) { m(0, 0) = value; }); });
}

}

TEST_CASE("1000 random edits: undo all is the first bytes again, redo all the last") {
    const std::uint64_t seed = 1000;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    Studio studio;
    std::vector<std::string> texts = {encode_document(studio.shown())};
    for (int i = 0; i < 1000; ++i) {
        const Document before = studio.shown();
        studio.frame(false, [&](const Document&, Document& next) { random_values::edit(next, engine); });
        if (same_but_view(before, studio.shown())) texts.back() = encode_document(studio.shown());
        else texts.push_back(encode_document(studio.shown()));
    }
    REQUIRE(texts.size() > 500);
    for (std::size_t i = 1; i < texts.size(); ++i) {
        REQUIRE(studio.can_undo());
        studio.undo();
        REQUIRE(encode_document(studio.shown()) == texts[texts.size() - 1 - i]);
    }
    CHECK_FALSE(studio.can_undo());
    CHECK(studio.shown() == default_document());
    for (std::size_t i = texts.size() - 1; i > 0; --i) {
        REQUIRE(studio.can_redo());
        studio.redo();
        REQUIRE(encode_document(studio.shown()) == texts[texts.size() - i]);
    }
    CHECK_FALSE(studio.can_redo());
}

TEST_CASE("a gesture is one step, however many frames it took; Esc takes it back") {
    Studio studio;
    const Document first = studio.shown();
    for (int i = 0; i < 20; ++i) set_corner(studio, i * 0.1, true);
    CHECK(matrix(studio.shown())(0, 0) == doctest::Approx(1.9));
    set_corner(studio, 2, false);
    studio.undo();
    CHECK(studio.shown() == first);
    CHECK_FALSE(studio.can_undo());
    studio.redo();
    CHECK(matrix(studio.shown())(0, 0) == 2);

    set_corner(studio, 5, true);
    studio.cancel_gesture();
    CHECK(matrix(studio.shown())(0, 0) == 2);
    CHECK_FALSE(studio.can_redo());

    set_corner(studio, 7, true);
    CHECK(studio.can_undo());
    studio.undo();                            // in the middle of a gesture: the gesture
    CHECK(matrix(studio.shown())(0, 0) == 2);
    studio.undo();
    CHECK(studio.shown() == first);
}

TEST_CASE("a gesture that comes back to where it began is no step") {
    Studio studio;
    const double corner = matrix(studio.shown())(0, 0);
    set_corner(studio, 3, true);
    set_corner(studio, corner, true);
    studio.frame(false, [](const Document&, Document&) {});
    CHECK_FALSE(studio.can_undo());
}

TEST_CASE("moving a camera is kept but is no step") {
    Studio studio;
    const auto move = [&](double x) {
        studio.frame(false, [&](const Document&, Document& next) {
            change<Camera>(map(next), "camera", [&](Camera& camera) { camera.automatic = false, camera.center.x() = x; });
        });
    };
    move(1);
    CHECK_FALSE(studio.can_undo());
    CHECK_FALSE(studio.unsaved());
    set_corner(studio, 3, false);
    move(2);
    CHECK(studio.unsaved());
    studio.undo();
    CHECK(field<Camera>(studio.shown().tiles[0].panel, "camera").center.x() == 1);
    CHECK(matrix(studio.shown())(0, 0) == field<Mat2>(panel_of("linear-map"), "matrix")(0, 0));
    CHECK_MESSAGE(studio.can_redo(), "looking around after undo does not forget what can be redone");
    move(5);
    CHECK(studio.can_redo());
    studio.redo();
    CHECK(matrix(studio.shown())(0, 0) == 3);
    CHECK(field<Camera>(studio.shown().tiles[0].panel, "camera").center.x() == 2);
}

TEST_CASE("edits are clamped and carried along the links in the same frame") {
    Studio studio;
    studio.frame(true, [](const Document&, Document& next) { put(map(next), "matrix", Mat2{{9e9, std::nan("")}, {0, 1}}); });
    const Mat2 expected{{1e9, field<Mat2>(panel_of("linear-map"), "matrix")(0, 1)}, {0, 1}};
    CHECK(matrix(studio.shown()) == expected);
    CHECK(field<Mat2>(studio.shown().tiles[2].panel, "matrix") == expected);
    CHECK(std::get<LeastSquares>(field<Objective>(studio.shown().tiles[1].panel, "objective")).matrix == expected);
}

TEST_CASE("edits see what is shown, and the version counts changes only") {
    Studio studio;
    const auto version = studio.version();
    studio.frame(false, [&](const Document& shown, Document& next) {
        put(map(next), "time", 0.5);
        CHECK(field<double>(shown.tiles[0].panel, "time") == 1);
    });
    CHECK(studio.version() == version + 1);
    studio.frame(false, [](const Document&, Document&) {});
    CHECK(studio.version() == version + 1);
}

TEST_CASE("saved and unsaved; another document with or without the history") {
    Studio studio;
    CHECK_FALSE(studio.unsaved());
    set_corner(studio, 3, false);
    CHECK(studio.unsaved());
    studio.mark_saved();
    CHECK_FALSE(studio.unsaved());
    studio.undo();
    CHECK(studio.unsaved());

    studio.redo();
    studio.mark_unsaved();
    CHECK_MESSAGE(studio.unsaved(), "equal to what was saved last, but that was another file");
    studio.mark_saved();
    studio.undo();

    const Document other = *document_of("gaussian");
    studio.replace(other, true);
    CHECK(studio.shown() == other);
    studio.undo();
    CHECK(studio.shown() == default_document());
    studio.redo();
    CHECK(studio.shown() == other);
    studio.replace(default_document(), false);
    CHECK_FALSE(studio.can_undo());
    CHECK_FALSE(studio.can_redo());
}
