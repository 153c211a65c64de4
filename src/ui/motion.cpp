#include "ui/motion.hpp"

#include "base/easing.hpp"
#include "document/walk.hpp"

#include <algorithm>

namespace eigenscope::ui {
namespace {

/// Whether going from a to b is a passage worth seeing: the same kind of panel, and more than a camera or a moment changed.
bool worth_seeing(const Panel& a, const Panel& b) { return &a.type() == &b.type() && !same_but_view(a, b); }

/// The part `t` of the way. Choices, switches and lists are the target's from the start.
Panel between_panels(const Passage& passage, double t) {
    if (t >= 1) return passage.to;
    if (t <= 0) t = 1e-6;
    Panel panel = passage.to;
    panel.edit([&](ValueRef value) { blend(value, passage.from.value(), 1 - t); });
    return panel;
}

/// Sizes change by factors, so their logarithms move evenly.
Camera between_windows(const Camera& a, const Camera& b, double t) {
    Camera now = b;
    now.center = a.center + (b.center - a.center) * t;
    now.half = (a.half.array().log() + (b.half.array().log() - a.half.array().log()) * t).exp().matrix();
    return now;
}

EasedWindow* find(TileView& view, std::string_view plot) {
    const auto found = std::find_if(view.windows.begin(), view.windows.end(), [&](const EasedWindow& w) { return w.plot == plot; });
    return found == view.windows.end() ? nullptr : &*found;
}

bool sane(const Camera& camera) { return camera.center.allFinite() && camera.half.allFinite() && camera.half.minCoeff() > 0; }

}

Panel passing(TileView& view, const Panel& target, double dt, bool at_once) {
    Passage& passage = view.passage;
    if (at_once || !view.target) {
        passage.progress = 1;
    } else if (!(*view.target == target)) {
        const Panel now = passage.progress < 1 ? between_panels(passage, ease_in_out(passage.progress)) : *view.target;
        passage = worth_seeing(now, target) ? Passage{now, target, 0} : Passage{target, target, 1};
    }
    view.target = target;
    if (passage.progress >= 1) return target;
    passage.progress = std::min(1.0, passage.progress + dt / passage_seconds);
    return between_panels(passage, ease_in_out(passage.progress));
}

void ease_windows(TileView& view, Picture& picture, double dt, bool at_once) {
    const auto eased = [](const Plot& plot) { return !plot.in_space && sane(plot.camera); };
    std::erase_if(view.windows, [&](const EasedWindow& window) {
        return std::none_of(picture.begin(), picture.end(), [&](const Plot& plot) { return plot.id == window.plot && eased(plot); });
    });
    for (Plot& plot : picture) {
        if (!eased(plot)) continue;
        EasedWindow* window = find(view, plot.id);
        if (!window || at_once) {
            if (!window) window = &view.windows.emplace_back();
            *window = {plot.id, plot.camera, plot.camera, plot.camera, 1};
            continue;
        }
        if (!(window->to == plot.camera)) *window = {plot.id, window->now, plot.camera, window->now, 0};
        window->progress = std::min(1.0, window->progress + dt / window_seconds);
        window->now = window->progress >= 1 ? window->to : between_windows(window->from, window->to, ease_in_out(window->progress));
        plot.camera = window->now;
    }
}

bool moving(const TileView& view) {
    return view.passage.progress < 1 || std::any_of(view.windows.begin(), view.windows.end(), [](const EasedWindow& w) { return w.progress < 1; });
}

}
