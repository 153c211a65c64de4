#pragma once
#include "ink/sheet.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace eigenscope::gl {

/// Four bytes: red, green, blue, alpha (straight).
using Bytes4 = std::array<std::uint8_t, 4>;
Bytes4 bytes_of(Rgba color, double coverage = 1);

/// One segment of a line as shaders/stroke.vert takes it: the shader finds each pixel's distance to the segment, inside a
/// quadrilateral that ends on the bisectors of the angles to the neighbours. So each pixel of a joint belongs to one segment.
struct Capsule {
    float from[2], to[2];
    float near_corners[4], far_corners[4];    ///< as seen from `from` and `to`: right and left of the direction
    float half_width;
    Bytes4 color;
    std::uint32_t butts;                      ///< bit 0: `from` is cut straight, bit 1: `to` is
};

void add_capsules(std::vector<Capsule>& capsules, const ink::Line& line);
void add_capsules(std::vector<Capsule>& capsules, const ink::Segments& segments);

}
