#pragma once
#include "base/result.hpp"
#include "scene/theme.hpp"

#include <memory>
#include <string_view>

// cairo's own names, so that its headers stay out of ours.
typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef struct _cairo_font_face cairo_font_face_t;

namespace eigenscope::paper {

/// Sole owners of cairo's objects.
struct Destroy {
    void operator()(cairo_t* context) const;
    void operator()(cairo_surface_t* surface) const;
    void operator()(cairo_font_face_t* face) const;
};
using Context = std::unique_ptr<cairo_t, Destroy>;
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using FontFace = std::unique_ptr<cairo_font_face_t, Destroy>;

/// Did everything that was asked of it work? The error says what was being made and why it failed.
Status check(cairo_t* context, std::string_view making);
Status check(cairo_surface_t* surface, std::string_view making);

void set_color(cairo_t* context, Rgba color);

}
