#include "ui/keys.hpp"

namespace eigenscope::ui {
namespace {

std::string name_of(int code) {
    switch (code) {
    case key::none: return "";
    case key::space: return "Space";
    case key::enter: return "Enter";
    case key::escape: return "Esc";
    case key::tab: return "Tab";
    case key::backspace: return "Backspace";
    case key::insert: return "Insert";
    case key::erase: return "Delete";
    case key::left: return "←";
    case key::right: return "→";
    case key::up: return "↑";
    case key::down: return "↓";
    case key::page_up: return "Page up";
    case key::page_down: return "Page down";
    case key::home: return "Home";
    case key::end: return "End";
    case '-': return "−";
    }
    if (code >= key::f1 && code <= key::f12) return "F" + std::to_string(code - key::f1 + 1);
    if (code > ' ' && code < 127) return std::string(1, static_cast<char>(code));
    return "?";
}

}

std::string spoken(const Chord& chord) {
    std::string text;
    if (chord.ctrl) text += "Ctrl+";
    if (chord.alt) text += "Alt+";
    if (chord.shift) text += "Shift+";
    return text + name_of(chord.key);
}

}
