#include "panels/linear/map/linear_map.hpp"
#include "panels/linear/map/fixture.hpp"
#include "panels/plots.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

// What is easily got wrong where a matrix is flat, defective or a mirror, or its eigenvalues hardly differ.

namespace {

std::vector<Line> dashed(const Plot& plot, Dash dash) {
    std::vector<Line> found;
    for (const Line& line : shapes<Line>(plot))
        if (line.stroke.dash == dash) found.push_back(line);
    return found;
}

bool parallel(const Vec2& a, const Vec2& b) { return std::abs(a.x() * b.y() - a.y() * b.x()) <= 1e-14 * a.norm() * b.norm(); }

std::string said(const LinearMapPanel& panel) { return words(panel, derive(panel)); }

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}

TEST_CASE("of a flat map the direction that is lost is drawn dashed, and named") {
    LinearMapPanel panel = with(Mat2{{1, 2}, {2, 4}});
    panel.show_eigenlines = false;
    const auto lost = dashed(plot_of(panel), Dash::dashed);
    REQUIRE(lost.size() == 1);
    CHECK(parallel(lost[0].direction, Vec2(2, -1)));
    CHECK(plain(lost[0].label) == "sent to 0");
    panel.matrix = Mat2{{1, 2}, {2, 5}};
    CHECK(dashed(plot_of(panel), Dash::dashed).empty());
}

TEST_CASE("a defective matrix has one eigenline and, fainter, a direction that is sheared onto it") {
    const Mat2 a{{2, 0}, {1, 2}};
    const Plot plot = plot_of(with(a));
    const auto lines = dashed(plot, Dash::dashed), general = dashed(plot, Dash::dotted);
    REQUIRE(lines.size() == 1);
    CHECK(parallel(lines[0].direction, Vec2(0, 1)));
    REQUIRE(general.size() == 1);
    CHECK(general[0].stroke.opacity < lines[0].stroke.opacity);
    const Vec2 w = general[0].direction, image = (a - 2 * Mat2::Identity()) * w;
    CHECK(image.norm() > 0.5 * w.norm());
    CHECK(parallel(image, lines[0].direction));
    CHECK(dashed(plot_of(with(Mat2{{2, 0}, {1, 3}})), Dash::dotted).empty());
}

TEST_CASE("eigenvalues that are hardly apart are two, and that they are hardly apart is said") {
    const LinearMapPanel close = with(Mat2{{1e8 + 1, 1}, {1, 1e8 - 1}}), clear = with(Mat2{{1, 0}, {0, 1.003}});
    for (const LinearMapPanel& panel : {close, clear}) CHECK(dashed(plot_of(panel), Dash::dashed).size() == 2);
    CHECK(has(said(close), "hardly apart"));
    CHECK_FALSE(has(said(clear), "hardly apart"));
}

TEST_CASE("on the way to a mirror the plane is flat once, and that is said; on the way to a shear it never is") {
    for (const double time : {0.3, 0.9}) {
        CHECK(has(said(with(Mat2{{0, 1}, {1, 0}}, time)), "flat once"));
        CHECK(has(said(with(Mat2{{1, 0}, {0, -2}}, time)), "flat once"));
        CHECK_FALSE(has(said(with(Mat2{{1, 2}, {0, 1}}, time)), "flat"));
    }
}

TEST_CASE("a vector that stays where it is has both its names") {
    LinearMapPanel panel = with(Mat2{{1, 1}, {0, 2}});
    panel.show_vector = true;
    panel.vector = Vec2(2, 0);                 // lambda = 1
    std::vector<std::string> names;
    for (const Arrow& arrow : shapes<Arrow>(plot_of(panel)))
        if (arrow.tip == panel.vector) names.push_back(plain(arrow.label));
    CHECK(names == std::vector<std::string>{"x = (2.00, 0.00)", "A x = (2.00, 0.00)"});
    CHECK(has(said(panel), "x lies on an eigenline: A x = 1.00 x."));
    panel.vector = Vec2::Zero();
    CHECK(has(said(panel), "The vector 0 is no eigenvector."));
}
