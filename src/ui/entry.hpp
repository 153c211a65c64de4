#pragma once
#include "base/result.hpp"
#include "panels/panel.hpp"
#include "ui/keys.hpp"

#include <imgui.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eigenscope::ui {

/// An entry that keys can reach, and its place in its grid.
struct Cell {
    ImGuiID id = 0, grid = 0;
    int row = 0, column = 0;
};

/// A number that acts on a panel while it is pulled, or was typed: how large it is now, and on which panel it began.
struct Acting : Pulled {
    Panel from;
};

/// What is being typed into a field, and what was typed wrongly: beside the document, never in it.
struct Entry {
    struct Wrong {
        std::string text, sentence;
        double value = 0;                     ///< what the field held then: the sentence is about no other
        std::string formula = {};             ///< the same, of a field for formulas
        std::optional<std::size_t> column = {};                ///< of the first character that is wrong, from 1
    };
    ImGuiID id = 0;                           ///< whose text it is; 0: nobody types
    std::string text;
    bool fresh = false;                       ///< opened in this frame: take the keyboard
    bool accepted = false;                    ///< something typed became a value in this frame
    std::map<ImGuiID, Wrong> wrong;           ///< fields that hold text which is no value

    std::optional<Acting> acting;     ///< for one gesture: afterwards its number is neutral again

    // A formula is shown while it is typed: all keys from the first to the last are one gesture.
    bool live = false;                        ///< one is being typed
    ImVec2 lo = {0, 0}, hi = {0, 0};          ///< of its field
    std::map<std::string, double, std::less<>> parameters; ///< those that it had since then

    // Entries of numbers, as in a spreadsheet.
    bool numeric = false;                     ///< what is being typed is a number
    bool by_typing = false;                   ///< it was begun by typing over the old one: arrows lead on, not through the text
    bool has_keyboard = false;                ///< its field has it; comes a frame after it was opened
    bool at_end = false;                      ///< the caret is to be set behind the text
    bool leaving = false;                     ///< a key accepted it: to be done when its entry is drawn
    bool spaced = false;                      ///< Space was pressed in this frame on the one with the keyboard: it plays, and opens none
    std::vector<Cell> cells;                  ///< those that were drawn last, in their order
    ImGuiID ring = 0, hovered = 0;            ///< the one with the keyboard, where nobody types, and the one under the pointer
    ImGuiID wanted = 0;                       ///< the one that is to have the keyboard
    ImGuiID rung = 0;                         ///< the one that got it in this frame
    /// The drop-down list that is open has the keys: there is one at most.
    struct DropDown {
        bool open = false;                    ///< one was drawn
        std::size_t lit = 0;                  ///< the line that Enter chooses
        std::vector<Chord> keys;              ///< pressed in this frame
    };
    DropDown list;
    bool copy = false;                        ///< Ctrl+C was pressed in this frame, and nobody has copied yet
    struct Pasted {
        ImGuiID cell;
        std::string text;
    };
    std::optional<std::string> offered;       ///< what Ctrl+C copies of what has the keyboard
    std::optional<Pasted> pasted;             ///< to be taken over when its entry is drawn

    void open(ImGuiID field, std::string first);
    void open_number(ImGuiID field, std::string first);
    /// The same with this text in place of whatever it holds, also of what was typed wrongly.
    void type_over(ImGuiID field, std::string first);
    void close();
    /// What is drawn from now on is another frame.
    void begin_frame();
    void end_frame() { copy = spaced = false, offered.reset(), pasted.reset(), list.keys.clear(); }
    /// Whether keys can reach this entry.
    bool known(ImGuiID field) const;
    bool take_wanted(ImGuiID field) { return wanted == field && std::exchange(wanted, 0) != 0; }
    /// Ctrl+C, for the first thing under the pointer that asks. What has the keyboard offers itself: it is copied where nothing did.
    bool take_copy() { return std::exchange(copy, false); }
    void forget(ImGuiID field) { wrong.erase(field); }
    /// Forgets what was said about another value.
    void check(ImGuiID field, double value);
    void check(ImGuiID field, const std::string& formula);
};

/// A number as people type it: digits, or an expression without variables ("sqrt(2)/2", "2pi").
Result<double> evaluate_entry(std::string_view text);

/// A one-line text field over a string of any length, `width` px wide. True when the text changed. `at_end`: sets the caret behind the
/// text as soon as the field has the keyboard, and is false then.
bool input_text(const char* id, const char* hint, std::string& text, float width, ImGuiInputTextFlags flags = 0, bool* at_end = nullptr);

}
