#include "ink/decimate.hpp"
#include "ink/hatch.hpp"
#include "ink/marks.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

constexpr std::size_t many_corners = 2000;

// The vertices are clipped to a little more than the plot, so that no edge made by clipping is seen.
void fill_polygon(Pen& pen, std::vector<Vec2> polygon, Rgba color, double opacity, Hatch hatch) {
    polygon = clip_polygon(std::move(polygon), inflated(pen.area(), 2));
    if (polygon.size() > many_corners) polygon = decimated(std::move(polygon));
    if (polygon.size() < 3) return;
    auto lines = hatching(polygon, hatch, 7 * pen.unit);
    if (opacity > 0) pen.draw(Area{std::move(polygon), with_opacity(color, opacity)});
    if (!lines.empty()) pen.draw(Segments{std::move(lines), 1.1 * pen.unit * pen.emphasis, with_opacity(color, 0.75)});
}

Rgba area_color(const Pen& pen, Role role, const Mark& mark) {
    const Rgba color = pen.color(role);
    return is_lit(pen.look, mark.term) ? brighter(pen.look.theme, color) : color;
}

double area_opacity(const Pen& pen, double opacity, const Mark& mark) {
    return std::clamp(opacity * (is_lit(pen.look, mark.term) ? 1.5 : 1), 0.0, 1.0);
}

}

void draw(Pen& pen, const eigenscope::Fill& fill, const Mark& mark) {
    std::vector<Vec2> polygon;
    polygon.reserve(fill.points.size());
    for (const Vec2& point : fill.points) {
        const auto pixel = place(pen, point);
        if (!pixel) return;                   // without one of its corners it would be another polygon
        polygon.push_back(*pixel);
    }
    if (polygon.size() < 3) return;
    if (!mark.hover.empty()) {
        Vec2 middle = Vec2::Zero();
        for (const Vec2& p : polygon) middle += p / static_cast<double>(polygon.size());
        note_hover(pen, middle, mark.hover);
    }
    fill_polygon(pen, std::move(polygon), area_color(pen, fill.role, mark), area_opacity(pen, fill.opacity, mark), fill.hatch);
}

namespace {

struct PixelBar {
    double lo = 0, hi = 0, top = 0;           // px; top is where the height ends, above or below the base
};

// The foot of the bars: y = 0, or the floor of the plot where the axis has no zero.
double base_of(const Pen& pen) {
    const Box far = inflated(pen.area(), 1e4);
    if (pen.frame.y == Ticks::logarithmic) return far.hi.y();
    return std::clamp(pen.map(Vec2(1, 0)).y(), far.lo.y(), far.hi.y());
}

// Bars thinner than half a pixel are put together, the highest of each column standing for all.
std::vector<PixelBar> merged(std::vector<PixelBar> bars, double base) {
    std::vector<PixelBar> out;
    for (const PixelBar& bar : bars) {
        const bool thin = bar.hi - bar.lo < 0.5;
        if (!out.empty() && thin && out.back().hi - out.back().lo < 1 && bar.lo - out.back().lo < 1 && bar.lo >= out.back().lo) {
            out.back().hi = std::max(out.back().hi, bar.hi);
            if (std::abs(bar.top - base) > std::abs(out.back().top - base)) out.back().top = bar.top;
        } else {
            out.push_back(bar);
        }
    }
    return out;
}

std::vector<PixelBar> bars_in_sight(Pen& pen, const Bars& bars, const Mark& mark) {
    std::vector<PixelBar> out;
    const Box far = inflated(pen.area(), 1e4), room = inflated(pen.area(), 4);
    for (const Bars::Bar& bar : bars.bars) {
        const double height = pen.frame.y == Ticks::logarithmic && bar.height == 0 ? 1e-300 : bar.height;
        const auto a = place(pen, {bar.lo, height}), b = a ? place(pen, {bar.hi, height}) : std::nullopt;
        if (!a || !b) continue;
        const PixelBar p{std::min(a->x(), b->x()), std::max(a->x(), b->x()), std::clamp(a->y(), far.lo.y(), far.hi.y())};
        if (p.hi < room.lo.x() || p.lo > room.hi.x()) continue;
        out.push_back({std::max(p.lo, far.lo.x()), std::min(p.hi, far.hi.x()), p.top});
        note_hover(pen, {(p.lo + p.hi) / 2, p.top}, mark.hover);
    }
    return out;
}

}

void draw(Pen& pen, const eigenscope::Bars& bars, const Mark& mark) {
    const Rgba color = area_color(pen, bars.role, mark);
    const double base = base_of(pen), opacity = area_opacity(pen, bars.opacity, mark);
    Segments outline{{}, 1.1 * pen.unit * pen.emphasis, with_opacity(color, 0.9)};
    const Box room = inflated(pen.area(), 4);
    for (const PixelBar& bar : merged(bars_in_sight(pen, bars, mark), base)) {
        if (bar.top == base) continue;
        fill_polygon(pen, {{bar.lo, base}, {bar.lo, bar.top}, {bar.hi, bar.top}, {bar.hi, base}}, color, opacity, bars.hatch);
        pen.crowd.add(Vec2(bar.lo, bar.top), Vec2(bar.hi, bar.top), 1);
        if (!bars.outlined || bar.hi - bar.lo < 3 * pen.unit) continue;
        const Vec2 corners[] = {{bar.lo, base}, {bar.lo, bar.top}, {bar.hi, bar.top}, {bar.hi, base}};
        for (int i = 0; i < 3; ++i)
            if (const auto part = clip_segment(corners[i], corners[i + 1], room)) outline.segments.push_back(*part);
    }
    if (!outline.segments.empty()) pen.draw(std::move(outline));
}

void draw(Pen& pen, const eigenscope::Heat& heat, const Mark& mark) {
    const bool whole = heat.columns >= 2 && heat.rows >= 2 && heat.columns <= 1 << 14 && heat.rows <= 1 << 14 &&
                       heat.values.size() == static_cast<std::size_t>(heat.columns) * static_cast<std::size_t>(heat.rows);
    if (!whole || !std::isfinite(heat.from) || !std::isfinite(heat.to)) {
        ++pen.sheet.rejected;
        return;
    }
    const auto lo = place(pen, heat.lo), hi = lo ? place(pen, heat.hi) : std::nullopt;
    if (!lo || !hi) return;
    const Box box{lo->cwiseMin(*hi), lo->cwiseMax(*hi)};
    if (!overlap(box, pen.area()) || !(box.width() > 0) || !(box.height() > 0)) return;
    const Box clip{box.lo.cwiseMax(pen.area().lo), box.hi.cwiseMin(pen.area().hi)};
    pen.draw(Raster{box, clip, std::make_shared<const Heat>(heat)});
    note_hover(pen, clip.center(), mark.hover);
}

}
