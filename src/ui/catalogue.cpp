#include "ui/catalogue.hpp"

#include "base/limits.hpp"

#include <algorithm>

namespace eigenscope::ui {

std::vector<Subject> subjects() {
    std::vector<Subject> list;
    for (const PanelType* type : panel_types()) {
        auto found = std::find_if(list.begin(), list.end(), [&](const Subject& s) { return s.name == type->subject; });
        if (found == list.end()) found = list.insert(list.end(), Subject{type->subject, {}});
        found->panels.push_back(type->make());
    }
    return list;
}

std::vector<NamedPanel> presets_of(const Panel& panel) {
    std::vector<NamedPanel> list;
    for (auto& preset : panel.type().presets()) list.push_back({std::string(preset.name), std::move(preset.panel)});
    return list;
}

std::string_view about(const Panel& panel) { return panel.type().about; }
Panel afresh(const Panel& panel) { return panel.type().make(); }

bool show_panel(Document& document, const Panel& panel, bool in_own_tile) {
    if (in_own_tile) {
        if (document.tiles.size() >= limits::tiles) return false;
        document.tiles.push_back({panel, true});
        document.focus = static_cast<int>(document.tiles.size()) - 1;
        if (document.layout == Layout::single) document.layout = Layout::columns;
        return true;
    }
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        if (&document.tiles[i].panel.type() != &panel.type()) continue;
        document.focus = static_cast<int>(i);
        return true;
    }
    set_panel(document, panel);
    return true;
}

void set_panel(Document& document, const Panel& panel) {
    document.repair();
    if (document.tiles.empty()) document.tiles.push_back({panel, true});
    else document.tiles[static_cast<std::size_t>(document.focus)].panel = panel;
}

bool close_tile(Document& document, std::size_t tile) {
    if (document.tiles.size() <= 1 || tile >= document.tiles.size()) return false;
    document.tiles.erase(document.tiles.begin() + static_cast<std::ptrdiff_t>(tile));
    if (document.focus > static_cast<int>(tile) || document.focus >= static_cast<int>(document.tiles.size())) --document.focus;
    document.repair();
    return true;
}

}
