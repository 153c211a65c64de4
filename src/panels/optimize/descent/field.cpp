#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"
#include "scene/contour.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope::descent {

double Relief::at(double f) const { return std::log1p(std::max(0.0, f - base) / unit); }
double Relief::back(double u) const { return base + unit * std::expm1(u); }

namespace {

// Plots are up to twice as high as wide, and as wide as half a screen of 16:9: what such a plot shows beside the window is
// sampled too, at about 210 samples across what a plot of ordinary shape shows.
constexpr double tallest = 2, widest = 3.6;
constexpr int samples_across = 210;

// The q-quantile of the finite values, from every seventh of them.
double quantile(const std::vector<double>& values, double q) {
    std::vector<double> some;
    for (std::size_t i = 0; i < values.size(); i += 7)
        if (std::isfinite(values[i])) some.push_back(values[i]);
    if (some.empty()) return 0;
    const auto place = some.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(some.size() - 1));
    std::nth_element(some.begin(), place, some.end());
    return *place;
}

}

Relief relief_in(const DescentPanel& panel, const DescentPanel::Model& model, const Camera& window) {
    const std::vector<double> seen = sample(panel.objective, window.center - window.half, window.center + window.half, 61, 61);
    Relief relief{.base = model.known.minimum.value_or(quantile(seen, 0))};
    const double low = quantile(seen, 0.1) - relief.base;
    relief.unit = low > 0 ? low : 1;
    relief.top = std::max(relief.at(quantile(seen, 0.98)), 1e-3);
    return relief;
}

Field field_of(const DescentPanel& panel, const DescentPanel::Model& model, const Camera& window) {
    const Vec2 reach = window.half.cwiseMax(Vec2(widest * window.half.y(), tallest * window.half.x()));
    Field field{.lo = window.center - reach, .hi = window.center + reach};
    const double ordinary = window.half.cwiseMax(tallest * Vec2(window.half.y(), window.half.x())).maxCoeff();
    field.columns = std::max(2, static_cast<int>(samples_across * reach.x() / ordinary));
    field.rows = std::max(2, static_cast<int>(samples_across * reach.y() / ordinary));
    field.values = sample(panel.objective, field.lo, field.hi, field.columns, field.rows);
    field.bounded = std::any_of(field.values.begin(), field.values.end(), [](double f) { return std::isnan(f); });
    field.relief = relief_in(panel, model, window);
    return field;
}

namespace {

Heat heat_of(const DescentPanel& panel, const Field& field, int columns, int rows, const std::vector<double>& values) {
    Heat heat{.lo = field.lo, .hi = field.hi, .columns = columns, .rows = rows, .values = {},
              .from = -field.relief.top, .to = 0, .colormap = panel.colormap};
    heat.values.reserve(values.size());
    // Depth, not height: the bottom is the bright end of the colours. A sample that is not a number stays one.
    // What is too large for a double is lower than all others, and not without end, for level lines are interpolated.
    constexpr double lowest = std::numeric_limits<float>::lowest();
    for (const double f : values) heat.values.push_back(std::isnan(f) ? NAN : static_cast<float>(std::max(lowest, -field.relief.at(f))));
    return heat;
}

}

namespace {

/// x to two digits that count.
double rounded(double x) {
    if (x == 0 || !std::isfinite(x)) return x;
    const double unit = std::pow(10, std::floor(std::log10(std::abs(x))) - 1);
    return std::round(x / unit) * unit;
}

/// The field for level lines: outside the domain f is +∞, so that the lines run along the edge and do not break off at it.
Heat extended(Heat heat, const Relief& relief) {
    for (float& u : heat.values)
        if (std::isnan(u)) u = static_cast<float>(-2 * relief.top);
    return heat;
}

/// The colours with samples half as large, for along the edge of a domain they are seen as stairs; each row reaches one sample
/// further, under the line that is drawn there.
Heat finer(const DescentPanel& panel, const Field& field) {
    const int columns = 2 * field.columns, rows = 2 * field.rows;
    const std::vector<double> values = sample(panel.objective, field.lo, field.hi, columns, rows);
    Heat heat = heat_of(panel, field, columns, rows, values);
    for (std::size_t i = 1; i + 1 < values.size(); ++i)
        if (std::isnan(values[i]) && (!std::isnan(values[i - 1]) || !std::isnan(values[i + 1])))
            heat.values[i] = static_cast<float>(-field.relief.top);
    return heat;
}

/// Two neighbours of the field: the domain ends between them.
struct Crossing {
    Vec2 inside, outside;
};

/// Halves the way to the edge for all of them at once: after twelve times it is far less than a pixel.
void close_in(const Objective& f, std::vector<Crossing>& crossings) {
    std::vector<double> x(crossings.size()), y(crossings.size());
    for (int round = 0; round < 12; ++round) {
        for (std::size_t i = 0; i < crossings.size(); ++i) {
            const Vec2 middle = 0.5 * (crossings[i].inside + crossings[i].outside);
            x[i] = middle.x();
            y[i] = middle.y();
        }
        const std::vector<double> values = sample(f, x, y);
        for (std::size_t i = 0; i < crossings.size(); ++i)
            (std::isnan(values[i]) ? crossings[i].outside : crossings[i].inside) = Vec2(x[i], y[i]);
    }
}

/// The edge of the domain, cell by cell.
Segments domain_edge(const DescentPanel& panel, const Field& field) {
    const Vec2 step = (field.hi - field.lo).cwiseQuotient(Vec2(field.columns - 1, field.rows - 1));
    const auto place = [&](int column, int row) { return Vec2(field.lo + step.cwiseProduct(Vec2(column, row))); };
    const auto inside = [&](int column, int row) { return !std::isnan(field.values[static_cast<std::size_t>(row * field.columns + column)]); };
    // A cell has none of them, two or four: each two are the ends of a piece of the edge.
    std::vector<Crossing> crossings;
    for (int row = 0; row + 1 < field.rows; ++row) {
        for (int column = 0; column + 1 < field.columns; ++column) {
            constexpr int corners[5][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
            for (int i = 0; i < 4; ++i) {
                const int c = column + corners[i][0], r = row + corners[i][1], d = column + corners[i + 1][0], s = row + corners[i + 1][1];
                if (inside(c, r) == inside(d, s)) continue;
                crossings.push_back(inside(c, r) ? Crossing{place(c, r), place(d, s)} : Crossing{place(d, s), place(c, r)});
            }
        }
    }
    close_in(panel.objective, crossings);
    Segments edge{.segments = {}, .stroke = {Role::muted, 4}};
    const auto middle = [](const Crossing& crossing) { return Vec2(0.5 * (crossing.inside + crossing.outside)); };
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) edge.segments.emplace_back(middle(crossings[i]), middle(crossings[i + 1]));
    return edge;
}

}

void add_field(std::vector<Mark>& marks, const DescentPanel& panel, const DescentPanel::Model&, const Field& field) {
    const Heat heat = heat_of(panel, field, field.columns, field.rows, field.values);
    const Heat lines_of = field.bounded ? extended(heat, field.relief) : heat;
    marks.emplace_back(field.bounded ? finer(panel, field) : heat, "f", "");
    if (field.bounded) marks.emplace_back(domain_edge(panel, field), "domain", "Here the domain of f ends");
    const Relief& relief = field.relief;
    const double shortest = 0.12 * (field.hi - field.lo).minCoeff();
    constexpr std::size_t lines = 9;
    // The levels are evenly spaced in colour and rounded to two digits, so that their labels are exact.
    std::array<double, lines> levels{}, heights{};
    for (std::size_t i = 0; i < lines; ++i) {
        levels[i] = rounded(relief.back(relief.top * static_cast<double>(i + 1) / lines));
        heights[i] = -relief.at(levels[i]);
    }
    const auto curves_of = contours(lines_of, heights, {Role::text, 1.2, Dash::solid, 0.4});
    for (std::size_t i = 0; i < lines; ++i) {
        const double level = levels[i];
        const std::vector<Polyline>& curves = curves_of[i];
        for (const Polyline& curve : curves) marks.emplace_back(curve, "", "f = " + significant(level));
        if (i % 2 == 1) continue;
        if (const auto place = label_place(curves, shortest))
            marks.emplace_back(Label{.at = *place, .text = formula::roman(prose(significant(level))), .role = Role::muted,
                                     .anchor = Anchor::center, .chip = false, .size = 0.75});
    }
}

}
