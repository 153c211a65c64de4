#pragma once
#include "document/document.hpp"

#include <optional>
#include <string>

namespace eigenscope {

/// What the command line says about the window; what is empty or zero is as it was last time.
struct WindowOptions {
    std::string path;                         ///< a scene to open
    std::optional<Document> document;         ///< or a document that belongs to no file
    std::string theme;                        ///< dark, light, projector
    double scale = 0;                         ///< of everything
    bool full_screen = false;
};

/// The window, until it is closed. Returns the exit code: 0; 65, 66 when the scene cannot be opened; 69 without a display or
/// OpenGL 3.3, with a sentence on standard error; 128 + n after signal n, with the work kept for next time.
int run_window(const WindowOptions& options);

}
