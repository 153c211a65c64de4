#include "compute/linear/exact.hpp"
#include "compute/linear/fuzz.hpp"
#include "panels/linear/map/linear_map.hpp"
#include "panels/linear/map/fixture.hpp"
#include "panels/plots.hpp"

#include <doctest/doctest.h>

#include <Eigen/QR>

#include <iterator>
#include <sstream>

using namespace eigenscope;

static_assert(PanelValue<LinearMapPanel>);

namespace {

bool inside(const Camera& camera, const Vec2& p) { return ((p - camera.center).cwiseAbs().array() <= camera.half.array()).all(); }

}

TEST_CASE("pulling a column head sets that column to the bit and no other number, at any time and on any path") {
    RandomMatrices random(41);
    for (int i = 0; i < 1000; ++i) {
        LinearMapPanel panel = with(random.next(), random.number(0, 1));
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
    RandomMatrices random(41);
    for (int i = 0; i < 200; ++i) {
        LinearMapPanel panel = with(random.next(), random.number(0, 1));
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
    const double reach = 0.02 * 2 * std::max(window.half.x(), 1.5 * window.half.y());
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

TEST_CASE("where the window is higher than wide, the reach of an eigenline is a share of what a tile really shows") {
    LinearMapPanel panel = with(Mat2{{0.5, 0}, {0, 3}});
    panel.show_vector = true;
    const Camera window = plot_of(panel).camera;
    REQUIRE(window.half.y() > 1.4 * window.half.x());
    // Equal axes: a tile half as wide again as high shows 3 half.y across.
    const double reach = 0.02 * 3 * window.half.y();
    CHECK(drag(panel, derive(panel), "plane", LinearMapPanel::input, Vec2(0.9 * reach, 2)).vector == Vec2(0, 2));
    CHECK(drag(panel, derive(panel), "plane", LinearMapPanel::input, Vec2(1.1 * reach, 2)).vector == Vec2(1.1 * reach, 2));
}

TEST_CASE("every drawn vertex is M(t) times a vertex of what is drawn at the identity") {
    RandomMatrices random(41);
    for (int i = 0; i < 100; ++i) {
        LinearMapPanel panel = with(random.next(), random.number(0, 1));
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
    RandomMatrices random(41);
    for (int i = 0; i < 500; ++i) {
        const LinearMapPanel panel = with(random.next());
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

TEST_CASE("eigenlines are labelled with the eigenvalue of that very line, and there are as many as the discriminant says") {
    RandomMatrices random(42);
    for (int i = 0; i < 1000; ++i) {
        const Mat2 a = random.next();
        const auto marks = shapes<Line>(plot_of(with(a)));
        CAPTURE(a);
        CHECK(marks.size() == (discriminant(a).value > 0 ? 2 : 0));
        int index = 0;
        for (const Line& line : marks) {
            const double lambda = line.direction.dot(a * line.direction);      // the Rayleigh quotient
            CHECK(plain(line.label) == (++index == 1 ? "λ₁ = " : "λ₂ = ") + plain(formula::number(lambda)));
        }
    }
    const auto labels = [](const Mat2& a, double time = 1, MapPath path = MapPath::polar) {
        LinearMapPanel panel = with(a, time);
        panel.path = path;
        std::string all;
        for (const Line& line : shapes<Line>(plot_of(panel)))
            if (!line.label.empty()) all += plain(line.label) + "; ";
        return all;
    };
    CHECK(labels(Mat2{{2, 0}, {1, 2}}) == "λ = 2.00 (twice); ");
    CHECK(labels(Mat2{{0, 1}, {0, 0}}) == "λ = 0 (twice, sent to 0); ");
    CHECK(labels(Mat2{{1, 2}, {2, 4}}) == "λ₁ = 5.00; λ₂ = 0 (sent to 0); ");
    // Undecided: perhaps one line, perhaps two, perhaps none.
    CHECK(labels(Mat2{{3, 1}, {-(1 + 2.3e-16), 1}}) == "λ = 2.00 (rounding decides how many); ");
    CHECK(labels(Mat2{{0.1, 0.7}, {0.3, 2.1}}) == "λ₁ = 2.20; λ₂ = 0 (up to rounding); ");
    // On the way the lines are those of the end, unless the way is the flow, whose lines do not move.
    CHECK(labels(LinearMapPanel().matrix, 0.5) == "λ₁ = 1.97 of A; λ₂ = 0.73 of A; ");
    CHECK(labels(LinearMapPanel().matrix, 0.5, MapPath::flow) == "λ₁ = 1.97; λ₂ = 0.73; ");
}

TEST_CASE("a complex pair: the ellipse is carried onto itself times r, the marker has gone t of theta, r and theta are written") {
    RandomMatrices random(43);
    int turns[2] = {};
    for (int i = 0; i < 1000; ++i) {
        const Mat2 a = random.next();
        if (discriminant(a).value > 0) continue;
        const double r = std::sqrt(determinant(a)), t = random.number(0, 1);
        // The sense of the turn is the sign of det[x, Ax], which is the same for every x.
        const double theta = std::copysign(std::acos(std::clamp(a.trace() / 2 / r, -1.0, 1.0)), a(1, 0));
        ++turns[theta > 0];
        CAPTURE(a);
        const Plot plot = plot_of(with(a)), before = plot_of(with(a, t));
        const Polyline ellipse = shapes<Polyline>(plot, "lambda").at(0);
        // x -> |x|² in the ellipse's own metric, from three of its points.
        Eigen::Matrix3d rows;
        for (int k = 0; k < 3; ++k) {
            const Vec2 p = ellipse.points.at(static_cast<std::size_t>(20 * k));
            rows.row(k) << p.x() * p.x(), 2 * p.x() * p.y(), p.y() * p.y();
        }
        const Eigen::Vector3d q = rows.colPivHouseholderQr().solve(Eigen::Vector3d::Ones());
        const Mat2 metric{{q(0), q(1)}, {q(1), q(2)}};
        for (const Vec2& p : ellipse.points) CHECK((a * p / r).dot(metric * a * p / r) == doctest::Approx(1).epsilon(1e-6));
        const auto ends = [](const Plot& in) {
            const auto spokes = shapes<Segments>(in).at(0).segments;
            return std::pair(spokes.at(0).second, spokes.at(1).second);
        };
        const auto [start, reached] = ends(plot);
        CHECK((a * start / r - reached).norm() <= 1e-9 * ellipse.points.at(0).norm() * svd(a).sigma.x() / r);
        const Mat2 part = std::cos(t * theta) * Mat2::Identity() + std::sin(t * theta) / std::sin(theta) * (a / r - std::cos(theta) * Mat2::Identity());
        CHECK((part * start - ends(before).second).norm() <= 1e-6 * ellipse.points.at(0).norm() * svd(a).sigma.x() / r);
        CHECK(shapes<Points>(plot).back().at.at(0) == reached);
        const std::string label = plain(shapes<Label>(plot).at(0).text);
        CHECK(label.starts_with("r = " + plain(formula::number(r))));
        CHECK(label.find(theta < 0 ? "θ = −" : "θ = ") != std::string::npos);
        CHECK((label.find("θ = −") != std::string::npos) == (theta < 0));
    }
    CHECK(turns[0] > 100);
    CHECK(turns[1] > 100);
}

TEST_CASE("the determinant that is written follows the time, on every path") {
    RandomMatrices random(44);
    for (int i = 0; i < 400; ++i) {
        LinearMapPanel panel = with(random.next());
        panel.path = static_cast<MapPath>(i % 4);
        for (const double t : {0.0, 0.2, 0.5, 0.9, 1.0}) {
            const LinearMapPanel sought = seek(panel, t);
            const double det = determinant(derive(sought).now);
            const Label label = shapes<Label>(plot_of(sought), "det").at(0);
            CAPTURE(t);
            CHECK(plain(label.text) == plain(formula::number(det)));
            CHECK((label.role == Role::negative) == (det < 0));
            if (t < 1) CHECK(plain(plot_of(sought).note).ends_with("= " + plain(label.text)));
        }
    }
    CHECK(plain(shapes<Label>(plot_of(with(Mat2(1e-200 * Mat2::Identity()))), "det").at(0).text) == "10⁻⁴⁰⁰");
    CHECK(shapes<Label>(plot_of(with(Mat2{{0, 1e-200}, {1e-200, 0}})), "det").at(0).role == Role::negative);
}

TEST_CASE("the sum that is written comes out, or is not called equal") {
    const auto note = [](const Mat2& a) { return plain(plot_of(with(a)).note); };
    CHECK(note(LinearMapPanel().matrix) == "det A = 1.60 · 1.10 − 0.80 · 0.40 = 1.44");
    CHECK(note(Mat2{{1, 1}, {1, 1.001}}) == "det A = 1.00 · 1.001 − 1.00 · 1.00 = 0.001");
    CHECK(note(Mat2{{1, 1}, {1, 1 + 1e-13}}).find("≈") != std::string::npos);
    CHECK(note(Mat2{{1, 2}, {2, 4}}) == "det A = 1.00 · 4.00 − 2.00 · 2.00 = 0.00");
    // The five numbers of "det A = (−1.20) · 0.50 − 2.00 · 1.00 = −2.60", read back.
    const auto numbers = [](std::string text) {
        for (const char* mark : {"det A", " · ", " − ", " = ", " ≈ ", "(", ")"})
            for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, std::string(mark).size(), " ");
        for (auto at = text.find("−"); at != std::string::npos; at = text.find("−")) text.replace(at, 3, "-");
        std::istringstream in(text);
        return std::vector<double>(std::istream_iterator<double>(in), {});
    };
    RandomMatrices random(45);
    int exact = 0;
    for (int i = 0; i < 1000; ++i) {
        Mat2 a = random.next();
        if (i % 2) a = (a * 10).array().round() / 10;
        const std::string text = note(a);
        const std::vector<double> x = numbers(text);
        CAPTURE(text);
        REQUIRE(x.size() == 5);
        const double sum = x[0] * x[1] - x[2] * x[3];
        if (text.find("≈") == std::string::npos) CHECK(std::abs(sum - x[4]) <= 0.00501);
        CHECK(std::abs(sum - x[4]) <= 0.02 + 0.06 * std::abs(x[4]));
        exact += text.find("≈") == std::string::npos;
        if (i % 2) CHECK(text.find("≈") == std::string::npos);    // decimals are enough for tenths
    }
    CHECK(exact < 1000);
}

TEST_CASE("labels have the digits that tell them apart, and no more") {
    const auto labels = [](const Mat2& a) {
        std::string all;
        LinearMapPanel panel = with(a);
        panel.show_singular = true;
        const Plot plot = plot_of(panel);
        for (const Line& line : shapes<Line>(plot))
            if (!line.label.empty()) all += plain(line.label) + "; ";
        for (const Arrow& arrow : shapes<Arrow>(plot))
            if (plain(arrow.label).starts_with("σ")) all += plain(arrow.label) + "; ";
        return all;
    };
    CHECK(labels(Mat2{{1, 0}, {0, 1.003}}) == "λ₁ = 1.003; λ₂ = 1.000; σ₁ = 1.003; σ₂ = 1.000; ");
    CHECK(labels(Mat2{{2, 0}, {0, -2.00004}}) == "λ₁ = 2.00; λ₂ = −2.00; σ₁ = 2.00004; σ₂ = 2.00000; ");
    CHECK(labels(Mat2{{2, 0}, {0, 1}}) == "λ₁ = 2.00; λ₂ = 1.00; σ₁ = 2.00; σ₂ = 1.00; ");
    CHECK(labels(Mat2{{1e8 + 1, 1}, {1, 1e8 - 1}}).starts_with("λ₁ = 100000001; λ₂ = 99999998.6; "));
    const auto spoken = [](const Mat2& a) { return words(with(a), derive(with(a))); };
    CHECK(spoken(Mat2{{1, 0}, {0, 1.003}}).find("The eigenvalues are 1.003 and 1.000.") != std::string::npos);
    CHECK(spoken(Mat2{{1, 0}, {0, 1.003}}).find("half axes 1.003 and 1.000.") != std::string::npos);
    RandomMatrices random(47);
    for (int i = 0; i < 500; ++i) {
        const double near = random.number(0.5, 3), far = near * (1 + std::pow(10, random.number(-12, -1)));
        const std::string text = labels(Mat2{{near, 0}, {0, far}});
        CAPTURE(text);
        const std::string first = text.substr(text.find("= ") + 3), second = text.substr(text.find("= ", text.find("λ₂")) + 3);
        CHECK(first.substr(0, first.find(';')) != second.substr(0, second.find(';')));
    }
}

TEST_CASE("what is rounding in a column or in the image of x is shown as 0, and hovering tells what it was") {
    LinearMapPanel panel = with(rotation(3.141592653589793 / 2));
    panel.show_vector = true;
    panel.vector = Vec2(0.7, 0);
    const Plot plot = plot_of(panel);
    bool told = false;
    for (const Mark* mark : marks_of<Arrow>(plot)) {
        CHECK(plain(std::get<Arrow>(mark->shape).label).find("10") == std::string::npos);
        told |= mark->hover.find("6.1") != std::string::npos && mark->hover.find("rounding") != std::string::npos;
    }
    CHECK(told);
    for (const Fact& fact : facts(panel, derive(panel))) {
        if (fact.name == "trace") CHECK((fact.value == "0.00" && fact.number > 1e-17 && fact.how.find("rounding") != std::string::npos));
        if (fact.name == "eigenvalues") CHECK(fact.value == "0.00 ± 1.00 i");
    }
    CHECK(words(panel, derive(panel)).find("It sends e₁ to (0.00, 1.00) and e₂ to (−1.00, 0.00)") != std::string::npos);
}

TEST_CASE("a tiny x on an eigenline is on it, and what A sends to 1e-200 is not sent to 0") {
    LinearMapPanel panel = with(Mat2(1e-200 * Mat2::Identity()));
    panel.show_vector = true;
    panel.vector = Vec2(1, 0);
    CHECK(plot_of(panel).caption.find("sent to 0") == std::string::npos);
    CHECK(plot_of(panel).caption.ends_with("x lies on an eigenline: A x = 10⁻²⁰⁰ x."));
    panel.matrix = Mat2{{2, 1}, {0, 3}};
    panel.vector = Vec2(1e-200, 0);
    CHECK(plot_of(panel).caption.ends_with("x lies on an eigenline: A x = 2.00 x."));
}

TEST_CASE("pictures show what is nothing but rounding as 0, facts do not") {
    const Plot half_turn = plot_of(with(rotation(3.141592653589793)));
    CHECK(plain(half_turn.corner).find("10") == std::string::npos);
    for (const Arrow& arrow : shapes<Arrow>(half_turn)) CHECK(plain(arrow.label).find("10") == std::string::npos);
    CHECK(half_turn.note == plot_of(with(Mat2(-Mat2::Identity()))).note);
}

TEST_CASE("grids thin out before they crowd: lines are never nearer than a fortieth of the window") {
    RandomMatrices random(46);
    for (int i = 0; i < 500; ++i) {
        const Plot plot = plot_of(with(std::pow(10, random.number(-2, 2)) * random.next()));
        for (const Lattice& grid : shapes<Lattice>(plot)) {
            const double longest = std::max(grid.basis.col(0).norm(), grid.basis.col(1).norm());
            CHECK(std::abs(determinant(grid.basis)) / longest >= 2 * plot.camera.half.x() / 40);
        }
    }
}

TEST_CASE("the nearest flat map is drawn at the distance of the smaller singular value") {
    RandomMatrices random(41);
    for (int i = 0; i < 200; ++i) {
        LinearMapPanel panel = with(random.next());
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
    // Both ends of each, so that the picture is continuous whichever sign the decomposition picks.
    int found = 0;
    for (const Arrow& arrow : shapes<Arrow>(plot_of(panel))) {
        if (arrow.stroke.role != Role::eigen) continue;
        const int j = found / 4;
        const double sign = found % 4 < 2 ? 1 : -1;
        const Vec2 expected = sign * (found % 2 == 0 ? Vec2(d.v.col(j)) : Vec2(d.sigma(j) * d.u.col(j)));
        CHECK((arrow.tip - expected).norm() <= 1e-14);
        CHECK(arrow.label.empty() == (sign < 0));
        ++found;
    }
    CHECK(found == 8);
    panel.matrix = Mat2{{0, -2}, {2, 0}};     // a circle has no axes
    for (const Arrow& arrow : shapes<Arrow>(plot_of(panel))) CHECK(arrow.stroke.role != Role::eigen);
}

TEST_CASE("whatever the entries are, the picture, the facts and the words are finite") {
    const double entries[] = {0, -0.0, 1, -1, 10, -10, 1e-8, 1 + 2.3e-16, -1e-17, 1e-160, 3e-320, 0.1, 1.0 / 3};
    RandomMatrices random(41);
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
    RandomMatrices random(41);
    for (int i = 0; i < 500; ++i) {
        const LinearMapPanel panel = with(random.next());
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
