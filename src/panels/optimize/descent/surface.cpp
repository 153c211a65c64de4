#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope::descent {

using namespace formula;

namespace {

constexpr int samples = 81;

/// Steep functions are drawn on the scale of their colours, all others as they are.
struct Height {
    bool logarithmic = false;
    Relief relief;
    double operator()(double f) const { return logarithmic ? relief.at(f) : f; }
};

/// "log(1 + (f − 2.56)/0.371)": what the height is.
Formula logarithmic_label(const Relief& relief) {
    const std::string base = prose(significant(std::abs(relief.base)));
    Formula above = italic("f");
    if (relief.base != 0) above = fence(row({above, op(relief.base > 0 ? "−" : "+"), roman(base)}));
    return row({roman("log"), fence(row({roman("1"), op("+"), std::move(above), roman("/" + prose(significant(relief.unit)))}))});
}

/// A path over the surface: each step is followed along the ground, so that the line lies on the surface and not in the air.
Polyline3 path_on(const DescentPanel& panel, const Run& run, int from, int to, const Height& height, Stroke stroke) {
    Polyline3 path{.points = {}, .stroke = stroke};
    const int pieces = std::clamp(2000 / std::max(1, to - from), 1, 12);
    const auto put = [&](const Vec2& x) { path.points.emplace_back(x.x(), x.y(), height(value(panel.objective, x))); };
    for (int k = from; k < to; ++k) {
        const Vec2 a = run.steps[static_cast<std::size_t>(k)].x, b = run.steps[static_cast<std::size_t>(k + 1)].x;
        for (int j = 0; j < pieces; ++j) put(a + (b - a) * j / pieces);
    }
    put(run.steps[static_cast<std::size_t>(to)].x);
    return path;
}

bool inside(const Plot& plot, const Vec3& p) {
    return p.x() >= plot.lo.x() && p.x() <= plot.hi.x() && p.y() >= plot.lo.y() && p.y() <= plot.hi.y() && p.z() <= plot.zhi;
}

/// The pieces of a path that lie over the floor of the plot.
std::vector<Polyline3> clipped(const Plot& plot, const Polyline3& path) {
    std::vector<Polyline3> pieces;
    bool open = false;
    for (const Vec3& p : path.points) {
        if (!inside(plot, p)) {
            open = false;
            continue;
        }
        if (!open) pieces.push_back({.points = {}, .stroke = path.stroke});
        open = true;
        pieces.back().points.push_back(p);
    }
    return pieces;
}

void add_run(Plot& plot, const DescentPanel& panel, const Run& run, std::size_t i, const Height& height) {
    const Role role = role_of(panel, i);
    const int shown = shown_step(panel, run).k;
    const std::string name = "run" + std::to_string(i + 1);
    for (auto& piece : clipped(plot, path_on(panel, run, shown, run.last(), height, {role, 1.5, Dash::solid, 0.35})))
        plot.marks.emplace_back(std::move(piece), name);
    for (auto& piece : clipped(plot, path_on(panel, run, 0, shown, height, {role, 2.5, dash_of(i)})))
        plot.marks.emplace_back(std::move(piece), name);
    Points3 dots{.at = {}, .role = role, .radius = 4}, now{.at = {}, .role = role, .radius = 6.5};
    for (int k = 0; k <= shown; ++k) {
        const Step& s = run.steps[static_cast<std::size_t>(k)];
        const Vec3 p(s.x.x(), s.x.y(), height(s.f));
        if (!inside(plot, p)) continue;
        const bool apart = dots.at.empty() || (dots.at.back() - p).head<2>().norm() > 0.02 * (plot.hi - plot.lo).minCoeff();
        if (apart) dots.at.push_back(p);
        if (k == shown) now.at.push_back(p);
    }
    plot.marks.emplace_back(std::move(dots), name);
    plot.marks.emplace_back(std::move(now), "current");
}

}

Plot surface(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Camera window = window_of(panel, model);
    const Relief relief = relief_in(panel, model, window);
    Plot plot{.id = "surface", .lo = window.center - window.half, .hi = window.center + window.half, .in_space = true,
              .camera3 = panel.camera3};
    // A hundredfold between the lowest tenth and the top is about what a linear scale can show.
    const Height height{.logarithmic = relief.top > 4.6, .relief = relief};
    Surface mark{.lo = plot.lo, .hi = plot.hi, .columns = samples, .rows = samples,
                 .heights = sample(panel.objective, plot.lo, plot.hi, samples, samples), .colormap = panel.colormap};
    // What is too large for a double is out of sight, as what lies outside the domain.
    for (double& h : mark.heights) h = std::isfinite(h) ? height(h) : std::numeric_limits<double>::quiet_NaN();
    plot.zlo = height(relief.base);
    plot.zhi = plot.zlo;
    for (const double h : mark.heights)
        if (std::isfinite(h)) plot.zhi = std::max(plot.zhi, h);
    if (!(plot.zhi > plot.zlo)) plot.zhi = plot.zlo + 1;
    // As on the landscape, the bottom is the bright end of the colours.
    mark.from = plot.zhi;
    mark.to = plot.zlo;
    plot.marks.emplace_back(std::move(mark), "f");
    add_chord(plot, model, height);
    for (std::size_t i = 0; i < model.runs.size(); ++i) add_run(plot, panel, model.runs[i], i, height);
    plot.axes.x.label = italic("x");
    plot.axes.y.label = italic("y");
    plot.axes.z.label = height.logarithmic ? logarithmic_label(relief) : italic("f");
    if (panel.view == DescentView::surface) {
        plot.corner = step_formula(panel, model);
        plot.caption = caption(panel, model);
    }
    return plot;
}

}
