#include "document/derived.hpp"

#include "document/random_document.hpp"
#include "document/studio.hpp"
#include "compute/linear/svd.hpp"
#include "compute/optimize/objective.hpp"
#include "compute/probability/distribution.hpp"
#include "document/fields.hpp"
#include <Eigen/SVD>
#include <Eigen/Eigenvalues>

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <thread>
#include <utility>

using namespace eigenscope;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds long_enough{60'000};
constexpr int column1 = 1;                    // the handle of the linear map's first column

/// Mark by mark. A mark with a gap holds NaN and equals nothing, not even itself: there the other has to have one too.
bool same_picture(Picture a, Picture b) {
    const auto same_mark = [](const Mark& x, const Mark& y) { return x == y || (!(x == x) && !(y == y)); };
    const auto same_plot = [&](Plot& x, Plot& y) {
        const auto marks_x = std::exchange(x.marks, {}), marks_y = std::exchange(y.marks, {});
        return x == y && std::ranges::equal(marks_x, marks_y, same_mark);
    };
    return std::ranges::equal(a, b, same_plot);
}

}

TEST_CASE("desk: shows what is derived here and now, whatever the order of questions") {
    const std::uint64_t seed = 3;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    Desk desk;
    for (int i = 0; i < 30; ++i) {
        const Document document = random_values::draw_document(engine, true);
        desk.expect(document);
        for (std::size_t tile = 0; tile < document.tiles.size(); ++tile) {
            const Panel& panel = document.tiles[tile].panel;
            const Derived& derived = desk.show(tile, panel, long_enough);
            REQUIRE_FALSE(desk.busy(tile));
            CHECK(derived.panel == panel);
            const Derived expected = derive_all(panel);
            CHECK(same_picture(derived.picture, expected.picture));
            CHECK(to_csv(facts_table(derived.facts)) == to_csv(facts_table(expected.facts)));
            CHECK(derived.timeline == expected.timeline);
            CHECK(desk.words(tile) == words_of(panel));
        }
    }
}

TEST_CASE("desk: without patience the last picture stays, the newest comes in the end, and nothing is shown of another kind") {
    Desk desk;
    Panel panel = panel_of("linear-map");
    desk.show(0, panel, long_enough);
    for (int i = 0; i < 200; ++i) {
        change<Mat2>(panel, "matrix", [&](Mat2& m) { m(0, 0) = 0.01 * i; });
        const Derived& derived = desk.show(0, panel, milliseconds(0));
        REQUIRE(is_panel(derived.panel, "linear-map"));
        REQUIRE_FALSE(derived.picture.empty());
        CHECK(desk.busy(0) == (derived.panel != Panel(panel)));
    }
    while (desk.busy(0)) desk.show(0, panel, milliseconds(1));
    CHECK(desk.show(0, panel).panel == Panel(panel));

    const Derived& other = desk.show(0, panel_of("gaussian"), milliseconds(0));
    CHECK(is_panel(other.panel, "gaussian"));
    CHECK((other.picture.empty() || !desk.busy(0)));
    CHECK(desk.drag(5, panel, "plane", column1, Vec2(1, 1)) == Panel(panel));
}

TEST_CASE("desk: who waits has the newest of every tile") {
    const Document document = default_document();
    Desk desk;
    CHECK(desk.wait(milliseconds(0)));
    desk.expect(document);
    REQUIRE(desk.wait(long_enough));
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        CHECK_FALSE(desk.busy(i));
        CHECK(desk.show(i, document.tiles[i].panel, milliseconds(0)).panel == document.tiles[i].panel);
    }
}

TEST_CASE("desk: what a panel takes over from its last model is what it would compute anew") {
    Desk desk;
    Panel panel = panel_of("distribution");
    for (int i = 0; i < 40; ++i) {
        put(panel, "interval", Vec2(-1 + 0.03 * i, 1 + 0.05 * i));
        put(panel, "seed", i / 10);
        put(panel, "distribution", i % 20 < 15 ? Distribution(Normal{}) : Distribution(Poisson{3}));
        const Derived& shown = desk.show(0, panel, long_enough);
        const Derived expected = derive_all(panel);
        CHECK(shown.picture == expected.picture);
        CHECK(to_csv(facts_table(shown.facts)) == to_csv(facts_table(expected.facts)));
    }
}

namespace {

/// Threads that keep every core busy as long as they live.
class Load {
public:
    Load() {
        const unsigned threads = std::max(2u, std::thread::hardware_concurrency());
        for (unsigned i = 0; i < threads; ++i)
            threads_.emplace_back([](const std::stop_token& stop) {
                volatile double x = 1;
                while (!stop.stop_requested()) x = std::sqrt(x + 1);
            });
    }

private:
    std::vector<std::jthread> threads_;
};

/// Every preset of every panel, and what takes longest to prove or to add up: functions and densities that somebody typed.
std::vector<Panel> many_panels() {
    std::vector<Panel> panels;
    for (const PanelType* type : panel_types())
        for (const Preset<Panel>& preset : type->presets()) panels.push_back(preset.panel);
    for (const char* text : {"x^4 + y^2 - x y", "sin(x) cos(y) + x^2/3", "ln(exp(x) + exp(y)) + x y/9", "sqrt(1 + x^2 + y^4) - 0.01 x^3", "|x| + x^2 y^2"}) {
        panels.push_back(with<Objective>(panel_of("descent"), "objective", ExpressionObjective(text)));
        panels.push_back(with<Camera>(panels.back(), "camera", {.automatic = false, .center = {0.3, -0.2}, .half = {2.277, 1.5}}));
    }
    for (const char* text : {"exp(-x^4) (1 + sin(9x)^2)", "1/(1 + x^4)"}) {
        panels.push_back(with<Distribution>(panel_of("distribution"), "distribution", Custom(text)));
    }
    return panels;
}

std::string all_numbers(const Desk& desk) {
    std::string text = desk.words(0);
    for (const Table& table : desk.tables(0)) text += to_csv(table);
    return text;
}

}

// No bound, no probability and no picture hangs on how much time there was: the same document, the same numbers.
TEST_CASE("desk: what is derived while other threads keep the machine busy is the same, bit by bit") {
    const std::vector<Panel> panels = many_panels();
    REQUIRE(panels.size() > 40);
    std::vector<Derived> alone;
    std::vector<std::string> numbers;
    for (const Panel& panel : panels) {
        Desk fresh;
        alone.push_back(fresh.show(0, panel, long_enough));
        numbers.push_back(all_numbers(fresh));
    }
    const Load load;
    Desk desk;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        CAPTURE(i);
        const Derived& busy = desk.show(0, panels[i], long_enough);
        REQUIRE_FALSE(desk.busy(0));
        CHECK(same_picture(busy.picture, alone[i].picture));
        CHECK(to_csv(facts_table(busy.facts)) == to_csv(facts_table(alone[i].facts)));
        CHECK(busy.timeline == alone[i].timeline);
        CHECK(all_numbers(desk) == numbers[i]);
    }
}

TEST_CASE("one matrix, three rooms: a column dragged in one moves the bowl and the ellipse in the same frame") {
    Studio studio;
    Desk desk;
    const auto show_all = [&] {
        desk.expect(studio.shown());
        for (std::size_t i = 0; i < studio.shown().tiles.size(); ++i) desk.show(i, studio.shown().tiles[i].panel, long_enough);
    };
    show_all();
    const Vec2 to(1.25, -0.75);
    studio.frame(true, [&](const Document& shown, Document& next) {
        next.tiles[0].panel = desk.drag(0, shown.tiles[0].panel, "plane", column1, to);
    });
    show_all();
    const Panel &map = studio.shown().tiles[0].panel, &gaussian = studio.shown().tiles[2].panel;
    const auto a = field<Mat2>(map, "matrix"), root = field<Mat2>(gaussian, "matrix");
    const auto bowl = std::get<LeastSquares>(field<Objective>(studio.shown().tiles[1].panel, "objective"));
    CHECK((a.col(0) - to).norm() < 1e-14);
    CHECK(std::memcmp(a.data(), bowl.matrix.data(), sizeof(Mat2)) == 0);
    CHECK(std::memcmp(a.data(), root.data(), sizeof(Mat2)) == 0);
    for (std::size_t i = 0; i < 3; ++i) CHECK_FALSE(desk.busy(i));

    // The bowl's axes are the right singular vectors of A and its curvatures the squares of the singular values; the ellipse's
    // axes are the left singular vectors, its half axes the singular values: AᵀA = V S² Vᵀ, A Aᵀ = U S² Uᵀ.
    const Svd2 decomposition = svd(root);
    const Eigen::SelfAdjointEigenSolver<Mat2> hessian(bowl.hessian(Vec2::Zero())), covariance(Mat2(root * root.transpose()));
    const Eigen::JacobiSVD<Mat2> oracle(a, Eigen::ComputeFullU | Eigen::ComputeFullV);
    for (int i = 0; i < 2; ++i) {
        const int from_below = 1 - i;         // Eigen's eigenvalues rise, singular values fall
        const double sigma = oracle.singularValues()[i];
        CHECK(std::abs(std::abs(oracle.matrixV().col(i).dot(hessian.eigenvectors().col(from_below))) - 1) <= 1e-12);
        CHECK(std::abs(std::abs(oracle.matrixU().col(i).dot(covariance.eigenvectors().col(from_below))) - 1) <= 1e-12);
        CHECK(std::abs(hessian.eigenvalues()[from_below] - sigma * sigma) <= 1e-12 * sigma * sigma);
        CHECK(std::abs(decomposition.sigma[i] - sigma) <= 1e-12 * sigma);
    }
    const auto number = [](const Panel& panel, const std::string& name) {
        for (const Table& table : tables_of(panel)) {
            if (table.name != "facts") continue;
            for (const auto& row : table.rows)
                if (std::get<std::string>(row[0]) == name) return std::get<double>(row[1]);
        }
        FAIL("no fact " << name);
        return 0.0;
    };
    CHECK(std::abs(number(map, "sigma1") - oracle.singularValues()[0]) <= 1e-12);
    CHECK(std::abs(number(map, "sigma2") - oracle.singularValues()[1]) <= 1e-12);
    CHECK(std::abs(number(gaussian, "axis1") - oracle.singularValues()[0]) <= 1e-12);
    CHECK(std::abs(number(gaussian, "axis2") - oracle.singularValues()[1]) <= 1e-12);
}

TEST_CASE("the formulas of a picture in LaTeX, one a line") {
    for (const PanelType* type : panel_types()) {
        CAPTURE(type->id);
        const Panel panel = type->make();
        const std::string text = latex(derive_all(panel).picture);
        CHECK(!text.empty());
        CHECK(text.ends_with('\n'));
        CHECK(std::count(text.begin(), text.end(), '{') == std::count(text.begin(), text.end(), '}'));
        // LaTeX needs inputenc tricks for anything beyond ASCII in formulas.
        CHECK(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    }
}

TEST_CASE("time goes on to the end and stops; steps are whole") {
    const Panel panel = with(panel_of("linear-map"), "time", 0.0);
    const Timeline line = *derive_all(panel).timeline;
    Panel moved = advance_by(panel, line, line.seconds / 4);
    CHECK(field<double>(moved, "time") == doctest::Approx(0.25));
    moved = advance_by(panel, line, 10 * line.seconds);
    CHECK(field<double>(moved, "time") == 1);
    CHECK(advance_by(moved, *derive_all(moved).timeline, 1) == moved);
    CHECK(advance_by(panel, line, 0) == Panel(panel));

    const Panel descent = with(panel_of("descent"), "shown", 3);
    const Timeline steps = *derive_all(descent).timeline;
    REQUIRE(steps.steps);
    const double one = steps.seconds / (steps.to - steps.from);
    CHECK(advance_by(descent, steps, 0.9 * one) == Panel(descent));
    CHECK(field<int>(advance_by(descent, steps, 1.1 * one), "shown") == 4);
    CHECK(field<int>(advance_by(descent, steps, 1e6), "shown") == static_cast<int>(steps.to));
}
