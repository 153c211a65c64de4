#include "paper/pixels.hpp"

#include "paper/image.hpp"

#include <cairo.h>

#include <cstring>
#include <memory>
#include <string>

namespace eigenscope::paper {

namespace {

/// Gives the surface its own PNG file for an SVG to hold: smaller than cairo's, which guesses a filter for each row.
void give_png(cairo_surface_t* surface) {
    auto file = std::make_unique<std::string>(png_of(surface));
    const auto bytes = reinterpret_cast<const unsigned char*>(file->data());
    const auto destroy = [](void* given) { delete static_cast<std::string*>(given); };
    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_PNG, bytes, file->size(), destroy, file.get()) == CAIRO_STATUS_SUCCESS)
        static_cast<void>(file.release());    // cairo's from here on
}

}

Pixels::Pixels(const ink::Box& region, double fineness) : region_(region), fineness_(fineness) {
    if (!(region.width() > 0) || !(region.height() > 0)) return;
    surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(std::ceil(region.width() * fineness)),
                                              static_cast<int>(std::ceil(region.height() * fineness))));
    cairo_surface_flush(surface_.get());
    data_ = cairo_image_surface_get_data(surface_.get());
    if (!data_) return;
    width_ = cairo_image_surface_get_width(surface_.get());
    height_ = cairo_image_surface_get_height(surface_.get());
    stride_ = cairo_image_surface_get_stride(surface_.get());
}

void Pixels::set(int x, int y, Rgb color, double opacity) {
    // ARGB32: one word, alpha in the highest byte, colours multiplied by it.
    const auto byte = [&](float c) {
        return static_cast<std::uint32_t>(std::clamp(static_cast<double>(c), 0.0, 1.0) * opacity * 255 + 0.5);
    };
    const std::uint32_t word = byte(1) << 24 | byte(color.r) << 16 | byte(color.g) << 8 | byte(color.b);
    std::memcpy(data_ + static_cast<std::ptrdiff_t>(y) * stride_ + static_cast<std::ptrdiff_t>(x) * 4, &word, sizeof word);
}

void Pixels::put(cairo_t* context, bool smooth) const {
    if (!data_) return;
    cairo_surface_mark_dirty(surface_.get());
    if (cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_SVG) give_png(surface_.get());
    cairo_save(context);
    cairo_translate(context, region_.lo.x(), region_.lo.y());
    cairo_scale(context, 1 / fineness_, 1 / fineness_);
    cairo_set_source_surface(context, surface_.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(context), smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
    cairo_paint(context);
    cairo_restore(context);
}

}
