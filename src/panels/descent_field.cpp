#include "panels/descent_parts.hpp"

#include "base/number.hpp"
#include "scene/contour.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::descent {

double Relief::at(double f) const { return std::log1p(std::max(0.0, f - base) / unit); }
double Relief::back(double u) const { return base + unit * std::expm1(u); }

namespace {

// Plots are between half as wide as high and twice: what such a plot shows beside the window is sampled too.
constexpr double widest = 2;
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
    const Vec2 reach = window.half.cwiseMax(widest * Vec2(window.half.y(), window.half.x()));
    Field field{.lo = window.center - reach, .hi = window.center + reach};
    const double longer = reach.maxCoeff();
    field.columns = std::max(2, static_cast<int>(samples_across * reach.x() / longer));
    field.rows = std::max(2, static_cast<int>(samples_across * reach.y() / longer));
    field.values = sample(panel.objective, field.lo, field.hi, field.columns, field.rows);
    field.relief = relief_in(panel, model, window);
    return field;
}

namespace {

Heat heat_of(const DescentPanel& panel, const Field& field) {
    Heat heat{.lo = field.lo, .hi = field.hi, .columns = field.columns, .rows = field.rows, .values = {},
              .from = -field.relief.top, .to = 0, .colormap = panel.colormap};
    heat.values.reserve(field.values.size());
    // Depth, not height: the bottom is the bright end of the colours. A sample that is not a number stays one.
    for (const double f : field.values) heat.values.push_back(std::isnan(f) ? NAN : static_cast<float>(-field.relief.at(f)));
    return heat;
}

}

void add_field(std::vector<Mark>& marks, const DescentPanel& panel, const DescentPanel::Model&, const Field& field) {
    const Heat heat = heat_of(panel, field);
    marks.emplace_back(heat, "f", "");
    const Relief& relief = field.relief;
    const double shortest = 0.12 * (field.hi - field.lo).minCoeff();
    constexpr int lines = 9;
    for (int i = 1; i <= lines; ++i) {
        // The levels are evenly spaced in colour and rounded to two digits, so that their labels are exact.
        const double even = relief.back(relief.top * i / lines), level = parse_number(significant(even, 2)).value_or(even);
        const std::vector<Polyline> curves = contour(heat, -relief.at(level), {Role::text, 1.2, Dash::solid, 0.4});
        for (const Polyline& curve : curves) marks.emplace_back(curve, "", "f = " + significant(level));
        if (i % 2 == 0) continue;
        if (const auto place = label_place(curves, shortest))
            marks.emplace_back(Label{.at = *place, .text = formula::roman(with_true_minus(significant(level))), .role = Role::muted,
                                     .anchor = Anchor::center, .chip = false, .size = 0.75});
    }
}

}
