#include "panels/optimize/descent/descent.hpp"

#include "base/number.hpp"
#include "compute/optimize/stability.hpp"
#include "panels/optimize/descent/parts.hpp"
#include "panels/panel_type.hpp"
#include "panels/plane.hpp"

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {

using namespace descent;

DescentPanel::Model derive(const DescentPanel& panel, std::stop_token stop) { return derive(panel, std::move(stop), {}); }

DescentPanel::Model derive(const DescentPanel& panel, std::stop_token stop, const DescentPanel::Model& before) {
    DescentPanel::Model model{.runs = {}, .known = known(panel.objective)};
    for (const DescentRun& one : panel.runs) {
        model.runs.push_back(run(one.optimizer, panel.objective, panel.start, panel.steps, stop));
        model.bounds.push_back(bound(one.optimizer, panel.objective, panel.start));
    }
    model.here = proven_here(panel, model, before.here, stop);
    return model;
}

Picture depict(const DescentPanel& panel, const DescentPanel::Model& model) {
    Picture picture;
    if (panel.view != DescentView::surface) picture.push_back(landscape(panel, model));
    if (panel.view != DescentView::contour) picture.push_back(surface(panel, model));
    if (panel.convergence) picture.push_back(convergence(panel, model));
    return picture;
}

DescentPanel drag(const DescentPanel& panel, const DescentPanel::Model& model, std::string_view plot, int handle, Vec2 to) {
    DescentPanel next = panel;
    if (plot != "landscape" || !to.allFinite()) return next;
    // A window that hangs on the path would move under the hand that pulls it.
    if (panel.whole_path) next.camera = window_of(panel, model);
    if (handle == 0) next.start = to;
    auto* squares = std::get_if<LeastSquares>(&next.objective);
    if (handle == 1 && squares) squares->target = squares->matrix * to;
    return next;
}

DescentPanel look(const DescentPanel& panel, std::string_view plot, Camera camera) {
    DescentPanel next = panel;
    if (plot == "landscape") next.camera = camera;
    if (plot == "convergence") next.convergence_camera = camera;
    return next;
}

DescentPanel look(const DescentPanel& panel, std::string_view plot, Camera3 camera) {
    DescentPanel next = panel;
    if (plot == "surface") next.camera3 = camera;
    return next;
}

std::optional<Timeline> timeline(const DescentPanel& panel, const DescentPanel::Model& model) {
    const int last = longest(model);
    if (last == 0) return {};
    return Timeline{.from = 0, .to = static_cast<double>(last), .now = static_cast<double>(std::min(panel.shown, last)), .steps = true,
                    .seconds = std::clamp(0.4 * last, 2.0, 20.0), .name = "k"};
}

DescentPanel seek(const DescentPanel& panel, double t) {
    DescentPanel next = panel;
    next.shown = std::isfinite(t) ? static_cast<int>(std::lround(std::clamp(t, 0.0, double(limits::run_steps)))) : panel.shown;
    return next;
}

std::vector<std::pair<double, std::string>> step_marks(const DescentPanel& panel, const Optimizer& optimizer) {
    const Knowledge about = known(panel.objective);
    const auto last = step_limit(optimizer, about);
    if (!last) return {};
    std::vector<std::pair<double, std::string>> marks = {{1 / *about.L, "1/L"}};
    const bool descent = std::holds_alternative<GradientDescent>(optimizer);
    if (descent && about.mu) marks.emplace_back(2 / (*about.L + *about.mu), "2/(L+μ)");
    marks.emplace_back(last->limit, last->name);
    return marks;
}

namespace descent {

const Step& shown_step(const DescentPanel& panel, const Run& run) {
    return run.steps[static_cast<std::size_t>(std::clamp(panel.shown, 0, run.last()))];
}

const Step* explained_step(const DescentPanel& panel, const Run& run) {
    const Step& shown = shown_step(panel, run);
    if (shown.stepped || shown.trial_count > 0) return &shown;
    return shown.k > 0 ? &run.steps[static_cast<std::size_t>(shown.k - 1)] : nullptr;
}

const Step* last_step(const DescentPanel& panel, const Run& run) {
    const Step& shown = shown_step(panel, run);
    if (shown.stepped) return &shown;
    return shown.k > 0 ? &run.steps[static_cast<std::size_t>(shown.k - 1)] : nullptr;
}

int longest(const DescentPanel::Model& model) {
    int last = 0;
    for (const Run& one : model.runs) last = std::max(last, one.last());
    return last;
}

Role role_of(const DescentPanel& panel, std::size_t i) { return panel.runs.size() == 1 ? Role::text : series(i); }

Marker marker_of(std::size_t i) {
    static constexpr std::array markers = {Marker::disc, Marker::square, Marker::diamond, Marker::triangle};
    return markers[i % markers.size()];
}

Dash dash_of(std::size_t i) {
    static constexpr std::array dashes = {Dash::solid, Dash::dashed, Dash::dotted};
    return dashes[(i + i / 6) % dashes.size()];                  // there are six colours: the seventh run takes another dash
}

namespace {

// The number that tells two runs of one method apart, as text.
std::string distinguishing(const Optimizer& optimizer) {
    return std::visit([](const auto& method) {
        if constexpr (requires { method.rate; }) return " " + significant(method.rate);
        else if constexpr (requires { method.initial; }) return " " + significant(method.initial);
        else return std::string();
    }, optimizer);
}

}

std::string name_of(const DescentPanel& panel, std::size_t i) {
    const Optimizer& optimizer = panel.runs[i].optimizer;
    const auto twins = std::count_if(panel.runs.begin(), panel.runs.end(),
                                     [&](const DescentRun& other) { return other.optimizer.index() == optimizer.index(); });
    std::string name(label_of(optimizer));
    return twins > 1 ? name + distinguishing(optimizer) : name;
}

bool refused(const Run& run) { return !std::isfinite(run.steps.front().f) || !run.steps.front().g.allFinite(); }

Camera window_of(const DescentPanel& panel, const DescentPanel::Model& model) {
    Camera window = panel.camera;
    if (!window.automatic) return window;
    // It hangs on the function alone, so that no pull of the start ever moves the picture; unless the whole path is asked for.
    window.automatic = false;
    Vec2 lo = model.known.lo, hi = model.known.hi;
    const auto take_in = [&](const Vec2& x, double margin) {
        const Vec2 room = Vec2::Constant(margin);
        lo = lo.cwiseMin(x - room);
        hi = hi.cwiseMax(x + room);
    };
    if (panel.whole_path) {
        for (const Run& run : model.runs)
            for (const Step& step : run.steps) take_in(step.x, 0);
        const double margin = 0.06 * (hi - lo).maxCoeff();
        for (const Run& run : model.runs)
            for (const Step& step : run.steps) take_in(step.x, margin);
    }
    window.center = 0.5 * (lo + hi);
    window.half = 0.5 * (hi - lo);
    return window;
}

}

namespace {

DescentPanel on(Objective objective, Vec2 start, int steps, std::vector<Optimizer> optimizers) {
    DescentPanel panel;
    panel.objective = std::move(objective);
    panel.start = start;
    panel.steps = panel.shown = steps;
    panel.runs.clear();
    for (const Optimizer& one : optimizers) panel.runs.push_back({one});
    return panel;
}

DescentPanel at_step(int k, DescentPanel panel) {
    panel.shown = k;
    return panel;
}

DescentPanel seen_from(const Vec2& center, const Vec2& half, DescentPanel panel) {
    panel.camera = {.automatic = false, .center = center, .half = half};
    return panel;
}

DescentPanel beside_its_surface(DescentPanel panel) {
    panel.view = DescentView::both;
    panel.convergence = false;
    return panel;
}

}

std::vector<Preset<DescentPanel>> DescentPanel::presets() {
    const double L = *LeastSquares{}.known().L;
    return {
        {"Zig-zag in a bowl", DescentPanel{}},
        {"A step of 1/L", on(LeastSquares{}, Vec2(-0.75, 0.05), 40, {GradientDescent{1 / L}})},
        {"Exactly 2/L: round and round", on(Quadratic{.kappa = 10}, Vec2(8, 2), 200, {GradientDescent{0.2}})},
        {"Above 2/L: it diverges", on(Quadratic{.kappa = 10}, Vec2(10, 0.5), 60, {GradientDescent{0.25}})},
        {"Gradient descent, heavy ball, Nesterov",
         on(Quadratic{.kappa = 25}, Vec2(9, 2), 60,
            {GradientDescent{2.0 / 26}, HeavyBall{4.0 / 36, 16.0 / 36}, Nesterov{0.04, Schedule::strongly_convex}})},
        {"Boyd's backtracking", at_step(0, on(ExpSum{}, Vec2(-1, 1), 25, {Backtracking{}}))},
        {"Exact line search: right angles", on(Quadratic{.kappa = 10}, Vec2(10, 1), 30, {ExactLineSearch{}})},
        {"Two steps of conjugate gradients", on(LeastSquares{}, Vec2(-0.75, 0.05), 10, {ConjugateGradient{}, ExactLineSearch{}})},
        {"Rosenbrock's valley",
         on(Rosenbrock{}, Vec2(-1.2, 1), 200, {Backtracking{.initial = 1, .slope = 1e-4, .shrink = 0.5}, Newton{}, Bfgs{}})},
        {"Newton goes uphill", on(Himmelblau{}, Vec2(0, 0), 20, {Newton{}, DampedNewton{}})},
        {"Newton from 1.0 and not from 1.1", on(LogCosh{}, Vec2(1.1, 0.6), 20, {Newton{}, DampedNewton{}})},
        {"Adam and its relatives", on(Himmelblau{}, Vec2(-0.5, 0.5), 120, {Adam{0.3}, RmsProp{0.2}, AdaGrad{0.8}})},
        {"A flat bottom", on(Quartic{}, Vec2(-1.4, 1.1), 200, {GradientDescent{0.05}, Newton{}})},
        {"Two wells and a saddle", beside_its_surface(on(DoubleWell{}, Vec2(1.8, 0.01), 60, {GradientDescent{0.1}}))},
        {"The ball that never rests", on(Lessard{}, Vec2(3.3, 0), 120, {HeavyBall{1.0 / 9, 4.0 / 9}})},
        {"Out of the domain", on(Entropy{}, Vec2(3, 1.5), 20, {Newton{}, DampedNewton{}})},
        {"Your own: a tilted bowl", on(ExpressionObjective("x^2 + a y^2 + b x y", {{"a", 3}, {"b", 1.5}}), Vec2(-1.6, 1.2), 30, {GradientDescent{0.25}})},
        {"Your own: a curved valley",
         on(ExpressionObjective("(1 - x)^2 + a (y + 1 - x^2)^2", {{"a", 5}}), Vec2(-1.5, 0.3), 60, {Backtracking{}, DampedNewton{}})},
        {"Your own: hills and hollows",
         on(ExpressionObjective("x^2 + y^2 + a (2 - cos(2 pi x) - cos(2 pi y))", {{"a", 0.8}}), Vec2(-1.4, 1.35), 60, {GradientDescent{0.02}})},
        {"Your own: a kink", on(ExpressionObjective("|x| + a |y|", {{"a", 2}}), Vec2(-1.55, 1.1), 40, {GradientDescent{0.15}})},
        {"Your own: where logarithms end",
         seen_from(Vec2(1.6, 1.6), Vec2(1.9, 1.9),
                   on(ExpressionObjective("x + y - ln(x) - ln(y) - a ln(4 - x y)", {{"a", 0.5}}), Vec2(0.4, 2.9), 40, {Backtracking{}, Newton{}}))},
    };
}

}

template const eigenscope::PanelType& eigenscope::panel_type<eigenscope::DescentPanel>();
