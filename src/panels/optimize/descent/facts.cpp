#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"
#include "panels/plane.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {

using namespace descent;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Fact number(std::string name, std::string label, double x, std::string how) {
    Fact fact = number_fact(std::move(name), std::move(label), x, std::move(how));
    fact.value = significant(x, 4);
    return fact;
}

Fact verdict(std::string name, std::string label, Verdict said, double number, std::string residual, double residual_number, std::string how) {
    return {.name = std::move(name), .label = std::move(label), .value = {}, .number = number, .verdict = said,
            .residual = std::move(residual), .residual_number = residual_number, .how = std::move(how)};
}

void add_function(std::vector<Fact>& facts, const DescentPanel& panel, const DescentPanel::Model& model) {
    const Knowledge& known = model.known;
    const ConvexityClaim claim = convexity_claim(panel, model);
    const bool open = known.convexity == Convexity::undecided;
    facts.push_back(verdict("convex", "convex", claim.convex, none, claim.said, none, claim.how));
    facts.push_back(verdict("strongly_convex", "strongly convex", claim.strongly, none,
                            known.mu ? "μ = " + significant(*known.mu) : open ? claim.said : "no μ > 0", known.mu.value_or(none),
                            "f − μ/2 |x|² is convex for some μ > 0"));
    if (known.L) facts.push_back(number("L", "L, the largest curvature", *known.L, "The gradient changes at most L times as fast as x"));
    else if (open) facts.push_back(verdict("L", "bounded curvature", Verdict::cannot_tell, none, "no L", none,
                                           "Whether the gradient is Lipschitz is not known of this function"));
    else facts.push_back(verdict("L", "bounded curvature", Verdict::no, none, "no L", none, "The gradient is not Lipschitz: no step is safe everywhere"));
    if (known.mu) facts.push_back(number("mu", "μ, the least curvature", *known.mu, "f curves at least this much, everywhere"));
    if (known.L && known.mu) facts.push_back(number("kappa", "κ = L/μ", *known.L / *known.mu, "The condition number: how long the bowl is"));
    // Without convexity a step can be too long long before 2/L, and a saddle is left faster the longer it is.
    if (claim.convex == Verdict::yes && known.L && *known.L > 0) {
        facts.push_back(number("safe_step", "1/L", 1 / *known.L, "With this step, nothing overshoots"));
        facts.push_back(number("limit_step", "2/L", 2 / *known.L, "At this step gradient descent stops converging"));
    }
    for (Fact& fact : local_facts(model)) facts.push_back(std::move(fact));
    if (known.minimum) facts.push_back(number("minimum", "f*", *known.minimum, "The least value of f"));
}

/// Numbers of one run; `tail` tells the names of several runs apart.
struct Card {
    const DescentPanel& panel;
    const DescentPanel::Model& model;
    std::size_t i;
    std::vector<Fact>& facts;

    const Run& run() const { return model.runs[i]; }
    std::string name(const std::string& word) const { return panel.runs.size() > 1 ? word + "_" + std::to_string(i + 1) : word; }
    std::string label(const std::string& word) const { return panel.runs.size() > 1 ? name_of(panel, i) + ": " + word : word; }
    void add(const std::string& key, const std::string& text, double x, const std::string& how) {
        facts.push_back(number(name(key), label(text), x, how));
    }
};

/// Whether the run ended at a minimum. One that had to stop on its way did not, whatever further steps would do; one that ended on a flat
/// place did not where that is known to lie too high.
Verdict verdict_on(const Outcome& outcome, const Knowledge& known) {
    if (outcome.ending == Ending::converged) return Verdict::yes;
    const bool too_high = known.minimum && outcome.f - *known.minimum > small_gap(*known.minimum);
    return outcome.ending == Ending::flat && !too_high ? Verdict::cannot_tell : Verdict::no;
}

void add_status(Card& card) {
    const Outcome& outcome = card.run().outcome;
    const Verdict converged = verdict_on(outcome, card.model.known);
    const double norm = length(card.run().steps.back().g);
    card.facts.push_back(verdict(card.name("converged"), card.label("converged"), converged, none,
                                 std::string(spoken(outcome.ending)) + (std::isfinite(norm) ? ", |∇f| = " + significant(norm) : ""), norm,
                                 prose(outcome.reason())));
}

void add_rates(Card& card) {
    const Knowledge& known = card.model.known;
    const auto measured = measured_rate(card.run(), known);
    if (measured) card.add("rate", *measured > 1 ? "f − f* grows by" : "f − f* shrinks by", *measured, "The factor a step, as the geometric mean over the second half of the run");
    const auto theory = asymptotic_rate(card.panel.runs[card.i].optimizer, card.panel.objective, card.run().steps.back().x);
    if (theory && measured) {
        card.add("rate_theory", "in theory by", *theory, "The square of the spectral radius of the method at the minimum: what most starts see in the long run");
        card.facts.back().residual = "off by " + brief(*measured - *theory);
        card.facts.back().residual_number = *measured - *theory;
    }
}

/// What the last step was to gain by the method's own model, and what it gained.
void add_decrease(Card& card) {
    const Step* step = last_step(card.panel, card.run());
    if (!step || !std::isfinite(step->actual)) return;
    const std::string from = "in the step from k = " + std::to_string(step->k);
    const bool rose = step->actual < 0;
    if (rose) card.add("increase", "f rose by", -step->actual, "How much higher f came " + from);
    else card.add("decrease", "f fell by", step->actual, "How much lower f came " + from);
    if (!std::isfinite(step->predicted)) return;
    const std::string fall = rose ? "a fall of " : "";
    card.facts.back().residual = "promised " + fall + significant(step->predicted);
    card.facts.back().residual_number = step->predicted;
    card.facts.back().how += "; the model of the method promised " + fall + significant(step->predicted, 4);
}

/// Whether the run kept the promise of the theorem, where one applies.
void add_bound(Card& card) {
    const auto& theorem = card.model.bounds[card.i];
    if (!theorem) return;
    std::string how = theorem->theorem + ": " + theorem->formula;
    for (const Assumption& a : theorem->assumptions) how += (a.holds ? "; holds: " : "; fails: ") + a.text;
    if (!theorem->proven()) {
        // The card is narrow: what fails first stands on it, the whole list in the hover.
        const auto fails = std::find_if(theorem->assumptions.begin(), theorem->assumptions.end(), [](const Assumption& a) { return !a.holds; });
        card.facts.push_back(verdict(card.name("bound"), card.label("a proven bound applies"), Verdict::no, none, fails->text, none, how));
        return;
    }
    // The largest share of the bound that the run used, above round-off and after the start, which uses all of it.
    double most = 0;
    const double floor = gap_floor(*card.model.known.minimum) * 10;
    for (const Step& step : card.run().steps) {
        const double gap = step.f - *card.model.known.minimum;
        if (step.k > 0 && gap > floor) most = std::max(most, gap / theorem->at(step.k));
    }
    card.facts.push_back(verdict(card.name("bound"), card.label("keeps the proven bound"), most <= 1 + 1e-9 ? Verdict::yes : Verdict::no, most,
                                 "uses at most " + significant(100 * most) + " % of it", most, how));
}

}

std::vector<Fact> facts(const DescentPanel& panel, const DescentPanel::Model& model) {
    std::vector<Fact> all;
    add_function(all, panel, model);
    for (std::size_t i = 0; i < panel.runs.size(); ++i) {
        Card card{panel, model, i, all};
        const Step& now = shown_step(panel, card.run());
        add_status(card);
        card.add("k", "k", now.k, "The step that is shown");
        if (std::isfinite(now.f)) card.add("f", "f", now.f, "f at the iterate that is shown");
        if (now.g.allFinite()) card.add("gradient_norm", "|∇f|", length(now.g), "The length of the gradient there");
        if (std::isfinite(now.f) && model.known.minimum) card.add("gap", "f − f*", now.f - *model.known.minimum, "How much lower f can get");
        card.add("evaluations", "evaluations", now.evaluations.total(), "Of f, its gradient and its Hessian, until this iterate");
        add_decrease(card);
        add_rates(card);
        add_bound(card);
    }
    return all;
}

std::vector<Table> tables(const DescentPanel& panel, const DescentPanel::Model& model) {
    Table steps{.name = "steps", .columns = {"run", "k", "x", "y", "f", "gx", "gy", "gradient_norm", "step_size", "evaluations"}, .rows = {}};
    Table outcome{.name = "outcome", .columns = {"run", "status", "reason", "k", "f"}, .rows = {}};
    for (std::size_t i = 0; i < model.runs.size(); ++i) {
        const double index = static_cast<double>(i + 1);
        for (const Step& s : model.runs[i].steps)
            steps.rows.push_back({index, static_cast<double>(s.k), s.x.x(), s.x.y(), s.f, s.g.x(), s.g.y(), length(s.g),
                                  s.stepped ? s.size : none, static_cast<double>(s.evaluations.total())});
        const Outcome& end = model.runs[i].outcome;
        outcome.rows.push_back({index, std::string(key_of(end.ending)), end.reason(), static_cast<double>(end.k), end.f});
    }
    return {steps, outcome, facts_table(facts(panel, model))};
}

}
