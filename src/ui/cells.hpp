#pragma once
#include "ui/block.hpp"
#include "ui/keys.hpp"
#include "ui/widgets.hpp"

#include <span>

/// Entries of numbers as in a spreadsheet: keys lead from one to the next, typing replaces, a block is pasted as a whole.
namespace eigenscope::ui {

/// Where a key leads from an entry.
enum class Way { next, previous, down, up, left, right };
/// The entry that is reached: the next one in the order of reading, round and round; the others inside of the same grid. 0: none.
ImGuiID reached(std::span<const Cell> cells, ImGuiID from, Way way);

/// Whether the entries take this key, and what it means to them then. `typing`: a text field has the keyboard.
bool cell_key(Entry& entry, const KeyPress& press, bool typing);

/// Where a block of this shape lies in a grid when it is pasted at an entry of it: over the whole grid, else with its first number
/// on that entry. Row and column of its first number; nothing where it does not fit.
std::optional<std::pair<int, int>> place_of(int rows, int columns, const Block& block, int row, int column);

/// The entries of one grid while it is drawn.
struct Grid {
    std::span<const ImGuiID> ids;
    int columns = 1;
    NumberRange range = {};
};
/// Names its entries to the keys.
void add_cells(Entry& entry, const Grid& grid);
/// Takes over what was pasted into the grid. True when a value changed; what does not fit changes nothing, and is said under it.
bool take_paste(const Kit& kit, const Grid& grid, std::span<double> row_major);

}
