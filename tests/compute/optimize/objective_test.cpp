#include "base/variant.hpp"
#include "compute/linear/svd.hpp"
#include "compute/optimize/objective.hpp"

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace eigenscope;

namespace {

// A random point of the window at which f is defined, well inside the domain.
Vec2 random_point(const Objective& f, const Knowledge& about, std::mt19937_64& random) {
    std::uniform_real_distribution<double> unit(0.02, 0.98);
    for (;;) {
        const Vec2 x = about.lo + (about.hi - about.lo).cwiseProduct(Vec2(unit(random), unit(random)));
        if (in_domain(f, x) && in_domain(f, x + Vec2(0.02, 0.02)) && in_domain(f, x - Vec2(0.02, 0.02))) return x;
    }
}

// The kinks of the one function that is not twice differentiable.
bool near_kink(const Objective& f, const Vec2& x) {
    return std::holds_alternative<Lessard>(f) && (std::abs(x.x() - 1) < 0.05 || std::abs(x.x() - 2) < 0.05);
}

void for_each_objective(const std::function<void(const Objective&)>& visit) {
    for (const Objective& f : one_of_each<Objective>()) visit(f);
    visit(Quartic{.square = true});
    visit(RotatedQuadratic{.lambda1 = 3, .lambda2 = -2, .angle = 1.1, .center = Vec2(0.3, -0.7)});
    visit(RotatedQuadratic{.lambda1 = 0, .lambda2 = 2, .angle = 0.4, .center = Vec2(0.3, -0.7)});
    visit(LeastSquares{.matrix = Mat2{{1, 2}, {2, 4}}, .target = Vec2(1, -1)});
    for (const char* text : {"(x + 2y - 3)^2", "x y - y", "0.1 x^2 + 0.7 x y + 3 y^2 + x - 2", "ln(x + 3) + a sin(x y)", "sqrt(x^2 + y^2 - 1)"})
        visit(ExpressionObjective(text));
}

}

// Taylor's theorem is the oracle: |f(x+hd) − f − h gᵀd| falls as h², and with the Hessian as h³. A wrong gradient gives order
// 1, a wrong Hessian order 2. (The order test needs no choice of a step: Farrell et al., SIAM J. Sci. Comput. 35, 2013.)
TEST_CASE("gradient and Hessian pass the Taylor remainder test at 100 random points") {
    const unsigned seed = 20240611;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> angle(0, 6.283185307179586);
    for_each_objective([&](const Objective& f) {
        CAPTURE(id_of(f));
        if (const auto* own = std::get_if<ExpressionObjective>(&f)) CAPTURE(own->text.text());
        const Knowledge about = known(f);
        for (int i = 0; i < 100; ++i) {
            const Vec2 x = random_point(f, about, random);
            if (near_kink(f, x)) continue;
            const double a = angle(random);
            const Vec2 d(std::cos(a), std::sin(a)), g = gradient(f, x);
            const Mat2 H = hessian(f, x);
            REQUIRE(H(0, 1) == H(1, 0));
            const auto remainder = [&](double h, bool second) {
                const double model = value(f, x) + h * g.dot(d) + (second ? 0.5 * h * h * d.dot(H * d) : 0.0);
                return std::abs(value(f, x + h * d) - model);
            };
            // Halving h twice; remainders at round-off say nothing about the order.
            const double h = 4e-3, noise = 1e-13 * (1 + std::abs(value(f, x)) + g.norm() + H.norm());
            CAPTURE(x.transpose());
            if (remainder(h / 4, false) > 200 * noise)
                CHECK(std::log2(remainder(h, false) / remainder(h / 4, false)) / 2 == doctest::Approx(2).epsilon(0.1));
            else
                CHECK(remainder(h, false) <= 1e5 * noise);
            if (remainder(h / 4, true) > 200 * noise)
                CHECK(std::log2(remainder(h, true) / remainder(h / 4, true)) / 2 >= 2.7);
            else
                CHECK(remainder(h, true) <= 3e4 * noise);
        }
    });
}

TEST_CASE("the known minimizers are minimizers") {
    const unsigned seed = 7;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    for_each_objective([&](const Objective& f) {
        CAPTURE(id_of(f));
        const Knowledge about = known(f);
        for (const Vec2& x : about.minimizers) {
            CHECK(gradient(f, x).norm() <= 4e-14 * (1 + hessian(f, x).norm()));
            CHECK(value(f, x) == doctest::Approx(*about.minimum).epsilon(1e-15));
            CHECK(std::abs(value(f, x) - *about.minimum) <= 1e-15 * (1 + std::abs(*about.minimum)));
            const Eigen::SelfAdjointEigenSolver<Mat2> curvature(hessian(f, x));
            CHECK(curvature.eigenvalues()(0) >= -1e-14 * (1 + curvature.eigenvalues()(1)));
            if (about.along) CHECK(std::abs(value(f, x + 3 * *about.along) - *about.minimum) <= 1e-14);
        }
        for (int i = 0; about.minimum && i < 1000; ++i) CHECK(value(f, random_point(f, about, random)) >= *about.minimum);
    });
}

// Himmelblau 1972, in the six decimals that the literature gives; Matyas' from Jamil & Yang, "A literature survey of benchmark
// functions", Int. J. Math. Model. Numer. Optim. 4 (2013).
TEST_CASE("minimizers and minima are the published ones") {
    const std::vector<Vec2> four = known(Himmelblau{}).minimizers;
    const Vec2 published[] = {Vec2(3, 2), Vec2(-2.805118, 3.131312), Vec2(-3.779310, -3.283186), Vec2(3.584428, -1.848126)};
    REQUIRE(four.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(i);
        CHECK((four[i] - published[i]).cwiseAbs().maxCoeff() <= 1.1e-6);
        CHECK(value(Himmelblau{}, four[i]) < 1e-25);
    }
    CHECK(*known(Himmelblau{}).minimum == 0);
    CHECK(known(Matyas{}).minimizers == std::vector<Vec2>{Vec2(0, 0)});
    CHECK(*known(Matyas{}).minimum == 0);
    CHECK(known(PseudoHuber{.gamma = 5}).minimizers == std::vector<Vec2>{Vec2(0, 0)});
    CHECK(*known(PseudoHuber{.gamma = 5}).minimum == 2);
    // 2e^{2x} = 1 and y = 0; log(2√2) − 0.1.
    REQUIRE(known(LogSumExp{}).minimizers.size() == 1);
    CHECK((known(LogSumExp{}).minimizers[0] - Vec2(-0.34657359027997264, 0)).norm() < 1e-15);
    CHECK(*known(LogSumExp{}).minimum == doctest::Approx(0.9397207708399179).epsilon(1e-15));
}

TEST_CASE("L and mu bound the curvature everywhere, and convexity is what it claims") {
    const unsigned seed = 11;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    for_each_objective([&](const Objective& f) {
        CAPTURE(id_of(f));
        const Knowledge about = known(f);
        CHECK(about.mu.has_value() == (about.convexity == Convexity::strongly_convex));
        bool bends_down = false;
        for (int i = 0; i < 2000; ++i) {
            const Vec2 x = random_point(f, about, random);
            const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(f, x));
            const double low = solver.eigenvalues()(0), high = solver.eigenvalues()(1), slack = 1e-13 * (1 + high);
            if (about.L) CHECK(std::max(std::abs(low), high) <= *about.L * (1 + 1e-12) + slack);
            if (about.mu) CHECK(low >= *about.mu - slack);
            if (about.convexity == Convexity::strictly_convex) CHECK(low > 0);
            if (is_convex(about.convexity)) CHECK(low >= -slack);
            bends_down |= low < -slack;
        }
        if (about.convexity != Convexity::undecided) CHECK(bends_down == (about.convexity == Convexity::not_convex));
    });
}

TEST_CASE("L and mu are the ones of the literature, and tight") {
    const auto constants = [](const Objective& f) { return std::pair(known(f).L.value_or(-1), known(f).mu.value_or(-1)); };
    CHECK(constants(Quadratic{.kappa = 30}) == std::pair(30.0, 1.0));
    CHECK(constants(Booth{}) == std::pair(18.0, 2.0));
    CHECK(constants(Matyas{}) == std::pair(1.0, 0.04));
    CHECK(constants(Trough{}) == std::pair(2.0, -1.0));
    CHECK(constants(PseudoHuber{.gamma = 3}) == std::pair(9.0, -1.0));
    CHECK(constants(PseudoHuber{.gamma = 0.5}) == std::pair(1.0, -1.0));
    for (const Objective& f : {Objective(Booth{}), Objective(Matyas{}), Objective(Trough{}), Objective(LeastSquares{})}) {
        CAPTURE(id_of(f));
        const Eigen::SelfAdjointEigenSolver<Mat2> solver(hessian(f, Vec2::Zero()));
        CHECK(solver.eigenvalues()(1) == doctest::Approx(*known(f).L).epsilon(1e-14));
        CHECK(std::abs(solver.eigenvalues()(0) - known(f).mu.value_or(0)) <= 1e-14);
    }
    // Boyd's function at its minimizer: curvatures 2√2e^-0.1 (1, 9/2); its logarithm: (1, 9/2).
    const Vec2 x = known(ExpSum{}).minimizers[0];
    CHECK(x.x() == doctest::Approx(-0.34657359027997264).epsilon(1e-15));
    CHECK(*known(ExpSum{}).minimum == doctest::Approx(2.5592666967).epsilon(1e-10));
    CHECK((hessian(ExpSum{}, x) - Mat2{{2.559266697, 0}, {0, 11.516700135}}).norm() < 2e-9);
    CHECK((hessian(LogSumExp{}, x) - Mat2{{1, 0}, {0, 4.5}}).norm() < 1e-14);
    // L = 9 of log-sum-exp is approached far out to the right, and only there.
    CHECK(Eigen::SelfAdjointEigenSolver<Mat2>(hessian(LogSumExp{}, Vec2(12, 0))).eigenvalues()(1) > 9 - 1e-8);
    // The analytic centre: value, curvatures 9 and 27, and μ = 4 approached on the edge x + y = 1.
    const Vec2 centre = known(AnalyticCentre{}).minimizers[0];
    CHECK(*known(AnalyticCentre{}).minimum == doctest::Approx(3.2958368660).epsilon(1e-10));
    CHECK((Eigen::SelfAdjointEigenSolver<Mat2>(hessian(AnalyticCentre{}, centre)).eigenvalues() - Vec2(9, 27)).norm() < 1e-12);
    const Vec2 edge = Vec2(0.5 - 1e-5, 0.5 - 1e-5);
    CHECK(Eigen::SelfAdjointEigenSolver<Mat2>(hessian(AnalyticCentre{}, edge)).eigenvalues()(0) == doctest::Approx(4).epsilon(1e-3));
    const Vec2 rosenbrock = Eigen::SelfAdjointEigenSolver<Mat2>(hessian(Rosenbrock{}, Vec2(1, 1))).eigenvalues();
    CHECK(rosenbrock(0) == doctest::Approx(0.3994).epsilon(1e-4));
    CHECK(rosenbrock(1) == doctest::Approx(1001.6).epsilon(1e-5));
    CHECK(hessian(Himmelblau{}, Vec2::Zero()) == Mat2{{-42, 0}, {0, -26}});
}

TEST_CASE("least squares: the axes of the bowl are the right singular vectors of A, at every rank") {
    const LeastSquares f;
    const Eigen::JacobiSVD<Mat2> svd(f.matrix, Eigen::ComputeFullV);
    const Eigen::SelfAdjointEigenSolver<Mat2> axes(f.hessian(Vec2::Zero()));
    CHECK(std::abs(std::abs(svd.matrixV().col(0).dot(axes.eigenvectors().col(1))) - 1) < 1e-12);
    CHECK((f.matrix * f.known().minimizers[0] - f.target).norm() < 1e-15);
    // κ = (σ₁/σ₂)² = 7.9 in the default room
    CHECK(*f.known().L / *f.known().mu == doctest::Approx(7.9).epsilon(0.01));

    const LeastSquares line{.matrix = Mat2{{1, 2}, {2, 4}}, .target = Vec2(1, -1)};
    CHECK(line.known().convexity == Convexity::convex);
    CHECK(line.known().along.has_value());
    CHECK((line.matrix * *line.known().along).norm() < 1e-15);
    CHECK(*line.known().minimum == doctest::Approx(0.9).epsilon(1e-15));       // ½ (bᵀu₂)² with u₂ = (2, −1)/√5
    const LeastSquares nothing{.matrix = Mat2::Zero(), .target = Vec2(3, 4)};
    CHECK(*nothing.known().minimum == 12.5);
    CHECK(*nothing.known().L == 0);
    const LeastSquares tiny{.matrix = 1e-9 * Mat2::Identity(), .target = Vec2(1e-9, 0)};
    CHECK(tiny.known().convexity == Convexity::strongly_convex);
    // Nearly singular: σ₂ is |det A|/σ₁, to its last digits, as in the room of linear maps.
    const LeastSquares thin{.matrix = Mat2{{1, 1}, {1, 1 + 1e-13}}, .target = Vec2(1, 0)};
    CHECK(*thin.known().mu == eigenscope::svd(thin.matrix).sigma.y() * eigenscope::svd(thin.matrix).sigma.y());
    CHECK(std::sqrt(*thin.known().mu) == doctest::Approx(4.9960036108131795e-14).epsilon(1e-12));
}

TEST_CASE("outside its domain f is infinite, and samples there are not numbers") {
    CHECK(value(Entropy{}, Vec2(-1, 1)) == HUGE_VAL);
    CHECK(value(AnalyticCentre{}, Vec2(0.6, 0.6)) == HUGE_VAL);
    CHECK(value(AnalyticCentre{}, Vec2(0, 0.5)) == HUGE_VAL);
    CHECK_FALSE(in_domain(Entropy{}, Vec2(0, 1)));
    // y log y goes to 0 with y: the edge y = 0 belongs to the domain, where the slope is −∞.
    CHECK(in_domain(Entropy{}, Vec2(2, 0)));
    CHECK(value(Entropy{}, Vec2(1, 0)) == 1);
    CHECK(gradient(Entropy{}, Vec2(1, 0)).y() == -HUGE_VAL);
    CHECK(in_domain(Booth{}, Vec2(1e300, 0)));
    const auto values = sample(Entropy{}, Vec2(-1, 0.5), Vec2(1, 2.5), 3, 2);
    REQUIRE(values.size() == 6);
    CHECK(std::isnan(values[0]));
    CHECK(std::isnan(values[1]));
    CHECK(values[2] == value(Entropy{}, Vec2(1, 0.5)));
    CHECK(values[5] == value(Entropy{}, Vec2(1, 2.5)));
    // Overflow is no edge of a domain.
    const auto steep = sample(ExpSum{}, Vec2(-1000, 0), Vec2(1000, 0), 3, 2);
    CHECK(steep[0] == HUGE_VAL);
    CHECK(steep[1] == value(ExpSum{}, Vec2(0, 0)));
    CHECK(steep[2] == HUGE_VAL);
}

TEST_CASE("nothing overflows that need not") {
    CHECK(value(LogCosh{}, Vec2(1e300, 0)) == doctest::Approx(1e300));
    CHECK(gradient(LogCosh{}, Vec2(1e300, -1e300)) == Vec2(1, -1));
    CHECK(value(LogSumExp{}, Vec2(1e6, 0)) == doctest::Approx(1e6));
    CHECK(gradient(LogSumExp{}, Vec2(-1e6, 0)) == Vec2(-1, 0));
    CHECK(value(PseudoHuber{.gamma = 1}, Vec2(1e200, 0)) == doctest::Approx(1e200));
    CHECK(gradient(PseudoHuber{.gamma = 1}, Vec2(1e200, 0)) == Vec2(1, 0));
}

TEST_CASE("kinds have distinct ids and sensible windows") {
    std::vector<std::string_view> ids;
    for (const Objective& f : one_of_each<Objective>()) {
        CAPTURE(id_of(f));
        CHECK(std::find(ids.begin(), ids.end(), id_of(f)) == ids.end());
        ids.push_back(id_of(f));
        const Knowledge about = known(f);
        CHECK((about.lo.array() < about.start.array()).all());
        CHECK((about.start.array() < about.hi.array()).all());
        CHECK(std::isfinite(value(f, about.start)));
        CHECK(gradient(f, about.start).norm() > 0);
    }
}
