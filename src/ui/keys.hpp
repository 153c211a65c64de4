#pragma once
#include <string>

namespace eigenscope::ui {

/// A key: the character on its cap, in upper case, or one of these. The window translates; Dear ImGui's own keys, which differ
/// from version to version, are never asked.
namespace key {
enum Code : int {
    none = 0, space = ' ',
    enter = 257, escape, tab, backspace, insert, erase, left, right, up, down, page_up, page_down, home, end,
    f1 = 300, f6 = 305, f9 = 308, f11 = 310, f12 = 311,
};
}

/// A key with the modifiers that are held.
struct Chord {
    int key = key::none;
    bool ctrl = false, shift = false, alt = false;
    bool operator==(const Chord&) const = default;
};

/// One press (or repetition) of a key.
struct KeyPress {
    Chord chord;
    bool repeated = false;
};

/// "Ctrl+Shift+Z", for menus and help.
std::string spoken(const Chord& chord);

}
