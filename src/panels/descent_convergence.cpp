#include "panels/descent_parts.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::descent {

using namespace formula;

namespace {

// Further up or down no run is worth following: a diverging one would flatten all the others.
constexpr double highest = 1e12, lowest = 1e-32;

double floor_of(const Knowledge& known) { return known.minimum ? gap_floor(*known.minimum) : lowest; }

/// The measure of each record; what is at round-off lies on the floor, and only here, where it is drawn.
std::vector<Vec2> curve_of(const Knowledge& known, const Run& run) {
    std::vector<Vec2> points;
    for (const Step& step : run.steps) {
        const double m = measure(known, step);
        if (std::isfinite(m)) points.emplace_back(step.k, std::max(m, floor_of(known)));
    }
    return points;
}

std::vector<Vec2> bound_curve(const Bound& bound, int last, double floor) {
    std::vector<Vec2> points;
    const int stride = std::max(1, last / 400);
    for (int k = 0; k <= last + stride - 1; k += stride) points.emplace_back(std::min(k, last), bound.at(std::min(k, last)));
    std::erase_if(points, [&](const Vec2& p) { return !(p.y() > 0.1 * floor) || !std::isfinite(p.y()); });
    return points;
}

Camera window_of_curves(const std::vector<std::vector<Vec2>>& curves, int last) {
    double low = highest, high = lowest;
    for (const auto& curve : curves) {
        for (const Vec2& p : curve) {
            low = std::min(low, std::max(p.y(), lowest));
            high = std::max(high, std::min(p.y(), highest));
        }
    }
    if (!(low <= high)) low = high = 1;
    // At least two decades, in whole ones.
    const double bottom = std::floor(std::log10(low) - 0.2), top = std::max(std::ceil(std::log10(high) + 0.1), bottom + 2);
    const double width = std::max(last, 1);
    return {.automatic = false, .center = Vec2(0.5 * width, 0.5 * (bottom + top)), .half = Vec2(0.53 * width, 0.5 * (top - bottom))};
}

void add_bounds(Plot& plot, const DescentPanel& panel, const DescentPanel::Model& model, int last) {
    for (std::size_t i = 0; i < panel.runs.size(); ++i) {
        const auto theorem = bound(panel.runs[i].optimizer, panel.objective, panel.start);
        if (!theorem || !theorem->proven()) continue;
        const Stroke stroke{Role::theory, 2, i == 0 ? Dash::dashed : Dash::dotted};
        plot.marks.emplace_back(Polyline{.points = bound_curve(*theorem, last, floor_of(model.known)), .stroke = stroke},
                                "bound" + std::to_string(i + 1), theorem->formula + " (" + theorem->theorem + ")");
        plot.legend.push_back({panel.runs.size() > 1 ? "bound: " + name_of(panel, i) : "proven bound", stroke, true});
    }
}

void add_run(Plot& plot, const DescentPanel& panel, const DescentPanel::Model& model, std::size_t i, const std::vector<Vec2>& points) {
    const Role role = role_of(panel, i);
    const std::string name = "run" + std::to_string(i + 1);
    plot.marks.emplace_back(Polyline{.points = points, .stroke = {role, 2.5, dash_of(i)}}, name);
    if (points.size() <= 120) {
        Points dots{.at = points, .role = role, .radius = 3.5, .marker = marker_of(i), .outline = 1};
        for (const Vec2& p : points)
            dots.hover.push_back(name_of(panel, i) + ", k = " + shortest(p.x()) + ": " + significant(p.y(), 5));
        plot.marks.emplace_back(std::move(dots), name);
    }
    plot.legend.push_back({name_of(panel, i), {role, 2.5, dash_of(i)}, true, marker_of(i)});
    const Step& now = shown_step(panel, model.runs[i]);
    const double m = std::max(measure(model.known, now), floor_of(model.known));
    if (!std::isfinite(m)) return;
    plot.marks.emplace_back(Points{.at = {Vec2(now.k, m)}, .role = role, .radius = 6, .marker = marker_of(i), .outline = 2}, "current");
}

}

Plot convergence(const DescentPanel& panel, const DescentPanel::Model& model) {
    const int last = std::max(longest(model), 1);
    std::vector<std::vector<Vec2>> curves;
    for (const Run& run : model.runs) curves.push_back(curve_of(model.known, run));
    Plot plot{.id = "convergence", .title = model.known.minimum ? "How fast f falls to f*" : "How fast the gradient vanishes"};
    plot.axes.x = {row({italic("k")}), Ticks::integer};
    plot.axes.y = {model.known.minimum ? row({italic("f"), op("−"), sup(italic("f"), roman("*"))}) : row({roman("|∇"), italic("f"), roman("|")}),
                   Ticks::logarithmic};
    plot.axes.frame = Frame::box;
    plot.camera = panel.convergence_camera.automatic ? window_of_curves(curves, last) : panel.convergence_camera;
    plot.camera.automatic = false;
    const double shown = std::min(panel.shown, last);
    plot.marks.emplace_back(Line{.through = Vec2(shown, 1), .direction = Vec2::UnitY(), .stroke = {Role::muted, 1.5, Dash::solid, 0.6}},
                            "current", "k = " + shortest(shown));
    if (model.known.minimum)
        plot.marks.emplace_back(Line{.through = Vec2(0, floor_of(model.known)), .direction = Vec2::UnitX(),
                                     .stroke = {Role::muted, 1.5, Dash::dotted}, .label = words("round-off")},
                                "", "Below this line, f − f* is the round-off of f: " + significant(floor_of(model.known)));
    add_bounds(plot, panel, model, last);
    for (std::size_t i = 0; i < curves.size(); ++i) add_run(plot, panel, model, i, curves[i]);
    return plot;
}

}
