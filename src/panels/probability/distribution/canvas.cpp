#include "panels/probability/distribution/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

constexpr double log10_floor = -400;          // how deep the tail plot looks by itself

Camera around(Interval x, Interval y) {
    return {.automatic = false, .center = Vec2(x.lo / 2 + x.hi / 2, y.lo / 2 + y.hi / 2), .half = Vec2(x.length() / 2, y.length() / 2)};
}

}

std::vector<double> whole_numbers(Interval interval, double most) {
    std::vector<double> numbers;
    const double step = std::max(1.0, std::floor(interval.length() / most));
    for (double k = interval.lo; k <= interval.hi; k += step) numbers.push_back(k);
    return numbers;
}

std::vector<Polyline> graph(const std::function<double(double)>& f, const Camera& camera, Interval window, Interval part, Stroke stroke) {
    std::vector<Polyline> pieces;
    const Interval seen = common(across(camera), part);
    double from = seen.lo;
    for (const double to : {std::clamp(window.lo, seen.lo, std::max(seen.lo, seen.hi)), std::clamp(window.hi, seen.lo, std::max(seen.lo, seen.hi)), seen.hi}) {
        if (to > from) {
            const CurveWindow w{.x = {from, to}, .y = upright(camera), .pixels = std::max(60.0, 800 * (to - from) / across(camera).length()), .most = 1500};
            for (Polyline& piece : curve(f, w, stroke)) pieces.push_back(std::move(piece));
        }
        from = std::max(from, to);
    }
    return pieces;
}

Canvas::Canvas(const DistributionPanel& p, const DistributionPanel::Model& m, std::string_view plot) : panel(p), model(m) {
    const Camera& own = plot == "density" ? panel.density_camera : plot == "tail" ? panel.tail_camera : panel.cumulative_camera;
    camera = own.automatic ? fitted(panel.distribution, model.shown, model.ceiling, plot) : own;
    camera.automatic = false;
}

void Canvas::add(std::vector<Polyline> lines, const std::string& term, const std::string& hover) {
    for (Polyline& line : lines) marks.push_back({std::move(line), term, hover});
}

Interval Canvas::numbers() const {
    const Interval possible = support(law()), seen = x();
    return {std::max(possible.lo, std::ceil(seen.lo - 0.5)), std::min(possible.hi, std::floor(seen.hi + 0.5))};
}

double Canvas::drawable(double at) const {
    const Interval seen = x();
    return std::clamp(at, seen.lo - 2 * seen.length(), seen.hi + 2 * seen.length());
}

double Canvas::line_of(int end) const {
    const double at = std::clamp(panel.interval[end], x().lo, x().hi);
    if (!model.discrete) return at;
    return end == 0 ? std::ceil(at) - 0.5 : std::floor(at) + 0.5;
}

void Canvas::add_ends() {
    const double step = model.discrete ? 1 : round_step(model.window.lo, model.window.hi, 100);
    for (const int i : {0, 1}) {
        if (!shows(i)) continue;
        const std::string name = i == 0 ? "a" : "b";
        marks.push_back({Handle{i, Vec2(line_of(i), camera.center.y()), Role::input, i == 0 ? "lower end a" : "upper end b", Handle::Shape::vertical, step}, name,
                         name + " = " + plain(end_formula(panel.interval[i], resolution_of(panel, model)))});
    }
}

Plot start(const DistributionPanel& panel, std::string id, std::string title, Formula y_label) {
    Plot plot;
    plot.id = std::move(id);
    plot.title = std::move(title);
    plot.axes.frame = Frame::box;
    plot.axes.x.label = italic(is_discrete(panel.distribution) ? "k" : "x");
    plot.axes.x.ticks = is_discrete(panel.distribution) ? Ticks::integer : Ticks::linear;
    plot.axes.y.label = std::move(y_label);
    return plot;
}

std::function<double(double)> height_of(const Distribution& law) {
    const auto* own = std::get_if<Custom>(&law);
    if (own && !own->trouble().empty()) return [own = *own](double x) { return x < own.support().lo || x > own.support().hi ? 0 : own.height(x); };
    return [&law](double x) { return pdf(law, x); };
}

double ceiling_of(const Distribution& law, Interval window) {
    std::vector<double> heights;
    const auto height = height_of(law);
    if (is_discrete(law)) {
        for (const double k : modes(law).at) heights.push_back(pdf(law, k));
        return *std::max_element(heights.begin(), heights.end());
    }
    constexpr int count = 400;
    for (int i = 0; i <= count; ++i) {
        const double f = std::abs(height(window.lo + window.length() * (i + 0.5) / (count + 1)));
        if (std::isfinite(f)) heights.push_back(f);
    }
    if (heights.empty()) return 1;
    std::sort(heights.begin(), heights.end());
    // All of a density that is finite and not steep; else what lies under the highest half percent.
    const double greatest = heights.back(), robust = heights[heights.size() * 995 / 1000];
    const double ceiling = greatest > 2 * robust ? robust : greatest;
    return ceiling > 0 ? ceiling : 1;
}

bool is_compared(const DistributionPanel& panel) { return panel.compare && trouble(panel.other).empty() && trouble(panel.distribution).empty(); }

Interval shown_window(const DistributionPanel& panel) {
    const Interval own = window(panel.distribution);
    if (!is_compared(panel)) return own;
    const Interval other = window(panel.other);
    return {std::min(own.lo, other.lo), std::max(own.hi, other.hi)};
}

double shown_ceiling(const DistributionPanel& panel) {
    const double own = ceiling_of(panel.distribution, window(panel.distribution));
    return is_compared(panel) ? std::max(own, ceiling_of(panel.other, window(panel.other))) : own;
}

Camera fitted(const Distribution& law, Interval window, double ceiling, std::string_view plot) {
    const auto padded = [](Interval x, double share) { return Interval{x.lo - share * x.length(), x.hi + share * x.length()}; };
    // What is no density may lie below the axis.
    if (!trouble(law).empty()) return around(padded(window, 0.05), {-1.2 * ceiling, 1.2 * ceiling});
    // Under the density a row for a and b, over it one for the mean.
    if (plot == "density") return around(padded(window, 0.05), {-0.13 * ceiling, 1.2 * ceiling});
    if (plot == "cumulative") return around(padded(window, 0.05), {-0.05, 1.08});
    const Interval ends = support(law), visible = common(padded(window, 1), ends);
    const Interval wide = visible.length() > 0 ? visible : window;     // all the mass may lie in one point
    double lowest = 0;
    for (const double log : {log_sf(law, wide.hi), log_cdf(law, wide.lo), log_pdf(law, wide.lo), log_pdf(law, wide.hi), log_sf(law, window.hi), log_cdf(law, window.lo)})
        if (std::isfinite(log)) lowest = std::min(lowest, log / std::numbers::ln10);
    lowest = std::max(lowest, log10_floor);
    return around(padded(wide, 0.05), {1.1 * lowest - 0.5, std::max(0.5, -0.1 * lowest)});
}

}
