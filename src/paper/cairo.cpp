#include "paper/cairo.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace eigenscope::paper {

namespace {

Status check(cairo_status_t status, std::string_view making) {
    if (status == CAIRO_STATUS_SUCCESS) return done();
    return Error{"The " + std::string(making) + " could not be drawn: " + cairo_status_to_string(status) + "."};
}

}

void Destroy::operator()(cairo_t* context) const { cairo_destroy(context); }
void Destroy::operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
void Destroy::operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }

Status check(cairo_t* context, std::string_view making) { return check(cairo_status(context), making); }
Status check(cairo_surface_t* surface, std::string_view making) { return check(cairo_surface_status(surface), making); }

void set_color(cairo_t* context, Rgba color) {
    // Whole steps of 1/255, as on the screen: cairo would cut off what is between two steps.
    const auto step = [](float x) { return std::floor(std::clamp(static_cast<double>(x), 0.0, 1.0) * 255 + 0.5) / 255; };
    cairo_set_source_rgba(context, step(color.r), step(color.g), step(color.b), static_cast<double>(color.a));
}

}
