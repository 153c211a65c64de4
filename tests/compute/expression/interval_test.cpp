#include "compute/expression/interval.hpp"

#include "compute/expression/operations.hpp"
#include "compute/expression/program.hpp"
#include "compute/expression/random_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <numbers>

using namespace eigenscope;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
using Op = Operation;

std::string shown(const Enclosure& e) {
    return "[" + std::to_string(e.lo) + ", " + std::to_string(e.hi) + "] " + std::to_string(static_cast<int>(e.regularity));
}

Enclosure side(RandomGraph& random) {
    const double a = random.coordinate(), b = random.integer(0, 3) == 0 ? a + 1e-3 * random.uniform(0, 1) : random.coordinate();
    return {std::min(a, b), std::max(a, b)};
}

/// A point of the interval, its ends and zero more often than others.
double point_of(RandomGraph& random, const Enclosure& x) {
    switch (random.integer(0, 9)) {
    case 0: return x.lo;
    case 1: return x.hi;
    case 2: return x.contains(0) ? 0 : x.lo;
    case 3: return std::clamp(std::round(random.uniform(x.lo, x.hi)), x.lo, x.hi);
    default: return std::clamp(random.uniform(x.lo, x.hi), x.lo, x.hi);
    }
}

/// Walks to the largest jump of f between two places and gives its height there: nothing where f is continuous.
template <class F>
double jump(F&& f, double a, double b) {
    for (;;) {
        const double m = a + (b - a) / 2;
        if (m == a || m == b) break;
        (std::abs(f(m) - f(a)) > std::abs(f(b) - f(m)) ? b : a) = m;
    }
    return std::abs(f(b) - f(a));
}

bool near(const Enclosure& e, double lo, double hi) {
    const double slack = 1e-14;
    const auto ends_match = [&](double found, double exact) { return found == exact || std::abs(found - exact) <= slack * std::max(1.0, std::abs(exact)); };
    return e.lo <= lo && hi <= e.hi && ends_match(e.lo, lo) && ends_match(e.hi, hi);
}

}

TEST_CASE("every operation stays inside its enclosure") {
    const unsigned seed = 101;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    for (int o = static_cast<int>(Op::negate); o <= static_cast<int>(Op::choose); ++o) {
        const auto operation = static_cast<Op>(o);
        CAPTURE(o);
        for (int box = 0; box < 250; ++box) {
            std::array<Enclosure, 3> x = {side(random), side(random), side(random)};
            if (operation == Op::polygamma || (operation == Op::power && random.integer(0, 1) == 0)) {
                const double n = random.integer(operation == Op::power ? -6 : -1, operation == Op::power ? 9 : 21);
                (operation == Op::power ? x[1] : x[0]) = Enclosure::point(n);
            }
            const Enclosure found = enclosure(operation, x[0], x[1], x[2]);
            CAPTURE(shown(x[0]) + " " + shown(x[1]) + " " + shown(x[2]) + " gives " + shown(found));
            for (int i = 0; i < 40; ++i) {
                const std::array<double, 3> p = {point_of(random, x[0]), point_of(random, x[1]), point_of(random, x[2])};
                const double value = applied(operation, p[0], p[1], p[2]);
                CAPTURE(p[0]);
                CAPTURE(p[1]);
                CAPTURE(value);
                if (std::isfinite(value)) REQUIRE(found.contains(value));
                if (found.regularity >= Regularity::defined) REQUIRE_FALSE(std::isnan(value));
                if (found.regularity >= Regularity::defined && found.bounded()) REQUIRE(std::isfinite(value));
                if (found.regularity < Regularity::continuous || !(std::max(-found.lo, found.hi) < 1e6)) continue;
                const auto k = static_cast<std::size_t>(random.integer(0, 2));
                const auto along = [&](double t) {
                    std::array<double, 3> q = p;
                    q[k] = t;
                    return applied(operation, q[0], q[1], q[2]);
                };
                REQUIRE(jump(along, p[k], point_of(random, x[k])) <= 1e-4 * (1 + std::abs(found.lo) + std::abs(found.hi)));
            }
        }
    }
}

TEST_CASE("whole formulas stay inside their enclosures, also in mean value form") {
    const unsigned seed = 102;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    long inside = 0, defined = 0;
    for (int trial = 0; trial < 4000; ++trial) {
        CAPTURE(trial);
        const Graph graph = random.draw(random.integer(1, 14));
        const std::array<Enclosure, 2> box = {side(random), side(random)};
        const std::vector<Enclosure> plain = enclosures(graph, box), centred = centred_enclosures(graph, box);
        for (int i = 0; i < 25; ++i) {
            const std::array<double, 2> p = {point_of(random, box[0]), point_of(random, box[1])};
            const std::vector<double> at = values(graph, p);
            const std::vector<Enclosure> thin = enclosures(graph, std::array{Enclosure::point(p[0]), Enclosure::point(p[1])});
            std::vector<bool> finite(graph.size());
            for (std::size_t k = 0; k < graph.size(); ++k) {
                const Graph::Term& term = graph.terms()[k];
                bool before = true;
                for (int j = 0; j < arity(term.operation); ++j) before = before && finite[term.operands[static_cast<std::size_t>(j)]];
                finite[k] = before && std::isfinite(at[k]);
                CAPTURE(k);
                CAPTURE(shown(plain[k]));
                CAPTURE(shown(centred[k]));
                CAPTURE(shown(thin[k]));
                CAPTURE(at[k]);
                CAPTURE(static_cast<int>(term.operation));
                if (finite[k]) {
                    REQUIRE(plain[k].contains(at[k]));
                    REQUIRE(thin[k].contains(at[k]));
                    ++inside;
                }
                if (before && plain[k].regularity >= Regularity::defined && plain[k].bounded()) {
                    REQUIRE(std::isfinite(at[k]));
                    ++defined;
                }
                if (thin[k].regularity >= Regularity::defined) {              // the true value is in both
                    REQUIRE(plain[k].lo <= thin[k].hi);
                    REQUIRE(thin[k].lo <= plain[k].hi);
                    REQUIRE(centred[k].lo <= thin[k].hi);
                    REQUIRE(thin[k].lo <= centred[k].hi);
                }
                if (centred[k].regularity >= Regularity::defined) REQUIRE_FALSE(thin[k].empty());
            }
        }
    }
    CHECK(inside > 500'000);
    CHECK(defined > 200'000);
}

TEST_CASE("compiled formulas stay inside as well") {
    const unsigned seed = 103;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    long inside = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        CAPTURE(trial);
        const Graph graph = random.draw(random.integer(1, 10));
        std::vector<Graph::Id> all(graph.size());
        for (std::size_t k = 0; k < all.size(); ++k) all[k] = static_cast<Graph::Id>(k);
        const Program program(graph, all);
        const std::array<Enclosure, 2> box = {side(random), side(random)};
        const std::vector<Enclosure> plain = enclosures(graph, box);
        for (int i = 0; i < 25; ++i) {
            const std::array<double, 2> p = {point_of(random, box[0]), point_of(random, box[1])};
            std::vector<double> at(graph.size());
            program.run(p, at);
            const std::vector<Enclosure> thin = enclosures(graph, std::array{Enclosure::point(p[0]), Enclosure::point(p[1])});
            std::vector<bool> finite(graph.size());
            for (std::size_t k = 0; k < graph.size(); ++k) {
                const Graph::Term& term = graph.terms()[k];
                finite[k] = std::isfinite(at[k]);
                for (int j = 0; j < arity(term.operation); ++j) finite[k] = finite[k] && finite[term.operands[static_cast<std::size_t>(j)]];
                if (!finite[k]) continue;
                CAPTURE(k);
                CAPTURE(shown(plain[k]));
                CAPTURE(shown(thin[k]));
                CAPTURE(p[0]);
                CAPTURE(p[1]);
                CAPTURE(at[k]);
                CAPTURE(static_cast<int>(term.operation));
                REQUIRE(plain[k].contains(at[k]));
                REQUIRE(thin[k].contains(at[k]));
                ++inside;
            }
        }
    }
    CHECK(inside > 200'000);
}

TEST_CASE("enclosures are as tight as the ranges are") {
    const auto f = [](Op operation, double lo, double hi) { return enclosure(operation, {lo, hi}); };
    const auto g = [](Op operation, Enclosure a, Enclosure b) { return enclosure(operation, a, b); };
    CHECK(near(f(Op::sin, 0, 2), 0, 1));
    CHECK(near(f(Op::sin, 3, 7), -1, std::sin(7.0)));
    CHECK(near(f(Op::cos, 3, 7), -1, 1));
    CHECK(near(f(Op::cos, 0.5, 1), std::cos(1.0), std::cos(0.5)));
    CHECK(near(f(Op::tan, -1, 1), -std::tan(1.0), std::tan(1.0)));
    for (int k = -40; k <= 40; ++k) {                                         // extremes just inside are found
        const double quarter = k * std::numbers::pi / 2;
        CHECK(f(Op::sin, quarter - 1e-5, quarter + 1e-5).contains(std::round(std::sin(quarter))));
        CHECK(f(Op::cos, quarter - 1e-5, quarter + 1e-5).contains(std::round(std::cos(quarter))));
    }
    CHECK(f(Op::tan, 1, 2) == Enclosure::whole(Regularity::somewhere));
    CHECK(near(f(Op::sin, 1e9, 1e9 + 1e-3), -1, 1));
    CHECK(f(Op::sqrt, -1, 4) == Enclosure{0, 2, Regularity::somewhere});
    CHECK(f(Op::sqrt, 0, 9) == Enclosure{0, 3, Regularity::continuous});
    CHECK(f(Op::sqrt, 4, 9) == Enclosure{2, 3, Regularity::smooth});
    CHECK(f(Op::sqrt, -4, -1).empty());
    CHECK(f(Op::ln, -4, 0).empty());
    CHECK(f(Op::ln, 0, 1).lo == -infinity);
    CHECK(f(Op::ln, 0, 1).regularity == Regularity::somewhere);
    CHECK(f(Op::abs, -3, 2) == Enclosure{0, 3, Regularity::continuous});
    CHECK(f(Op::floor, 1.25, 1.5) == Enclosure{1, 1, Regularity::smooth});
    CHECK(f(Op::floor, 1, 1.5).regularity == Regularity::defined);            // it jumps at the edge
    CHECK(near(f(Op::cosh, -1, 2), 1, std::cosh(2.0)));
    CHECK(near(f(Op::gamma, 1, 3), 0.88560319441088, 2));
    CHECK(near(f(Op::exp, -infinity, 0), 0, 1));
    CHECK(near(f(Op::sigmoid, -infinity, infinity), 0, 1));
    CHECK(g(Op::power, {-1, 2}, Enclosure::point(2)) == Enclosure{0, 4});
    CHECK(near(g(Op::power, {-1, 2}, Enclosure::point(3)), -1, 8));
    CHECK(near(g(Op::power, {-1, 2}, Enclosure::point(-2)), 0.25, infinity));
    CHECK(near(g(Op::power, {-4, 4}, Enclosure::point(0.5)), 0, 2));
    CHECK(g(Op::power, {-4, -1}, Enclosure::point(0.5)).empty());
    CHECK(g(Op::divide, {1, 2}, {-1, 1}) == Enclosure::whole(Regularity::somewhere));
    CHECK(g(Op::divide, {1, 2}, {0, 4}) == Enclosure{0.25, infinity, Regularity::somewhere});
    CHECK(g(Op::divide, {1, 2}, Enclosure::point(0)).empty());
    CHECK(g(Op::multiply, {0, 0}, {-infinity, infinity}) == Enclosure{0, 0});
    CHECK(g(Op::add, {1, 2}, {3, infinity}) == Enclosure{4, infinity});
    CHECK(g(Op::mod, {2.25, 2.5}, Enclosure::point(1)) == Enclosure{0.25, 0.5});
    CHECK(g(Op::less, {0, 1}, {2, 3}) == Enclosure{1, 1});
    CHECK(g(Op::less, {0, 2}, {1, 3}) == Enclosure{0, 1, Regularity::defined});
    CHECK(near(g(Op::atan2, {1, 2}, {-1, 1}), std::numbers::pi / 4, 3 * std::numbers::pi / 4));
    CHECK(enclosure(Op::choose, {0, 1}, {1, 2}, {5, 6}) == Enclosure{1, 6, Regularity::defined});
    CHECK(enclosure(Op::choose, {1, 1}, {1, 2}, Enclosure::nowhere()) == Enclosure{1, 2});
    CHECK((Enclosure::nowhere() + Enclosure::point(1)).empty());
}

TEST_CASE("the same term twice, and the mean value form, lose less") {
    Graph graph;
    const auto x = graph.variable(0);
    const auto squared = graph.apply(Op::multiply, x, x), zero = graph.apply(Op::subtract, x, x), one = graph.apply(Op::divide, x, x);
    const auto parabola = graph.apply(Op::subtract, squared, x);             // x² − x over [0.4, 0.6]: [−0.25, −0.24]
    const auto e = enclosures(graph, std::array{Enclosure{-1, 2}});
    CHECK(e[squared] == Enclosure{0, 4});
    CHECK(e[zero] == Enclosure{0, 0});
    CHECK(e[one] == Enclosure{1, 1, Regularity::somewhere});
    const std::array box = {Enclosure{0.4, 0.6}};
    const Enclosure plain = enclosures(graph, box)[parabola], centred = centred_enclosures(graph, box)[parabola];
    CHECK(plain.hi - plain.lo > 0.39);
    CHECK(centred.hi - centred.lo < 0.041);
    CHECK(centred.lo <= -0.25);
    CHECK(centred.hi >= -0.24);
}
