#include "ink/space.hpp"
#include "pictures.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace eigenscope;
using namespace eigenscope::ink;
using test::all;

namespace {

Plot space(std::vector<Mark> marks, Camera3 camera = {}) {
    Plot plot{.id = "space"};
    plot.in_space = true;
    plot.lo = {-2, -2}, plot.hi = {2, 2}, plot.zlo = 0, plot.zhi = 3;
    plot.camera3 = camera;
    plot.marks = std::move(marks);
    return plot;
}

Surface bowl(int n) {
    Surface s{.lo = {-2, -2}, .hi = {2, 2}, .columns = n, .rows = n, .heights = {}, .from = 0, .to = 3};
    for (int r = 0; r < n; ++r)
        for (int c = 0; c < n; ++c) {
            const double x = -2 + 4.0 * c / (n - 1), y = -2 + 4.0 * r / (n - 1);
            s.heights.push_back(0.3 * (x * x + y * y));
        }
    return s;
}

const Box area{{0, 0}, {500, 400}};

}

TEST_CASE("the axes of the screen are a right-handed orthonormal frame at every camera") {
    for (const double azimuth : {-6.0, -0.9, 0.0, 2.2, 6.3})
        for (const double elevation : {-1.5, -0.3, 0.0, 0.6, 1.5}) {
            const View view(space({}, {azimuth, elevation, 1}), area, 20);
            Mat3 frame;
            frame << view.right(), view.up(), view.toward_eye();
            CHECK((frame.transpose() * frame - Mat3::Identity()).cwiseAbs().maxCoeff() < 1e-14);
            CHECK((view.right().cross(view.up()) - view.toward_eye()).cwiseAbs().maxCoeff() < 1e-14);
        }
}

TEST_CASE("up is up, near is large, and the whole box is in sight at zoom one") {
    for (const double azimuth : {-3.0, -0.9, 0.4, 1.8})
        for (const double elevation : {0.05, 0.6, 1.2}) {
            const View view(space({}, {azimuth, elevation, 1}), area, 0);
            CHECK(view({0, 0, 3}).y() < view({0, 0, 0}).y());
            for (const double x : {-2.0, 2.0})
                for (const double y : {-2.0, 2.0})
                    for (const double z : {0.0, 3.0}) CHECK(inflated(area, 25).contains(view({x, y, z})));
            const Vec3 toward(view.toward_eye());
            const auto height = [&](double side) { return (view.project(side * toward + 0.1 * view.up()) - view.project(side * toward)).norm(); };
            CHECK(height(0.5) > height(-0.5));
            CHECK(height(0.5) < 1.4 * height(-0.5));     // mild
        }
}

TEST_CASE("a surface is two triangles a cell, each once, farther ones never after nearer ones of the same row") {
    const View view(space({}), area, 20);
    const int n = 20;
    const Mesh mesh = mesh_of(bowl(n), view, {0, 3});
    CHECK(mesh.vertices.size() == n * n);
    CHECK(mesh.triangles.size() == static_cast<std::size_t>(6 * (n - 1) * (n - 1)));
    std::set<std::array<std::uint32_t, 3>> seen;
    for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
        std::array<std::uint32_t, 3> t = {mesh.triangles[i], mesh.triangles[i + 1], mesh.triangles[i + 2]};
        for (const auto v : t) REQUIRE(v < mesh.vertices.size());
        CHECK(seen.insert(t).second);
    }
    for (const auto& v : mesh.vertices) {
        CHECK(v.light > 0.5f);
        CHECK(v.light <= 1.0f);
        CHECK(v.value >= 0);
        CHECK(v.value <= 1);
    }
}

TEST_CASE("painter's order: what a ray from the eye meets last is drawn last") {
    // Oracle: along the line of sight through a pixel the triangle with the greatest depth toward the eye must come last.
    for (const Camera3& camera : {Camera3{-0.9, 0.35, 1}, Camera3{2.4, 0.2, 1}, Camera3{0.3, 1.3, 1}, Camera3{-2.8, -0.4, 1}}) {
        const View view(space({}, camera), area, 20);
        Surface s = bowl(24);
        for (std::size_t i = 0; i < s.heights.size(); ++i) s.heights[i] = 1.5 + std::sin(0.9 * static_cast<double>(i % 24)) + 0.4 * std::cos(0.7 * static_cast<double>(i / 24));
        const Mesh mesh = mesh_of(s, view, {0, 3});
        const auto depth = [&](std::uint32_t v) {
            const int c = static_cast<int>(v) % 24, r = static_cast<int>(v) / 24;
            const Vec3 q = view.normalized({-2 + 4.0 * c / 23, -2 + 4.0 * r / 23, s.heights[v]});
            return (view.eye() - q).norm();
        };
        int pixels = 0, wrong = 0;
        for (double x = 60; x < 450; x += 7)
            for (double y = 40; y < 370; y += 7) {
                double nearest = 1e9, last = -1;
                for (std::size_t i = 0; i < mesh.triangles.size(); i += 3) {
                    const Vec2 p(x, y), &a = mesh.vertices[mesh.triangles[i]].at, &b = mesh.vertices[mesh.triangles[i + 1]].at, &c = mesh.vertices[mesh.triangles[i + 2]].at;
                    const auto cross = [](const Vec2& u, const Vec2& v) { return u.x() * v.y() - u.y() * v.x(); };
                    const double whole = cross(b - a, c - a), wb = cross(p - a, c - a) / whole, wc = cross(b - a, p - a) / whole;
                    if (!(wb >= 0) || !(wc >= 0) || !(wb + wc <= 1)) continue;
                    const double d = (1 - wb - wc) * depth(mesh.triangles[i]) + wb * depth(mesh.triangles[i + 1]) + wc * depth(mesh.triangles[i + 2]);
                    nearest = std::min(nearest, d), last = d;
                }
                if (last < 0) continue;
                ++pixels;
                wrong += last > nearest + 0.02;      // triangles that share an edge may be equally near
            }
        CHECK(pixels > 300);
        CHECK(wrong == 0);
    }
}

TEST_CASE("holes: a height that is no number takes its four cells away, one out of the box its own") {
    const View view(space({}), area, 20);
    Surface s = bowl(10);
    s.heights[55] = std::nan("");
    CHECK(mesh_of(s, view, {0, 3}).triangles.size() == 6 * (81 - 4));
    s.heights[55] = std::numeric_limits<double>::infinity();
    CHECK(mesh_of(s, view, {0, 3}).triangles.size() == 6 * (81 - 4));
    CHECK(mesh_of(bowl(10), view, {5, 6}).triangles.empty());
}

TEST_CASE("light falls from the left above: a slope toward it is brighter than one away from it") {
    const View view(space({}, {-1.5707963, 0.6, 1}), area, 20);        // looking along +y, x to the right
    const auto light = [&](double slope) {
        Surface s = bowl(5);
        for (int i = 0; i < 25; ++i) s.heights[static_cast<std::size_t>(i)] = 1.5 + slope * (i % 5 - 2);
        return mesh_of(s, view, {0, 3}).vertices[12].light;
    };
    CHECK(light(0.3) > light(0) - 0.2f);
    CHECK(light(0.3) > light(-0.3) + 0.05f);
}

TEST_CASE("a plot in space draws floor, ticks, surface and, over it, curves and points") {
    Plot plot = space({Points3{{{0, 0, 0}}}, Polyline3{{{-1, -1, 0.6}, {1, 1, 0.6}}}, bowl(12)});
    plot.axes.x.label = formula::italic("x");
    const Sheet sheet = lay_out({plot}, {500, 400}, {});
    CHECK(sheet.rejected == 0);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < sheet.strokes.size(); ++i)
        if (std::holds_alternative<Mesh>(sheet.strokes[i]) || std::holds_alternative<ink::Line>(sheet.strokes[i]) || std::holds_alternative<Markers>(sheet.strokes[i])) order.push_back(sheet.strokes[i].index());
    REQUIRE(order.size() == 3);
    CHECK(order[0] == ink::Stroke(Mesh{}).index());
    std::vector<std::string> said;
    for (const auto& text : all<Text>(sheet)) said.push_back(text.utf8);
    CHECK(std::find(said.begin(), said.end(), "x") != said.end());
    CHECK(said.size() >= 8);
    CHECK(all<ink::Segments>(sheet).size() == 2);
}

TEST_CASE("a box without sense is rejected, a camera beyond its limits is held") {
    Plot plot = space({bowl(4)});
    plot.zhi = plot.zlo;
    CHECK(lay_out({plot}, {300, 300}, {}).rejected == 1);
    plot = space({bowl(4)}, {std::nan(""), 0, 1});
    CHECK(lay_out({plot}, {300, 300}, {}).rejected == 1);
    plot = space({bowl(4)}, {0, 40, 1e9});
    const Sheet sheet = lay_out({plot}, {300, 300}, {});
    test::each_point(sheet, [](const Vec2& p) { CHECK(p.cwiseAbs().maxCoeff() <= limits::pixel); });
}
