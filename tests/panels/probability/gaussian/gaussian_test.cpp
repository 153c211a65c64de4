#include "compute/linear/fuzz.hpp"
#include "compute/linear/svd.hpp"
#include "panels/probability/gaussian/gaussian.hpp"
#include "panels/linear/map/linear_map.hpp"
#include "panels/plots.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace eigenscope;

static_assert(PanelValue<GaussianPanel>);

namespace {

Plot plot_of(const GaussianPanel& panel) { return depict(panel, derive(panel)).at(0); }

template <class P>
std::map<std::string, double> numbers_of(const P& panel) {
    std::map<std::string, double> numbers;
    const std::vector<Table> all = tables(panel, derive(panel));
    for (const auto& row : all.at(0).rows)
        if (const double* x = std::get_if<double>(&row[1])) numbers[std::get<std::string>(row[0])] = *x;
    return numbers;
}

}

TEST_CASE("one matrix, two rooms: axes and singular vectors are the same lines and lengths") {
    RandomMatrices random(51);
    for (int i = 0; i < 1000; ++i) {
        GaussianPanel gaussian;
        LinearMapPanel map;
        gaussian.samples = 0;
        gaussian.matrix = map.matrix = random.next();
        auto a = numbers_of(gaussian), b = numbers_of(map);
        CAPTURE(i);
        CHECK(std::abs(a.at("axis1") - b.at("sigma1")) <= 1e-12);
        CHECK(std::abs(a.at("axis2") - b.at("sigma2")) <= 1e-12);
        for (const char* part : {"1_x", "1_y", "2_x", "2_y"})
            CHECK(std::abs(a.at(std::string("axis") + part) - b.at(std::string("u") + part)) <= 1e-12);
        // They are eigenvectors and roots of eigenvalues of the covariance, by definition of the latter.
        const Mat2 s{{a.at("cov_xx"), a.at("cov_xy")}, {a.at("cov_xy"), a.at("cov_yy")}};
        const Vec2 u(a.at("axis1_x"), a.at("axis1_y"));
        CHECK((s * u - a.at("axis1") * a.at("axis1") * u).norm() <= 1e-13 * s.norm());
        CHECK((s - gaussian.matrix * gaussian.matrix.transpose()).norm() == 0);
    }
}

TEST_CASE("the cloud is A times the round cloud; a draw depends on the seed and its index only") {
    GaussianPanel panel;
    panel.mean = Vec2(3, -1);
    const auto model = derive(panel);
    REQUIRE(model.cloud.size() == 500);
    for (std::size_t i = 0; i < model.cloud.size(); ++i)
        CHECK((model.cloud[i] - (panel.mean + panel.matrix * model.round[i])).norm() <= 1e-15 * 10);
    GaussianPanel fewer = panel;
    fewer.samples = 100;
    const auto less = derive(fewer);
    CHECK(std::equal(less.cloud.begin(), less.cloud.end(), model.cloud.begin()));
    GaussianPanel moved = panel;
    moved.matrix = Mat2{{0.3, 0}, {0, 2}};
    CHECK(derive(moved).round == model.round);
    GaussianPanel other = panel;
    other.seed = 2;
    CHECK(derive(other).round != model.round);
    CHECK(derive(panel) == model);
}

TEST_CASE("mean and covariance of a large cloud are those of the law, to 5 standard errors") {
    GaussianPanel panel;
    panel.samples = 20000;
    panel.mean = Vec2(10, -20);
    for (const int seed : {1, 2, 3}) {
        panel.seed = seed;
        const auto model = derive(panel);
        const Mat2& s = model.covariance;
        const double n = panel.samples;
        CAPTURE(seed);
        for (int i = 0; i < 2; ++i) {
            CHECK(std::abs(model.sample_mean(i) - panel.mean(i)) <= 5 * std::sqrt(s(i, i) / n));
            for (int j = 0; j < 2; ++j) {
                // Var of a sample covariance of normals: (s_ii s_jj + s_ij²) / (n - 1), Wishart.
                const double error = std::sqrt((s(i, i) * s(j, j) + s(i, j) * s(i, j)) / (n - 1));
                CHECK(std::abs(model.sample_covariance(i, j) - s(i, j)) <= 5 * error);
            }
        }
        // 1 - exp(-1/2) = 0.3935 inside one standard deviation: binomial standard error.
        const auto numbers = numbers_of(panel);
        const double p = -std::expm1(-0.5);
        CHECK(numbers.at("inside1") == p);
        CHECK(std::abs(numbers.at("observed_inside1") - p) <= 5 * std::sqrt(p * (1 - p) / n));
    }
}

TEST_CASE("the sample covariance is that of its definition") {
    GaussianPanel panel;
    panel.samples = 3;
    const auto model = derive(panel);
    const Vec2 mean = (model.cloud[0] + model.cloud[1] + model.cloud[2]) / 3;
    Mat2 covariance = Mat2::Zero();
    for (const Vec2& x : model.cloud) covariance += (x - mean) * (x - mean).transpose() / 2;
    CHECK((model.sample_mean - mean).norm() <= 1e-15);
    CHECK((model.sample_covariance - covariance).norm() <= 1e-14);
    panel.samples = 1;
    CHECK(derive(panel).sample_covariance == Mat2::Zero());
    panel.samples = 0;
    CHECK(derive(panel).cloud.empty());
    CHECK(plot_of(panel).caption == "The ellipse is A times a circle; it holds 39.3 % of the law.");
}

TEST_CASE("points on the ellipse are one standard deviation from the mean") {
    RandomMatrices random(51);
    for (int i = 0; i < 100; ++i) {
        GaussianPanel panel;
        panel.matrix = random.next();
        panel.mean = random.point();
        panel.samples = 0;
        const auto ellipses = shapes<Polyline>(plot_of(panel));
        REQUIRE(ellipses.size() == 2);
        const Svd2 d = svd(panel.matrix);
        CAPTURE(i);
        for (const Vec2& p : ellipses[1].points) {
            // In the axes of the ellipse, where nothing cancels.
            const Vec2 in_axes = (d.u.transpose() * (p - panel.mean)).cwiseQuotient(d.sigma);
            CHECK(in_axes.norm() == doctest::Approx(1).epsilon(1e-14 * d.sigma.x() / d.sigma.y() + 1e-13));
        }
    }
}

TEST_CASE("handles: the heads of the columns, and the mean, which carries everything with it") {
    RandomMatrices random(51);
    for (int i = 0; i < 200; ++i) {
        GaussianPanel panel;
        panel.samples = 5;
        panel.matrix = random.next();
        panel.mean = random.point();
        const auto model = derive(panel);
        const Vec2 to = random.point();
        CAPTURE(i);
        CHECK(drag(panel, model, "plane", GaussianPanel::column1, to).matrix.col(0) == Vec2(to - panel.mean));
        CHECK(drag(panel, model, "plane", GaussianPanel::column1, to).matrix.col(1) == panel.matrix.col(1));
        CHECK(drag(panel, model, "plane", GaussianPanel::column2, to).matrix.col(1) == Vec2(to - panel.mean));
        CHECK(drag(panel, model, "plane", GaussianPanel::centre, to).mean == to);
        CHECK(drag(panel, model, "plane", GaussianPanel::centre, to).matrix == panel.matrix);
        for (const Handle& handle : shapes<Handle>(plot_of(panel))) CHECK(drag(panel, model, "plane", handle.id, handle.at) == panel);
    }
    GaussianPanel centred;
    CHECK(drag(centred, derive(centred), "plane", GaussianPanel::column2, Vec2(0.3, 0.7)).matrix.col(1) == Vec2(0.3, 0.7));
}

TEST_CASE("on a line and on a point other shares lie within k standard deviations than in the plane") {
    GaussianPanel panel;
    panel.samples = 20000;
    const double n = panel.samples;
    for (const Mat2& a : {Mat2{{1, 2}, {0.5, 1}}, Mat2{{0, 3}, {0, 0}}, Mat2{{0.1, 0.7}, {0.3, 2.1}}}) {
        panel.matrix = a;
        const auto numbers = numbers_of(panel);
        for (const int k : {1, 2}) {
            // Phi(k) - Phi(-k) = 0.6827, 0.9545
            const double p = std::erf(k / std::sqrt(2.0));
            CHECK(numbers.at("inside" + std::to_string(k)) == p);
            CHECK(std::abs(numbers.at("observed_inside" + std::to_string(k)) - p) <= 5 * std::sqrt(p * (1 - p) / n));
        }
        const std::string text = words(panel, derive(panel));
        CHECK(text.find("The segment of 1 standard deviation holds 68.3 % of the probability.") != std::string::npos);
        CHECK(text.find("39.3") == std::string::npos);
        const Plot plot = plot_of(panel);
        for (const Mark* mark : marks_of<Polyline>(plot)) CHECK(mark->hover.find("39.3") == std::string::npos);
    }
    panel.matrix = Mat2::Zero();
    CHECK(numbers_of(panel).at("inside1") == 1);
    CHECK(numbers_of(panel).at("observed_inside2") == 1);
    CHECK(words(panel, derive(panel)).find("The point holds all of the probability.") != std::string::npos);
}

TEST_CASE("where rounding decides whether there is a density, the caption says so and the card cannot tell") {
    GaussianPanel panel;
    for (const Mat2& a : {Mat2{{0.1, 0.7}, {0.3, 2.1}}, Mat2{{1, 1}, {1, 1 + 9e-16}}}) {
        panel.matrix = a;
        CHECK(facts(panel, derive(panel)).at(0).verdict == Verdict::cannot_tell);
        CHECK(plot_of(panel).caption.starts_with("Rounding decides whether there is a density: σ₂/σ₁ is "));
    }
}

TEST_CASE("tiny clouds: what is correlated stays so, what is not does, and no variance is 0") {
    const auto fact = [](const Mat2& a, std::string_view name) {
        GaussianPanel panel;
        panel.matrix = a;
        for (const Fact& found : facts(panel, derive(panel)))
            if (found.name == name) return found;
        return Fact{};
    };
    const Mat2 tiny{{1e-200, 1e-200}, {0, 1e-200}};
    CHECK(fact(tiny, "independent").verdict == Verdict::no);
    CHECK(fact(tiny, "correlation").number == doctest::Approx(std::sqrt(0.5)).epsilon(1e-15));
    CHECK(fact(tiny, "cov_xx").value == "10⁻⁴⁰⁰");
    CHECK(fact(tiny, "cov_xy").value == "10⁻⁴⁰⁰");
    // log₁₀ (2·10⁻⁴⁰⁰), and 10⁻⁴⁰⁰: the rows (1, 1) and (0, 1) of the matrix.
    CHECK(std::stod(fact(tiny, "cov_xx").full.substr(3)) == doctest::Approx(std::log10(2) - 400).epsilon(1e-15));
    CHECK(std::stod(fact(tiny, "cov_xy").full.substr(3)) == doctest::Approx(-400).epsilon(1e-15));
    CHECK(fact(Mat2{{-1e-200, -1e-200}, {0, 1e-200}}, "cov_xy").full.starts_with("-10^-"));
    CHECK(fact(Mat2{{1e-200, 0}, {0, 1e-200}}, "independent").verdict == Verdict::yes);
    RandomMatrices random(52);
    for (int i = 0; i < 200; ++i) {
        const Mat2 a = random.next();
        const double size = std::pow(10, random.number(-290, 0));
        CAPTURE(a);
        CHECK(fact(a, "correlation").number == doctest::Approx(fact(Mat2(size * a), "correlation").number).epsilon(1e-13));
        CHECK(fact(a, "independent").verdict == fact(Mat2(size * a), "independent").verdict);
    }
    GaussianPanel panel;
    panel.samples = 50;
    panel.show_sample_ellipse = true;
    const Polyline plain = shapes<Polyline>(plot_of(panel)).at(2);
    panel.matrix *= std::ldexp(1.0, -600);
    const Polyline small = shapes<Polyline>(plot_of(panel)).at(2);
    for (std::size_t i = 0; i < plain.points.size(); ++i) CHECK((small.points[i] * std::ldexp(1.0, 600) - plain.points[i]).norm() <= 1e-12);
}

TEST_CASE("a covariance that is rounding is shown as 0, and hovering tells its number and why") {
    GaussianPanel panel;
    panel.matrix = Mat2{{0.8660254037844387, -0.5}, {0.5, 0.8660254037844386}};
    const auto model = derive(panel);
    REQUIRE(model.covariance(0, 1) != 0);
    CHECK(plain(plot_of(panel).corner).find("10") == std::string::npos);
    for (const Fact& fact : facts(panel, model)) {
        if (fact.name != "cov_xy" && fact.name != "correlation") continue;
        CHECK(fact.value == "0.00");
        CHECK(std::abs(fact.number) > 1e-17);
        CHECK(std::abs(fact.number) < 1e-15);
        CHECK(fact.how.find("rounding") != std::string::npos);
    }
    CHECK(words(panel, model).find("and covariance 0.00.") != std::string::npos);
    // A small variance is no rounding.
    panel.matrix = Mat2{{1e-10, 0}, {0, 1}};
    CHECK(plain(plot_of(panel).corner).find("10⁻²⁰") != std::string::npos);
}

TEST_CASE("the window is as large as the cloud, however small that is") {
    for (const double size : {1e-6, 0.01, 1.0, 100.0}) {
        GaussianPanel panel;
        panel.matrix = size * Mat2{{1, 0}, {0, 0.5}};
        CHECK(plot_of(panel).camera.half.x() <= 6 * size);
        CHECK(plot_of(panel).camera.half.x() >= 3 * size);
        panel.matrix = size * Mat2{{0, 0}, {0, 1}};
        CHECK(plot_of(panel).camera.half.maxCoeff() <= 6 * size);
    }
    GaussianPanel point;
    point.matrix = Mat2::Zero();
    CHECK(plot_of(point).camera.half.minCoeff() >= 1);
}

TEST_CASE("a law on a line or on a point has no density, and a round one has no axes") {
    GaussianPanel panel;
    panel.matrix = Mat2{{1, 2}, {0.5, 1}};
    CHECK(plot_of(panel).caption == "All of the probability is on one line: there is no density.");
    CHECK(facts(panel, derive(panel)).at(0).verdict == Verdict::no);
    panel.matrix = Mat2::Zero();
    CHECK(plot_of(panel).caption == "All of the probability is on one point.");
    CHECK_FALSE(numbers_of(panel).contains("correlation"));
    panel.matrix = Mat2{{0.8, -0.6}, {0.6, 0.8}};
    CHECK(shapes<Line>(plot_of(panel)).empty());
    CHECK(facts(panel, derive(panel)).at(1).verdict == Verdict::yes);
    panel.matrix = GaussianPanel().matrix;
    CHECK(shapes<Line>(plot_of(panel)).size() == 2);
    CHECK(facts(panel, derive(panel)).at(0).verdict == Verdict::yes);
    CHECK(facts(panel, derive(panel)).at(1).verdict == Verdict::no);
}

TEST_CASE("linked rooms share their seed") {
    int shared = 0;
    GaussianPanel panel;
    GaussianPanel::describe(panel, [&](const Field& field, const auto&) { shared += field.key == "seed" && field.quantity == "seed"; });
    CHECK(shared == 1);
}

TEST_CASE("the first preset is the default") { CHECK(GaussianPanel::presets().at(0).panel == GaussianPanel()); }

TEST_CASE("no sample is drawn once it is told to stop") {
    std::stop_source stopped;
    stopped.request_stop();
    GaussianPanel panel;
    panel.samples = 20000;
    CHECK(derive(panel, stopped.get_token()).round.empty());
}
