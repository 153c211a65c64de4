#include "ink/marks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

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

// Places that are taken, in cells as wide as what is asked of two of them.
class Spread {
public:
    Spread(const Box& room, double gap) : room_(room), gap_(gap), cell_(std::max(gap, std::max(room.width(), room.height()) / 512)),
                                          columns_(count(room.width())), rows_(count(room.height())), taken_(columns_ * rows_) {}

    // Takes the place, unless one that is taken lies within the gap.
    bool take(const Vec2& p) {
        const std::size_t x = cell(p.x() - room_.lo.x(), columns_), y = cell(p.y() - room_.lo.y(), rows_);
        for (std::size_t j = y > 0 ? y - 1 : 0; j <= std::min(y + 1, rows_ - 1); ++j)
            for (std::size_t i = x > 0 ? x - 1 : 0; i <= std::min(x + 1, columns_ - 1); ++i)
                for (const Vec2& other : taken_[j * columns_ + i])
                    if ((other - p).squaredNorm() < gap_ * gap_) return false;
        taken_[y * columns_ + x].push_back(p);
        return true;
    }

private:
    std::size_t count(double length) const { return static_cast<std::size_t>(std::max(length, 0.0) / cell_) + 1; }
    std::size_t cell(double at, std::size_t cells) const { return std::min(static_cast<std::size_t>(std::max(at, 0.0) / cell_), cells - 1); }

    Box room_;
    double gap_, cell_;
    std::size_t columns_, rows_;
    std::vector<std::vector<Vec2>> taken_;
};

// Which markers are drawn where one can be told from another when they are `gap` apart. A step as short as that belongs to a
// crowded stretch: a path has no markers there, a curve, which shows its own line before it becomes a string of beads, one in a while.
std::vector<bool> told_apart(const std::vector<Vec2>& pixels, Thinning thinning, const Box& room, double gap) {
    constexpr double one_in = 5;              // gaps
    const double close = thinning == Thinning::curve ? 1.8 * gap : gap;
    std::vector<bool> shown(pixels.size(), true);
    if (thinning == Thinning::none) return shown;
    const auto near = [&](std::size_t i, std::size_t j) {
        const double d = (pixels[i] - pixels[j]).norm();
        return d > 0 && d < close;            // a path that rests where it is does not crowd it
    };
    Spread spread(room, gap);
    double since = one_in * gap;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const bool crowded = (i > 0 && near(i - 1, i)) || (i + 1 < pixels.size() && near(i, i + 1));
        if (i > 0) since += (pixels[i] - pixels[i - 1]).norm();
        const bool wanted = !crowded || (thinning == Thinning::curve && since >= one_in * gap);
        shown[i] = wanted && room.contains(pixels[i]) && spread.take(pixels[i]);
        if (shown[i]) since = 0;
    }
    return shown;
}

// The side of a bend on which no stroke lies: away from where the path comes from and where it goes. Pixels.
Anchor outside(const Vec2& before, const Vec2& p, const Vec2& after) {
    static constexpr std::array sides = {Anchor::right, Anchor::below_right, Anchor::below, Anchor::below_left,
                                         Anchor::left,  Anchor::above_left,  Anchor::above, Anchor::above_right};
    const auto unit = [](const Vec2& v) { return v.norm() > 0 ? Vec2(v.normalized()) : Vec2(0, 0); };
    const Vec2 in = unit(p - before), out = unit(p - after), along = in + out;
    // A path that goes straight on is passed on its left.
    const Vec2 away = along.norm() > 0.2 ? along : Vec2(in.y(), -in.x());
    const int eighth = static_cast<int>(std::lround(std::atan2(away.y(), away.x()) / (std::numbers::pi / 4)));
    return sides[static_cast<std::size_t>((eighth + 8) % 8)];
}

void wish_name(Pen& pen, const eigenscope::Points& points, const std::vector<Vec2>& pixels, std::size_t i, const std::string& name, const Mark& mark) {
    Chip chip = label_chip(pen, formula::roman(name), 0.9, false);
    const Anchor anchor = outside(pixels[i > 0 ? i - 1 : 0], pixels[i], pixels[std::min(i + 1, pixels.size() - 1)]);
    auto candidates = candidates_around(pixels[i], chip.size(), label_gap(pen, pixels[i]), anchor);
    pen.wishes.push_back({.chip = std::move(chip), .candidates = std::move(candidates), .color = pen.type_color(points.role), .text = name,
                          .term = mark.term, .optional = true});
}

// The markers' look, still without places.
Markers style_of(const Pen& pen, const eigenscope::Points& points, bool lit) {
    Rgba color = pen.color(points.role, std::clamp(points.opacity, 0.0, 1.0));
    if (lit) color = brighter(pen.look.theme, color);
    const double radius = std::min(points.radius, 200.0) * pen.unit * pen.emphasis * (lit ? 1.25 : 1);
    Markers out{{}, points.marker, radius, color, std::clamp(points.outline, 0.0, 50.0) * pen.unit, pen.color(Role::background)};
    if (const double edge = outline_for(pen, points.role); edge > 0 && out.outline == 0 && points.opacity > 0.5 && radius > 2 * pen.unit)
        out.outline = 0.6 * edge, out.outline_color = pen.color(Role::text);
    return out;
}

// The text of a point where it has one of its own.
const std::string& text_of(const std::vector<std::string>& texts, std::size_t i, const std::string& otherwise) {
    return i < texts.size() && !texts[i].empty() ? texts[i] : otherwise;
}

}

void draw(Pen& pen, const eigenscope::Points& points, const Mark& mark) {
    Markers out = style_of(pen, points, is_lit(pen.look, mark.term));
    const Box room = inflated(pen.area(), out.radius + out.outline + 1);
    std::vector<Vec2> pixels;
    std::vector<std::size_t> of;              // the point that a pixel belongs to
    for (std::size_t i = 0; i < points.at.size(); ++i)
        if (const auto pixel = place(pen, points.at[i])) pixels.push_back(*pixel), of.push_back(i);
    // The light that makes markers grow leaves them as many.
    const Markers calm = style_of(pen, points, false);
    const auto shown = told_apart(pixels, points.thinning, room, std::max(2.2 * (calm.radius + calm.outline), 1.0));
    const float weight = points.at.size() < 200 ? 1 : 0.15f;
    for (std::size_t k = 0; k < pixels.size(); ++k) {
        if (!room.contains(pixels[k])) continue;
        note_hover(pen, pixels[k], text_of(points.hover, of[k], mark.hover));
        if (!shown[k]) continue;
        out.at.push_back(pixels[k]);
        if (points.thinning == Thinning::none) pen.crowd.add(pixels[k], weight);
        else pen.crowd.add(around(pixels[k], Vec2::Constant(out.radius + out.outline)), 1);
        if (of[k] < points.names.size() && !points.names[of[k]].empty()) wish_name(pen, points, pixels, k, points.names[of[k]], mark);
    }
    if (out.at.size() > many_points) out.at = thinned(std::move(out.at), room);
    if (!out.at.empty() && out.radius > 0) pen.draw(std::move(out));
}

void draw(Pen& pen, const eigenscope::Label& label, const Mark& mark) {
    const auto at = place(pen, label.at);
    if (!at || label.text.empty() || !pen.area().contains(*at)) return;
    Chip chip = label_chip(pen, label.text, std::clamp(label.size, 0.4, 8.0), label.chip);
    if (label.slides) {
        const double aside = label.anchor == Anchor::left ? -1 : label.anchor == Anchor::right ? 1 : 0;
        const Vec2 center = *at + Vec2(aside * (chip.size().x() / 2 + 16 * pen.unit), 0);   // clear of a handle at that point
        pen.wishes.push_back({std::move(chip), {{center, 0}}, pen.type_color(label.role), plain(label.text), mark.term, true});
        note_hover(pen, *at, mark.hover);
        return;
    }
    auto candidates = candidates_around(*at, chip.size(), label.anchor == Anchor::center ? 6 * pen.unit : label_gap(pen, *at), label.anchor);
    pen.wishes.push_back({std::move(chip), std::move(candidates), pen.type_color(label.role), plain(label.text), mark.term});
    note_hover(pen, *at, mark.hover);
}

}
