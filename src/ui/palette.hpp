#pragma once
#include "ui/catalogue.hpp"
#include "ui/session.hpp"

#include <variant>

namespace eigenscope::ui {

/// One line of the palette.
struct Command {
    struct ShowPanel { Panel panel; };
    struct UsePreset { Panel panel; };
    struct Choose {                           ///< in the panel in focus
        std::vector<std::size_t> path;
        std::size_t choice;
    };
    struct FocusTile { int tile; };
    struct OpenFile { std::filesystem::path path; };
    struct BringBack { std::uint64_t work; };
    using What = std::variant<Act, ShowPanel, UsePreset, Choose, FocusTile, OpenFile, BringBack>;

    std::string group, text, key;
    What what;
};

/// Everything that can be done now: all actions, panels, presets of all panels (those of the one in focus first), what can be chosen in
/// the panel in focus, tiles, recent files.
std::vector<Command> all_commands(const Document& document, const Preferences& preferences);
/// Those that fit the query, the best first; all of them, in order, for an empty one.
std::vector<Command> matching(std::vector<Command> commands, std::string_view query);

/// Draws it; true for the keys it used. What is chosen is done through the stage.
void draw_palette(const Stage& stage);
bool palette_key(const Stage& stage, const KeyPress& press);

}
