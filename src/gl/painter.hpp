#pragma once
#include "base/result.hpp"
#include "ink/sheet.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

/// A sheet on the screen. Everything here needs a current OpenGL 3.3 core context; no GL call is made anywhere else.
namespace eigenscope::gl {

/// Owns all programs, the glyph atlas and the vertex buffers. One a context.
class Painter {
public:
    /// The error holds the driver's words about the shader that did not compile.
    static Result<std::unique_ptr<Painter>> create();
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    /// Draws into the bound framebuffer's region [0, size) with the viewport set here. One unit of the sheet is one pixel.
    void draw(const ink::Sheet& sheet);

private:
    Painter();
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Pixels as `Canvas::read` gives them (straight RGBA, rows from the top) made ready for `Canvas::write`, on any thread.
std::vector<std::uint8_t> for_canvas(int width, std::vector<std::uint8_t> rgba);

/// A texture that can be drawn into: one a tile. Resized as needed, never above limits::picture_side.
/// Its first row is the lowest one, as always in OpenGL: show it with texture coordinates (0, 1) at the upper left corner.
class Canvas {
public:
    Canvas();
    ~Canvas();
    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;

    void paint(Painter& painter, const ink::Sheet& sheet);
    std::uint32_t texture() const;
    int width() const;
    int height() const;
    /// Takes a picture that was painted elsewhere: width * height * 4 bytes as `for_canvas` makes them, each side from 1 to
    /// limits::picture_side.
    void write(int width, int height, std::span<const std::uint8_t> pixels);
    /// Straight RGBA, rows from the top.
    std::vector<std::uint8_t> read() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Makes the whole window this color before anything is drawn on it. Size in pixels.
void clear_window(int width, int height, Rgba color);

/// An OpenGL context without a window (EGL surfaceless), made current on this thread. For tests and golden pictures.
/// When it ends, the one that was current before it is current again.
class Offscreen {
public:
    static Result<std::unique_ptr<Offscreen>> create();
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

private:
    Offscreen();
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}
