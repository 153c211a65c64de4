#include "ink/axes.hpp"

#include "ink/strip.hpp"
#include "scene/ticks.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

double end(const Camera& window, int axis, double side) { return window.center[axis] + side * window.half[axis]; }

// Ticks so far apart that their labels have air.
double spacing_of(double text, int axis) { return text * (axis == 0 ? 5.5 : 3.6); }

std::vector<Tick> ticks_with_room(const PlotFrame& frame, int axis, int room) {
    return ticks(axis == 0 ? frame.x : frame.y, end(frame.window, axis, -1), end(frame.window, axis, 1), std::max(room, 1));
}

// Whether labels at these ticks have at least half an em of air between them; `text` is the body's size.
bool have_air(const PlotFrame& frame, const std::vector<Tick>& list, int axis, double text) {
    if (list.size() < 2) return true;
    const double length = axis == 0 ? frame.area.width() : frame.area.height();
    const double apart = (list[1].at - list[0].at) / (2 * frame.window.half[axis]) * length;
    double size = 0.8 * text;
    for (const Tick& tick : list)
        if (axis == 0) size = std::max(size, set_text(tick.label, Face::text, 0.8 * text).width);
    return apart >= size + 0.5 * text;
}

// One or two ticks say little, and from five to one is a single step of 1, 2, 5: a finer step may stand closer.
std::vector<Tick> ticks_of_chart(const PlotFrame& frame, int axis, int room, double text) {
    const auto usual = ticks_with_room(frame, axis, room);
    for (int more = room + 1; usual.size() < 3 && more <= 2 * room + 2; ++more) {
        auto finer = ticks_with_room(frame, axis, more);
        if (finer.size() >= 3) return have_air(frame, finer, axis, text) ? finer : usual;
    }
    return usual;
}

int room_for(const PlotFrame& frame, int axis, double spacing) {
    return std::max(2, static_cast<int>((axis == 0 ? frame.area.width() : frame.area.height()) / spacing));
}

// The ticks of an axis. Where one unit is equally long on both, they are equally far apart, so that the grid is square: those
// of the longer side set the step.
std::vector<Tick> ticks_of(const Plot& plot, const PlotFrame& frame, int axis, double text) {
    const int longer = frame.area.width() >= frame.area.height() ? 0 : 1;
    if (!plot.axes.equal || frame.x != Ticks::linear || frame.y != Ticks::linear) {
        auto list = ticks_of_chart(frame, axis, room_for(frame, axis, spacing_of(text, axis)), text);
        const double from = (axis == 0 ? plot.axes.x : plot.axes.y).from;
        std::erase_if(list, [&](const Tick& tick) { return tick.at < from; });
        return list;
    }
    auto first = ticks_with_room(frame, longer, room_for(frame, longer, spacing_of(text, 0)));
    if (axis == longer || first.size() < 2) return axis == longer ? first : ticks_with_room(frame, axis, 2);
    const double step = first[1].at - first[0].at;
    return ticks_with_room(frame, axis, static_cast<int>(2 * frame.window.half[axis] / step + 1e-6) + 1);
}

// The place of a tick along its axis, in px, on the pixel grid so that hairlines are crisp.
double crisp(const Pen& pen, int axis, double at) {
    Vec2 p = pen.frame.window.center;
    p[axis] = at;
    return std::floor(pen.map.of_axis(p)[axis]) + 0.5;
}

bool starts_with_heat(const Plot& plot) { return !plot.marks.empty() && std::holds_alternative<Heat>(plot.marks.front().shape); }

Setting tick_label(const Look& look, const std::string& text) { return set_text(text, Face::text, rhythm_of(look).tick_text); }

// Where the axis through the origin is drawn: the origin's pixel, or the edge when it is out of sight.
double origin_of(const Pen& pen, int axis) {
    const Box& area = pen.area();
    return std::clamp(crisp(pen, axis, 0), area.lo[axis], area.hi[axis]);
}

}

Rhythm rhythm_of(const Look& look) {
    const double text = text_size_of(look.theme) * look.scale;
    return {.tick_text = 0.8 * text, .gap = 0.3 * text, .title = 1.9 * text, .bar = 0.8 * text};
}

namespace {

double text_of(const Look& look) { return text_size_of(look.theme) * look.scale; }

// A short name stands at the end of the horizontal axis, as in a textbook; a longer one in a row of its own under it.
bool at_the_end(const Setting& name, const Rhythm& rhythm) { return name.width <= 1.8 * rhythm.tick_text; }

Setting axis_name(const Formula& formula, const Rhythm& rhythm) {
    const double em = 1.05 * rhythm.tick_text;
    Setting name = set_formula(formula, em, Voice::plain);
    name.ascent = std::max(name.ascent, 0.75 * em);
    return name;
}

// What the axes of a chart need; `m` holds what other things took.
void add_box_margins(Margins& m, const Plot& plot, const Box& outer, const Look& look) {
    const Rhythm rhythm = rhythm_of(look);
    m.bottom += plot.axes.x.ticks == Ticks::none ? 2 : rhythm.tick_text + 1.6 * rhythm.gap;
    double stands_out = 0.8 * rhythm.tick_text;           // half a tick label
    if (!plot.axes.x.label.empty()) {
        const Setting name = axis_name(plot.axes.x.label, rhythm);
        if (at_the_end(name, rhythm)) stands_out = std::max(stands_out, name.width + 2 * rhythm.gap);
        else m.bottom += 1.35 * rhythm.tick_text;
    }
    m.right += stands_out;
    if (!plot.axes.y.label.empty()) m.top += 1.25 * rhythm.tick_text + rhythm.gap;
    else if (m.top == 0) m.top = 0.6 * rhythm.tick_text;
    PlotFrame frame{.id = {}, .area = {outer.lo + Vec2(m.left, m.top), outer.hi - Vec2(m.right, m.bottom)}, .outer = outer, .window = {}, .in_space = false, .x = plot.axes.x.ticks, .y = plot.axes.y.ticks};
    frame.window = visible_window(plot, frame.area);
    double widest = 0;
    for (const Tick& tick : ticks_of(plot, frame, 1, text_of(look))) widest = std::max(widest, tick_label(look, tick.label).width);
    m.left = widest > 0 ? std::min(widest, 0.4 * outer.width()) + 2 * rhythm.gap : 2;
}

double scales_width(const Plot& plot, const Look& look) {
    const Rhythm rhythm = rhythm_of(look);
    double width = 0;
    for (const ColorScale& scale : plot.scales)
        for (const Tick& tick : ticks(scale.ticks, scale.from, scale.to, 5)) width = std::max(width, tick_label(look, tick.label).width);
    return static_cast<double>(plot.scales.size()) * (rhythm.bar + 4 * rhythm.gap + width);
}

}

std::vector<Setting> caption_below(const Plot& plot, const Box& outer, const Look& look) {
    if (plot.axes.frame != Frame::box || plot.in_space || plot.caption.empty()) return {};
    const double text = text_of(look), size = 0.88 * text;
    if (!(outer.height() > 13 * text)) return {};
    auto lines = set_balanced(plot.caption, Face::text, size, outer.width() - 1.2 * text);
    // The data come first: with the caption they must have this share of the height.
    constexpr double least_share = 0.35;
    const Rhythm rhythm = rhythm_of(look);
    const double around = (has_title(plot, outer, look) ? rhythm.title : 0) + strip_over(plot, outer, look).height + 2.25 * rhythm.tick_text + 2.6 * rhythm.gap;
    if (outer.height() - around - caption_height(lines.size(), look) < least_share * outer.height()) return {};
    const bool fits = lines.size() <= 2 && std::all_of(lines.begin(), lines.end(), [&](const Setting& line) { return line.width <= outer.width() - 1.2 * text; });
    return fits ? lines : std::vector<Setting>{};
}

double caption_height(std::size_t lines, const Look& look) {
    const double text = text_of(look);
    return lines == 0 ? 0 : static_cast<double>(lines) * leading * 0.88 * text + 0.5 * text;
}

double axes_room(const Box& outer, const Look& look) {
    const double tick = rhythm_of(look).tick_text;
    return std::min(outer.width() / (12 * tick), outer.height() / (8 * tick));
}

Margins margins_of(const Plot& plot, const Box& outer, const Look& look) {
    const Rhythm rhythm = rhythm_of(look);
    Margins m;
    if (has_title(plot, outer, look)) m.top = rhythm.title;
    if (!plot.scales.empty() && outer.width() > 16 * rhythm.tick_text) m.right = scales_width(plot, look);
    if (plot.axes.frame != Frame::box || plot.in_space) return m;
    if (!(axes_room(outer, look) > 1)) return m;
    m.top += strip_over(plot, outer, look).height;
    m.bottom = caption_height(caption_below(plot, outer, look).size(), look);
    add_box_margins(m, plot, outer, look);
    return m;
}

void draw_grid(Pen& pen) {
    if (pen.plot.axes.frame == Frame::none || starts_with_heat(pen.plot)) return;
    const Box& area = pen.area();
    Segments major{{}, pen.unit, pen.color(Role::grid)};
    for (int axis = 0; axis < 2; ++axis)
        for (const Tick& tick : ticks_of(pen.plot, pen.frame, axis, pen.text)) {
            if (!tick.major) continue;
            const double at = crisp(pen, axis, tick.at);
            if (axis == 0) major.segments.emplace_back(Vec2(at, area.lo.y()), Vec2(at, area.hi.y()));
            else major.segments.emplace_back(Vec2(area.lo.x(), at), Vec2(area.hi.x(), at));
        }
    if (!major.segments.empty()) pen.draw(std::move(major));
}

namespace {

void draw_cross(Pen& pen) {
    const Box& area = pen.area();
    const double x = crisp(pen, 0, 0), y = crisp(pen, 1, 0);
    Segments lines{{}, 1.2 * pen.unit, pen.color(Role::axis, 0.85)};
    if (pen.frame.y != Ticks::logarithmic && y >= area.lo.y() && y <= area.hi.y()) lines.segments.emplace_back(Vec2(area.lo.x(), y), Vec2(area.hi.x(), y));
    if (pen.frame.x != Ticks::logarithmic && x >= area.lo.x() && x <= area.hi.x()) lines.segments.emplace_back(Vec2(x, area.lo.y()), Vec2(x, area.hi.y()));
    if (!lines.segments.empty()) pen.draw(std::move(lines));
}

void draw_box(Pen& pen) {
    const Box& area = pen.area();
    const double left = std::floor(area.lo.x()) + 0.5, bottom = std::floor(area.hi.y()) + 0.5;
    Segments lines{{{Vec2(left, area.lo.y()), Vec2(left, area.hi.y())}, {Vec2(left, bottom), Vec2(area.hi.x(), bottom)}}, 1.1 * pen.unit, pen.color(Role::axis)};
    for (int axis = 0; axis < 2; ++axis)
        for (const Tick& tick : ticks_of(pen.plot, pen.frame, axis, pen.text)) {
            const double at = crisp(pen, axis, tick.at), length = (tick.major ? 5 : 3) * pen.unit;
            // Inside the area, so that nothing but labels needs the margin.
            if (axis == 0) lines.segments.emplace_back(Vec2(at, bottom), Vec2(at, bottom - length));
            else lines.segments.emplace_back(Vec2(left, at), Vec2(left + length, at));
        }
    pen.draw(std::move(lines));
}

}

void draw_axes(Pen& pen) {
    switch (pen.plot.axes.frame) {
        case Frame::cross: return draw_cross(pen);
        case Frame::box: return draw_box(pen);
        case Frame::none: return;
    }
}

namespace {

// Puts a tick's label unless it leaves its room or lies on something that is there already.
void put_tick(Pen& pen, const Setting& label, const Vec2& corner, const Box& room, std::vector<Box>& taken) {
    const Box box{corner, corner + Vec2(label.width, label.height())};
    if (!inside(box, room)) return;
    const auto hit = [&](const Box& other) { return overlap(inflated(box, 2 * pen.unit), other); };
    if (std::any_of(taken.begin(), taken.end(), hit) || std::any_of(pen.taken.begin(), pen.taken.end(), hit)) return;
    put(pen.sheet, label, {corner.x(), corner.y() + label.ascent}, pen.color(Role::muted), pen.look);
    taken.push_back(box);
}

// The type's own height, without the room a font keeps above its capitals.
Setting trimmed(Setting label, double size) {
    label.ascent = 0.75 * size;
    label.descent = 0.08 * size;
    return label;
}

void label_ticks(Pen& pen, int axis, std::vector<Box>& taken) {
    const Rhythm rhythm = rhythm_of(pen.look);
    const Box &area = pen.area(), &outer = pen.frame.outer;
    const bool cross = pen.plot.axes.frame == Frame::cross;
    const double beside = cross ? origin_of(pen, 1 - axis) : axis == 0 ? area.hi.y() : area.lo.x();
    for (const Tick& tick : ticks_of(pen.plot, pen.frame, axis, pen.text)) {
        if (tick.label.empty() || (cross && tick.at == 0)) continue;
        const Setting label = trimmed(tick_label(pen.look, tick.label), rhythm.tick_text);
        const double at = crisp(pen, axis, tick.at);
        Vec2 corner = axis == 0 ? Vec2(at - label.width / 2, beside + rhythm.gap) : Vec2(beside - rhythm.gap - label.width, at - label.height() / 2);
        if (cross && axis == 0) corner.y() = std::min(corner.y(), area.hi.y() - label.height() - rhythm.gap);
        if (cross && axis == 1) corner.x() = std::max(corner.x(), area.lo.x() + rhythm.gap);
        put_tick(pen, label, corner, cross ? inflated(area, -2 * pen.unit) : outer, taken);
    }
}

void put_name(Pen& pen, const Setting& name, const Vec2& corner, std::vector<Box>& taken) {
    const Box place{corner, corner + Vec2(name.width, name.height())};
    if (!inside(place, pen.frame.outer)) return;
    put(pen.sheet, name, {corner.x(), corner.y() + name.ascent}, pen.color(Role::muted), pen.look);
    taken.push_back(place);
}

// Without words turned on their side: the horizontal axis is named at its right end, the vertical one at its top.
void name_horizontal_axis(Pen& pen, std::vector<Box>& taken) {
    const Rhythm rhythm = rhythm_of(pen.look);
    const Box &area = pen.area(), &outer = pen.frame.outer;
    const Setting name = axis_name(pen.plot.axes.x.label, rhythm);
    if (pen.plot.axes.frame == Frame::cross) {
        const double y = std::clamp(origin_of(pen, 1) - name.height() - rhythm.gap, area.lo.y(), std::max(area.lo.y(), area.hi.y() - name.height()));
        return put_name(pen, name, {area.hi.x() - name.width - 2 * rhythm.gap, y}, taken);
    }
    if (at_the_end(name, rhythm)) return put_name(pen, name, {std::min(area.hi.x() + rhythm.gap, outer.hi.x() - name.width), area.hi.y() - name.ascent / 2 - 0.1 * rhythm.tick_text}, taken);
    put_name(pen, name, {area.hi.x() - name.width, area.hi.y() + rhythm.tick_text + 1.6 * rhythm.gap}, taken);
}

void name_vertical_axis(Pen& pen, std::vector<Box>& taken) {
    const Rhythm rhythm = rhythm_of(pen.look);
    const Box &area = pen.area(), &outer = pen.frame.outer;
    const Setting name = axis_name(pen.plot.axes.y.label, rhythm);
    if (pen.plot.axes.frame == Frame::cross) {
        const double x = std::clamp(origin_of(pen, 0) + 2 * rhythm.gap, area.lo.x(), std::max(area.lo.x(), area.hi.x() - name.width));
        return put_name(pen, name, {x, area.lo.y() + rhythm.gap}, taken);
    }
    put_name(pen, name, {std::max(outer.lo.x(), area.lo.x() - 2 * rhythm.gap), area.lo.y() - name.height() - 1.5 * rhythm.gap}, taken);
}

void put_title(Pen& pen) {
    const Rhythm rhythm = rhythm_of(pen.look);
    const Box& outer = pen.frame.outer;
    if (!has_title(pen.plot, outer, pen.look)) return;
    // It shrinks before it goes.
    Setting title = set_text(pen.plot.title, Face::text_bold, pen.text);
    const double room = outer.width() - 3 * rhythm.gap;
    if (title.width > room) title = set_text(pen.plot.title, Face::text_bold, std::max(0.62, room / title.width) * pen.text);
    if (title.width > outer.width()) return;
    put(pen.sheet, title, {outer.lo.x() + 2 * rhythm.gap, outer.lo.y() + title_baseline * pen.text}, pen.color(Role::text), pen.look);
}

}

void draw_axis_labels(Pen& pen) {
    put_title(pen);
    if (pen.plot.axes.frame == Frame::none || pen.plot.in_space) return;
    const bool margin = pen.area().hi.y() < pen.frame.outer.hi.y();
    if (pen.plot.axes.frame == Frame::box && !margin) return;
    if (pen.plot.axes.frame == Frame::cross && pen.area().width() < 12 * pen.text) return;
    std::vector<Box> taken;
    if (!pen.plot.axes.x.label.empty()) name_horizontal_axis(pen, taken);
    if (!pen.plot.axes.y.label.empty()) name_vertical_axis(pen, taken);
    label_ticks(pen, 0, taken);
    label_ticks(pen, 1, taken);
}

namespace {

// One bar: a strip of the colormap with ticks at its right.
void draw_bar(Pen& pen, const ColorScale& scale, const Box& box) {
    const Rhythm rhythm = rhythm_of(pen.look);
    constexpr int samples = 64;
    Heat ramp{.lo = Vec2::Zero(), .hi = Vec2::Ones(), .columns = 2, .rows = samples, .values = {}, .from = 0, .to = samples - 1, .colormap = scale.colormap, .opacity = 1};
    for (int i = 0; i < samples; ++i) ramp.values.insert(ramp.values.end(), 2, static_cast<float>(i));
    pen.draw(Raster{box, box, std::make_shared<const Heat>(std::move(ramp))});
    std::vector<Box> taken;
    const int room = std::max(2, static_cast<int>(box.height() / (3.2 * pen.text)));
    for (const Tick& tick : ticks(scale.ticks, scale.from, scale.to, room)) {
        const double t = (tick.at - scale.from) / (scale.to - scale.from);
        if (tick.label.empty() || !(t >= 0 && t <= 1)) continue;
        const Setting label = trimmed(tick_label(pen.look, tick.label), rhythm.tick_text);
        put_tick(pen, label, {box.hi.x() + rhythm.gap, box.hi.y() - t * box.height() - label.height() / 2}, pen.frame.outer, taken);
    }
    const Setting name = trimmed(tick_label(pen.look, scale.label), rhythm.tick_text);
    put_tick(pen, name, {std::min(box.lo.x(), pen.frame.outer.hi.x() - name.width), box.lo.y() - name.height() - rhythm.gap}, pen.frame.outer, taken);
}

}

void draw_color_scales(Pen& pen) {
    const auto& scales = pen.plot.scales;
    const double margin = pen.frame.outer.hi.x() - pen.area().hi.x();
    const Rhythm rhythm = rhythm_of(pen.look);
    if (scales.empty() || margin < static_cast<double>(scales.size()) * rhythm.bar) return;
    const double pitch = margin / static_cast<double>(scales.size()), inset = scales.front().label.empty() ? 0.6 * pen.text : 1.6 * pen.text;
    for (std::size_t i = 0; i < scales.size(); ++i) {
        const bool good = std::isfinite(scales[i].from) && std::isfinite(scales[i].to) && scales[i].from != scales[i].to;
        const double x = pen.area().hi.x() + static_cast<double>(i) * pitch + 2 * rhythm.gap;
        const Box box{{x, pen.area().lo.y() + inset}, {x + rhythm.bar, pen.area().hi.y() - 0.6 * pen.text}};
        if (good && box.height() > 2 * pen.text) draw_bar(pen, scales[i], box);
    }
}

}
