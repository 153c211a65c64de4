#include "document/folder.hpp"
#include "headless.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

/// Folders and files of which a browser shows some.
struct Shelf : Folder {
    Shelf() {
        for (const char* name : {"sub", "Another"}) fs::create_directories(path / name);
        for (const char* name : {"b.json", "a.json", "notes.txt", ".hidden.json", "figure.PNG"}) write(name, "{}");
    }
};

/// As somebody who works on a.json asks for another file.
BrowserState& open_browser(Headless& ui, const Shelf& shelf) {
    ui.session().path = shelf / "a.json";
    ui.press({.key = 'O', .ctrl = true});
    ui.settle();
    REQUIRE(ui.session().browser.open);
    return ui.session().browser;
}

BrowserState in(const Shelf& folder, BrowserState::Purpose purpose, std::string name) {
    return {.purpose = purpose, .open = true, .folder = folder.path, .name = std::move(name)};
}

}

TEST_CASE("a folder is listed: folders first, by name, only what fits, nothing hidden") {
    const Shelf folder;
    std::string sentence;
    const auto names = [&](BrowserState::Purpose purpose) {
        std::vector<std::string> list;
        for (const auto& item : list_folder(folder.path, purpose, sentence)) list.push_back(item.name);
        return list;
    };
    CHECK(names(BrowserState::Purpose::open) == std::vector<std::string>{"Another", "sub", "a.json", "b.json"});
    CHECK(names(BrowserState::Purpose::figure) == std::vector<std::string>{"Another", "sub", "figure.PNG"});
    CHECK(sentence.empty());
    CHECK(list_folder(folder / "nowhere", BrowserState::Purpose::open, sentence).empty());
    CHECK(sentence.find("nowhere") != std::string::npos);
}

TEST_CASE("a name opens a file, goes into a folder, or says why not") {
    const Shelf folder;
    auto open = in(folder, BrowserState::Purpose::open, "a.json");
    CHECK(accept_name(open)->path == folder / "a.json");
    auto into = in(folder, BrowserState::Purpose::open, "sub");
    CHECK_FALSE(accept_name(into));
    CHECK(into.folder == folder / "sub");
    CHECK(into.name.empty());
    auto missing = in(folder, BrowserState::Purpose::open, "c.json");
    CHECK_FALSE(accept_name(missing));
    CHECK(missing.sentence.find("c.json") != std::string::npos);
    auto nothing = in(folder, BrowserState::Purpose::open, "");
    CHECK_FALSE(accept_name(nothing));
    CHECK_FALSE(nothing.sentence.empty());
    auto absolute = in(folder, BrowserState::Purpose::open, (folder / "b.json").string());
    absolute.folder = "/";
    CHECK(accept_name(absolute)->path == folder / "b.json");
}

TEST_CASE("saving gives an ending, and asks once before it replaces") {
    const Shelf folder;
    auto fresh = in(folder, BrowserState::Purpose::save, "lecture");
    CHECK(accept_name(fresh)->path == folder / "lecture.json");
    auto existing = in(folder, BrowserState::Purpose::save, "a.json");
    CHECK_FALSE(accept_name(existing));
    CHECK(existing.sentence.find("exists") != std::string::npos);
    CHECK(accept_name(existing)->path == folder / "a.json");
    auto changed = in(folder, BrowserState::Purpose::save, "a.json");
    CHECK_FALSE(accept_name(changed));
    changed.name = "b.json";                  // another file: asked again
    CHECK_FALSE(accept_name(changed));
    auto figure = in(folder, BrowserState::Purpose::figure, "plot.gif");
    CHECK_FALSE(accept_name(figure));
    CHECK(figure.sentence.find(".png") != std::string::npos);
    figure.name = "plot.svg";
    CHECK(accept_name(figure)->path == folder / "plot.svg");
}

TEST_CASE("with the browser open, keys are its own: nothing behind it moves") {
    const Shelf folder;
    Headless ui;
    open_browser(ui, folder);
    drop_active_item();                        // as after a click on a line: nobody types
    const Theme theme = ui.session().preferences.theme;
    const bool linked = ui.shown().tiles[0].linked;
    for (const int key : {int('T'), int('L'), int('R'), int('F'), int(key::space), int(key::right), int(key::tab)}) {
        drop_active_item();
        ui.press({.key = key});
    }
    CHECK(ui.session().preferences.theme == theme);
    CHECK(ui.shown().tiles[0].linked == linked);
    CHECK_FALSE(ui.session().full_size);
    CHECK_FALSE(ui.session().player.playing);
    CHECK_FALSE(ui.view(0).focused);
    CHECK_FALSE(ui.studio().can_undo());
    ui.press({.key = key::escape});
    CHECK_FALSE(ui.session().browser.open);
}

TEST_CASE("arrows choose a line of the list, and Enter opens it whether or not somebody types") {
    const Shelf folder;
    REQUIRE(save_document(folder / "b.json", *document_of("gaussian")));
    Headless ui;
    BrowserState& browser = open_browser(ui, folder);
    const auto after = [&](key::Code code) {
        ui.press({.key = code});
        ui.settle();
        return browser.name;
    };
    CHECK(after(key::down) == "..");
    CHECK(after(key::down) == "Another");
    CHECK(after(key::down) == "sub");
    CHECK(after(key::down) == "a.json");
    CHECK(after(key::page_down) == "b.json");
    CHECK(after(key::down) == "b.json");
    CHECK(after(key::page_up) == "..");
    CHECK(after(key::page_down) == "b.json");
    drop_active_item();
    ui.press({.key = key::enter});
    CHECK_FALSE(browser.open);
    CHECK(ui.shown() == *document_of("gaussian"));
    CHECK_FALSE(ui.session().full_size);
}

TEST_CASE("what fails leaves the browser open with its name and the reason; what is typed then replaces the name") {
    const Shelf folder;
    Headless ui;
    BrowserState& browser = open_browser(ui, folder);
    ui.type("b.json");
    ui.field_key(ImGuiKey_Enter);              // it holds {}, which is no scene
    ui.settle();
    CHECK(browser.open);
    CHECK(browser.name == "b.json");
    CHECK(browser.sentence.find("b.json: this is not a scene") != std::string::npos);
    CHECK(ui.session().path == folder / "a.json");
    ui.type("c");
    CHECK(browser.name == "c");
    ui.press({.key = key::escape});
    ui.press({.key = 'S', .ctrl = true, .shift = true});
    ui.settle();
    CHECK(browser.name == "a.json");
    ui.type("sub/d");
    CHECK(browser.name == "sub/d");
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    CHECK_FALSE(browser.open);
    CHECK(fs::exists(folder / "sub/d.json"));
}

TEST_CASE("a figure from the window is as large as the window and looks as it does") {
    const Shelf folder;
    Headless ui(default_document(), {.theme = Theme::light, .scale = 1.5}, {1280, 720});
    int written = 0;
    ui.session().services.save_figure = [&](const Document&, std::span<const Derived>, Vec2 size, const ink::Look& look, const fs::path& path) -> Status {
        ++written;
        CHECK(size == Vec2(1280, 720));
        CHECK(look.theme == Theme::light);
        CHECK(look.scale == 1.5);
        CHECK_FALSE(look.show_handles);
        CHECK(path == folder / "new.PDF");
        return done();
    };
    ui.session().path = folder / "a.json";
    ui.press({.key = 'E', .ctrl = true});
    ui.settle();
    ui.type("new.PDF");
    ui.field_key(ImGuiKey_Enter);
    ui.settle();
    CHECK(written == 1);
    CHECK_FALSE(ui.session().browser.open);
}
