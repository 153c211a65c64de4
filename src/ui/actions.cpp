#include "ui/actions.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace eigenscope::ui {
namespace {

constexpr Chord plain(int code) { return {.key = code}; }
constexpr Chord ctrl(int code) { return {.key = code, .ctrl = true}; }
constexpr Chord shift(int code) { return {.key = code, .shift = true}; }
constexpr Chord ctrl_shift(int code) { return {.key = code, .ctrl = true, .shift = true}; }

constexpr std::array table = {
    Action{Act::new_document, "File", "New: one matrix, three rooms", ctrl('N')},
    Action{Act::open, "File", "Open a scene", ctrl('O')},
    Action{Act::save, "File", "Save", ctrl('S'), {}, false, true},
    Action{Act::save_as, "File", "Save under another name", ctrl_shift('S'), {}, false, true},
    Action{Act::save_figure, "File", "Save a figure (PNG, SVG, PDF)", ctrl('E')},
    Action{Act::copy_words, "File", "Copy the picture in words", ctrl_shift('W')},
    Action{Act::copy_table, "File", "Copy the numbers as a table (CSV)", ctrl_shift('C')},
    Action{Act::copy_latex, "File", "Copy the formulas as LaTeX", ctrl_shift('L')},
    Action{Act::quit, "File", "Quit", ctrl('Q'), {}, false, true},

    Action{Act::undo, "Edit", "Undo", ctrl('Z'), {}, true},
    Action{Act::redo, "Edit", "Redo", ctrl_shift('Z'), ctrl('Y'), true},
    Action{Act::palette, "Edit", "All commands", ctrl('P'), {}, false, true},
    Action{Act::help, "Edit", "Keys and gestures", plain(key::f1), plain('?')},
    Action{Act::back, "Edit", "Back to where I was", plain(key::escape), {}, false, true},
    Action{Act::first_answer, "Edit", "Answer a message with its first button", ctrl(key::enter)},
    Action{Act::second_answer, "Edit", "Answer a message with its second button", ctrl_shift(key::enter)},

    Action{Act::play, "Time", "Play or pause", plain(key::space)},
    Action{Act::step, "Time", "One step on", plain(key::right), {}, true},
    Action{Act::step_back, "Time", "One step back", plain(key::left), {}, true},
    Action{Act::rewind, "Time", "To the start", plain(key::home)},
    Action{Act::to_end, "Time", "To the end", plain(key::end)},
    Action{Act::faster, "Time", "Faster", plain(']')},
    Action{Act::slower, "Time", "Slower", plain('[')},
    Action{Act::loop_start, "Time", "Loop from here", shift('A')},
    Action{Act::loop_end, "Time", "Loop up to here", shift('B')},
    Action{Act::no_loop, "Time", "No loop", shift('N')},

    Action{Act::add_tile, "Tiles", "Add a tile", ctrl('T')},
    Action{Act::duplicate_tile, "Tiles", "Duplicate the tile", ctrl('D')},
    Action{Act::close_tile, "Tiles", "Close the tile", ctrl('W')},
    Action{Act::next_tile, "Tiles", "Next tile", ctrl(key::tab)},
    Action{Act::previous_tile, "Tiles", "Previous tile", ctrl_shift(key::tab)},
    Action{Act::full_size, "Tiles", "Full size and back", plain('F'), plain(key::enter)},
    Action{Act::link, "Tiles", "Link with the other tiles, or not", plain('L')},
    Action{Act::share_axes, "Tiles", "Same axes as other tiles of its kind, or its own", plain('X')},
    Action{Act::layout_columns, "Tiles", "Tiles in columns", ctrl_shift('1')},
    Action{Act::layout_grid, "Tiles", "Tiles in a grid", ctrl_shift('2')},
    Action{Act::layout_single, "Tiles", "One tile at a time", ctrl_shift('3')},
    Action{Act::fit, "Tiles", "Fit the view", plain('0')},
    Action{Act::inspector, "Tiles", "Keyboard to controls, facts, panels, pictures", plain(key::f6)},
    Action{Act::reset_panel, "Tiles", "Start this panel afresh", plain('R')},

    Action{Act::fold, "View", "Pictures only", plain(key::f9)},
    Action{Act::show_rail, "View", "Panels at the left", ctrl('1')},
    Action{Act::show_inspector, "View", "Controls and facts", ctrl('2')},
    Action{Act::show_timeline, "View", "Timeline", ctrl('3')},
    Action{Act::theme, "View", "Next theme: dark, light, projector", plain('T')},
    Action{Act::larger, "View", "Larger", ctrl('+'), ctrl('='), true, true},
    Action{Act::smaller, "View", "Smaller", ctrl('-'), {}, true, true},
    Action{Act::usual_size, "View", "Usual size", ctrl('0'), {}, false, true},
    Action{Act::full_screen, "View", "Full screen", plain(key::f11), {}, false, true},
    Action{Act::motion, "View", "Motion between states, or not", plain('M')},
};

/// Shift is part of how '?' and '+' are typed on many keyboards; only letters, digits and named keys tell it apart.
bool shift_matters(int code) { return (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') || code == ' ' || code > 127; }

bool matches(const Chord& wanted, const Chord& pressed) {
    return wanted.key != key::none && wanted.key == pressed.key && wanted.ctrl == pressed.ctrl && wanted.alt == pressed.alt &&
           (wanted.shift == pressed.shift || !shift_matters(wanted.key));
}

}

std::span<const Action> actions() { return table; }

const Action& action_of(Act act) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Action& a) { return a.act == act; });
    assert(found != table.end());
    return *found;
}

std::string help_of(Act act) { return std::string(action_of(act).label) + "  " + spoken(action_of(act).chord); }

std::optional<Act> action_for(const KeyPress& press, bool typing) {
    for (const Action& action : table) {
        if (!matches(action.chord, press.chord) && !matches(action.other, press.chord)) continue;
        if ((press.repeated && !action.repeats) || (typing && !action.while_typing)) return std::nullopt;
        return action.act;
    }
    return std::nullopt;
}

}
