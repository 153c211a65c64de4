#include "ui/gestures.hpp"

#include "base/number.hpp"
#include "document/axes.hpp"
#include "ui/facts_card.hpp"

#include <cmath>

namespace eigenscope::ui {
namespace {

constexpr double meant = 2;                   // px at scale 1 before a press counts as a pull
constexpr double zoom_per_notch = 1.2;

Panel& panel_of(const Stage& stage, std::size_t i) { return stage.next.tiles[i].panel; }

void set_camera(const Stage& stage, std::size_t i, std::string_view plot, const Camera& camera) {
    panel_of(stage, i) = look_at(panel_of(stage, i), plot, camera);
    stage.session.view(i).windows.clear();    // the hand moved it: nothing to ease
}

std::string said_of(const ink::HandleSpot& spot) {
    const Vec2 at = spot.handle.at;
    std::string text = spot.handle.name.empty() ? "" : spot.handle.name + "  ";
    switch (spot.handle.shape) {
    case Handle::Shape::disc: return text + "(" + fixed(at.x()) + ", " + fixed(at.y()) + ")";
    case Handle::Shape::vertical: return text + significant(at.x(), 4);
    case Handle::Shape::horizontal: return text + significant(at.y(), 4);
    }
    return text;
}

/// The numbers that the handle stands for, with all digits, as they can be typed.
std::string place_in_full(const Handle& handle) {
    switch (handle.shape) {
    case Handle::Shape::disc: return shortest(handle.at.x()) + ", " + shortest(handle.at.y());
    case Handle::Shape::vertical: return shortest(handle.at.x());
    case Handle::Shape::horizontal: return shortest(handle.at.y());
    }
    return {};
}

void forget_pointer(TileView& view) {
    view.hot.reset();
    view.lit.clear();
    view.hover.clear();
    view.pointed = false;
}

/// The fact that a term of the picture is about: of the same name, or the real part of such a number.
const Fact* fact_of(const TileView& view, const std::string& term) {
    if (term.empty()) return nullptr;
    for (const Fact& fact : view.facts)
        if (fact.term == term || fact.name == term || fact.name == term + "_re") return &fact;
    return nullptr;
}

void point(const Stage& stage, TileView& view, Vec2 at) {
    forget_pointer(view);
    view.pointed = true;
    std::string full;                         // what is said, with all digits
    if (const auto* spot = handle_at(view.sheet, at, stage.skin.scale)) {
        view.hot = HandleKey{spot->plot, spot->handle.id};
        view.hover = said_of(*spot);
        full = place_in_full(spot->handle);
    } else {
        view.lit = term_at(view.sheet, at);
        const auto* hover = hover_at(view.sheet, at, stage.skin.scale);
        const Fact* fact = hover ? nullptr : fact_of(view, view.lit);
        if (hover) view.hover = full = hover->text;
        if (fact) view.hover = hover_text(*fact), full = clipboard_text(*fact);
    }
    if (!full.empty() && stage.session.entry.take_copy()) copy_text(stage.session, full);
}

void take_handle(const Stage& stage, std::size_t i, const ink::HandleSpot& spot, Vec2 at) {
    TileView& view = stage.session.view(i);
    const ink::PlotFrame& frame = view.sheet.plots[spot.plot];
    stage.session.pull = {.kind = Pull::Kind::handle, .tile = i, .plot = spot.plot, .plot_id = frame.id, .handle = spot.handle.id, .frame = frame,
                          .grip = spot.at - at, .from = spot.handle.at, .pressed = at};
    view.focused = HandleKey{spot.plot, spot.handle.id};
    hold_windows(stage.session);
}

void take_plot(const Stage& stage, std::size_t i, std::size_t plot, Vec2 at) {
    TileView& view = stage.session.view(i);
    const ink::PlotFrame& frame = view.sheet.plots[plot];
    Pull pull{.kind = frame.in_space ? Pull::Kind::turn : Pull::Kind::pan, .tile = i, .plot = plot, .plot_id = frame.id, .frame = frame, .pressed = at};
    if (plot < view.cameras.size()) pull.view = view.cameras[plot];
    stage.session.pull = std::move(pull);
}

/// The pen goes down on empty ground of a plot that has one.
void take_pen(const Stage& stage, std::size_t i, std::size_t plot, Vec2 at) {
    TileView& view = stage.session.view(i);
    const ink::PlotFrame& frame = view.sheet.plots[plot];
    stage.session.pull = {.kind = Pull::Kind::pen, .tile = i, .plot = plot, .plot_id = frame.id, .handle = frame.pen->on, .frame = frame, .pressed = at};
    hold_windows(stage.session);
    panel_of(stage, i) = stage.session.desk.drag(i, panel_of(stage, i), frame.id, frame.pen->down, frame.to_math(at));
}

void open_point_entry(const Stage& stage, std::size_t i, const ink::HandleSpot& spot) {
    stage.session.point = {.open = true, .fresh = true, .tile = i, .handle = {spot.plot, spot.handle.id}, .at = spot.at, .text = place_in_full(spot.handle)};
}

void fit_plot(const Stage& stage, std::size_t i, std::size_t plot) {
    const ink::PlotFrame& frame = stage.session.view(i).sheet.plots[plot];
    if (stage.next.tiles[i].shares_axes && !frame.in_space) return fit_axes(stage.next, i);
    if (frame.in_space) panel_of(stage, i) = look_at(panel_of(stage, i), frame.id, Camera3{});
    else panel_of(stage, i) = look_at(panel_of(stage, i), frame.id, Camera{});
}

void press(const Stage& stage, std::size_t i, const Pointer& pointer) {
    TileView& view = stage.session.view(i);
    stage.next.focus = static_cast<int>(i);
    stage.session.zone = Zone::pictures;
    const ink::HandleSpot* spot = pointer.left_pressed ? handle_at(view.sheet, pointer.at, stage.skin.scale) : nullptr;
    const auto plot = plot_at(view.sheet, pointer.at);
    if (pointer.double_clicked && spot) return open_point_entry(stage, i, *spot);
    if (pointer.double_clicked && plot) return fit_plot(stage, i, *plot);
    if (spot) return take_handle(stage, i, *spot, pointer.at);
    if (pointer.left_pressed) view.focused.reset();
    if (plot && pointer.left_pressed && view.sheet.plots[*plot].pen) return take_pen(stage, i, *plot, pointer.at);
    if (plot) take_plot(stage, i, *plot, pointer.at);
}

void zoom(const Stage& stage, std::size_t i, const Pointer& pointer) {
    TileView& view = stage.session.view(i);
    const auto plot = plot_at(view.sheet, pointer.at);
    if (!plot) return;
    const ink::PlotFrame& frame = view.sheet.plots[*plot];
    const double factor = std::pow(zoom_per_notch, std::clamp(pointer.wheel, -10.0, 10.0));
    if (frame.in_space) {
        if (*plot < view.cameras.size()) panel_of(stage, i) = look_at(panel_of(stage, i), frame.id, nearer(view.cameras[*plot], factor));
        return;
    }
    // In the coordinates of the axes, which a logarithmic axis does not share with to_math().
    const Vec2 share((pointer.at.x() - frame.area.lo.x()) / std::max(1.0, frame.area.width()),
                     (frame.area.hi.y() - pointer.at.y()) / std::max(1.0, frame.area.height()));
    const Vec2 about = frame.window.center + (2 * share - Vec2::Ones()).cwiseProduct(frame.window.half);
    set_camera(stage, i, frame.id, zoomed(frame.window, about, factor));
}

void pull_on(const Stage& stage, std::size_t i, const Pointer& pointer) {
    Pull& pull = stage.session.pull;
    if (!pull.moved && (pointer.at - pull.pressed).norm() < meant * stage.skin.scale) return;
    pull.moved = true;
    switch (pull.kind) {
    case Pull::Kind::none: break;
    case Pull::Kind::handle: {
        Vec2 to = pull.frame.to_math(pointer.at + pull.grip);
        if (pointer.shift) to = held_to_axis(pull.from, to);
        if (pointer.ctrl) to = snapped(to, snap_step(pull.frame));
        if (to.allFinite()) panel_of(stage, i) = stage.session.desk.drag(i, panel_of(stage, i), pull.plot_id, pull.handle, to);
        break;
    }
    case Pull::Kind::pen:
        if ((pointer.at - pull.pressed).norm() < meant * stage.skin.scale) break;          // points that cannot be told apart
        pull.pressed = pointer.at;
        panel_of(stage, i) = stage.session.desk.drag(i, panel_of(stage, i), pull.plot_id, pull.handle, pull.frame.to_math(pointer.at));
        break;
    case Pull::Kind::pan: set_camera(stage, i, pull.plot_id, panned(pull.frame, pull.frame.window, pointer.at - pull.pressed)); break;
    case Pull::Kind::turn: panel_of(stage, i) = look_at(panel_of(stage, i), pull.plot_id, turned(pull.view, pointer.at - pull.pressed)); break;
    }
}

std::vector<std::string_view> split_at_comma(std::string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(' || text[i] == '[') ++depth;
        if (text[i] == ')' || text[i] == ']') --depth;
        if (depth == 0 && (text[i] == ',' || text[i] == ';')) return {text.substr(0, i), text.substr(i + 1)};
    }
    return {text};
}

/// "(1, 2)" and "1, 2" are the same point.
std::string_view without_fences(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    if (first == std::string_view::npos) return {};
    text = text.substr(first, last - first + 1);
    if (text.size() < 2 || text.front() != '(' || text.back() != ')') return text;
    int depth = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (depth == 0) return text;          // "(1)+(2)": the fences are not a pair
    }
    return text.substr(1, text.size() - 2);
}

}

void hold_windows(Session& session) {
    for (TileView& view : session.views) {
        view.held.clear();
        // As the panel has them: what is proven in a window may not change because a button is down. Where a tile is wider than the
        // window, more is seen of the plane, the same before and after.
        for (const EasedWindow& window : view.windows) view.held.emplace_back(window.plot, window.now);
    }
}

void let_go(Session& session) {
    for (TileView& view : session.views) view.held.clear();
    session.pull = {};
}

void steer(const Stage& stage, std::size_t i, const Pointer& pointer) {
    Session& session = stage.session;
    TileView& view = session.view(i);
    if (session.pull.kind != Pull::Kind::none) {
        if (session.pull.tile != i) return forget_pointer(view);
        return pull_on(stage, i, pointer);
    }
    if (!pointer.over) return forget_pointer(view);
    point(stage, view, pointer.at);
    if (pointer.wheel != 0) zoom(stage, i, pointer);
    if (pointer.left_pressed || pointer.other_pressed) press(stage, i, pointer);
}

void place_handle(const Stage& stage, std::size_t i, HandleKey key, Vec2 to) {
    const TileView& view = stage.session.view(i);
    if (key.first >= view.sheet.plots.size() || i >= stage.next.tiles.size() || !to.allFinite()) return;
    panel_of(stage, i) = stage.session.desk.drag(i, panel_of(stage, i), view.sheet.plots[key.first].id, key.second, to);
}

bool nudge(const Stage& stage, Vec2 direction, bool fine) {
    const std::size_t i = stage.focus();
    TileView& view = stage.session.view(i);
    const ink::HandleSpot* spot = view.focused ? find_handle(view.sheet, *view.focused) : nullptr;
    if (!spot) return false;
    const double usual = spot->handle.step > 0 ? spot->handle.step : 0.1, step = fine ? usual / 10 : usual;
    // So that repeated nudges stay round, however small the step.
    const double grain = std::max(1e6, 1e5 / step);
    const auto moved = [&](double x, double way) { return way == 0 ? x : std::round((x + way * step) * grain) / grain; };
    place_handle(stage, i, *view.focused, {moved(spot->handle.at.x(), direction.x()), moved(spot->handle.at.y(), direction.y())});
    return true;
}

bool cycle_handles(const Stage& stage, int direction) {
    TileView& view = stage.session.view(stage.focus());
    const auto next = next_handle(view.sheet, view.focused, direction);
    if (next) view.focused = next;
    return next.has_value();
}

void fit_view(const Stage& stage, std::size_t i) {
    if (stage.next.tiles[i].shares_axes) return fit_axes(stage.next, i);
    for (std::size_t plot = 0; plot < stage.session.view(i).sheet.plots.size(); ++plot) fit_plot(stage, i, plot);
}

Result<Vec2> parse_point(std::string_view text, const Handle& handle) {
    const auto parts = split_at_comma(without_fences(text));
    const bool disc = handle.shape == Handle::Shape::disc;
    if (disc && parts.size() != 2) return Error{"Two numbers are wanted, as in 1.5, 2"};
    if (!disc && parts.size() != 1) return Error{"One number is wanted"};
    Vec2 point = handle.at;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const auto value = evaluate_entry(parts[k]);
        if (!value) return Error{value.error()};
        point[disc ? static_cast<Eigen::Index>(k) : handle.shape == Handle::Shape::vertical ? 0 : 1] = *value;
    }
    return point;
}

}
