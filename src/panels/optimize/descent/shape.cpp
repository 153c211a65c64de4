#include "panels/optimize/descent/parts.hpp"

#include "base/number.hpp"
#include "panels/plane.hpp"

#include <cmath>
#include <limits>

// What is known of the shape of f: of the whole plane, and, of a function that somebody typed, in the window that is shown.
namespace eigenscope::descent {

using Kind = ConvexityVerdict::Kind;

ConvexityClaim convexity_claim(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Convexity convexity = model.known.convexity;
    ConvexityClaim claim{.said = std::string(spoken(convexity)), .how = "Proven for this family of functions, not sampled"};
    if (const auto* own = std::get_if<ExpressionObjective>(&panel.objective)) {
        const std::string trouble = own->trouble();
        if (!trouble.empty()) claim.how = "The formula cannot be computed: " + trouble;
        else if (own->quadratic()) claim.how = "Decided by the coefficients: the formula is a polynomial of degree two at most";
        else claim.how = "The formula is no polynomial of degree two, and nothing is claimed from samples";
    }
    const bool refuted = model.here && model.here->verdict.kind == Kind::refuted;
    if (refuted) {                                                            // one chord is enough for the whole plane
        claim.convex = claim.strongly = Verdict::no;
        claim.said = "not convex";
        claim.how = "Refuted by a chord: see below";
        return claim;
    }
    if (convexity == Convexity::undecided) {
        claim.said = "no proof";
        return claim;
    }
    claim.convex = is_convex(convexity) ? Verdict::yes : Verdict::no;
    claim.strongly = convexity == Convexity::strongly_convex ? Verdict::yes : Verdict::no;
    return claim;
}

std::optional<DescentPanel::Local> proven_here(const DescentPanel& panel, const DescentPanel::Model& model,
                                               const std::optional<DescentPanel::Local>& before, std::stop_token stop) {
    const auto* own = std::get_if<ExpressionObjective>(&panel.objective);
    if (!own || model.known.convexity != Convexity::undecided || !own->trouble().empty()) return std::nullopt;
    const Camera window = window_of(panel, model);
    const Vec2 lo = window.center - window.half, hi = window.center + window.half;
    if (before && before->f == *own && before->lo == lo && before->hi == hi) return before;
    const auto verdict = own->judged(lo, hi, stop);
    if (!verdict || stop.stop_requested()) return std::nullopt;
    return DescentPanel::Local{*own, lo, hi, *verdict};
}

namespace {

std::string window_words(const DescentPanel::Local& here) {
    const auto range = [](double lo, double hi) { return significant(lo, 3) + " to " + significant(hi, 3); };
    return prose("x from " + range(here.lo.x(), here.hi.x()) + ", y from " + range(here.lo.y(), here.hi.y()));
}

/// "8.1 … 58", "at least 8.1": between what a number is proven to lie.
std::string between(const Bracket& bracket) {
    if (std::isfinite(bracket.lo) && std::isfinite(bracket.hi)) {
        const std::string lo = significant(bracket.lo, 3), hi = significant(bracket.hi, 3);
        return prose(lo == hi ? lo : lo + " … " + hi);
    }
    if (std::isfinite(bracket.lo)) return prose("≥ " + significant(bracket.lo, 3));
    return std::isfinite(bracket.hi) ? prose("≤ " + significant(bracket.hi, 3)) : "";
}

/// Between two places where f has values there is one where it has none.
bool leaves_domain(const Secant& chord) { return std::isinf(chord.excess); }

/// A chord's ends, rounded: "chord from (1, 2) to (0, 1)".
std::string chord_words(const Secant& chord) {
    const auto point = [](const std::vector<double>& p) { return "(" + significant(p[0], 3) + ", " + significant(p[1], 3) + ")"; };
    return prose("chord from " + point(chord.a) + " to " + point(chord.b));
}

std::string way_words(const ConvexityVerdict& verdict) { return verdict.witness ? chord_words(*verdict.witness) : verdict.way; }

/// The same with all digits.
std::string in_full(const Bracket& bracket) {
    if (!std::isfinite(bracket.lo)) return "≤ " + shortest(bracket.hi);
    if (!std::isfinite(bracket.hi)) return "≥ " + shortest(bracket.lo);
    return bracket.lo == bracket.hi ? shortest(bracket.lo) : shortest(bracket.lo) + " … " + shortest(bracket.hi);
}

Fact bracket_fact(std::string name, std::string label, const Bracket& bracket, std::string how) {
    return {.name = std::move(name), .label = std::move(label), .value = between(bracket), .number = std::isfinite(bracket.hi) ? bracket.hi : bracket.lo,
            .verdict = Verdict::none, .residual = "proven", .residual_number = bracket.hi - bracket.lo, .how = std::move(how), .full = in_full(bracket)};
}

}

std::vector<Fact> local_facts(const DescentPanel::Model& model) {
    if (!model.here) return {};
    const ConvexityVerdict& verdict = model.here->verdict;
    const bool proven = verdict.kind == Kind::proven;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::vector<Fact> facts;
    std::string how = "In the window, " + window_words(*model.here) + (verdict.everywhere ? "" : ", where f has a value") + ": ";
    if (proven) how += "every chord lies above f. Proven by " + verdict.way;
    else if (verdict.witness)
        how += (leaves_domain(*verdict.witness) ? "f has no value at the middle of the " : "f lies above the middle of the ") + way_words(verdict) +
               ", checked in interval arithmetic";
    else how += "neither a proof nor a chord was found; " + verdict.way;
    facts.push_back({.name = "convex_here", .label = "convex here",
                     .value = {}, .number = none, .verdict = proven ? Verdict::yes : verdict.witness ? Verdict::no : Verdict::cannot_tell,
                     .residual = proven ? "proven" : verdict.witness ? "by a chord" : "no proof", .residual_number = none, .how = std::move(how)});
    if (!between(verdict.L).empty())
        facts.push_back(bracket_fact("L_here", "L here, proven", verdict.L, "Between these lies the largest curvature in the window; both ends are proven in interval arithmetic"));
    if (!between(verdict.mu).empty())
        facts.push_back(bracket_fact("mu_here", "μ here, proven", verdict.mu, "Between these lies the least curvature in the window; both ends are proven in interval arithmetic"));
    return facts;
}

std::string local_words(const DescentPanel::Model& model) {
    if (!model.here) return {};
    const ConvexityVerdict& verdict = model.here->verdict;
    std::string text = " In the window, " + window_words(*model.here) + ", ";
    if (verdict.kind == Kind::proven) text += "f is convex: proven by " + verdict.way;
    else if (verdict.witness)
        text += (leaves_domain(*verdict.witness) ? "f is not convex: it has no value at the middle of the " : "f is not convex: it lies above its ") + way_words(verdict);
    else text += "it is not decided whether f is convex";
    const auto tell = [&](const char* letter, const Bracket& bracket) {
        const std::string range = between(bracket);
        const bool sign = range.starts_with("≥") || range.starts_with("≤");
        if (!range.empty()) text += std::string(", ") + letter + (sign ? " " : " = ") + range;
    };
    tell("L", verdict.L);
    tell("μ", verdict.mu);
    return text + ".";
}

namespace {

const Secant* chord_of(const DescentPanel::Model& model) {
    return model.here && model.here->verdict.witness ? &*model.here->verdict.witness : nullptr;
}

std::string chord_hover(const Secant& chord) {
    return leaves_domain(chord) ? "f has no value at the middle of this chord: its domain is not convex" : "f lies above the middle of this chord: it is not convex";
}

}

void add_chord(std::vector<Mark>& marks, const DescentPanel::Model& model) {
    const Secant* chord = chord_of(model);
    if (!chord) return;
    const Vec2 a(chord->a[0], chord->a[1]), b(chord->b[0], chord->b[1]);
    marks.emplace_back(Segments{.segments = {{a, b}}, .stroke = {Role::bad, 2, Dash::dashed}}, "chord", chord_hover(*chord));
    marks.emplace_back(Points{.at = {a, b}, .role = Role::bad, .radius = 4, .outline = 1}, "chord", chord_hover(*chord));
}

void add_chord(Plot& plot, const DescentPanel::Model& model, const std::function<double(double)>& height) {
    const Secant* chord = chord_of(model);
    if (!chord) return;
    const Vec2 a(chord->a[0], chord->a[1]), b(chord->b[0], chord->b[1]);
    const double at_a = value(Objective(model.here->f), a), at_b = value(Objective(model.here->f), b);
    // A straight line in f, bent where heights are logarithmic.
    Polyline3 line{.points = {}, .stroke = {Role::bad, 2.5}};
    Points3 ends{.at = {}, .role = Role::bad, .radius = 4.5};
    constexpr int pieces = 40;
    for (int i = 0; i <= pieces; ++i) {
        const double t = static_cast<double>(i) / pieces;
        const Vec2 p = (1 - t) * a + t * b;
        const double z = height((1 - t) * at_a + t * at_b);
        if (!(z >= plot.zlo && z <= plot.zhi)) continue;                      // heights go one way: what is in sight is one piece
        line.points.emplace_back(p.x(), p.y(), z);
        if (i == 0 || i == pieces) ends.at.push_back(line.points.back());
    }
    if (line.points.size() > 1) plot.marks.emplace_back(std::move(line), "chord", chord_hover(*chord));
    if (!ends.at.empty()) plot.marks.emplace_back(std::move(ends), "chord", chord_hover(*chord));
}

}
