#pragma once
#include "ink/sheet.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace eigenscope::gl {

/// A box of whole pixels, hi excluded.
struct PixelBox {
    int left = 0, top = 0, right = 0, bottom = 0;
    bool empty() const { return left >= right || top >= bottom; }
    bool operator==(const PixelBox&) const = default;
};

/// Pixels that an area covers by the same share (of 255).
struct Covered {
    PixelBox box;
    std::uint8_t coverage = 255;
    bool operator==(const Covered&) const = default;
};

/// How much of each pixel inside the clip lies in the polygon: exact for simple polygons, by the signed area that the edges
/// leave to their right in each pixel (FreeType's and AGG's "cells"). Pixels are gathered into boxes of equal coverage.
std::vector<Covered> cover(const std::vector<Vec2>& polygon, const PixelBox& clip);

}
