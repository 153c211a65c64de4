#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"
#include "compute/optimize/stability.hpp"
#include "panels/plane.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace eigenscope::descent {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

/// The digits (with their sign) that begin at `at`.
std::string_view digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at < text.size() && text[at] == '-' ? at + 1 : at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return text.substr(at, end - at);
}

/// "1.12e-9" as "1.12 · 10⁻⁹", and 1e5 as 10⁵.
void set_powers(std::string& text) {
    for (auto at = text.find('e'); at != std::string::npos; at = text.find('e', at + 1)) {
        const std::string exponent(digits_at(text, at + 1));
        if (at == 0 || !is_digit(text[at - 1]) || exponent.empty() || exponent == "-") continue;
        const bool one = text[at - 1] == '1' && (at == 1 || (!is_digit(text[at - 2]) && text[at - 2] != '.'));
        std::string power = plain(formula::sup(formula::roman("10"), formula::roman(prose(exponent))));
        if (!one) power = "\u00a0·\u00a0" + power;
        text.replace(one ? at - 1 : at, exponent.size() + (one ? 2 : 1), power);
    }
}

/// "x_12" as "x₁₂"
void set_subscripts(std::string& text) {
    for (auto at = text.find('_'); at != std::string::npos; at = text.find('_', at + 1)) {
        const std::string index(digits_at(text, at + 1));
        if (at == 0 || index.empty()) continue;
        const std::string letter = text.substr(at - 1, 1);
        text.replace(at - 1, 2 + index.size(), plain(formula::sub(formula::italic(letter), formula::roman(index))));
    }
}

}

std::string prose(std::string text) {
    set_powers(text);
    set_subscripts(text);
    for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1))
        if (at + 1 < text.size() && is_digit(text[at + 1])) text.replace(at, 1, "−");
    replace_all(text, "f − f*", "f\u00a0−\u00a0f*");
    return text;
}

namespace {

/// A number in a sentence: three digits.
std::string said(double x) { return significant(x, 3); }

std::string kappa_words(const Knowledge& known) { return known.mu ? " κ = " + significant(*known.L / *known.mu, 2) + "." : ""; }

/// The start is off the minimum in the steepest direction of a quadratic, so what happens there is seen.
bool steep_part(const DescentPanel& panel, const Knowledge& known) {
    if (!is_quadratic(panel.objective) || known.minimizers.empty()) return false;
    const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(panel.objective, panel.start));
    const Vec2 error = panel.start - known.minimizers.front();
    return std::abs(solver.eigenvectors().col(1).dot(error)) > 1e-9 * (1 + error.norm());
}

/// What the step says about gradient descent on a quadratic: there the error of each axis is multiplied by 1 − aλ.
std::string rate_sentence(const GradientDescent& method, const StepLimit& bound, const Knowledge& known) {
    // As many digits as the step has, and as tell the two apart.
    const int digits = significant(method.rate, 2) == said(method.rate) ? 2 : 3;
    const auto [rate, limit] = told_apart(method.rate, bound.limit, digits);
    const std::string step = "Step " + rate, two = "2/L = " + limit, one = "1/L = " + said(1 / *known.L);
    if (bound.factor < -0.6)
        return step + (method.rate >= 0.9 * bound.limit ? " is just below " : " is below ") + two + ": it zig-zags." + kappa_words(known);
    if (bound.factor < -1e-9)
        return step + " lies between " + one + " and " + two + ": the steep direction overshoots and keeps " + said(-bound.factor) +
               " of its error." + kappa_words(known);
    const std::string slow = known.mu ? "; the flat direction keeps " + said(1 - method.rate * *known.mu) + " of its error each time." : ".";
    return step + " is at most " + one + ": nothing overshoots" + slow;
}

/// What the length of the step alone decides on a quadratic.
std::string step_sentence(const DescentPanel& panel, const Knowledge& known) {
    const Optimizer& optimizer = panel.runs.front().optimizer;
    const auto bound = step_limit(optimizer, known);
    if (!bound || !steep_part(panel, known)) return {};
    if (const std::string above = overstep(optimizer, known, true); !above.empty()) return "Step" + above;
    const auto* descent = std::get_if<GradientDescent>(&optimizer);
    if (!descent) return {};
    if (bound->exact()) return "The step is exactly 2/L = " + said(bound->limit) + ": the steep direction only changes sign, for ever.";
    return rate_sentence(*descent, *bound, known);
}

/// Sentences that need the run.
std::string search_sentence(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Run& run = model.runs.front();
    const Step* step = explained_step(panel, run);
    if (!step || !step->stepped) return {};
    if (step->remark != Remark::none) return "Step " + std::to_string(step->k + 1) + ": " + run.remark(*step) + ".";
    const Optimizer& method = panel.runs.front().optimizer;
    if (std::holds_alternative<Backtracking>(method) && step->trial_count > 1)
        return "Step " + std::to_string(step->k + 1) + " took " + std::to_string(step->trial_count) + " trials: t = " + said(step->size) +
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
    const std::string where = model.known.minimum ? "f − f* = " + said(last.f - *model.known.minimum) : "|∇f| = " + said(length(last.g));
    if (run.outcome.ending == Ending::converged) return name_of(panel, i) + (model.known.minimum ? ": at the minimum" : ": at a minimum") + after;
    if (run.last() == 0) return name_of(panel, i) + ": " + std::string(spoken(run.outcome.ending)) + " at the first step";
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

bool is_ordinary(const Outcome& outcome) { return outcome.ending == Ending::converged || outcome.ending == Ending::budget_used; }

/// Why the one run that ended in trouble did so: two such sentences would be a paragraph, and stand on the facts card.
std::string troubles(const DescentPanel::Model& model) {
    const auto unusual = [](const Run& run) { return !is_ordinary(run.outcome); };
    if (std::count_if(model.runs.begin(), model.runs.end(), unusual) != 1) return {};
    return " " + std::find_if(model.runs.begin(), model.runs.end(), unusual)->outcome.reason();
}

/// The reason why the only run ended says of its step what the caption says.
bool names_its_step(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Optimizer& optimizer = panel.runs.front().optimizer;
    const auto bound = step_limit(optimizer, model.known);
    if (!bound) return false;
    const Outcome& outcome = model.runs.front().outcome;
    const std::string above = overstep(optimizer, model.known, is_quadratic(panel.objective));
    if (above.empty()) return bound->exact() && outcome.ending == Ending::cycling;
    return outcome.reason().find(above) != std::string::npos;
}

/// Why there is nothing to see; empty where there is something. Every function knows a start where it has a value, if it has any.
std::string nothing_to_see(const DescentPanel& panel, const Knowledge& known) {
    if (in_domain(panel.objective, known.start)) return {};
    const auto* own = std::get_if<ExpressionObjective>(&panel.objective);
    const std::string trouble = own ? own->trouble() : "";
    if (!trouble.empty()) return "The formula cannot be computed: " + trouble + ".";
    return "f has no value at any point that was tried: change the formula.";
}

/// What there is to see, in plain letters.
std::string sentence(const DescentPanel& panel, const DescentPanel::Model& model) {
    if (const std::string nothing = nothing_to_see(panel, model.known); !nothing.empty()) return nothing;
    if (panel.runs.size() > 1) return race(panel, model) + troubles(model);
    const Outcome& outcome = model.runs.front().outcome;
    const std::string step = step_sentence(panel, model.known);
    // The step explains a circle and a flight; any other unusual end is told beside it.
    const bool explained = outcome.ending == Ending::diverged || outcome.ending == Ending::cycling;
    if (!step.empty()) return explained || is_ordinary(outcome) ? step : step + " " + outcome.reason();
    if (!is_ordinary(outcome)) return outcome.reason();
    const std::string search = search_sentence(panel, model);
    return search.empty() ? standing(panel, model, 0) + "." : search;
}

}

std::string caption(const DescentPanel& panel, const DescentPanel::Model& model) { return prose(sentence(panel, model)); }

}

namespace eigenscope {

using namespace descent;

std::string words(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Knowledge& known = model.known;
    const ConvexityClaim claim = convexity_claim(panel, model);
    std::string text = std::string(label_of(panel.objective)) + ": " + plain(objective_formula(panel.objective)) + ", ";
    text += claim.convex == Verdict::cannot_tell ? "convex or not: " + std::string(spoken(known.convexity)) : claim.said;
    if (known.L) text += ", L = " + significant(*known.L, 4);
    if (known.mu) text += ", μ = " + significant(*known.mu, 4);
    if (known.L && known.mu) text += ", κ = " + significant(*known.L / *known.mu, 4);
    text += ".";
    if (claim.convex == Verdict::cannot_tell && !model.here) text += " " + claim.how + ".";
    text += local_words(model);
    for (const Vec2& x : known.minimizers)
        text += " A minimum lies at (" + in_words(x.x()) + ", " + in_words(x.y()) + ") with f = " + significant(*known.minimum, 4) + ".";
    for (std::size_t i = 0; i < panel.runs.size(); ++i) {
        const Run& run = model.runs[i];
        const Step& now = shown_step(panel, run);
        text += " " + name_of(panel, i) + " starts at (" + in_words(panel.start.x()) + ", " + in_words(panel.start.y()) + ") and stands at (" +
                in_words(now.x.x()) + ", " + in_words(now.x.y()) + ") after " + std::to_string(now.k) + " of " +
                std::to_string(run.last()) + " steps, f = " + significant(now.f, 4) + "; " + std::string(spoken(run.outcome.ending)) + ": " +
                prose(run.outcome.reason());
    }
    // The account of the runs has given the reasons.
    if (panel.runs.size() > 1) return text + " " + prose(race(panel, model));
    const std::string seen = caption(panel, model);
    return names_its_step(panel, model) || text.ends_with(seen) ? text : text + " " + seen;
}

}
