#include "panels/descent_parts.hpp"

#include "base/number.hpp"
#include "panels/plane.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace eigenscope::descent {

std::string with_true_minus(std::string text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1))
        if (at + 1 < text.size() && digit(text[at + 1])) text.replace(at, 1, "−");
    return text;
}

namespace {

/// A number in a sentence: three digits, a true minus.
std::string said(double x) { return with_true_minus(significant(x, 3)); }

std::string kappa_words(const Knowledge& known) { return known.mu ? " κ = " + significant(*known.L / *known.mu, 2) + "." : ""; }

/// The start is off the minimum in the steepest direction of a quadratic, so what happens there is seen.
bool steep_part(const DescentPanel& panel, const Knowledge& known) {
    if (!is_quadratic(panel.objective) || known.minimizers.empty()) return false;
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(panel.objective, panel.start));
    const Vec2 error = panel.start - known.minimizers.front();
    return std::abs(solver.eigenvectors().col(1).dot(error)) > 1e-9 * (1 + error.norm());
}

/// What the step says about gradient descent on a quadratic: there the error of each axis is multiplied by 1 − aλ.
std::string step_sentence(const GradientDescent& method, const DescentPanel& panel, const Knowledge& known) {
    if (!known.L || !(*known.L > 0) || !steep_part(panel, known)) return {};
    const double reach = method.rate * *known.L, limit = 2 / *known.L, factor = 1 - reach;
    const std::string step = "Step " + said(method.rate), two = "2/L = " + significant(limit, 2);
    if (std::abs(reach - 2) < 1e-9) return "The step is exactly 2/L = " + said(limit) + ": the steep direction only changes sign, for ever.";
    if (reach > 2) return step + " is above 2/L = " + said(limit) + ": the error in the steep direction is multiplied by " + said(factor) + " each time.";
    if (reach > 1.6) return step + " is just below " + two + ": it zig-zags." + kappa_words(known);
    if (reach > 1 + 1e-9)
        return step + " lies between 1/L = " + said(1 / *known.L) + " and " + two + ": the steep direction overshoots and keeps " +
               said(-factor) + " of its error." + kappa_words(known);
    const std::string slow = known.mu ? "; the flat direction keeps " + said(1 - method.rate * *known.mu) + " of its error each time." : ".";
    return step + " is at most 1/L = " + said(1 / *known.L) + ": nothing overshoots" + slow;
}

std::string step_sentence(const auto&, const DescentPanel&, const Knowledge&) { return {}; }

/// Sentences that need the run.
std::string search_sentence(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Run& run = model.runs.front();
    const Step* step = explained_step(panel, run);
    if (!step || !step->stepped) return {};
    if (!step->remark.empty()) return "At k = " + std::to_string(step->k) + ": " + step->remark + ".";
    const Optimizer& method = panel.runs.front().optimizer;
    if (std::holds_alternative<Backtracking>(method) && step->trials.size() > 1)
        return "Step " + std::to_string(step->k + 1) + " took " + std::to_string(step->trials.size()) + " trials: t = " + said(step->size) +
               " is the first that lowers f enough.";
    if (std::holds_alternative<ExactLineSearch>(method) && run.last() > 1)
        return "Each step ends at the lowest point of its line, so the path turns at right angles.";
    return {};
}

/// How a run stands at its end.
std::string standing(const DescentPanel& panel, const DescentPanel::Model& model, std::size_t i) {
    const Run& run = model.runs[i];
    const Step& last = run.steps.back();
    const std::string after = " after " + std::to_string(run.last()) + (run.last() == 1 ? " step" : " steps");
    const std::string where = model.known.minimum ? "f − f* = " + said(last.f - *model.known.minimum) : "|∇f| = " + said(last.g.norm());
    if (run.outcome.ending == Ending::converged) return name_of(panel, i) + ": at the minimum" + after;
    const bool refused = run.last() == 0 && !last.stepped;
    if (refused) return name_of(panel, i) + ": " + std::string(spoken(run.outcome.ending)) + " at the first step";
    if (run.outcome.ending == Ending::budget_used) return name_of(panel, i) + ": " + where + after;
    return name_of(panel, i) + ": " + std::string(spoken(run.outcome.ending)) + after;
}

/// The runs, the best first.
std::vector<std::size_t> ranking(const DescentPanel::Model& model) {
    std::vector<std::size_t> order(model.runs.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&](std::size_t i) {
        const Run& run = model.runs[i];
        const bool arrived = run.outcome.ending == Ending::converged;
        return std::pair(!arrived, arrived ? static_cast<double>(run.last()) : run.steps.back().f);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

std::string race(const DescentPanel& panel, const DescentPanel::Model& model) {
    std::string text;
    for (const std::size_t i : ranking(model)) text += (text.empty() ? "" : "; ") + standing(panel, model, i);
    return text + ".";
}

}

std::string caption(const DescentPanel& panel, const DescentPanel::Model& model) {
    if (panel.runs.size() > 1) return race(panel, model);
    const Outcome& outcome = model.runs.front().outcome;
    const std::string step = std::visit([&](const auto& method) { return step_sentence(method, panel, model.known); },
                                        panel.runs.front().optimizer);
    if (!step.empty()) return step;
    const bool ordinary = outcome.ending == Ending::converged || outcome.ending == Ending::budget_used;
    if (!ordinary) return with_true_minus(outcome.reason);
    const std::string search = search_sentence(panel, model);
    return search.empty() ? standing(panel, model, 0) + "." : search;
}

}

namespace eigenscope {

using namespace descent;

std::string words(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Knowledge& known = model.known;
    std::string text = std::string(label_of(panel.objective)) + ": " + plain(objective_formula(panel.objective)) + ", " +
                       std::string(spoken(known.convexity));
    if (known.L) text += ", L = " + significant(*known.L, 4);
    if (known.mu) text += ", μ = " + significant(*known.mu, 4);
    if (known.L && known.mu) text += ", κ = " + significant(*known.L / *known.mu, 4);
    text += ".";
    for (const Vec2& x : known.minimizers)
        text += " A minimum lies at (" + in_words(x.x()) + ", " + in_words(x.y()) + ") with f = " + significant(*known.minimum, 4) + ".";
    for (std::size_t i = 0; i < panel.runs.size(); ++i) {
        const Run& run = model.runs[i];
        const Step& now = shown_step(panel, run);
        text += " " + name_of(panel, i) + " starts at (" + in_words(panel.start.x()) + ", " + in_words(panel.start.y()) + ") and stands at (" +
                in_words(now.x.x()) + ", " + in_words(now.x.y()) + ") after " + std::to_string(now.k) + " of " +
                std::to_string(run.last()) + " steps, f = " + significant(now.f, 4) + "; " + std::string(spoken(run.outcome.ending)) + ": " +
                with_true_minus(run.outcome.reason);
    }
    const std::string seen = caption(panel, model);
    return text.ends_with(seen) ? text : text + " " + seen;
}

}
