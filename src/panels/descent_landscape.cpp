#include "panels/descent_parts.hpp"

#include "base/number.hpp"
#include "panels/plane.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace eigenscope::descent {

using namespace formula;

namespace {

/// What the parts of the landscape are drawn from, and what they add up to.
struct Canvas {
    const DescentPanel& panel;
    const DescentPanel::Model& model;
    Camera window;
    std::vector<Mark> marks = {};

    double size() const { return window.half.minCoeff(); }
    template <class S>
    void add(S shape, std::string term_key = {}, std::string hover = {}) {
        marks.emplace_back(std::move(shape), std::move(term_key), std::move(hover));
    }
};

std::string point_words(const Vec2& x) { return "(" + in_words(x.x()) + ", " + in_words(x.y()) + ")"; }

Formula indexed(const std::string& letter, int k) { return sub(italic(letter), roman(std::to_string(k))); }

/// The axes of the bowl at the bottom: eigenvectors of the Hessian, which for ½|Ax − b|² are the right singular vectors of A.
void add_bowl_axes(Canvas& c) {
    const Run& first = c.model.runs.front();
    const auto bottom = nearest_minimizer(c.model.known, first.steps.back().x);
    if (!bottom) return;
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(c.panel.objective, *bottom));
    const double low = solver.eigenvalues()(0), high = solver.eigenvalues()(1);
    // A round bowl has no axes of its own, a degenerate one only that of its trough.
    if (!(low >= 0) || !(high - low > 1e-9 * high)) return;
    for (int i = 1; i >= 0; --i)
        c.add(Line{.through = *bottom, .direction = solver.eigenvectors().col(i), .stroke = {Role::eigen, 2, Dash::dashed}},
              "axis" + std::to_string(i), "An axis of the bowl: the curvature along it is " + in_words(solver.eigenvalues()(i), 4));
}

void add_minimizers(Canvas& c) {
    for (const Vec2& x : c.model.known.minimizers)
        c.add(Points{.at = {x}, .role = Role::text, .radius = 7, .marker = Marker::plus}, "minimizer",
              "A minimum, at " + point_words(x) + ": f = " + significant(*c.model.known.minimum));
    if (c.model.known.along)
        c.add(Line{.through = c.model.known.minimizers.front(), .direction = *c.model.known.along,
                   .stroke = {Role::text, 2, Dash::dotted}, .label = words("minima")}, "minimizer", "Every point here is a minimum");
}

/// The iterates that can be told apart on the plot: a long run near its end is one dot, not ten thousand.
std::vector<std::size_t> distinct(const Canvas& c, const Run& run, std::size_t last) {
    std::vector<std::size_t> kept = {0};
    for (std::size_t k = 1; k <= last; ++k)
        if ((run.steps[k].x - run.steps[kept.back()].x).norm() > 0.004 * c.size()) kept.push_back(k);
    return kept;
}

std::vector<Vec2> places(const Run& run, std::size_t from, std::size_t to) {
    std::vector<Vec2> points;
    for (std::size_t k = from; k <= to; ++k) points.push_back(run.steps[k].x);
    return points;
}

/// A small head in the middle of each of the first long steps, pointing onward.
void add_heads(Canvas& c, const Run& run, std::size_t shown, Role role) {
    const double size = 0.045 * c.size();
    for (std::size_t k = 0; k < std::min<std::size_t>(shown, 40); ++k) {
        const Vec2 step = run.steps[k + 1].x - run.steps[k].x;
        if (!(step.norm() > 5 * size) || !(step.norm() < 1e6 * c.size())) continue;
        const Vec2 u = step.normalized(), side(-u.y(), u.x()), tip = run.steps[k].x + 0.5 * step + 0.6 * size * u;
        c.add(Fill{.points = {tip, tip - 1.5 * size * u + 0.6 * size * side, tip - 1.5 * size * u - 0.6 * size * side},
                   .role = role, .opacity = 1});
    }
}

void add_path(Canvas& c, std::size_t i) {
    const Run& run = c.model.runs[i];
    const Role role = role_of(c.panel, i);
    const auto last = static_cast<std::size_t>(run.last()), shown = static_cast<std::size_t>(shown_step(c.panel, run).k);
    const std::string name = "run" + std::to_string(i + 1);
    if (shown < last) c.add(Polyline{.points = places(run, shown, last), .stroke = {role, 2, Dash::solid, 0.45}}, name);
    if (shown > 0) c.add(Polyline{.points = places(run, 0, shown), .stroke = {role, 2.5, dash_of(i)}}, name);
    add_heads(c, run, shown, role);
    Points dots{.at = {}, .role = role, .radius = 4, .marker = marker_of(i), .outline = 1.5};
    for (const std::size_t k : distinct(c, run, shown)) {
        const Step& s = run.steps[k];
        dots.at.push_back(s.x);
        dots.hover.push_back(name_of(c.panel, i) + ", k = " + std::to_string(k) + ": x = " + point_words(s.x) + ", f = " + significant(s.f, 5));
    }
    c.add(std::move(dots), name);
    c.add(Points{.at = {run.steps[shown].x}, .role = role, .radius = 6.5, .marker = marker_of(i), .outline = 2}, "current");
}

/// Numbers on the first iterates, as far as they keep clear of each other and of the start.
void add_numbers(Canvas& c) {
    const Run& run = c.model.runs.front();
    std::vector<Vec2> taken = {run.steps.front().x};
    const int shown = shown_step(c.panel, run).k;
    for (int k = 1; k <= std::min(shown, 60) && taken.size() < 12; ++k) {
        const Vec2 x = run.steps[static_cast<std::size_t>(k)].x;
        const bool clear = std::all_of(taken.begin(), taken.end(), [&](const Vec2& p) { return (p - x).norm() > 0.2 * c.size(); });
        if (!clear) continue;
        taken.push_back(x);
        const Vec2 before = run.steps[static_cast<std::size_t>(k - 1)].x;
        c.add(Label{.at = x, .text = roman(std::to_string(k)), .role = role_of(c.panel, 0),
                    .anchor = x.y() < before.y() ? Anchor::below : Anchor::above, .chip = false, .size = 0.9});
    }
}

/// The trials of the line search that leaves the shown iterate.
void add_trials(Canvas& c, const Step& step) {
    if (step.trials.size() < 2) return;
    double far = 0;
    for (const Trial& trial : step.trials) far = std::max(far, trial.t);
    c.add(Segments{.segments = {{step.x, step.x + far * step.direction}}, .stroke = {Role::text, 1.5, Dash::dotted}}, "trials");
    for (const Trial& trial : step.trials) {
        const bool good = trial.verdict == TrialVerdict::accepted;
        const std::string bound = std::isfinite(trial.bound) ? ", must be at most " + significant(trial.bound, 4) : "";
        c.add(Points{.at = {trial.x}, .role = good ? Role::good : Role::bad, .radius = good ? 5.0 : 4.5,
                     .marker = good ? Marker::ring : Marker::cross}, "trials",
              "Trial t = " + significant(trial.t, 4) + ": f = " + significant(trial.f, 4) + bound + ": " + std::string(spoken(trial.verdict)));
    }
}

/// Nesterov's look-ahead point, where the gradient of the step is taken.
void add_look_ahead(Canvas& c, const Step& step) {
    if (!step.look_ahead || (*step.look_ahead - step.x).norm() < 0.01 * c.size()) return;
    c.add(Segments{.segments = {{step.x, *step.look_ahead}}, .stroke = {Role::theory, 2, Dash::dashed}}, "look_ahead");
    c.add(Points{.at = {*step.look_ahead}, .role = Role::theory, .radius = 5, .marker = Marker::ring}, "look_ahead",
          "The look-ahead point: the gradient is taken here");
    c.add(Label{.at = *step.look_ahead, .text = indexed("y", step.k), .role = Role::theory, .anchor = Anchor::right, .size = 0.85});
}

/// The level line of Newton's quadratic model through x_k: its centre is the next iterate.
void add_newton_model(Canvas& c, const Step& step) {
    const Mat2 H = hessian(c.panel.objective, step.x) + step.shift * Mat2::Identity();
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(H);
    if (!(solver.eigenvalues()(0) > 0) || !step.direction.allFinite()) return;
    const double level = std::sqrt(step.direction.dot(H * step.direction));
    const Mat2 shape = solver.eigenvectors() * (level * solver.eigenvalues().cwiseSqrt().cwiseInverse()).asDiagonal();
    c.add(Polyline{.points = moved(unit_circle(), shape, step.x + step.direction), .stroke = {Role::theory, 2, Dash::dashed}, .closed = true},
          "model", "The quadratic model of f at x_" + std::to_string(step.k) + ": Newton goes to its centre");
}

/// The step that a run could not take: out of the domain, or to where f is not a number.
void add_lost_step(Canvas& c, std::size_t i) {
    const Run& run = c.model.runs[i];
    const Step& last = run.steps.back();
    const bool lost = run.outcome.ending == Ending::left_domain || run.outcome.ending == Ending::not_finite;
    if (!lost || shown_step(c.panel, run).k < last.k || !std::isfinite(last.size)) return;
    const Vec2 to = last.x + last.size * last.direction;
    c.add(Arrow{.tail = last.x, .tip = to, .stroke = {Role::bad, 2.5, Dash::dashed}}, "lost", with_true_minus(run.outcome.reason));
    c.add(Points{.at = {to}, .role = Role::bad, .radius = 6, .marker = Marker::cross}, "lost", with_true_minus(run.outcome.reason));
}

void add_extras(Canvas& c) {
    for (std::size_t i = 0; i < c.model.runs.size(); ++i) {
        add_lost_step(c, i);
        const Step* step = explained_step(c.panel, c.model.runs[i]);
        if (!step) continue;
        const Optimizer& method = c.panel.runs[i].optimizer;
        if (c.panel.runs.size() <= 2) add_look_ahead(c, *step);
        if (c.panel.runs.size() <= 2 && (std::holds_alternative<Newton>(method) || std::holds_alternative<DampedNewton>(method)))
            add_newton_model(c, *step);
        if (i == 0) add_trials(c, *step);
    }
}

/// −∇f at the start, as long as a third of the window is high, and at the shown iterate on the same scale.
void add_gradients(Canvas& c) {
    const Run& run = c.model.runs.front();
    const Step &first = run.steps.front(), &now = shown_step(c.panel, run);
    const double length = first.g.norm();
    if (!std::isfinite(length) || !(length > 0)) return;
    const double scale = 0.55 * c.size() / length;
    c.add(Arrow{.tail = first.x, .tip = first.x - scale * first.g, .stroke = {Role::gradient, 3.5}}, "gradient0",
          "−∇f at the start, not to scale: |∇f| = " + significant(length, 4));
    if (now.k > 0 && now.g.allFinite())
        c.add(Arrow{.tail = now.x, .tip = now.x - scale * now.g, .stroke = {Role::gradient, 3.5}}, "gradient",
              "−∇f at x_" + std::to_string(now.k) + ", on the scale of the arrow at the start: |∇f| = " + significant(now.g.norm(), 4));
}

void add_handles(Canvas& c) {
    c.add(Handle{.id = 0, .at = c.panel.start, .role = Role::text, .name = "start"}, "start", "The start: pull it");
    c.add(Label{.at = c.panel.start, .text = words("start"), .anchor = Anchor::above, .chip = false, .size = 0.9});
    const bool squares = std::holds_alternative<LeastSquares>(c.panel.objective);
    if (squares && !c.model.known.along && c.model.known.mu)
        c.add(Handle{.id = 1, .at = c.model.known.minimizers.front(), .role = Role::eigen, .name = "minimum"}, "minimizer",
              "The minimum, where Ax = b: pull it, and b follows");
}

}

Plot landscape(const DescentPanel& panel, const DescentPanel::Model& model) {
    Canvas c{panel, model, window_of(panel, model)};
    add_field(c.marks, panel, model, field_of(panel, model, c.window));
    add_bowl_axes(c);
    for (std::size_t i = model.runs.size(); i-- > 0;) add_path(c, i);
    add_extras(c);
    add_minimizers(c);
    add_gradients(c);
    add_handles(c);
    add_numbers(c);
    Plot plot{.id = "landscape", .axes = {.frame = Frame::none, .equal = true}, .camera = c.window};
    plot.marks = std::move(c.marks);
    if (panel.runs.size() > 1)
        for (std::size_t i = 0; i < panel.runs.size(); ++i)
            plot.legend.push_back({name_of(panel, i), {role_of(panel, i), 2.5, dash_of(i)}, true, marker_of(i)});
    plot.corner = step_formula(panel, model);
    plot.note = objective_formula(panel.objective);
    plot.caption = caption(panel, model);
    plot.share = 1.3;
    return plot;
}

}
