#include "scene/curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace eigenscope;

namespace {

constexpr double nan_ = std::numeric_limits<double>::quiet_NaN();

CurveWindow window(double xlo, double xhi, double ylo, double yhi) { return {.x = {xlo, xhi}, .y = {ylo, yhi}}; }

/// The largest distance in pixels from points of the graph that can be seen to the drawn lines; measured at 200,000 places.
double worst_distance(const std::function<double(double)>& f, const std::vector<Polyline>& lines, const CurveWindow& w) {
    const Vec2 scale(w.pixels / w.x.length(), w.pixels / w.y.length());
    struct Chord {
        Vec2 a, b;
    };
    std::vector<Chord> chords;
    for (const Polyline& line : lines)
        for (std::size_t i = 1; i < line.points.size(); ++i)
            chords.push_back({line.points[i - 1].cwiseProduct(scale), line.points[i].cwiseProduct(scale)});
    double worst = 0;
    std::size_t near = 0;
    for (int i = 0; i <= 200'000; ++i) {
        const double x = w.x.lo + w.x.length() * i / 200'000, y = f(x);
        if (!std::isfinite(y) || y < w.y.lo || y > w.y.hi) continue;
        const Vec2 p = Vec2(x, y).cwiseProduct(scale);
        while (near + 1 < chords.size() && chords[near].b.x() < p.x()) ++near;
        double best = 1e9;
        for (std::size_t k = near > 3 ? near - 3 : 0; k < std::min(chords.size(), near + 4); ++k) {
            const Vec2 d = chords[k].b - chords[k].a;
            const double t = std::clamp((p - chords[k].a).dot(d) / std::max(d.squaredNorm(), 1e-300), 0.0, 1.0);
            best = std::min(best, (p - chords[k].a - t * d).norm());
        }
        worst = std::max(worst, best);
    }
    return worst;
}

void check_points_lie_on(const std::function<double(double)>& f, const std::vector<Polyline>& lines) {
    for (const Polyline& line : lines) {
        REQUIRE(line.points.size() >= 2);
        for (std::size_t i = 0; i < line.points.size(); ++i) {
            REQUIRE(line.points[i].y() == f(line.points[i].x()));
            if (i > 0) REQUIRE(line.points[i].x() > line.points[i - 1].x());
        }
    }
}

}

TEST_CASE("smooth graphs come in one piece, true to the tolerance") {
    struct Case {
        const char* name;
        std::function<double(double)> f;
        CurveWindow w;
    };
    const std::vector<Case> cases{
        {"sin", [](double x) { return std::sin(x); }, window(-10, 10, -1.5, 1.5)},
        {"sin 30x", [](double x) { return std::sin(30 * x); }, window(-3, 3, -1.5, 1.5)},
        {"cubic", [](double x) { return x * x * x - x; }, window(-2, 2, -3, 3)},
        {"narrow bell", [](double x) { return std::exp(-x * x * 400); }, window(-3, 3, -0.1, 1.1)},
        {"steep step", [](double x) { return std::tanh(300 * x); }, window(-1, 1, -1.2, 1.2)},
        {"corner", [](double x) { return std::abs(x - 0.1234); }, window(-1, 1, -0.2, 1.2)},
        {"cube root", [](double x) { return std::cbrt(x - 0.01); }, window(-1, 1, -1.2, 1.2)},
        {"steep line", [](double x) { return 50 * x; }, window(-1, 1, -1, 1)},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const auto lines = curve(c.f, c.w);
        REQUIRE(lines.size() == 1);
        check_points_lie_on(c.f, lines);
        CHECK(worst_distance(c.f, lines, c.w) <= c.w.tolerance);
    }
}

TEST_CASE("a constant is a straight line from edge to edge") {
    const auto lines = curve([](double) { return 0.5; }, window(-1, 2, 0, 1));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].points.front() == Vec2(-1, 0.5));
    CHECK(lines[0].points.back() == Vec2(2, 0.5));
}

TEST_CASE("1/x is cut at its pole and drawn up to the edge of the window") {
    const auto f = [](double x) { return 1 / x; };
    for (const double shift : {0.0, 0.00137, -0.1}) {
        CAPTURE(shift);
        const auto w = window(-2 + shift, 2, -5, 5);
        const auto lines = curve(f, w);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].points.back().x() < 0);
        CHECK(lines[0].points.back().y() < -5);
        CHECK(lines[1].points.front().x() > 0);
        CHECK(lines[1].points.front().y() > 5);
        check_points_lie_on(f, lines);
        CHECK(worst_distance(f, lines, w) <= w.tolerance);
    }
}

TEST_CASE("a pole without a change of sign is cut too") {
    const auto f = [](double x) { return 1 / ((x - 0.3) * (x - 0.3)); };
    const auto w = window(-2, 2, -1, 10);
    const auto lines = curve(f, w);
    CHECK(lines.size() == 2);
    CHECK(worst_distance(f, lines, w) <= w.tolerance);
}

TEST_CASE("tan is cut at every pole") {
    const auto f = [](double x) { return std::tan(x); };
    const auto w = window(-10, 10, -4, 4);
    const auto lines = curve(f, w);
    CHECK(lines.size() == 7);                                                  // six poles in sight
    check_points_lie_on(f, lines);
    CHECK(worst_distance(f, lines, w) <= w.tolerance);
}

TEST_CASE("a staircase has no risers") {
    const auto f = [](double x) { return std::floor(x); };
    const auto w = window(-2.5, 3.3, -4, 4);
    const auto lines = curve(f, w);
    CHECK(lines.size() == 7);
    for (const Polyline& line : lines)
        for (const Vec2& p : line.points) CHECK(p.y() == line.points.front().y());
    CHECK(worst_distance(f, lines, w) <= w.tolerance);
    const auto saw = [](double x) { return x - std::floor(x); };
    CHECK(curve(saw, window(-2.5, 3.3, -0.5, 1.5)).size() == 7);
    CHECK(worst_distance(saw, curve(saw, window(-2.5, 3.3, -0.5, 1.5)), window(-2.5, 3.3, -0.5, 1.5)) <= w.tolerance);
    const auto sign = [](double x) { return x < 0.2 ? -1.0 : 1.0; };
    CHECK(curve(sign, window(-1, 1, -2, 2)).size() == 2);
}

TEST_CASE("a graph is drawn up to the end of its domain") {
    const auto root = [](double x) { return std::sqrt(x); };
    const auto w = window(-1, 1, -0.5, 1.5);
    const auto lines = curve(root, w);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].points.front().x() >= 0);
    CHECK(worst_distance(root, lines, w) <= w.tolerance);
    const auto circle = [](double x) { return std::sqrt(1 - x * x); };
    const auto cw = window(-1.37, 1.37, -0.5, 1.5);
    CHECK(curve(circle, cw).size() == 1);
    CHECK(worst_distance(circle, curve(circle, cw), cw) <= cw.tolerance);
    const auto log = [](double x) { return std::log(x); };
    const auto lw = window(-1, 3, -6, 2);
    CHECK(curve(log, lw).size() == 1);
    CHECK(worst_distance(log, curve(log, lw), lw) <= lw.tolerance);
}

TEST_CASE("nothing is drawn where there is nothing") {
    CHECK(curve([](double) { return nan_; }, window(-1, 1, -1, 1)).empty());
    CHECK(curve([](double) { return 7.0; }, window(-1, 1, -1, 1)).empty());   // out of sight
    CHECK(curve([](double x) { return x; }, window(1, 1, -1, 1)).empty());
    CHECK(curve([](double x) { return x; }, window(-1, 1, 2, 1)).empty());
    CHECK(curve([](double x) { return x; }, window(nan_, 1, 0, 1)).empty());
}

TEST_CASE("evaluations are bounded, whatever the function") {
    const std::vector<std::function<double(double)>> wild{
        [](double x) { return std::sin(1 / x); },
        [](double x) { return std::sin(1e5 * x); },
        [](double x) { return std::fmod(x * 7919, 1.0) < 0.5 ? 1.0 : -1.0; },
        [](double x) { return std::sqrt(std::sin(300 * x)); },
        [](double x) { return std::tan(500 * x); },
        [](double x) { return x < 0 ? nan_ : 1e308 * x; },
        [](double x) { return 1e300 * std::sin(x * 100); },
    };
    for (const int most : {3, 10, 100, 4000})
        for (std::size_t i = 0; i < wild.size(); ++i) {
            CAPTURE(most);
            CAPTURE(i);
            int used = 0;
            const auto counted = [&](double x) {
                ++used;
                return wild[i](x);
            };
            CurveWindow w = window(-1, 1.1, -1.5, 1.5);
            w.most = most;
            const auto lines = curve(counted, w);
            CHECK(used <= most);
            for (const Polyline& line : lines)
                for (const Vec2& p : line.points) REQUIRE(p.allFinite());
            CHECK(curve(wild[i], w) == lines);                                 // the same again, whatever came between
        }
}

TEST_CASE("simple graphs are cheap") {
    int used = 0;
    const auto lines = curve([&](double x) { ++used; return std::sin(x); }, window(-3.2, 3.2, -1.2, 1.2));
    CHECK(used <= 500);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].points.size() <= 500);
}
