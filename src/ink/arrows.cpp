#include "ink/dash.hpp"
#include "ink/marks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope::ink {

namespace {

constexpr double shortest = 4;                // px at scale 1: a shorter arrow is a dot
constexpr double largest_head = 0.4;          // of the arrow

std::vector<Vec2> head_at(const Vec2& tip, const Vec2& direction, double length, double half_width) {
    const Vec2 normal(-direction.y(), direction.x()), base = tip - direction * length;
    return {tip, base + normal * half_width, base - normal * half_width};
}

// Places for the label of an arrow: ahead of the tip and to both sides of it, never back along the shaft.
std::vector<Candidate> near_tip(const Vec2& tip, const Vec2& direction, const Vec2& chip, double gap) {
    std::vector<Candidate> out;
    for (const double degrees : {60.0, -60.0, 30.0, -30.0, 90.0, -90.0, 0.0, 120.0, -120.0}) {
        const double a = degrees * std::numbers::pi / 180;
        const Vec2 toward(direction.x() * std::cos(a) - direction.y() * std::sin(a), direction.x() * std::sin(a) + direction.y() * std::cos(a));
        // Above is read first; a label under the hand would be covered by it.
        out.push_back({beside(tip, chip, gap, toward), 3 * static_cast<double>(out.size()) + (toward.y() > 0.2 ? 4 : 0)});
    }
    return out;
}

void wish(Pen& pen, const eigenscope::Arrow& arrow, const Mark& mark, Chip chip, std::vector<Candidate> candidates) {
    pen.wishes.push_back({std::move(chip), std::move(candidates), pen.type_color(arrow.stroke.role), plain(arrow.label), mark.term});
}

// The tip is out of sight: a marker at the edge points to it and carries the label.
void draw_edge_marker(Pen& pen, const Vec2& tail, const Vec2& tip, const eigenscope::Arrow& arrow, const Mark& mark, const Ink& ink) {
    const double size = 11 * pen.unit * pen.emphasis;
    const Box room = inflated(pen.area(), -0.75 * size);
    if (!(room.width() > 0) || !(room.height() > 0)) return;
    const auto seen = clip_segment(tail, tip, room);
    const Vec2 at = seen ? seen->second : clamped(tip, room);
    Vec2 direction = (seen ? tip - tail : tip - at).normalized();
    if (!direction.allFinite()) return;
    const auto triangle = head_at(at + direction * 0.6 * size, direction, size, 0.5 * size);
    pen.draw(Area{triangle, ink.color});
    pen.crowd.add(around(at, Vec2(size, size) * 0.6), 3);
    if (arrow.label.empty()) return;
    Chip chip = label_chip(pen, arrow.label, 1, true);
    auto candidates = candidates_around(at, chip.size(), 0.9 * size, Anchor::left);
    for (Candidate& c : candidates) c.cost = 0.2 * (c.center - pen.area().center()).norm();     // inwards is better
    wish(pen, arrow, mark, std::move(chip), std::move(candidates));
}

}

void draw(Pen& pen, const eigenscope::Arrow& arrow, const Mark& mark) {
    const auto tail = place(pen, arrow.tail), tip = tail ? place(pen, arrow.tip) : std::nullopt;
    if (!tail || !tip) return;
    Ink ink = ink_of(pen, arrow.stroke, mark.term);
    if (!pen.on_field) ink.outline = 0;       // the head has none either
    const double length = (*tip - *tail).norm();
    const bool in_sight = pen.area().contains(*tip);
    if (length < shortest * pen.unit) {
        if (in_sight) pen.draw(Markers{{*tip}, Marker::disc, std::max(0.8 * ink.width, 2 * pen.unit), ink.color});
    } else {
        // Short arrows are thinner too, or the shaft would swallow the head.
        ink.width = std::min(ink.width, 0.16 * length);
        const double head = std::min(2.4 * ink.width + 6 * pen.unit, largest_head * length), half = std::max(0.42 * head, 1.2 * ink.width);
        const Vec2 direction = (*tip - *tail) / length;
        draw_polyline(pen, {*tail, *tip - direction * (0.75 * head)}, false, ink);
        const auto triangle = head_at(*tip, direction, head, half);
        if (overlap(around(*tip, Vec2(head, head)), pen.area())) {
            if (ink.outline > 0) pen.draw(Line{triangle, 2 * ink.outline, ink.outline_color, true, true});
            pen.draw(Area{triangle, ink.color});
        }
    }
    note_hover(pen, *tip, mark.hover);
    note_term(pen, {*tail, *tip}, mark.term);
    if (!in_sight) return draw_edge_marker(pen, *tail, *tip, arrow, mark, ink);
    if (arrow.label.empty()) return;
    const Vec2 direction = length > 0 ? Vec2((*tip - *tail) / length) : Vec2(0, -1);
    Chip chip = label_chip(pen, arrow.label, 1, true);
    auto candidates = near_tip(*tip, direction, chip.size(), label_gap(pen, *tip));
    wish(pen, arrow, mark, std::move(chip), std::move(candidates));
}

}
