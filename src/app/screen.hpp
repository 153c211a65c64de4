#pragma once
#include "base/result.hpp"
#include "app/input_queue.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct GLFWwindow;

namespace eigenscope {

/// What happened to the window.
struct Events {
    InputQueue hands;
    std::vector<std::filesystem::path> dropped;
    double pointer_x = 0, pointer_y = 0;
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
    /// What hands did since the last frame, or what is left of it; whether there is more for the next frame.
    InputQueue::Turn take_turn(bool typing) { return events_.hands.take(typing); }
    bool hands_wait() const { return !events_.hands.empty(); }
    std::vector<std::filesystem::path> take_dropped() { return std::exchange(events_.dropped, {}); }
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
