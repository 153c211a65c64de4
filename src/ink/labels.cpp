#include "ink/pen.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace eigenscope::ink {

namespace {

Vec2 direction_of(Anchor anchor) {
    constexpr double s = std::numbers::sqrt2 / 2;
    switch (anchor) {
        case Anchor::center: return {0, 0};
        case Anchor::left: return {-1, 0};
        case Anchor::right: return {1, 0};
        case Anchor::above: return {0, -1};
        case Anchor::below: return {0, 1};
        case Anchor::above_left: return {-s, -s};
        case Anchor::above_right: return {s, -s};
        case Anchor::below_left: return {-s, s};
        case Anchor::below_right: return {s, s};
    }
    return {0, 0};
}

constexpr Anchor around_clock[] = {Anchor::above, Anchor::above_right, Anchor::right, Anchor::below_right,
                                   Anchor::below, Anchor::below_left, Anchor::left, Anchor::above_left};

// A label pulled into the plot, unless it is larger than that.
std::optional<Box> pulled_inside(Box box, const Box& room) {
    if (box.width() > room.width() || box.height() > room.height()) return {};
    const Vec2 by = (room.lo - box.lo).cwiseMax(0) + (room.hi - box.hi).cwiseMin(0);
    return moved(box, by);
}

// Bare type over lines and fields has an edge in the colour of the ground, or it could not be read.
void put_haloed(Pen& pen, const Chip& chip, const Vec2& corner, Rgba ink) {
    Sheet type;
    put_chip(type, chip, corner, ink, {}, pen.look);
    for (const auto& stroke : type.strokes) {
        const auto* text = std::get_if<Text>(&stroke);
        if (!text) continue;
        for (int i = 0; i < 8; ++i) {
            const double angle = i * std::numbers::pi / 4;
            Text copy{.glyphs = text->glyphs, .size = text->size, .color = pen.color(Role::background, 0.5)};
            for (Text::Placed& placed : copy.glyphs) placed.at += 1.3 * pen.unit * Vec2(std::cos(angle), std::sin(angle));
            pen.draw(std::move(copy));
        }
    }
    std::move(type.strokes.begin(), type.strokes.end(), std::back_inserter(pen.sheet.strokes));
    std::move(type.terms.begin(), type.terms.end(), std::back_inserter(pen.sheet.terms));
}

bool is_tall(const Formula& f) {
    using Kind = Formula::Kind;
    if (f.kind == Kind::fraction || f.kind == Kind::root || f.kind == Kind::matrix) return true;
    return std::any_of(f.children.begin(), f.children.end(), is_tall);
}

// Of "name = value" the name; of anything else, two such pairs included, all of it.
Formula name_in(const Formula& f) {
    const auto equals = std::find(f.children.begin(), f.children.end(), formula::op("="));
    if (f.kind != Formula::Kind::row || equals == f.children.begin() || equals == f.children.end()) return f;
    Formula name = f;
    name.children.resize(static_cast<std::size_t>(equals - f.children.begin()));
    return plain(name).find('=') == std::string::npos ? name : f;
}

struct Place {
    Box box;
    double cost = 0;
};

// Costs are in px of displacement that one would accept to avoid them.
std::optional<Place> judged(const Pen& pen, const Candidate& candidate, const Vec2& size) {
    const auto box = pulled_inside(around(candidate.center, size / 2), inflated(pen.area(), -3 * pen.unit));
    if (!box) return {};
    const Box guarded = inflated(*box, 2 * pen.unit);
    for (const Box& other : pen.taken)
        if (overlap(guarded, other)) return {};
    double cost = candidate.cost + 1.5 * (box->center() - candidate.center).norm() + 3 * pen.unit * pen.crowd.in(*box);
    for (const Box& grip : pen.grips)
        if (overlap(*box, grip)) cost += 120 * pen.unit;
    return Place{*box, cost};
}

std::optional<Box> best_place(const Pen& pen, const Wish& wish, const Vec2& size) {
    std::optional<Place> best;
    const auto consider = [&](const Candidate& candidate) {
        const auto place = judged(pen, candidate, size);
        if (place && (!best || place->cost < best->cost)) best = place;
    };
    for (const Candidate& candidate : wish.candidates) consider(candidate);
    if (best || wish.candidates.empty()) return best ? std::optional(best->box) : std::nullopt;
    // Nothing near: ever wider rings about the best place, and then the label is left out.
    for (int ring = 1; ring <= 4 && !best; ++ring)
        for (int i = 0; i < 12; ++i) {
            const double angle = i * std::numbers::pi / 6, radius = ring * 1.2 * size.y() + size.x() / 4;
            consider({wish.candidates.front().center + radius * Vec2(std::cos(angle), std::sin(angle)), radius});
        }
    return best ? std::optional(best->box) : std::nullopt;
}

// Beside its point, on the side that was asked for or nearly, with air to the others of its kind and at most a line or two under it; or not at all:
// farther away it would name another point.
std::optional<Box> clear_place(const Pen& pen, const Wish& wish, const Vec2& size, const std::vector<Box>& others) {
    constexpr double most_ink = 0.7;
    std::optional<Place> best;
    for (const Candidate& candidate : wish.candidates) {
        if (candidate.cost > size.y()) continue;
        const auto place = judged(pen, candidate, size);
        if (!place || (place->box.center() - candidate.center).norm() > 1 || (best && best->cost <= place->cost)) continue;
        const auto near = [&](const Box& other) { return (other.center() - place->box.center()).norm() < 1.8 * size.y(); };
        const auto held = [&](const Box& grip) { return overlap(grip, place->box); };
        if (pen.crowd.share_in(place->box) > most_ink || std::any_of(others.begin(), others.end(), near) || std::any_of(pen.grips.begin(), pen.grips.end(), held)) continue;
        best = place;
    }
    return best ? std::optional(best->box) : std::nullopt;
}

// To the nearest free place on either side of the first, at the same height.
std::optional<Box> slid(const Pen& pen, const Wish& wish, const Vec2& size) {
    const auto start = pulled_inside(around(wish.candidates.front().center, size / 2), inflated(pen.area(), -3 * pen.unit));
    std::optional<Box> best;
    for (const double way : {-1.0, 1.0}) {
        std::optional<Box> box = start;
        for (std::size_t i = 0; box && i <= pen.taken.size(); ++i) {
            const auto hit = std::find_if(pen.taken.begin(), pen.taken.end(), [&](const Box& other) { return overlap(inflated(*box, 2 * pen.unit), other); });
            if (hit == pen.taken.end()) break;
            const double x = way < 0 ? hit->lo.x() - box->hi.x() - 2.5 * pen.unit : hit->hi.x() - box->lo.x() + 2.5 * pen.unit;
            box = inside(moved(*box, {x, 0}), pen.area()) ? std::optional(moved(*box, {x, 0})) : std::nullopt;
        }
        if (box && (!best || std::abs(box->lo.x() - start->lo.x()) < std::abs(best->lo.x() - start->lo.x()))) best = box;
    }
    return best;
}

}

namespace {

/// So low that the names of single things would lie on the whole: where axes lose their ticks.
bool is_flat(const Pen& pen) { return pen.area().height() < 8 * pen.text; }

}

Vec2 beside(const Vec2& at, const Vec2& chip, double gap, const Vec2& toward) {
    // How far the center must go along `toward` until the chip's nearest point is `gap` away.
    const double x = std::abs(toward.x()), y = std::abs(toward.y());
    const double leave_x = x > 1e-9 ? (chip.x() / 2 + gap * x) / x : 1e300, leave_y = y > 1e-9 ? (chip.y() / 2 + gap * y) / y : 1e300;
    return at + toward * std::min(leave_x, leave_y);
}

std::vector<Candidate> candidates_around(const Vec2& at, const Vec2& chip, double gap, Anchor preferred) {
    std::vector<Candidate> out;
    const auto add = [&](Anchor anchor, double cost) {
        const Vec2 direction = direction_of(anchor);
        // Diagonal places touch with the chip's corner, so that all eight lie about equally near.
        const Vec2 half = chip / 2 + Vec2(gap, gap) * (std::abs(direction.x()) > 0 && std::abs(direction.y()) > 0 ? 0.7 : 1);
        out.push_back({at + Vec2(half.x() * (direction.x() > 0 ? 1 : direction.x() < 0 ? -1 : 0), half.y() * (direction.y() > 0 ? 1 : direction.y() < 0 ? -1 : 0)), cost});
    };
    add(preferred, 0);
    for (const Anchor anchor : around_clock)
        if (anchor != preferred) add(anchor, chip.y() * (preferred == Anchor::center ? 1.5 : 0.4 + 0.4 * (1 - direction_of(anchor).dot(direction_of(preferred)))));
    return out;
}

Chip label_chip(const Pen& pen, const Formula& text, double size, bool ground) {
    constexpr double widest = 0.3;            // share of the plot: wider ones hide what they are about
    const double em = 0.93 * pen.text * size;
    const auto set = [&](const Formula& f) { return is_tall(f) ? set_formula(f, 1.15 * em) : set_formula(f, em, Voice::label); };
    Setting line = set(text);
    if (line.width > widest * pen.area().width()) line = set(name_in(text));
    // All labels in one row look alike, whether or not they have letters that reach up and down.
    line.ascent = std::max(line.ascent, 0.74 * em);
    line.descent = std::max(line.descent, 0.2 * em);
    return {.lines = {std::move(line)}, .padding = ground ? Vec2(0.5 * em, 0.2 * em) : Vec2(0.15 * em, 0.05 * em), .ground = ground};
}

double label_gap(const Pen& pen, const Vec2& at) {
    const bool held = std::any_of(pen.grips.begin(), pen.grips.end(), [&](const Box& grip) { return grip.contains(at); });
    return (held ? 13 : 7) * pen.unit;
}

void place_labels(Pen& pen) {
    constexpr std::size_t most = 300;         // more could not be told apart
    constexpr double largest_share = 0.07;    // of a small plot a label would hide what it speaks of
    constexpr double tallest_share = 0.25;    // of a flat one, too
    std::stable_partition(pen.wishes.begin(), pen.wishes.end(), [](const Wish& wish) { return !wish.optional; });
    if (pen.wishes.size() > most) pen.wishes.resize(most);
    std::vector<Box> named;
    for (const Wish& wish : pen.wishes) {
        const Vec2 size = wish.chip.size();
        if (size.prod() > largest_share * pen.area().width() * pen.area().height()) continue;
        if (is_flat(pen) && (!wish.chip.ground || size.y() > tallest_share * pen.area().height())) continue;
        const auto box = wish.optional ? clear_place(pen, wish, size, named) : wish.slides ? slid(pen, wish, size) : best_place(pen, wish, size);
        if (!box) continue;
        if (wish.optional) named.push_back(*box);
        const bool lit = is_lit(pen.look, wish.term);
        const Rgba ink = lit ? brighter(pen.look.theme, wish.color) : wish.color;
        if (wish.chip.ground) put_chip(pen.sheet, wish.chip, box->lo, ink, with_opacity(ink, lit ? 1 : 0.65), pen.look);
        else put_haloed(pen, wish.chip, box->lo, ink);
        if (!wish.term.empty()) pen.sheet.terms.push_back({wish.term, *box});
        pen.sheet.labels.push_back({wish.text, *box});
        pen.taken.push_back(*box);
    }
}

}
