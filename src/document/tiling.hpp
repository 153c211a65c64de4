#pragma once
#include "document/document.hpp"

#include <vector>

namespace eigenscope {

/// A rectangle of the window or the sheet, in its units; y runs down.
struct Pane {
    double x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Pane&) const = default;
};

/// Where each of `count` tiles lies in `whole`, `gap` apart. columns: the first tile is a column of its own (58 % wide) and the
/// others are stacked beside it, in a second column when they are more than three; grid: as square as it goes; single: the tile
/// in focus has all, the others have panes of no size. On a tall sheet columns become rows.
std::vector<Pane> tiling(Layout layout, std::size_t count, std::size_t focus, Pane whole, double gap);

/// Tiles, and whether those beside the one in focus are folded to a strip of small ones.
struct Tiling {
    std::vector<Pane> panes;
    bool strip = false;
    bool operator==(const Tiling&) const = default;
};

/// The same with columns folded to a strip where a tile would be smaller than `least`: the one in focus gets all the room but that.
Tiling readable_tiling(Layout layout, std::size_t count, std::size_t focus, Pane whole, double gap, double least);

}
