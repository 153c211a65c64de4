#include "panels/optimize/descent/room.hpp"

#include "scene/expression_formula.hpp"

#include <algorithm>

using namespace eigenscope;

namespace {

DescentPanel typed(std::string_view text, const Parameters& parameters = {}) { return with(ExpressionObjective(text, parameters), {GradientDescent{0.05}}, 20); }

std::string told(const DescentPanel& panel) { return words(panel, derive(panel)); }

bool says(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

Verdict verdict_of(const DescentPanel& panel, std::string_view name) {
    const auto card = facts(panel, derive(panel));
    const Fact* fact = fact_of(card, name);
    REQUIRE(fact);
    return fact->verdict;
}

}

TEST_CASE("a typed bowl is known as well as the bowl of the list") {
    const DescentPanel own = typed("(x^2 + k y^2)/2", {{"k", 10}});
    DescentPanel listed = own;
    listed.objective = Quadratic{.kappa = 10};
    const auto ours = facts(own, derive(own)), theirs = facts(listed, derive(listed));
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CAPTURE(ours[i].name);
        CHECK(ours[i].name == theirs[i].name);
        CHECK(ours[i].value == theirs[i].value);
        CHECK(ours[i].verdict == theirs[i].verdict);
    }
    CHECK(step_marks(own) == step_marks(listed));
    CHECK(derive(own).runs == derive(listed).runs);
    CHECK(derive(own).bounds == derive(listed).bounds);
}

TEST_CASE("what is not known of a typed function is not claimed, in facts or words") {
    for (const char* text : {"x^4 + y^2", "|x| + |y|", "e^x + y^2"}) {
        CAPTURE(text);
        const DescentPanel panel = typed(text);
        for (const char* name : {"convex", "strongly_convex", "L"}) CHECK(verdict_of(panel, name) == Verdict::cannot_tell);
        const auto model = derive(panel);
        const auto card = facts(panel, model);
        for (const char* name : {"minimum", "gap", "mu", "kappa", "safe_step", "limit_step", "bound", "rate"}) CHECK_FALSE(fact_of(card, name));
        CHECK(step_marks(panel).empty());
        CHECK(says(told(panel), "not decided"));
        CHECK_FALSE(says(told(panel), "A minimum lies"));
        CHECK(shapes<Points>(landscape_of(panel), "minimizer").empty());
    }
}

TEST_CASE("in the window a typed function is proven convex, or refuted by a chord that is drawn") {
    for (const char* text : {"x^4 + y^2", "|x| + |y|", "e^x + y^2", "ln(exp(x) + exp(y))", "sqrt(1 + x^2 + y^2)", "if(x > 0, x^2, 0) + y^2",
                             "|x| + log1p(exp(-2|x|)) + y^2", "-x^0.3 y^0.7", "(x^4 + y^4)^(1/4)", "max(x, y) + min(x, y)"}) {
        CAPTURE(text);
        const DescentPanel panel = typed(text);
        CHECK(verdict_of(panel, "convex_here") == Verdict::yes);
        CHECK(says(told(panel), "f is convex: proven by"));
        CHECK(shapes<Segments>(landscape_of(panel), "chord").empty());
    }
    for (const char* text : {"sin(x) + y^2", "ln(x) + y^2", "x^2 + y^2 + 4 (2 - cos(2 pi x) - cos(2 pi y))", "100 (y - x^2)^2 + (1 - x)^2", "x y + x^3"}) {
        CAPTURE(text);
        const DescentPanel panel = typed(text);
        // One chord settles it for the whole plane.
        for (const char* name : {"convex_here", "convex", "strongly_convex"}) CHECK(verdict_of(panel, name) == Verdict::no);
        CHECK(says(told(panel), "f is not convex: it lies above its chord from"));
        const auto chord = shapes<Segments>(landscape_of(panel), "chord");
        REQUIRE(chord.size() == 1);
        const auto [a, b] = chord[0].segments.front();
        const double below = (value(panel.objective, a) + value(panel.objective, b)) / 2;
        CHECK(value(panel.objective, (a + b) / 2) > below);
        const Camera window = landscape_of(panel).camera;
        for (const Vec2& end : {a, b}) CHECK(((end - window.center).cwiseAbs().array() <= window.half.array()).all());
    }
    CHECK(verdict_of(typed("-(x + 3)(y + 3)/(x + y + 6)"), "convex_here") == Verdict::cannot_tell);
}

TEST_CASE("in space the chord stays between floor and top, also where f has a pole") {
    for (const char* text : {"sin(x) + y^2", "gamma(x) + |y|"}) {
        CAPTURE(text);
        DescentPanel panel = typed(text);
        panel.view = DescentView::surface;
        const Plot plot = depict(panel, derive(panel)).front();
        const auto lines = shapes<Polyline3>(plot, "chord");
        for (const Polyline3& line : lines)
            for (const Vec3& p : line.points) CHECK((p.z() >= plot.zlo && p.z() <= plot.zhi));
        if (std::string_view(text).starts_with("sin")) CHECK(lines.size() == 1);
    }
}

TEST_CASE("L and μ in the window are proven from both sides") {
    const DescentPanel panel = typed("ln(cosh(x)) + ln(cosh(y))");
    const auto model = derive(panel);
    REQUIRE(model.here);
    CHECK(model.here->verdict.L.lo <= 1);
    CHECK(model.here->verdict.L.hi == doctest::Approx(1).epsilon(1e-3));
    CHECK(model.here->verdict.mu.lo > 0);
    const double corner = 1 / std::pow(std::cosh(2), 2);                      // the least curvature, 1/cosh², in a corner
    CHECK(model.here->verdict.mu.lo <= corner);
    CHECK(model.here->verdict.mu.hi >= corner);
    const auto card = facts(panel, model);
    for (const char* name : {"L_here", "mu_here"}) {
        const Fact* fact = fact_of(card, name);
        REQUIRE(fact);
        CHECK(fact->residual == "proven");
    }
}

TEST_CASE("a verdict is about the window, and is not found again while it stands") {
    DescentPanel panel = typed("x^3 + y^2");
    const auto whole = derive(panel);
    REQUIRE(whole.here);
    CHECK(whole.here->verdict.kind == ConvexityVerdict::Kind::refuted);
    panel.camera = {.automatic = false, .center = Vec2(2, 0), .half = Vec2(1, 1)};
    const auto right = derive(panel, {}, whole);
    REQUIRE(right.here);
    CHECK(right.here->verdict.kind == ConvexityVerdict::Kind::proven);
    CHECK(right == derive(panel));
    panel.start = Vec2(1.5, 0.5);
    const auto moved = derive(panel, {}, right);
    CHECK(moved.here == right.here);
    panel.objective = ExpressionObjective("x^3 - y^2");
    CHECK(derive(panel, {}, right).here->verdict.kind == ConvexityVerdict::Kind::refuted);
    panel.objective = ExpressionObjective("x^2 + y^2");
    CHECK_FALSE(derive(panel, {}, right).here);                               // known of the whole plane
}

TEST_CASE("a minimum that may be one of many is not called the minimum") {
    DescentPanel hills = typed("x^2 + y^2 + 4 (2 - cos(2 pi x) - cos(2 pi y))");
    hills.runs = {{Backtracking{}}, {Bfgs{}}};
    hills.start = Vec2(1.2, 0.9);
    hills.steps = 200;
    const auto model = derive(hills);
    REQUIRE(model.runs[0].outcome.ending == Ending::converged);
    CHECK(says(words(hills, model), "maybe not the lowest"));
    CHECK(says(words(hills, model), "at a minimum after"));
    CHECK_FALSE(says(words(hills, model), "at the minimum"));
    // The same place on a function that has one minimum only.
    DescentPanel bowl = typed("x^2 + y^2");
    bowl.runs = hills.runs;
    bowl.steps = 400;
    CHECK(says(told(bowl), "at the minimum after"));
}

TEST_CASE("the formula card shows the formula as it was typed, with what its letters stand for") {
    const Plot plot = landscape_of(typed("a x^2 + q y^2", {{"a", 2}, {"q", -0.5}}));
    CHECK(plain(plot.note) == "f = ax² + qy²,  a = 2,  q = −0.5");
    CHECK(says(plain(landscape_of(typed("a x + b y + c x y + d + k")).note), "d = 1, …"));
    CHECK(says(told(typed("a x^2 + q y^2", {{"a", 2}, {"q", -0.5}})), "Your own function: f = ax² + qy²,  a = 2,  q = −0.5"));
}

TEST_CASE("outside of the domain there is a hole with an edge, and a start in it is told") {
    DescentPanel disc = typed("sqrt(1 - x^2 - y^2)");
    const Plot plot = landscape_of(disc);
    const auto edge = shapes<Segments>(plot, "domain");
    REQUIRE(edge.size() == 1);
    CHECK(edge[0].segments.size() > 50);
    for (const auto& [a, b] : edge[0].segments) CHECK(std::abs(a.norm() - 1) < 1e-4);
    const auto heat = shapes<Heat>(plot, "f");
    REQUIRE(heat.size() == 1);
    for (int row = 0; row < heat[0].rows; ++row)
        for (int column = 0; column < heat[0].columns; ++column) {
            const Vec2 share(static_cast<double>(column) / (heat[0].columns - 1), static_cast<double>(row) / (heat[0].rows - 1));
            const Vec2 x = heat[0].lo + (heat[0].hi - heat[0].lo).cwiseProduct(share);
            const bool hole = std::isnan(heat[0].values[static_cast<std::size_t>(row * heat[0].columns + column)]);
            if (x.norm() > 1.05) CHECK(hole);
            if (x.norm() < 0.95) CHECK_FALSE(hole);
        }
    disc.start = Vec2(1.5, 1.5);
    CHECK(says(told(disc), "outside the domain"));
    CHECK(says(told(typed("sqrt(-1 - x^2)")), "no value at any point"));
}

TEST_CASE("the presets with own functions do what their names say") {
    int own = 0;
    for (const auto& preset : DescentPanel::presets()) {
        const auto* f = std::get_if<ExpressionObjective>(&preset.panel.objective);
        if (!f) continue;
        ++own;
        CAPTURE(preset.name);
        CHECK(preset.name.starts_with("Your own: "));
        CHECK_FALSE(f->parameters.empty());
        const auto model = derive(preset.panel);
        CHECK_FALSE(model.runs[0].outcome.reason().empty());
        CHECK(model.runs[0].last() > 5);
        // The path stays in sight.
        const Camera window = landscape_of(preset.panel).camera;
        for (const Step& step : model.runs[0].steps) CHECK(((step.x - window.center).cwiseAbs().array() <= window.half.array()).all());
    }
    CHECK(own >= 3);
}
