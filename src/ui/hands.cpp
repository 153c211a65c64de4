#include "ui/hands.hpp"

#include "scene/ticks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope::ui {
namespace {

double distance(const ink::Sheet& sheet, const ink::HandleSpot& spot, Vec2 p) {
    const ink::Box& area = sheet.plots[spot.plot].area;
    switch (spot.handle.shape) {
    case Handle::Shape::disc: return (p - spot.at).norm();
    // A line that can be taken anywhere along its length.
    case Handle::Shape::vertical: return area.contains(p) ? std::abs(p.x() - spot.at.x()) : (p - spot.at).norm();
    case Handle::Shape::horizontal: return area.contains(p) ? std::abs(p.y() - spot.at.y()) : (p - spot.at).norm();
    }
    return std::numeric_limits<double>::infinity();
}

double tick_step(Ticks kind, double center, double half) {
    const auto marks = ticks(kind, center - half, center + half, 10);
    double last = std::numeric_limits<double>::quiet_NaN(), step = 0;
    for (const Tick& tick : marks) {
        if (!tick.major) continue;
        if (std::isfinite(last)) step = tick.at - last;
        last = tick.at;
    }
    return step > 0 ? step : 0.5;
}

double wrapped(double angle) { return std::remainder(angle, 2 * std::numbers::pi); }

}

const ink::HandleSpot* handle_at(const ink::Sheet& sheet, Vec2 p, double scale) {
    const ink::HandleSpot* best = nullptr;
    double nearest = reach * scale;
    for (const ink::HandleSpot& spot : sheet.handles) {
        // A disc is preferred to a line that runs through it.
        const double d = distance(sheet, spot, p) + (spot.handle.shape == Handle::Shape::disc ? 0 : 2 * scale);
        if (!(d <= nearest)) continue;
        nearest = d;
        best = &spot;
    }
    return best;
}

const ink::HandleSpot* find_handle(const ink::Sheet& sheet, HandleKey key) {
    for (const ink::HandleSpot& spot : sheet.handles)
        if (spot.plot == key.first && spot.handle.id == key.second) return &spot;
    return nullptr;
}

std::optional<HandleKey> next_handle(const ink::Sheet& sheet, std::optional<HandleKey> now, int direction) {
    const auto count = static_cast<std::ptrdiff_t>(sheet.handles.size());
    if (count == 0) return std::nullopt;
    std::ptrdiff_t at = direction > 0 ? -1 : count;
    for (std::ptrdiff_t i = 0; now && i < count; ++i) {
        const auto& spot = sheet.handles[static_cast<std::size_t>(i)];
        if (HandleKey{spot.plot, spot.handle.id} == *now) at = i;
    }
    const auto& spot = sheet.handles[static_cast<std::size_t>((at + direction + count) % count)];
    return HandleKey{spot.plot, spot.handle.id};
}

std::string term_at(const ink::Sheet& sheet, Vec2 p) {
    const ink::TermSpot* best = nullptr;
    for (const ink::TermSpot& spot : sheet.terms) {
        if (!spot.box.contains(p)) continue;
        const double area = spot.box.width() * spot.box.height();
        if (!best || area < best->box.width() * best->box.height()) best = &spot;
    }
    return best ? best->term : std::string();
}

const ink::HoverSpot* hover_at(const ink::Sheet& sheet, Vec2 p, double scale) {
    const ink::HoverSpot* best = nullptr;
    double nearest = hover_reach * scale;
    for (const ink::HoverSpot& spot : sheet.hovers) {
        const double d = (p - spot.at).norm();
        if (!(d <= nearest)) continue;
        nearest = d;
        best = &spot;
    }
    return best;
}

std::optional<std::size_t> plot_at(const ink::Sheet& sheet, Vec2 p) {
    for (std::size_t i = 0; i < sheet.plots.size(); ++i)
        if (sheet.plots[i].area.contains(p)) return i;
    return std::nullopt;
}

Vec2 held_to_axis(Vec2 from, Vec2 to) {
    const Vec2 way = to - from;
    Vec2 best = Vec2::UnitX();
    for (const Vec2& line : {Vec2(Vec2::UnitX()), Vec2(Vec2::UnitY()), Vec2(from)}) {
        const double length = line.norm();
        if (!(length > 1e-9)) continue;
        if (std::abs(way.dot(line)) / length > std::abs(way.dot(best))) best = line / length;
    }
    return from + way.dot(best) * best;
}

Vec2 snap_step(const ink::PlotFrame& frame) {
    const auto& window = frame.window;
    const auto step = [](Ticks kind, double center, double half) {
        const double of_ticks = tick_step(kind, center, half);
        return kind == Ticks::linear && of_ticks >= 0.5 ? 0.5 : of_ticks;
    };
    return {step(frame.x, window.center.x(), window.half.x()), step(frame.y, window.center.y(), window.half.y())};
}

Vec2 snapped(Vec2 p, Vec2 step) {
    // -0 + 0 is 0: a snapped coordinate never shows as "-0".
    return {std::round(p.x() / step.x()) * step.x() + 0.0, std::round(p.y() / step.y()) * step.y() + 0.0};
}

Camera zoomed(const Camera& window, Vec2 about, double factor) {
    // As far as the camera's own range allows, and the same on both axes, so that circles stay round.
    const double closest = window.half.minCoeff() / 1e-9, farthest = window.half.maxCoeff() / 1e9;
    const double by = 1 / std::clamp(factor, std::min(1.0, farthest), std::max(1.0, closest));
    return {.automatic = false, .center = about + (window.center - about) * by, .half = window.half * by};
}

Camera panned(const ink::PlotFrame& frame, const Camera& window, Vec2 pixels) {
    const Vec2 size(std::max(1.0, frame.area.width()), std::max(1.0, frame.area.height()));
    const Vec2 move(pixels.x() / size.x() * 2 * window.half.x(), -pixels.y() / size.y() * 2 * window.half.y());
    return {.automatic = false, .center = (window.center - move).cwiseMax(-1e12).cwiseMin(1e12), .half = window.half};
}

Camera3 turned(Camera3 view, Vec2 pixels) {
    const double per_pixel = std::numbers::pi / 360;
    view.azimuth = wrapped(view.azimuth - pixels.x() * per_pixel);
    view.elevation = std::clamp(view.elevation + pixels.y() * per_pixel, -1.5, 1.5);
    return view;
}

Camera3 nearer(Camera3 view, double factor) {
    view.zoom = std::clamp(view.zoom * factor, 0.2, 5.0);
    return view;
}

}
