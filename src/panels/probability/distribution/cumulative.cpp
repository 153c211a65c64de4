#include "panels/probability/distribution/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

constexpr double most_steps = 400, most_dots = 60;

// A distribution function that jumps: flat pieces, closed dots where its value is, open dots where it is not.
void add_steps(Canvas& c) {
    const Interval seen = c.x(), possible = support(c.law());
    const Interval numbers{std::max(std::floor(seen.lo), possible.lo - 1), std::min(std::floor(seen.hi), possible.hi)};
    if (!(numbers.hi >= numbers.lo)) return;
    if (numbers.length() > most_steps) {
        Polyline stairs{.points = {}, .stroke = {Role::theory, 2.5}};
        for (const double k : whole_numbers(numbers, 1000)) stairs.points.emplace_back(k, cdf(c.law(), k));
        c.marks.push_back({std::move(stairs), "cumulative", "F(x) = P(X ≤ x), a staircase with steps at whole numbers"});
        return;
    }
    Segments flat{.segments = {}, .stroke = {Role::theory, 3}};
    Points closed{.at = {}, .role = Role::theory, .radius = 3.5}, open{.at = {}, .role = Role::theory, .radius = 3.5, .marker = Marker::ring};
    for (const double k : whole_numbers(numbers, most_steps)) {
        const double F = cdf(c.law(), k);
        const double from = k < possible.lo ? seen.lo : k, to = k >= possible.hi ? std::max(seen.hi, k) : k + 1;
        flat.segments.emplace_back(Vec2(from, F), Vec2(to, F));
        if (k < possible.lo) continue;
        closed.at.emplace_back(k, F);
        open.at.emplace_back(k, cdf(c.law(), k - 1));
    }
    c.marks.push_back({std::move(flat), "cumulative", "F(x) = P(X ≤ x)"});
    if (numbers.length() > most_dots) return;
    c.marks.push_back({std::move(open), "cumulative", "Not reached: just below, F is here"});
    c.marks.push_back({std::move(closed), "cumulative", "The value of F"});
}

void add_empirical(Canvas& c) {
    const auto& steps = c.model.samples->steps;
    if (!c.has_samples() || steps.empty()) return;
    Polyline stairs{.points = {Vec2(std::min(c.x().lo, c.drawable(steps.front().x())), 0)}, .stroke = {Role::observed, 2, Dash::solid, 0.8}};
    double level = 0;
    const bool exact = c.model.samples->values.size() == steps.size();
    for (const Vec2& step : steps) {
        const double x = c.drawable(step.x());
        if (exact) stairs.points.emplace_back(x, level);
        stairs.points.emplace_back(x, step.y());
        level = step.y();
    }
    stairs.points.emplace_back(std::max(c.x().hi, c.drawable(steps.back().x())), level);
    c.marks.push_back({std::move(stairs), "samples", "The share of samples up to x"});
}

// The probability as lengths on the axis of F, each with its own, and lines over to the ends.
void add_levels(Canvas& c) {
    const auto [a, b] = c.ends();
    const double before = below(c.law(), a), Fa = cdf(c.law(), before), Fb = cdf(c.law(), b);
    const double edge = c.x().lo, bracket = edge + 0.03 * c.x().length();
    Segments over{.segments = {}, .stroke = {Role::area, 1.5, Dash::dashed}};
    if (c.shows(0)) over.segments.emplace_back(Vec2(edge, Fa), Vec2(c.line_of(0), Fa));
    if (c.shows(1)) over.segments.emplace_back(Vec2(edge, Fb), Vec2(c.line_of(1), Fb));
    c.marks.push_back({std::move(over), "area"});
    const auto piece = [&](double from, double to, Formula chance) {
        c.marks.push_back({Segments{.segments = {{Vec2(bracket, from), Vec2(bracket, to)}}, .stroke = {Role::area, 5}}, "area", "The length is the probability"});
        c.marks.push_back({Label{.at = Vec2(bracket, (from + to) / 2), .text = std::move(chance), .role = Role::area, .anchor = Anchor::right, .slides = true}, "area"});
    };
    const DistributionPanel::Model& m = c.model;
    const Formula all = probability_number(m.probability, m.log10_probability, m.complement);
    const auto one_tail = [&](double p, double log, double rest) { return probability_number(p, log / std::numbers::ln10, rest); };
    switch (c.panel.region) {
        case Region::between: piece(Fa, Fb, all); break;
        case Region::left: piece(0, Fb, all); break;
        case Region::right: piece(Fa, 1, all); break;
        case Region::outside:
            piece(0, Fa, one_tail(Fa, log_cdf(c.law(), before), sf(c.law(), before)));
            piece(Fb, 1, one_tail(sf(c.law(), b), log_sf(c.law(), b), Fb));
    }
    c.marks.push_back({Handle{DistributionPanel::level, Vec2(bracket, c.panel.region == Region::right ? Fa : Fb), Role::area, "probability", Handle::Shape::horizontal}, "area",
                       "Pull: the end moves to where F has this value"});
}

}

Plot cumulative_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    Plot plot = start(panel, "cumulative", "Cumulative", row({italic("F"), fence(italic("x"))}));
    plot.axes.y.from = 0;
    Canvas c(panel, model, "cumulative");
    if (model.discrete) add_steps(c);
    else c.add(graph([&](double x) { return cdf(panel.distribution, x); }, c.camera, model.window, {-infinity, infinity}, {Role::theory, 3}), "cumulative", "F(x) = P(X ≤ x)");
    add_other(c, "cumulative");
    add_empirical(c);
    add_levels(c);
    c.add_ends();
    plot.camera = c.camera;
    if (c.has_samples()) plot.legend = {{.label = "share of samples", .stroke = {Role::observed, 2}}};
    plot.marks = std::move(c.marks);
    plot.headline = levels_formula(panel, model);
    return plot;
}

}
