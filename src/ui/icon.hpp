#pragma once
#include <imgui.h>

#include <cstdint>

namespace eigenscope::ui {

/// Signs drawn as shapes, so that they look the same at every size and need no font.
enum class Icon : std::uint8_t {
    play, pause, step_back, step, loop, link, unlink, close, plus, menu, undo, redo, open, save, dice, chevron, check, search,
    help, expand, shrink, copy, down, theme, folder, file, lock, unlock,
};

/// Inside a square of side `size` around `center`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color);

}
