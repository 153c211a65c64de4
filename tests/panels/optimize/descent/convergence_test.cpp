#include "panels/optimize/descent/room.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace eigenscope;

TEST_CASE("the convergence plot holds runs that begin or end far above 10¹²") {
    DescentPanel steep = with(ExpSum{}, {DampedNewton{}}, 60);
    steep.start = Vec2(0, 20);                                   // f = 10²⁶
    const Picture picture = depict(steep, derive(steep));
    const Plot* plot = plot_called(picture, "convergence");
    REQUIRE(plot);
    const auto curve = shapes<Polyline>(*plot, "run1").at(0).points;
    const double top = plot->camera.center.y() + plot->camera.half.y(), bottom = plot->camera.center.y() - plot->camera.half.y();
    for (const Vec2& p : curve) CHECK((std::log10(p.y()) <= top && std::log10(p.y()) >= bottom));
}

TEST_CASE("the bound is clipped to the floor that the run is clipped to") {
    const DescentPanel fast = with(Quadratic{.kappa = 2}, {GradientDescent{2.0 / 3}}, 60);
    const Picture picture = depict(fast, derive(fast));
    const auto limit = shapes<Polyline>(*plot_called(picture, "convergence"), "bound1");
    REQUIRE(limit.size() == 1);
    for (const Vec2& p : limit[0].points) CHECK(p.y() >= gap_floor(0));
}

TEST_CASE("the convergence plot shows what it is asked for, over what it is asked for") {
    DescentPanel panel = with(Quadratic{.kappa = 10}, {Backtracking{}}, 30);
    const auto model = derive(panel);
    const Run& run = model.runs[0];
    const auto curve = [&] {
        const Picture picture = depict(panel, model);
        return shapes<Polyline>(*plot_called(picture, "convergence"), "run1").at(0).points;
    };
    panel.quantity = Convergence::gradient;
    CHECK(curve().at(3) == Vec2(3, length(run.steps[3].g)));
    panel.quantity = Convergence::distance;
    CHECK(curve().at(3) == Vec2(3, length(run.steps[3].x)));
    panel.quantity = Convergence::step;
    CHECK(curve().at(3) == Vec2(3, length(run.steps[4].x - run.steps[3].x)));
    CHECK(curve().size() == run.steps.size() - 1);
    panel.quantity = Convergence::gap;
    panel.effort = Effort::evaluations;
    CHECK(curve().at(3) == Vec2(run.steps[3].evaluations.total(), run.steps[3].f));
    panel.effort = Effort::log_steps;
    CHECK(curve().at(0).x() == 1);
    const Picture picture = depict(panel, model);
    const Plot* plot = plot_called(picture, "convergence");
    CHECK(plot->axes.x.ticks == Ticks::logarithmic);
    CHECK(plot->camera.center.x() + plot->camera.half.x() >= std::log10(run.last()));
    // Where no minimizer is known, nothing can be near it: the gradient stands in.
    DescentPanel saddle = with(RotatedQuadratic{.lambda1 = 1, .lambda2 = -1}, {GradientDescent{}}, 20);
    saddle.quantity = Convergence::distance;
    const Picture stand_in = depict(saddle, derive(saddle));
    CHECK(plain(plot_called(stand_in, "convergence")->axes.y.label) == "|∇f|");
}

TEST_CASE("a long run can still be hovered, and its title says what happens") {
    const DescentPanel slow = with(Rosenbrock{}, {GradientDescent{0.001}}, 3000);
    const Picture picture = depict(slow, derive(slow));
    const auto dots = shapes<Points>(*plot_called(picture, "convergence"), "run1");
    REQUIRE(dots.size() == 1);
    CHECK(dots[0].hover.size() == dots[0].at.size());
    CHECK(dots[0].at.size() > 500);
    CHECK(dots[0].at.size() <= 1500);
    const DescentPanel wild = with(RotatedQuadratic{.lambda1 = 1, .lambda2 = -1}, {GradientDescent{0.5}}, 20);
    const Picture rising = depict(wild, derive(wild));
    CHECK(plot_called(rising, "convergence")->title == "How long the gradient is");
}

TEST_CASE("the quantity that is lit is the one that is drawn") {
    const auto axis = [](const DescentPanel& panel) { return plain(plot_called(depict(panel, derive(panel)), "convergence")->axes.y.label); };
    for (const Objective& f : {Objective(Booth{}), Objective(ExpressionObjective("x^4+y^4-3x*y")), Objective(ExpressionObjective("sin(x)+y^2"))})
        for (int i = 0; i < 4; ++i) {
            DescentPanel asked = with(f, {GradientDescent{0.01}}, 5), lit = asked;
            asked.quantity = static_cast<Convergence>(i);
            lit.quantity = shown_quantity(asked.quantity, known(f));
            CHECK(axis(asked) == axis(lit));
            CHECK(shown_quantity(lit.quantity, known(f)) == lit.quantity);
        }
    CHECK(shown_quantity(Convergence::gap, known(Objective(ExpressionObjective("sin(x)+y^2")))) == Convergence::gradient);
    CHECK(shown_quantity(Convergence::gap, known(Objective(Booth{}))) == Convergence::gap);
}

TEST_CASE("a bound that is reached lies on its run, and the legend says so") {
    // f = (x² + 25 y²)/2 with the step 2/(1 + 25): both errors are multiplied by ±12/13, so f falls by (12/13)² each time, which is
    // the bound (Nesterov 2004, theorem 2.1.15). With the step 1/L the steep error vanishes at once and f stays far below it.
    const auto chart_of = [](const std::vector<Optimizer>& methods) {
        DescentPanel panel = with(Quadratic{.kappa = 25}, methods, 30);
        panel.start = Vec2(3, 1);
        return *plot_called(depict(panel, derive(panel)), "convergence");
    };
    const auto said = [](const Plot& chart) { return chart.legend.front().label; };
    CHECK(said(chart_of({GradientDescent{2.0 / 26}})) == "proven bound, reached");
    CHECK(said(chart_of({GradientDescent{1.0 / 25}})) == "proven bound");
    // Of several runs it has the colour of words, over that of the run; the other keeps its run's.
    const Plot two = chart_of({GradientDescent{2.0 / 26}, GradientDescent{1.0 / 25}});
    CHECK(said(two) == "proven bounds");
    const auto role_of_bound = [&](const char* term) { return shapes<Polyline>(two, term).front().stroke.role; };
    CHECK(role_of_bound("bound1") == Role::text);
    CHECK(role_of_bound("bound2") == shapes<Polyline>(two, "run2").front().stroke.role);
    const Plot chart = chart_of({GradientDescent{2.0 / 26}});
    const auto place = [&](std::string_view term) {
        return std::find_if(chart.marks.begin(), chart.marks.end(), [&](const Mark& mark) { return mark.term == term; }) - chart.marks.begin();
    };
    CHECK(place("bound1") > place("run1"));
}
