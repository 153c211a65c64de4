#include "ui/cells.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <utility>

namespace eigenscope::ui {
namespace {

const Cell* find(std::span<const Cell> cells, ImGuiID id) {
    const auto found = std::find_if(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.id == id; });
    return id != 0 && found != cells.end() ? &*found : nullptr;
}

std::optional<Way> way_of(const Chord& chord, bool arrows) {
    switch (chord.key) {
    case key::tab: return chord.shift ? Way::previous : Way::next;
    case key::enter: return chord.shift ? Way::up : Way::down;
    case key::down: return Way::down;
    case key::up: return Way::up;
    case key::left: return arrows ? std::optional(Way::left) : std::nullopt;
    case key::right: return arrows ? std::optional(Way::right) : std::nullopt;
    default: return std::nullopt;
    }
}

/// What is typed is accepted, and the keyboard goes on from there.
void leave(Entry& entry, Way way) {
    const ImGuiID to = reached(entry.cells, entry.id, way);
    const bool here = to == 0 && find(entry.cells, entry.id);
    entry.wanted = here ? entry.id : to;
    entry.leaving = entry.numeric;
    drop_active_item();
}

bool printable(int code) { return code > ' ' && code < 127; }

std::string clipboard() {
    const char* text = ImGui::GetClipboardText();
    return text ? text : "";
}

/// The entry under the pointer before the one with the keyboard, as copying has it. Without either it is meant for the first thing with more than one number.
ImGuiID paste_target(const Entry& entry) {
    if (entry.id != 0) return entry.numeric ? entry.id : 0;
    if (find(entry.cells, entry.hovered)) return entry.hovered;
    if (find(entry.cells, entry.ring)) return entry.ring;
    const auto grid = std::adjacent_find(entry.cells.begin(), entry.cells.end(), [](const Cell& a, const Cell& b) { return a.grid == b.grid; });
    return grid == entry.cells.end() ? 0 : grid->id;
}

bool paste(Entry& entry, bool typing) {
    std::string text = clipboard();
    // A number is pasted into the text that is being typed like any other text.
    if (typing && !(entry.numeric && entry.id != 0 && in_rows_or_columns(text))) return false;
    const ImGuiID target = paste_target(entry);
    if (target == 0 || text.empty()) return false;
    entry.pasted = {target, std::move(text)};
    if (entry.id == 0) return true;
    entry.close();
    drop_active_item();
    return true;
}

std::string counted(int count, const char* what) { return std::to_string(count) + " " + what + (count == 1 ? "" : "s"); }

std::string shape_of(int rows, int columns) {
    return rows == 1 ? counted(columns, "number") : counted(rows, "row") + " of " + counted(columns, "number");
}

/// The block the other way round: a column of numbers for a vector, which is shown as a row.
Block in_a_row(Block block) {
    if (block.columns == 1) std::swap(block.rows, block.columns);
    return block;
}

}

ImGuiID reached(std::span<const Cell> cells, ImGuiID from, Way way) {
    const Cell* here = find(cells, from);
    if (!here) return 0;
    const auto at = static_cast<std::size_t>(here - cells.data());
    if (way == Way::next) return cells[(at + 1) % cells.size()].id;
    if (way == Way::previous) return cells[(at + cells.size() - 1) % cells.size()].id;
    const int down = way == Way::down ? 1 : way == Way::up ? -1 : 0, right = way == Way::right ? 1 : way == Way::left ? -1 : 0;
    const auto found = std::find_if(cells.begin(), cells.end(), [&](const Cell& cell) {
        return cell.grid == here->grid && cell.row == here->row + down && cell.column == here->column + right;
    });
    return found == cells.end() ? 0 : found->id;
}

bool cell_key(Entry& entry, const KeyPress& press, bool typing) {
    const Chord& chord = press.chord;
    if (chord.alt) return false;
    if (chord.ctrl) return chord.key == 'V' && !chord.shift && paste(entry, typing);
    const bool in_text = entry.id != 0 && (entry.numeric || chord.key == key::tab);
    if (in_text && (entry.numeric || typing))
        if (const auto way = way_of(chord, entry.by_typing)) return leave(entry, *way), true;
    // The field may not have the keyboard yet: what is typed until then is for it all the same.
    if (entry.id != 0) return entry.numeric && printable(chord.key);
    if (typing || !find(entry.cells, entry.ring)) return false;
    if (chord.key == key::tab) {
        entry.wanted = reached(entry.cells, entry.ring, chord.shift ? Way::previous : Way::next);
        return true;
    }
    if (chord.key == key::backspace || chord.key == key::erase) {
        entry.type_over(entry.ring, "");
        return true;
    }
    // No number begins with a space: it stays what it is everywhere else.
    entry.spaced = chord.key == key::space;
    return printable(chord.key);
}

std::optional<std::pair<int, int>> place_of(int rows, int columns, const Block& block, int row, int column) {
    if (block.rows == rows && block.columns == columns) return std::pair(0, 0);
    if (row + block.rows <= rows && column + block.columns <= columns) return std::pair(row, column);
    return std::nullopt;
}

void add_cells(Entry& entry, const Grid& grid) {
    for (std::size_t i = 0; i < grid.ids.size(); ++i)
        entry.cells.push_back({grid.ids[i], grid.ids[0], static_cast<int>(i) / grid.columns, static_cast<int>(i) % grid.columns});
}

bool take_paste(const Kit& kit, const Grid& grid, std::span<double> row_major) {
    Entry& entry = kit.entry;
    if (!entry.pasted) return false;
    const auto found = std::find(grid.ids.begin(), grid.ids.end(), entry.pasted->cell);
    if (found == grid.ids.end()) return false;
    const auto at = static_cast<int>(found - grid.ids.begin()), rows = static_cast<int>(grid.ids.size()) / grid.columns;
    const ImGuiID id = *found;
    const auto read = read_block(std::exchange(entry.pasted, std::nullopt)->text);
    const auto refuse = [&](const std::string& why) {
        const double kept = row_major[static_cast<std::size_t>(at)];
        entry.wrong[id] = {.text = shortest(kept), .sentence = why + "; nothing was changed.", .value = kept};
        return false;
    };
    if (!read) return refuse(read.error());
    const Block block = rows == 1 && grid.columns > 1 ? in_a_row(*read) : *read;
    const auto place = place_of(rows, grid.columns, block, at / grid.columns, at % grid.columns);
    if (!place) return refuse("What was pasted has " + shape_of(block.rows, block.columns) + ", and here is room for " + shape_of(rows, grid.columns));
    bool changed = false;
    for (int r = 0; r < block.rows; ++r)
        for (int c = 0; c < block.columns; ++c) {
            const auto i = static_cast<std::size_t>((place->first + r) * grid.columns + place->second + c);
            changed |= take_number(entry, grid.ids[i], block.row_major[static_cast<std::size_t>(r * block.columns + c)], row_major[i], grid.range);
        }
    entry.accepted = entry.accepted || changed;
    return changed;
}

}
