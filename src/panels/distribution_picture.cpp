#include "base/number.hpp"
#include "panels/distribution_parts.hpp"
#include "scene/curve.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

constexpr int most_bars = 400, most_dots = 60;
constexpr double log10_floor = -400;          // how deep the tail plot looks by itself

Interval across(const Camera& c) { return {c.center.x() - c.half.x(), c.center.x() + c.half.x()}; }
Interval upright(const Camera& c) { return {c.center.y() - c.half.y(), c.center.y() + c.half.y()}; }
Interval common(Interval a, Interval b) { return {std::max(a.lo, b.lo), std::min(a.hi, b.hi)}; }

Camera around(Interval x, Interval y) {
    return {.automatic = false, .center = Vec2(x.lo / 2 + x.hi / 2, y.lo / 2 + y.hi / 2), .half = Vec2(x.length() / 2, y.length() / 2)};
}

Camera camera_of(const DistributionPanel& panel, const DistributionPanel::Model& model, std::string_view plot) {
    const Camera& own = plot == "density" ? panel.density_camera : plot == "tail" ? panel.tail_camera : panel.cumulative_camera;
    Camera camera = own.automatic ? fitted(panel.distribution, model.window, model.ceiling, plot) : own;
    camera.automatic = false;
    return camera;
}

// The part of the line inside the region, and the whole line.
std::vector<Interval> shaded(const DistributionPanel& panel) {
    const double a = panel.interval.x(), b = panel.interval.y();
    switch (panel.region) {
        case Region::between: return {{a, b}};
        case Region::outside: return {{-infinity, a}, {b, infinity}};
        case Region::left: return {{-infinity, b}};
        case Region::right: return {{a, infinity}};
    }
    return {};
}

bool in_region(const DistributionPanel& panel, double k) {
    if (panel.region == Region::outside) return k < panel.interval.x() || k > panel.interval.y();
    const Interval part = shaded(panel).front();
    return k >= part.lo && k <= part.hi;
}

using Function = std::function<double(double)>;

// A curve over what is visible, sampled apart in the window that is worth seeing, so that no peak is missed from afar.
std::vector<Polyline> graph(const Function& f, const Camera& camera, Interval window, Interval part, Stroke stroke) {
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

/// One of the plots in the making: what all of them need to know.
struct Canvas {
    const DistributionPanel& panel;
    const DistributionPanel::Model& model;
    Camera camera;
    std::vector<Mark> marks = {};

    const Distribution& law() const { return panel.distribution; }
    Interval x() const { return across(camera); }
    Interval y() const { return upright(camera); }
    void add(std::vector<Polyline> lines, const std::string& term, const std::string& hover) {
        for (Polyline& line : lines) marks.push_back({std::move(line), term, hover});
    }
    // The whole numbers in sight that can occur, and how far apart they are to be drawn.
    Interval numbers() const {
        const Interval ends = support(law()), seen = x();
        return {std::max(ends.lo, std::ceil(seen.lo - 0.5)), std::min(ends.hi, std::floor(seen.hi + 0.5))};
    }
};

void add_histogram(Canvas& c) {
    const Histogram& h = c.model.histogram;
    if (!c.panel.show_histogram || c.model.sample.count == 0) return;
    Bars bars{.bars = {}, .role = Role::observed, .opacity = 0.35};
    for (std::size_t i = 0; i < h.counts.size(); ++i)
        if (h.counts[i] > 0) bars.bars.push_back({h.left(i), h.left(i + 1), h.density(i)});
    const std::size_t outside = h.below + h.above + h.not_finite;
    c.marks.push_back({std::move(bars), "samples",
                       std::to_string(c.model.sample.count) + " samples in bins of width " + brief_number(h.width) +
                           (outside == 0 ? "" : "; " + std::to_string(outside) + " lie outside of the bins")});
}

void add_density_curve(Canvas& c) {
    // A spike is followed three screens up, no further.
    const double top = c.y().lo + 4 * c.y().length();
    const Function capped = [&c, top](double x) { return std::min(pdf(c.law(), x), top); };
    for (const Interval part : shaded(c.panel))
        for (const Polyline& piece : graph(capped, c.camera, c.model.window, part, {})) {
            std::vector<Vec2> outline = piece.points;
            outline.emplace_back(outline.back().x(), 0);
            outline.emplace_back(outline.front().x(), 0);
            c.marks.push_back({Fill{.points = std::move(outline), .role = Role::area, .opacity = 0.4, .hatch = Hatch::diagonal}, "area",
                               "The area is the probability"});
        }
    c.add(graph(capped, c.camera, c.model.window, {-infinity, infinity}, {Role::theory, 3}), "density", "The density f(x)");
    const Interval ends = support(c.law());
    for (const double end : {ends.lo, ends.hi})
        if (std::isfinite(end) && std::isinf(pdf(c.law(), end)))
            c.marks.push_back({Label{.at = Vec2(end, c.model.ceiling), .text = row({roman("↑ "), roman("∞")}), .role = Role::theory,
                                     .anchor = end == ends.lo ? Anchor::right : Anchor::left}, {}, spike_sentence(c.law(), end, c.model.window)});
}

// Narrower than a pixel, bars are drawn as the curve of their tips.
void add_mass_envelope(Canvas& c, Interval numbers) {
    const double step = std::max(1.0, std::floor(numbers.length() / 1000));
    Polyline tips{.points = {}, .stroke = {Role::theory, 2.5}};
    std::vector<std::vector<Vec2>> fills(1);
    for (double k = numbers.lo; k <= numbers.hi; k += step) {
        const Vec2 tip(k, pdf(c.law(), k));
        tips.points.push_back(tip);
        if (in_region(c.panel, k)) fills.back().push_back(tip);
        else if (!fills.back().empty()) fills.emplace_back();
    }
    for (std::vector<Vec2>& fill : fills) {
        if (fill.empty()) continue;
        fill.emplace_back(fill.back().x(), 0);
        fill.emplace_back(fill.front().x(), 0);
        c.marks.push_back({Fill{.points = fill, .role = Role::area, .opacity = 0.4, .hatch = Hatch::diagonal}, "area", "The sum of the masses is the probability"});
    }
    c.marks.push_back({tips, "density", "The mass P(X = k), at whole numbers only"});
}

void add_mass_bars(Canvas& c) {
    const Interval numbers = c.numbers();
    if (!(numbers.hi >= numbers.lo)) return;
    if (numbers.length() > most_bars) return add_mass_envelope(c, numbers);
    Bars inside{.bars = {}, .role = Role::area, .opacity = 0.75, .hatch = Hatch::diagonal};
    Bars outside{.bars = {}, .role = Role::theory, .opacity = 0.45};
    for (double k = numbers.lo; k <= numbers.hi; ++k)
        (in_region(c.panel, k) ? inside : outside).bars.push_back({k - 0.36, k + 0.36, pdf(c.law(), k)});
    c.marks.push_back({std::move(outside), "density", "The mass P(X = k)"});
    c.marks.push_back({std::move(inside), "area", "The sum of these masses is the probability"});
}

// What is said of a place on the line, with an arrow where that lies out of sight.
Formula pointing(const Canvas& c, double x, Formula text) {
    if (x < c.x().lo) return row({roman("◂ "), std::move(text)});
    if (x > c.x().hi) return row({std::move(text), roman(" ▸")});
    return text;
}

// The ends a and b: lines to take hold of, with their values. Out of sight, they wait at the edge.
void add_ends(Canvas& c, double height) {
    const Interval seen = c.x();
    for (const int i : {0, 1}) {
        if ((i == 0 && c.panel.region == Region::left) || (i == 1 && c.panel.region == Region::right)) continue;
        const double end = c.panel.interval[i], at = std::clamp(end, seen.lo, seen.hi);
        const std::string name = i == 0 ? "a" : "b", value = brief_number(end);
        c.marks.push_back({Handle{i, Vec2(at, 0.5 * height), Role::input, i == 0 ? "lower end a" : "upper end b", Handle::Shape::vertical}, name,
                           name + " = " + value});
        c.marks.push_back({Label{.at = Vec2(at, height), .text = pointing(c, end, row({italic(name), op("="), brief_formula(end)})), .role = Role::input,
                                 .anchor = i == 0 ? Anchor::left : Anchor::right}, name});
    }
}

void add_moments(Canvas& c) {
    const Moment &mean = c.model.moments.mean, sd = standard_deviation(c.model.moments);
    if (!c.panel.show_moments || !mean.is_finite() || !std::isfinite(mean.value)) return;
    const double low = 0.06 * c.model.ceiling;
    c.marks.push_back({Segments{.segments = {{Vec2(mean.value, 0), Vec2(mean.value, 1.06 * c.model.ceiling)}}, .stroke = {Role::muted, 2, Dash::dashed}}, "mean",
                       "The mean " + brief_number(mean.value)});
    c.marks.push_back({Label{.at = Vec2(std::clamp(mean.value, c.x().lo, c.x().hi), 1.06 * c.model.ceiling),
                             .text = pointing(c, mean.value, row({roman("E "), italic("X"), op("="), brief_formula(mean.value)})), .role = Role::muted}, "mean"});
    if (!sd.is_finite() || !std::isfinite(sd.value) || sd.value == 0) return;
    c.marks.push_back({Segments{.segments = {{Vec2(mean.value - sd.value, low), Vec2(mean.value + sd.value, low)}}, .stroke = {Role::muted, 2}}, "sd",
                       "One standard deviation " + brief_number(sd.value) + " to either side of the mean"});
    for (const int side : {-1, 1})
        c.marks.push_back({Segments{.segments = {{Vec2(mean.value + side * sd.value, 0.5 * low), Vec2(mean.value + side * sd.value, 1.5 * low)}},
                                    .stroke = {Role::muted, 2}}, "sd"});
}

Plot start(const DistributionPanel& panel, std::string id, std::string title, Formula y_label, double share) {
    Plot plot;
    plot.id = std::move(id);
    plot.title = std::move(title);
    plot.axes.frame = Frame::box;
    plot.axes.x = {italic(is_discrete(panel.distribution) ? "k" : "x"), is_discrete(panel.distribution) ? Ticks::integer : Ticks::linear};
    plot.axes.y.label = std::move(y_label);
    plot.share = share;
    return plot;
}

void add_few_samples(Canvas& c) {
    if (!c.panel.show_histogram || c.model.discrete || c.model.sample.count > c.model.first.size()) return;
    Points dots{.at = {}, .role = Role::observed, .radius = 2, .opacity = 0.5};
    // A tail can be so heavy that a sample is beyond every double: that one has no place on the axis.
    for (const double x : c.model.first)
        if (std::isfinite(x)) dots.at.emplace_back(x, -0.03 * c.model.ceiling);
    c.marks.push_back({std::move(dots), "samples", "The samples"});
}

Plot density_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Plot plot = start(panel, "density", std::string(label_of(panel.distribution)), model.discrete ? row({italic("P"), fence(row({italic("X"), op("="), italic("k")}))})
                                                                            : row({italic("f"), fence(italic("x"))}), 1.5);
    Canvas c{panel, model, camera_of(panel, model, "density")};
    add_histogram(c);
    if (model.discrete) add_mass_bars(c);
    else add_density_curve(c);
    add_few_samples(c);
    add_moments(c);
    add_ends(c, 0.8 * model.ceiling);
    plot.camera = c.camera;
    plot.marks = std::move(c.marks);
    plot.legend = {{.label = model.discrete ? "mass" : "density", .stroke = {Role::theory, 3}}};
    if (panel.show_histogram && model.sample.count > 0)
        plot.legend.push_back({.label = std::to_string(model.sample.count) + (model.sample.count == 1 ? " sample" : " samples"),
                               .stroke = {Role::observed, 3}, .line = false, .marker = Marker::square});
    plot.corner = probability_formula(panel, model);
    plot.note = density_formula(panel.distribution);
    plot.caption = density_caption(panel, model);
    return plot;
}

// A distribution function that jumps: flat pieces, closed dots where its value is, open dots where it is not.
void add_steps(Canvas& c) {
    const Interval seen = c.x(), ends = support(c.law());
    const double lo = std::max(std::floor(seen.lo), ends.lo - 1), hi = std::min(std::floor(seen.hi), ends.hi);
    if (!(hi >= lo)) return;
    Segments flat{.segments = {}, .stroke = {Role::theory, 3}};
    Points closed{.at = {}, .role = Role::theory, .radius = 3.5}, open{.at = {}, .role = Role::theory, .radius = 3.5, .marker = Marker::ring};
    if (hi - lo > most_bars) {
        Polyline stairs{.points = {}, .stroke = {Role::theory, 2.5}};
        const double step = std::max(1.0, std::floor((hi - lo) / 1000));
        for (double k = lo; k <= hi; k += step) stairs.points.emplace_back(k, cdf(c.law(), k));
        c.marks.push_back({std::move(stairs), "cumulative", "F(x) = P(X ≤ x), a staircase with steps at whole numbers"});
        return;
    }
    for (double k = lo; k <= hi; ++k) {
        const double F = cdf(c.law(), k);
        const double from = k < ends.lo ? seen.lo : k, to = k >= ends.hi ? std::max(seen.hi, k) : k + 1;
        flat.segments.emplace_back(Vec2(from, F), Vec2(to, F));
        if (k >= ends.lo) {
            closed.at.emplace_back(k, F);
            open.at.emplace_back(k, cdf(c.law(), k - 1));
        }
    }
    c.marks.push_back({std::move(flat), "cumulative", "F(x) = P(X ≤ x)"});
    if (hi - lo > most_dots) return;
    c.marks.push_back({std::move(open), "cumulative", "Not reached: just below, F is here"});
    c.marks.push_back({std::move(closed), "cumulative", "The value of F"});
}

void add_empirical(Canvas& c) {
    if (!c.panel.show_histogram || c.model.steps.empty()) return;
    Polyline stairs{.points = {Vec2(std::min(c.x().lo, c.model.steps.front().x()), 0)}, .stroke = {Role::observed, 2, Dash::solid, 0.8}};
    double level = 0;
    const bool exact = c.model.sample.count == c.model.steps.size();
    for (const Vec2& step : c.model.steps) {
        if (exact) stairs.points.emplace_back(step.x(), level);
        stairs.points.push_back(step);
        level = step.y();
    }
    stairs.points.emplace_back(std::max(c.x().hi, c.model.steps.back().x()), level);
    c.marks.push_back({std::move(stairs), "samples", "The share of samples up to x"});
}

// The probability as lengths on the axis of F, with lines over to the ends.
void add_levels(Canvas& c) {
    const double a = c.panel.interval.x(), b = c.panel.interval.y();
    const double Fa = c.model.discrete ? cdf(c.law(), std::ceil(a) - 1) : cdf(c.law(), a), Fb = cdf(c.law(), b);
    const double edge = c.x().lo, bracket = edge + 0.03 * c.x().length();
    Segments over{.segments = {}, .stroke = {Role::area, 1.5, Dash::dashed}};
    Segments lengths{.segments = {}, .stroke = {Role::area, 5}};
    if (c.panel.region != Region::left) over.segments.emplace_back(Vec2(edge, Fa), Vec2(a, Fa));
    if (c.panel.region != Region::right) over.segments.emplace_back(Vec2(edge, Fb), Vec2(b, Fb));
    switch (c.panel.region) {
        case Region::between: lengths.segments = {{Vec2(bracket, Fa), Vec2(bracket, Fb)}}; break;
        case Region::left: lengths.segments = {{Vec2(bracket, 0), Vec2(bracket, Fb)}}; break;
        case Region::right: lengths.segments = {{Vec2(bracket, Fa), Vec2(bracket, 1)}}; break;
        case Region::outside: lengths.segments = {{Vec2(bracket, 0), Vec2(bracket, Fa)}, {Vec2(bracket, Fb), Vec2(bracket, 1)}}; break;
    }
    const auto [from, to] = lengths.segments.back();
    c.marks.push_back({std::move(over), "area"});
    c.marks.push_back({std::move(lengths), "area", "The length is the probability"});
    c.marks.push_back({Label{.at = (from + to) / 2, .text = row({italic("P"), op("="), probability_number(c.model.probability, c.model.log10_probability, c.model.complement)}),
                             .role = Role::area, .anchor = Anchor::right}, "area"});
    const double level = c.panel.region == Region::right ? Fa : Fb;
    c.marks.push_back({Handle{DistributionPanel::level, Vec2(bracket, level), Role::area, "probability", Handle::Shape::horizontal}, "area",
                       "Pull: the end moves to where F has this value"});
}

Plot cumulative_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Plot plot = start(panel, "cumulative", "Cumulative", row({italic("F"), fence(italic("x"))}), 1);
    Canvas c{panel, model, camera_of(panel, model, "cumulative")};
    if (model.discrete) add_steps(c);
    else c.add(graph([&](double x) { return cdf(panel.distribution, x); }, c.camera, model.window, {-infinity, infinity}, {Role::theory, 3}), "cumulative", "F(x) = P(X ≤ x)");
    add_empirical(c);
    add_levels(c);
    add_ends(c, 0.12);
    plot.camera = c.camera;
    plot.marks = std::move(c.marks);
    plot.legend = {{.label = "F(x) = P(X ≤ x)", .stroke = {Role::theory, 3}}};
    if (panel.show_histogram && model.sample.count > 0) plot.legend.push_back({.label = "share of samples", .stroke = {Role::observed, 2}});
    return plot;
}

Plot tail_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Plot plot = start(panel, "tail", "Tails as powers of ten", row({sub(roman("log"), roman("10"))}), 1);
    Canvas c{panel, model, camera_of(panel, model, "tail")};
    const auto add = [&](double (*f)(const Distribution&, double), Stroke stroke, const char* hover) {
        const auto log10_of = [&](double x) { return f(panel.distribution, x) / std::numbers::ln10; };
        if (model.discrete) {
            const Interval numbers = c.numbers();
            const double step = std::max(1.0, std::floor(numbers.length() / 1000));
            Polyline line{.points = {}, .stroke = stroke};
            for (double k = numbers.lo; k <= numbers.hi; k += step)
                if (std::isfinite(log10_of(k))) line.points.emplace_back(k, log10_of(k));
            c.marks.push_back({std::move(line), {}, hover});
        } else {
            c.add(graph(log10_of, c.camera, model.window, {-infinity, infinity}, stroke), {}, hover);
        }
    };
    add(log_pdf, {Role::theory, 3}, model.discrete ? "log₁₀ of the mass" : "log₁₀ of the density");
    add(log_cdf, {Role::series1, 2, Dash::dashed}, "log₁₀ of P(X ≤ x)");
    add(log_sf, {Role::series2, 2, Dash::dotted}, "log₁₀ of P(X > x)");
    add_ends(c, c.y().lo + 0.85 * c.y().length());
    plot.camera = c.camera;
    plot.marks = std::move(c.marks);
    plot.legend = {{.label = model.discrete ? "mass" : "density", .stroke = {Role::theory, 3}},
                   {.label = "P(X ≤ x)", .stroke = {Role::series1, 2, Dash::dashed}},
                   {.label = "P(X > x)", .stroke = {Role::series2, 2, Dash::dotted}}};
    plot.corner = row({sub(roman("log"), roman("10")), roman(" "), italic("P"), fence(event_formula(panel)), op("="),
                       term("area", colored(Role::area, number(model.log10_probability, 4)))});
    return plot;
}

}

double ceiling_of(const Distribution& law, Interval window) {
    std::vector<double> heights;
    if (is_discrete(law)) {
        for (const double k : modes(law).at) heights.push_back(pdf(law, k));
        return *std::max_element(heights.begin(), heights.end());
    }
    constexpr int count = 400;
    for (int i = 0; i <= count; ++i) {
        const double f = pdf(law, window.lo + window.length() * (i + 0.5) / (count + 1));
        if (std::isfinite(f)) heights.push_back(f);
    }
    if (heights.empty()) return 1;
    std::sort(heights.begin(), heights.end());
    // All of a density that is finite and not steep; else what lies under the highest half percent.
    const double greatest = heights.back(), robust = heights[heights.size() * 995 / 1000];
    const double ceiling = greatest > 2 * robust ? robust : greatest;
    return ceiling > 0 ? ceiling : 1;
}

Camera fitted(const Distribution& law, Interval window, double ceiling, std::string_view plot) {
    const auto padded = [](Interval x, double share) { return Interval{x.lo - share * x.length(), x.hi + share * x.length()}; };
    if (plot == "density") return around(padded(window, 0.05), {-0.3 * ceiling, 1.5 * ceiling});
    if (plot == "cumulative") return around(padded(window, 0.05), {-0.06, 1.2});
    const Interval ends = support(law), visible = common(padded(window, 1), ends);
    const Interval wide = visible.length() > 0 ? visible : window;     // all the mass may lie in one point
    double lowest = 0;
    for (const double log : {log_sf(law, wide.hi), log_cdf(law, wide.lo), log_pdf(law, wide.lo), log_pdf(law, wide.hi), log_sf(law, window.hi), log_cdf(law, window.lo)})
        if (std::isfinite(log)) lowest = std::min(lowest, log / std::numbers::ln10);
    lowest = std::max(lowest, log10_floor);
    return around(padded(wide, 0.05), {1.1 * lowest - 0.5, std::max(0.5, -0.5 * lowest)});
}

Picture depict(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Picture picture = {density_plot(panel, model)};
    if (panel.show_cumulative) picture.push_back(cumulative_plot(panel, model));
    if (panel.logarithmic) picture.push_back(tail_plot(panel, model));
    return picture;
}

}
