#include "ink/marks.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

struct State {
    bool hot = false, held = false;
};

State state_of(const Pen& pen, const Handle& handle) {
    const std::pair<std::size_t, int> self(pen.index, handle.id);
    return {pen.look.hot_handle == self, pen.look.held_handle == self};
}

void draw_disc(Pen& pen, const Vec2& at, Rgba color, State state) {
    const double u = pen.unit * (1 + (pen.emphasis - 1) / 2);
    const double halo = (state.held ? 15 : state.hot ? 13.5 : 11.5) * u, opacity = state.held ? 0.5 : state.hot ? 0.42 : 0.26;
    pen.draw(Markers{{at}, Marker::disc, halo, with_opacity(color, opacity)});
    const Rgba body = state.held || state.hot ? brighter(pen.look.theme, color) : color;
    pen.draw(Markers{{at}, Marker::disc, 5.5 * u, body, 1.8 * u, pen.color(Role::background)});
    if (state.held || state.hot) pen.draw(Line{rounded(around(at, Vec2(halo, halo)), halo), 1.5 * u, body, true, true});
}

// A line across the whole plot: the place that the handle stands for.
void draw_across(Pen& pen, const Vec2& at, bool vertical, Rgba color, double width) {
    const Box& area = pen.area();
    const Vec2 from = vertical ? Vec2(at.x(), area.lo.y()) : Vec2(area.lo.x(), at.y()), to = vertical ? Vec2(at.x(), area.hi.y()) : Vec2(area.hi.x(), at.y());
    pen.draw(Line{{from, to}, width * pen.unit * pen.emphasis, color, false, false});
    pen.crowd.add(from, to, 1);
}

// That line with a grip to take hold of.
void draw_slider(Pen& pen, const Vec2& at, bool vertical, Rgba color, State state) {
    const double u = pen.unit, lit = state.held || state.hot ? 1 : 0;
    const Rgba body = lit > 0 ? brighter(pen.look.theme, color) : color;
    draw_across(pen, at, vertical, body, 2 + lit);
    const Vec2 half = (vertical ? Vec2(5, 12) : Vec2(12, 5)) * u;
    pen.draw(Area{rounded(around(at, half + Vec2(4, 4) * u), 9 * u), with_opacity(color, 0.22 + 0.2 * lit)});
    pen.draw(Area{rounded(around(at, half), 5 * u), body});
    Segments notches{{}, 1.2 * u, pen.color(Role::background)};
    for (const double offset : {-1.6, 1.6}) {
        const Vec2 side = (vertical ? Vec2(offset, 0) : Vec2(0, offset)) * u, reach = (vertical ? Vec2(0, 5) : Vec2(5, 0)) * u;
        notches.segments.emplace_back(at + side - reach, at + side + reach);
    }
    pen.draw(std::move(notches));
}

// Whether the line of a vertical or horizontal handle crosses the plot.
bool in_sight(const Box& area, const Handle& handle, const Vec2& at) {
    if (handle.shape == Handle::Shape::vertical) return at.x() >= area.lo.x() && at.x() <= area.hi.x();
    return at.y() >= area.lo.y() && at.y() <= area.hi.y();
}

}

void draw(Pen& pen, const eigenscope::Handle& handle, const Mark& mark) {
    const auto pixel = place(pen, handle.at);
    if (!pixel) return;
    if (!pen.look.show_handles) {
        // Nothing to take hold of on paper, but a line says where something is.
        if (handle.shape != Handle::Shape::disc && in_sight(pen.area(), handle, *pixel))
            draw_across(pen, *pixel, handle.shape == Handle::Shape::vertical, pen.color(handle.role), 2);
        return;
    }
    // A handle out of sight waits at the edge, where it can still be taken hold of.
    const double inset = std::min({11 * pen.unit, pen.area().width() / 2, pen.area().height() / 2});
    const Vec2 at = clamped(*pixel, inflated(pen.area(), -inset));
    const bool upright = handle.shape == Handle::Shape::vertical, level = handle.shape == Handle::Shape::horizontal;
    const Vec2 spot = upright ? Vec2(clamped(*pixel, pen.area()).x(), at.y()) : level ? Vec2(at.x(), clamped(*pixel, pen.area()).y()) : pen.area().contains(*pixel) ? *pixel : at;
    const Rgba color = is_lit(pen.look, mark.term) ? brighter(pen.look.theme, pen.color(handle.role)) : pen.color(handle.role);
    if (upright || level) draw_slider(pen, spot, upright, color, state_of(pen, handle));
    else draw_disc(pen, spot, color, state_of(pen, handle));
    pen.sheet.handles.push_back({pen.index, handle, spot});
    note_hover(pen, spot, mark.hover);
}

}
