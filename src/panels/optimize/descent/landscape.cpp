#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"
#include "compute/optimize/ending.hpp"
#include "panels/plane.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>

namespace eigenscope::descent {

using namespace formula;

namespace {

/// What the parts of the landscape are drawn from, and what they add up to.
struct Canvas {
    const DescentPanel& panel;
    const DescentPanel::Model& model;
    Camera window;
    std::vector<Mark> marks = {};

    void bring(Vec2& x) const;
    void bring(Points& points) const {
        for (Vec2& x : points.at) bring(x);
    }
    void bring(Polyline& line) const {
        for (Vec2& x : line.points) bring(x);
    }
    void bring(Segments& segments) const {
        for (auto& [from, to] : segments.segments) bring(from), bring(to);
    }
    void bring(Arrow& arrow) const { bring(arrow.tail), bring(arrow.tip); }
    void bring(Label& label) const { bring(label.at); }
    template <class S>
    void bring(S&) const {}                   // of the size of the window

    double size() const { return window.half.minCoeff(); }
    template <class S>
    void add(S shape, std::string term_key = {}, std::string hover = {}) {
        bring(shape);
        marks.emplace_back(std::move(shape), std::move(term_key), std::move(hover));
    }
};

/// A place that a run was thrown to, farther away than any picture can say, as the end of a long way there.
void Canvas::bring(Vec2& x) const {
    constexpr double most = 1e60;             // windows
    const Vec2 way = x - window.center;
    const double length = way.cwiseAbs().maxCoeff();
    if (!way.allFinite() || length == 0) return;
    const Vec2 unit = way / length;
    if (const double farthest = most / unit.cwiseAbs().cwiseQuotient(window.half).maxCoeff(); length > farthest) x = window.center + farthest * unit;
}

std::string point_words(const Vec2& x) { return prose(point_text(x)); }

/// The axes of the bowl at the bottom: eigenvectors of the Hessian, which for ½|Ax − b|² are the right singular vectors of A.
void add_bowl_axes(Canvas& c) {
    const Run& first = c.model.runs.front();
    const auto bottom = nearest_minimizer(c.model.known, first.steps.back().x);
    if (!bottom) return;
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(c.panel.objective, *bottom));
    const double low = solver.eigenvalues()(0), high = solver.eigenvalues()(1);
    // A round bowl has no axes of its own, a degenerate one only that of its trough.
    if (!(low >= 0) || !(high - low > 1e-9 * high)) return;
    // Where the minima fill a line, that line is drawn for itself.
    for (int i = 1; i >= (c.model.known.along ? 1 : 0); --i)
        c.add(Line{.through = *bottom, .direction = solver.eigenvectors().col(i), .stroke = {Role::eigen, 2, Dash::dashed}},
              "axis" + std::to_string(i), "An axis of the bowl: the curvature along it is " + in_words(solver.eigenvalues()(i), 4));
}

void add_minimizers(Canvas& c) {
    for (const Vec2& x : c.model.known.minimizers)
        c.add(Points{.at = {x}, .role = Role::text, .radius = 7, .marker = Marker::plus, .outline = 1.5}, "minimizer",
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

/// "; the next step lowers f by 0.1, of 0.2 that its model promised"
std::string decrease_words(const Step& s) {
    if (!std::isfinite(s.actual)) return {};
    const auto size = [](double x) { return prose(significant(std::abs(x))); };
    const bool rises = s.actual < 0;
    std::string text = s.actual == 0 ? "; the next step leaves f as it is" : std::string("; the next step ") + (rises ? "raises" : "lowers") + " f by " + size(s.actual);
    if (!std::isfinite(s.predicted)) return text;
    if (s.predicted < 0) return text + "; its model promised a rise of " + size(s.predicted);
    return text + (s.actual > 0 ? ", of " + size(s.predicted) + " that its model promised" : "; its model promised a fall of " + size(s.predicted));
}

void add_path(Canvas& c, std::size_t i) {
    const Run& run = c.model.runs[i];
    const Role role = role_of(c.panel, i);
    const auto last = static_cast<std::size_t>(run.last()), shown = static_cast<std::size_t>(shown_step(c.panel, run).k);
    const std::string name = "run" + std::to_string(i + 1);
    if (refused(run)) {
        c.add(Points{.at = {c.panel.start}, .role = Role::bad, .radius = 13, .marker = Marker::cross, .outline = 1.5}, name, prose(run.outcome.reason()));
        return;
    }
    if (shown < last) c.add(Polyline{.points = places(run, shown, last), .stroke = {role, 2, Dash::solid, 0.55}}, name);      // above a half it has an edge on the field
    if (shown > 0) c.add(Polyline{.points = places(run, 0, shown), .stroke = {role, 2.5, dash_of(i)}}, name);
    add_heads(c, run, shown, role);
    constexpr std::size_t numbered = 60;      // the first steps of the first run, which the formula speaks of
    Points dots{.at = {}, .role = role, .radius = 4, .marker = marker_of(i), .outline = 1.5, .thinning = Thinning::sequence};
    for (const std::size_t k : distinct(c, run, shown)) {
        const Step& s = run.steps[k];
        dots.at.push_back(s.x);
        if (i == 0 && k <= numbered) dots.names.push_back(k > 0 ? std::to_string(k) : "");
        dots.hover.push_back(name_of(c.panel, i) + ", k = " + std::to_string(k) + ": x = " + point_words(s.x) + ", f = " + prose(significant(s.f, 5)) +
                             decrease_words(s));
    }
    c.add(std::move(dots), name);
    const std::string end = shown == last ? name_of(c.panel, i) + ": " + prose(run.outcome.reason()) : "";
    c.add(Points{.at = {run.steps[shown].x}, .role = role, .radius = 6.5, .marker = marker_of(i), .outline = 2}, "current", end);
}

bool in_sight(const Canvas& c, const Vec2& x) { return ((x - c.window.center).cwiseAbs().array() <= c.window.half.array()).all(); }

/// A number on each trial that stands clear of the one before; those outside the window are counted where the ray leaves it.
void add_trial_numbers(Canvas& c, const Step& step, std::span<const Trial> trials) {
    std::size_t unseen = 0;
    Vec2 numbered = step.x;
    for (std::size_t i = 0; i < trials.size(); ++i) {
        const Trial& trial = trials[i];
        const bool good = trial.verdict == TrialVerdict::accepted;
        if (!in_sight(c, trial.x)) ++unseen;
        if ((trial.x - numbered).norm() < 0.08 * c.size()) continue;
        numbered = trial.x;
        const std::string said = std::to_string(i + 1) + (good ? ": t = " + prose(significant(trial.t)) : "");
        c.add(Label{.at = trial.x, .text = words(said), .role = good ? Role::good : Role::bad, .anchor = Anchor::right, .chip = false, .size = 0.85});
    }
    const double pace = step.direction.cwiseAbs().cwiseQuotient(c.window.half).maxCoeff();
    if (unseen == 0 || !(pace > 0) || !in_sight(c, step.x)) return;
    // From x the ray is in sight for at least this t; a few bisections find where it ends.
    double lo = 0, hi = 2 / pace;
    for (int i = 0; i < 30; ++i) (in_sight(c, step.x + 0.5 * (lo + hi) * step.direction) ? lo : hi) = 0.5 * (lo + hi);
    const std::string said = unseen == 1 ? "1 longer trial" : std::to_string(unseen) + " longer trials";
    c.add(Label{.at = step.x + 0.93 * lo * step.direction, .text = words(said), .role = Role::bad, .size = 0.8});
}

/// The trials of the line search that leaves the shown iterate.
void add_trials(Canvas& c, const Step& step, std::span<const Trial> trials, bool numbered) {
    if (trials.size() < 2) return;
    const auto shorter = [](const Trial& a, const Trial& b) { return !b.x.allFinite() ? false : !a.x.allFinite() || a.t < b.t; };
    const Vec2 far = std::max_element(trials.begin(), trials.end(), shorter)->x;
    if (!far.allFinite()) return;             // all of them lie beyond the numbers
    c.add(Segments{.segments = {{step.x, far}}, .stroke = {Role::text, 1.5, Dash::dotted}}, "trials");
    for (std::size_t i = 0; i < trials.size(); ++i) {
        const Trial& trial = trials[i];
        if (!trial.x.allFinite()) continue;
        const bool good = trial.verdict == TrialVerdict::accepted;
        const std::string bound = std::isfinite(trial.bound) ? ", must be at most " + prose(significant(trial.bound, 4)) : "";
        c.add(Points{.at = {trial.x}, .role = good ? Role::good : Role::bad, .radius = good ? 5.0 : 4.5,
                     .marker = good ? Marker::ring : Marker::cross}, "trials",
              "Trial " + std::to_string(i + 1) + ", t = " + prose(significant(trial.t, 4)) + ": f = " + prose(significant(trial.f, 4)) + bound + ": " +
                  std::string(spoken(trial.verdict)));
    }
    if (numbered) add_trial_numbers(c, step, trials);
}

/// Nesterov's look-ahead point, where the gradient of the step is taken.
void add_look_ahead(Canvas& c, const Step& step, const std::optional<Vec2>& y) {
    if (!y || (*y - step.x).norm() < 0.01 * c.size()) return;
    c.add(Segments{.segments = {{step.x, *y}}, .stroke = {Role::theory, 2, Dash::dashed}}, "look_ahead");
    c.add(Points{.at = {*y}, .role = Role::theory, .radius = 5, .marker = Marker::ring}, "look_ahead",
          "The look-ahead point: the gradient is taken here");
    c.add(Label{.at = *y, .text = indexed("y", step.k), .role = Role::theory, .anchor = Anchor::right, .size = 0.85});
}

/// The level line of Newton's quadratic model through x_k: the full step goes to its centre.
void add_newton_model(Canvas& c, const Step& step, double shift) {
    const Mat2 H = hessian(c.panel.objective, step.x) + shift * Mat2::Identity();
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(H);
    if (!(solver.eigenvalues()(0) > 0) || !step.direction.allFinite()) return;
    const double level = std::sqrt(step.direction.dot(H * step.direction));
    const Mat2 shape = solver.eigenvectors() * (level * solver.eigenvalues().cwiseSqrt().cwiseInverse()).asDiagonal();
    const std::string centre = step.size < 1 ? "its centre is where the full step would go" : "Newton goes to its centre";
    c.add(Polyline{.points = moved(unit_circle(), shape, step.x + step.direction), .stroke = {Role::theory, 2, Dash::dashed}, .closed = true},
          "model", "The quadratic model of f at " + prose("x_" + std::to_string(step.k)) + ": " + centre);
}

/// The step that a run could not take: out of the domain, or to where f or its gradient is not finite.
void add_lost_step(Canvas& c, std::size_t i) {
    const Run& run = c.model.runs[i];
    const Step& last = run.steps.back();
    const bool lost = run.outcome.ending == Ending::left_domain || run.outcome.ending == Ending::not_finite;
    if (!lost || shown_step(c.panel, run).k < last.k || !std::isfinite(last.size)) return;
    const Vec2 to = last.x + last.size * last.direction;
    if (!to.allFinite()) return;
    c.add(Arrow{.tail = last.x, .tip = to, .stroke = {Role::bad, 2.5, Dash::dashed}}, "lost", prose(run.outcome.reason()));
    c.add(Points{.at = {to}, .role = Role::bad, .radius = 6, .marker = Marker::cross}, "lost", prose(run.outcome.reason()));
}

void add_extras(Canvas& c) {
    for (std::size_t i = 0; i < c.model.runs.size(); ++i) {
        add_lost_step(c, i);
        const Run& run = c.model.runs[i];
        const Step* step = explained_step(c.panel, run);
        if (!step) continue;
        const Optimizer& method = c.panel.runs[i].optimizer;
        if (c.panel.runs.size() <= 2) add_look_ahead(c, *step, run.note(*step).look_ahead);
        if (c.panel.runs.size() <= 2 && (std::holds_alternative<Newton>(method) || std::holds_alternative<DampedNewton>(method)))
            add_newton_model(c, *step, run.note(*step).shift);
        if (c.panel.runs.size() <= 3) add_trials(c, *step, run.trials(*step), i == 0);
    }
}

/// −∇f at the start and at the shown iterate, on one scale: the longer one is a little more than a quarter of the window's shorter side.
struct Gradients {
    const Step &first, &now;
    double norm, scale;
    Gradients(const Canvas& c, const Run& run)
        : first(run.steps.front()), now(shown_step(c.panel, run)), norm(length(first.g)),
          scale(0.55 * c.size() / std::max(norm, std::isfinite(length(now.g)) ? length(now.g) : 0)) {}
    bool seen() const { return std::isfinite(norm) && norm > 0; }
    Arrow at(const Step& step, Stroke stroke) const { return {.tail = step.x, .tip = step.x - scale * step.g, .stroke = stroke}; }
};

/// An arrow that ends before the first step does hides nothing but a part of that step.
bool within_first_step(const Gradients& gradients, const Run& run) {
    return run.steps.size() > 1 && gradients.scale * gradients.norm <= length(run.steps[1].x - run.steps[0].x);
}

/// The arrow at the start. Once the path has left it, a longer one is a glow behind the path: it is wide, for gradient descent goes
/// along it.
void add_first_gradient(Canvas& c, bool over_the_path) {
    const Run& run = c.model.runs.front();
    const Gradients gradients(c, run);
    const bool bright = gradients.now.k == 0 || within_first_step(gradients, run);
    if (!gradients.seen() || bright != over_the_path) return;
    const Stroke stroke = bright ? Stroke{Role::gradient, 3.5} : Stroke{Role::gradient, 7, Dash::solid, 0.5};
    c.add(gradients.at(gradients.first, stroke), "gradient0", "−∇f at the start, not to scale: |∇f| = " + prose(significant(gradients.norm, 4)));
}

void add_gradient(Canvas& c) {
    const Gradients gradients(c, c.model.runs.front());
    if (!gradients.seen() || gradients.now.k == 0 || !gradients.now.g.allFinite()) return;
    c.add(gradients.at(gradients.now, {Role::gradient, 3.5}), "gradient",
          "−∇f at " + prose("x_" + std::to_string(gradients.now.k)) + ", on the scale of the arrow at the start: |∇f| = " +
              prose(significant(length(gradients.now.g), 4)));
}

void add_handles(Canvas& c) {
    const Role role = refused(c.model.runs.front()) ? Role::bad : Role::text;
    c.add(Handle{.id = 0, .at = c.panel.start, .role = role, .name = "start"}, "start", "The start: pull it");
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
    add_chord(c.marks, model);
    add_first_gradient(c, false);
    for (std::size_t i = model.runs.size(); i-- > 0;) add_path(c, i);
    add_extras(c);
    add_minimizers(c);
    add_first_gradient(c, true);
    add_gradient(c);
    add_handles(c);
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
