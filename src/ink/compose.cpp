#include "ink/compose.hpp"

#include "base/variant.hpp"

#include <algorithm>
#include <numbers>

namespace eigenscope::ink {
namespace {

Box moved(const Box& box, Vec2 by) { return {box.lo + by, box.hi + by}; }

Box within(const Box& box, const Box& limit) {
    const Vec2 lo = box.lo.cwiseMax(limit.lo);
    return {lo, box.hi.cwiseMin(limit.hi).cwiseMax(lo)};
}

Stroke moved(Stroke stroke, Vec2 by, const Box& limit) {
    std::visit(Overloaded{
                   [&](Line& s) { for (Vec2& p : s.points) p += by; },
                   [&](Segments& s) { for (auto& [a, b] : s.segments) a += by, b += by; },
                   [&](Area& s) { for (Vec2& p : s.points) p += by; },
                   [&](Markers& s) { for (Vec2& p : s.at) p += by; },
                   [&](Text& s) { for (Text::Placed& g : s.glyphs) g.at += by; },
                   [&](Raster& s) { s.box = moved(s.box, by), s.clip = within(moved(s.clip, by), limit); },
                   [&](Lattice& s) { s.clip = within(moved(s.clip, by), limit), s.origin += by; },
                   [&](Mesh& s) { for (Mesh::Vertex& v : s.vertices) v.at += by; },
                   [&](Clip& s) { s.box = s.box ? within(moved(*s.box, by), limit) : limit; },
               },
               stroke);
    return stroke;
}

}

std::vector<Vec2> rounded(const Box& box, double radius) {
    const double r = std::clamp(radius, 0.0, std::min(box.width(), box.height()) / 2);
    if (r <= 0) return {box.lo, {box.hi.x(), box.lo.y()}, box.hi, {box.lo.x(), box.hi.y()}};
    const Vec2 centers[] = {box.lo + Vec2(r, r), {box.hi.x() - r, box.lo.y() + r}, box.hi - Vec2(r, r), {box.lo.x() + r, box.hi.y() - r}};
    const int steps = std::clamp(static_cast<int>(r), 3, 16);
    std::vector<Vec2> outline;
    for (int corner = 0; corner < 4; ++corner)
        for (int i = 0; i <= steps; ++i) {
            const double angle = std::numbers::pi * (1 + 0.5 * corner + 0.5 * i / steps);
            outline.push_back(centers[corner] + r * Vec2(std::cos(angle), std::sin(angle)));
        }
    return outline;
}

void place(Sheet& sheet, const Sheet& part, Vec2 at, double corner_radius) {
    const Box limit{at, at + part.size};
    sheet.strokes.push_back(Area{rounded(limit, corner_radius), part.background});
    sheet.strokes.push_back(Clip{limit});
    for (const Stroke& stroke : part.strokes) sheet.strokes.push_back(moved(stroke, at, limit));
    sheet.strokes.push_back(Clip{});
    const std::size_t first_plot = sheet.plots.size();
    for (PlotFrame frame : part.plots) {
        frame.area = moved(frame.area, at);
        frame.outer = moved(frame.outer, at);
        sheet.plots.push_back(std::move(frame));
    }
    for (HandleSpot spot : part.handles) spot.plot += first_plot, spot.at += at, sheet.handles.push_back(std::move(spot));
    for (TermSpot spot : part.terms) spot.box = moved(spot.box, at), sheet.terms.push_back(std::move(spot));
    for (HoverSpot spot : part.hovers) spot.plot += first_plot, spot.at += at, sheet.hovers.push_back(std::move(spot));
    for (LabelSpot spot : part.labels) spot.box = moved(spot.box, at), sheet.labels.push_back(std::move(spot));
    sheet.rejected += part.rejected;
}

}
