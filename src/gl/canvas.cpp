#include "base/limits.hpp"
#include "gl/handle.hpp"
#include "gl/painter.hpp"
#include "ink/geometry.hpp"

#include <algorithm>

namespace eigenscope::gl {

struct Canvas::Parts {
    Texture texture;
    Renderbuffer stencil;
    Framebuffer framebuffer;
    int width = 0, height = 0;

    /// With these pixels, or without any.
    bool resize(int new_width, int new_height, const std::uint8_t* pixels = nullptr);
};

bool Canvas::Parts::resize(int new_width, int new_height, const std::uint8_t* pixels) {
    if (!pixels && new_width == width && new_height == height) return true;
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, new_width, new_height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glBindTexture(GL_TEXTURE_2D, 0);
    // A stencil alone cannot be relied on before OpenGL 4.3; together with a depth it can.
    glBindRenderbuffer(GL_RENDERBUFFER, stencil.name());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, new_width, new_height);
    glBindRenderbuffer(GL_RENDERBUFFER, 0);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER, stencil.name());
    const bool complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    width = complete ? new_width : 0;
    height = complete ? new_height : 0;
    return complete;
}

namespace {

/// OpenGL counts rows from the bottom.
void turn_over(std::vector<std::uint8_t>& pixels, std::size_t row) {
    for (std::size_t top = 0, bottom = pixels.size() - row; top < bottom; top += row, bottom -= row)
        std::swap_ranges(pixels.begin() + static_cast<std::ptrdiff_t>(top), pixels.begin() + static_cast<std::ptrdiff_t>(top + row),
                         pixels.begin() + static_cast<std::ptrdiff_t>(bottom));
}

}

void clear_window(int width, int height, Rgba color) {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, width, height);
    glClearColor(color.r, color.g, color.b, color.a);
    glClear(GL_COLOR_BUFFER_BIT);
}

Canvas::Canvas() : parts_(std::make_unique<Parts>()) {}
Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

void Canvas::paint(Painter& painter, const ink::Sheet& sheet) {
    GLint before = 0, most = 0;
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &before);
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
    glBindFramebuffer(GL_FRAMEBUFFER, parts_->framebuffer.name());
    const double limit = std::min(most, limits::picture_side);
    const auto side = [&](double x) { return static_cast<int>(std::clamp(ink::whole_pixel(x), 1.0, limit)); };
    // Where the card has no memory for it, the canvas stays empty.
    if (parts_->resize(side(sheet.size.x()), side(sheet.size.y()))) painter.draw(sheet);
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(before));
}

std::vector<std::uint8_t> for_canvas(int width, std::vector<std::uint8_t> rgba) {
    turn_over(rgba, static_cast<std::size_t>(width) * 4);
    for (std::size_t i = 0; i < rgba.size(); i += 4)
        if (const int alpha = rgba[i + 3]; alpha < 255)
            for (std::size_t c = i; c < i + 3; ++c) rgba[c] = static_cast<std::uint8_t>((rgba[c] * alpha + 127) / 255);
    return rgba;
}

void Canvas::write(int width, int height, std::span<const std::uint8_t> pixels) {
    GLint before = 0;
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &before);
    glBindFramebuffer(GL_FRAMEBUFFER, parts_->framebuffer.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    parts_->resize(width, height, pixels.data());
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(before));
}

std::uint32_t Canvas::texture() const { return parts_->texture.name(); }
int Canvas::width() const { return parts_->width; }
int Canvas::height() const { return parts_->height; }

std::vector<std::uint8_t> Canvas::read() const {
    const auto row = static_cast<std::size_t>(width()) * 4;
    std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height()));
    if (pixels.empty()) return pixels;
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, parts_->framebuffer.name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width(), height(), GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
    turn_over(pixels, row);
    // The colours are multiplied by alpha.
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const int alpha = pixels[i + 3];
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t c = i; c < i + 3; ++c) pixels[c] = static_cast<std::uint8_t>(std::min((pixels[c] * 255 + alpha / 2) / alpha, 255));
    }
    return pixels;
}

}
