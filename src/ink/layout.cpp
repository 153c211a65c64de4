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

PlotFrame frame_of(const Plot& plot, const Box& outer, const Margins& m) {
    PlotFrame frame{.id = plot.id, .area = {outer.lo + Vec2(m.left, m.top), outer.hi - Vec2(m.right, m.bottom)}, .outer = outer, .window = {}, .in_space = plot.in_space, .x = plot.axes.x.ticks, .y = plot.axes.y.ticks, .pen = plot.pen};
    // However little room there is, a frame has a size: its coordinates must make sense.
    frame.area.hi = frame.area.hi.cwiseMax(frame.area.lo + Vec2(1, 1));
    frame.window = visible_window(plot, frame.area);
    return frame;
}

// Charts above each other have their sides in line, charts beside each other their floors, so that the eye can compare.
std::vector<Margins> aligned_margins(const Picture& picture, const std::vector<Box>& outer, const std::vector<Look>& looks) {
    std::vector<Margins> own, out;
    for (std::size_t i = 0; i < picture.size(); ++i) own.push_back(margins_of(picture[i], outer[i], looks[i]));
    const auto chart = [&](std::size_t i) { return picture[i].axes.frame == Frame::box && !picture[i].in_space && own[i].left > 0; };
    for (std::size_t i = 0; i < picture.size(); ++i) {
        Margins m = own[i];
        for (std::size_t j = 0; j < picture.size(); ++j) {
            if (!chart(i) || !chart(j)) continue;
            if (outer[i].lo.x() == outer[j].lo.x() && outer[i].hi.x() == outer[j].hi.x()) m.left = std::max(m.left, own[j].left), m.right = std::max(m.right, own[j].right);
            if (outer[i].lo.y() == outer[j].lo.y() && outer[i].hi.y() == outer[j].hi.y()) m.top = std::max(m.top, own[j].top), m.bottom = std::max(m.bottom, own[j].bottom);
        }
        out.push_back(m);
    }
    return out;
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

// A chart too small for its axes at this size of text has smaller text, as far as that can be read: ticks go last.
Look fitting_axes(const Plot& plot, const Box& outer, Look look) {
    constexpr double least = 0.7;
    if (plot.axes.frame != Frame::box || plot.in_space) return look;
    const double room = axes_room(outer, look);
    if (room < 1 && room >= least) look.scale *= 0.999 * room;
    return look;
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

Look fitting(Look look, Vec2 size) {
    const double letters = text_size_of(look.theme) * look.scale, most = std::max(least_text * letters, size.minCoeff() / 16);
    if (letters > most) look.scale *= most / letters;
    return look;
}

Sheet lay_out(const Picture& picture, Vec2 size, const Look& wanted) {
    Look look = wanted;
    look.scale = safe_scale(wanted.scale);
    Sheet sheet;
    sheet.background = color_of(look.theme, Role::background);
    if (!size.allFinite() || !(size.minCoeff() >= 1)) return sheet;
    sheet.size = size.cwiseMin(limits::picture_side);
    const auto boxes = arranged(picture, sheet.size, 10 * look.scale);
    std::vector<Look> looks;
    for (std::size_t i = 0; i < picture.size(); ++i) looks.push_back(fitting_axes(picture[i], boxes[i], look));
    const auto margins = aligned_margins(picture, boxes, looks);
    for (std::size_t i = 0; i < picture.size(); ++i) {
        sheet.plots.push_back(frame_of(picture[i], boxes[i], margins[i]));
        Pen pen(sheet, looks[i], picture[i], i, sheet.plots.back());
        draw_plot(pen);
    }
    return sheet;
}

}
