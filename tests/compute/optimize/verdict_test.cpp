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

bool says(const Run& run, const std::string& words) { return run.outcome.reason().find(words) != std::string::npos; }

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
        CAPTURE(r.outcome.reason());
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
            CAPTURE(r.outcome.reason());
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
           {"sqrt(1 + (x - 1e9)^2) + y^2", ConjugateGradient{}, Vec2(0, 1), Ending::converged},
           // Terms that cancel: ∇f is known to 1e-15 only.
           {"x^4 - 4x^3 + 6x^2 - 4x + 1 + y^2", Newton{}, Vec2(3, 1), Ending::converged},
           {"x^2*y^2", Newton{}, Vec2(1, 2), Ending::converged}});
    CHECK(says(typed("x^4 + y^4", Newton{}, Vec2(1, 1)), "flat minimum"));
    for (const char* formula : {"x^6 + y^2", "x^8 + y^8", "x^4 - 4x^3 + 6x^2 - 4x + 1 + y^2", "x^2*y^2", "1e9x^4 + 1e-9y^4", "x^4 + x^2*y^2 + y^6"}) {
        CAPTURE(std::string(formula));
        const Run r = typed(formula, Newton{}, Vec2(1.5, 1));
        CAPTURE(r.outcome.reason());
        CHECK(r.outcome.ending == Ending::converged);
        CHECK(says(r, "vanish"));
    }
    // Where they jump they are what the formula makes of both sides, and nothing is flat.
    for (const char* formula : {"max(x^2, y^2)", "max(x, 0)^2 + y^2 + min(x, 0)^2/9", "if(x > 0, 5x^2, x^2) + y^2", "max(x^2, 9y^2)", "1e20 max(x^2, y^2)"}) {
        CAPTURE(std::string(formula));
        const Run r = typed(formula, DampedNewton{}, Vec2(1, 0.4));
        CAPTURE(r.outcome.reason());
        CHECK(r.outcome.ending == Ending::converged);
        CHECK_FALSE(says(r, "vanish"));
        CHECK_FALSE(says(r, "flat"));
    }
    CHECK(says(typed("e^x - 2x", Newton{}, Vec2(1, 1)), "one of a line"));
    // f falls for ever, and y takes no part in it.
    CHECK(typed("1/x + y^2", Bfgs{}, Vec2(1, 1)).outcome.ending == Ending::diverged);
    CHECK(typed("sqrt(1 + (x - 1e9)^2) + y^2", ConjugateGradient{}, Vec2(0, 1)).steps.back().x.x() == doctest::Approx(1e9).epsilon(1e-12));
}

TEST_CASE("a saddle and a flat place are claims about ∇f = 0") {
    check({{"1e-6(x^2 - y^2)", Newton{}, Vec2(1, 1), Ending::saddle}, {"1e-6(x^2 - y^2 + x^4)", Newton{}, Vec2(1, 1), Ending::saddle},
           {"1e-9(x y + x^3)", Newton{}, Vec2(0.3, 1), Ending::saddle}});
    // The edge of the domain is the minimum there, though ∇f has no end.
    const Run edge = typed("sqrt(x) + y^2", Backtracking{}, Vec2(1, 1));
    CAPTURE(edge.outcome.reason());
    CHECK(edge.outcome.ending != Ending::saddle);
    // Steepest descent can stand at a kink that is no minimum; where it is one, f rises all around.
    for (const Optimizer& method : {Optimizer(Backtracking{}), Optimizer(ExactLineSearch{}), Optimizer(Bfgs{}), Optimizer(DampedNewton{})}) {
        CAPTURE(id_of(method));
        const Run kink = typed("|x| + 3|y|", method, Vec2(1.3, 0.7));
        CAPTURE(kink.outcome.reason());
        CHECK(kink.outcome.ending != Ending::flat);
        CHECK((kink.outcome.ending != Ending::converged || kink.outcome.f < 1e-6));
    }
    // f goes to 1 without a stationary point on the way.
    const Run rim = typed("1 - exp(-(x^2 + y^2))", Newton{}, Vec2(3, 0));
    CAPTURE(rim.outcome.reason());
    CHECK(rim.outcome.ending != Ending::diverged);
    CHECK(rim.outcome.ending != Ending::saddle);
    CHECK(rim.outcome.ending != Ending::converged);
    CHECK_FALSE(says(rim, "from 1 to 1"));
}

TEST_CASE("a search that only the curvature condition fails keeps its best trial") {
    for (const auto& [formula, start] : {std::pair("hypot(x, y)", Vec2(1, 1)), std::pair("sqrt(x^2 + y^2)", Vec2(1, 0.3))}) {
        CAPTURE(std::string(formula));
        const Run r = typed(formula, Bfgs{}, start);
        CAPTURE(r.outcome.reason());
        REQUIRE(r.last() > 0);
        CHECK(r.outcome.f < 1e-6);
        CHECK(r.outcome.ending == Ending::converged);
    }
    const Run quick = typed("sqrt(x^4 + y^4)", Bfgs{}, Vec2(1, 0));
    CAPTURE(quick.outcome.reason());
    CHECK(quick.outcome.f == 0);
    CHECK(quick.outcome.ending == Ending::converged);
    const Run half = typed("sqrt(x^4 + y^4)", GradientDescent{.rate = 0.5}, Vec2(1, 0));
    CAPTURE(half.outcome.reason());
    CHECK(half.outcome.f == 0);
    CHECK(half.outcome.ending == Ending::converged);
}

TEST_CASE("at kinks nothing is called a minimum that is none, nor a saddle or a maximum") {
    struct Kink {
        const char* formula;
        double minimum;
    };
    const Kink kinks[] = {{"|x| + |y|", 0}, {"|x - 0.3| + 2|y + 0.1|", 0}, {"max(|x|, |y|)", 0}, {"hypot(x - 1, y - 2)", 0},
                          {"hypot(x, 3y) + 0.2x", 0}, {"max(x^2 + y^2, x + 1)", 0.38196601125010515}, {"|x| + y^2", 0},
                          {"|x + y| + 3|x - y|", 0}, {"|x|^1.5 + |y|", 0}, {"sqrt(|x|) + |y|", 0}, {"max(x, -2x) + max(y, -y/2)", 0},
                          {"|x^2 - 1| + |y|", 0}, {"hypot(x, y)^1.2", 0}, {"sqrt(x^4 + y^4)", 0}, {"(x^2 + y^2)^0.75", 0}};
#ifdef __SANITIZE_ADDRESS__
    constexpr int budget = 250;               // derivatives on a kink are worked out with care, which takes long there
#else
    constexpr int budget = 1000;
#endif
    int arrived = 0;
    for (const Kink& kink : kinks) {
        for (const Optimizer& method : one_of_each<Optimizer>()) {
            CAPTURE(std::string(kink.formula));
            CAPTURE(id_of(method));
            const Run r = typed(kink.formula, method, Vec2(1.3, 0.7), budget);
            CAPTURE(r.outcome.reason());
            CHECK((r.outcome.ending != Ending::converged || r.outcome.f - kink.minimum < 1e-6));
            CHECK(r.outcome.ending != Ending::saddle);
            CHECK(r.outcome.ending != Ending::maximum);
            arrived += r.outcome.ending == Ending::converged;
        }
    }
    CHECK(arrived > 40);
}

TEST_CASE("rounding alone leaves no domain") {
    const Run r = typed("x^1.5 + x + y^2", ExactLineSearch{}, Vec2(1, 1));
    CAPTURE(r.outcome.reason());
    CHECK(r.outcome.ending != Ending::left_domain);
    CHECK(r.last() > 0);
    CHECK(r.steps.back().x.x() >= 0);
}

TEST_CASE("the best point of an edge is no saddle, and a search at an edge says what stops it") {
    const Run r = typed("x^1.5 + x + y^2", Backtracking{}, Vec2(0, 1));
    CAPTURE(r.outcome.reason());
    CHECK(r.outcome.ending == Ending::search_failed);
    CHECK(says(r, "outside the domain"));
    CHECK(r.trials(r.steps.back()).size() < 200);
    const Run wall = typed("if(x >= 0, x + y^2, 1/0)", DampedNewton{}, Vec2(0, 1));
    CAPTURE(wall.outcome.reason());
    CHECK(wall.outcome.ending == Ending::search_failed);
    CHECK(wall.trials(wall.steps.back()).size() < 200);
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
            CAPTURE(plain.outcome.reason());
            // Powers of two change no bit but the exponent.
            const double million = scene.kinks ? 1048576 : 1e6;
            for (const Scale2& scale : {Scale2{.c = million}, Scale2{.c = 1 / million}, Scale2{.s = million}, Scale2{.s = 1 / million},
                                        Scale2{.c = 1 / million, .s = million}}) {
                CAPTURE(scale.c);
                CAPTURE(scale.s);
                const Run other = typed(scaled(scene.formula, scale), scaled(method, scale), scale.s * scene.start, 300);
                CAPTURE(other.outcome.reason());
                CHECK(key_of(other.outcome.ending) == key_of(plain.outcome.ending));
            }
        }
    }
}

// ---- neighbours drawn at random, with the answer of theory --------------------------------------------------------------------

namespace {

/// Coordinates u and v of a turned and moved plane, as formulas.
struct OrthonormalFrame {
    double angle = 0;
    Vec2 origin = Vec2::Zero();

    std::string u() const { return row(std::cos(angle), std::sin(angle)); }
    std::string v() const { return row(-std::sin(angle), std::cos(angle)); }
    Vec2 at(double a, double b) const {
        return origin + Vec2(a * std::cos(angle) - b * std::sin(angle), a * std::sin(angle) + b * std::cos(angle));
    }

private:
    std::string row(double a, double b) const {
        return "((" + shortest(a) + ")*(x - (" + shortest(origin.x()) + ")) + (" + shortest(b) + ")*(y - (" + shortest(origin.y()) + ")))";
    }
};

/// One term a·u^p of a sum of two.
struct Power {
    double a;
    int p;
    std::string of(const std::string& u) const { return "(" + shortest(a) + ")*" + u + "^" + std::to_string(p); }
};

Ending nature(const Power& a, const Power& b) {
    if (a.p % 2 == 1 || b.p % 2 == 1 || a.a * b.a < 0) return Ending::saddle;
    return a.a > 0 ? Ending::converged : Ending::maximum;
}

struct Draw {
    std::mt19937_64 random;
    double between(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(random); }
    int among(int lo, int hi) { return std::uniform_int_distribution<int>(lo, hi)(random); }
    double sign() { return among(0, 1) == 0 ? -1 : 1; }
    OrthonormalFrame frame(bool turned) { return turned ? OrthonormalFrame{between(-3, 3), Vec2(between(-2, 2), between(-2, 2))} : OrthonormalFrame{}; }
};

// The right answer; or, if the method may give up on its way, none.
void check_nature(const std::string& formula, const Optimizer& method, const Vec2& start, Ending ending, bool may_give_up = false) {
    CAPTURE(formula);
    CAPTURE(start.transpose());
    const Run r = typed(formula, method, start, 1000);
    CAPTURE(r.outcome.reason());
    CHECK((r.outcome.ending == ending || (may_give_up && r.outcome.ending == Ending::unsuitable)));
}

}

TEST_CASE("a·uᵖ + b·v^q in turned and moved coordinates: a minimum where both are even and positive") {
    Draw draw{std::mt19937_64(41)};
    for (int i = 0; i < 200; ++i) {
        CAPTURE(i);
        const OrthonormalFrame frame = draw.frame(i % 2 == 1);
        const double low = i % 4 < 2 ? 0 : -3;
        const Power a{draw.sign() * std::pow(10, draw.between(low, -low)), draw.among(2, 6)};
        const Power b{draw.sign() * std::pow(10, draw.between(low, -low)), draw.among(2, 6)};
        // In turned coordinates rounding hides the curvature of a sixth power (10⁻¹⁶ at 10⁻⁴) long before its slope.
        const bool hidden = i % 2 == 1 && std::max(a.p, b.p) == 6;
        check_nature(a.of(frame.u()) + " + " + b.of(frame.v()), Newton{}, frame.at(draw.between(0.3, 2), draw.between(0.3, 2)), nature(a, b), hidden);
    }
}

TEST_CASE("multiplied out, (x − a)ᵖ is known to rounding only, and nothing false is said of it") {
    Draw draw{std::mt19937_64(59)};
    int told = 0;
    for (int i = 0; i < 100; ++i) {
        CAPTURE(i);
        const double a = draw.between(0.5, 2);
        const int p = 3 + i % 2;
        const std::string binomial = p == 3 ? "x^3 - 3A*x^2 + 3A^2*x - A^3" : "x^4 - 4A*x^3 + 6A^2*x^2 - 4A^3*x + A^4";
        std::string formula = "y^2 + ";
        for (const char c : binomial) formula += c == 'A' ? "*" + shortest(a) : std::string(1, c);
        const auto first = formula.find("- *");
        if (first != std::string::npos) formula.replace(first, 3, "- ");
        const auto last = formula.find("+ *");
        if (last != std::string::npos) formula.replace(last, 3, "+ ");
        CAPTURE(formula);
        const Run r = typed(formula, Newton{}, Vec2(a + draw.between(0.5, 2), 1), 1000);
        CAPTURE(r.outcome.reason());
        CHECK(r.outcome.ending != (p == 3 ? Ending::converged : Ending::saddle));
        CHECK(r.outcome.ending != Ending::maximum);
        told += r.outcome.ending == (p == 3 ? Ending::saddle : Ending::converged);
    }
    CHECK(told > 60);
}

TEST_CASE("a curved valley is what f is along its floor") {
    Draw draw{std::mt19937_64(43)};
    for (int i = 0; i < 60; ++i) {
        CAPTURE(i);
        const OrthonormalFrame frame = draw.frame(i % 2 == 1);
        const Power along{draw.sign() * draw.between(0.2, 3), draw.among(3, 6)};
        const double bend = draw.between(-1, 1), side = draw.sign() * draw.between(0.5, 4), start = draw.between(0.2, 0.6);
        const std::string v = "(" + frame.v() + " - (" + shortest(bend) + ")*" + frame.u() + "^2)";
        check_nature(along.of(frame.u()) + " + (" + shortest(side) + ")*" + v + "^2", Newton{},
                     frame.at(start, bend * start * start), nature(along, {side, 2}), i % 2 == 1 && along.p == 6);
    }
}

TEST_CASE("an odd power below even ones makes a saddle, even ones alone a minimum") {
    Draw draw{std::mt19937_64(47)};
    for (int i = 0; i < 60; ++i) {
        CAPTURE(i);
        const bool odd = i % 2 == 1;
        std::string formula = "y^2";
        for (int term = 0; term < 3; ++term)
            formula += " + " + shortest(draw.between(0.1, 2)) + "*x^" + std::to_string(2 * draw.among(2, 4)) + "*y^" + std::to_string(2 * draw.among(0, 2));
        formula += " + " + shortest(draw.between(0.5, 2)) + "*x^4";
        if (odd) formula += " + " + shortest(draw.sign() * draw.between(0.5, 2)) + "*x^3";
        // From so near that Newton's method finds the point at 0 and no other.
        check_nature(formula, Newton{}, Vec2(odd ? 0.02 : 0.5, 0.1), odd ? Ending::saddle : Ending::converged);
    }
}

TEST_CASE("a point with curvatures of known signs is what they say, at every scale") {
    Draw draw{std::mt19937_64(53)};
    for (int i = 0; i < 200; ++i) {
        CAPTURE(i);
        const OrthonormalFrame frame = draw.frame(i % 2 == 1);
        const double size = std::pow(10, draw.between(-9, 9)), ratio = std::pow(10, draw.between(-4, 4));
        const Power a{draw.sign() * size, 2}, b{draw.sign() * size * ratio, 2};
        const auto bowl = [&](const Power& power, const std::string& u) {
            return i % 4 < 2 ? power.of(u) : "(" + shortest(power.a) + ")*cosh(" + u + ")";
        };
        check_nature(bowl(a, frame.u()) + " + " + bowl(b, frame.v()), Newton{}, frame.at(draw.between(-1, 1), draw.between(-1, 1)), nature(a, b));
    }
}
