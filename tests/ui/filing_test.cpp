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
