#include "base/variant.hpp"
#include "compute/optimize/polynomial.hpp"
#include "compute/optimize/run.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using namespace eigenscope;

namespace {

Knowledge about(std::string_view text, const Parameters& parameters = {}) { return ExpressionObjective(text, parameters).known(); }

const char* const texts[] = {"x^2 + a y^2", "|x| + |y|", "ln(x) + ln(y)", "sqrt(x^2 + y^2 - 25)", "1/(x^2 + y^2)", "-x^2", "x", "7", "sqrt(-1 - x^2)",
                             "e^(-x)", "(1 - x)^2 + a (y - x^2)^2", "x^2 + y^2 + a (2 - cos(2 pi x) - cos(2 pi y))", "floor(x) + x^2", "ln(|x|) + y^2",
                             "|x|^1.5 + y^4", "x/0", "1e300 x^2 + 1e-300 y^2", "atan2(y, x)"};

}

TEST_CASE("a typed function is a function like the family's own") {
    const unsigned seed = 5;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> unit(-4, 4);
    const std::pair<const char*, Objective> twins[] = {
        {"(x^2 + 10 y^2)/2", Quadratic{.kappa = 10}}, {"(x + 2y - 7)^2 + (2x + y - 5)^2", Booth{}}, {"(1 - x)^2 + 100 (y - x^2)^2", Rosenbrock{}},
        {"e^(x + 3y - 0.1) + e^(x - 3y - 0.1) + e^(-x - 0.1)", ExpSum{}}, {"-ln(x) - ln(y) - ln(1 - x - y)", AnalyticCentre{}}};
    for (const auto& [text, twin] : twins) {
        CAPTURE(text);
        const Objective own = ExpressionObjective(text);
        for (int i = 0; i < 200; ++i) {
            const Vec2 x(unit(random), unit(random));
            REQUIRE(in_domain(own, x) == in_domain(twin, x));
            if (!in_domain(own, x)) CHECK(value(own, x) == std::numeric_limits<double>::infinity());
            if (!in_domain(own, x)) continue;
            CHECK(value(own, x) == doctest::Approx(value(twin, x)).epsilon(1e-12));
            CHECK((gradient(own, x) - gradient(twin, x)).norm() <= 1e-12 * (1 + gradient(twin, x).norm()));
            CHECK((hessian(own, x) - hessian(twin, x)).norm() <= 1e-12 * (1 + hessian(twin, x).norm()));
        }
    }
}

TEST_CASE("polynomials of degree two: what is claimed is exact") {
    const Knowledge bowl = about("(x^2 + 10 y^2)/2");
    CHECK(bowl.convexity == Convexity::strongly_convex);
    CHECK(*bowl.L == 10);
    CHECK(*bowl.mu == 1);
    CHECK(bowl.minimizers == std::vector<Vec2>{Vec2(0, 0)});
    CHECK(*bowl.minimum == 0);
    const Knowledge booth = about("(x + 2y - 7)^2 + (2x + y - 5)^2");
    CHECK(*booth.L == 18);
    CHECK(*booth.mu == 2);
    REQUIRE(booth.minimizers.size() == 1);
    CHECK((booth.minimizers[0] - Vec2(1, 3)).norm() < 1e-15);
    const Knowledge trough = about("(x + y - 1)^2/2");
    CHECK(trough.convexity == Convexity::convex);
    REQUIRE(trough.along.has_value());
    CHECK(std::abs(trough.along->dot(Vec2(1, 1))) < 1e-15);
    CHECK((trough.minimizers.at(0) - Vec2(0.5, 0.5)).norm() < 1e-15);
    // The same trough, tilted along its bottom: convex, and without a minimum.
    const Knowledge slide = about("(x + y - 1)^2/2 + x - y");
    CHECK(slide.convexity == Convexity::convex);
    CHECK(slide.minimizers.empty());
    CHECK_FALSE(slide.minimum.has_value());
    CHECK(about("x y").convexity == Convexity::not_convex);
    CHECK(*about("x y").L == 1);
    CHECK(about("3x - y + 2").convexity == Convexity::convex);
    CHECK(about("3x - y + 2").minimizers.empty());
    CHECK(*about("7").minimum == 7);
    CHECK(about("(a x + y)^2", {{"a", 0.5}}).convexity == Convexity::convex);
    CHECK(about("x^2 + p y^2", {{"p", -1e-18}}).convexity == Convexity::not_convex);
    CHECK(about("x^n + y^2", {{"n", 2}}).convexity == Convexity::strongly_convex);
}

TEST_CASE("where rounding hides the sign of a curvature nothing is claimed") {
    for (const char* text : {"(0.1 x + 0.3 y)^2", "(x/3 + y/7)^2", "(x + pi y)^2", "(x + y)^2 - (1e-9 x)^2 (1 + 0 y) - 1e-30 x^2 + x^2/3 - x^2/3"}) {
        CAPTURE(text);
        const Knowledge open = about(text);
        CHECK(open.convexity == Convexity::undecided);
        CHECK_FALSE(open.mu.has_value());
        CHECK(open.minimizers.empty());
        CHECK(open.L.has_value());
    }
    CHECK(about("0.1 x^2 + 0.7 y^2").convexity == Convexity::strongly_convex);
    const Knowledge added = about("sum(k, 1, 3, k)*x^2 + y^2");               // 6x² + y²
    CHECK(added.convexity == Convexity::strongly_convex);
    CHECK(*added.L == 12);
    CHECK(about("sum(k, 1, 3, -1)*x^2 + y^2").convexity == Convexity::not_convex);
    CHECK(*about("prod(k, 1, a, k)*x^2 + y^2", {{"a", 4}}).L == 48);
    CHECK(about("pi*x^2 + sqrt(2)*y^2").convexity == Convexity::strongly_convex);
    CHECK(about("sqrt(3)*x*y").convexity == Convexity::not_convex);
}

TEST_CASE("coefficients that rounding has eaten say nothing") {
    for (const char* text : {"sin(pi)*(x^2 + y^2)", "(sqrt(2)^2 - 2)*(x^2 + y^2)", "(2 - sqrt(2)^2)*(x^2 + y^2)", "tan(pi)*(x^2 + y^2)",
                             "y^2 - (sin(pi/6) - 0.5)*x^2*1e20", "(1e16 + 1 - 1e16)*(-1)*x^2 + 0.5*x^2 + y^2", "(sqrt(2)^2 - 2)*x^2 + y^2"}) {
        CAPTURE(std::string(text));
        const Knowledge known = about(text);
        CHECK(known.convexity == Convexity::undecided);
        CHECK_FALSE(known.mu.has_value());
        CHECK(known.minimizers.empty());
    }
    CHECK_FALSE(about("y^2 - (sin(pi/6) - 0.5)*x^2*1e20").L.has_value());
    CHECK(about("x^2 + y^2 + (sqrt(2)^2 - 2)*1e20*x").minimizers.empty());
}

TEST_CASE("nothing is claimed about what is no polynomial of degree two") {
    for (const char* text : {"x^4 + y^2", "|x| + |y|", "e^x + y^2", "ln(x) + y^2", "x^2 y", "sqrt(x^2)", "1/x", "x^2.5 + y^2", "max(x, y)", "floor(x)", "x/0", "sqrt(-1) + x^2"}) {
        CAPTURE(text);
        const Knowledge open = about(text);
        CHECK(open.convexity == Convexity::undecided);
        CHECK_FALSE(open.L.has_value());
        CHECK_FALSE(open.minimum.has_value());
        CHECK_FALSE(ExpressionObjective(text).quadratic());
        CHECK_FALSE(is_quadratic(Objective(ExpressionObjective(text))));
    }
}

TEST_CASE("the window stays where it is as long as there is something in it, and goes where f is") {
    const auto is_plain = [](const Knowledge& k) { return k.lo == Vec2(-2, -2) && k.hi == Vec2(2, 2); };
    CHECK(is_plain(about("x^4 + y^4")));
    CHECK(is_plain(about("ln(x) + ln(y)")));
    CHECK(is_plain(about("sqrt(-1 - x^2)")));
    const Knowledge far = about("(x - 20)^2 + (y + 7)^2");
    CHECK((far.hi.x() > 20 && far.lo.y() < -7));
    // Defined in a small disc, and outside of a large one.
    const Knowledge disc = about("ln(1e-4 - x^2 - y^2)");
    CHECK((disc.hi - disc.lo).maxCoeff() < 0.1);
    const Knowledge outside = about("sqrt(x^2 + y^2 - 25)");
    CHECK((outside.hi.x() > 5 && outside.lo.x() < -5));
    const Knowledge aside = about("ln(x - 30) + ln(40 - x) + y^2");
    CHECK((aside.lo.x() > 20 && aside.hi.x() > 39 && aside.hi.x() < 50));
    for (const char* text : texts) {
        CAPTURE(text);
        const Knowledge k = about(text);
        CHECK((k.lo.allFinite() && k.hi.allFinite() && (k.hi - k.lo).minCoeff() > 0));
        CHECK(((k.lo.array() < k.start.array()).all() && (k.start.array() < k.hi.array()).all()));
    }
    for (const char* text : {"ln(x) + ln(y)", "sqrt(x^2 + y^2 - 25)", "ln(1e-4 - x^2 - y^2)", "ln(x - 30) + ln(40 - x) + y^2"})
        CHECK(std::isfinite(value(ExpressionObjective(text), about(text).start)));
}

TEST_CASE("samples are f at each point, holes included") {
    for (const char* text : texts) {
        CAPTURE(text);
        const Objective f = ExpressionObjective(text);
        const auto samples = sample(f, Vec2(-2, -1), Vec2(3, 4), 11, 6);
        REQUIRE(samples.size() == 66);
        for (int row = 0; row < 6; ++row)
            for (int column = 0; column < 11; ++column) {
                const Vec2 x(-2 + column * 0.5, -1 + row * 1.0);
                const double z = samples[static_cast<std::size_t>(row * 11 + column)];
                CHECK(std::isnan(z) == !in_domain(f, x));
                if (!std::isnan(z)) CHECK(z == value(f, x));
            }
    }
}

TEST_CASE("a value that was changed by hand is right even before it is repaired") {
    ExpressionObjective f("a x^2", {{"a", 2}});
    CHECK(f.value(Vec2(3, 0)) == 18);
    f.parameters[0].value = 5;
    CHECK(f.value(Vec2(3, 0)) == 45);
    CHECK(*f.known().L == 10);
    f.text = *f.text.read("b x + y");
    CHECK(f.value(Vec2(3, 1)) == 4);          // b is 1, and a is not asked for
    CHECK(f.gradient(Vec2(3, 1)) == Vec2(1, 1));
    f.repair();
    CHECK(f.parameters == Parameters{{"b", 1}});
    CHECK(f.value(Vec2(3, 1)) == 4);
    const ExpressionObjective same("b x + y");
    CHECK(f == same);
}

TEST_CASE("every optimizer on every typed function: an end with a reason, and no minimum that is none") {
    for (const char* text : texts) {
        const ExpressionObjective f(text);
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            for (const Vec2& start : {f.known().start, Vec2(0, 0), Vec2(-1e6, 1e6)}) {
                CAPTURE(std::string(text));
                CAPTURE(id_of(method));
                CAPTURE(start.transpose());
                const Run r = run(method, f, start, 200);
                REQUIRE(!r.steps.empty());
                CHECK_FALSE(r.outcome.reason().empty());
                CHECK(r.outcome.reason().find("nan") == std::string::npos);
                if (r.outcome.ending != Ending::converged) continue;
                CAPTURE(r.outcome.reason());
                const Vec2 x = r.steps.back().x;
                for (int i = 0; i < 8; ++i) {
                    const Vec2 near = x + 1e-3 * Vec2(std::cos(i * 0.785398), std::sin(i * 0.785398));
                    CHECK(value(f, near) >= value(f, x) - 1e-12 * (1 + std::abs(value(f, x))));
                }
            }
        }
    }
}

// By hand: f is symmetric, and 1/2 + x/500 = 0 on the diagonal. At the start the exponentials' squares are beyond all doubles.
TEST_CASE("Newton's method runs where the exponentials of a log-sum-exp overflow") {
    for (const Vec2& start : {Vec2(400, 399), Vec2(1400, 1399)}) {
        const Run newton = run(Newton{}, ExpressionObjective("ln(exp(x) + exp(y)) + x^2/1000 + y^2/1000"), start, 60);
        CAPTURE(newton.outcome.reason());
        CHECK(newton.outcome.ending == Ending::converged);
        CHECK((newton.steps.back().x - Vec2(-250, -250)).norm() < 1e-6);
    }
}
