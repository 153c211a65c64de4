#pragma once
#include "ui/keys.hpp"

#include <optional>

namespace eigenscope {

/// Signs that name an action and lie behind Shift or AltGr on many keyboards: what was typed says them, not the key.
std::optional<ui::Chord> chord_of_character(unsigned int character);

/// GLFW's key as ours: by the character it carries in the user's layout, so that Ctrl+Z is where Z is printed. `name` is what
/// glfwGetKeyName says, or null.
std::optional<ui::Chord> chord_of(int glfw_key, int modifiers, const char* name);

}
