#include "ink/marks.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

constexpr std::size_t many_points = 50'000;
constexpr std::uint8_t most_in_a_cell = 3;    // so that a dense cloud stays denser than a thin one

// In a cloud of very many points those that fall on the same half pixel again and again are left out.
std::vector<Vec2> thinned(std::vector<Vec2> points, const Box& area) {
    const std::size_t columns = static_cast<std::size_t>(2 * area.width()) + 2, rows = static_cast<std::size_t>(2 * area.height()) + 2;
    std::vector<std::uint8_t> count(columns * rows, 0);
    std::erase_if(points, [&](const Vec2& p) {
        const Vec2 cell = (2 * (p - area.lo)).cwiseMax(0);
        auto& n = count[std::min(static_cast<std::size_t>(cell.y()), rows - 1) * columns + std::min(static_cast<std::size_t>(cell.x()), columns - 1)];
        return n == most_in_a_cell || (++n, false);
    });
    return points;
}

}

void draw(Pen& pen, const eigenscope::Points& points, const Mark& mark) {
    const bool lit = is_lit(pen.look, mark.term);
    Rgba color = pen.color(points.role, std::clamp(points.opacity, 0.0, 1.0));
    if (lit) color = brighter(pen.look.theme, color);
    const double radius = std::min(points.radius, 200.0) * pen.unit * pen.emphasis * (lit ? 1.25 : 1), outline = std::clamp(points.outline, 0.0, 50.0) * pen.unit;
    const Box room = inflated(pen.area(), radius + outline + 1);
    Markers out{{}, points.marker, radius, color, outline, pen.color(Role::background)};
    if (const double edge = outline_for(pen, points.role); edge > 0 && outline == 0 && points.opacity > 0.5 && radius > 2 * pen.unit)
        out.outline = 0.6 * edge, out.outline_color = pen.color(Role::text);
    const float weight = points.at.size() < 200 ? 1 : 0.15f;
    for (std::size_t i = 0; i < points.at.size(); ++i) {
        const auto pixel = place(pen, points.at[i]);
        if (!pixel || !room.contains(*pixel)) continue;
        out.at.push_back(*pixel);
        pen.crowd.add(*pixel, weight);
        const bool own = i < points.hover.size() && !points.hover[i].empty();
        note_hover(pen, *pixel, own ? points.hover[i] : mark.hover);
    }
    if (out.at.size() > many_points) out.at = thinned(std::move(out.at), room);
    if (!out.at.empty() && radius > 0) pen.draw(std::move(out));
}

void draw(Pen& pen, const eigenscope::Label& label, const Mark& mark) {
    const auto at = place(pen, label.at);
    if (!at || label.text.empty() || !pen.area().contains(*at)) return;
    Chip chip = label_chip(pen, label.text, std::clamp(label.size, 0.4, 8.0), label.chip);
    if (label.slides) {
        const double aside = label.anchor == Anchor::left ? -1 : label.anchor == Anchor::right ? 1 : 0;
        const Vec2 center = *at + Vec2(aside * (chip.size().x() / 2 + 16 * pen.unit), 0);   // clear of a handle at that point
        pen.wishes.push_back({std::move(chip), {{center, 0}}, pen.color(label.role), plain(label.text), mark.term, true});
        note_hover(pen, *at, mark.hover);
        return;
    }
    auto candidates = candidates_around(*at, chip.size(), label.anchor == Anchor::center ? 6 * pen.unit : label_gap(pen, *at), label.anchor);
    pen.wishes.push_back({std::move(chip), std::move(candidates), pen.color(label.role), plain(label.text), mark.term});
    note_hover(pen, *at, mark.hover);
}

}
