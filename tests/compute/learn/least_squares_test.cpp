#include "compute/learn/least_squares.hpp"

#include "base/number.hpp"
#include "csv.hpp"

#include <Eigen/QR>
#include <Eigen/SVD>

#include <cmath>
#include <map>
#include <random>

using namespace eigenscope;

namespace {

// NIST Statistical Reference Datasets, linear regression (https://www.itl.nist.gov/div898/strd/lls/lls.shtml): data and certified values.
struct Certified {
    Eigen::MatrixXd x;
    Eigen::VectorXd y, estimates, deviations;
};

double number(const std::string& text) {
    const auto x = parse_number(text);
    REQUIRE_MESSAGE(x.has_value(), text);
    return *x;
}

std::map<std::string, Certified> nist() {
    std::map<std::string, std::vector<std::vector<double>>> rows, values;
    for (const auto& row : csv_rows("compute/learn/nist.csv", ',', 8)) {
        std::vector<double> numbers;
        for (std::size_t j = 1; j < row.size(); ++j)
            if (!row[j].empty()) numbers.push_back(number(row[j]));
        rows[row[0]].push_back(numbers);
    }
    for (const auto& row : csv_rows("compute/learn/nist_certified.csv", ',', 3)) values[row[0]].push_back({number(row[1]), number(row[2])});
    std::map<std::string, Certified> sets;
    for (const auto& [name, all] : rows) {
        Certified& set = sets[name];
        const auto n = static_cast<Eigen::Index>(all.size()), p = static_cast<Eigen::Index>(all.front().size()) - 1;
        set.x.resize(n, p);
        set.y.resize(n);
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto& row = all[static_cast<std::size_t>(i)];
            set.y[i] = row[0];
            for (Eigen::Index j = 0; j < p; ++j) set.x(i, j) = row[static_cast<std::size_t>(j) + 1];
        }
        const auto& certified = values.at(name);
        set.estimates.resize(static_cast<Eigen::Index>(certified.size()));
        set.deviations.resize(set.estimates.size());
        for (Eigen::Index j = 0; j < set.estimates.size(); ++j) {
            set.estimates[j] = certified[static_cast<std::size_t>(j)][0];
            set.deviations[j] = certified[static_cast<std::size_t>(j)][1];
        }
    }
    return sets;
}

// Correct digits of the worst one (NIST's log relative error; absolute where the certified value is 0).
double digits(const Eigen::VectorXd& got, const Eigen::VectorXd& certified) {
    double worst = 15;
    for (Eigen::Index i = 0; i < got.size(); ++i) {
        const double error = std::abs(got[i] - certified[i]) / (certified[i] == 0 ? 1 : std::abs(certified[i]));
        if (!(error == 0)) worst = std::min(worst, -std::log10(error));
        if (std::isnan(error)) worst = 0;
    }
    return worst;
}

Eigen::MatrixXd with_ones(const Eigen::MatrixXd& x) {
    Eigen::MatrixXd X(x.rows(), x.cols() + 1);
    X << Eigen::VectorXd::Ones(x.rows()), x;
    return X;
}

struct RandomProblem {
    Eigen::MatrixXd X;
    Eigen::VectorXd y;
};

RandomProblem random_problem(std::mt19937_64& random, Eigen::Index n, Eigen::Index p) {
    std::normal_distribution<double> normal;
    RandomProblem problem{Eigen::MatrixXd::NullaryExpr(n, p, [&] { return normal(random); }), Eigen::VectorXd::NullaryExpr(n, [&] { return normal(random); })};
    problem.X.col(0).setOnes();
    return problem;
}

}

TEST_CASE("NIST's linear regressions: estimates and deviations") {
    // The digits that are certified are 15; Filip's data are ill-conditioned (κ = 1.8e15 in powers of x).
    const std::map<std::string, double> least{{"Norris", 13}, {"Longley", 13}, {"Filip", 13}, {"Wampler1", 12}, {"Wampler2", 13}, {"Wampler3", 12},
                                              {"Wampler4", 12}, {"Wampler5", 11}};
    const std::map<std::string, int> degree{{"Norris", 1}, {"Filip", 10}, {"Wampler1", 5}, {"Wampler2", 5}, {"Wampler3", 5}, {"Wampler4", 5}, {"Wampler5", 5}};
    const auto sets = nist();
    CHECK(sets.size() == least.size());
    for (const auto& [name, set] : sets) {
        CAPTURE(name);
        const Result<LinearFit> fit = degree.contains(name) ? fit_polynomial(set.x.col(0), set.y, degree.at(name)) : least_squares(with_ones(set.x), set.y);
        REQUIRE(fit.has_value());
        const double estimates = digits(fit->coefficients, set.estimates), deviations = digits(fit->deviations, set.deviations);
        MESSAGE(name << ": " << estimates << " digits of the estimates, " << deviations << " of the deviations, κ = " << fit->condition);
        CHECK(estimates >= least.at(name));
        CHECK(deviations >= least.at(name));
    }
    const Certified& norris = sets.at("Norris");
    const auto fit = fit_polynomial(norris.x.col(0), norris.y, 1);
    CHECK(fit->residual_deviation == doctest::Approx(0.884796396144373).epsilon(1e-12));
    CHECK(fit->determination == doctest::Approx(0.999993745883712).epsilon(1e-14));
    const Certified& longley = sets.at("Longley");
    const auto economy = least_squares(with_ones(longley.x), longley.y);
    CHECK(economy->residual_deviation == doctest::Approx(304.854073561965).epsilon(1e-12));
    CHECK(economy->determination == doctest::Approx(0.995479004577296).epsilon(1e-13));
}

TEST_CASE("residuals are orthogonal to the columns, leverages sum to the rank") {
    std::mt19937_64 random(1);
    for (int trial = 0; trial < 200; ++trial) {
        const auto problem = random_problem(random, 5 + trial % 40, 1 + trial % 5);
        const auto fit = least_squares(problem.X, problem.y);
        REQUIRE(fit.has_value());
        CHECK((problem.X.transpose() * fit->residuals).norm() <= 1e-12 * problem.X.norm() * problem.y.norm());
        CHECK((problem.X * fit->coefficients - fit->fitted).norm() <= 1e-13 * problem.y.norm() * fit->condition);
        CHECK(fit->leverage.sum() == doctest::Approx(static_cast<double>(fit->rank)).epsilon(1e-13));
        CHECK(fit->leverage.minCoeff() >= 0);
        CHECK(fit->residual_squares == doctest::Approx(fit->residuals.squaredNorm()).epsilon(1e-13));
        const Eigen::VectorXd sigma = Eigen::JacobiSVD<Eigen::MatrixXd>(problem.X).singularValues();
        CHECK(fit->condition == doctest::Approx(sigma[0] / sigma[sigma.size() - 1]).epsilon(1e-10));
    }
}

TEST_CASE("leverage and influence say what leaving a row out does") {
    std::mt19937_64 random(2);
    for (int trial = 0; trial < 20; ++trial) {
        const Eigen::Index n = 12, p = 3;
        const auto problem = random_problem(random, n, p);
        const auto fit = least_squares(problem.X, problem.y);
        for (Eigen::Index out = 0; out < n; ++out) {
            Eigen::MatrixXd X(n - 1, p);
            Eigen::VectorXd y(n - 1);
            X << problem.X.topRows(out), problem.X.bottomRows(n - 1 - out);
            y << problem.y.head(out), problem.y.tail(n - 1 - out);
            const auto without = least_squares(X, y);
            const double left_out = problem.y[out] - problem.X.row(out).dot(without->coefficients);
            CHECK(left_out == doctest::Approx(fit->residuals[out] / (1 - fit->leverage[out])).epsilon(1e-10));
            const double moved = (problem.X * (without->coefficients - fit->coefficients)).squaredNorm();
            CHECK(fit->influence[out] == doctest::Approx(moved / (static_cast<double>(p) * fit->residual_deviation * fit->residual_deviation)).epsilon(1e-9));
        }
    }
    // Anscombe's fourth set: one point alone decides the slope.
    Eigen::VectorXd x = Eigen::VectorXd::Constant(11, 8), y(11);
    x[7] = 19;
    y << 6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89;
    const auto fit = fit_polynomial(x, y, 1);
    CHECK(fit->leverage[7] == doctest::Approx(1).epsilon(1e-15));
    CHECK(std::isnan(fit->influence[7]));
    CHECK(fit->coefficients[0] == doctest::Approx(3.0017).epsilon(1e-4));
    CHECK(fit->coefficients[1] == doctest::Approx(0.4999).epsilon(1e-4));
}

TEST_CASE("ridge: three ways to one fit, and between least squares and the mean") {
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 50; ++trial) {
        const Eigen::Index n = 15, p = 2 + trial % 4;
        const auto problem = random_problem(random, n, p);
        const Eigen::MatrixXd Z = problem.X.rightCols(p - 1).rowwise() - problem.X.rightCols(p - 1).colwise().mean();
        const Eigen::VectorXd centred = problem.y.array() - problem.y.mean();
        double length = 1e300;
        for (int e = -6; e <= 6; ++e) {
            const double lambda = std::pow(10, e);
            const auto fit = ridge(problem.X, problem.y, lambda);
            REQUIRE(fit.has_value());
            const Eigen::VectorXd slopes = fit->coefficients.tail(p - 1);
            // The filters of the singular values: s²/(s² + λ) of the least-squares parts.
            const Eigen::JacobiSVD<Eigen::MatrixXd> svd(Z, Eigen::ComputeThinU | Eigen::ComputeThinV);
            const Eigen::ArrayXd s = svd.singularValues().array();
            const Eigen::VectorXd filtered = svd.matrixV() * (s / (s * s + lambda) * (svd.matrixU().transpose() * centred).array()).matrix();
            CHECK((slopes - filtered).norm() <= 1e-12 * (1 + filtered.norm()));
            const Eigen::MatrixXd normal = Z.transpose() * Z + lambda * Eigen::MatrixXd::Identity(p - 1, p - 1);
            CHECK((normal * slopes - Z.transpose() * centred).norm() <= 1e-11 * (1 + lambda) * (1 + slopes.norm()));
            CHECK(slopes.norm() <= length * (1 + 1e-12));
            length = slopes.norm();
            CHECK(std::abs(fit->residuals.sum()) <= 1e-11 * problem.y.norm());
        }
    }
}

TEST_CASE("columns that depend on each other, and what cannot be fitted") {
    Eigen::MatrixXd X(5, 3);
    X << 1, 1, 2, 1, 2, 4, 1, 3, 6, 1, 4, 8, 1, 5, 10;
    const Eigen::VectorXd y = (Eigen::VectorXd(5) << 1, 3, 2, 5, 4).finished();
    const auto fit = least_squares(X, y);
    REQUIRE(fit.has_value());
    CHECK(fit->rank == 2);
    CHECK(std::isinf(fit->condition));
    CHECK((X.transpose() * fit->residuals).norm() <= 1e-12 * X.norm() * y.norm());
    CHECK((fit->coefficients.array() == 0).count() >= 1);
    CHECK(fit->deviations.array().isNaN().count() == 1);

    const Eigen::VectorXd none(0), one = Eigen::VectorXd::Constant(1, 2.0);
    CHECK(fit_polynomial(none, none, 1).error() == "there is nothing to fit: add a point");
    CHECK(fit_polynomial(one, one, 1).error() == "degree 1 needs points at 2 different places; there is 1");
    CHECK(fit_polynomial(one, one, 0)->coefficients[0] == 2);
    CHECK(std::isnan(fit_polynomial(one, one, 0)->deviations[0]));
    CHECK(least_squares(Eigen::MatrixXd::Ones(3, 1), one).error() == "there are 3 rows but 1 values of y");
    const Eigen::VectorXd bad = Eigen::VectorXd::Constant(1, std::nan(""));
    CHECK(fit_polynomial(bad, one, 0).error() == "a number is missing or not finite: leave its row out");
    CHECK_FALSE(ridge(Eigen::MatrixXd::Ones(1, 1), one, -1).has_value());
}
