#pragma once
#include "paper/cairo.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace eigenscope::paper {

/// Row y of an image surface (ARGB32 or RGB24, flushed) as straight RGBA, four bytes a pixel.
void copy_row(cairo_surface_t* surface, int y, std::span<std::uint8_t> rgba);

/// The surface as a PNG file; alpha is left out where all of it is opaque.
std::string png_of(cairo_surface_t* surface);

}
