#include "document/folder.hpp"
#include "ui/filing.hpp"
#include "ui/headless.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

// Nothing that was worked on may be lost by closing, saving or typing at the wrong moment.

namespace {

constexpr Chord quit{.key = 'Q', .ctrl = true}, save_key{.key = 'S', .ctrl = true}, first_button{.key = key::enter, .ctrl = true};

void nudge_a_column(Headless& ui) {
    ui.press({.key = key::tab});
    ui.press({.key = key::up});
    REQUIRE(ui.studio().unsaved());
}

double corner(const Document& document) { return field<Mat2>(document.tiles[0].panel, "matrix")(0, 0); }

/// Types into the first cell of the matrix, and does not press Enter.
void begin_typing(Headless& ui, const std::string& text) {
    ui.double_click({1357, 105});
    ui.frame();
    ui.frame();
    REQUIRE(ImGui::GetIO().WantTextInput);
    ui.type(text);
}

}

TEST_CASE("a second wish to close is an answer only to a question that was seen, about this very work") {
    Headless ui;
    nudge_a_column(ui);
    CHECK_FALSE(ui.shell().close());
    CHECK_FALSE(ui.shell().close());           // no frame in between: a window that is minimised
    ui.frame();
    REQUIRE(ui.session().quit_asked);
    ui.press({.key = key::up});                // the question is left standing, and the work goes on
    ui.press(quit);
    CHECK_FALSE(ui.session().quit);
    ui.frame();
    ui.press(quit);
    CHECK(ui.session().quit);
}

TEST_CASE("the question goes away with the work that it is about") {
    Headless ui;
    nudge_a_column(ui);
    ui.press(quit);
    REQUIRE(ui.session().quit_asked);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK_FALSE(ui.studio().unsaved());
    CHECK_FALSE(ui.session().quit_asked);
}

TEST_CASE("saving as an answer closes once the name is chosen, and not if that is given up") {
    const Folder folder;
    Headless ui;
    nudge_a_column(ui);
    for (const bool given_up : {true, false}) {
        ui.press(quit);
        ui.press(first_button);
        REQUIRE(ui.session().browser.open);
        if (given_up) ui.press({.key = key::escape});
        else {
            ui.session().browser.name = (folder / "mine.json").string();
            ui.settle();
            ui.field_key(ImGuiKey_Enter);
            ui.frame();
        }
        ui.settle();
        CHECK(ui.session().quit == !given_up);
    }
    CHECK(fs::exists(folder / "mine.json"));
}

TEST_CASE("what is being typed counts when an action comes in between") {
    const Folder folder;
    Headless ui;
    ui.session().path = folder / "mine.json";
    begin_typing(ui, "3");
    ui.press(save_key);
    ui.settle();
    CHECK(corner(ui.shown()) == 3);
    CHECK_FALSE(ui.studio().unsaved());
    const auto saved = open_document(folder / "mine.json");
    REQUIRE(std::holds_alternative<Opened>(saved));
    CHECK(corner(std::get<Opened>(saved).document) == 3);

    begin_typing(ui, "4");
    ui.press(quit);
    ui.settle();
    CHECK_FALSE(ui.session().quit);            // the number was work, and is not saved
    CHECK(ui.session().quit_asked);
    ui.press({.key = key::escape});

    begin_typing(ui, "5");
    ui.press({.key = 'P', .ctrl = true});
    ui.settle();
    CHECK(ui.session().palette.open);
    CHECK(corner(ui.shown()) == 5);
    CHECK(ui.session().entry.id == 0);
}

TEST_CASE("typing and the pull that ends it are two steps") {
    Headless ui;
    const double before = corner(ui.shown());
    begin_typing(ui, "3");
    const ImVec2 at = ui.handle(1, 0);
    ui.move(at);
    ui.button(0, true);
    for (int i = 1; i < 9; ++i) ui.move({at.x + static_cast<float>(5 * i), at.y});
    ui.button(0, false);
    ui.settle();
    REQUIRE(corner(ui.shown()) == 3);
    const Document pulled = ui.shown();
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(ui.shown() != pulled);
    CHECK(corner(ui.shown()) == 3);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(corner(ui.shown()) == before);
}

TEST_CASE("a file that somebody else has changed is replaced only on purpose") {
    const Folder folder;
    const fs::path path = folder / "shared.json";
    REQUIRE(save_document(path, default_document()));
    Headless ui;
    REQUIRE(open_path(ui.session(), ui.studio(), path));
    nudge_a_column(ui);
    ui.press(save_key);
    CHECK_FALSE(ui.studio().unsaved());        // as it was read: saved without a question, and once more
    ui.press({.key = key::up});
    ui.press(save_key);
    CHECK_FALSE(ui.studio().unsaved());

    folder.write("shared.json", "what somebody else has written");
    ui.press({.key = key::up});
    ui.press(save_key);
    REQUIRE(ui.session().browser.open);
    CHECK(ui.session().browser.sentence.find("not as it was") != std::string::npos);
    CHECK(folder.read("shared.json") == "what somebody else has written");
    ui.settle();
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    CHECK_FALSE(ui.studio().unsaved());
    CHECK_FALSE(ui.session().browser.open);
    CHECK(folder.read("shared.json").starts_with("{"));
}

TEST_CASE("recovered work replaces its file, but not without a question what was written later") {
    const Folder folder;
    const fs::path path = folder / "a.json", journal = folder / "journal";
    REQUIRE(save_document(path, default_document()));
    folder.write("journal", "as if");
    Document found = default_document();
    change<Mat2>(found.tiles[0].panel, "matrix", [&](auto& m) { m(0, 0) = 7; });
    for (const bool later : {false, true}) {
        CAPTURE(later);
        fs::last_write_time(path, fs::last_write_time(journal) + std::chrono::seconds(later ? 1 : -1));
        const std::string before = folder.read("a.json");
        Headless ui;
        ui.session().recoveries.push_back({.document = found, .belongs_to = path, .journal = journal});
        restore_recovery(ui.session(), ui.studio());
        ui.settle();
        ui.press(save_key);
        CHECK(ui.session().browser.open == later);
        CHECK(ui.studio().unsaved() == later);
        CHECK((folder.read("a.json") == before) == later);
        fs::remove(path);                      // nothing is lost where there is no file
        ui.press({.key = key::escape});
        ui.press({.key = key::up});
        ui.press(save_key);
        CHECK_FALSE(ui.studio().unsaved());
    }
}

TEST_CASE("unsaved work that cannot be kept is told") {
    Session session;
    Studio studio;
    Journals nowhere("/proc/eigenscope");
    CHECK(keep_work(session, studio, nowhere));
    studio.frame(false, [](const Document&, Document& next) { change<Mat2>(next.tiles[0].panel, "matrix", [&](auto& m) { m(0, 0) = 3; }); });
    CHECK_FALSE(keep_work(session, studio, nowhere));
}
