#pragma once
#include "base/limits.hpp"
#include "panels/panel.hpp"

#include <array>
#include <string>
#include <vector>

namespace eigenscope {

/// One room of the house: a panel, whether it shares its quantities with the other linked tiles, and its axes with those of its kind.
struct Tile {
    Panel panel;
    bool linked = true;
    bool shares_axes = false;
    /// As Document::unknown, for the keys inside this tile: they go where the tile goes.
    std::string unknown = {};

    bool operator==(const Tile&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "panel", .label = "Panel"}, s.panel);
        v(Field{.key = "linked", .label = "Linked", .help = "Share A and other quantities with the other linked tiles"}, s.linked);
        v(Field{.key = "shares_axes", .label = "Same axes", .help = "Show the same window as other tiles of the same kind"}, s.shares_axes);
    }
};

/// How the tiles share the window. `columns`: the first tile is a column of its own, the others are stacked beside it.
enum class Layout : std::uint8_t { columns, grid, single };
constexpr auto choices(Layout) {
    return std::array{Choice{"columns", "Columns"}, Choice{"grid", "Grid"}, Choice{"single", "One at a time"}};
}

/// Everything that is saved, undone, linked and set by a lesson. Nothing else.
struct Document {
    std::vector<Tile> tiles;
    Layout layout = Layout::columns;
    int focus = 0;
    /// Keys of the file that this version does not know, as JSON text in the shape of the file (lists as objects by index):
    /// written back untouched where their place still exists.
    std::string unknown = {};

    bool operator==(const Document&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "tiles", .label = "Tiles", .least = 1, .most = limits::tiles}, s.tiles);
        v(Field{.key = "layout", .label = "Layout"}, s.layout);
        v(Field{.key = "focus", .label = "Focus", .lo = 0, .hi = static_cast<double>(limits::tiles - 1), .view = true}, s.focus);
    }
    void repair();                            ///< focus points at a tile
};

/// Every value of the document in its range and every list in its length, with every `repair()` called.
void tidy_document(Document& document);

/// About how many bytes the document takes in memory.
std::size_t footprint(const Document& document);

/// Whether two documents are the same in everything that undo remembers: cameras, timelines and focus are not.
bool same_but_view(const Document& a, const Document& b);

/// One matrix, three rooms: a map, a bowl and a Gaussian that share A.
Document default_document();

/// A document with one tile, the default state of the panel with this id; nothing when there is no such panel.
std::optional<Document> document_of(std::string_view panel_id);

}
