#pragma once
#include <imgui.h>

#include <cstdint>

namespace eigenscope::ui {

/// Signs drawn as shapes, so that they look the same at every size and need no font.
enum class Icon : std::uint8_t {
    play, pause, step_back, step, rewind, loop, link, unlink, close, plus, minus, menu, undo, redo, open, save, dice, chevron, back, check, search,
    help, expand, shrink, copy, up, down, theme, folder, file, fold,
};

/// Inside a square of side `size` around `center`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color);

}
