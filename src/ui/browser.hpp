#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// Opens the file browser where the document lies, else in the current folder.
void open_browser(Session& session, BrowserState::Purpose purpose);
/// It asks for nothing any more, and remembers its folder.
void close_browser(BrowserState& browser);
/// What a folder holds that fits the purpose: folders first, hidden ones left out, by name.
std::vector<BrowserState::Item> list_folder(const std::filesystem::path& folder, BrowserState::Purpose purpose, std::string& sentence);

/// What was chosen: a path to be opened or written.
struct Chosen {
    BrowserState::Purpose purpose;
    std::filesystem::path path;
};
/// What is to happen with what stands in the name field: go into a folder, choose a file, or a sentence about why not.
std::optional<Chosen> accept_name(BrowserState& browser);

/// Arrows choose a line, Enter takes it. While somebody types, Enter is the field's own: it knows the text to its last letter.
std::optional<Chosen> browser_key(BrowserState& browser, const KeyPress& press, bool typing);
/// Draws it. It stays open until what was chosen is done.
std::optional<Chosen> draw_browser(const Stage& stage);

}
