#include "ink/marks.hpp"

#include "base/variant.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

/// Whether the plot's legend says what a mark of this role is.
bool is_named(const Plot& plot, const Mark& mark) {
    const auto in_legend = [&](Role role) {
        return std::any_of(plot.legend.begin(), plot.legend.end(), [&](const LegendEntry& entry) { return entry.stroke.role == role; });
    };
    return std::visit(Overloaded{
        [&](const Points& m) { return in_legend(m.role); },
        [&](const eigenscope::Polyline& m) { return in_legend(m.stroke.role); },
        [&](const eigenscope::Segments& m) { return in_legend(m.stroke.role); },
        [](const auto&) { return false; }}, mark.shape);
}

bool good(const eigenscope::Stroke& stroke) { return std::isfinite(stroke.width) && std::isfinite(stroke.opacity) && stroke.width >= 0; }

}

bool has_sizes(const Mark& mark) {
    return std::visit(Overloaded{
        [](const eigenscope::Fill& m) { return std::isfinite(m.opacity); },
        [](const Bars& m) { return std::isfinite(m.opacity); },
        [](const Points& m) { return std::isfinite(m.opacity) && std::isfinite(m.radius) && std::isfinite(m.outline) && m.radius >= 0; },
        [](const Heat& m) { return std::isfinite(m.opacity); },
        [](const Label& m) { return std::isfinite(m.size) && m.size > 0; },
        [](const Points3& m) { return std::isfinite(m.radius) && m.radius >= 0; },
        [](const Handle&) { return true; },
        [](const Surface&) { return true; },
        [](const auto& m) { return good(m.stroke); }}, mark.shape);
}

bool usable(const Vec2& pixel) { return pixel.cwiseAbs().maxCoeff() <= 1e100; }

std::optional<Vec2> place(Pen& pen, const Vec2& math) {
    const Vec2 pixel = pen.map(math);
    if (pixel.allFinite() && usable(pixel)) return pixel;
    const bool no_place = math.allFinite() && pixel.hasNaN();
    if (!no_place) ++pen.sheet.rejected;
    return {};
}

std::vector<std::vector<Vec2>> place_all(Pen& pen, const std::vector<Vec2>& points) {
    std::vector<std::vector<Vec2>> runs(1);
    runs[0].reserve(points.size());
    for (const Vec2& point : points) {
        if (const auto pixel = place(pen, point)) runs.back().push_back(*pixel);
        else if (!runs.back().empty()) runs.emplace_back();
    }
    if (runs.back().empty()) runs.pop_back();
    return runs;
}

void note_term(Pen& pen, const std::vector<Vec2>& pixels, const std::string& term) {
    if (term.empty()) return;
    const Vec2 half = Vec2::Constant(7 * pen.unit);
    constexpr std::size_t most = 120;         // boxes for one mark
    const std::size_t before = pen.sheet.terms.size();
    std::optional<Vec2> last;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const auto part = clip_segment(pixels[i], pixels[std::min(i + 1, pixels.size() - 1)], pen.area());
        if (!part) continue;
        const double length = (part->second - part->first).norm();
        const int steps = static_cast<int>(length / (2 * half.x()));
        for (int k = 0; k <= steps && pen.sheet.terms.size() < before + most; ++k) {
            const Vec2 p = length > 0 ? Vec2(part->first + (part->second - part->first) * ((2 * half.x() * k) / length)) : part->first;
            if (last && (p - *last).norm() < 1.9 * half.x()) continue;
            pen.sheet.terms.push_back({term, around(p, half)});
            last = p;
        }
    }
}

void note_hover(Pen& pen, const Vec2& pixel, const std::string& text) {
    if (!text.empty() && pen.area().contains(pixel)) pen.sheet.hovers.push_back({pen.index, pixel, text});
}

void draw_mark(Pen& pen, const Mark& mark) {
    if (!has_sizes(mark)) {
        ++pen.sheet.rejected;
        return;
    }
    pen.crowd.name(is_named(pen.plot, mark));
    std::visit(Overloaded{
        [](const Surface&) {}, [](const Polyline3&) {}, [](const Points3&) {},      // they need a plot in space
        [&](const auto& shape) { draw(pen, shape, mark); }}, mark.shape);
    pen.crowd.name(false);
}

}
