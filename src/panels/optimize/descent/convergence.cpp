#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope::descent {

using namespace formula;

namespace {

constexpr double lowest = 1e-32;

/// What is shown, and its value at a record.
struct Ruler {
    Convergence quantity;
    Effort effort;
    const Knowledge& known;

    double measure(const Run& run, std::size_t k) const;
    double place(const Step& step) const { return effort == Effort::evaluations ? step.evaluations.total() : step.k; }
    bool logarithmic() const { return effort == Effort::log_steps; }
    /// A logarithmic axis has no place for the start.
    bool has(double place) const { return !logarithmic() || place >= 1; }
};

double Ruler::measure(const Run& run, std::size_t k) const {
    const Step& step = run.steps[k];
    switch (quantity) {
        case Convergence::gap: return step.f - *known.minimum;
        case Convergence::gradient: return length(step.g);
        // One minimizer for the whole run, the one at its end; where they fill a line, the distance from the line.
        case Convergence::distance: return length(step.x - *nearest_minimizer(known, known.along ? step.x : run.steps.back().x));
        case Convergence::step: return k + 1 < run.steps.size() ? length(run.steps[k + 1].x - step.x) : Step::none;
    }
    return Step::none;
}

Ruler ruler_of(const DescentPanel& panel, const Knowledge& known) {
    return {shown_quantity(panel.quantity, known), panel.effort, known};
}

/// The least value that is drawn: the round-off of f − f*, else a tenth of the least one there is, where 0 lies.
double floor_of(const Ruler& ruler, const DescentPanel::Model& model) {
    if (ruler.quantity == Convergence::gap) return gap_floor(*ruler.known.minimum);
    double least = 1;
    for (const Run& run : model.runs)
        for (std::size_t k = 0; k < run.steps.size(); ++k)
            if (const double m = ruler.measure(run, k); m > 0) least = std::min(least, m);
    return std::max(0.1 * least, lowest);
}

/// The measure of each record; what is at round-off lies on the floor, and only here, where it is drawn.
std::vector<Vec2> curve_of(const Ruler& ruler, const Run& run, double floor) {
    std::vector<Vec2> points;
    for (std::size_t k = 0; k < run.steps.size(); ++k) {
        const double m = ruler.measure(run, k), x = ruler.place(run.steps[k]);
        if (std::isfinite(m) && ruler.has(x)) points.emplace_back(x, std::max(m, floor));
    }
    return points;
}

/// A theorem speaks of steps: over evaluations it is drawn where the run asked for them.
std::vector<Vec2> bound_curve(const Ruler& ruler, const Bound& bound, const Run& run, int last, double floor) {
    std::vector<Vec2> points;
    const bool asked = ruler.effort == Effort::evaluations;
    const int end = asked ? run.last() : last, stride = std::max(1, end / 400);
    for (int k = 0; k <= end + stride - 1; k += stride) {
        const int at = std::min(k, end);
        const double x = asked ? ruler.place(run.steps[static_cast<std::size_t>(at)]) : at, y = bound.at(at);
        if (std::isfinite(y) && ruler.has(x)) points.emplace_back(x, std::max(y, floor));
        if (y < floor) break;
    }
    return points;
}

double furthest(const std::vector<std::vector<Vec2>>& curves) {
    double last = 1;
    for (const auto& curve : curves)
        if (!curve.empty()) last = std::max(last, curve.back().x());
    return last;
}

Camera window_of_curves(const Ruler& ruler, const std::vector<std::vector<Vec2>>& curves) {
    // A run that goes astray is followed a million times as high as the runs began: further up it would flatten all others.
    double low = std::numeric_limits<double>::infinity(), high = 0, cap = 0;
    for (const auto& curve : curves)
        if (!curve.empty()) cap = std::max(cap, 1e6 * curve.front().y());
    for (const auto& curve : curves) {
        for (const Vec2& p : curve) {
            low = std::min(low, p.y());
            high = std::max(high, std::min(p.y(), cap));
        }
    }
    if (!(low <= high)) low = high = 1;
    // At least two decades, in whole ones.
    const double bottom = std::floor(std::log10(low) - 0.2), top = std::max(std::ceil(std::log10(high) + 0.1), bottom + 2);
    const double last = furthest(curves), width = ruler.logarithmic() ? std::max(std::log10(last), 0.3) : last;
    return {.automatic = false, .center = Vec2(0.5 * width, 0.5 * (bottom + top)), .half = Vec2(0.53 * width, 0.5 * (top - bottom))};
}

struct Chart {
    const DescentPanel& panel;
    const DescentPanel::Model& model;
    Ruler ruler;
    double floor;
    std::vector<std::vector<Vec2>> curves;
    Plot plot;
    bool alone() const { return panel.runs.size() == 1; }
};

/// Whether a run keeps so close to its bound that two lines cannot be told apart: within a hundredth of the chart's height all along.
bool reaches(const Chart& c, std::size_t i, const Bound& bound) {
    const Run& run = c.model.runs[i];
    const double apart = 0.02 * c.plot.camera.half.y();
    int compared = 0;
    for (int k = 0; k <= run.last(); ++k) {
        const double m = c.ruler.measure(run, static_cast<std::size_t>(k)), b = bound.at(k);
        if (!(m > c.floor && b > c.floor)) continue;
        if (!(std::abs(std::log10(m / b)) <= apart)) return false;
        ++compared;
    }
    return compared > 1;
}

/// Of one run in the colour of theory; of several each in the colour of its run, or of words where it lies on it, and one line of the legend
/// for all.
void add_bounds(Chart& c) {
    if (c.ruler.quantity != Convergence::gap) return;
    const int last = std::max(longest(c.model), 1);
    bool any = false;
    bool reached = false;
    for (std::size_t i = 0; i < c.model.runs.size(); ++i) {
        const auto& theorem = c.model.bounds[i];
        if (!theorem || !theorem->proven()) continue;
        const bool on_run = reaches(c, i, *theorem);
        reached = reached || on_run;
        const Stroke stroke = c.alone() ? Stroke{Role::theory, 2, Dash::dashed} : Stroke{on_run ? Role::text : role_of(c.panel, i), 1.5, Dash::dotted, on_run ? 1.0 : 0.8};
        c.plot.marks.emplace_back(Polyline{.points = bound_curve(c.ruler, *theorem, c.model.runs[i], last, c.floor), .stroke = stroke},
                                  "bound" + std::to_string(i + 1), name_of(c.panel, i) + ": " + theorem->formula + " (" + theorem->theorem + ")");
        any = true;
    }
    const Stroke named = c.alone() ? Stroke{Role::theory, 2, Dash::dashed} : Stroke{Role::muted, 1.5, Dash::dotted};
    if (any) c.plot.legend.insert(c.plot.legend.begin(), {c.alone() ? reached ? "proven bound, reached" : "proven bound" : "proven bounds", named, true});
}

/// Every point can be hovered, also where there are too many to have a marker each.
Points dots_of(const Chart& c, std::size_t i) {
    const std::vector<Vec2>& points = c.curves[i];
    Points dots{.at = {}, .role = role_of(c.panel, i), .radius = 3.5, .marker = marker_of(i), .outline = 1, .thinning = Thinning::curve};
    const std::string place = c.ruler.effort == Effort::evaluations ? " evaluations: " : ": ";
    const std::string name = name_of(c.panel, i) + (c.ruler.effort == Effort::evaluations ? ", after " : ", k = ");
    for (std::size_t k = 0; k < points.size(); k += points.size() / 1000 + 1) {
        dots.at.push_back(points[k]);
        dots.hover.push_back(name + shortest(points[k].x()) + place + prose(significant(points[k].y(), 5)));
    }
    return dots;
}

void add_run(Chart& c, std::size_t i) {
    const Role role = role_of(c.panel, i);
    const std::string name = "run" + std::to_string(i + 1);
    c.plot.marks.emplace_back(Polyline{.points = c.curves[i], .stroke = {role, 2.5, dash_of(i)}}, name);
    c.plot.marks.emplace_back(dots_of(c, i), name);
    // Beside a landscape, whose legend names the runs already, a long list would only hide the curves.
    const bool named_beside = c.panel.view != DescentView::surface && c.model.runs.size() > 3;
    if (!named_beside) c.plot.legend.push_back({name_of(c.panel, i), {role, 2.5, dash_of(i)}, true, marker_of(i)});
    const Step& now = shown_step(c.panel, c.model.runs[i]);
    const double m = std::max(c.ruler.measure(c.model.runs[i], static_cast<std::size_t>(now.k)), c.floor), x = c.ruler.place(now);
    if (!std::isfinite(m) || !c.ruler.has(x)) return;
    c.plot.marks.emplace_back(Points{.at = {Vec2(x, m)}, .role = role, .radius = 6, .marker = marker_of(i), .outline = 2}, "current");
}

/// The line through the step that is shown, and the one below which there is nothing but round-off.
void add_lines(Chart& c) {
    const double shown = std::min(c.panel.shown, std::max(longest(c.model), 1));
    if (c.ruler.effort != Effort::evaluations && c.ruler.has(shown))
        c.plot.marks.emplace_back(Line{.through = Vec2(shown, 1), .direction = Vec2::UnitY(), .stroke = {Role::muted, 1.5, Dash::solid, 0.6}},
                                  "current", "k = " + shortest(shown));
    if (c.ruler.quantity != Convergence::gap) return;
    c.plot.marks.emplace_back(Line{.through = Vec2(1, c.floor), .direction = Vec2::UnitX(), .stroke = {Role::muted, 1.5, Dash::dotted}}, "",
                              "Below this line, f − f* is the round-off of f: " + prose(significant(c.floor)));
    const Camera& window = c.plot.camera;
    // A camera can be moved to where 10ˣ is no number any more.
    const double left = window.center.x() - 0.98 * window.half.x(), power = std::pow(10, std::clamp(left, -300.0, 300.0));
    c.plot.marks.emplace_back(Label{.at = Vec2(c.ruler.logarithmic() ? power : left, c.floor), .text = words("round-off"),
                                    .role = Role::muted, .anchor = Anchor::above_right, .chip = false, .size = 0.8});
}

std::string title_of(const Chart& c) {
    const auto falls = [](const std::vector<Vec2>& curve) { return curve.size() < 2 || curve.back().y() <= curve.front().y(); };
    const bool all = std::all_of(c.curves.begin(), c.curves.end(), falls);
    switch (c.ruler.quantity) {
        case Convergence::gap: return all ? "How fast f falls to f*" : "How far f is above f*";
        case Convergence::gradient: return all ? "How fast the gradient vanishes" : "How long the gradient is";
        case Convergence::distance: return all ? "How fast x comes to x*" : "How far x is from x*";
        case Convergence::step: return "How long the steps are";
    }
    return {};
}

Formula axis_label(Convergence quantity) {
    const auto star = [](const char* letter) { return sup(italic(letter), roman("*")); };
    switch (quantity) {
        case Convergence::gap: return row({italic("f"), op("−"), star("f")});
        case Convergence::gradient: return row({roman("|∇"), italic("f"), roman("|")});
        case Convergence::distance: return row({roman("|"), italic("x"), op("−"), star("x"), roman("|")});
        case Convergence::step: return row({roman("|"), sub(italic("x"), row({italic("k"), roman("+1")})), op("−"), sub(italic("x"), italic("k")), roman("|")});
    }
    return {};
}

}

Plot convergence(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Ruler ruler = ruler_of(panel, model.known);
    Chart c{panel, model, ruler, floor_of(ruler, model), {}, Plot{.id = "convergence"}};
    for (const Run& run : model.runs) c.curves.push_back(curve_of(ruler, run, c.floor));
    c.plot.title = title_of(c);
    c.plot.axes.x = {ruler.effort == Effort::evaluations ? words("evaluations") : row({italic("k")}),
                     ruler.logarithmic() ? Ticks::logarithmic : Ticks::integer};
    c.plot.axes.y = {axis_label(ruler.quantity), Ticks::logarithmic};
    c.plot.axes.frame = Frame::box;
    c.plot.camera = panel.convergence_camera.automatic ? window_of_curves(ruler, c.curves) : panel.convergence_camera;
    c.plot.camera.automatic = false;
    add_lines(c);
    for (std::size_t i = 0; i < c.curves.size(); ++i) add_run(c, i);
    add_bounds(c);                            // a bound that is reached lies on its run
    return c.plot;
}

}

namespace eigenscope {

Convergence shown_quantity(Convergence asked, const Knowledge& known) {
    const bool unknown = (asked == Convergence::gap && !known.minimum) || (asked == Convergence::distance && known.minimizers.empty());
    return unknown ? Convergence::gradient : asked;
}

}
