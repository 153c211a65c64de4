#include "ui/areas.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ui {
namespace {

// In units of the design, as in its drawing.
constexpr double margin = 12, gap = 12, rail_width = 196, strip_width = 44, inspector_width = 318;
constexpr double timeline_height = 68;
constexpr double rail_needs = 1000, inspector_shrinks = 700, inspector_needs = 520, timeline_needs = 300;
constexpr double rail_needs_projected = 1900, inspector_needs_projected = 1500;

Pane scaled(Pane p, double scale) {
    const double right = std::round((p.x + p.width) * scale), bottom = std::round((p.y + p.height) * scale);
    const double left = std::round(p.x * scale), top = std::round(p.y * scale);
    return {left, top, std::max(0.0, right - left), std::max(0.0, bottom - top)};
}

}

Areas areas(double width, double height, double scale, const Folds& folds) {
    const double w = std::max(1.0, width / scale), h = std::max(1.0, height / scale);
    Areas out;
    const double edge = folds.pictures_only ? 4 : margin;
    // At the foot there is always room for what is said for a moment.
    double left = edge, right = w - edge, bottom = h - margin;
    const bool anything = !folds.pictures_only;
    if (anything && folds.rail && w >= (folds.projected ? rail_needs_projected : rail_needs)) {
        out.rail = {0, 0, rail_width, h};
        left = rail_width + margin;
    } else if (anything) {
        out.strip = {0, 0, strip_width, h};
        left = strip_width + (w < inspector_shrinks ? 4 : 8);
        if (folds.rail_called) {
            out.rail = {0, 0, std::min(rail_width + 40, w), h};
            out.rail_floats = true;
        }
    }
    if (anything && folds.timeline && h >= timeline_needs) {
        out.timeline = {left, bottom - timeline_height, std::max(0.0, right - left), timeline_height};
        bottom -= timeline_height + gap;
    }
    if (anything && folds.inspector && w >= (folds.projected && !folds.inspector_called ? inspector_needs_projected : inspector_needs)) {
        const double wide = w < inspector_shrinks ? std::max(200.0, w * 0.38) : w < rail_needs ? 280 : inspector_width;
        out.inspector = {right - wide, edge, wide, std::max(0.0, bottom - edge)};
        right -= wide + gap;
    }
    double top = edge;
    if (folds.message > 0) {
        // Where there is next to no room, a third is enough to say that something is to be answered.
        const double tall = std::min(folds.message, std::max(0.0, bottom - edge) / 3);
        out.message = {left, edge, std::max(0.0, right - left), tall};
        top += tall + std::min(gap, tall) / 2;
    }
    out.tiles = {left, top, std::max(0.0, right - left), std::max(0.0, bottom - top)};
    for (Pane* pane : {&out.strip, &out.rail, &out.message, &out.tiles, &out.inspector, &out.timeline}) *pane = scaled(*pane, scale);
    return out;
}

}
