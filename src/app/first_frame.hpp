#pragma once
#include "app/screen.hpp"
#include "paper/paper.hpp"
#include "ui/shell.hpp"

#include <chrono>
#include <vector>

namespace eigenscope {

/// The first frame, ready to be shown. Drivers take their time to open a window and to compile shaders; meanwhile another thread
/// makes this, and needs no OpenGL for it: the pictures are painted on paper, which looks the same.
struct FirstFrame {
    PixelSize size;                           ///< of the window it was made for, at one pixel a unit
    std::vector<paper::Image> pictures;       ///< by tile, made ready for a canvas; one without pixels is not in sight

    /// Draws the shell once at this size. Nothing else may use the shell or Dear ImGui until it is done, and the shell's
    /// services are left empty. Mathematics that takes longer than `patience` is not in it yet. Not made (no size) where Dear ImGui
    /// needs its renderer to begin a frame, or memory is short.
    static FirstFrame make(ui::Shell& shell, PixelSize size, std::chrono::milliseconds patience = std::chrono::milliseconds(100));
};

}
