#include "compute/expression/second_order.hpp"

#include "compute/expression/jet.hpp"
#include "compute/expression/random_graph.hpp"

#include <Eigen/Eigenvalues>
#include <doctest/doctest.h>

#include <array>

using namespace eigenscope;

namespace {

/// Somewhere, and of any size.
std::array<Enclosure, 2> box_of(RandomGraph& random) {
    std::array<Enclosure, 2> box;
    for (Enclosure& side : box) {
        const double a = random.uniform(-3, 3);
        side = {a, a + std::exp(random.uniform(-6, 1))};
    }
    return box;
}

}

TEST_CASE("gradients and Hessians over boxes hold those of symbolic differentiation at points") {
    const unsigned seed = 201;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    long checked = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        CAPTURE(trial);
        const Graph graph = random.draw(random.integer(1, 7));
        const auto f = static_cast<Graph::Id>(graph.size() - 1);
        Graph derived = graph;
        const auto first = gradient(derived, f, 2);
        if (!first) continue;
        const auto dx = gradient(derived, (*first)[0], 2), dy = gradient(derived, (*first)[1], 2);
        if (!dx || !dy) continue;
        const std::array<Graph::Id, 3> second = {(*dx)[0], (*dx)[1], (*dy)[1]};
        const std::array<Enclosure, 2> box = box_of(random);
        SecondOrder derivatives(graph, 2);
        for (const bool centred : {false, true}) {
            derivatives.run(box, centred);
            if (derivatives.value(f).empty()) continue;
            for (int i = 0; i < 10; ++i) {
                const std::array<double, 2> p = {random.uniform(box[0].lo, box[0].hi), random.uniform(box[1].lo, box[1].hi)};
                // Where the formula is smooth at the point; digits that the formulas lose show in their own enclosures.
                const std::array<Enclosure, 2> at = {Enclosure{p[0], p[0] + 1e-13}, Enclosure{p[1], p[1] + 1e-13}};
                const std::vector<Enclosure> exact = enclosures(derived, at);
                if (exact[f].regularity != Regularity::smooth) continue;
                const auto agrees = [&](const Enclosure& found, Graph::Id term) {
                    return exact[term].empty() || (found.lo <= exact[term].hi && exact[term].lo <= found.hi);
                };
                CAPTURE(p[0]);
                CAPTURE(p[1]);
                for (std::size_t k = 0; k < 2; ++k) REQUIRE(agrees(derivatives.gradient(f)[k], (*first)[k]));
                REQUIRE(agrees(derivatives.hessian(f)[0], second[0]));
                REQUIRE(agrees(derivatives.hessian(f)[1], second[1]));
                REQUIRE(agrees(derivatives.hessian(f)[3], second[2]));
                ++checked;
            }
        }
    }
    CHECK(checked > 20'000);
}

TEST_CASE("the curvature of logarithms of sums of exponentials is bounded by their slopes") {
    const unsigned seed = 203;
    CAPTURE(seed);
    RandomGraph random(seed, 2);
    const std::vector<std::string> xy = {"x", "y"};
    for (int trial = 0; trial < 400; ++trial) {
        std::string sum = random.integer(0, 2) == 0 ? "1/3" : "exp(x - y)";
        for (int k = random.integer(1, 4); k > 0; --k) {
            const std::string bend = random.integer(0, 2) == 0 ? " + x*y" : random.integer(0, 2) == 0 ? " + sin(x)" : "";
            sum += " + 2*exp(" + std::to_string(random.integer(-3, 3)) + "*x + " + std::to_string(random.integer(-3, 3)) + "*y" + bend + ")/" + std::to_string(random.integer(1, 5));
        }
        CAPTURE(sum);
        const Expression formula = *parse("ln(" + sum + ")", xy);
        Graph graph;
        const Graph::Id f = *entered(graph, formula);
        const std::array<Enclosure, 2> box = box_of(random);
        SecondOrder derivatives(graph, 2);
        for (const bool centred : {false, true}) {
            derivatives.run(box, centred);
            for (int i = 0; i < 10; ++i) {
                const Vec2 p(random.uniform(box[0].lo, box[0].hi), random.uniform(box[1].lo, box[1].hi));
                const Jet<2> exact = jet<2>(formula, p);
                const auto holds = [](const Enclosure& e, double x) { return e.lo <= x + 1e-9 * (1 + std::abs(x)) && x - 1e-9 * (1 + std::abs(x)) <= e.hi; };
                for (std::size_t k = 0; k < 2; ++k) REQUIRE(holds(derivatives.gradient(f)[k], exact.gradient[static_cast<Eigen::Index>(k)]));
                for (std::size_t k = 0; k < 4; ++k) REQUIRE(holds(derivatives.hessian(f)[k], exact.hessian(static_cast<Eigen::Index>(k / 2), static_cast<Eigen::Index>(k % 2))));
            }
        }
    }
}

TEST_CASE("eigenvalue bounds hold the eigenvalues of every matrix inside, and are reached") {
    const unsigned seed = 202;
    CAPTURE(seed);
    RandomGraph random(seed, 1);
    for (const std::size_t n : {1u, 2u, 3u, 5u})
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<Enclosure> matrix(n * n);
            const double width = random.integer(0, 2) == 0 ? 0 : random.uniform(0, 1);
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j <= i; ++j) {
                    const double a = random.uniform(-2, 2);
                    matrix[i * n + j] = matrix[j * n + i] = {a, a + width};
                }
            const Eigenvalues bounds = eigenvalue_bounds(matrix, n);
            double least = 1e9, most = -1e9;
            for (int k = 0; k < 60; ++k) {
                Eigen::MatrixXd inside(n, n);
                for (std::size_t i = 0; i < n; ++i)
                    for (std::size_t j = 0; j <= i; ++j) {
                        const Enclosure& e = matrix[i * n + j];
                        const double value = k < 40 ? (random.integer(0, 1) == 0 ? e.lo : e.hi) : random.uniform(e.lo, e.hi);
                        inside(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = value;
                        inside(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = value;
                    }
                const VecX values = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(inside).eigenvalues();
                least = std::min(least, values.minCoeff());
                most = std::max(most, values.maxCoeff());
            }
            CAPTURE(n);
            CAPTURE(width);
            REQUIRE(bounds.least <= least + 1e-14);
            REQUIRE(bounds.most >= most - 1e-14);
            if (n <= 2 || width == 0) {
                REQUIRE(bounds.least >= least - 1e-12);
                REQUIRE(bounds.most <= most + 1e-12);
            }
        }
    const auto singular = [](double a, double b, double c) {
        return eigenvalue_bounds(std::array{Enclosure::point(a), Enclosure::point(b), Enclosure::point(b), Enclosure::point(c)}, 2).least;
    };
    CHECK(singular(2, 2, 2) == 0);                                            // exactly, not beyond rounding
    CHECK(singular(1, 3, 9) == 0);
    CHECK(singular(0, 0, 0) == 0);
    CHECK(singular(1, 3, 8.999999999999998) < 0);
}
