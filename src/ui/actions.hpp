#pragma once
#include "ui/keys.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace eigenscope::ui {

/// Everything that can be asked of the program apart from direct manipulation.
enum class Act : std::uint8_t {
    new_document, open, save, save_as, save_figure, copy_words, copy_table, copy_latex, quit,
    undo, redo, palette, help, back, first_answer, second_answer,
    play, step, step_back, rewind, to_end, faster, slower, loop_start, loop_end, no_loop,
    add_tile, duplicate_tile, close_tile, next_tile, previous_tile, full_size, link, share_axes, layout_columns, layout_grid, layout_single, fit,
    inspector, reset_panel,
    fold, show_rail, show_inspector, show_timeline, theme, larger, smaller, usual_size, full_screen, motion,
};

/// One line of the table that drives the keys, the palette and the help.
struct Action {
    Act act;
    std::string_view group, label;
    Chord chord;                              ///< none: only from the palette
    Chord other = {};                         ///< a second key for the same
    bool repeats = false;                     ///< goes on while the key is held
    bool while_typing = false;                ///< also while a text field is active
};

/// All actions, in the order of the help.
std::span<const Action> actions();
const Action& action_of(Act act);
/// What its button says when it is hovered: the label and the key.
std::string help_of(Act act);
/// The action on this key; nothing while a text field takes it.
std::optional<Act> action_for(const KeyPress& press, bool typing);

}
