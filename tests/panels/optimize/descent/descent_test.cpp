#include "base/number.hpp"
#include "panels/optimize/descent/room.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include <cmath>
#include <set>

using namespace eigenscope;

TEST_CASE("the default room: a step just below 2/L zig-zags in a bowl of condition 7.9") {
    const DescentPanel panel;
    const auto model = derive(panel);
    CHECK(model.runs.at(0).last() == 24);
    const Plot plot = landscape_of(panel);
    CHECK(plot.caption == "Step 0.43 is below 2/L = 0.49: it zig-zags. κ = 7.9.");
    CHECK(plain(plot.corner).find("∇f") != std::string::npos);
    // Along the steep axis the error really changes its sign in every step, and shrinks.
    const Eigen::SelfAdjointEigenSolver<Mat2> axes(hessian(panel.objective, Vec2::Zero()));
    const Vec2 bottom = model.known.minimizers[0];
    const auto steep = [&](std::size_t k) { return axes.eigenvectors().col(1).dot(model.runs[0].steps[k].x - bottom); };
    for (std::size_t k = 0; k < 10; ++k) {
        CHECK(steep(k) * steep(k + 1) < 0);
        CHECK(std::abs(steep(k + 1)) < std::abs(steep(k)));
    }
    CHECK(DescentPanel::presets().front().panel == panel);
}

TEST_CASE("the axes drawn are the right singular vectors of A, through the minimum") {
    const DescentPanel panel;
    const Eigen::JacobiSVD<Mat2> svd(std::get<LeastSquares>(panel.objective).matrix, Eigen::ComputeFullV);
    const auto lines = shapes<Line>(landscape_of(panel));
    REQUIRE(lines.size() == 2);
    for (int i = 0; i < 2; ++i) {
        CHECK(std::abs(std::abs(lines[static_cast<std::size_t>(i)].direction.dot(svd.matrixV().col(i))) - 1) < 1e-12);
        CHECK((lines[static_cast<std::size_t>(i)].through - known(panel.objective).minimizers[0]).norm() < 1e-12);
        CHECK(lines[static_cast<std::size_t>(i)].stroke.role == Role::eigen);
    }
}

TEST_CASE("pulling the start puts it there exactly; pulling the minimum moves b so that it lies there") {
    const DescentPanel panel;
    const auto model = derive(panel);
    const Vec2 to(0.123456789, -1.987654321);
    CHECK(drag(panel, model, "landscape", 0, to).start == to);
    const DescentPanel moved = drag(panel, model, "landscape", 1, to);
    CHECK((known(moved.objective).minimizers[0] - to).norm() < 1e-15);
    CHECK(moved.start == panel.start);
    const auto handles = shapes<Handle>(landscape_of(moved));
    REQUIRE(handles.size() == 2);
    CHECK(handles[0].at == panel.start);
    CHECK((handles[1].at - to).norm() < 1e-15);
    // Nothing else answers to a pull, and the window stands still under it.
    CHECK(drag(panel, model, "convergence", 0, to) == panel);
    CHECK(drag(panel, model, "landscape", 7, to) == panel);
    CHECK(drag(panel, model, "landscape", 0, Vec2(NAN, 0)) == panel);
    CHECK(landscape_of(moved).camera == landscape_of(panel).camera);
    CHECK(landscape_of(drag(panel, model, "landscape", 0, to)).camera == landscape_of(panel).camera);
    // A singular A has no single minimum to pull.
    DescentPanel singular;
    singular.objective = LeastSquares{.matrix = Mat2{{1, 2}, {2, 4}}, .target = Vec2(1, 0)};
    CHECK(shapes<Handle>(landscape_of(singular)).size() == 1);
}

TEST_CASE("time: seek shows that iterate, beyond the end the last one, and the timeline spans the run") {
    DescentPanel panel;
    const auto model = derive(panel);
    const auto line = timeline(panel, model);
    REQUIRE(line);
    CHECK(line->from == 0);
    CHECK(line->to == 24);
    CHECK(line->now == 24);
    CHECK(line->steps);
    for (const int k : {0, 1, 7, 24}) {
        const DescentPanel at = seek(panel, k);
        CHECK(at.shown == k);
        const auto current = shapes<Points>(landscape_of(at), "current");
        REQUIRE(current.size() == 1);
        CHECK(current[0].at.at(0) == model.runs[0].steps[static_cast<std::size_t>(k)].x);
        CHECK(derive(at) == model);
    }
    panel.shown = 9999;
    CHECK(timeline(panel, model)->now == 24);
    CHECK(shapes<Points>(landscape_of(panel), "current")[0].at.at(0) == model.runs[0].steps.back().x);
    CHECK(seek(panel, NAN) == panel);
    // A run that cannot begin has no time.
    DescentPanel stuck = with(Entropy{}, {Newton{}}, 10);
    stuck.start = Vec2(-1, -1);
    CHECK_FALSE(timeline(stuck, derive(stuck)).has_value());
}

TEST_CASE("the formula is the step: its numbers are the record's") {
    DescentPanel panel = with(Quadratic{.kappa = 10}, {GradientDescent{0.1}}, 10);
    panel.start = Vec2(10, 1);
    panel.shown = 1;
    // x₁ = (9, 0), ∇f(x₁) = (9, 0)
    CHECK(plain(landscape_of(panel).corner) == "x₂ = x₁ − 0.10 · ∇f(x₁) = (9.00, 0.00) − 0.10 · (9.00, 0.00)");
    panel.shown = 10;                                            // the end: the step that led there
    CHECK(plain(landscape_of(panel).corner).starts_with("x₁₀ = x₉ − 0.10 · ∇f(x₉)"));
}

TEST_CASE("the trials of a line search are marks: seven crosses and the one that was accepted") {
    DescentPanel panel = with(ExpSum{}, {Backtracking{}}, 10);
    panel.start = Vec2(-1, 1);
    panel.shown = 0;
    const auto trials = shapes<Points>(landscape_of(panel), "trials");
    REQUIRE(trials.size() == 8);
    for (std::size_t i = 0; i < 8; ++i) CHECK((trials[i].role == Role::good) == (i == 7));
    CHECK((trials[7].at.at(0) - Vec2(-1.349418095252, -0.647741976758)).norm() < 2e-12);
}

TEST_CASE("Nesterov's look-ahead point and Newton's model are drawn where they are") {
    DescentPanel nesterov = with(Quadratic{.kappa = 10}, {Nesterov{0.05}}, 20);
    nesterov.shown = 4;
    const auto model = derive(nesterov);
    const auto ahead = shapes<Points>(landscape_of(nesterov), "look_ahead");
    REQUIRE(ahead.size() == 1);
    CHECK(ahead[0].at.at(0) == *model.runs[0].note(model.runs[0].steps[4]).look_ahead);
    // The ellipse of the model is centred at the next iterate and passes through this one.
    DescentPanel newton = with(ExpSum{}, {DampedNewton{}}, 6);
    newton.shown = 1;
    const auto run = derive(newton).runs[0];
    const auto ellipse = shapes<Polyline>(landscape_of(newton), "model");
    REQUIRE(ellipse.size() == 1);
    const Mat2 H = hessian(newton.objective, run.steps[1].x);
    const Vec2 centre = run.steps[1].x + run.steps[1].direction, e = run.steps[1].x - centre;
    for (const Vec2& p : ellipse[0].points) CHECK((p - centre).dot(H * (p - centre)) == doctest::Approx(e.dot(H * e)).epsilon(1e-10));
}

TEST_CASE("the level lines lie on their levels") {
    const Plot plot = landscape_of(DescentPanel{});
    int lines = 0;
    for (const Mark* mark : marks_of<Polyline>(plot)) {
        if (!mark->hover.starts_with("f = ")) continue;
        ++lines;
        const double level = std::stod(mark->hover.substr(4));
        const auto& points = std::get<Polyline>(mark->shape).points;
        // Linear interpolation of log(1 + f/unit) between samples 0.04 apart leaves well under two percent.
        for (const Vec2& p : points) CHECK(value(Objective(LeastSquares{}), p) == doctest::Approx(level).epsilon(0.02));
    }
    CHECK(lines >= 5);
}

TEST_CASE("the convergence plot: log axis, the run, its bound above it, the round-off clipped to its floor") {
    const DescentPanel panel;
    const auto model = derive(panel);
    const Picture picture = depict(panel, model);
    const Plot* plot = plot_called(picture, "convergence");
    REQUIRE(plot);
    CHECK(plot->axes.y.ticks == Ticks::logarithmic);
    const auto curve = shapes<Polyline>(*plot, "run1"), limit = shapes<Polyline>(*plot, "bound1");
    REQUIRE(curve.size() == 1);
    REQUIRE(limit.size() == 1);
    CHECK(limit[0].stroke.role == Role::theory);
    REQUIRE(curve[0].points.size() == 25);
    REQUIRE(limit[0].points.size() == 25);
    for (std::size_t k = 0; k < 25; ++k) {
        CHECK(curve[0].points[k].y() == doctest::Approx(model.runs[0].steps[k].f).epsilon(1e-12));
        CHECK(curve[0].points[k].y() <= limit[0].points[k].y() * (1 + 1e-12));
    }
    // No bound is drawn where its assumptions fail.
    const DescentPanel wild = with(Quadratic{.kappa = 10}, {GradientDescent{0.21}}, 20);
    const Picture without = depict(wild, derive(wild));
    CHECK(shapes<Polyline>(*plot_called(without, "convergence"), "bound1").empty());
    // Newton reaches f − f* ≤ 0 by round-off: on paper that is the floor, never a logarithm of nothing.
    const DescentPanel exact = with(ExpSum{}, {DampedNewton{}}, 20);
    const Picture floored = depict(exact, derive(exact));
    const auto clipped = shapes<Polyline>(*plot_called(floored, "convergence"), "run1");
    for (const Vec2& p : clipped.at(0).points) CHECK(p.y() > 0);
    // Without a known minimum the gradient is shown.
    const DescentPanel saddle = with(RotatedQuadratic{.lambda1 = 1, .lambda2 = -1}, {GradientDescent{}}, 20);
    const auto flat = derive(saddle);
    const Picture norms = depict(saddle, flat);
    CHECK(shapes<Polyline>(*plot_called(norms, "convergence"), "run1").at(0).points.at(3).y() == flat.runs[0].steps[3].g.norm());
}

TEST_CASE("the surface carries the path: its points lie on it") {
    DescentPanel panel;
    panel.view = DescentView::both;
    const auto model = derive(panel);
    const Picture picture = depict(panel, model);
    const Plot* plot = plot_called(picture, "surface");
    REQUIRE(plot);
    CHECK(plot->in_space);
    const auto dots = shapes<Points3>(*plot, "current");
    REQUIRE(dots.size() == 1);
    CHECK(dots[0].at.at(0).z() == doctest::Approx(model.runs[0].steps.back().f).epsilon(1e-12));
    CHECK(plain(plot->axes.x.label) == "x");                     // as f is written
    CHECK(plain(plot->axes.y.label) == "y");
    CHECK(plain(plot->axes.z.label) == "f");
    panel.view = DescentView::surface;
    CHECK(plot_called(depict(panel, model), "landscape") == nullptr);
    CHECK(look(panel, "surface", Camera3{1, 0.5, 2}).camera3.azimuth == 1);
}

TEST_CASE("where heights are logarithms the axis says of what") {
    for (const Objective& f : {Objective(Rosenbrock{}), Objective(ExpSum{}), Objective(DoubleWell{})}) {
        CAPTURE(id_of(f));
        DescentPanel panel = with(f, {GradientDescent{1e-3}}, 5);
        panel.view = DescentView::surface;
        if (std::holds_alternative<ExpSum>(f)) panel.camera = {.automatic = false, .center = Vec2(0, 0), .half = Vec2(6, 6)};
        if (std::holds_alternative<DoubleWell>(f)) panel.camera = {.automatic = false, .center = Vec2(0, 0), .half = Vec2(60, 60)};
        const auto model = derive(panel);
        const Picture picture = depict(panel, model);
        const Plot& plot = *plot_called(picture, "surface");
        const double corner = shapes<Surface>(plot).at(0).heights.at(0), low = *model.known.minimum;
        // log(1 + (f − low)/unit) is that high only for one unit.
        const double unit = (value(f, plot.lo) - low) / std::expm1(corner);
        const std::string above = low == 0 ? "f" : low > 0 ? "(f − " + significant(low) + ")" : "(f + " + significant(-low) + ")";
        CHECK(plain(plot.axes.z.label) == "log(1 + " + above + "/" + significant(unit) + ")");
    }
}

TEST_CASE("the step slider is marked at 1/L, 2/(L+μ) and 2/L, where they exist") {
    const DescentPanel bowl = with(Quadratic{.kappa = 10}, {GradientDescent{}}, 10);
    const auto marks = step_marks(bowl);
    REQUIRE(marks.size() == 3);
    CHECK(marks[0] == std::pair(0.1, std::string("1/L")));
    CHECK(marks[1].first == doctest::Approx(2.0 / 11).epsilon(1e-15));
    CHECK(marks[2] == std::pair(0.2, std::string("2/L")));
    CHECK(step_marks(with(Rosenbrock{}, {Newton{}}, 10)).empty());
    CHECK(step_marks(with(Trough{}, {Newton{}}, 10)).size() == 2);
    DescentPanel nothing;
    nothing.objective = LeastSquares{.matrix = Mat2::Zero(), .target = Vec2(1, 0)};
    CHECK(step_marks(nothing).empty());
}

TEST_CASE("tables have the promised columns, and every row is the step it speaks of") {
    const DescentPanel panel;
    const auto model = derive(panel);
    const auto all = tables(panel, model);
    REQUIRE(all.size() == 3);
    CHECK(all[0].name == "steps");
    CHECK(all[0].columns == std::vector<std::string>{"run", "k", "x", "y", "f", "gx", "gy", "gradient_norm", "step_size", "evaluations"});
    CHECK(all[1].name == "outcome");
    CHECK(all[1].columns == std::vector<std::string>{"run", "status", "reason", "k", "f"});
    CHECK(all[2].name == "facts");
    REQUIRE(all[0].rows.size() == 25);
    const auto cell = [&](std::size_t row, std::size_t column) { return std::get<double>(all[0].rows[row][column]); };
    for (std::size_t k = 0; k < 24; ++k) {
        CHECK(cell(k + 1, 2) == cell(k, 2) - cell(k, 8) * cell(k, 5));      // x⁺ = x − a gx, exactly
        CHECK(cell(k + 1, 3) == cell(k, 3) - cell(k, 8) * cell(k, 6));
    }
    CHECK(std::isnan(cell(24, 8)));
    CHECK(std::get<std::string>(all[1].rows[0][1]) == "budget-used");
}

TEST_CASE("facts: the constants, the verdicts, the rate against the theory, the promise kept") {
    const DescentPanel panel = with(Quadratic{.kappa = 10}, {GradientDescent{2.0 / 11}}, 60);
    const auto card = facts(panel, derive(panel));
    REQUIRE(fact_of(card, "L"));
    CHECK(fact_of(card, "L")->number == 10);
    CHECK(fact_of(card, "mu")->number == 1);
    CHECK(fact_of(card, "kappa")->number == 10);
    CHECK(fact_of(card, "limit_step")->number == 0.2);
    CHECK(fact_of(card, "convex")->verdict == Verdict::yes);
    REQUIRE(fact_of(card, "rate"));
    CHECK(fact_of(card, "rate")->number == doctest::Approx(81.0 / 121).epsilon(1e-9));
    CHECK(fact_of(card, "rate_theory")->number == doctest::Approx(81.0 / 121).epsilon(1e-12));
    CHECK(fact_of(card, "bound")->verdict == Verdict::yes);
    CHECK(fact_of(card, "bound")->residual_number == doctest::Approx(1).epsilon(1e-9));
    const DescentPanel hill = with(Himmelblau{}, {Newton{}, DampedNewton{}}, 20);
    const auto other = facts(hill, derive(hill));
    CHECK(fact_of(other, "convex")->verdict == Verdict::no);
    CHECK(fact_of(other, "converged_1"));
    CHECK(fact_of(other, "converged_2"));
}

TEST_CASE("captions are true: the factor, the limit, the ending") {
    const auto caption = [](const DescentPanel& panel) { return landscape_of(panel).caption; };
    CHECK(caption(with(Quadratic{.kappa = 10}, {GradientDescent{0.25}}, 60)) ==
          "Step 0.25 is above 2/L = 0.2: the error in the steep direction is multiplied by −1.5 each time.");
    CHECK(caption(with(Quadratic{.kappa = 10}, {GradientDescent{0.2}}, 60)).find("exactly 2/L") != std::string::npos);
    CHECK(caption(with(Quadratic{.kappa = 10}, {GradientDescent{0.05}}, 60)).find("keeps 0.95 of its error") != std::string::npos);
    // From a start on the flat axis nothing zig-zags, and nothing of the kind is said.
    DescentPanel flat = with(Quadratic{.kappa = 10}, {GradientDescent{0.19}}, 10);
    flat.start = Vec2(5, 0);
    CHECK(caption(flat).find("zig-zag") == std::string::npos);
    DescentPanel uphill = with(Himmelblau{}, {Newton{.downhill_only = true}}, 10);
    uphill.start = Vec2(0, 0);
    CHECK(caption(uphill).find("not a direction of descent") != std::string::npos);
}

TEST_CASE("a step is said beside its limit with digits that tell the two apart, and just below it only when it is near") {
    const auto caption = [](double kappa, double rate) { return landscape_of(with(Quadratic{.kappa = kappa}, {GradientDescent{rate}}, 10)).caption; };
    CHECK(caption(10, 0.195).starts_with("Step 0.195 is just below 2/L = 0.2: it zig-zags."));
    CHECK(caption(10, 0.1996).starts_with("Step 0.1996 is just below 2/L = 0.2: it zig-zags."));
    CHECK(caption(10, 0.182).starts_with("Step 0.182 is just below 2/L = 0.2: it zig-zags."));
    CHECK(caption(10, 0.17).starts_with("Step 0.17 is below 2/L = 0.2: it zig-zags."));
    CHECK(caption(10.3, 0.194).starts_with("Step 0.194 is just below 2/L = 0.1942: it zig-zags."));
    CHECK(caption(10, 0.2001).starts_with("Step 0.2001 is above 2/L = 0.2:"));
    CHECK(caption(10, 0.15).starts_with("Step 0.15 lies between 1/L = 0.1 and 2/L = 0.2:"));
}

TEST_CASE("words give the reason of an end once") {
    const auto count = [](const std::string& text, const std::string& part) {
        int found = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
        return found;
    };
    const DescentPanel one = with(Quadratic{.kappa = 10}, {GradientDescent{0.25}}, 60);
    CHECK(count(words(one, derive(one)), "is above 2/L") == 1);
    const DescentPanel circle = with(Quadratic{.kappa = 10}, {GradientDescent{0.2}}, 5000);
    REQUIRE(derive(circle).runs[0].outcome.ending == Ending::cycling);
    CHECK(count(words(circle, derive(circle)), "exactly 2/L") == 1);
    const DescentPanel two = with(Quadratic{.kappa = 10}, {GradientDescent{0.25}, GradientDescent{0.05}}, 60);
    CHECK(count(words(two, derive(two)), "is above 2/L") == 1);
}

TEST_CASE("every function with every method, at its start and outside: nothing drawn is not a number") {
    for (const Objective& f : one_of_each<Objective>()) {
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            CAPTURE(id_of(f));
            CAPTURE(id_of(method));
            DescentPanel panel = with(f, {method}, 12);
            for (const Vec2& start : {panel.start, Vec2(-1e6, 1e6)}) {
                panel.start = start;
                const auto model = derive(panel);
                for (const Plot& plot : depict(panel, model)) {
                    for (const Points& dots : shapes<Points>(plot))
                        for (const Vec2& p : dots.at) CHECK(p.allFinite());
                    for (const Arrow& arrow : shapes<Arrow>(plot)) CHECK((arrow.tail.allFinite() && arrow.tip.allFinite()));
                }
                CHECK(!words(panel, model).empty());
                CHECK(facts(panel, model).size() > 5);
            }
        }
    }
}

TEST_CASE("words name the function, the minimum, the method and the ending") {
    const DescentPanel panel;
    const std::string text = words(panel, derive(panel));
    for (const char* part : {"Least squares", "strongly convex", "κ", "Gradient descent", "budget used", "zig-zags"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}

TEST_CASE("presets have names of their own, and every one is a picture with a path in it") {
    std::set<std::string_view> names;
    for (const auto& preset : DescentPanel::presets()) {
        CAPTURE(preset.name);
        CHECK(names.insert(preset.name).second);
        const auto model = derive(preset.panel);
        const Picture picture = depict(preset.panel, model);
        CHECK(!picture.empty());
        CHECK(!picture[0].caption.empty());
        CHECK(plot_called(picture, "landscape"));
        for (const Plot& plot : picture) CHECK((plot.in_space || !plot.camera.automatic));
        CHECK(model.runs.size() == preset.panel.runs.size());
    }
}

TEST_CASE("eight runs at once, and cameras are looked through as they are set") {
    std::vector<Optimizer> eight(8, GradientDescent{});
    for (std::size_t i = 0; i < 8; ++i) eight[i] = GradientDescent{0.01 * static_cast<double>(i + 1)};
    DescentPanel panel = with(Booth{}, eight, 30);
    const Picture picture = depict(panel, derive(panel));
    CHECK(plot_called(picture, "landscape")->legend.size() == 8);
    std::set<std::string> labels;
    for (const auto& entry : plot_called(picture, "landscape")->legend) labels.insert(entry.label);
    CHECK(labels.size() == 8);
    const Camera camera{.automatic = false, .center = Vec2(1, 2), .half = Vec2(0.5, 0.25)};
    CHECK(landscape_of(look(panel, "landscape", camera)).camera == camera);
    CHECK(look(panel, "convergence", camera).convergence_camera == camera);
    CHECK(look(panel, "elsewhere", camera) == panel);
}

TEST_CASE("a run ends at once when it is told to stop") {
    std::stop_source stopped;
    stopped.request_stop();
    for (const Optimizer& method : one_of_each<Optimizer>()) {
        DescentPanel panel;
        panel.steps = limits::run_steps;
        panel.runs = {DescentRun{method}};
        for (const Run& run : derive(panel, stopped.get_token()).runs) CHECK(run.last() == 0);
    }
}
