#include "ink/compose.hpp"

#include "base/variant.hpp"
#include "ink/chip.hpp"
#include "ink/clip.hpp"

namespace eigenscope::ink {
namespace {

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
