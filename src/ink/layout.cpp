#include "ink/arrange.hpp"
#include "ink/axes.hpp"
#include "ink/furniture.hpp"
#include "ink/marks.hpp"
#include "ink/space.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

// Scales outside this are mistakes of arithmetic, not wishes.
double safe_scale(double scale) { return std::isfinite(scale) ? std::clamp(scale, 0.2, 16.0) : 1; }

PlotFrame frame_of(const Plot& plot, const Box& outer, const Look& look) {
    const Margins m = margins_of(plot, outer, look);
    PlotFrame frame{.id = plot.id, .area = {outer.lo + Vec2(m.left, m.top), outer.hi - Vec2(m.right, m.bottom)}, .outer = outer, .window = {}, .in_space = plot.in_space, .x = plot.axes.x.ticks, .y = plot.axes.y.ticks};
    // However little room there is, a frame has a size: its coordinates must make sense.
    frame.area.hi = frame.area.hi.cwiseMax(frame.area.lo + Vec2(1, 1));
    frame.window = visible_window(plot, frame.area);
    return frame;
}

bool is_heat(const Mark& mark) { return std::holds_alternative<Heat>(mark.shape); }
bool is_handle(const Mark& mark) { return std::holds_alternative<Handle>(mark.shape); }

// Labels keep off the handles, so these are known before anything is drawn.
void note_grips(Pen& pen) {
    if (!pen.look.show_handles) return;
    for (const Mark& mark : pen.plot.marks)
        if (const auto* handle = std::get_if<Handle>(&mark.shape))
            if (const Vec2 at = pen.map(handle->at); at.allFinite()) pen.grips.push_back(around(at, Vec2::Constant(9 * pen.unit)));
}

void draw_plane(Pen& pen) {
    const auto& marks = pen.plot.marks;
    note_grips(pen);
    draw_grid(pen);
    // Heat that comes first is the ground, even for the axes.
    const auto above = std::find_if_not(marks.begin(), marks.end(), is_heat);
    for (auto it = marks.begin(); it != above; ++it) draw_mark(pen, *it);
    draw_axes(pen);
    for (auto it = above; it != marks.end(); ++it)
        if (!is_handle(*it)) draw_mark(pen, *it);
    for (const Mark& mark : marks)
        if (is_handle(mark)) draw_mark(pen, mark);
}

void draw_plot(Pen& pen) {
    pen.draw(Clip{pen.area()});
    if (pen.plot.in_space) draw_space(pen);
    else draw_plane(pen);
    pen.draw(Clip{});
    draw_furniture(pen);
    draw_axis_labels(pen);
    draw_color_scales(pen);
    place_labels(pen);
}

}

Sheet lay_out(const Picture& picture, Vec2 size, const Look& wanted) {
    Look look = wanted;
    look.scale = safe_scale(wanted.scale);
    Sheet sheet;
    sheet.background = color_of(look.theme, Role::background);
    if (!size.allFinite() || !(size.minCoeff() >= 1)) return sheet;
    sheet.size = size.cwiseMin(limits::picture_side);
    const auto boxes = arranged(picture, sheet.size, 10 * look.scale);
    for (std::size_t i = 0; i < picture.size(); ++i) {
        sheet.plots.push_back(frame_of(picture[i], boxes[i], look));
        Pen pen(sheet, look, picture[i], i, sheet.plots.back());
        draw_plot(pen);
    }
    return sheet;
}

}
