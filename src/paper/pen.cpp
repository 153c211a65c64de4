#include "paper/pen.hpp"

#include "ink/geometry.hpp"

#include <cairo.h>

#include <numbers>

namespace eigenscope::paper {

namespace {

/// The path along the points; false when there is nothing to follow.
bool follow(cairo_t* cairo, const std::vector<Vec2>& points, bool closed) {
    if (points.empty()) return false;
    cairo_new_path(cairo);
    for (const Vec2& p : points) cairo_line_to(cairo, p.x(), p.y());
    // A single point with round ends is a dot; cairo wants a line to draw it.
    if (points.size() == 1) cairo_line_to(cairo, points[0].x(), points[0].y());
    if (closed) cairo_close_path(cairo);
    return true;
}

void circle(cairo_t* cairo, const Vec2& center, double radius) {
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, center.x(), center.y(), radius, 0, 2 * std::numbers::pi);
    cairo_close_path(cairo);
}

void marker_path(cairo_t* cairo, const ink::Markers& markers, const Vec2& at) {
    cairo_new_path(cairo);
    const double r = markers.radius;
    for (const Vec2& corner : ink::corners_of(markers.shape)) cairo_line_to(cairo, at.x() + r * corner.x(), at.y() + r * corner.y());
    if (cairo_has_current_point(cairo)) return cairo_close_path(cairo);
    circle(cairo, at, r);
    if (markers.shape == Marker::ring) circle(cairo, at, r * (1 - ink::ring_band));
}

}

// Twice the screen's fineness is enough for the edges of a surface; cairo's images end at 32767 pixels.
double Pen::fineness() const { return ground_ == Ground::pixels ? 1 : std::max(sheet_.width(), sheet_.height()) > 16000 ? 1 : 2; }

void Pen::draw(const ink::Line& line) {
    if (!(line.width > 0) || !follow(cairo_, line.points, line.closed)) return;
    set_color(cairo_, line.color);
    cairo_set_line_width(cairo_, line.width);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo_, line.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_stroke(cairo_);
}

void Pen::draw(const ink::Segments& segments) {
    if (!(segments.width > 0)) return;
    cairo_new_path(cairo_);
    for (const auto& [from, to] : segments.segments) {
        cairo_move_to(cairo_, from.x(), from.y());
        cairo_line_to(cairo_, to.x(), to.y());
    }
    set_color(cairo_, segments.color);
    cairo_set_line_width(cairo_, segments.width);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_BUTT);
    cairo_stroke(cairo_);
}

void Pen::draw(const ink::Area& area) {
    if (!follow(cairo_, area.points, true)) return;
    set_color(cairo_, area.color);
    cairo_fill(cairo_);
}

void Pen::draw(const ink::Markers& markers) {
    if (!(markers.radius > 0)) return;
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cairo_, markers.outline);
    cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_EVEN_ODD);
    for (const Vec2& at : markers.at) {
        marker_path(cairo_, markers, at);
        set_color(cairo_, markers.color);
        cairo_fill_preserve(cairo_);
        if (!(markers.outline > 0)) continue;
        set_color(cairo_, markers.outline_color);
        cairo_stroke(cairo_);
    }
    cairo_new_path(cairo_);
    cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_WINDING);
}

void Pen::draw(const ink::Clip& clip) {
    cairo_reset_clip(cairo_);
    visible_ = sheet_;
    if (!clip.box) return;
    const ink::Box box = ink::whole_pixels(*clip.box);
    visible_.lo = sheet_.lo.cwiseMax(box.lo).cwiseMin(sheet_.hi);
    visible_.hi = sheet_.hi.cwiseMin(box.hi).cwiseMax(visible_.lo);
    cairo_new_path(cairo_);
    cairo_rectangle(cairo_, visible_.lo.x(), visible_.lo.y(), visible_.width(), visible_.height());
    cairo_clip(cairo_);
}

}
