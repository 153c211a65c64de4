#include "panels/probability/distribution/canvas.hpp"

#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

// The log10 of f, which gives natural logarithms, at whole numbers or as a curve.
void add_log10(Canvas& c, double (*f)(const Distribution&, double), Stroke stroke, const char* hover) {
    const auto log10_of = [&](double x) { return f(c.law(), x) / std::numbers::ln10; };
    if (!c.model.discrete) return c.add(graph(log10_of, c.camera, c.model.window, {-infinity, infinity}, stroke), {}, hover);
    Polyline line{.points = {}, .stroke = stroke};
    for (const double k : whole_numbers(c.numbers(), 1000))
        if (std::isfinite(log10_of(k))) line.points.emplace_back(k, log10_of(k));
    c.marks.push_back({std::move(line), {}, hover});
}

}

Plot tail_plot(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    const Formula log10 = sub(roman("log"), roman("10"));
    Plot plot = start(panel, "tail", "Tails as powers of ten", row({log10}));
    Canvas c(panel, model, "tail");
    const Stroke density{Role::theory, 3}, lower{Role::series1, 2, Dash::dashed}, upper{Role::series2, 2, Dash::dotted};
    add_log10(c, log_pdf, density, model.discrete ? "log₁₀ of the mass" : "log₁₀ of the density");
    add_log10(c, log_cdf, lower, "log₁₀ of P(X ≤ x)");
    add_log10(c, log_sf, upper, "log₁₀ of P(X > x)");
    add_other(c, "tail");
    c.add_ends();
    plot.camera = c.camera;
    plot.marks = std::move(c.marks);
    plot.legend = {{.label = model.discrete ? "mass" : "density", .stroke = density}, {.label = "P(X ≤ x)", .stroke = lower}, {.label = "P(X > x)", .stroke = upper}};
    plot.headline = row({log10, roman(" "), italic("P"), fence(event_formula(panel, model)), op("="), term("area", colored(Role::area, number(model.log10_probability, 4)))});
    return plot;
}

}
