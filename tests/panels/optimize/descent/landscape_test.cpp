#include "panels/optimize/descent/room.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

using namespace eigenscope;

TEST_CASE("where f is not convex no step is called safe and none is called too long") {
    // ½·2x² − ½·2y²: L = 2, but 2/L = 1 limits nothing, for f has no minimum.
    const DescentPanel saddle = with(RotatedQuadratic{.lambda1 = 2, .lambda2 = -2, .angle = 0}, {GradientDescent{0.1}}, 20);
    const auto card = facts(saddle, derive(saddle));
    CHECK(fact_of(card, "L"));
    CHECK_FALSE(fact_of(card, "safe_step"));
    CHECK_FALSE(fact_of(card, "limit_step"));
    CHECK(step_marks(saddle).empty());
}

TEST_CASE("a start outside the domain is crossed out, and no fact is given for what is not there") {
    DescentPanel stuck = with(Entropy{}, {GradientDescent{}}, 10);
    stuck.start = Vec2(-1, 1);
    const auto card = facts(stuck, derive(stuck));
    for (const char* name : {"f", "gradient_norm", "gap"}) CHECK_FALSE(fact_of(card, name));
    for (const Fact& fact : card) CHECK(fact.residual.find("nan") == std::string::npos);
    const auto crosses = shapes<Points>(landscape_of(stuck), "run1");
    REQUIRE(crosses.size() == 1);
    CHECK(crosses[0].marker == Marker::cross);
    CHECK(crosses[0].role == Role::bad);
    CHECK(crosses[0].at.at(0) == stuck.start);
}

TEST_CASE("the edge of a domain is drawn where it is, and level lines inside it are closed") {
    const Plot plot = landscape_of(with(AnalyticCentre{}, {DampedNewton{}}, 10));
    const auto edge = shapes<Segments>(plot, "domain");
    REQUIRE(edge.size() == 1);
    CHECK(edge[0].segments.size() > 100);
    int off = 0;
    for (const auto& [a, b] : edge[0].segments)
        for (const Vec2& p : {a, b}) off += std::abs(std::min({p.x(), p.y(), 1 - p.x() - p.y()})) > 2e-6;      // a cell is 0.006
    CHECK(off == 0);
    for (const Mark* mark : marks_of<Polyline>(plot))
        if (mark->hover.starts_with("f = ")) CHECK(std::get<Polyline>(mark->shape).closed);
    CHECK(shapes<Segments>(landscape_of(DescentPanel{}), "domain").empty());
}

TEST_CASE("where f is too large for a double no domain ends: it is the far end of the colours") {
    DescentPanel panel = with(ExpSum{}, {GradientDescent{}}, 3);
    panel.camera = {.automatic = false, .center = Vec2(0, 0), .half = Vec2(600, 600)};
    const Plot plot = landscape_of(panel);
    CHECK(shapes<Segments>(plot, "domain").empty());
    const auto heats = shapes<Heat>(plot);
    REQUIRE(heats.size() == 1);
    CHECK(std::all_of(heats[0].values.begin(), heats[0].values.end(), [](float u) { return std::isfinite(u); }));
    CHECK(heats[0].values.front() < heats[0].from);
    for (const Polyline& line : shapes<Polyline>(plot))
        for (const Vec2& p : line.points) CHECK(p.allFinite());
}

TEST_CASE("Newton's model says whether the step goes to its centre") {
    const auto hover = [](Optimizer method) {
        DescentPanel panel = with(LogCosh{}, {method}, 3);
        panel.start = Vec2(2, 0.6);
        panel.shown = 0;
        const Plot plot = landscape_of(panel);
        const auto models = marks_of<Polyline>(plot, "model");
        REQUIRE(models.size() == 1);
        const double t = derive(panel).runs[0].steps[0].size;
        CHECK((t == 1) == std::holds_alternative<Newton>(method));
        return models[0]->hover;
    };
    CHECK(hover(Newton{}).find("Newton goes to its centre") != std::string::npos);
    CHECK(hover(DampedNewton{}).find("its centre is where the full step would go") != std::string::npos);
}

TEST_CASE("the whole path: the automatic window holds every iterate, and stands still under a pull") {
    DescentPanel wild = with(Quadratic{.kappa = 10}, {GradientDescent{0.25}}, 60);
    const auto model = derive(wild);
    const auto inside = [](const Camera& window, const Vec2& x) {
        return ((x - window.center).cwiseAbs().array() <= window.half.array()).all();
    };
    CHECK_FALSE(inside(landscape_of(wild).camera, model.runs[0].steps.back().x));
    wild.whole_path = true;
    const Camera wide = landscape_of(wild).camera;
    for (const Step& s : model.runs[0].steps) CHECK(inside(wide, s.x));
    CHECK(inside(wide, model.known.lo));
    const DescentPanel pulled = drag(wild, model, "landscape", 0, Vec2(3, 3));
    CHECK(landscape_of(pulled).camera == wide);
    // A run that arrives where f is shown anyway changes nothing.
    DescentPanel tame = with(Booth{}, {Newton{}}, 5);
    const Camera window = landscape_of(tame).camera;
    tame.whole_path = true;
    CHECK((landscape_of(tame).camera.half - window.half).norm() < 0.3 * window.half.norm());
}

TEST_CASE("the step formula stands at the end of every run, also where the search found no further step") {
    // One start in six ends at round-off, with trials and without a step.
    int without_step = 0;
    for (const Objective& f : {Objective(LogSumExp{}), Objective(LogCosh{})}) {
        DescentPanel panel = with(f, {Bfgs{}}, 300);
        const Vec2 lo = known(f).lo, size = known(f).hi - lo;
        for (int i = 0; i < 20; ++i) {
            panel.start = lo + size.cwiseProduct(Vec2(0.1 + 0.04 * i, 0.85 - 0.035 * i));
            const auto model = derive(panel);
            if (model.runs[0].steps.back().trial_count == 0) continue;
            ++without_step;
            CHECK(plain(landscape_of(panel).corner).starts_with("x"));
        }
    }
    CHECK(without_step > 0);
}

TEST_CASE("heavy ball and Nesterov have marks of their own on the slider") {
    const DescentPanel bowl = with(Quadratic{.kappa = 10}, {GradientDescent{}}, 10);
    const auto ball = step_marks(bowl, HeavyBall{.momentum = 0.5});
    REQUIRE(ball.size() == 2);
    CHECK(ball[1] == std::pair(0.3, std::string("2(1+b)/L")));
    const auto fista = step_marks(bowl, Nesterov{});
    REQUIRE(fista.size() == 2);
    CHECK(fista[1].first == doctest::Approx(4.0 / 30).epsilon(1e-15));
    CHECK(step_marks(bowl, Adam{}).empty());
}

TEST_CASE("eight runs differ in colour, dash or marker, and share one line of the legend for their bounds") {
    std::vector<Optimizer> eight;
    for (int i = 0; i < 8; ++i) eight.push_back(GradientDescent{0.01 * (i + 1)});
    const DescentPanel panel = with(Booth{}, eight, 30);
    const Picture picture = depict(panel, derive(panel));
    std::set<std::pair<Role, Dash>> strokes;
    for (const LegendEntry& entry : plot_called(picture, "landscape")->legend) strokes.insert({entry.stroke.role, entry.stroke.dash});
    CHECK(strokes.size() == 8);
    const auto& legend = plot_called(picture, "convergence")->legend;
    CHECK(std::count_if(legend.begin(), legend.end(), [](const LegendEntry& e) { return e.label == "proven bounds"; }) == 1);
    CHECK(legend.size() == 1);
}

TEST_CASE("trials are numbered where they are seen, and the others are counted at the edge") {
    DescentPanel panel = with(ExpSum{}, {Backtracking{}}, 10);
    panel.start = Vec2(-1, 1);
    panel.shown = 0;
    std::set<std::string> said;
    for (const Label& label : shapes<Label>(landscape_of(panel))) said.insert(plain(label.text));
    CHECK(said.contains("8: t = 0.0824"));
    CHECK(said.contains("7 longer trials"));
}

TEST_CASE("a bound that does not apply says on its face which assumption fails") {
    const DescentPanel panel = with(PseudoHuber{.gamma = 2}, {GradientDescent{0.3}}, 20);
    const auto card = facts(panel, derive(panel));
    REQUIRE(fact_of(card, "bound"));
    CHECK(fact_of(card, "bound")->verdict == Verdict::no);
    CHECK(fact_of(card, "bound")->residual == "a ≤ 1/L: 0.3 > 0.25");
}

TEST_CASE("the decrease that a model promised stands beside the one that came") {
    const DescentPanel panel = with(Quadratic{.kappa = 10}, {ExactLineSearch{}}, 5);
    const auto model = derive(panel);
    const auto card = facts(panel, model);
    REQUIRE(fact_of(card, "decrease"));
    CHECK(fact_of(card, "decrease")->number == model.runs[0].steps[4].actual);
    CHECK(fact_of(card, "decrease")->residual_number == doctest::Approx(model.runs[0].steps[4].actual).epsilon(1e-12));
}

TEST_CASE("captions are set for reading: powers of ten, small indices, whole sentences, the reason of the one that failed") {
    const auto caption = [](const DescentPanel& panel) { return landscape_of(panel).caption; };
    const std::string ball = caption(with(Quadratic{.kappa = 10}, {HeavyBall{.rate = 0.4, .momentum = 0.5}}, 60));
    CHECK(ball == "Step 0.4 is above 2(1+b)/L = 0.3: the error in the steep direction is multiplied by −2.28 each time.");
    const std::string far = caption(with(Quadratic{.kappa = 10}, {GradientDescent{0.05}, GradientDescent{0.25}}, 60));
    CHECK(far.find("is above 2/L = 0.2") != std::string::npos);
    CHECK(far.find("e+") == std::string::npos);
    CHECK(far.find("f − f*") == std::string::npos);              // with ordinary spaces it could break in two
    const DescentPanel small = with(Quadratic{.kappa = 10}, {GradientDescent{0.1}, GradientDescent{0.15}}, 60);
    CHECK(caption(small).find("10⁻") != std::string::npos);
    CHECK(plain(landscape_of(small).note) == "f = ½(x² + 10 · y²)");
    DescentPanel lost = with(Entropy{}, {Newton{}}, 10);
    lost.start = Vec2(3, 1);
    CHECK(caption(lost).find("Step 1 goes to (−3, ") != std::string::npos);
}

TEST_CASE("a step that raises f is said to raise it") {
    int raised = 0, lowered = 0;
    for (const double rate : {0.05, 0.15, 0.19, 0.205, 0.25, 0.4}) {
        const DescentPanel panel = with(Quadratic{.kappa = 10}, {GradientDescent{rate}, HeavyBall{.rate = rate, .momentum = 0.8}}, 12);
        const auto model = derive(panel);
        for (const char* name : {"run1", "run2"}) {
            const auto& run = model.runs[name[3] == '1' ? 0 : 1];
            for (const Points& dots : shapes<Points>(landscape_of(panel), name))
                for (const std::string& text : dots.hover) {
                    CAPTURE(text);
                    CHECK(text.find("by −") == std::string::npos);
                    CHECK(text.find("by -") == std::string::npos);
                    const auto at = text.find("k = ");
                    const auto k = static_cast<std::size_t>(std::stoi(text.substr(at + 4)));
                    const double change = k + 1 < run.steps.size() ? run.steps[k + 1].f - run.steps[k].f : 0;
                    CHECK((text.find("raises f") != std::string::npos) == (change > 0));
                    CHECK((text.find("lowers f") != std::string::npos) == (change < 0));
                    raised += change > 0, lowered += change < 0;
                }
        }
    }
    CHECK(raised > 5);
    CHECK(lowered > 5);
}
