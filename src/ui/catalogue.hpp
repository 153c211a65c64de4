#pragma once
#include "document/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace eigenscope::ui {

/// A named state of a panel, for lists.
struct NamedPanel {
    std::string name;
    Panel panel;
};

/// The panels of one subject, in their default state.
struct Subject {
    std::string_view name;
    std::vector<Panel> panels;
};

std::vector<Subject> subjects();
std::vector<NamedPanel> presets_of(const Panel& panel);
std::string_view about(const Panel& panel);
/// The same kind of panel, in its default state.
Panel afresh(const Panel& panel);

/// Shows a panel: in the tile that has its kind already, else in place of the tile in focus, or in a tile of its own.
/// False when there are limits::tiles already.
bool show_panel(Document& document, const Panel& panel, bool in_own_tile);
/// Puts this state of a panel into the tile in focus.
void set_panel(Document& document, const Panel& panel);
/// Without the tile; false: the last one stays.
bool close_tile(Document& document, std::size_t tile);

}
