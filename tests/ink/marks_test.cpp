#include "ink/clip.hpp"
#include "pictures.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace eigenscope;
using test::all;
using test::plane;

namespace {

constexpr double nan_ = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

ink::Sheet sheet_of(std::vector<Mark> marks, const ink::Look& look = {}, Frame frame = Frame::none) { return ink::lay_out({plane(std::move(marks), frame)}, {400, 400}, look); }

// The same mark with one of its numbers replaced, for every number that it has.
std::vector<Mark> poisoned(const Mark& mark, double poison) {
    std::vector<Mark> out;
    const auto vary = [&](auto get) {
        for (int i = 0;; ++i) {
            Mark copy = mark;
            double* number = get(copy, i);
            if (!number) return;
            *number = poison;
            out.push_back(copy);
        }
    };
    vary([](Mark& m, int i) -> double* {
        std::vector<double*> numbers;
        const auto point = [&](auto& p) { for (int k = 0; k < p.size(); ++k) numbers.push_back(&p[k]); };
        const auto stroke = [&](Stroke& s) { numbers.push_back(&s.width), numbers.push_back(&s.opacity); };
        std::visit(Overloaded{
            [&](Polyline& s) { for (Vec2& p : s.points) point(p); stroke(s.stroke); },
            [&](Segments& s) { for (auto& [a, b] : s.segments) point(a), point(b); stroke(s.stroke); },
            [&](Line& s) { point(s.through), point(s.direction), stroke(s.stroke); },
            [&](Lattice& s) { for (int k = 0; k < 4; ++k) numbers.push_back(s.basis.data() + k); point(s.origin), stroke(s.stroke); },
            [&](Arrow& s) { point(s.tail), point(s.tip), stroke(s.stroke); },
            [&](Fill& s) { for (Vec2& p : s.points) point(p); numbers.push_back(&s.opacity); },
            [&](Bars& s) { for (auto& b : s.bars) numbers.insert(numbers.end(), {&b.lo, &b.hi, &b.height}); numbers.push_back(&s.opacity); },
            [&](Points& s) { for (Vec2& p : s.at) point(p); numbers.insert(numbers.end(), {&s.radius, &s.opacity, &s.outline}); },
            [&](Heat& s) { point(s.lo), point(s.hi), numbers.insert(numbers.end(), {&s.from, &s.to, &s.opacity}); },
            [&](Label& s) { point(s.at), numbers.push_back(&s.size); },
            [&](Handle& s) { point(s.at); },
            [&](Surface& s) { point(s.lo), point(s.hi), numbers.insert(numbers.end(), {&s.from, &s.to}); },
            [&](Polyline3& s) { for (Vec3& p : s.points) point(p); stroke(s.stroke); },
            [&](Points3& s) { for (Vec3& p : s.at) point(p); numbers.push_back(&s.radius); }}, m.shape);
        return i < static_cast<int>(numbers.size()) ? numbers[static_cast<std::size_t>(i)] : nullptr;
    });
    return out;
}

std::vector<Mark> one_of_each() {
    const std::vector<Vec2> points = {{-1, -1}, {1, -1}, {1, 1}, {0, 2}};
    return {Polyline{points}, Polyline{points, {Role::text, 2, Dash::dashed}, true}, Segments{{{{0, 0}, {1, 1}}, {{0, 1}, {1, 0}}}}, Line{{0, 0}, {1, 2}}, Lattice{},
            Arrow{{0, 0}, {1, 1}, {}, test::named("a", 1)}, Fill{points, Role::negative, 0.5, Hatch::diagonal}, Bars{{{-1, 0, 1}, {0, 1, -1}}}, Points{points},
            Heat{.lo = {-1, -1}, .hi = {1, 1}, .columns = 2, .rows = 2, .values = {0, 1, 2, 3}, .from = 0, .to = 3}, Label{{1, 1}, formula::words("label")}, Handle{1, {1, 1}}};
}

std::vector<Mark> one_of_each_in_space() {
    return {Surface{.lo = {-1, -1}, .hi = {1, 1}, .columns = 2, .rows = 2, .heights = {0, 0.5, 0.5, 1}}, Polyline3{{{0, 0, 0}, {1, 1, 1}, {-1, 0, 0.5}}}, Points3{{{0, 0, 0}, {1, 1, 1}}}};
}

void check_finite(const ink::Sheet& sheet) {
    test::each_point(sheet, [](const Vec2& p) {
        CHECK(p.allFinite());
        CHECK(p.cwiseAbs().maxCoeff() <= limits::pixel);
    });
}

}

TEST_CASE("good marks are drawn and none is rejected") {
    for (const Mark& mark : one_of_each()) {
        CAPTURE(mark.shape.index());
        const ink::Sheet sheet = sheet_of({mark});
        CHECK(sheet.rejected == 0);
        CHECK(sheet.strokes.size() > 2);      // more than the clips
        check_finite(sheet);
    }
}

TEST_CASE("a number that is not finite in any place of any mark is counted once, and nothing of it reaches the sheet") {
    for (const double poison : {nan_, inf, -inf})
        for (const Mark& mark : one_of_each())
            for (const Mark& bad : poisoned(mark, poison)) {
                CAPTURE(mark.shape.index());
                CAPTURE(poison);
                const ink::Sheet sheet = sheet_of({bad});
                CHECK(sheet.rejected == 1);
                check_finite(sheet);
            }
}

TEST_CASE("a number that is finite and too large to calculate with never reaches the sheet") {
    for (const double poison : {1e308, -1e308, 1e200, 1e16, -1e16, 1e9})
        for (const Mark& mark : one_of_each())
            for (const Mark& far : poisoned(mark, poison)) {
                CAPTURE(mark.shape.index());
                CAPTURE(poison);
                const ink::Sheet sheet = sheet_of({far});
                CHECK(sheet.rejected <= 1);
                check_finite(sheet);
            }
}

TEST_CASE("in space too") {
    Plot plot{.id = "s"};
    plot.in_space = true;
    plot.camera3 = {};
    for (const double poison : {nan_, inf, -inf, 1e308, 1e17})
        for (const Mark& mark : one_of_each_in_space()) {
            plot.marks = {mark};
            CHECK(ink::lay_out({plot}, {400, 400}, {}).rejected == 0);
            for (const Mark& bad : poisoned(mark, poison)) {
                CAPTURE(mark.shape.index());
                CAPTURE(poison);
                plot.marks = {bad};
                const ink::Sheet sheet = ink::lay_out({plot}, {400, 400}, {});
                CHECK(sheet.rejected <= 1);
                if (!std::isfinite(poison)) CHECK(sheet.rejected == 1);
                check_finite(sheet);
            }
        }
}

TEST_CASE("a bad point cuts a polyline and costs no other point") {
    std::vector<Vec2> points;
    for (int i = 0; i <= 10; ++i) points.emplace_back(-3 + 0.6 * i, i % 2);
    points[5].y() = nan_;
    const ink::Sheet sheet = sheet_of({Polyline{points}});
    const auto lines = all<ink::Line>(sheet);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].points.size() == 5);
    CHECK(lines[1].points.size() == 5);
    CHECK(sheet.rejected == 1);
    // A closed one is opened where it is cut, and joined where it began.
    const auto ring = all<ink::Line>(sheet_of({Polyline{points, {}, true}}));
    REQUIRE(ring.size() == 1);
    CHECK(!ring[0].closed);
    CHECK(ring[0].points.size() == 10);
}

TEST_CASE("values without a place on a logarithmic axis are left out and not counted") {
    Plot plot = plane({Points{{{1, 0}, {10, 0}, {0, 0}, {-5, 0}, {nan_, 0}}}, Polyline{{{1, 0}, {10, 1}, {0, 0}, {10, 0}, {100, 1}}}}, Frame::none);
    plot.axes.x.ticks = Ticks::logarithmic;
    const ink::Sheet sheet = ink::lay_out({plot}, {400, 400}, {});
    CHECK(sheet.rejected == 1);
    const auto markers = all<ink::Markers>(sheet);
    REQUIRE(markers.size() == 1);
    REQUIRE(markers[0].at.size() == 2);
    // One decade is an eighth of the window of [-4, 4].
    CHECK(markers[0].at[1].x() - markers[0].at[0].x() == doctest::Approx(50));
    CHECK(all<ink::Line>(sheet).size() == 2);
}

TEST_CASE("a long polyline comes in chunks that join") {
    Polyline spiral;
    for (int i = 0; i < 60'000; ++i) spiral.points.push_back(Vec2(std::cos(i * 0.7), std::sin(i * 0.7)) * (0.5 + i * 5e-5));
    const auto lines = all<ink::Line>(sheet_of({spiral}));
    REQUIRE(lines.size() >= 6);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK(lines[i].points.size() <= limits::polyline_chunk);
        if (i > 0) CHECK(lines[i].points.front() == lines[i - 1].points.back());
    }
}

TEST_CASE("a dense curve is thinned without losing its extremes") {
    Polyline noisy;
    for (int i = 0; i < 200'000; ++i) noisy.points.emplace_back(-4 + 8.0 * i / 200'000, std::sin(i * 12.9898) * 3);
    noisy.points[77'777].y() = 3.9;
    std::size_t count = 0;
    double highest = 1e9;
    for (const auto& line : all<ink::Line>(sheet_of({noisy}))) {
        count += line.points.size();
        for (const Vec2& p : line.points) highest = std::min(highest, p.y());
    }
    CHECK(count < 4 * 4 * 400 + 100);
    CHECK(highest == doctest::Approx(200 - 3.9 * 50));
}

TEST_CASE("everything that is drawn lies in sight or just beyond the edge") {
    Polyline far;
    for (int i = 0; i < 200; ++i) far.points.push_back(Vec2(std::cos(i), std::sin(i)) * std::pow(1.3, i % 60));
    const ink::Sheet sheet = sheet_of({far, Line{{1e6, 1e6}, {1, 1}}, Fill{{{-1e9, -1e9}, {1e9, -1e9}, {0, 1e9}}, Role::area, 0.5, Hatch::diagonal}, Segments{{{{-1e8, 0}, {1e8, 1}}}}, Points{far.points}, Bars{{{-1e7, 1e7, 1e9}}}});
    CHECK(sheet.rejected == 0);
    const ink::Box sight = ink::inflated({{0, 0}, {400, 400}}, 20);
    test::each_point(sheet, [&](const Vec2& p) { CHECK(sight.contains(p)); });
}

TEST_CASE("an infinite line crosses the whole plot") {
    for (const Vec2& direction : {Vec2(1, 0), Vec2(0, 1), Vec2(1, 1), Vec2(-3, 0.2)}) {
        const auto lines = all<ink::Line>(sheet_of({Line{{0.3, 0.1}, direction}}));
        REQUIRE(lines.size() == 1);
        REQUIRE(lines[0].points.size() == 2);
        const ink::Box area{{0, 0}, {400, 400}};
        for (const Vec2& end : lines[0].points) CHECK(!ink::inflated(area, -0.01).contains(end));
    }
    CHECK(sheet_of({Line{{0, 0}, {0, 0}}}).rejected == 1);
}

TEST_CASE("a heat field is passed on whole, over its own box, and refused when its numbers do not fit") {
    Heat heat{.lo = {-2, -1}, .hi = {2, 1}, .columns = 3, .rows = 2, .values = {0, 1, 2, 3, 4, 5}, .from = 0, .to = 5};
    const auto rasters = all<ink::Raster>(sheet_of({heat}));
    REQUIRE(rasters.size() == 1);
    CHECK(rasters[0].box == ink::Box{{100, 150}, {300, 250}});
    CHECK(*rasters[0].field == heat);
    heat.rows = 3;
    CHECK(sheet_of({heat}).rejected == 1);
    heat.rows = 1, heat.columns = 6;
    CHECK(sheet_of({heat}).rejected == 1);
}

TEST_CASE("bars stand on zero, hang from it, and merge when they are thinner than a pixel") {
    const auto areas = all<ink::Area>(sheet_of({Bars{{{0, 1, 2}, {1, 2, -1}, {2, 3, 0}}}}));
    REQUIRE(areas.size() == 2);
    const auto range = [](const ink::Area& a) {
        double lo = 1e9, hi = -1e9;
        for (const Vec2& p : a.points) lo = std::min(lo, p.y()), hi = std::max(hi, p.y());
        return std::pair(lo, hi);
    };
    CHECK(range(areas[0]) == std::pair(100.0, 200.0));
    CHECK(range(areas[1]) == std::pair(200.0, 250.0));
    Bars fine;
    for (int i = 0; i < 20'000; ++i) fine.bars.push_back({-4 + 8 * i / 20e3, -4 + 8 * (i + 1) / 20e3, i == 5'000 ? 3.5 : 1.0});
    const auto merged = all<ink::Area>(sheet_of({fine}));
    CHECK(merged.size() < 900);
    double highest = 1e9;
    for (const auto& a : merged) highest = std::min(highest, range(a).first);
    CHECK(highest == doctest::Approx(200 - 3.5 * 50));
}

TEST_CASE("hatched areas have lines inside them") {
    const ink::Sheet sheet = sheet_of({Fill{{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}, Role::negative, 0.3, Hatch::back_diagonal}});
    const auto hatching = all<ink::Segments>(sheet);
    REQUIRE(hatching.size() == 1);
    CHECK(hatching[0].segments.size() > 10);
    const ink::Box square = ink::inflated({{150, 150}, {250, 250}}, 1e-9);
    for (const auto& [a, b] : hatching[0].segments) CHECK((square.contains(a) && square.contains(b)));
}

TEST_CASE("the lattice is the grid's image; one that lost a dimension is its line, one too large is drawn line by line") {
    const auto whole = all<ink::Lattice>(sheet_of({Lattice{(Mat2() << 2, 1, 0, 1).finished(), {1, 0}}}));
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].origin == Vec2(250, 200));
    CHECK(whole[0].basis.col(0) == Vec2(100, 0));
    CHECK(whole[0].basis.col(1) == Vec2(50, -50));
    for (const Mat2& singular : {Mat2((Mat2() << 1, 2, 0.5, 1).finished()), Mat2((Mat2() << 1, 0, 0, 0).finished()), Mat2((Mat2() << 0, 1, 0, 1).finished())}) {
        const ink::Sheet sheet = sheet_of({Lattice{singular}});
        CHECK(all<ink::Lattice>(sheet).empty());
        CHECK(all<ink::Line>(sheet).size() == 1);
        REQUIRE(all<ink::Markers>(sheet).size() == 1);
        CHECK(all<ink::Markers>(sheet)[0].at.size() >= 3);
    }
    const ink::Sheet point = sheet_of({Lattice{Mat2::Zero()}});
    REQUIRE(all<ink::Markers>(point).size() == 1);
    CHECK(all<ink::Markers>(point)[0].at.size() == 1);
    // From very far away the same lattice has another origin; cells larger than the painters' numbers are drawn as lines.
    const auto far = all<ink::Lattice>(sheet_of({Lattice{Mat2::Identity(), {1e6, -1e6}}}));
    REQUIRE(far.size() == 1);
    CHECK((far[0].origin - Vec2(200, 200)).norm() < 100);
    const ink::Sheet huge = sheet_of({Lattice{Mat2::Identity() * 1e6}});
    CHECK(all<ink::Lattice>(huge).empty());
    REQUIRE(all<ink::Segments>(huge).size() == 1);
    CHECK(all<ink::Segments>(huge)[0].segments.size() == 2);
}

TEST_CASE("a lit term is drawn thicker and brighter, and nothing else changes") {
    const std::vector<Mark> marks = {{Polyline{{{0, 0}, {1, 1}}, {Role::first, 2}}, "a"}, {Polyline{{{0, 0}, {1, -1}}, {Role::first, 2}}, "b"}};
    const auto calm = all<ink::Line>(sheet_of(marks)), lit = all<ink::Line>(sheet_of(marks, {.lit_term = "a"}));
    REQUIRE(calm.size() == 2);
    REQUIRE(lit.size() == 2);
    CHECK(lit[0].width > 1.3 * calm[0].width);
    CHECK(contrast(lit[0].color, {0, 0, 0, 1}) > contrast(calm[0].color, {0, 0, 0, 1}));
    CHECK(lit[1].width == calm[1].width);
    CHECK(lit[1].color == calm[1].color);
    const auto terms = sheet_of(marks).terms;
    CHECK(std::any_of(terms.begin(), terms.end(), [](const auto& t) { return t.term == "a" && t.box.contains({225, 175}); }));
    CHECK(std::none_of(terms.begin(), terms.end(), [](const auto& t) { return t.term == "b" && t.box.contains({225, 175}); }));
}

TEST_CASE("pale marks have a dark edge on light grounds, and none on a dark one") {
    const std::vector<Mark> marks = {Polyline{{{0, 0}, {1, 1}}, {Role::series2, 3}}, Polyline{{{0, 0}, {1, 1}}, {Role::text, 3}}};
    CHECK(all<ink::Line>(sheet_of(marks)).size() == 2);
    const auto light = all<ink::Line>(sheet_of(marks, {.theme = Theme::light}));
    REQUIRE(light.size() == 3);
    CHECK(light[0].width == doctest::Approx(light[1].width + 2 * outline_of(Theme::light)));
    CHECK(light[0].color == color_of(Theme::light, Role::text));
}

TEST_CASE("points in sight say what hovering them says") {
    const ink::Sheet sheet = sheet_of({Points{.at = {{0, 0}, {50, 0}, {1, 1}}, .hover = {"zero", "away", ""}}, {Polyline{{{-1, 0}, {-2, 0}}}, {}, "curve"}});
    std::vector<std::string> said;
    for (const auto& h : sheet.hovers) said.push_back(h.text);
    CHECK(said == std::vector<std::string>{"zero", "curve", "curve"});
    CHECK(sheet.hovers[0].at == Vec2(200, 200));
}

TEST_CASE("very many points are thinned where they fall on each other") {
    Points cloud;
    for (int i = 0; i < 400'000; ++i) cloud.at.push_back(Vec2(std::sin(i * 1.1), std::cos(i * 2.3)) * 0.2);
    const auto markers = all<ink::Markers>(sheet_of({cloud}));
    REQUIRE(markers.size() == 1);
    CHECK(markers[0].at.size() < 10'000);
    CHECK(markers[0].at.size() > 1'000);
}
