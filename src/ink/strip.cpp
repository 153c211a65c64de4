#include "ink/strip.hpp"

#include "ink/axes.hpp"

#include <algorithm>

namespace eigenscope::ink {

namespace {

// Heights of the rows in sizes of the text, whatever stands in them: nothing moves while its numbers change.
constexpr double headline_row = 2, legend_under = 1.6;
constexpr double headline_size = 1.25, note_size = 1.25;

void add_legend(Strip& strip, const Plot& plot, const Box& outer, const Look& look, double text) {
    if (plot.legend.empty()) return;
    const double title = has_title(plot, outer, look) ? set_text(plot.title, Face::text_bold, text).width + 2 * text : outer.width();
    for (const double share : {0.86, 0.76}) {
        LegendRow row = legend_row(plot.legend, share * text);
        if (title + row.width + text > outer.width()) continue;
        strip.legend = std::move(row);
        strip.beside_title = true;
        return;
    }
    LegendRow row = legend_row(plot.legend, 0.8 * text);
    // What comes first matters most.
    for (auto entries = plot.legend; row.width + 1.2 * text > outer.width() && entries.size() > 2;) {
        entries.pop_back();
        row = legend_row(entries, 0.8 * text);
    }
    if (row.width + 1.2 * text > outer.width() || strip.height + legend_under * text > 0.2 * outer.height()) return;
    strip.legend = std::move(row);
    strip.height += legend_under * text;
}

// It shrinks a little, and then goes.
void add_note(Strip& strip, const Plot& plot, const Box& outer, double text) {
    if (plot.note.empty()) return;
    for (const double share : {1.0, 0.87, 0.75}) {
        Setting note = set_formula(plot.note, note_size * text * share);
        note.ascent = std::max(note.ascent, text);
        const double height = note.height() + 0.7 * text;
        if (note.width > outer.width() - 1.2 * text || strip.height + height > 0.24 * outer.height()) continue;
        strip.note = std::move(note);
        strip.height += height;
        return;
    }
}

// One line of type at the left.
void put_line(Pen& pen, const Setting& line, const Vec2& baseline, const std::string& says) {
    put(pen.sheet, line, baseline, pen.color(Role::text), pen.look);
    pen.sheet.labels.push_back({says, {baseline - Vec2(0, line.ascent), baseline + Vec2(line.width, line.descent)}});
}

}

bool has_title(const Plot& plot, const Box& outer, const Look& look) { return !plot.title.empty() && outer.height() > 5 * rhythm_of(look).title; }

Strip strip_over(const Plot& plot, const Box& outer, const Look& look) {
    const double text = text_size_of(look.theme) * look.scale, room = outer.width() - 1.2 * text;
    if (plot.headline.empty() || plot.axes.frame != Frame::box || plot.in_space || !(room > 0)) return {};
    Strip strip{.headline = set_formula(plot.headline, headline_size * text), .height = headline_row * text};
    // In steps, so that it does not breathe while its numbers change.
    for (const double share : {0.86, 0.74, 0.62})
        if (strip.headline.width > room) strip.headline = set_formula(plot.headline, headline_size * text * share);
    if (strip.headline.width > room) strip.headline = set_formula(plot.headline, 0.62 * headline_size * text * room / strip.headline.width);
    add_legend(strip, plot, outer, look, text);
    add_note(strip, plot, outer, text);
    return strip;
}

void put_strip(Pen& pen, const Strip& strip) {
    const Box& outer = pen.frame.outer;
    const double left = outer.lo.x() + 0.6 * pen.text;
    double y = outer.lo.y() + (has_title(pen.plot, outer, pen.look) ? rhythm_of(pen.look).title : 0);
    put_line(pen, strip.headline, {left, y + 1.35 * pen.text}, plain(pen.plot.headline));
    y += headline_row * pen.text;
    if (strip.beside_title) put_legend_row(pen, strip.legend, {outer.hi.x() - 0.6 * pen.text - strip.legend.width, outer.lo.y() + title_baseline * pen.text});
    else if (!strip.legend.lines.empty()) {
        put_legend_row(pen, strip.legend, {left, y + pen.text});
        y += legend_under * pen.text;
    }
    if (strip.note) put_line(pen, *strip.note, {left, y + strip.note->ascent}, plain(pen.plot.note));
}

}
