#include "compute/optimize/run.hpp"

#include "base/number.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace eigenscope;

// What an ending claims is true: each case has its answer from theory.

namespace {

Run typed(const std::string& formula, const Optimizer& method, const Vec2& start, int budget = 2000) {
    return run(method, ExpressionObjective(formula), start, budget);
}

bool says(const Run& run, const std::string& words) { return run.outcome.reason.find(words) != std::string::npos; }

struct Case {
    const char* formula;
    Optimizer method;
    Vec2 start;
    Ending ending;
};

void check(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        CAPTURE(std::string(one.formula));
        CAPTURE(id_of(one.method));
        const Run r = typed(one.formula, one.method, one.start);
        CAPTURE(r.outcome.reason);
        CHECK(key_of(r.outcome.ending) == key_of(one.ending));
    }
}

}

TEST_CASE("where a stationary point is no minimum, no run has converged") {
    check({{"x^3 + y^2", Newton{}, Vec2(1, 1), Ending::saddle},           {"x^3 + y^2", DampedNewton{}, Vec2(1, 1), Ending::saddle},
           {"1e6x^3 + y^2", Newton{}, Vec2(1, 1), Ending::saddle},        {"1e6x^3 + y^2", DampedNewton{}, Vec2(1, 1), Ending::saddle},
           {"x^5 + y^2", Newton{}, Vec2(10, 1), Ending::saddle},          {"x^5 + y^2", DampedNewton{}, Vec2(10, 1), Ending::saddle},
           {"x^3 - 3x y^2", Newton{}, Vec2(1, 0.3), Ending::saddle},      {"x^3 + y^3", Newton{}, Vec2(1, 2), Ending::saddle},
           {"-x^4 - y^4", Newton{}, Vec2(1, 1), Ending::maximum},         {"x^4 - y^2", Newton{}, Vec2(1, 1), Ending::saddle},
           {"-x^4 - y^2", Newton{}, Vec2(1, 1), Ending::maximum},         {"(y - x^2)^2 + x^5", Newton{}, Vec2(0.5, 0.4), Ending::saddle},
           // Peano's: a minimum along every line through 0, and none along y = 3/2 x².
           {"(y - x^2)*(y - 2x^2)", Newton{}, Vec2(0.5, 0.5), Ending::saddle},
           {"sinh(x) - x + cosh(y)", Newton{}, Vec2(1, 1), Ending::saddle}});
    for (const char* formula : {"x^3 + y^2", "1e6x^3 + y^2", "x^5 + y^2"})
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            CAPTURE(std::string(formula));
            CAPTURE(id_of(method));
            const Run r = typed(formula, method, Vec2(1, 1));
            CAPTURE(r.outcome.reason);
            CHECK(r.outcome.ending != Ending::converged);
        }
}

TEST_CASE("where a stationary point is a minimum, it is said, and said to be flat where the curvatures vanish") {
    check({{"cosh(x) + cosh(y)", Newton{}, Vec2(1, 0.5), Ending::converged},
           {"cosh(x) + cosh(y)", Bfgs{}, Vec2(1, 0.5), Ending::converged},
           {"cosh(x) + cosh(y)", Backtracking{}, Vec2(1, 0.5), Ending::converged},
           {"x^4 + y^4", Newton{}, Vec2(1, 1), Ending::converged},
           {"x^4 + y^2", DampedNewton{}, Vec2(1, 1), Ending::converged},
           {"(y - x^2)^2 + x^6", Newton{}, Vec2(0.5, 0.4), Ending::converged},
           {"(x - y)^2 + (x + y - 1)^4", Newton{}, Vec2(2, 1), Ending::converged},
           {"1e6x^2 + y^2 + y^4", Newton{}, Vec2(1, 0.5), Ending::converged},
           {"1e6x^2 + y^2 + y^4", Bfgs{}, Vec2(1, 0.5), Ending::converged},
           {"1e-6(cosh(x) + cosh(y))", Bfgs{}, Vec2(1, 0.5), Ending::converged},
           {"e^x - 2x", Newton{}, Vec2(1, 1), Ending::converged},
           {"1e10 + x^2 + y^2", Backtracking{}, Vec2(1, 1), Ending::converged},
           {"1e10 + x^2 + y^2 + x^4", Backtracking{}, Vec2(1, 0.3), Ending::converged},
           {"sqrt(1 + (x - 1e9)^2) + y^2", ConjugateGradient{}, Vec2(0, 1), Ending::converged}});
    CHECK(says(typed("x^4 + y^4", Newton{}, Vec2(1, 1)), "flat minimum"));
    CHECK(says(typed("e^x - 2x", Newton{}, Vec2(1, 1)), "one of a line"));
    CHECK(typed("sqrt(1 + (x - 1e9)^2) + y^2", ConjugateGradient{}, Vec2(0, 1)).steps.back().x.x() == doctest::Approx(1e9).epsilon(1e-12));
}

TEST_CASE("a saddle and a flat place are claims about ∇f = 0") {
    check({{"1e-6(x^2 - y^2)", Newton{}, Vec2(1, 1), Ending::saddle}, {"1e-6(x^2 - y^2 + x^4)", Newton{}, Vec2(1, 1), Ending::saddle},
           {"1e-9(x y + x^3)", Newton{}, Vec2(0.3, 1), Ending::saddle}});
    // The edge of the domain is the minimum there, though ∇f has no end.
    const Run edge = typed("sqrt(x) + y^2", Backtracking{}, Vec2(1, 1));
    CAPTURE(edge.outcome.reason);
    CHECK(edge.outcome.ending != Ending::saddle);
    // Steepest descent can stand at a kink that is no minimum; where it is one, f rises all around.
    for (const Optimizer& method : {Optimizer(Backtracking{}), Optimizer(ExactLineSearch{}), Optimizer(Bfgs{}), Optimizer(DampedNewton{})}) {
        CAPTURE(id_of(method));
        const Run kink = typed("|x| + 3|y|", method, Vec2(1.3, 0.7));
        CAPTURE(kink.outcome.reason);
        CHECK(kink.outcome.ending != Ending::flat);
        CHECK((kink.outcome.ending != Ending::converged || kink.outcome.f < 1e-6));
    }
    // f goes to 1 without a stationary point on the way.
    const Run rim = typed("1 - exp(-(x^2 + y^2))", Newton{}, Vec2(3, 0));
    CAPTURE(rim.outcome.reason);
    CHECK(rim.outcome.ending != Ending::diverged);
    CHECK(rim.outcome.ending != Ending::saddle);
    CHECK(rim.outcome.ending != Ending::converged);
    CHECK_FALSE(says(rim, "from 1 to 1"));
}

TEST_CASE("a search that only the curvature condition fails keeps its best trial") {
    for (const auto& [formula, start] : {std::pair("hypot(x, y)", Vec2(1, 1)), std::pair("sqrt(x^2 + y^2)", Vec2(1, 0.3))}) {
        CAPTURE(std::string(formula));
        const Run r = typed(formula, Bfgs{}, start);
        CAPTURE(r.outcome.reason);
        REQUIRE(r.last() > 0);
        CHECK(r.outcome.f < 1e-6);
        CHECK(r.outcome.ending == Ending::converged);
    }
    const Run quick = typed("sqrt(x^4 + y^4)", Bfgs{}, Vec2(1, 0));
    CAPTURE(quick.outcome.reason);
    CHECK(quick.outcome.f == 0);
    CHECK(quick.outcome.ending == Ending::converged);
    const Run half = typed("sqrt(x^4 + y^4)", GradientDescent{.rate = 0.5}, Vec2(1, 0));
    CAPTURE(half.outcome.reason);
    CHECK(half.outcome.f == 0);
    CHECK(half.outcome.ending == Ending::converged);
}

TEST_CASE("rounding alone leaves no domain") {
    const Run r = typed("x^1.5 + x + y^2", ExactLineSearch{}, Vec2(1, 1));
    CAPTURE(r.outcome.reason);
    CHECK(r.outcome.ending != Ending::left_domain);
    CHECK(r.last() > 0);
    CHECK(r.steps.back().x.x() >= 0);
}

TEST_CASE("the best point of an edge is no saddle, and a search at an edge says what stops it") {
    const Run r = typed("x^1.5 + x + y^2", Backtracking{}, Vec2(0, 1));
    CAPTURE(r.outcome.reason);
    CHECK(r.outcome.ending == Ending::search_failed);
    CHECK(says(r, "outside the domain"));
    CHECK(r.steps.back().trials.size() < 200);
    const Run wall = typed("if(x >= 0, x + y^2, 1/0)", DampedNewton{}, Vec2(0, 1));
    CAPTURE(wall.outcome.reason);
    CHECK(wall.outcome.ending == Ending::search_failed);
    CHECK(wall.steps.back().trials.size() < 200);
}

// ---- no verdict hangs on units ------------------------------------------------------------------------------------------------

namespace {

// c f(x/s): what was at x is at s x, and c times as high.
struct Scale2 {
    double c = 1, s = 1;
};

std::string scaled(const std::string& formula, const Scale2& scale) {
    std::string text = shortest(scale.c) + " * (";
    for (const char letter : formula) {
        if (letter == 'X' || letter == 'Y') text += std::string(letter == 'X' ? "(x/" : "(y/") + shortest(scale.s) + ")";
        else text += letter;
    }
    return text + ")";
}

// The same method for the scaled function: a step a of −a∇f, a rate of a step of given length, an ε beside |∇f|.
Optimizer scaled(Optimizer method, const Scale2& scale) {
    const double step = scale.s * scale.s / scale.c, slope = scale.c / scale.s;
    std::visit([&]<class M>(M& m) {
        if constexpr (requires { m.epsilon; }) {
            m.rate *= scale.s;
            m.epsilon *= slope;
        } else if constexpr (requires { m.rate; }) {
            m.rate *= step;
        }
        if constexpr (requires { m.initial; }) m.initial *= step;
        if constexpr (requires { m.first; }) m.first *= step;
    }, method);
    return method;
}

struct Scene {
    const char* formula;                      // in X and Y
    Vec2 start;
    bool kinks = false;                       // whether the last bit decides on which side of a kink a step lands
};

// The catalogue, typed, and more of every kind.
const Scene scenes[] = {
    {"((1.6X + 0.8Y - 1)^2 + (0.4X + 1.1Y)^2)/2", {-0.75, 0.05}},
    {"(X^2 + 10Y^2)/2", {10, 1}},
    {"(X - 0.3)^2 + 3(X - 0.3)*(Y + 1) + 8(Y + 1)^2", {-2, 0.5}},
    {"(X + Y - 1)^2/2", {-1.5, 0.5}},
    {"(X + 2Y - 7)^2 + (2X + Y - 5)^2", {-3, 4}},
    {"0.26(X^2 + Y^2) - 0.48X*Y", {-4, 1}},
    {"exp(X + 3Y - 0.1) + exp(X - 3Y - 0.1) + exp(-X - 0.1)", {-1, 1}},
    {"ln(exp(X + 3Y - 0.1) + exp(X - 3Y - 0.1) + exp(-X - 0.1))", {-1, 1}},
    {"sqrt(1 + X^2) + sqrt(1 + 4Y^2)", {1.5, -1}},
    {"X^4 + Y^4", {-1.4, 1.2}},
    {"X^2 + Y^4", {-1.4, 1.2}},
    {"ln(cosh(X)) + ln(cosh(Y))", {0.8, -0.5}},
    {"-ln(X) - ln(Y) - ln(1 - X - Y)", {0.7, 0.1}},
    {"X - ln(X) + Y*ln(Y)", {0.5, 1.5}},
    {"(1 - X)^2 + 100(Y - X^2)^2", {-1.2, 1}},
    {"(X^2 + Y - 11)^2 + (X + Y^2 - 7)^2", {-0.5, 0.5}},
    {"X^2 - Y^2 + Y^4/4", {1.8, 0.01}},
    {"X^3 + Y^2", {1, 1}},
    {"X^5 + Y^2", {1, 1}},
    {"X^3 - 3X*Y^2", {1, 0.3}},
    {"X^2 - Y^2", {1, 1}},
    {"-X^2 - 2Y^2", {1, 1}},
    {"-X^4 - Y^4", {1, 1}},
    {"cosh(X) + cosh(Y)", {1, 0.5}},
    {"exp(X) - 2X", {1, 1}},
    {"abs(X) + 3abs(Y)", {1.3, 0.7}, true},
    {"sqrt(X^2 + Y^2)", {1, 0.3}, true},
    {"sqrt(X) + Y^2", {1, 1}, true},
    {"X^1.5 + X + Y^2", {1, 1}, true},
    {"1 - exp(-X^2 - Y^2)", {3, 0}},
    {"1 - exp(-X^2 - Y^2)", {0.5, 0.2}},
    {"sin(X)*cos(Y)", {0.3, 0.4}},
    {"1000X^2 + Y^2 + Y^4", {1, 0.5}},
    {"100 + X^2 + Y^2 + X*Y^3", {1, 0.6}},
};

}

TEST_CASE("no verdict hangs on the units of f or of x") {
    for (const Scene& scene : scenes) {
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            CAPTURE(std::string(scene.formula));
            CAPTURE(id_of(method));
            const Run plain = typed(scaled(scene.formula, {}), method, scene.start, 300);
            CAPTURE(plain.outcome.reason);
            // Powers of two change no bit but the exponent.
            const double million = scene.kinks ? 1048576 : 1e6;
            for (const Scale2& scale : {Scale2{.c = million}, Scale2{.c = 1 / million}, Scale2{.s = million}, Scale2{.s = 1 / million},
                                        Scale2{.c = 1 / million, .s = million}}) {
                CAPTURE(scale.c);
                CAPTURE(scale.s);
                const Run other = typed(scaled(scene.formula, scale), scaled(method, scale), scale.s * scene.start, 300);
                CAPTURE(other.outcome.reason);
                CHECK(key_of(other.outcome.ending) == key_of(plain.outcome.ending));
            }
        }
    }
}
