#include "ui/browser.hpp"

#include <filesystem>
#include <fstream>

using namespace eigenscope;
using namespace eigenscope::ui;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::path(EIGENSCOPE_BINARY) / "browser_test";
    Folder() {
        fs::remove_all(path);
        fs::create_directories(path / "sub");
        fs::create_directories(path / "Another");
        for (const char* name : {"b.json", "a.json", "notes.txt", ".hidden.json", "figure.PNG"}) std::ofstream(path / name) << "{}";
    }
    ~Folder() { fs::remove_all(path); }
};

BrowserState in(const Folder& folder, BrowserState::Purpose purpose, std::string name) {
    return {.purpose = purpose, .open = true, .folder = folder.path, .name = std::move(name)};
}

}

TEST_CASE("a folder is listed: folders first, by name, only what fits, nothing hidden") {
    const Folder folder;
    std::string sentence;
    const auto names = [&](BrowserState::Purpose purpose) {
        std::vector<std::string> list;
        for (const auto& item : list_folder(folder.path, purpose, sentence)) list.push_back(item.name);
        return list;
    };
    CHECK(names(BrowserState::Purpose::open) == std::vector<std::string>{"Another", "sub", "a.json", "b.json"});
    CHECK(names(BrowserState::Purpose::figure) == std::vector<std::string>{"Another", "sub", "figure.PNG"});
    CHECK(sentence.empty());
    CHECK(list_folder(folder.path / "nowhere", BrowserState::Purpose::open, sentence).empty());
    CHECK(sentence.find("nowhere") != std::string::npos);
}

TEST_CASE("a name opens a file, goes into a folder, or says why not") {
    const Folder folder;
    auto open = in(folder, BrowserState::Purpose::open, "a.json");
    CHECK(accept_name(open)->path == folder.path / "a.json");
    auto into = in(folder, BrowserState::Purpose::open, "sub");
    CHECK_FALSE(accept_name(into));
    CHECK(into.folder == folder.path / "sub");
    CHECK(into.name.empty());
    auto missing = in(folder, BrowserState::Purpose::open, "c.json");
    CHECK_FALSE(accept_name(missing));
    CHECK(missing.sentence.find("c.json") != std::string::npos);
    auto nothing = in(folder, BrowserState::Purpose::open, "");
    CHECK_FALSE(accept_name(nothing));
    CHECK_FALSE(nothing.sentence.empty());
    auto absolute = in(folder, BrowserState::Purpose::open, (folder.path / "b.json").string());
    absolute.folder = "/";
    CHECK(accept_name(absolute)->path == folder.path / "b.json");
}

TEST_CASE("saving gives an ending, and asks once before it replaces") {
    const Folder folder;
    auto fresh = in(folder, BrowserState::Purpose::save, "lecture");
    CHECK(accept_name(fresh)->path == folder.path / "lecture.json");
    auto existing = in(folder, BrowserState::Purpose::save, "a.json");
    CHECK_FALSE(accept_name(existing));
    CHECK(existing.sentence.find("exists") != std::string::npos);
    CHECK(accept_name(existing)->path == folder.path / "a.json");
    auto changed = in(folder, BrowserState::Purpose::save, "a.json");
    CHECK_FALSE(accept_name(changed));
    changed.name = "b.json";                  // another file: asked again
    CHECK_FALSE(accept_name(changed));
    auto figure = in(folder, BrowserState::Purpose::figure, "plot.gif");
    CHECK_FALSE(accept_name(figure));
    CHECK(figure.sentence.find(".png") != std::string::npos);
    figure.name = "plot.svg";
    CHECK(accept_name(figure)->path == folder.path / "plot.svg");
}
