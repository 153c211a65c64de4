#include "panels/probability/distribution/canvas.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

constexpr double most_bars = 400;             // narrower ones are drawn as an envelope
constexpr std::size_t most_single = 1000;     // samples that are shown one by one

void add_histogram(Canvas& c) {
    const Histogram& h = c.model.samples->histogram;
    if (!c.has_samples()) return;
    Bars bars{.bars = {}, .role = Role::observed, .opacity = 0.35};
    for (std::size_t i = 0; i < h.counts.size(); ++i)
        if (h.counts[i] > 0) bars.bars.push_back({h.left(i), h.left(i + 1), h.density(i)});
    const std::size_t outside = h.below + h.above + h.not_finite;
    c.marks.push_back({std::move(bars), "samples",
                       counted(c.model.samples->summary.count, "sample") + " in bins of width " + brief_number(h.width) +
                           (outside == 0 ? "" : "; " + grouped(outside) + " lie outside of the bins")});
}

// The parts of the line in the region.
std::vector<Interval> parts(const Canvas& c) {
    const auto [a, b] = c.ends();
    switch (c.panel.region) {
        case Region::between: return {{a, b}};
        case Region::outside: return {{-infinity, a}, {b, infinity}};
        case Region::left: return {{-infinity, b}};
        case Region::right: return {{a, infinity}};
    }
    return {};
}

// Closes a curve down to the axis and shades what lies under it.
void add_shade(Canvas& c, std::vector<Vec2> outline, const char* hover) {
    if (outline.empty()) return;
    outline.emplace_back(outline.back().x(), 0);
    outline.emplace_back(outline.front().x(), 0);
    c.marks.push_back({Fill{.points = std::move(outline), .role = Role::area, .opacity = 0.4, .hatch = Hatch::diagonal}, "area", hover});
}

void add_density_curve(Canvas& c) {
    // A spike is followed three screens up, no further.
    const double top = c.y().lo + 4 * c.y().length();
    const auto capped = [&c, top](double x) { return std::min(pdf(c.law(), x), top); };
    for (const Interval part : parts(c))
        for (const Polyline& piece : graph(capped, c.camera, c.model.window, part, {})) add_shade(c, piece.points, "The area is the probability");
    c.add(graph(capped, c.camera, c.model.window, {-infinity, infinity}, {Role::theory, 3}), "density", "The density f(x)");
    const Interval ends = support(c.law());
    for (const double end : {ends.lo, ends.hi})
        if (std::isfinite(end) && std::isinf(pdf(c.law(), end)))
            c.marks.push_back({Label{.at = Vec2(end, c.model.ceiling), .text = row({roman("↑ "), roman("∞")}), .role = Role::theory,
                                     .anchor = end == ends.lo ? Anchor::right : Anchor::left, .slides = true}, {}, spike_sentence(c.law(), end, c.model.window)});
}

// Narrower than a pixel, bars are drawn as the curve of their tips.
void add_mass_envelope(Canvas& c, Interval numbers) {
    Polyline tips{.points = {}, .stroke = {Role::theory, 2.5}};
    std::vector<std::vector<Vec2>> fills(1);
    for (const double k : whole_numbers(numbers, 1000)) {
        tips.points.emplace_back(k, pdf(c.law(), k));
        if (contains(c.panel.region, c.ends(), k)) fills.back().push_back(tips.points.back());
        else if (!fills.back().empty()) fills.emplace_back();
    }
    for (std::vector<Vec2>& fill : fills) add_shade(c, std::move(fill), "The sum of the masses is the probability");
    c.marks.push_back({std::move(tips), "density", "The mass P(X = k), at whole numbers only"});
}

void add_mass_bars(Canvas& c) {
    const Interval numbers = c.numbers();
    if (!(numbers.hi >= numbers.lo)) return;
    if (numbers.length() > most_bars) return add_mass_envelope(c, numbers);
    Bars inside{.bars = {}, .role = Role::area, .opacity = 0.75, .hatch = Hatch::diagonal};
    Bars outside{.bars = {}, .role = Role::theory, .opacity = 0.45};
    for (const double k : whole_numbers(numbers, most_bars))
        (contains(c.panel.region, c.ends(), k) ? inside : outside).bars.push_back({k - 0.36, k + 0.36, pdf(c.law(), k)});
    c.marks.push_back({std::move(outside), "density", "The mass P(X = k)"});
    c.marks.push_back({std::move(inside), "area", "The sum of these masses is the probability"});
}

// What is said of a place on the line, with an arrow where that lies out of sight.
Formula pointing(const Canvas& c, double x, Formula text) {
    if (x < c.x().lo) return row({roman("◂ "), std::move(text)});
    if (x > c.x().hi) return row({std::move(text), roman(" ▸")});
    return text;
}

// Chips with the values of a and b on their lines, in a row of their own under the density: they move along x and nowhere else.
void add_end_chips(Canvas& c) {
    const double height = std::min(c.y().lo / 2, 0.0), resolution = resolution_of(c.panel, c.model);
    const auto add = [&](int i, Formula name) {
        const double end = c.panel.interval[i];
        c.marks.push_back({Label{.at = Vec2(std::clamp(c.line_of(i), c.x().lo, c.x().hi), height), .text = pointing(c, end, row({std::move(name), op("="), end_formula(end, resolution)})),
                                 .role = Role::input, .anchor = Anchor::center, .slides = true}, i == 0 ? "a" : "b"});
    };
    const bool both = c.shows(0) && c.shows(1);
    if (both && c.line_of(0) == c.line_of(1) && c.panel.interval.x() == c.panel.interval.y()) return add(1, row({italic("a"), op("="), italic("b")}));
    // The one nearer to the edge first, so that the other gives way to the inside.
    const bool b_first = both && c.line_of(0) + c.line_of(1) > 2 * c.camera.center.x();
    for (const int i : b_first ? std::array{1, 0} : std::array{0, 1})
        if (c.shows(i)) add(i, italic(i == 0 ? "a" : "b"));
}

// Over the density: a bar one standard deviation to either side of the mean, and what they are.
void add_moments(Canvas& c) {
    const Moment &mean = c.model.moments.mean, sd = standard_deviation(c.model.moments);
    if (!c.panel.show_moments || !mean.is_finite() || !std::isfinite(mean.value)) return;
    const double at = c.drawable(mean.value), level = 1.11 * c.model.ceiling, tick = 0.03 * c.model.ceiling;
    const bool has_sd = sd.is_finite() && std::isfinite(sd.value) && sd.value > 0;
    c.marks.push_back({Segments{.segments = {{Vec2(at, 0), Vec2(at, level + tick)}}, .stroke = {Role::muted, 2, Dash::dashed}}, "mean", "The mean " + brief_number(mean.value)});
    const double lo = has_sd ? c.drawable(mean.value - sd.value) : at, hi = has_sd ? c.drawable(mean.value + sd.value) : at;
    if (has_sd)
        c.marks.push_back({Segments{.segments = {{Vec2(lo, level), Vec2(hi, level)}, {Vec2(lo, level - tick), Vec2(lo, level + tick)}, {Vec2(hi, level - tick), Vec2(hi, level + tick)}},
                                    .stroke = {Role::muted, 2.5}}, "sd", "One standard deviation " + brief_number(sd.value) + " to either side of the mean"});
    c.marks.push_back({Points{.at = {Vec2(at, level)}, .role = Role::muted, .radius = 4}, "mean"});
    Formula text = row({roman("E "), italic("X"), op("="), brief_formula(mean.value)});
    if (has_sd) text = row({std::move(text), roman(", "), italic("σ"), op("="), brief_formula(sd.value)});
    c.marks.push_back({Label{.at = Vec2(std::clamp(hi, c.x().lo, c.x().hi), level), .text = pointing(c, mean.value, std::move(text)), .role = Role::muted,
                             .anchor = Anchor::right, .slides = true}, "mean"});
}

void add_few_samples(Canvas& c) {
    if (!c.has_samples() || c.model.discrete || c.model.samples->values.size() > most_single) return;
    Points dots{.at = {}, .role = Role::observed, .radius = 2, .opacity = 0.5};
    // A tail can be so heavy that a sample is beyond every double, or beyond everything that can be drawn: it has no place here.
    for (const double x : c.model.samples->values)
        if (c.drawable(x) == x) dots.at.emplace_back(x, -0.025 * c.model.ceiling);
    c.marks.push_back({std::move(dots), "samples", "The samples"});
}

std::vector<LegendEntry> legend(const Canvas& c) {
    std::vector<LegendEntry> entries = {{.label = c.model.discrete ? "mass" : "density", .stroke = {Role::theory, 3}, .line = !c.model.discrete, .marker = Marker::square},
                                        {.label = "probability", .stroke = {Role::area, 3}, .line = false, .marker = Marker::square}};
    if (c.has_samples()) entries.push_back({.label = counted(c.model.samples->summary.count, "sample"), .stroke = {Role::observed, 3}, .line = false, .marker = Marker::square});
    return entries;
}

}

Plot typed_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Plot plot = start(panel, "density", std::string(label_of(panel.distribution)), words("as typed"));
    Canvas c(panel, model, "density");
    const double far = 4 * c.y().length();
    const auto height = height_of(panel.distribution);
    const auto capped = [&](double x) { return std::clamp(height(x), -far, far); };
    c.add(graph(capped, c.camera, model.window, {-infinity, infinity}, {Role::muted, 3, Dash::dashed}), "density", "The formula as it was typed: it is no density");
    plot.camera = c.camera;
    plot.marks = std::move(c.marks);
    plot.note = density_formula(panel.distribution);
    plot.caption = trouble_sentence(model);
    return plot;
}

Plot density_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Plot plot = start(panel, "density", std::string(label_of(panel.distribution)),
                      model.discrete ? row({italic("P"), fence(row({italic("X"), op("="), italic("k")}))}) : row({italic("f"), fence(italic("x"))}));
    plot.axes.y.from = 0;
    plot.share = 1.5;
    Canvas c(panel, model, "density");
    add_histogram(c);
    if (model.discrete) add_mass_bars(c);
    else add_density_curve(c);
    add_other(c, "density");
    add_few_samples(c);
    add_moments(c);
    c.add_ends();
    add_end_chips(c);
    plot.camera = c.camera;
    plot.legend = legend(c);
    name_other(c, plot.legend);
    plot.marks = std::move(c.marks);
    plot.headline = headline_formula(panel, model);
    plot.note = density_formula(panel.distribution);
    plot.caption = density_caption(panel, model);
    return plot;
}

}
