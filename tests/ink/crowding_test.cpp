// What is left out where there is no room for it: markers, names of points, legends, ticks, titles.
#include "ink/clip.hpp"
#include "pictures.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

using namespace eigenscope;
using namespace eigenscope::ink;
using test::all;
using test::plane;

namespace {

Sheet sheet_of(std::vector<Mark> marks, const Look& look = {}) { return lay_out({plane(std::move(marks), Frame::none)}, {400, 400}, look); }

// Gradient descent with step 0.19 on ½(x² + 10y²): the errors are multiplied by 0.81 and by −0.9.
std::vector<Vec2> zigzag(int steps) {
    std::vector<Vec2> points;
    for (int k = 0; k <= steps; ++k) points.emplace_back(3.6 * std::pow(0.81, k), 3.2 * std::pow(-0.9, k));
    return points;
}

// A walk along a parabola in steps of a third of a pixel.
std::vector<Vec2> crawl() {
    std::vector<Vec2> points;
    for (int k = 0; k < 2000; ++k) points.emplace_back(-3 + 0.003 * k, 0.3 * std::pow(-3 + 0.003 * k, 2));
    return points;
}

Points steps_of(std::vector<Vec2> at, Thinning thinning) {
    Points out{.at = std::move(at), .role = Role::series1, .radius = 4, .outline = 1.5, .thinning = thinning};
    for (std::size_t k = 0; k < out.at.size(); ++k) out.names.push_back(k > 0 ? std::to_string(k) : ""), out.hover.push_back("k = " + std::to_string(k));
    return out;
}

std::vector<Vec2> markers_of(const Sheet& sheet) {
    std::vector<Vec2> at;
    for (const Markers& markers : all<Markers>(sheet)) at.insert(at.end(), markers.at.begin(), markers.at.end());
    return at;
}

double nearest_two(const std::vector<Vec2>& points) {
    double least = 1e9;
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) least = std::min(least, (points[i] - points[j]).norm());
    return least;
}

std::set<std::string> texts_of(const Sheet& sheet) {
    std::set<std::string> said;
    for (const Text& text : all<Text>(sheet)) said.insert(text.utf8);
    return said;
}

}

TEST_CASE("a long run is a line in its colour: markers stand only where they can be told apart") {
    const std::vector<Vec2> walk = crawl();
    const Sheet sheet = sheet_of({Polyline{walk, {Role::series1, 2.5}}, steps_of(walk, Thinning::sequence)});
    CHECK(markers_of(sheet).empty());
    REQUIRE(!all<ink::Line>(sheet).empty());
    CHECK(all<ink::Line>(sheet).back().color == color_of(Theme::dark, Role::series1));
    CHECK(sheet.hovers.size() >= walk.size());
    // Steps of 40 px have a marker each; a cloud keeps all of its points.
    std::vector<Vec2> strides;
    for (int k = 0; k < 9; ++k) strides.emplace_back(-3.6 + 0.8 * k, 0.5);
    CHECK(markers_of(sheet_of({steps_of(strides, Thinning::sequence)})).size() == 9);
    CHECK(markers_of(sheet_of({steps_of(walk, Thinning::none)})).size() == walk.size());
}

TEST_CASE("no two markers of a path touch, whatever its shape, the theme and the scale") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        test::RandomPictures random(seed);
        std::vector<Vec2> path = random.coin(0.3) ? zigzag(60) : std::vector<Vec2>{random.point(4)};
        const double reach = std::pow(10, random.number(-2, 0.5));
        while (path.size() < 400) path.push_back(path.back() + random.point(reach));
        const Look look{.theme = static_cast<Theme>(random.integer(0, 2)), .scale = random.number(0.5, 2)};
        for (const Thinning thinning : {Thinning::sequence, Thinning::curve}) {
            const Sheet sheet = sheet_of({steps_of(path, thinning)}, look);
            for (const Markers& markers : all<Markers>(sheet)) CHECK(nearest_two(markers.at) > 2 * (markers.radius + markers.outline));
        }
    }
}

TEST_CASE("along a curve crowded markers become one now and then") {
    const auto at = markers_of(sheet_of({steps_of(crawl(), Thinning::curve)}));
    CHECK(at.size() >= 5);
    CHECK(at.size() <= 12);
    CHECK(nearest_two(at) > 40);
}

TEST_CASE("light changes neither how many markers there are nor where") {
    const Mark path{steps_of(zigzag(40), Thinning::sequence), "run1"};
    CHECK(markers_of(sheet_of({path})) == markers_of(sheet_of({path}, {.lit_term = "run1"})));
}

TEST_CASE("the numbers of a zig-zag stand beside their markers and thin out before they pile up") {
    const std::vector<Vec2> path = zigzag(60);
    const Sheet sheet = sheet_of({Polyline{path, {Role::series1, 2.5}}, steps_of(path, Thinning::sequence)});
    const auto shown = markers_of(sheet);
    std::set<std::string> said;
    std::vector<Vec2> centers;
    double height = 0;
    for (const LabelSpot& label : sheet.labels) {
        said.insert(label.text);
        centers.push_back(label.box.center());
        height = std::max(height, label.box.height());
        const Vec2 own = sheet.plots[0].to_pixel(path[std::stoul(label.text)]);
        CHECK((label.box.center() - own).norm() < 2 * label.box.height());
        CHECK(std::any_of(shown.begin(), shown.end(), [&](const Vec2& p) { return (p - own).norm() < 1e-9; }));
    }
    for (const char* first : {"1", "2", "3", "4"}) CHECK(said.count(first) == 1);
    CHECK(said.size() < 20);
    CHECK(said.count("50") == 0);
    CHECK(nearest_two(centers) >= 1.7 * height);
}

TEST_CASE("a legend never lies on a stroke that it names") {
    int shown = 0;
    for (unsigned seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        test::RandomPictures random(seed);
        Plot plot = plane({}, random.coin() ? Frame::box : Frame::none);
        plot.title = random.coin() ? "A title" : "";
        for (int i = 0; i < 3; ++i) {
            std::vector<Vec2> run = {random.point(4)};
            const double reach = std::pow(10, random.number(-2.5, 0));
            while (run.size() < 3000) run.push_back((run.back() + random.point(reach)).cwiseMin(4).cwiseMax(-4));
            plot.marks.push_back(Polyline{run, {series(static_cast<std::size_t>(i)), 2.5}});
            plot.legend.push_back({"Method " + std::to_string(i), {series(static_cast<std::size_t>(i)), 2.5}});
        }
        const Sheet sheet = lay_out({plot}, {random.number(200, 900), random.number(200, 700)}, {.theme = static_cast<Theme>(random.integer(0, 2))});
        for (const LabelSpot& label : sheet.labels) {
            if (label.text.find("Method") == std::string::npos) continue;
            ++shown;
            for (const Mark& mark : plot.marks) {
                const auto& run = std::get<Polyline>(mark.shape).points;
                int hits = 0;
                for (std::size_t i = 1; i < run.size(); ++i)
                    hits += clip_segment(sheet.plots[0].to_pixel(run[i - 1]), sheet.plots[0].to_pixel(run[i]), label.box).has_value();
                CHECK(hits == 0);
            }
        }
    }
    CHECK(shown > 40);
}

TEST_CASE("a small chart beside a plane keeps its title and two ticks on each axis") {
    Plot left = plane({}, Frame::none), right = plane({}, Frame::box);
    left.axes.equal = true;
    left.share = 1.3;
    right.title = "How fast f falls to f*";
    right.axes.x = {formula::italic("k"), Ticks::integer};
    right.axes.y = {formula::italic("f"), Ticks::logarithmic};
    right.camera = {.automatic = false, .center = {12, -2}, .half = {12.7, 3}};
    for (const Theme theme : {Theme::dark, Theme::light, Theme::projector})
        for (const Vec2& size : {Vec2(480, 360), Vec2(440, 300)}) {
            CAPTURE(size.x());
            CAPTURE(static_cast<int>(theme));
            const Sheet sheet = lay_out({left, right}, size, fitting({.theme = theme}, size));
            CHECK(texts_of(sheet).count(right.title) == 1);
            const Box &area = sheet.plots[1].area, &outer = sheet.plots[1].outer;
            int under = 0, beside = 0;
            for (const Text& text : all<Text>(sheet)) {
                if (text.glyphs.empty() || !outer.contains(text.glyphs.front().at)) continue;
                under += text.glyphs.front().at.y() > area.hi.y() && text.utf8.find_first_of("0123456789") != std::string::npos;
                beside += text.glyphs.front().at.x() < area.lo.x() && text.glyphs.front().at.y() > area.lo.y() && text.utf8.find("10") != std::string::npos;
                for (const auto& placed : text.glyphs) CHECK(outer.contains(placed.at));
            }
            CHECK(under >= 2);
            CHECK(beside >= 2);
        }
}

TEST_CASE("where there is little room captions go first, then legends, then ticks, and never the subject") {
    Plot plot = plane({Polyline{{{-1, -1}, {1, 1}}, {Role::series1, 2.5}}}, Frame::cross);
    plot.caption = "Step 0.43 is just below 2/L = 0.49: it zig-zags.";
    plot.legend = {{"Gradient descent", {Role::series1, 2.5}}};
    for (const Theme theme : {Theme::dark, Theme::projector}) {
        bool caption = true, legend = true, ticks = true;
        for (double side = 900; side > 40; side -= 20) {
            CAPTURE(side);
            const Vec2 size(1.4 * side, side);
            const Sheet sheet = lay_out({plot}, size, fitting({.theme = theme}, size));
            const auto has = [&](const std::string& text) { return std::any_of(sheet.labels.begin(), sheet.labels.end(), [&](const LabelSpot& l) { return l.text == text; }); };
            const auto said = texts_of(sheet);
            caption = caption && has(plot.caption);
            legend = legend && has("Gradient descent");
            ticks = ticks && said.count("2") + said.count("1") > 0;
            CHECK(has(plot.caption) <= has("Gradient descent"));
            CHECK(has("Gradient descent") <= (said.count("2") + said.count("1") > 0));
            CHECK(all<ink::Line>(sheet).size() >= 1);
        }
        CHECK_FALSE(caption);
        CHECK_FALSE(legend);
        CHECK_FALSE(ticks);
    }
}

TEST_CASE("over a narrow chart the legend keeps the entries that come first") {
    Plot plot = plane({}, Frame::box);
    plot.headline = test::named("P", 0.68);
    plot.legend = {{"density"}, {"compared: Cauchy"}, {"probability"}, {"500 samples"}};
    const auto said = [&](double width) {
        for (const LabelSpot& label : lay_out({plot}, {width, 500}, {}).labels)
            if (label.text.starts_with("density")) return label.text;
        return std::string();
    };
    CHECK(said(900) == "density; compared: Cauchy; probability; 500 samples");
    CHECK(said(260) == "density; compared: Cauchy");
    CHECK(said(110).empty());
}

TEST_CASE("of a low chart the caption goes before the data have less than a third of its height") {
    Plot chart = plane({Polyline{.points = {{-4, -4}, {4, 4}}, .stroke = {Role::series1, 2}}}, Frame::box);
    chart.title = "Title";
    chart.caption = "A sentence that is long enough to take two lines under a chart as narrow as this one.";
    chart.headline = formula::row({formula::italic("P"), formula::op("="), formula::number(0.5)});
    const auto share = [&](double height) {
        const Sheet sheet = lay_out({chart}, {420, height}, {});
        const auto& frame = sheet.plots.front();
        const bool said = std::any_of(sheet.labels.begin(), sheet.labels.end(), [&](const LabelSpot& label) { return label.text == chart.caption; });
        return std::pair(said, frame.area.height() / frame.outer.height());
    };
    CHECK(share(400).first);
    int without = 0;
    for (double height = 180; height <= 400; height += 10) {
        CAPTURE(height);
        const auto [said, of_it] = share(height);
        if (said) CHECK(of_it > 0.33);
        else without += 1;
    }
    CHECK(without > 1);
}

TEST_CASE("of a plot as low as the folded ones of a strip nothing is named that would lie on the whole") {
    const auto labels_at = [](double height) {
        const Label bare{.at = Vec2(1, 1), .text = formula::roman("230"), .chip = false}, chip{.at = Vec2(-2, -1), .text = formula::roman("b = 1")};
        return lay_out({plane({bare, chip}, Frame::none)}, {600, height}, {}).labels.size();
    };
    CHECK(labels_at(200) == 2);
    CHECK(labels_at(100) == 1);
    CHECK(labels_at(60) == 0);
}
