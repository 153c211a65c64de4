#pragma once
#include "ink/font.hpp"
#include "paper/cairo.hpp"

#include <array>

namespace eigenscope::paper {

/// The embedded faces as cairo wants them, made when first asked for.
class Fonts {
public:
    cairo_font_face_t* face(ink::Face face);

private:
    std::array<FontFace, ink::face_count> faces_;
};

}
