#include "ink/legend.hpp"

#include "ink/dash.hpp"

#include <algorithm>

namespace eigenscope::ink {

Setting legend_line(const LegendEntry& entry, double em) {
    const double indent = (legend_sample + 0.6) * em;
    Setting line = set_text(entry.label, Face::text, em);
    line.ascent = 0.78 * em, line.descent = 0.2 * em;
    line.width += indent;
    for (auto& run : line.runs)
        for (auto& placed : run.glyphs) placed.at.x() += indent;
    return line;
}

void draw_sample(Pen& pen, const LegendEntry& entry, const Vec2& left, double em) {
    Ink ink = ink_of(pen, entry.stroke, {});
    ink.width = std::min(ink.width, 0.3 * em);
    const Vec2 right = left + Vec2(legend_sample * em, 0);
    if (!entry.line) {
        pen.draw(Markers{{(left + right) / 2}, entry.marker, (entry.marker == Marker::square ? 0.42 : 0.3) * em, ink.color, ink.outline, ink.outline_color});
    } else if (ink.dash == Dash::solid) {
        if (ink.outline > 0) pen.draw(Line{{left, right}, ink.width + 2 * ink.outline, ink.outline_color, false, true});
        pen.draw(Line{{left, right}, ink.width, ink.color, false, true});
    } else {
        pen.draw(Segments{dashes({left, right}, dash_pattern(ink.dash, ink.width, pen.unit), 0), ink.width, ink.color});
    }
}

std::string told(const std::vector<LegendEntry>& legend) {
    std::string says;
    for (const LegendEntry& entry : legend) says += (says.empty() ? "" : "; ") + entry.label;
    return says;
}

LegendRow legend_row(const std::vector<LegendEntry>& legend, double em) {
    LegendRow row{.lines = {}, .em = em, .between = 1.3 * em};
    for (const LegendEntry& entry : legend) {
        row.lines.push_back(legend_line(entry, em));
        row.width += (row.lines.size() > 1 ? row.between : 0) + row.lines.back().width;
    }
    return row;
}

void put_legend_row(Pen& pen, const LegendRow& row, Vec2 baseline) {
    const auto& legend = pen.plot.legend;
    const std::string says = told({legend.begin(), legend.begin() + static_cast<std::ptrdiff_t>(row.lines.size())});
    pen.sheet.labels.push_back({says, {baseline - Vec2(0, 0.78 * row.em), baseline + Vec2(row.width, 0.2 * row.em)}});
    for (std::size_t i = 0; i < row.lines.size(); ++i) {
        draw_sample(pen, pen.plot.legend[i], baseline - Vec2(0, 0.36 * row.em), row.em);
        put(pen.sheet, row.lines[i], baseline, pen.color(Role::text, 0.9), pen.look);
        baseline.x() += row.lines[i].width + row.between;
    }
}

}
