#include "paper/paper.hpp"

#include "base/limits.hpp"
#include "base/number.hpp"
#include "base/utf8.hpp"
#include "ink/geometry.hpp"
#include "paper/image.hpp"
#include "paper/pen.hpp"
#include "paper/png.hpp"
#include "paper/svg.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>

#include <new>
#include <vector>

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

/// Draws on a page and finishes it: what the surface was to write has been written.
Status page(Surface surface, const ink::Sheet& sheet, Size size, double unit, std::string_view what) {
    if (const auto status = check(surface.get(), what); !status) return status;
    if (const auto status = draw(surface.get(), sheet, size, Ground::page, unit); !status) return status;
    cairo_surface_finish(surface.get());
    return check(surface.get(), what);
}

}

Result<Image> paint(const ink::Sheet& sheet) {
    auto surface = surface_of(sheet);
    if (!surface) return Error{surface.error()};
    Image image{cairo_image_surface_get_width(surface->get()), cairo_image_surface_get_height(surface->get()), {}};
    const auto row = static_cast<std::size_t>(image.width) * 4;
    image.rgba.resize(row * static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y) copy_row(surface->get(), y, std::span(image.rgba).subspan(static_cast<std::size_t>(y) * row, row));
    return image;
}

Result<std::string> png(const ink::Sheet& sheet) {
    auto surface = surface_of(sheet);
    if (!surface) return Error{surface.error()};
    return png_of(surface->get());
}

Result<std::string> png(const Image& image) {
    const bool fits = image.width > 0 && image.height > 0 && image.width <= limits::picture_side && image.height <= limits::picture_side;
    const auto row = static_cast<std::size_t>(image.width) * 4, height = static_cast<std::size_t>(image.height);
    if (!fits || image.rgba.size() != row * height)
        return Error{"The PNG could not be written: the image does not hold width x height pixels of four bytes."};
    bool opaque = true;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) opaque = opaque && image.rgba[i] == 255;
    PngWriter writer(image.width, image.height, !opaque);
    for (std::size_t y = 0; y < height; ++y) writer.row(std::span(image.rgba).subspan(y * row, row));
    return writer.finish();
}

Result<std::string> svg(const ink::Sheet& sheet, const Caption& caption) {
    const auto size = size_of(sheet);
    if (!size) return Error{size.error()};
    std::string bytes;
    Surface surface(cairo_svg_surface_create_for_stream(append, &bytes, size->width, size->height));
    cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_PX);
    if (const auto drawn = page(std::move(surface), sheet, *size, 1, "SVG"); !drawn) return Error{drawn.error()};
    return finished_svg(bytes, caption);
}

Result<std::string> pdf(const ink::Sheet& sheet, const Caption& caption) {
    const auto size = size_of(sheet);
    if (!size) return Error{size.error()};
    constexpr double points_per_pixel = 72.0 / 96.0;
    std::string bytes;
    Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, size->width * points_per_pixel, size->height * points_per_pixel));
    // The same sheet gives the same bytes: no date. (cairo leaves out a date that it cannot read.)
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
    const auto tell = [&](cairo_pdf_metadata_t what, const std::string& words) {       // cairo crashes at what is no UTF-8
        if (!words.empty()) cairo_pdf_surface_set_metadata(surface.get(), what, mended_utf8(words, 3 * words.size()).c_str());
    };
    tell(CAIRO_PDF_METADATA_TITLE, caption.title);
    tell(CAIRO_PDF_METADATA_SUBJECT, caption.description);
    if (const auto drawn = page(std::move(surface), sheet, *size, points_per_pixel, "PDF"); !drawn) return Error{drawn.error()};
    return bytes;
}

}
