#include "ink/furniture.hpp"

#include "ink/axes.hpp"
#include "ink/strip.hpp"

#include <algorithm>

namespace eigenscope::ink {

namespace {

double inset_of(const Pen& pen) { return std::min(0.85 * pen.text, 0.04 * pen.area().width()); }

// Where a chip would stand in a corner of the plot (0 or 1 in each direction), if it is free there.
std::optional<Box> corner_place(const Pen& pen, const Vec2& size, const Vec2& corner) {
    const Vec2 margin = Vec2::Constant(inset_of(pen));
    const Box room{pen.area().lo + margin, pen.area().hi - margin - size};
    if (!(room.width() >= 0) || !(room.height() >= 0)) return {};
    const Vec2 at = room.lo + corner.cwiseProduct(room.hi - room.lo);
    const Box box{at, at + size};
    const bool hit = std::any_of(pen.taken.begin(), pen.taken.end(), [&](const Box& other) { return overlap(inflated(box, 3 * pen.unit), other); });
    return hit ? std::nullopt : std::optional(box);
}

void put_at(Pen& pen, const Chip& chip, const Box& box, Rgba ink, const std::string& says) {
    // On a light ground a chip of the same colour needs a hairline to have an end.
    const auto edge = pen.look.theme == Theme::dark ? std::nullopt : std::optional(pen.color(Role::grid));
    put_chip(pen.sheet, chip, box.lo, ink, edge, pen.look);
    pen.taken.push_back(box);
    pen.sheet.labels.push_back({says, box});
}

bool put_in_corner(Pen& pen, const Chip& chip, const Vec2& corner, Rgba ink, const std::string& says) {
    const auto box = corner_place(pen, chip.size(), corner);
    if (box) put_at(pen, chip, *box, ink, says);
    return box.has_value();
}

// The picture comes first: what stands in front of it may hide this much of it at most, one thing alone and all together.
constexpr double largest_share = 0.15, largest_sum = 0.24;

bool modest(const Pen& pen, const Vec2& size, double share = largest_share) {
    return size.x() <= 0.96 * pen.area().width() && size.x() * size.y() <= share * pen.area().width() * pen.area().height();
}

// Nothing to take hold of lies under it and, in a chart, no curve: in a plane there is always something.
bool is_free(const Pen& pen, const Box& box) {
    const bool held = std::any_of(pen.grips.begin(), pen.grips.end(), [&](const Box& grip) { return overlap(grip, box); });
    return !held && (pen.plot.axes.frame != Frame::box || pen.crowd.in(box) < 1);
}

bool put_formulas(Pen& pen, const Formula& corner, const Formula& note) {
    if (corner.empty() && note.empty()) return false;
    // From the size it should have down to that of a label; below that it could not be read.
    for (const double share : {1.0, 0.85, 0.72, 0.6, 0.5}) {
        Chip chip{.lines = {}, .padding = Vec2(0.9, 0.7) * pen.text * share, .gap = 0.55 * pen.text * share};
        if (!corner.empty()) chip.lines.push_back(set_formula(corner, 1.6 * pen.text * share));
        if (!note.empty()) chip.lines.push_back(set_formula(note, 1.25 * pen.text * std::max(share, 0.7)));
        const std::string says = plain(corner) + (corner.empty() || note.empty() ? "" : "; ") + plain(note);
        const auto place = corner_place(pen, chip.size(), {0, 0});
        const bool free = share <= 0.6 || (place && is_free(pen, *place));
        if (!place || !free || !modest(pen, chip.size())) continue;
        put_at(pen, chip, *place, pen.color(Role::text), says);
        return true;
    }
    return false;
}

// Where there is no room for both, the live formula alone, or at least the other one.
void put_formulas(Pen& pen) {
    const Plot& plot = pen.plot;
    if (put_formulas(pen, plot.corner, plot.note) || plot.corner.empty() || plot.note.empty()) return;
    if (!put_formulas(pen, plot.corner, {})) put_formulas(pen, {}, plot.note);
}

Chip caption_chip(const Pen& pen, double size, double width) {
    Chip chip{.lines = set_balanced(pen.plot.caption, Face::text, size, width), .padding = Vec2(0.75, 0.5) * pen.text, .pitch = leading * size};
    for (Setting& line : chip.lines) line.ascent = 0.78 * size, line.descent = 0.2 * size;
    return chip;
}

void put_caption_below(Pen& pen, const std::vector<Setting>& lines) {
    const Box& outer = pen.frame.outer;
    const double size = 0.88 * pen.text, top = outer.hi.y() - caption_height(lines.size(), pen.look) + 0.3 * pen.text, left = outer.lo.x() + 0.6 * pen.text;
    Box box{{left, top}, {left, top + static_cast<double>(lines.size()) * leading * size}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        put(pen.sheet, lines[i], {left, top + (static_cast<double>(i) * leading + 1) * size}, pen.color(Role::text, 0.88), pen.look);
        box.hi.x() = std::max(box.hi.x(), left + lines[i].width);
    }
    pen.sheet.labels.push_back({pen.plot.caption, box});
}

bool room_beside_others(const Pen& pen, const Vec2& size) {
    double sum = size.x() * size.y();
    for (const Box& box : pen.taken) sum += box.width() * box.height();
    return sum <= largest_sum * pen.area().width() * pen.area().height();
}

void put_caption(Pen& pen) {
    if (pen.plot.caption.empty()) return;
    if (pen.plot.axes.frame == Frame::box && !pen.plot.in_space) {
        const auto lines = caption_below(pen.plot, pen.frame.outer, pen.look);
        if (!lines.empty() && pen.frame.outer.hi.y() - pen.area().hi.y() > caption_height(lines.size(), pen.look)) put_caption_below(pen, lines);
        return;
    }
    const Box& area = pen.area();
    if (area.width() < 16 * pen.text || area.height() < 10 * pen.text) return;
    // A long line is hard to read; a narrow plot has no width to give away.
    const double usual = std::min(0.7 * area.width(), 36 * pen.text), all = area.width() - 2 * inset_of(pen) - 1.5 * pen.text;
    for (const double share : {0.93, 0.8}) {
        for (const double width : {usual, std::min(all, 36 * pen.text)}) {
            const Chip chip = caption_chip(pen, share * pen.text, width);
            if (chip.lines.size() > 4 || !modest(pen, chip.size()) || !room_beside_others(pen, chip.size())) continue;
            for (const double corner : {0.0, 1.0})
                if (put_in_corner(pen, chip, {corner, 1}, pen.color(Role::text, 0.88), pen.plot.caption)) return;
        }
    }
}

Chip legend_chip(const Pen& pen, double em) {
    Chip chip{.lines = {}, .padding = Vec2(0.8, 0.55) * em, .pitch = 1.45 * em};
    for (const LegendEntry& entry : pen.plot.legend) chip.lines.push_back(legend_line(entry, em));
    return chip;
}

// Where a legend may stand: the corners, under or over what stands there already, and elsewhere along the edges and inside.
std::vector<Box> legend_places(const Pen& pen, const Vec2& size) {
    std::vector<Box> out;
    for (const Vec2& corner : {Vec2(1, 0), Vec2(1, 1), Vec2(0, 0), Vec2(0, 1)}) {
        if (const auto box = corner_place(pen, size, corner)) {
            out.push_back(*box);
            continue;
        }
        for (const Box& other : pen.taken) {
            const double gap = 0.4 * pen.text, y = corner.y() < 0.5 ? other.hi.y() + gap : other.lo.y() - gap - size.y();
            const double room = pen.area().height() - 2 * inset_of(pen) - size.y();
            const double share = room > 0 ? (y - pen.area().lo.y() - inset_of(pen)) / room : -1;
            if (!(share >= 0 && share <= 1)) continue;
            if (const auto box = corner_place(pen, size, {corner.x(), share})) out.push_back(*box);
        }
    }
    constexpr int steps = 8;
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j)
            if (const auto box = corner_place(pen, size, Vec2(i, j) / steps)) out.push_back(*box);
    return out;
}

// The one that hides least; the upper right corner when it makes little difference, so that the legend stays put. None where it
// would lie on what it names.
std::optional<Box> legend_place(const Pen& pen, const Vec2& size) {
    std::optional<Box> best;
    double least = 0, handicap = 0;
    for (const Box& box : legend_places(pen, size)) {
        const bool held = std::any_of(pen.grips.begin(), pen.grips.end(), [&](const Box& grip) { return overlap(grip, box); });
        if (held || pen.crowd.named_in(inflated(box, 6 * pen.unit)) > 0) continue;
        const double cost = pen.crowd.in(box) + handicap;
        if (!best || cost < least) best = box, least = cost;
        handicap = 8;
    }
    return best;
}

void put_legend(Pen& pen) {
    // Where axes lose their ticks there is none either.
    const double least = pen.plot.axes.frame == Frame::cross ? 12 : 10;
    if (pen.plot.legend.empty() || pen.area().width() < least * pen.text || pen.area().height() < 8 * pen.text) return;
    for (const double share : {0.86, 0.72}) {
        const double em = share * pen.text;
        const Chip chip = legend_chip(pen, em);
        const auto box = modest(pen, chip.size(), largest_sum) ? legend_place(pen, chip.size()) : std::nullopt;
        if (!box) continue;
        put_at(pen, chip, *box, pen.color(Role::text, 0.9), told(pen.plot.legend));
        Vec2 at = box->lo + chip.padding + Vec2(0, 0.42 * em);
        for (const LegendEntry& entry : pen.plot.legend) {
            draw_sample(pen, entry, at, em);
            at.y() += chip.pitch;
        }
        return;
    }
}

}

void draw_furniture(Pen& pen) {
    // Where there was no room over the chart, nothing of it goes in front of the data instead.
    if (const Strip strip = strip_over(pen.plot, pen.frame.outer, pen.look); strip.height > 0) {
        if (pen.area().lo.y() - pen.frame.outer.lo.y() >= strip.height) put_strip(pen, strip);
        return put_caption(pen);
    }
    // What goes first where there is little room comes last.
    put_formulas(pen);
    put_legend(pen);
    put_caption(pen);
}

}
