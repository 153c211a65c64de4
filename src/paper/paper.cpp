#include "paper/paper.hpp"

#include "base/limits.hpp"
#include "base/number.hpp"
#include "ink/geometry.hpp"
#include "paper/pen.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>

#include <map>
#include <new>

namespace eigenscope::paper {

namespace {

struct Size {
    int width = 0, height = 0;
};

Result<Size> size_of(const ink::Sheet& sheet) {
    const auto side = [](double x) { return x >= 0.5 && x < limits::picture_side + 0.5; };
    if (!side(sheet.size.x()) || !side(sheet.size.y()))
        return Error{"A picture of " + significant(sheet.size.x(), 6) + " by " + significant(sheet.size.y(), 6) +
                     " pixels cannot be drawn: each side must lie between 1 and " + std::to_string(limits::picture_side) + "."};
    return Size{static_cast<int>(ink::whole_pixel(sheet.size.x())), static_cast<int>(ink::whole_pixel(sheet.size.y()))};
}

Status draw(cairo_surface_t* surface, const ink::Sheet& sheet, Size size, Ground ground, double unit) {
    const Context context(cairo_create(surface));
    cairo_scale(context.get(), unit, unit);
    cairo_set_tolerance(context.get(), 0.05);              // px: circles are as round as on the screen
    set_color(context.get(), sheet.background);
    cairo_paint(context.get());
    Pen pen(context.get(), ground, {Vec2::Zero(), Vec2(size.width, size.height)});
    for (const ink::Stroke& stroke : sheet.strokes) std::visit([&](const auto& s) { pen.draw(s); }, stroke);
    return check(context.get(), "picture");
}

/// The sheet as cairo's pixels; without alpha where it would say nothing.
Result<Surface> surface_of(const ink::Sheet& sheet) {
    const auto size = size_of(sheet);
    if (!size) return Error{size.error()};
    const cairo_format_t format = sheet.background.a >= 1 ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
    Surface surface(cairo_image_surface_create(format, size->width, size->height));
    if (const auto status = check(surface.get(), "picture"); !status) return Error{status.error()};
    if (const auto status = draw(surface.get(), sheet, *size, Ground::pixels, 1); !status) return Error{status.error()};
    cairo_surface_flush(surface.get());
    return surface;
}

cairo_status_t append(void* to, const unsigned char* data, unsigned int length) {
    try {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;                     // an exception must not cross cairo's C frames
    }
}

Result<std::string> png_of(cairo_surface_t* surface) {
    std::string bytes;
    if (const cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, &bytes); status != CAIRO_STATUS_SUCCESS)
        return Error{std::string("The PNG could not be written: ") + cairo_status_to_string(status) + "."};
    return bytes;
}

/// Draws on a page and finishes it: what the surface was to write has been written.
Status page(Surface surface, const ink::Sheet& sheet, Size size, double unit, std::string_view what) {
    if (const auto status = check(surface.get(), what); !status) return status;
    if (const auto status = draw(surface.get(), sheet, size, Ground::page, unit); !status) return status;
    cairo_surface_finish(surface.get());
    return check(surface.get(), what);
}

/// cairo numbers surfaces and images through the life of the program; here they are numbered anew in each file, in order of
/// appearance, so that the same sheet gives the same bytes.
std::string renumbered(const std::string& svg) {
    std::string result;
    result.reserve(svg.size());
    std::map<std::string, std::size_t> numbers;
    std::size_t copied = 0;
    for (std::size_t at = svg.find_first_of("\"#"); at != std::string::npos; at = svg.find_first_of("\"#", at + 1)) {
        const std::size_t word = at + 1, digits = svg.find_first_of("0123456789\"#<", word);
        if (digits == std::string::npos) break;
        const std::string_view kind(svg.data() + word, digits - word);
        if (kind != "surface" && kind != "image" && kind != "source-") continue;   // the last since 1.18
        const std::size_t end = svg.find_first_not_of("0123456789", digits);
        const auto number = numbers.emplace(svg.substr(word, end - word), numbers.size() + 1).first->second;
        result.append(svg, copied, digits - copied).append(std::to_string(number));
        copied = end;
    }
    return result.append(svg, copied);
}

std::uint8_t straight(std::uint32_t channel, std::uint32_t alpha) {
    return static_cast<std::uint8_t>(alpha ? std::min((channel * 255 + alpha / 2) / alpha, 255u) : 0u);
}

std::uint32_t premultiplied(std::uint32_t channel, std::uint32_t alpha) { return (channel * alpha + 127) / 255; }

std::span<std::uint32_t> row_of(cairo_surface_t* surface, int y, int width) {
    unsigned char* const row = cairo_image_surface_get_data(surface) + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface);
    return {reinterpret_cast<std::uint32_t*>(row), static_cast<std::size_t>(width)};
}

}

Result<Image> paint(const ink::Sheet& sheet) {
    auto surface = surface_of(sheet);
    if (!surface) return Error{surface.error()};
    Image image{cairo_image_surface_get_width(surface->get()), cairo_image_surface_get_height(surface->get()), {}};
    image.rgba.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    const bool opaque = cairo_image_surface_get_format(surface->get()) == CAIRO_FORMAT_RGB24;
    std::uint8_t* out = image.rgba.data();
    for (int y = 0; y < image.height; ++y)
        for (const std::uint32_t word : row_of(surface->get(), y, image.width)) {
            const std::uint32_t alpha = opaque ? 255 : word >> 24;
            for (const int shift : {16, 8, 0}) {
                const std::uint32_t channel = word >> shift & 255;
                *out++ = alpha == 255 ? static_cast<std::uint8_t>(channel) : straight(channel, alpha);
            }
            *out++ = static_cast<std::uint8_t>(alpha);
        }
    return image;
}

Result<std::string> png(const ink::Sheet& sheet) {
    auto surface = surface_of(sheet);
    if (!surface) return Error{surface.error()};
    return png_of(surface->get());
}

Result<std::string> png(const Image& image) {
    const bool fits = image.width > 0 && image.height > 0 && image.width <= limits::picture_side && image.height <= limits::picture_side;
    if (!fits || image.rgba.size() != static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4)
        return Error{"The PNG could not be written: the image does not hold width x height pixels of four bytes."};
    bool opaque = true;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) opaque = opaque && image.rgba[i] == 255;
    Surface surface(cairo_image_surface_create(opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, image.width, image.height));
    if (const auto status = check(surface.get(), "PNG"); !status) return Error{status.error()};
    cairo_surface_flush(surface.get());
    const std::uint8_t* pixel = image.rgba.data();
    for (int y = 0; y < image.height; ++y)
        for (std::uint32_t& word : row_of(surface.get(), y, image.width)) {
            const std::uint32_t alpha = pixel[3];
            word = alpha << 24 | premultiplied(pixel[0], alpha) << 16 | premultiplied(pixel[1], alpha) << 8 | premultiplied(pixel[2], alpha);
            pixel += 4;
        }
    cairo_surface_mark_dirty(surface.get());
    return png_of(surface.get());
}

Result<std::string> svg(const ink::Sheet& sheet) {
    const auto size = size_of(sheet);
    if (!size) return Error{size.error()};
    std::string bytes;
    Surface surface(cairo_svg_surface_create_for_stream(append, &bytes, size->width, size->height));
    cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_PX);
    if (const auto drawn = page(std::move(surface), sheet, *size, 1, "SVG"); !drawn) return Error{drawn.error()};
    return renumbered(bytes);
}

Result<std::string> pdf(const ink::Sheet& sheet) {
    const auto size = size_of(sheet);
    if (!size) return Error{size.error()};
    constexpr double points_per_pixel = 72.0 / 96.0;
    std::string bytes;
    Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, size->width * points_per_pixel, size->height * points_per_pixel));
    // The same sheet gives the same bytes: no date. (cairo leaves out a date that it cannot read.)
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
    if (const auto drawn = page(std::move(surface), sheet, *size, points_per_pixel, "PDF"); !drawn) return Error{drawn.error()};
    return bytes;
}

}
