#include "ui/filing.hpp"

#include "document/folder.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

/// A session and its studio without a window.
struct Office {
    Session session;
    Studio studio;

    /// Work that is in no file yet; each number makes another.
    void work(double number) {
        studio.frame(false, [&](const Document&, Document& next) { std::get<LinearMapPanel>(next.tiles[0].panel).matrix(0, 0) = number; });
    }
    double corner() const { return std::get<LinearMapPanel>(studio.shown().tiles[0].panel).matrix(0, 0); }
};

}

TEST_CASE("a scene of a newer major version is not overwritten from the window either") {
    const Folder folder;
    const std::string newer = R"({"format": "eigenscope-scene", "version": [99, 0], "tiles": "what may come"})";
    folder.write("newer.json", newer);
    Office office;
    office.work(3);
    CHECK_FALSE(save_to(office.session, office.studio, folder / "newer.json"));
    CHECK(folder.read("newer.json") == newer);
    CHECK(office.studio.unsaved());
    CHECK(office.session.path.empty());
    REQUIRE(office.session.toasts.size() == 1);
    CHECK(office.session.toasts.front().text.find("newer version") != std::string::npos);
}

TEST_CASE("every work that another document took the place of comes back, the last one first, under its own name") {
    Office office;
    office.work(3);
    office.session.path = "/a.json";
    open_new(office.session, office.studio, default_document());
    CHECK(office.session.path.empty());
    office.work(4);
    open_new(office.session, office.studio, default_document());
    REQUIRE(office.session.aside.size() == 2);
    bring_back(office.session, office.studio);
    CHECK(office.corner() == 4);
    CHECK(office.session.path.empty());
    bring_back(office.session, office.studio);
    CHECK(office.corner() == 3);
    CHECK(office.session.path == "/a.json");
    CHECK(office.studio.unsaved());
    CHECK_FALSE(office.studio.can_undo());
    REQUIRE(office.session.aside.size() == 1);         // the other one, laid aside in turn
    bring_back(office.session, office.studio);
    CHECK(office.corner() == 4);
}

TEST_CASE("work that was brought back is unsaved even where it equals the scene that was shown last") {
    const Folder folder;
    Office office;
    office.work(3);
    REQUIRE(save_document(folder / "b.json", office.studio.shown()));
    office.session.path = folder / "a.json";
    open_path(office.session, office.studio, folder / "b.json");
    CHECK_FALSE(office.studio.unsaved());
    bring_back(office.session, office.studio);
    CHECK(office.session.path == folder / "a.json");
    CHECK(office.studio.unsaved());
}
