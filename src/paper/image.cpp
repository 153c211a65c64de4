#include "paper/image.hpp"

#include "paper/png.hpp"

#include <cairo.h>

#include <algorithm>
#include <vector>

namespace eigenscope::paper {

namespace {

std::uint8_t straight(std::uint32_t channel, std::uint32_t alpha) {
    return static_cast<std::uint8_t>(alpha ? std::min((channel * 255 + alpha / 2) / alpha, 255u) : 0u);
}

std::span<const std::uint32_t> words_of(cairo_surface_t* surface, int y) {
    const unsigned char* const row = cairo_image_surface_get_data(surface) + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface);
    return {reinterpret_cast<const std::uint32_t*>(row), static_cast<std::size_t>(cairo_image_surface_get_width(surface))};
}

bool has_no_alpha(cairo_surface_t* surface) { return cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24; }

bool is_opaque(cairo_surface_t* surface) {
    if (has_no_alpha(surface)) return true;
    for (int y = 0; y < cairo_image_surface_get_height(surface); ++y) {
        const auto row = words_of(surface, y);
        if (!std::all_of(row.begin(), row.end(), [](std::uint32_t word) { return word >> 24 == 255; })) return false;
    }
    return true;
}

}

void copy_row(cairo_surface_t* surface, int y, std::span<std::uint8_t> rgba) {
    const bool opaque = has_no_alpha(surface);
    std::uint8_t* out = rgba.data();
    for (const std::uint32_t word : words_of(surface, y).first(rgba.size() / 4)) {
        const std::uint32_t alpha = opaque ? 255 : word >> 24;
        for (const int shift : {16, 8, 0}) {
            const std::uint32_t channel = word >> shift & 255;
            *out++ = alpha == 255 ? static_cast<std::uint8_t>(channel) : straight(channel, alpha);
        }
        *out++ = static_cast<std::uint8_t>(alpha);
    }
}

std::string png_of(cairo_surface_t* surface) {
    const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    PngWriter writer(width, height, !is_opaque(surface));
    std::vector<std::uint8_t> row(static_cast<std::size_t>(width) * 4);
    for (int y = 0; y < height; ++y) {
        copy_row(surface, y, row);
        writer.row(row);
    }
    return writer.finish();
}

}
