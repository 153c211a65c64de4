#include "app/screen.hpp"

#include "app/keyboard.hpp"
#include "base/limits.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr int least_width = 320, least_height = 240;

constexpr const char* without_window = " Figures need neither: eigenscope render SCENE -o FIGURE.png";

std::string why_no_window(int code, const std::string& words) {
    switch (code) {
    case GLFW_API_UNAVAILABLE:
        return "The display has no OpenGL (" + words + "). Install the graphics driver, or try with LIBGL_ALWAYS_SOFTWARE=1." + without_window;
    case GLFW_VERSION_UNAVAILABLE:
        return "OpenGL 3.3 is needed, and the driver offers less (" + words + "). Update the graphics driver, or try with LIBGL_ALWAYS_SOFTWARE=1." + without_window;
    default:
        return "There is no display to open a window on (" + words + "). Start it inside a desktop session, or set DISPLAY." + without_window;
    }
}

Error last_error() {
    const char* words = nullptr;
    const int code = glfwGetError(&words);
    return Error{why_no_window(code, words ? words : "no reason given")};
}

Events& events_of(GLFWwindow* window) { return *static_cast<Events*>(glfwGetWindowUserPointer(window)); }

/// The size that fits on some monitor; the wanted one may be remembered from a monitor that is gone.
PixelSize fitting(PixelSize wanted) {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    int most_width = 0, most_height = 0;
    for (int i = 0; i < count; ++i) {
        int x = 0, y = 0, width = 0, height = 0;
        glfwGetMonitorWorkarea(monitors[i], &x, &y, &width, &height);
        most_width = std::max(most_width, width);
        most_height = std::max(most_height, height);
    }
    if (most_width < 1 || most_height < 1) most_width = most_height = limits::picture_side;
    return {std::clamp(wanted.width, least_width, std::max(least_width, most_width)), std::clamp(wanted.height, least_height, std::max(least_height, most_height))};
}

/// The monitor that shows most of the window.
GLFWmonitor* monitor_of(GLFWwindow* window) {
    int x = 0, y = 0, width = 0, height = 0, count = 0, best = -1;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    GLFWmonitor* found = glfwGetPrimaryMonitor();
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        if (!mode) continue;
        const int wide = std::min(x + width, left + mode->width) - std::max(x, left), tall = std::min(y + height, top + mode->height) - std::max(y, top);
        const int area = wide > 0 && tall > 0 ? wide * tall : 0;
        if (area > best) best = area, found = monitors[i];
    }
    return found;
}

}

Result<std::unique_ptr<Screen>> Screen::open(PixelSize wanted) {
    if (glfwInit() != GLFW_TRUE) return last_error();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "eigenscope");
    const PixelSize size = fitting(wanted);
    GLFWwindow* window = glfwCreateWindow(size.width, size.height, "Eigenscope", nullptr, nullptr);
    if (!window) {
        const Error error = last_error();
        glfwTerminate();
        return error;
    }
    glfwSetWindowSizeLimits(window, least_width, least_height, limits::picture_side, limits::picture_side);
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    return std::unique_ptr<Screen>(new Screen(window));
}

Screen::Screen(GLFWwindow* window) : window_(window) { listen(); }

Screen::~Screen() {
    glfwDestroyWindow(window_);
    glfwTerminate();
}

void Screen::listen() {
    glfwSetWindowUserPointer(window_, &events_);
    glfwSetDropCallback(window_, [](GLFWwindow* window, int count, const char** paths) {
        for (int i = 0; i < count; ++i) events_of(window).dropped.emplace_back(paths[i]);
    });
}

void Screen::listen_to_hands() {
    glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int scancode, int action, int modifiers) {
        events_of(window).hands.key({key, scancode, action, modifiers}, chord_of(key, modifiers, glfwGetKeyName(key, scancode)));
    });
    glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned int character) {
        events_of(window).hands.character(character, chord_of_character(character));
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int) {
        Events& events = events_of(window);
        events.hands.button({button, action == GLFW_PRESS, events.pointer_x, events.pointer_y});
    });
    // The place of a click is where the pointer was told to be last: asking GLFW would tell where it is by now.
    glfwGetCursorPos(window_, &events_.pointer_x, &events_.pointer_y);
    events_.pointer_moved_before = glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
        Events& events = events_of(window);
        events.pointer_x = x;
        events.pointer_y = y;
        if (events.pointer_moved_before) events.pointer_moved_before(window, x, y);
    });
}

PixelSize Screen::framebuffer() const {
    PixelSize size;
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

PixelSize Screen::size() const {
    if (full_) return normal_;
    PixelSize size;
    glfwGetWindowSize(window_, &size.width, &size.height);
    return size;
}

double Screen::content_scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    int width = 0, height = 0;
    glfwGetWindowSize(window_, &width, &height);
    // Where window coordinates are not pixels (macOS, Wayland) the framebuffer has the scale already.
    const double dense = width > 0 ? static_cast<double>(framebuffer().width) / width : 1;
    const double scale = static_cast<double>(std::max(x, y)) / std::max(1.0, dense);
    return std::isfinite(scale) ? std::clamp(scale, 0.5, 8.0) : 1;
}

bool Screen::wants_to_close() {
    const bool wanted = glfwWindowShouldClose(window_) == GLFW_TRUE;
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
    return wanted;
}

void Screen::wait(double seconds) {
    if (seconds <= 0) glfwPollEvents();
    else if (std::isfinite(seconds)) glfwWaitEventsTimeout(seconds);
    else glfwWaitEvents();
}

void Screen::title(const std::string& text) {
    if (text == title_) return;
    title_ = text;
    glfwSetWindowTitle(window_, title_.c_str());
}

void Screen::full_screen(bool on) {
    if (on == full_) return;
    if (on) {
        normal_ = size();
        glfwGetWindowPos(window_, &x_, &y_);
        GLFWmonitor* monitor = monitor_of(window_);
        const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
        if (mode) glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        glfwSetWindowMonitor(window_, nullptr, x_, y_, std::max(least_width, normal_.width), std::max(least_height, normal_.height), GLFW_DONT_CARE);
    }
    full_ = on;
    glfwSwapInterval(1);
}

void Screen::present() { glfwSwapBuffers(window_); }

void Screen::wake() { glfwPostEmptyEvent(); }

}
