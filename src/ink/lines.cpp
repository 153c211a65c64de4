#include "ink/dash.hpp"
#include "ink/decimate.hpp"
#include "ink/marks.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

constexpr double widest = 200;                // px at scale 1: more is no line any more
bool has_place(const Pen& pen, const Vec2& point) {
    const Vec2 pixel = pen.map(point);
    return pixel.allFinite() && usable(pixel);
}

constexpr std::size_t crowd_points = 2000;    // labels need no finer picture of where a curve runs

constexpr double most_dashes = 20'000;        // a scribble of more looks solid anyway

double length_of(const std::vector<Vec2>& points) {
    double sum = 0;
    for (std::size_t i = 1; i < points.size(); ++i) sum += (points[i] - points[i - 1]).norm();
    return sum;
}

void note_crowd(Pen& pen, const std::vector<Vec2>& points, float weight) {
    // A legend keeps off every stroke that it names.
    const std::size_t step = pen.crowd.naming() ? 1 : 1 + points.size() / crowd_points;
    for (std::size_t i = step; i < points.size(); i += step) pen.crowd.add(points[i - step], points[i], weight);
}

void draw_solid(Pen& pen, const Piece& piece, double width, Rgba color) {
    const auto& p = piece.points;
    if (p.size() <= limits::polyline_chunk) {
        pen.draw(Line{p, width, color, piece.closed, true});
        return;
    }
    // Chunks share their end points, so that the joins do not show.
    for (std::size_t begin = 0; begin + 1 < p.size(); begin += limits::polyline_chunk - 1) {
        const std::size_t end = std::min(begin + limits::polyline_chunk, p.size());
        pen.draw(Line{{p.begin() + static_cast<std::ptrdiff_t>(begin), p.begin() + static_cast<std::ptrdiff_t>(end)}, width, color, false, true});
    }
    if (piece.closed) pen.draw(Line{{p.back(), p.front()}, width, color, false, true});
}

// Where along a line in sight its label may lie: near both ends rather than in the middle, where things happen.
std::vector<Candidate> along(const Vec2& a, const Vec2& b, const Vec2& chip, double gap) {
    std::vector<Candidate> out;
    const Vec2 direction = (b - a).normalized(), normal(-direction.y(), direction.x());
    // The chip's corner nearest to the line is `gap` away from it.
    const double off = gap + normal.cwiseAbs().dot(chip) / 2;
    for (const double t : {0.86, 0.14, 0.78, 0.22, 0.70, 0.30, 0.92, 0.08, 0.6, 0.4})
        for (const double side : {-1.0, 1.0}) {
            const double rank = static_cast<double>(out.size() / 2);
            out.push_back({a + t * (b - a) + off * side * normal, 4 * rank + (side * normal.y() > 0 ? 6 : 0)});
        }
    return out;
}

}

Ink ink_of(const Pen& pen, const eigenscope::Stroke& stroke, const std::string& term) {
    Ink ink;
    ink.lit = is_lit(pen.look, term);
    ink.color = with_opacity(color_of(pen.look.theme, stroke.role), std::clamp(stroke.opacity, 0.0, 1.0));
    if (ink.lit) ink.color = brighter(pen.look.theme, ink.color);
    ink.width = std::min(stroke.width, widest) * pen.unit * pen.emphasis * (ink.lit ? 1.5 : 1);
    ink.dash = stroke.dash;
    if (!(stroke.opacity > 0.5) || !(stroke.width >= 1.5)) return ink;
    if (pen.on_field) {
        // A dashed line with an edge is restless; dark themes can do without.
        if (ink.dash != Dash::solid && pen.look.theme == Theme::dark) return ink;
        ink.outline = casing_width(pen);
        ink.outline_color = casing_color(pen);
    } else if (ink.dash == Dash::solid) {
        ink.outline = outline_for(pen, stroke.role);
        ink.outline_color = pen.color(Role::text);
    }
    return ink;
}

double outline_for(const Pen& pen, Role role) {
    // WCAG 2.1, 1.4.11: graphics need 3:1 against what is next to them.
    if (contrast(color_of(pen.look.theme, role), pen.sheet.background) >= 3) return 0;
    return outline_of(pen.look.theme) * pen.unit;
}

void draw_polyline(Pen& pen, const std::vector<Vec2>& pixels, bool closed, const Ink& ink) {
    if (!(ink.width > 0) || !(ink.color.a > 0) || pixels.size() < 2) return;
    const double edge = 2 * (ink.width + ink.outline) + 2;
    for (Piece& piece : clip_polyline(pixels, closed, inflated(pen.area(), edge))) {
        piece.points = decimated(std::move(piece.points));
        if (piece.points.size() < 2) continue;
        note_crowd(pen, piece.points, ink.dash == Dash::solid ? 1 : 0.6f);
        if (ink.dash != Dash::solid && length_of(piece.points) < most_dashes * dash_pattern(ink.dash, ink.width, pen.unit).period()) {
            if (piece.closed) piece.points.push_back(piece.points.front());
            auto segments = dashes(piece.points, dash_pattern(ink.dash, ink.width, pen.unit), piece.start);
            if (ink.outline > 0) pen.draw(Segments{segments, ink.width + 2 * ink.outline, ink.outline_color});
            pen.draw(Segments{std::move(segments), ink.width, ink.color});
            continue;
        }
        if (ink.outline > 0) draw_solid(pen, piece, ink.width + 2 * ink.outline, ink.outline_color);
        draw_solid(pen, piece, ink.width, ink.color);
    }
}

void draw(Pen& pen, const eigenscope::Polyline& polyline, const Mark& mark) {
    const Ink ink = ink_of(pen, polyline.stroke, mark.term);
    auto runs = place_all(pen, polyline.points);
    const bool whole = runs.size() == 1 && runs[0].size() == polyline.points.size();
    // A closed curve with gaps is open, but what runs through its seam stays one piece.
    if (polyline.closed && !whole && runs.size() > 1 && has_place(pen, polyline.points.front()) && has_place(pen, polyline.points.back())) {
        runs.back().insert(runs.back().end(), runs.front().begin(), runs.front().end());
        runs.erase(runs.begin());
    }
    for (const auto& run : runs) {
        draw_polyline(pen, run, polyline.closed && whole, ink);
        note_term(pen, run, mark.term);
        if (!mark.hover.empty())
            for (const Vec2& p : run) note_hover(pen, p, mark.hover);
    }
}

void draw(Pen& pen, const eigenscope::Segments& segments, const Mark& mark) {
    const Ink ink = ink_of(pen, segments.stroke, mark.term);
    const Box box = inflated(pen.area(), 2 * ink.width + 2);
    Segments out{{}, ink.width, ink.color};
    for (const auto& [from, to] : segments.segments) {
        const auto a = place(pen, from), b = a ? place(pen, to) : std::nullopt;
        if (!a || !b) continue;
        const auto part = clip_segment(*a, *b, box);
        if (!part) continue;
        pen.crowd.add(part->first, part->second, 0.6f);
        if (ink.dash == Dash::solid) out.segments.push_back(*part);
        else for (const auto& dash : dashes({part->first, part->second}, dash_pattern(ink.dash, ink.width, pen.unit), (part->first - *a).norm())) out.segments.push_back(dash);
        note_hover(pen, (part->first + part->second) / 2, mark.hover);
    }
    if (!out.segments.empty() && ink.width > 0) pen.draw(std::move(out));
}

void draw(Pen& pen, const eigenscope::Line& line, const Mark& mark) {
    const Ink ink = ink_of(pen, line.stroke, mark.term);
    const double size = line.direction.cwiseAbs().maxCoeff();
    if (!line.direction.allFinite() || !(size > 0)) {
        ++pen.sheet.rejected;
        return;
    }
    const auto through = place(pen, line.through);
    if (!through) return;
    // On logarithmic axes a straight line has this meaning only when it is level or upright; it is drawn as such.
    const Vec2 direction = (line.direction / size).cwiseProduct(pen.map.scale()).normalized();
    if (!direction.allFinite()) return;
    const auto part = clip_line(*through, direction, inflated(pen.area(), 2 * ink.width + 2));
    if (!part) return;
    draw_polyline(pen, {part->first, part->second}, false, ink);
    const auto seen = clip_line(*through, direction, pen.area());
    if (!seen) return;
    note_hover(pen, (seen->first + seen->second) / 2, mark.hover);
    note_term(pen, {seen->first, seen->second}, mark.term);
    if (line.label.empty()) return;
    Chip chip = label_chip(pen, line.label, 1, true);
    auto candidates = along(seen->first, seen->second, chip.size(), 6 * pen.unit);
    pen.wishes.push_back({std::move(chip), std::move(candidates), pen.type_color(line.stroke.role), plain(line.label), mark.term});
}

}
