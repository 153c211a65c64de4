#include "ui/filing.hpp"

#include "document/folder.hpp"
#include "document/fields.hpp"

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
        studio.frame(false, [&](const Document&, Document& next) { change<Mat2>(next.tiles[0].panel, "matrix", [&](auto& m) { m(0, 0) = number; }); });
    }
    double corner() const { return field<Mat2>(studio.shown().tiles[0].panel, "matrix")(0, 0); }
};

}

TEST_CASE("a scene of a newer major version is not overwritten from the window either") {
    const Folder folder;
    const std::string newer = R"({"format": "eigenscope-scene", "version": [99, 0], "tiles": "what may come"})";
    folder.write("newer.json", newer);
    Office office;
    office.work(3);
    const Status saved = save_to(office.session, office.studio, folder / "newer.json");
    REQUIRE_FALSE(saved);
    CHECK(saved.error().find("newer version") != std::string::npos);
    CHECK(folder.read("newer.json") == newer);
    CHECK(office.studio.unsaved());
    CHECK(office.session.path.empty());
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
    REQUIRE(open_path(office.session, office.studio, folder / "b.json"));
    CHECK_FALSE(office.studio.unsaved());
    bring_back(office.session, office.studio);
    CHECK(office.session.path == folder / "a.json");
    CHECK(office.studio.unsaved());
}

TEST_CASE("unsaved work is in a journal, shown or laid aside; what is saved or was never changed is not") {
    const Folder folder;
    const fs::path state = folder / "state";
    Office office;
    {
        Journals journals(state);
        const auto keep = [&] { keep_work(office.session, office.studio, journals); };
        office.studio.frame(false, [](const Document&, Document& next) { change<Camera>(next.tiles[0].panel, "camera", [&](auto& m) { m.automatic = false; }); });
        keep();
        CHECK(fs::is_empty(state));            // looking around is no work
        office.work(3);
        keep();
        CHECK(std::distance(fs::directory_iterator(state), fs::directory_iterator()) == 1);
        REQUIRE(save_to(office.session, office.studio, folder / "a.json"));
        keep();
        CHECK(fs::is_empty(state));
        office.work(4);
        keep();
        open_new(office.session, office.studio, default_document());
        office.work(5);
        keep();
    }
    const auto found = find_recoveries(state);
    REQUIRE(found.size() == 2);
    for (const Recovery& recovery : found)
        CHECK(field<Mat2>(recovery.document.tiles[0].panel, "matrix")(0, 0) == (recovery.belongs_to.empty() ? 5 : 4));
}

TEST_CASE("what an earlier process left behind stays on disk until this process has it there itself") {
    const Folder folder;
    const fs::path state = folder / "state";
    {
        Office crashed;
        Journals journals(state);
        crashed.session.path = "/d1/scene.json";
        crashed.work(3);
        keep_work(crashed.session, crashed.studio, journals);
    }
    Office office;
    office.session.recoveries = find_recoveries(state);
    REQUIRE(office.session.recoveries.size() == 1);
    restore_recovery(office.session, office.studio);
    CHECK(office.corner() == 3);
    CHECK(office.session.path == "/d1/scene.json");
    CHECK(office.studio.unsaved());
    CHECK(office.session.recoveries.empty());
    CHECK(find_recoveries(state).size() == 1);                 // killed now, it would be found again
    {
        Journals nowhere("/proc/eigenscope");
        keep_work(office.session, office.studio, nowhere);
        CHECK(find_recoveries(state).size() == 1);
    }
    Journals journals(state);
    keep_work(office.session, office.studio, journals);
    CHECK(find_recoveries(state).empty());                     // the one that is left is ours, and we live
    CHECK(std::distance(fs::directory_iterator(state), fs::directory_iterator()) == 1);
}

TEST_CASE("what earlier processes left behind is offered one after the other, and can be discarded") {
    const Folder folder;
    folder.write("journal-1-0", journal_entry(*document_of("gaussian"), "/a.json"));
    folder.write("journal-2-0", journal_entry(*document_of("descent"), ""));
    Office office;
    office.session.recoveries = find_recoveries(folder.path);
    REQUIRE(office.session.recoveries.size() == 2);
    discard_recovery(office.session);
    CHECK(find_recoveries(folder.path).size() == 1);
    discard_recovery(office.session);
    discard_recovery(office.session);
    CHECK(fs::is_empty(folder.path));
    CHECK_FALSE(office.studio.unsaved());
}

TEST_CASE("a file keeps its place whatever folder the next process starts in, and is among the recent ones as soon as it is opened") {
    Session session;
    take_file(session, "scene.json", {"a warning"});
    CHECK(session.path == fs::current_path() / "scene.json");
    CHECK(session.preferences.recent == std::vector<std::string>{session.path.string()});
    CHECK(session.warnings.size() == 1);
    const Folder folder;
    const fs::path here = fs::current_path();
    fs::current_path(folder.path);
    Office office;
    office.work(3);
    CHECK(save_to(office.session, office.studio, "lecture.json"));
    CHECK(office.session.path == fs::current_path() / "lecture.json");
    REQUIRE(open_path(office.session, office.studio, "lecture.json"));
    fs::current_path(here);
    CHECK(office.session.path.is_absolute());
    CHECK(office.session.preferences.recent.size() == 1);
}

TEST_CASE("a file that is no scene leaves everything as it was, and says why") {
    const Folder folder;
    folder.write("text.json", "no scene");
    Office office;
    office.work(3);
    for (const char* name : {"text.json", "missing.json"}) {
        const Status opened = open_path(office.session, office.studio, folder / name);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().find(name) != std::string::npos);
        CHECK(office.corner() == 3);
        CHECK(office.session.path.empty());
        CHECK(office.session.aside.empty());
    }
}

TEST_CASE("saving does not destroy what could not be read: another name is asked for") {
    const Folder folder;
    const std::string newer = R"({"format": "eigenscope-scene", "version": [1, 9], "tiles": [
        {"panel": {"kind": "linear-map", "matrix": [[2, "abc"], [0, 1]]}}, {"panel": {"kind": "zork", "depth": 3}}]})";
    folder.write("newer.json", newer);
    Office office;
    REQUIRE(open_path(office.session, office.studio, folder / "newer.json"));
    REQUIRE(office.session.warnings.size() >= 3);
    office.work(3);
    CHECK_FALSE(save(office.session, office.studio));
    CHECK(folder.read("newer.json") == newer);
    const BrowserState& browser = office.session.browser;
    CHECK(browser.open);
    CHECK(browser.purpose == BrowserState::Purpose::save);
    CHECK(browser.folder == folder.path);
    CHECK(browser.name == "newer-mended.json");
    CHECK(browser.sentence.find("newer.json") != std::string::npos);
    REQUIRE(save_to(office.session, office.studio, folder / browser.name));
    office.work(4);
    CHECK(save(office.session, office.studio));                // that one is wholly ours
    CHECK_FALSE(office.studio.unsaved());
    CHECK(folder.read("newer.json") == newer);
}

TEST_CASE("a scene is saved in its place also with keys that are not known here, for they are kept") {
    const Folder folder;
    folder.write("a.json", R"({"format": "eigenscope-scene", "version": [1, 0], "surprise": 7, "tiles": [{"panel": {"kind": "linear-map"}}]})");
    Office office;
    REQUIRE(open_path(office.session, office.studio, folder / "a.json"));
    office.work(3);
    CHECK(save(office.session, office.studio));
    CHECK(folder.read("a.json").find("\"surprise\": 7") != std::string::npos);
}

TEST_CASE("saving what has no file asks for a name; a save that fails leaves the work unsaved") {
    Office office;
    office.work(3);
    CHECK_FALSE(save(office.session, office.studio));
    CHECK(office.session.browser.open);
    office.session.path = "/proc/nowhere/a.json";
    CHECK_FALSE(save(office.session, office.studio));
    CHECK(office.studio.unsaved());
    REQUIRE(office.session.toasts.size() == 1);
    CHECK(office.session.toasts.front().bad);
    CHECK(office.session.toasts.front().text.find("/proc/nowhere/a.json could not be saved") != std::string::npos);
}

TEST_CASE("a figure is written through the window's service, and its error is handed on") {
    Office office;
    CHECK_FALSE(save_figure_to(office.session, office.studio, "a.png", {640, 400}, {}));
    // Mathematics that is not done yet is waited for: a figure shows the document, not what the screen has of it.
    for (std::size_t i = 0; i < office.studio.shown().tiles.size(); ++i) office.session.desk.show(i, office.studio.shown().tiles[i].panel, std::chrono::milliseconds(0));
    fs::path written;
    office.session.services.save_figure = [&](const Document& document, std::span<const Derived> shown, Vec2 size, const ink::Look& look, const fs::path& path) -> Status {
        CHECK(document == office.studio.shown());
        REQUIRE(shown.size() == document.tiles.size());
        for (std::size_t i = 0; i < shown.size(); ++i) CHECK(shown[i].panel == document.tiles[i].panel);
        for (const Derived& derived : shown) CHECK_FALSE(derived.picture.empty());
        CHECK(size == Vec2(640, 400));
        CHECK(look.theme == Theme::projector);
        written = path;
        return path == "full.png" ? Status(Error{"full.png could not be saved: the disk is full"}) : done();
    };
    REQUIRE(save_figure_to(office.session, office.studio, "a.PDF", {640, 400}, {.theme = Theme::projector}));
    CHECK(written == "a.PDF");
    CHECK(office.session.toasts.back().text == "Saved a.PDF");
    CHECK_FALSE(save_figure_to(office.session, office.studio, "full.png", {640, 400}, {.theme = Theme::projector}));
}
