#pragma once
#include "base/result.hpp"
#include "ui/keys.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct GLFWwindow;

namespace eigenscope {

/// A key as GLFW told it.
struct RawKey {
    int key = 0, scancode = 0, action = 0, modifiers = 0;
};

/// A button of the mouse went down or up, at this place of the window.
struct RawButton {
    int button = 0;
    bool down = false;
    double x = 0, y = 0;
};

/// What happened to the window since it was asked last.
struct Events {
    std::vector<ui::KeyPress> keys;
    std::vector<RawKey> raw;                  ///< the same and the releases, for text fields
    std::vector<RawButton> buttons;
    std::vector<std::filesystem::path> dropped;
    double pointer_x = 0, pointer_y = 0;
    bool key_told = false, repeated = false;  ///< the last of `keys` is the last key that was pressed; it was held down
    void (*typed_before)(GLFWwindow*, unsigned int) = nullptr;                 ///< who listened before us
    void (*pointer_moved_before)(GLFWwindow*, double, double) = nullptr;       ///< who listened before us
};

struct PixelSize {
    int width = 0, height = 0;
};

/// A GLFW window with an OpenGL 3.3 core context that is current on this thread.
class Screen {
public:
    /// The error is a sentence for standard error: what is missing, and what to do.
    static Result<std::unique_ptr<Screen>> open(PixelSize wanted);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    GLFWwindow* handle() const { return window_; }
    PixelSize framebuffer() const;
    PixelSize size() const;
    /// Pixels per unit that the screen asks for, in units of the window's own coordinates.
    double content_scale() const;
    bool wants_to_close();
    /// Sleeps until something happens or `seconds` are over; infinity: as long as it takes; 0: only looks.
    void wait(double seconds);
    Events take_events();
    /// Takes the keyboard and the buttons; after the interface's own callbacks were installed.
    void listen_to_hands();
    void title(const std::string& text);
    void full_screen(bool on);
    void present();
    /// Wakes `wait` from another thread.
    static void wake();

private:
    explicit Screen(GLFWwindow* window);
    void listen();

    GLFWwindow* window_ = nullptr;
    Events events_;
    std::string title_;
    bool full_ = false;
    int x_ = 0, y_ = 0;
    PixelSize normal_;
};

}
