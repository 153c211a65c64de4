#include "app/keyboard.hpp"

#include <GLFW/glfw3.h>

namespace eigenscope {
namespace {

int named_key(int key) {
    if (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12) return ui::key::f1 + (key - GLFW_KEY_F1);
    switch (key) {
    case GLFW_KEY_SPACE: return ui::key::space;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER: return ui::key::enter;
    case GLFW_KEY_ESCAPE: return ui::key::escape;
    case GLFW_KEY_TAB: return ui::key::tab;
    case GLFW_KEY_BACKSPACE: return ui::key::backspace;
    case GLFW_KEY_INSERT: return ui::key::insert;
    case GLFW_KEY_DELETE: return ui::key::erase;
    case GLFW_KEY_LEFT: return ui::key::left;
    case GLFW_KEY_RIGHT: return ui::key::right;
    case GLFW_KEY_UP: return ui::key::up;
    case GLFW_KEY_DOWN: return ui::key::down;
    case GLFW_KEY_PAGE_UP: return ui::key::page_up;
    case GLFW_KEY_PAGE_DOWN: return ui::key::page_down;
    case GLFW_KEY_HOME: return ui::key::home;
    case GLFW_KEY_END: return ui::key::end;
    case GLFW_KEY_KP_ADD: return '+';
    case GLFW_KEY_KP_SUBTRACT: return '-';
    }
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return '0' + (key - GLFW_KEY_KP_0);
    return ui::key::none;
}

int printed_key(int key, const char* name) {
    // Digits stay digits where they are typed with Shift (French layouts).
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return key;
    const unsigned char first = name ? static_cast<unsigned char>(name[0]) : 0;
    if (first > ' ' && first < 127 && name[1] == 0) return first >= 'a' && first <= 'z' ? first - 'a' + 'A' : first;
    // Letters that are none of ours (Cyrillic, Greek) are where they are on an American keyboard; other signs are not.
    const bool letter = key >= GLFW_KEY_A && key <= GLFW_KEY_Z;
    return letter || (!name && key > ' ' && key < 127) ? key : ui::key::none;
}

}

std::optional<ui::Chord> chord_of_character(unsigned int character) {
    if (character != '?' && character != '[' && character != ']') return std::nullopt;
    return ui::Chord{static_cast<int>(character), false, false, false};
}

std::optional<ui::Chord> chord_of(int glfw_key, int modifiers, const char* name) {
    int code = named_key(glfw_key);
    if (code == ui::key::none) code = printed_key(glfw_key, name);
    if (code == ui::key::none) return std::nullopt;
    const bool shift = (modifiers & GLFW_MOD_SHIFT) != 0;
    return ui::Chord{code, (modifiers & GLFW_MOD_CONTROL) != 0, shift, (modifiers & GLFW_MOD_ALT) != 0};
}

}
