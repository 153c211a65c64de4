#include "compute/expression/proof.hpp"

#include "compute/expression/polynomial_proof.hpp"
#include "compute/expression/random_graph.hpp"

#include <Eigen/Eigenvalues>
#include <doctest/doctest.h>

#include <array>
#include <random>

using namespace eigenscope;

namespace {

using Kind = ConvexityVerdict::Kind;

struct Window {
    double x0, x1, y0, y1;
    std::array<Enclosure, 2> box() const { return {Enclosure{x0, x1}, Enclosure{y0, y1}}; }
};

ConvexityVerdict verdict(std::string_view text, const Window& window, std::stop_token stop = {}) {
    Graph graph;
    const Graph::Id f = *entered(graph, *parse(text, {"x", "y"}));
    return judge(graph, simplified(graph, f), window.box(), stop);
}

/// f at both ends and in the middle of a chord, in doubles.
std::array<double, 3> along(const Graph& graph, Graph::Id f, const Secant& chord) {
    std::vector<double> middle;
    for (std::size_t i = 0; i < chord.a.size(); ++i) middle.push_back(0.5 * chord.a[i] + 0.5 * chord.b[i]);
    return {values(graph, chord.a)[f], values(graph, middle)[f], values(graph, chord.b)[f]};
}

struct Case {
    const char* text;
    Window window;
};

// The convex objectives of the descent room, and what people type.
const Case convex[] = {
    {"x^2 + y^2", {-3, 3, -2, 2}},
    {"x^2 + 3x*y + 5y^2", {-3, 3, -2, 2}},
    {"x^2 + 2x*y + y^2", {-3, 3, -2, 2}},
    {"0.5*((1.3x + 0.2y - 1)^2 + (0.65x + 0.1y - 3)^2)", {-3, 3, -2, 2}},
    {"exp(x + 3y - 0.1) + exp(x - 3y - 0.1) + exp(-x - 0.1)", {-2.4, 1.2, -1.3, 1.6}},
    {"ln(exp(x + 3y - 0.1) + exp(x - 3y - 0.1) + exp(-x - 0.1))", {-3, 2, -2, 2}},
    {"-ln(x) - ln(y) - ln(1 - x - y)", {-0.1, 1.1, -0.1, 1.1}},
    {"x - ln(x) + y*ln(y)", {-0.3, 3.7, -0.3, 2.7}},
    {"sqrt(1 + x^2) + sqrt(1 + 9y^2)", {-5, 5, -4, 4}},
    {"hypot(1, x) + hypot(1, 3y)", {-5, 5, -4, 4}},
    {"x^4 + y^4", {-1.8, 1.8, -1.5, 1.5}},
    {"x^2 + y^4", {-1.8, 1.8, -1.5, 1.5}},
    {"ln(cosh(x)) + ln(cosh(y))", {-2.6, 2.6, -2, 2}},
    {"abs(x) + abs(y)", {-3, 3, -2, 2}},
    {"max(abs(x), abs(y))", {-3, 3, -2, 2}},
    {"sqrt(x^2 + y^2)", {-3, 3, -2, 2}},
    {"hypot(x, y)", {-3, 3, -2, 2}},
    {"x^2/y", {-3, 3, 0.1, 2}},
    {"(x^2 + 1)/y", {-3, 3, 0, 2}},
    {"relu(x)^2 + softplus(y)", {-3, 3, -2, 2}},
    {"relu(1 - x*2) + 0.1*(x^2 + y^2)", {-3, 3, -2, 2}},
    {"x^2 + x*y + y^2 + abs(x) + abs(y)", {-3, 3, -2, 2}},
    {"x^2 + x*y + y^2 - ln(x)", {-1, 3, -2, 2}},
    {"exp(x^2 + y^2)", {-1, 1, -1, 1}},
    {"1/(x*y)", {0.1, 3, 0.1, 2}},
    {"1/x + 1/y", {0, 3, 0, 2}},
    {"x^2 + y^2 + 0.1*sin(3x)*cos(y)", {-3, 3, -2, 2}},
    {"x^2 + y^2 + sin(x*y)", {-0.9, 0.9, -0.9, 0.9}},
    {"(x + y)^4 + (x - y)^2", {-3, 3, -2, 2}},
    {"x*exp(x) + y^2", {-1.5, 3, -2, 2}},
    {"cosh(x) + cosh(x + y)", {-3, 3, -2, 2}},
    {"-sqrt(x) - sqrt(y)", {0, 3, 0, 2}},
    {"-(x*y)^0.5", {0.1, 3, 0.1, 2}},
    {"(x^2 + y^2)^1.5", {-3, 3, -2, 2}},
    {"gamma(x) + y^2", {0.5, 4, -2, 2}},
    {"x*ln(x/y)", {0.1, 3, 0.1, 2}},
    {"max(x^2 + y, 3y, exp(x))", {-3, 3, -2, 2}},
    {"e^x + 2^y + 2^(-y)", {-3, 3, -2, 2}},
    {"x^4 + x^2*y^2 + y^4 - 3x + y/7", {-2, 2, -2, 2}},
    {"x*x*x*x + 0.1*x^2*y^2 + y^6 + x*y^2*(2x - x) + y^4", {-2, 2, -2, 2}},
    // Means, norms and powers of them: exponents are the decimals and fractions that they are written as.
    {"-x^0.3*y^0.7", {0.1, 2, 0.1, 2}},
    {"-x^0.3*y^0.7", {-2, 2, -2, 2}},
    {"-x^0.1*y^0.9", {0, 2, 0, 2}},
    {"-x^(1/3)*y^(2/3)", {0, 2, 0, 2}},
    {"-cbrt(x*y^2)", {0, 2, 0, 2}},
    {"-(2x + y)^0.2*(x + 1)^0.8", {0, 2, 0, 2}},
    {"-x^0.2*y^0.3*(x + y)^0.5", {0, 2, 0, 2}},
    {"-sqrt(x)*(1 - y)^0.25", {0, 2, 0, 2}},
    {"-(sqrt(x) + sqrt(y))^2", {0, 2, 0, 2}},
    {"-1/(1/x + 1/y)", {0, 2, 0, 2}},
    {"x^1.7/y^0.7", {0, 2, 0, 2}},
    {"x^-0.3*y^-0.7", {0, 2, 0, 2}},
    {"(abs(x)^3 + abs(y)^3)^(1/3)", {-2, 2, -2, 2}},
    {"cbrt(abs(x)^3 + abs(y)^3)", {-2, 2, -2, 2}},
    {"(x^4 + y^4)^(1/4)", {-2, 2, -2, 2}},
    {"(x^4 + y^4)^0.25", {-2, 2, -2, 2}},
    {"sqrt(sqrt(x^4 + 3(x - y)^4))", {-2, 2, -2, 2}},
    {"(abs(x)^1.5 + abs(y)^1.5)^(2/3)", {-2, 2, -2, 2}},
    {"(abs(x + y)^3 + abs(x - 2y)^3 + 1)^(1/3)", {-2, 2, -2, 2}},
    // Perspectives and relative entropies.
    {"x*ln(x/y) - x + y", {0.1, 2, 0.1, 2}},
    {"x*ln(x/y) - x + y", {0, 2, 0, 2}},
    {"x*(ln(x) - ln(y)) - x + y", {0, 2, 0, 2}},
    {"x*ln(x) - x + y - x*ln(y)", {0, 2, 0, 2}},
    {"(x - y)*ln(x/y)", {0, 2, 0, 2}},
    {"-x*ln(y/x)", {0, 2, 0, 2}},
    {"y*exp(x/y)", {-2, 2, 0, 2}},
    {"y*(x/y)^4", {-2, 2, 0, 2}},
    {"-y*ln(1 + x/y)", {0, 2, 0, 2}},
    // Logarithms of what is positive on one stretch.
    {"-ln(cos(x))", {-2, 2, -2, 2}},
    {"-ln(cos(x)) - ln(cos(y))", {-1, 1, -1, 1}},
    {"-ln(sin(x + y/3)) + y^2", {0, 3, -1, 1}},
    // What cancels in a sum of the larger and the smaller one.
    {"max(x, y) + min(x, y)", {-2, 2, -2, 2}},
    {"max(x^2, y^2) + min(y^2, x^2)", {-2, 2, -2, 2}},
    {"2max(x, 2y) + min(x, 2y)", {-2, 2, -2, 2}},
    {"max(x^2, y) + 0.5x + min(x^2, y)", {-2, 2, -2, 2}},
    {"exp(max(x, y) + min(x, y))", {-2, 2, -2, 2}},
    // Sums whose kinks are none, or turn up.
    {"abs(x) + log1p(exp(-2abs(x)))", {-2.6, 2.6, -2, 2}},
    {"abs(x) + y^2 + log1p(exp(-2abs(x))) - ln(2)", {-2, 2, -2, 2}},
    {"abs(x - y) + ln(1 + exp(-2abs(x - y)))", {-2, 2, -2, 2}},
    {"max(x, 0) + log1p(exp(-abs(x)))", {-2, 2, -2, 2}},
    {"abs(x) + 0.6*log1p(exp(-2abs(x)))", {-2, 2, -2, 2}},
    {"x^2 + 2abs(x) - relu(x)", {-2, 2, -2, 2}},
    // Huber's loss of a length.
    {"if(hypot(x, y) < 1, hypot(x, y)^2/2, hypot(x, y) - 1/2)", {-2, 2, -2, 2}},
    {"if(hypot(x, y) <= 1, (x^2 + y^2)/2, hypot(x, y) - 1/2)", {-3, 3, -2, 2}},
    {"if(x^2 + y^2 < 1, (x^2 + y^2)/2, sqrt(x^2 + y^2) - 1/2)", {-2, 2, -2, 2}},
    {"if(norm(x, y) < 0.5, norm(x, y)^2, norm(x, y) - 1/4)", {-2, 2, -2, 2}},
};

const Case bent[] = {
    {"(1 - x)^2 + 100*(y - x^2)^2", {-2, 2, -1, 3}},
    {"(x^2 + y - 11)^2 + (x + y^2 - 7)^2", {-5, 5, -5, 5}},
    {"20 + x^2 + y^2 - 10*(cos(2pi*x) + cos(2pi*y))", {-5.12, 5.12, -5.12, 5.12}},
    {"x^2 - y^2", {-3, 3, -2, 2}},
    {"-x^2", {-3, 3, -2, 2}},
    {"sin(x) + y^2", {-3, 3, -2, 2}},
    {"sqrt(abs(x)) + y^2", {-3, 3, -2, 2}},
    {"x*y", {-3, 3, -2, 2}},
    {"x^3 + y^2", {-1, 3, -2, 2}},
    {"1/x + y^2", {-1, 1, -2, 2}},
    {"1/(x^2 + y^2)", {-1, 1, -1, 1}},
    {"ln(x^2 + y^2 + 1)", {-3, 3, -2, 2}},
    {"exp(-x^2 - y^2)", {-3, 3, -2, 2}},
    {"-20exp(-0.2sqrt(0.5(x^2 + y^2))) - exp(0.5(cos(2pi*x) + cos(2pi*y))) + e + 20", {-5, 5, -5, 5}},
    {"x^2 + y^2 + 0.3*sin(10x)", {-3, 3, -2, 2}},
    {"min(x, y)", {-3, 3, -2, 2}},
    {"floor(x) + y^2", {-3, 3, -2, 2}},
    {"x^2 + y^2 + 1e-3*floor(x)", {-3, 3, -2, 2}},
    {"atan2(y, x)", {-3, 3, -2, 2}},
    {"max(x, y)^2", {-3, 3, -2, 2}},
    {"sqrt(x^2 + y^2 - 1)", {-3, 3, -2, 2}},                                  // its domain has a hole
    {"(x^2 + y^2)^(-0.5)", {-3, 3, -2, 2}},
    // Nearly those that are convex.
    {"-x^0.3*y^0.8", {0.1, 2, 0.1, 2}},
    {"(abs(x)^3 + abs(y)^3)^(1/4)", {-2, 2, -2, 2}},
    {"(sqrt(abs(x)) + sqrt(abs(y)))^2", {-2, 2, -2, 2}},
    {"x^1.3/y^0.7", {0.1, 2, 0.1, 2}},
    {"x*ln(x/y) - x + y", {-2, 2, -2, 2}},                                     // its domain has two parts
    {"x*exp(x/y)", {-2, 2, 0.1, 2}},
    {"max(x, y) + 2min(x, y)", {-2, 2, -2, 2}},
    {"abs(x) + 1.2*log1p(exp(-2abs(x)))", {-2, 2, -2, 2}},                     // a kink that turns down
    {"if(hypot(x, y) < 1, hypot(x, y)^2/2, hypot(x, y)/2)", {-2, 2, -2, 2}},   // one too
    {"if(hypot(x, y) < 1, (hypot(x, y) - 0.5)^2, hypot(x, y) - 3/4)", {-2, 2, -2, 2}},
};

// Convex, but beyond what the rules and intervals see.
const Case hard[] = {
    {"-x*y/(x + y)", {0, 2, 0, 2}},
};

}

TEST_CASE("convex functions are proven so") {
    for (const Case& c : convex) {
        CAPTURE(std::string(c.text));
        const ConvexityVerdict v = verdict(c.text, c.window);
        CAPTURE(v.way);
        CHECK(v.kind == Kind::proven);
        CHECK_FALSE(v.witness);
        CHECK(v.mu.lo <= v.mu.hi);
        CHECK(v.L.lo <= v.L.hi);
    }
}

TEST_CASE("functions that are not convex are refuted with a chord") {
    for (const Case& c : bent) {
        CAPTURE(std::string(c.text));
        const ConvexityVerdict v = verdict(c.text, c.window);
        CAPTURE(v.way);
        REQUIRE(v.kind == Kind::refuted);
        REQUIRE(v.witness);
        Graph graph;
        const Graph::Id f = *entered(graph, *parse(c.text, {"x", "y"}));
        const auto [a, middle, b] = along(graph, f, *v.witness);
        if (std::isinf(v.witness->excess)) CHECK((std::isnan(middle) && std::isfinite(a) && std::isfinite(b)));
        else CHECK(middle - 0.5 * (a + b) >= 0.99 * v.witness->excess);
    }
}

TEST_CASE("what is not decided is not claimed") {
    for (const Case& c : hard) {
        CAPTURE(std::string(c.text));
        CHECK(verdict(c.text, c.window).kind == Kind::undecided);
    }
    CHECK(verdict("ln(x)", {-3, -1, 0, 1}).way == "it has no value here");
    CHECK(verdict("x^2", {1, 1, 0, 1}).way == "the window has no width");
    std::stop_source stopped;
    stopped.request_stop();
    CHECK(verdict("x^2 + y^2 + sin(x*y)", {-0.9, 0.9, -0.9, 0.9}, stopped.get_token()).way == "stopped");
}

TEST_CASE("a small kink that turns down, and a hole in the domain, stand in the way of a proof") {
    for (const char* text : {"x^2 + y^2 - 1e-7*abs(x)", "x^2 + y^2 + 1e-7*min(x, y)", "x^2 + y^2 - 1e-7*relu(y - 2x)", "x^2 + y^2 - 1e-7*hypot(x, y)",
                             "x^2 + y^2 + 1e-7*abs(abs(x) - 1)", "x^2 + y^2 - 1e-12*floor(x/3)", "x^2 + y^2 + if(x < 0.7, 0, 1e-12)"}) {
        CAPTURE(std::string(text));
        CHECK(verdict(text, {-3, 3, -2, 2}).kind != Kind::proven);
    }
    for (const char* text : {"0/x", "0*x^(-2)", "0*(x^2)^(-0.5)", "0*tan(x)", "0*ln(x^2)", "0*gamma(x)", "0*lgamma(x)", "0*acosh(1 + abs(x) - 0.5)",
                             "0*asin(1.5 - abs(x))", "0*sqrt(abs(x) - 0.1)", "0*log1p(abs(x) - 1)", "0*polygamma(1, x)", "0*mod(1, x)", "0*(x^2 - 0.1)^0.5",
                             "0*(y/x)", "y^2/x^2", "0*exp(1/x)", "0*((x^2 + 1)/(x^2))"}) {
        CAPTURE(std::string(text));                                           // 0 where it has a value, but it has none at a place in the middle
        Graph graph;
        const Graph::Id f = *entered(graph, *parse(text, {"x", "y"}));
        CHECK(judge(graph, f, std::array{Enclosure{-3, 3}, Enclosure{-2, 2}}).kind != Kind::proven);
    }
}

TEST_CASE("polynomials that are convex by their even powers") {
    const auto convex_polynomial = [](std::string_view text) {
        Graph graph;
        return entered(graph, *parse(text, {"x", "y"})).has_value() && convex_by_even_powers(graph);
    };
    CHECK(convex_polynomial("x^4 + x^2*y^2 + y^4"));
    CHECK(convex_polynomial("x^4 + 3.4x^2*y^2 + y^4"));                       // in the determinant 144 − 12c² of x²y², c ≤ √12
    CHECK(convex_polynomial("x^2 + x*y + y^2"));
    CHECK(convex_polynomial("(x*x + y*y)^2/3 - 5x + pi"));
    for (const char* text : {"x^4 + 7x^2*y^2 + y^4", "x*y", "x^2*y^2", "x^4*y^4", "x^3", "x^2 + 3x*y + y^2", "x^2 - y^2", "y^2 - x^4", "x^4 + y^3", "sin(x)",
                             "x^(-2)", "1/x", "x^2.5", "x^2/y", "y^2 + x^4 + x*y", "x^30", "2^x", "-(x^2)", "0 - x^2 - y^2"}) {
        CAPTURE(std::string(text));
        CHECK_FALSE(convex_polynomial(text));
    }
}

TEST_CASE("bounds of curvature") {
    const auto near = [](const Bracket& b, double exact, double slack) { return b.lo <= exact && exact <= b.hi && b.hi - b.lo <= slack; };
    const ConvexityVerdict quadratic = verdict("x^2 + 3x*y + 5y^2", {-3, 3, -2, 2});   // eigenvalues 6 ± 5
    CHECK(near(quadratic.mu, 1, 1e-12));
    CHECK(near(quadratic.L, 11, 1e-12));
    CHECK(quadratic.strongly_convex());
    const ConvexityVerdict huber = verdict("hypot(1, x) + hypot(1, 3y)", {-5, 5, -4, 4});
    CHECK(near(huber.L, 9, 1e-2));
    const ConvexityVerdict log_cosh = verdict("ln(cosh(x)) + ln(cosh(y))", {-2.6, 2.6, -2, 2});
    CHECK(near(log_cosh.L, 1, 1e-12));
    const ConvexityVerdict soft = verdict("ln(exp(x + 3y - 0.1) + exp(x - 3y - 0.1) + exp(-x - 0.1))", {-3, 2, -2, 2});
    CHECK(soft.L.lo <= 9);                                                    // half the largest distance of two exponents' slopes, squared
    CHECK((soft.L.hi >= 9 && soft.L.hi <= 10.001));
    const ConvexityVerdict hinge = verdict("relu(1 - x*2) + 0.1*(x^2 + y^2)", {-3, 3, -2, 2});
    CHECK(near(hinge.mu, 0.2, 1e-12));
    CHECK(std::isinf(hinge.L.hi));                                            // its gradient jumps
    const ConvexityVerdict sum = verdict("exp(x) + exp(-x) + y^2", {-3, 3, -2, 2});
    CHECK(near(sum.mu, 2, 0.2));
    CHECK(near(sum.L, 2 * std::cosh(3.0), 0.3));
    const ConvexityVerdict valley = verdict("(1 - x)^2 + 100*(y - x^2)^2", {-2, 2, -1, 3});
    CHECK(near(valley.mu, -1198, 2));                                         // at (0, 3): 2 − 400·3
}

TEST_CASE("no verdict is contradicted by chords and Hessians at random places") {
    const unsigned seed = 301;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    int proven = 0, refuted = 0, undecided = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        CAPTURE(trial);
        Graph graph = random.draw(random.integer(2, 9));
        const auto f = static_cast<Graph::Id>(graph.size() - 1);
        const auto shape = enclosures(graph, std::array{Enclosure{0.3, 0.7}, Enclosure{0.3, 0.7}});
        if (shape[f].lo == shape[f].hi && random.integer(0, 9) > 0) continue; // few of those that are constant
        Window window = {random.uniform(-3, 1), 0, random.uniform(-3, 1), 0};
        window.x1 = window.x0 + random.uniform(0.1, 4);
        window.y1 = window.y0 + random.uniform(0.1, 4);
        if (random.integer(0, 2) == 0) window.x0 = 0;
        if (random.integer(0, 2) == 0) window.x1 = std::max(1.0, window.x0 + 1);
        if (window.x1 <= window.x0) window.x1 = window.x0 + 1;
        const auto box = window.box();
        const ConvexityVerdict v = judge(graph, f, box);
        CAPTURE(v.way);
        (v.kind == Kind::proven ? proven : v.kind == Kind::refuted ? refuted : undecided) += 1;
        REQUIRE(v.mu.lo <= v.mu.hi);
        REQUIRE(v.L.lo <= v.L.hi);
        const auto coordinate = [&](double lo, double hi) {                   // whole numbers and edges are where kinks are
            const double x = random.uniform(lo, hi);
            return random.integer(0, 4) == 0 ? std::clamp(std::round(x), lo, hi) : random.integer(0, 9) == 0 ? lo : x;
        };
        const auto point = [&] { return std::vector{coordinate(window.x0, window.x1), coordinate(window.y0, window.y1)}; };
        if (v.kind == Kind::refuted) {
            const auto [a, middle, b] = along(graph, f, *v.witness);
            if (std::isfinite(v.witness->excess) && std::isfinite(a) && std::isfinite(b))
                REQUIRE(middle - 0.5 * (a + b) >= 0.5 * v.witness->excess);
        }
        if (v.kind == Kind::proven)
            for (int i = 0; i < 100; ++i) {
                const Secant chord = {point(), point()};
                const auto [a, middle, b] = along(graph, f, chord);
                CAPTURE(chord.a[0]);
                CAPTURE(chord.a[1]);
                CAPTURE(chord.b[0]);
                CAPTURE(chord.b[1]);
                if (!std::isfinite(a) || !std::isfinite(b)) continue;
                REQUIRE_FALSE(std::isnan(middle));
                REQUIRE(middle <= 0.5 * (a + b) + 1e-9 * (1 + std::abs(a) + std::abs(b)));
            }
        const auto first = gradient(graph, f, 2);
        if (!first) continue;
        const auto dx = gradient(graph, (*first)[0], 2), dy = gradient(graph, (*first)[1], 2);
        if (!dx || !dy) continue;
        for (int i = 0; i < 30; ++i) {
            const std::vector<double> p = point();
            const std::vector<Enclosure> at = enclosures(graph, std::array{Enclosure{p[0], p[0] + 1e-14}, Enclosure{p[1], p[1] + 1e-14}});
            const Enclosure hxx = at[(*dx)[0]], hxy = at[(*dx)[1]], hyy = at[(*dy)[1]];
            const double blur = std::max({hxx.hi - hxx.lo, hxy.hi - hxy.lo, hyy.hi - hyy.lo});
            if (at[f].regularity != Regularity::smooth || !hxx.bounded() || !hxy.bounded() || !hyy.bounded() || !(blur < 1e-3)) continue;
            const Mat2 H{{hxx.lo, hxy.lo}, {hxy.lo, hyy.lo}};
            const Vec2 eigenvalues = Eigen::SelfAdjointEigenSolver<Mat2>(H).eigenvalues();
            const double slack = 4 * blur + 1e-12 * H.norm();
            CAPTURE(p[0]);
            CAPTURE(p[1]);
            REQUIRE(v.mu.lo <= eigenvalues[0] + slack);
            REQUIRE(v.L.hi >= eigenvalues.cwiseAbs().maxCoeff() - slack);
        }
    }
    MESSAGE(proven << " proven, " << refuted << " refuted, " << undecided << " not decided");
    CHECK(proven > 500);
    CHECK(refuted > 200);
}

// Sums, products, quotients and powers of lengths and lines: what the rules for means, norms and perspectives are about.
TEST_CASE("no proof of powers of means and norms is contradicted by chords") {
    const unsigned seed = 303;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    using Op = Operation;
    int proven = 0, bent = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        Graph graph;
        const auto drawn = [&](const auto& self, int depth) -> Graph::Id {
            const auto number = [&](std::initializer_list<double> all) {
                return graph.number(*(all.begin() + random.integer(0, static_cast<int>(all.size()) - 1)));
            };
            const auto variable = [&] { return graph.variable(static_cast<std::uint32_t>(random.integer(0, 1))); };
            if (depth == 0) {
                switch (random.integer(0, 4)) {
                case 0: return graph.apply(Op::abs, variable());
                case 1: return graph.apply(Op::add, graph.variable(0), graph.variable(1));
                case 2: return graph.apply(Op::subtract, number({1, 2, 0.5}), variable());
                default: return variable();
                }
            }
            const Graph::Id a = self(self, depth - 1);
            switch (random.integer(0, 9)) {
            case 0: return graph.apply(Op::sqrt, a);
            case 1: return graph.apply(Op::ln, a);
            case 2: return graph.apply(Op::divide, graph.number(1), a);
            case 3: case 4: return graph.apply(Op::power, a, number({2, 3, 0.5, 0.3, 0.7, 1.5, -1, -0.5, 4, 0.25}));
            case 5: case 6: return graph.apply(Op::add, a, self(self, depth - 1));
            case 7: return graph.apply(Op::divide, a, self(self, depth - 1));
            case 8: return graph.apply(random.integer(0, 1) == 0 ? Op::max : Op::min, a, self(self, depth - 1));
            default: return graph.apply(Op::multiply, a, self(self, depth - 1));
            }
        };
        const Graph::Id f = drawn(drawn, random.integer(1, 3)), minus = graph.apply(Op::negate, f);
        const Window window = random.integer(0, 2) == 0 ? Window{-2, 2, -1, 2} : Window{0, 2, 0, 2};
        CAPTURE(trial);
        CAPTURE(to_text(*written(graph, f, {"x", "y"})));
        CAPTURE(window.x0);
        for (const Graph::Id sign : {f, minus}) {
            const ConvexityVerdict v = judge(graph, sign, window.box());
            bent += v.kind == Kind::refuted;
            if (v.kind != Kind::proven) continue;
            ++proven;
            for (int i = 0; i < 300; ++i) {
                const auto near = [&](double lo, double hi) { return random.integer(0, 3) == 0 ? std::clamp(std::exp(random.uniform(-12, 0)), lo, hi) : random.uniform(lo, hi); };
                const Secant chord = {{near(window.x0, window.x1), near(window.y0, window.y1)}, {near(window.x0, window.x1), near(window.y0, window.y1)}};
                const auto [a, middle, b] = along(graph, sign, chord);
                if (!std::isfinite(a) || !std::isfinite(b)) continue;
                CAPTURE(chord.a[0]);
                CAPTURE(chord.a[1]);
                CAPTURE(chord.b[0]);
                CAPTURE(chord.b[1]);
                REQUIRE_FALSE(std::isnan(middle));
                REQUIRE(middle <= 0.5 * (a + b) + 1e-9 * (1 + std::abs(a) + std::abs(b)));
            }
        }
    }
    MESSAGE(proven << " proven, " << bent << " refuted");
    CHECK(proven > 400);
    CHECK(bent > 400);
}

// Sums of kinks at few places, in which some cancel, and of relative entropies.
TEST_CASE("no proof of sums that turn is contradicted by chords") {
    std::mt19937_64 random(304);
    const auto pick = [&](std::initializer_list<const char*> all) { return std::string(*(all.begin() + random() % all.size())); };
    int proven = 0, bent = 0;
    for (int trial = 0; trial < 1500; ++trial) {
        const std::string u = pick({"x", "y", "(x - y)", "(x + 2*y - 1)"}), v = pick({"x", "y", "0", "1"});
        const bool positive = random() % 4 == 0;                              // where logarithms have values
        std::string text;
        for (auto parts = 2 + random() % 3; parts > 0; --parts) {
            const std::string factor = pick({"+", "-", "+ 2*", "- 0.5*", "+ 3*", "+ 0.5*"});
            const std::string part =
                positive ? pick({"x*ln(x/y)", "x*ln(x)", "x*ln(y)", "y*ln(x/y)", "(x - y)*ln(x/y)", "x^2/y", "y*exp(x/y)", "ln(x)", "ln(y)", "x", "y*(x/y)^1.5"})
                         : pick({"abs(U)", "relu(U)", "max(U, V)", "min(U, V)", "min(V, U)", "log1p(exp(-2*abs(U)))", "log1p(exp(-abs(U)))", "U^2",
                                 "hypot(x, y)", "if(hypot(x, y) < 1, (x^2 + y^2)/2, hypot(x, y) - 1/2)", "if(U < 0.5, U^2, U - 0.25)", "abs(U)^3"});
            text += " " + factor + part;
        }
        for (std::size_t at = text.find_first_of("UV"); at != text.npos; at = text.find_first_of("UV", at)) text.replace(at, 1, text[at] == 'U' ? u : v);
        CAPTURE(text);
        Graph graph;
        const Graph::Id f = *entered(graph, *parse(text, {"x", "y"}));
        const Window window = positive ? Window{0, 2, 0, 2} : Window{-2, 2, -1.5, 2};
        const ConvexityVerdict verdict = judge(graph, f, window.box());
        bent += verdict.kind == Kind::refuted;
        if (verdict.kind != Kind::proven) continue;
        ++proven;
        const auto uniform = [&](double lo, double hi) { return lo + (hi - lo) * static_cast<double>(random() >> 11) * 0x1p-53; };
        for (int i = 0; i < 300; ++i) {
            Secant chord = {{uniform(window.x0, window.x1), uniform(window.y0, window.y1)}, {uniform(window.x0, window.x1), uniform(window.y0, window.y1)}};
            if (i % 3 == 0)                                                   // short ones, across what turns
                for (std::size_t k : {0u, 1u}) chord.b[k] = chord.a[k] + 0.01 * (chord.b[k] - chord.a[k]);
            const auto [a, middle, b] = along(graph, f, chord);
            if (!std::isfinite(a) || !std::isfinite(b)) continue;
            CAPTURE(chord.a[0]);
            CAPTURE(chord.a[1]);
            REQUIRE(middle <= 0.5 * (a + b) + 1e-12 * (1 + std::abs(a) + std::abs(b)));
        }
    }
    MESSAGE(proven << " proven, " << bent << " refuted");
    CHECK(proven > 200);
    CHECK(bent > 300);
}

TEST_CASE("functions made convex are never refuted") {
    const unsigned seed = 302;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    using Op = Operation;
    int proven = 0;
    constexpr int trials = 1000;
    for (int trial = 0; trial < trials; ++trial) {
        CAPTURE(trial);
        Graph graph;
        const auto linear = [&] {
            const auto scaled = [&](Graph::Id id) { return graph.apply(Op::multiply, graph.number(random.uniform(-2, 2)), id); };
            const auto both = graph.apply(Op::add, scaled(graph.variable(0)), scaled(graph.variable(1)));
            return graph.apply(Op::add, both, graph.number(random.uniform(-1, 1)));
        };
        std::optional<Graph::Id> f;
        for (int i = random.integer(1, 4); i > 0; --i) {
            constexpr std::array bowls = {Op::exp, Op::cosh, Op::softplus, Op::abs, Op::relu, Op::negate};
            Graph::Id part = linear();
            switch (random.integer(0, 4)) {
            case 0: part = graph.apply(Op::power, part, graph.number(2 * random.integer(1, 3))); break;
            case 1: part = graph.apply(Op::max, part, linear()); break;
            case 2: part = graph.apply(Op::hypot, part, linear()); break;
            default: part = graph.apply(bowls[static_cast<std::size_t>(random.integer(0, 5))], part); break;
            }
            if (random.integer(0, 3) == 0) part = graph.apply(Op::softplus, part);
            part = graph.apply(Op::multiply, graph.number(random.uniform(0, 2)), part);
            f = f ? graph.apply(Op::add, *f, part) : part;
        }
        const ConvexityVerdict v = judge(graph, *f, std::array{Enclosure{-2, 1.5}, Enclosure{-1, 2}});
        CAPTURE(v.way);
        REQUIRE(v.kind != Kind::refuted);
        proven += v.kind == Kind::proven;
    }
    CHECK(proven == trials);                                                  // these are what the rules are for
}

TEST_CASE("one and three variables") {
    Graph graph;
    const auto x = graph.variable(0), y = graph.variable(1), z = graph.variable(2);
    const auto times = [&](Graph::Id a, Graph::Id b) { return graph.apply(Operation::multiply, a, b); };
    const auto plus = [&](Graph::Id a, Graph::Id b) { return graph.apply(Operation::add, a, b); };
    const auto quartic = plus(times(x, times(x, times(x, x))), times(x, x));
    CHECK(judge(graph, quartic, std::array{Enclosure{-1, 2}}).kind == Kind::proven);
    const auto squares = plus(plus(times(x, x), times(y, y)), times(z, z));
    const auto mixed = plus(squares, plus(times(x, y), times(y, z)));         // 2 and 2 ± √2
    const std::array box = {Enclosure{-1, 1}, Enclosure{-1, 1}, Enclosure{-1, 1}};
    const ConvexityVerdict v = judge(graph, mixed, box);
    CHECK(v.kind == Kind::proven);
    CHECK(std::abs(v.mu.lo - (2 - std::sqrt(2.0))) < 1e-12);
    CHECK(std::abs(v.L.hi - (2 + std::sqrt(2.0))) < 1e-12);
    CHECK(judge(graph, plus(squares, times(graph.number(3), times(x, z))), box).kind == Kind::refuted);
}
