#include "compute/learn/least_squares.hpp"
#include "compute/learn/robust.hpp"

#include <doctest/doctest.h>

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <random>

using namespace eigenscope;

namespace {

Eigen::MatrixXd line(const Eigen::VectorXd& x) {
    Eigen::MatrixXd X(x.size(), 2);
    X << Eigen::VectorXd::Ones(x.size()), x;
    return X;
}

double absolute_loss(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, const Eigen::VectorXd& b) { return (y - X * b).lpNorm<1>(); }

double huber_loss(const Eigen::MatrixXd& X, const Eigen::VectorXd& y, const Eigen::VectorXd& b, double delta) {
    return (y - X * b).unaryExpr([&](double r) { return std::abs(r) <= delta ? r * r / 2 : delta * (std::abs(r) - delta / 2); }).sum();
}

// The least over all lines through two of the points: one of them is optimal (the vertices of a linear program).
double least_over_pairs(const Eigen::VectorXd& x, const Eigen::VectorXd& y) {
    double least = std::numeric_limits<double>::infinity();
    for (Eigen::Index i = 0; i < x.size(); ++i)
        for (Eigen::Index j = i + 1; j < x.size(); ++j) {
            if (x[i] == x[j]) continue;
            const double slope = (y[j] - y[i]) / (x[j] - x[i]);
            least = std::min(least, absolute_loss(line(x), y, Eigen::Vector2d(y[i] - slope * x[i], slope)));
        }
    return least;
}

}

TEST_CASE("least absolute residuals of a constant are its median") {
    std::mt19937_64 random(1);
    std::uniform_int_distribution<int> grid(-5, 5);
    for (int n = 1; n <= 41; ++n) {
        Eigen::VectorXd y = Eigen::VectorXd::NullaryExpr(n, [&] { return grid(random); });
        const auto fit = least_absolute(Eigen::MatrixXd::Ones(n, 1), y);
        REQUIRE(fit.has_value());
        std::sort(y.begin(), y.end());
        CHECK(fit->coefficients[0] >= y[(n - 1) / 2]);
        CHECK(fit->coefficients[0] <= y[n / 2]);
    }
}

TEST_CASE("least absolute residuals of a line are the least over all pairs of points, ties or not") {
    std::mt19937_64 random(2);
    std::uniform_int_distribution<int> grid(-4, 4);
    std::normal_distribution<double> normal;
    for (int trial = 0; trial < 400; ++trial) {
        const Eigen::Index n = 3 + trial % 20;
        const bool tied = trial % 2 == 0;
        const auto draw = [&] { return tied ? grid(random) : std::exp(3 * normal(random)) * normal(random); };
        const Eigen::VectorXd x = Eigen::VectorXd::NullaryExpr(n, draw), y = Eigen::VectorXd::NullaryExpr(n, draw);
        if (x.maxCoeff() == x.minCoeff()) continue;
        const auto fit = least_absolute(line(x), y);
        REQUIRE(fit.has_value());
        CHECK(fit->loss == doctest::Approx(least_over_pairs(x, y)).epsilon(1e-12));
        CHECK(absolute_loss(line(x), y, fit->coefficients) == doctest::Approx(fit->loss).epsilon(1e-9));
        CHECK((fit->residuals.array() == 0).count() >= 2);
        CHECK(fit->excess <= 1e-9);
    }
}

TEST_CASE("Huber's fit has no slope left, and lies between the two others") {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform(0.01, 3);
    for (int trial = 0; trial < 300; ++trial) {
        const Eigen::Index n = 6 + trial % 60, p = 1 + trial % 5;
        Eigen::MatrixXd X = Eigen::MatrixXd::NullaryExpr(n, p, [&] { return normal(random); });
        X.col(0).setOnes();
        const Eigen::VectorXd y = Eigen::VectorXd::NullaryExpr(n, [&] { return std::pow(normal(random), 3); });
        const double delta = uniform(random);
        const auto fit = least_huber(X, y, delta);
        REQUIRE(fit.has_value());
        CHECK(fit->excess <= 1e-12);
        CHECK(fit->loss == doctest::Approx(huber_loss(X, y, fit->coefficients, delta)).epsilon(1e-13));
        for (int k = 0; k < 20; ++k) {
            const Eigen::VectorXd step = Eigen::VectorXd::NullaryExpr(p, [&] { return 1e-3 * normal(random); });
            CHECK(huber_loss(X, y, fit->coefficients + step, delta) >= fit->loss * (1 - 1e-14));
        }
    }
}

TEST_CASE("with a wide delta Huber's fit is least squares; with a narrow one least absolute residuals") {
    std::mt19937_64 random(4);
    std::normal_distribution<double> normal;
    for (int trial = 0; trial < 50; ++trial) {
        const Eigen::Index n = 15;
        const Eigen::VectorXd x = Eigen::VectorXd::NullaryExpr(n, [&] { return normal(random); }), y = Eigen::VectorXd::NullaryExpr(n, [&] { return normal(random); });
        const auto squares = least_squares(line(x), y);
        const auto wide = least_huber(line(x), y, 1e3);
        CHECK((wide->coefficients - squares->coefficients).norm() <= 1e-12 * (1 + squares->coefficients.norm()));
        const auto absolute = least_absolute(line(x), y);
        const auto narrow = least_huber(line(x), y, 1e-7);
        CHECK(narrow->loss / 1e-7 == doctest::Approx(absolute->loss).epsilon(1e-5));
    }
}

TEST_CASE("one wild point moves least squares, and hardly the two others") {
    Eigen::VectorXd x(9), y(9);
    for (Eigen::Index i = 0; i < 9; ++i) {
        x[i] = static_cast<double>(i);
        y[i] = 1 + 2 * x[i] + (i % 2 == 0 ? 0.1 : -0.1);
    }
    y[8] = 1000;
    CHECK(std::abs(least_squares(line(x), y)->coefficients[1] - 2) > 10);
    CHECK(std::abs(least_absolute(line(x), y)->coefficients[1] - 2) < 0.2);
    CHECK(std::abs(least_huber(line(x), y, 0.2)->coefficients[1] - 2) < 0.2);
}

TEST_CASE("scales do not matter, and what cannot be fitted is refused") {
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    const Eigen::VectorXd x = Eigen::VectorXd::NullaryExpr(12, [&] { return normal(random); }), y = Eigen::VectorXd::NullaryExpr(12, [&] { return normal(random); });
    const auto plain = least_absolute(line(x), y);
    for (const double scale : {1e-90, 1e-9, 1e9, 1e90}) {
        const auto fit = least_absolute(line(x * scale), y * scale);
        REQUIRE(fit.has_value());
        CHECK(fit->coefficients[1] == doctest::Approx(plain->coefficients[1]).epsilon(1e-9));
        CHECK(least_huber(line(x), y * scale, 0.3 * scale)->coefficients[1] / scale == doctest::Approx(least_huber(line(x), y, 0.3)->coefficients[1]).epsilon(1e-9));
    }
    const Eigen::VectorXd same = Eigen::VectorXd::Constant(4, 3.0);
    CHECK(least_absolute(line(same), same).error() == "the columns depend on each other: leave one out, or lower the degree");
    CHECK(least_huber(line(x), y, 0).error() == "delta must be above 0");
}
