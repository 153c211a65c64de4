#include "compute/linear/exact.hpp"
#include "panels/linear_map.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace eigenscope;

static_assert(PanelValue<LinearMapPanel>);

namespace {

LinearMapPanel with(const Mat2& a, double time = 1) {
    LinearMapPanel panel;
    panel.matrix = a;
    panel.time = time;
    return panel;
}

Plot plot_of(const LinearMapPanel& panel) { return depict(panel, derive(panel)).at(0); }

template <class S>
std::vector<S> shapes(const Plot& plot) {
    std::vector<S> found;
    for (const Mark& mark : plot.marks)
        if (const S* shape = std::get_if<S>(&mark.shape)) found.push_back(*shape);
    return found;
}

std::map<std::string, std::vector<Table::Cell>> facts_of(const Mat2& a) {
    const LinearMapPanel panel = with(a);
    const std::vector<Table> all = tables(panel, derive(panel));
    REQUIRE(all.at(0).name == "facts");
    std::map<std::string, std::vector<Table::Cell>> rows;
    for (const auto& row : all[0].rows) {
        const std::string name = std::get<std::string>(row.at(0));
        CHECK_FALSE(rows.contains(name));
        rows[name] = row;
    }
    return rows;
}

double signed_area(const std::vector<Vec2>& loop) {
    double twice = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const Vec2 &p = loop[i], &q = loop[(i + 1) % loop.size()];
        twice += p.x() * q.y() - p.y() * q.x();
    }
    return twice / 2;
}

class Random {
public:
    double number(double lo, double hi) { return lo + (hi - lo) * static_cast<double>(engine_()) / 4294967295.0; }
    Mat2 matrix() { return Mat2{{number(-3, 3), number(-3, 3)}, {number(-3, 3), number(-3, 3)}}; }
    Vec2 point() { return Vec2(number(-3, 3), number(-3, 3)); }

private:
    std::mt19937 engine_{41};
};

bool inside(const Camera& camera, const Vec2& p) { return ((p - camera.center).cwiseAbs().array() <= camera.half.array()).all(); }

}

TEST_CASE("pulling a column head sets that column to the bit and no other number, at any time and on any path") {
    Random random;
    for (int i = 0; i < 1000; ++i) {
        LinearMapPanel panel = with(random.matrix(), random.number(0, 1));
        panel.path = static_cast<MapPath>(i % 4);
        const LinearMapPanel::Model model = derive(panel);
        const Vec2 to = random.point();
        CAPTURE(i);
        for (const int j : {0, 1}) {
            const LinearMapPanel next = drag(panel, model, "plane", j == 0 ? LinearMapPanel::column1 : LinearMapPanel::column2, to);
            LinearMapPanel expected = panel;
            expected.matrix.col(j) = to;
            CHECK(next == expected);
        }
    }
}

TEST_CASE("a handle that is pulled to where it stands changes nothing") {
    Random random;
    for (int i = 0; i < 200; ++i) {
        LinearMapPanel panel = with(random.matrix(), random.number(0, 1));
        panel.show_vector = true;
        panel.vector = random.point();
        for (const Handle& handle : shapes<Handle>(plot_of(panel)))
            CHECK(drag(panel, derive(panel), "plane", handle.id, handle.at) == panel);
    }
}

TEST_CASE("what is no handle, no plot or no number changes nothing") {
    const LinearMapPanel panel;
    const LinearMapPanel::Model model = derive(panel);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(drag(panel, model, "plane", 99, Vec2(1, 1)) == panel);
    CHECK(drag(panel, model, "other", LinearMapPanel::column1, Vec2(1, 1)) == panel);
    CHECK(drag(panel, model, "plane", LinearMapPanel::column1, Vec2(nan, 1)) == panel);
    CHECK(seek(panel, nan) == panel);
    CHECK(look(panel, "other", Camera{.automatic = false}) == panel);
}

TEST_CASE("x snaps to an eigenline nearby, and A does not change") {
    LinearMapPanel panel;
    panel.show_vector = true;
    const LinearMapPanel::Model model = derive(panel);
    const Camera window = plot_of(panel).camera;
    const double reach = 0.02 * 2 * window.half.x();
    for (const Vec2& v : model.way.eigen.vectors) {
        const Vec2 across(-v.y(), v.x());
        const LinearMapPanel near = drag(panel, model, "plane", LinearMapPanel::input, 1.5 * v + 0.9 * reach * across);
        CHECK((near.vector - 1.5 * v).norm() <= 1e-15);
        CHECK(near.matrix == panel.matrix);
        const Vec2 beyond = 1.5 * v + 1.1 * reach * across;
        CHECK(drag(panel, model, "plane", LinearMapPanel::input, beyond).vector == beyond);
    }
    panel.show_eigenlines = false;
    const Vec2 near = 1.5 * model.way.eigen.vectors[0] + Vec2(0, 1e-3);
    CHECK(drag(panel, model, "plane", LinearMapPanel::input, near).vector == near);
}

TEST_CASE("every drawn vertex is M(t) times a vertex of what is drawn at the identity") {
    Random random;
    for (int i = 0; i < 100; ++i) {
        LinearMapPanel panel = with(random.matrix(), random.number(0, 1));
        panel.path = static_cast<MapPath>(i % 4);
        panel.show_glyph = true;
        panel.show_eigenlines = false;
        panel.drawing = {random.point(), random.point(), random.point()};
        panel.camera = Camera{.automatic = false};
        LinearMapPanel still = panel;
        still.matrix = Mat2::Identity();
        const Mat2 m = derive(panel).now;
        const auto now = shapes<Polyline>(plot_of(panel)), before = shapes<Polyline>(plot_of(still));
        REQUIRE(now.size() == before.size());
        int moved = 0;
        CAPTURE(i);
        for (std::size_t k = 0; k < now.size(); ++k) {
            if (now[k].points == before[k].points) continue;
            ++moved;
            for (std::size_t p = 0; p < now[k].points.size(); ++p)
                CHECK((now[k].points[p] - m * before[k].points[p]).norm() <= 1e-12 * (1 + m.norm()));
        }
        CHECK(moved == 5);                    // square, its arc, circle, letter, drawing
    }
}

TEST_CASE("the grid is M(t) applied to the integer grid") {
    const LinearMapPanel panel = with(Mat2{{1.6, 0.8}, {0.4, 1.1}}, 0.3);
    const auto grids = shapes<Lattice>(plot_of(panel));
    REQUIRE(grids.size() == 2);
    CHECK(grids[0].basis == Mat2::Identity());
    CHECK(grids[1].basis == derive(panel).now);
}

TEST_CASE("the area that is written is the signed area of the square that is drawn") {
    Random random;
    for (int i = 0; i < 500; ++i) {
        const LinearMapPanel panel = with(random.matrix());
        const double det = determinant(panel.matrix);
        const Plot plot = plot_of(panel);
        const Fill square = shapes<Fill>(plot).at(0);
        CAPTURE(i);
        CHECK(std::abs(signed_area(square.points) - det) <= 1e-12 * panel.matrix.squaredNorm());
        CHECK((square.hatch != Hatch::none) == (det < 0));
        CHECK((square.role == Role::negative) == (det < 0));
        bool written = false;
        for (const Label& label : shapes<Label>(plot)) written |= label.text == formula::term("det", formula::number(det));
        CHECK(written);
    }
}

TEST_CASE("the facts are named as promised and agree with the analysis") {
    const Mat2 a{{1.6, 0.8}, {0.4, 1.1}};
    auto rows = facts_of(a);
    const LinearMapPanel::Model model = derive(with(a));
    const auto number = [&](const char* name) { return std::get<double>(rows.at(name).at(1)); };
    CHECK(number("det") == determinant(a));
    CHECK(number("trace") == a.trace());
    CHECK(number("rank") == 2);
    // (2.7 ± sqrt(0.5² + 4·0.8·0.4)) / 2
    CHECK(number("lambda1_re") == doctest::Approx((2.7 + std::sqrt(1.53)) / 2).epsilon(1e-15));
    CHECK(number("lambda2_re") == doctest::Approx((2.7 - std::sqrt(1.53)) / 2).epsilon(1e-14));
    CHECK(number("lambda1_im") == 0);
    CHECK(number("lambda2_im") == 0);
    CHECK(number("sigma1") == model.way.decomposition.sigma.x());
    CHECK(number("sigma2") == model.way.decomposition.sigma.y());
    CHECK(number("sigma1") * number("sigma2") == doctest::Approx(1.44).epsilon(1e-14));
    CHECK(number("condition") == number("sigma1") / number("sigma2"));
    for (const char* name : {"symmetric", "orthogonal", "diagonalizable", "positive_definite"}) {
        const std::string verdict = std::get<std::string>(rows.at(name).at(2));
        CHECK(verdict == (std::string(name) == "diagonalizable" ? "yes" : "no"));
        CHECK(std::isfinite(std::get<double>(rows.at(name).at(3))));
    }
}

TEST_CASE("the facts of every preset agree with the oracle, verdict by verdict") {
    struct Oracle {
        const char *invertible, *symmetric, *orthogonal, *diagonalizable, *positive_definite;
        int rank;
    };
    const std::map<std::string_view, Oracle> oracles = {
        {"Two eigenlines", {"yes", "no", "no", "yes", "no", 2}},
        {"Identity", {"yes", "yes", "yes", "yes", "yes", 2}},
        {"Zero", {"no", "yes", "no", "yes", "no", 0}},
        {"Minus the identity", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Twice the identity", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Quarter turn", {"yes", "no", "yes", "yes", "no", 2}},
        {"Half turn, rounded", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Mirror at y = x, permutation", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Householder mirror", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Stretch and flip", {"yes", "yes", "no", "yes", "no", 2}},
        {"Shear", {"yes", "no", "no", "no", "no", 2}},
        {"Projection", {"no", "yes", "no", "yes", "no", 1}},
        {"Rank 1", {"no", "yes", "no", "yes", "no", 1}},
        {"Nilpotent", {"no", "no", "no", "no", "no", 1}},
        {"Defective", {"yes", "no", "no", "no", "no", 2}},
        {"Defective without a zero", {"yes", "no", "no", "no", "no", 2}},
        {"Defective and shrinking", {"yes", "no", "no", "no", "no", 2}},
        {"Companion of λ² − 2.5λ + 2", {"yes", "no", "no", "yes", "no", 2}},
        {"Saddle", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Markov", {"yes", "no", "no", "yes", "no", 2}},
        {"Semidefinite", {"no", "yes", "no", "yes", "no", 1}},
        {"Nearly singular", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Singular but for rounding", {"cannot tell", "no", "no", "yes", "no", 1}},
        {"Tiny rotation", {"yes", "no", "no", "yes", "no", 2}},
        {"Symmetric, eigenvalues hardly apart", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Turning hardly at all", {"yes", "no", "no", "yes", "no", 2}},
    };
    const auto presets = LinearMapPanel::presets();
    CHECK(presets.size() == oracles.size());
    CHECK(presets.at(0).panel == LinearMapPanel());
    for (const auto& [name, panel] : presets) {
        CAPTURE(std::string(name));
        REQUIRE(oracles.contains(name));
        const Oracle& oracle = oracles.at(name);
        auto rows = facts_of(panel.matrix);
        CHECK(panel.matrix.cwiseAbs().maxCoeff() <= 10);
        CHECK(std::get<std::string>(rows.at("invertible").at(2)) == oracle.invertible);
        CHECK(std::get<std::string>(rows.at("symmetric").at(2)) == oracle.symmetric);
        CHECK(std::get<std::string>(rows.at("orthogonal").at(2)) == oracle.orthogonal);
        CHECK(std::get<std::string>(rows.at("diagonalizable").at(2)) == oracle.diagonalizable);
        CHECK(std::get<std::string>(rows.at("positive_definite").at(2)) == oracle.positive_definite);
        CHECK(std::get<double>(rows.at("rank").at(1)) == oracle.rank);
    }
}

TEST_CASE("captions say what is surprising, and say it truly") {
    const auto caption = [](const Mat2& a) { return plot_of(with(a)).caption; };
    CHECK(caption(LinearMapPanel().matrix) == "Areas grow by 1.44. Two directions keep their line; all others turn.");
    CHECK(caption(Mat2::Identity()) == "Nothing moves: this is the identity.");
    CHECK(caption(Mat2{{0, -1}, {1, 0}}) == "A rotation by 90°: lengths and areas stay.");
    CHECK(caption(Mat2{{0, 1}, {1, 0}}) == "A mirror: lengths stay, one line stays still, and the plane turns over.");
    CHECK(caption(Mat2{{1, 2}, {2, 4}}).starts_with("The plane is flattened onto one line."));
    CHECK(caption(Mat2::Zero()).starts_with("Everything is sent to 0."));
    CHECK(caption(Mat2{{1, 0}, {0, -2}}).starts_with("The plane turns over, and areas grow by 2.00."));
    CHECK(caption(Mat2{{2, 0}, {1, 2}}) == "Areas grow by 4.00. Only one direction keeps its line: a shear along it.");
    CHECK(caption(Mat2{{0, 1}, {-2, 2.5}}).find("No direction keeps its line") != std::string::npos);
    CHECK(caption(Mat2{{2, 0}, {0, 2}}) == "Areas grow by 4.00. Every direction keeps its line.");
}

TEST_CASE("a flow that does not exist is refused in words, at once, and the polar path is drawn") {
    LinearMapPanel panel = with(Mat2{{0, 1}, {1, 0}}, 0.5);
    panel.path = MapPath::flow;
    CHECK(plot_of(panel).caption ==
          "The eigenvalue −1.00 is negative and has no real powers, so no flow leads to A. The polar path is shown instead.");
    LinearMapPanel polar = panel;
    polar.path = MapPath::polar;
    CHECK(derive(panel).now == derive(polar).now);
    CHECK(words(panel, derive(panel)).find("The polar path is shown instead.") != std::string::npos);
}

TEST_CASE("the collapse of the entrywise way is announced") {
    LinearMapPanel panel = with(Mat2{{-1, 0}, {0, -1}}, 0.25);
    panel.path = MapPath::entrywise;
    CHECK(plot_of(panel).caption ==
          "Each entry moves by itself, and the plane collapses at t = 0.50 although A does not flatten it.");
}

TEST_CASE("x on an eigenline is told, x = 0 is not one") {
    LinearMapPanel panel = with(Mat2{{2, 0}, {0, 0.5}});
    panel.show_vector = true;
    panel.vector = Vec2(1.5, 0);
    CHECK(plot_of(panel).caption.ends_with(" x lies on an eigenline: A x = 2.00 x."));
    panel.vector = Vec2(1.5, 0.1);
    CHECK(plot_of(panel).caption.ends_with("all others turn."));
    panel.vector = Vec2::Zero();
    CHECK(plot_of(panel).caption.ends_with(" The vector 0 is no eigenvector."));
    panel.matrix = Mat2{{1, 0}, {0, 0}};
    panel.vector = Vec2(0, 2);
    CHECK(plot_of(panel).caption.ends_with(" x is sent to 0."));
}

TEST_CASE("as many eigenlines are drawn as there are, with their eigenvalues") {
    const auto lines = [](const Mat2& a) {
        int labelled = 0;
        for (const Line& line : shapes<Line>(plot_of(with(a)))) {
            if (line.label.empty()) continue;
            ++labelled;
            const Vec2 v = line.direction, image = a * v;
            CHECK(std::abs(image.x() * v.y() - image.y() * v.x()) <= 1e-14 * a.norm());
        }
        return labelled;
    };
    CHECK(lines(LinearMapPanel().matrix) == 2);
    CHECK(lines(Mat2{{2, 0}, {1, 2}}) == 1);
    CHECK(lines(Mat2{{0, -1}, {1, 0}}) == 0);
    CHECK(lines(Mat2{{1, 2}, {2, 4}}) == 2);
    CHECK(shapes<Line>(plot_of(with(Mat2(2 * Mat2::Identity())))).size() == 12);
}

TEST_CASE("the nearest flat map is drawn at the distance of the smaller singular value") {
    Random random;
    for (int i = 0; i < 200; ++i) {
        LinearMapPanel panel = with(random.matrix());
        CHECK(shapes<Segments>(plot_of(panel)).size() == (derive(panel).way.eigen.kind == SpectrumKind::complex ? 1 : 0));
        panel.show_nearest = true;
        panel.show_eigenlines = false;
        const auto steps = shapes<Segments>(plot_of(panel));
        REQUIRE(steps.size() == 2);
        Mat2 difference, flat;
        for (int j = 0; j < 2; ++j) {
            const auto& [from, to] = steps[static_cast<std::size_t>(j)].segments.at(0);
            CHECK(from == panel.matrix.col(j));
            difference.col(j) = from - to;
            flat.col(j) = to;
        }
        CAPTURE(i);
        CHECK(std::abs(svd(difference).sigma.x() - svd(panel.matrix).sigma.y()) <= 1e-14 * panel.matrix.norm());
        CHECK(svd(flat).sigma.y() <= 1e-14 * panel.matrix.norm());
    }
}

TEST_CASE("singular directions are drawn from v on the circle to sigma u on the ellipse") {
    LinearMapPanel panel;
    panel.show_singular = true;
    panel.show_square = false;
    const Svd2 d = svd(panel.matrix);
    int found = 0;
    for (const Arrow& arrow : shapes<Arrow>(plot_of(panel))) {
        if (arrow.stroke.role != Role::eigen) continue;
        const int j = found / 2;
        const Vec2 expected = found % 2 == 0 ? Vec2(d.v.col(j)) : Vec2(d.sigma(j) * d.u.col(j));
        CHECK((arrow.tip - expected).norm() <= 1e-14);
        ++found;
    }
    CHECK(found == 4);
    panel.matrix = Mat2{{0, -2}, {2, 0}};     // a circle has no axes
    for (const Arrow& arrow : shapes<Arrow>(plot_of(panel))) CHECK(arrow.stroke.role != Role::eigen);
}

TEST_CASE("whatever the entries are, the picture, the facts and the words are finite") {
    const double entries[] = {0, -0.0, 1, -1, 10, -10, 1e-8, 1 + 2.3e-16, -1e-17, 1e-160, 3e-320, 0.1, 1.0 / 3};
    Random random;
    const auto pick = [&] { return entries[static_cast<std::size_t>(random.number(0, 12.999))]; };
    for (int i = 0; i < 4000; ++i) {
        LinearMapPanel panel = with(Mat2{{pick(), pick()}, {pick(), pick()}}, i % 3 == 0 ? 1 : random.number(0, 1));
        panel.path = static_cast<MapPath>(i % 4);
        panel.show_singular = panel.show_nearest = panel.show_glyph = panel.show_vector = true;
        panel.vector = Vec2(pick(), pick());
        CAPTURE(i);
        CAPTURE(panel.matrix);
        const auto model = derive(panel);
        CHECK(model.now.allFinite());
        const Plot plot = depict(panel, model).at(0);
        CHECK(plot.camera.half.allFinite());
        CHECK(plot.camera.half.minCoeff() > 0);
        CHECK_FALSE(plot.caption.empty());
        const auto finite = [](const auto& points) {
            for (const Vec2& p : points)
                if (!p.allFinite()) return false;
            return true;
        };
        for (const Polyline& line : shapes<Polyline>(plot)) CHECK(finite(line.points));
        for (const Fill& fill : shapes<Fill>(plot)) CHECK(finite(fill.points));
        for (const Arrow& arrow : shapes<Arrow>(plot)) CHECK(arrow.tip.allFinite());
        for (const Line& line : shapes<Line>(plot)) CHECK((line.direction.allFinite() && line.direction.norm() > 0.5));
        const std::string text = words(panel, model) + to_csv(tables(panel, model).at(0));
        for (const char* word : {" nan", ",nan", "(nan", "undefined"}) CHECK(text.find(word) == std::string::npos);
    }
}

TEST_CASE("a flattened plane is one thick line along the column space, and every coordinate stays finite") {
    const Plot plot = plot_of(with(Mat2{{1, 2}, {2, 4}}));
    CHECK(shapes<Lattice>(plot).size() == 1); // the ghost only
    CHECK(shapes<Fill>(plot).empty());
    const Line flat = shapes<Line>(plot).at(0);
    CHECK(flat.stroke.width > 4);
    CHECK(std::abs(flat.direction.x() * 2 - flat.direction.y()) <= 1e-15);
}

TEST_CASE("the window holds the columns, the unit circle and its image, and does not depend on the time") {
    Random random;
    for (int i = 0; i < 500; ++i) {
        const LinearMapPanel panel = with(random.matrix());
        const Camera window = plot_of(panel).camera;
        CAPTURE(i);
        CHECK_FALSE(window.automatic);
        CHECK(window.center == Vec2::Zero());
        CHECK(inside(window, Vec2(1, 1)));
        CHECK(inside(window, panel.matrix.col(0)));
        CHECK(inside(window, panel.matrix.col(1)));
        CHECK(inside(window, panel.matrix.rowwise().norm()));
        CHECK(plot_of(seek(panel, 0.3)).camera == window);
    }
    // Pulled a little, the window stands still.
    LinearMapPanel panel;
    const Camera window = plot_of(panel).camera;
    panel.matrix(0, 0) += 0.05;
    CHECK(plot_of(panel).camera == window);
}

TEST_CASE("the timeline runs from I to A; on the SVD path its stages are marked") {
    LinearMapPanel panel;
    const auto line = timeline(panel, derive(panel));
    REQUIRE(line);
    CHECK(line->now == 1);
    CHECK(line->marks.front() == std::pair<double, std::string>(0, "I"));
    CHECK(line->marks.back() == std::pair<double, std::string>(1, "A"));
    panel.path = MapPath::svd;
    CHECK(timeline(panel, derive(panel))->marks.size() == 4);
    CHECK(seek(panel, 7).time == 1);
    CHECK(seek(panel, -7).time == 0);
    CHECK(derive(seek(panel, 0)).now == Mat2::Identity());
    CHECK(derive(seek(panel, 1)).now == panel.matrix);
}

TEST_CASE("the path table walks from I to A and its determinant is that of its entries") {
    for (const MapPath path : {MapPath::polar, MapPath::flow, MapPath::svd, MapPath::entrywise}) {
        LinearMapPanel panel;
        panel.path = path;
        const Table table = tables(panel, derive(panel)).at(1);
        CHECK(table.name == "path");
        CHECK(table.rows.size() == 101);
        for (const auto& row : table.rows) {
            const auto number = [&](std::size_t i) { return std::get<double>(row.at(i)); };
            CHECK(number(5) == doctest::Approx(number(1) * number(4) - number(2) * number(3)).epsilon(1e-12));
        }
        CHECK(std::get<double>(table.rows.front()[1]) == 1);
        CHECK(std::get<double>(table.rows.back()[1]) == 1.6);
    }
}

TEST_CASE("the words tell the numbers of the picture") {
    const LinearMapPanel panel;
    const std::string text = words(panel, derive(panel));
    for (const char* part : {"(1.60, 0.40)", "(0.80, 1.10)", "1.44", "1.97", "0.73", "2.01", "0.71"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}
