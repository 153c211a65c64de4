#include "ink/clip.hpp"
#include "pictures.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ink;
using test::all;
using test::plane;

namespace {

// Everything of a sheet that can be compared, as numbers and texts.
std::pair<std::vector<double>, std::vector<std::string>> fingerprint(const Sheet& sheet) {
    std::vector<double> numbers = {sheet.size.x(), sheet.size.y(), static_cast<double>(sheet.strokes.size()), static_cast<double>(sheet.rejected)};
    std::vector<std::string> texts;
    test::each_point(sheet, [&](const Vec2& p) { numbers.insert(numbers.end(), {p.x(), p.y()}); });
    for (const auto& t : all<Text>(sheet)) texts.push_back(t.utf8), numbers.push_back(t.size), numbers.push_back(t.color.r);
    for (const auto& l : sheet.labels) texts.push_back(l.text);
    return {numbers, texts};
}

const PlotFrame* frame_with(const Sheet& sheet, const Vec2& p) {
    for (const auto& plot : sheet.plots)
        if (plot.outer.contains(p)) return &plot;
    return nullptr;
}

}

TEST_CASE("a sheet without room or without plots is a background only") {
    const double nan = std::nan("");
    for (const Vec2& size : {Vec2(0, 0), Vec2(-5, 10), Vec2(nan, 100), Vec2(100, nan), Vec2(std::numeric_limits<double>::infinity(), 3)}) {
        const Sheet sheet = lay_out({Plot{.id = "p"}}, size, {});
        CHECK(sheet.strokes.empty());
        CHECK(sheet.size == Vec2::Zero());
        CHECK(sheet.background == color_of(Theme::dark, Role::background));
    }
    CHECK(lay_out({}, {300, 200}, {}).strokes.empty());
    CHECK(lay_out({}, {300, 200}, {}).size == Vec2(300, 200));
}

TEST_CASE("any picture fits any sheet at any scale: finite, in sight, labels apart") {
    const unsigned seed = 2026;
    for (unsigned i = 0; i < 400; ++i) {
        CAPTURE(seed + i);
        test::RandomPictures random(seed + i);
        const Picture picture = random.picture();
        const Vec2 size(random.coin(0.1) ? random.number(1, 60) : random.number(60, 1600), random.coin(0.1) ? random.number(1, 60) : random.number(60, 1200));
        const double scales[] = {0.5, 1, 1.5, 2, 3, 0, -1, std::nan(""), 1e300};
        const Look look{.theme = static_cast<Theme>(random.integer(0, 2)), .scale = scales[random.integer(0, 8)]};
        const Sheet sheet = lay_out(picture, size, look);
        REQUIRE(sheet.plots.size() == picture.size());
        CHECK(sheet.rejected == 0);
        test::each_point(sheet, [](const Vec2& p) { REQUIRE(p.cwiseAbs().maxCoeff() <= limits::pixel); });
        for (std::size_t a = 0; a < sheet.labels.size(); ++a) {
            const Box& box = sheet.labels[a].box;
            const PlotFrame* frame = frame_with(sheet, box.center());
            REQUIRE(frame);
            // Only a chart's caption and what is over it stand outside of its coordinate system.
            const bool beyond = box.lo.y() > frame->area.hi.y() || box.hi.y() < frame->area.lo.y();
            CHECK((inside(box, frame->area) || (inside(box, frame->outer) && beyond)));
            for (std::size_t b = 0; b < a; ++b) CHECK(!overlap(box, sheet.labels[b].box));
        }
        for (const auto& spot : sheet.handles) CHECK(sheet.plots[spot.plot].area.contains(spot.at));
        for (const auto& spot : sheet.hovers) CHECK(sheet.plots[spot.plot].area.contains(spot.at));
        for (const auto& plot : sheet.plots) {
            CHECK(plot.area.width() >= 1);
            CHECK(plot.area.height() >= 1);
            CHECK(!plot.window.automatic);
        }
    }
}

TEST_CASE("the same picture gives the same sheet") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        const Picture picture = test::RandomPictures(seed).picture();
        CHECK(fingerprint(lay_out(picture, {640, 480}, {})) == fingerprint(lay_out(picture, {640, 480}, {})));
    }
}

TEST_CASE("clips are opened and lifted in pairs, and lie within the sheet") {
    const Sheet sheet = lay_out(test::RandomPictures(3).picture(), {640, 480}, {});
    bool open = false;
    for (const Clip& clip : all<Clip>(sheet)) {
        CHECK(open != clip.box.has_value());
        open = clip.box.has_value();
        if (clip.box) CHECK(inside(*clip.box, {{0, 0}, {640, 480}}));
    }
    CHECK(!open);
}

TEST_CASE("the scale drives every piece of type, every line and every chip") {
    Plot plot = plane({Polyline{{{0, 0}, {1, 1}}}, Arrow{{0, 0}, {-2, -2}, {}, test::named("a", 1)}, Label{{1, 2}, formula::words("here")}, Handle{1, {2, -1}}}, Frame::box);
    plot.title = "Title";
    plot.caption = "What there is to see.";
    plot.corner = test::named("A", 1.5);
    plot.legend = {{"theory"}};
    const Sheet one = lay_out({plot}, {800, 600}, {}), two = lay_out({plot}, {1600, 1200}, {.scale = 2});
    const auto small = all<Text>(one), large = all<Text>(two);
    REQUIRE(small.size() == large.size());
    for (std::size_t i = 0; i < small.size(); ++i) {
        CHECK(small[i].utf8 == large[i].utf8);
        CHECK(large[i].size == doctest::Approx(2 * small[i].size));
    }
    REQUIRE(one.labels.size() == two.labels.size());
    for (std::size_t i = 0; i < one.labels.size(); ++i) {
        CHECK(two.labels[i].box.width() >= 1.9 * one.labels[i].box.width());
        CHECK(two.labels[i].box.height() >= 1.9 * one.labels[i].box.height());
    }
    for (std::size_t i = 0; i < all<ink::Line>(one).size(); ++i) CHECK(all<ink::Line>(two)[i].width == doctest::Approx(2 * all<ink::Line>(one)[i].width));
    for (std::size_t i = 0; i < all<Markers>(one).size(); ++i) CHECK(all<Markers>(two)[i].radius == doctest::Approx(2 * all<Markers>(one)[i].radius));
    // The projector's type is larger still.
    CHECK(all<Text>(lay_out({plot}, {1600, 1200}, {.theme = Theme::projector}))[0].size > 1.5 * small[0].size);
}

TEST_CASE("a title takes room only where there is one") {
    Plot plot = plane({});
    CHECK(lay_out({plot}, {400, 300}, {}).plots[0].area == Box{{0, 0}, {400, 300}});
    plot.title = "Convergence";
    const Sheet sheet = lay_out({plot}, {400, 300}, {});
    CHECK(sheet.plots[0].area.lo.y() > 14);
    CHECK(all<Text>(sheet)[0].utf8 == "Convergence");
}

TEST_CASE("a boxed plot has its tick labels outside of its area and inside of the sheet") {
    for (const Ticks kind : {Ticks::linear, Ticks::logarithmic, Ticks::integer, Ticks::pi}) {
        Plot plot = plane({}, Frame::box);
        plot.axes.x.ticks = plot.axes.y.ticks = kind;
        const Sheet sheet = lay_out({plot}, {500, 400}, {});
        const Box area = sheet.plots[0].area;
        const auto texts = all<Text>(sheet);
        CHECK(texts.size() >= 6);
        for (const auto& text : texts) {
            CHECK(!area.contains(text.glyphs[0].at));
            for (const auto& placed : text.glyphs) CHECK(Box{{0, 0}, {500, 400}}.contains(placed.at));
        }
    }
}

TEST_CASE("a chart's caption stands under its axes") {
    Plot plot = plane({}, Frame::box);
    plot.caption = "348 of 500 samples (69.6 %) lie between a and b; the law says 68.27 %.";
    const Sheet sheet = lay_out({plot}, {600, 400}, {});
    REQUIRE(sheet.labels.size() == 1);
    CHECK(sheet.labels[0].box.lo.y() > sheet.plots[0].area.hi.y() + 11);
    CHECK(sheet.labels[0].box.hi.y() <= 400);
    CHECK(lay_out({plot}, {600, 100}, {}).labels.empty());
}

TEST_CASE("a headline stands over a chart whatever its size, and moves nothing when its numbers change") {
    Plot plot = plane({}, Frame::box);
    plot.title = "Normal";
    plot.legend = {{"density"}, {"500 samples"}};
    plot.note = formula::row({formula::italic("f"), formula::op("="), formula::fraction(formula::number(1), formula::italic("σ"))});
    for (const Theme theme : {Theme::dark, Theme::projector})
        for (const Vec2& size : {Vec2(960, 640), Vec2(480, 360), Vec2(480, 240), Vec2(260, 240)}) {
            std::optional<Box> area;
            for (const double p : {0.6827, 6.2e-16}) {
                plot.headline = formula::row({formula::italic("P"), formula::fence(formula::italic("A")), formula::op("="), formula::number(p, 4)});
                const Sheet sheet = lay_out({plot}, size, {.theme = theme});
                const auto said = [&](const std::string& text) { return std::any_of(sheet.labels.begin(), sheet.labels.end(), [&](const LabelSpot& l) { return l.text == text; }); };
                CHECK(said(plain(plot.headline)));
                CHECK((size.x() < 300 || theme == Theme::projector || said("density; 500 samples")));
                for (const LabelSpot& label : sheet.labels) CHECK(label.box.hi.y() < sheet.plots[0].area.lo.y());
                CHECK((!area || *area == sheet.plots[0].area));
                area = sheet.plots[0].area;
            }
        }
}

TEST_CASE("an axis has no ticks below where its values begin, and three where they fit") {
    Plot plot = plane({}, Frame::box);
    plot.camera.center = {0, 0};
    plot.camera.half = {4.4, 1};
    const auto said = [&] {
        std::vector<std::string> texts;
        for (const auto& text : all<Text>(lay_out({plot}, {300, 400}, {}))) texts.push_back(text.utf8);
        return texts;
    };
    const auto has = [](const std::vector<std::string>& texts, std::string_view wanted) { return std::find(texts.begin(), texts.end(), wanted) != texts.end(); };
    CHECK(has(said(), "−0.5"));
    plot.axes.y.from = 0;
    CHECK_FALSE(has(said(), "−0.5"));
    CHECK(has(said(), "0.5"));
    // Steps of 1, 2, 5 jump from five ticks to one here.
    for (const char* label : {"−4", "−2", "0", "2", "4"}) CHECK(has(said(), label));
}

TEST_CASE("a label that slides keeps its height, and makes way along it") {
    std::vector<Mark> marks = {Polyline{{{-4, 1}, {4, 1}}}};
    for (const double x : {0.0, 0.2, 0.4}) marks.push_back(Label{.at = {x, 1}, .text = test::named("x", x), .anchor = Anchor::center, .slides = true});
    const Sheet sheet = lay_out({plane(marks, Frame::none)}, {600, 400}, {});
    REQUIRE(sheet.labels.size() == 3);
    for (const LabelSpot& label : sheet.labels) CHECK(label.box.center().y() == doctest::Approx(sheet.plots[0].to_pixel({0, 1}).y()));
    CHECK(sheet.labels[1].box.lo.x() > sheet.labels[0].box.hi.x());
    CHECK_FALSE(overlap(sheet.labels[2].box, sheet.labels[1].box));
}

TEST_CASE("a label that would hide the plot says its name alone; one without a value stays whole") {
    const auto width_in = [](const Formula& text, double side) {
        const Sheet sheet = lay_out({plane({Label{.at = {0.5, 0.5}, .text = text}})}, {side, side}, {});
        REQUIRE(sheet.labels.size() == 1);
        return sheet.labels[0].box.width();
    };
    const Formula value = test::named("a", -123.45);
    CHECK(width_in(value, 200) < 0.5 * width_in(value, 800));
    CHECK(width_in(value, 200) == doctest::Approx(width_in(formula::italic("a"), 200)));
    const Formula pairs = formula::row({formula::words("m = 0, "), formula::italic("s"), formula::op("="), formula::number(1)});
    for (const Formula& whole : {formula::words("area −123.45"), pairs}) CHECK(width_in(whole, 200) == doctest::Approx(width_in(whole, 800)));
}

TEST_CASE("charts above each other have their sides in line, beside each other their floors") {
    Plot wide = plane({}, Frame::box), plain = plane({}, Frame::box);
    wide.camera.center.y() = 123456;
    wide.axes.x.label = formula::words("a long name");
    const Sheet stacked = lay_out({wide, plain}, {500, 700}, {}), beside = lay_out({wide, plain}, {1300, 350}, {});
    REQUIRE(stacked.plots[0].outer.lo.x() == stacked.plots[1].outer.lo.x());
    CHECK(stacked.plots[0].area.lo.x() == stacked.plots[1].area.lo.x());
    CHECK(stacked.plots[0].area.hi.x() == stacked.plots[1].area.hi.x());
    REQUIRE(beside.plots[0].outer.lo.y() == beside.plots[1].outer.lo.y());
    CHECK(beside.plots[0].area.hi.y() == beside.plots[1].area.hi.y());
    CHECK(beside.plots[0].area.lo.x() - beside.plots[0].outer.lo.x() > beside.plots[1].area.lo.x() - beside.plots[1].outer.lo.x() + 20);
}

TEST_CASE("where angles matter the grid is square") {
    test::RandomPictures random(14);
    for (int i = 0; i < 100; ++i) {
        Plot plot = plane({});
        plot.axes.equal = true;
        plot.camera = {.automatic = false, .center = random.point(), .half = Vec2::Constant(random.number(0.5, 30))};
        const Sheet sheet = lay_out({plot}, {random.number(300, 1200), random.number(300, 1200)}, {});
        std::vector<double> x, y;
        const auto grid = all<ink::Segments>(sheet).at(0);
        for (const auto& [a, b] : grid.segments) (a.x() == b.x() ? x : y).push_back(a.x() == b.x() ? a.x() : a.y());
        REQUIRE(x.size() >= 2);
        REQUIRE(y.size() >= 2);
        CHECK(std::abs((x[1] - x[0]) - std::abs(y[1] - y[0])) <= 2);     // lines stand on whole pixels
    }
}

TEST_CASE("grid lines stand at the ticks") {
    const Sheet sheet = lay_out({plane({})}, {400, 400}, {});
    const auto segments = all<ink::Segments>(sheet);
    REQUIRE(!segments.empty());
    bool zero = false;
    for (const auto& [a, b] : segments[0].segments) {
        const double pixel = a.x() == b.x() ? a.x() : a.y(), value = (pixel - 200) / 50;
        CHECK(std::abs(value - std::round(value)) < 0.02);       // whole numbers, to the half pixel of crispness
        zero = zero || std::abs(value) < 0.02;
    }
    CHECK(zero);
}

TEST_CASE("handles are reported where they are drawn, large when hot, at the edge when out of sight, none on paper") {
    const Plot plot = plane({Handle{7, {1, 1}, Role::first, "first"}, Handle{8, {50, 0}, Role::second}, Handle{9, {2, 0}, Role::area, "a", Handle::Shape::vertical}}, Frame::none);
    const Sheet sheet = lay_out({plot}, {400, 400}, {});
    REQUIRE(sheet.handles.size() == 3);
    CHECK(sheet.handles[0].at == Vec2(250, 150));
    CHECK(sheet.handles[0].handle.name == "first");
    CHECK(sheet.handles[1].at.x() < 400);
    CHECK(sheet.handles[1].at.x() > 380);
    CHECK(sheet.handles[2].at.x() == 300);
    const auto halo = [](const Sheet& s) { return all<Markers>(s)[0]; };
    const Sheet hot = lay_out({plot}, {400, 400}, {.hot_handle = std::pair<std::size_t, int>(0, 7)});
    const Sheet held = lay_out({plot}, {400, 400}, {.held_handle = std::pair<std::size_t, int>(0, 7)});
    CHECK(halo(sheet).radius >= 11);
    CHECK(halo(hot).radius > halo(sheet).radius);
    CHECK(halo(held).radius > halo(hot).radius);
    CHECK(halo(held).color.a > halo(sheet).color.a);
    const Sheet paper = lay_out({plot}, {400, 400}, {.show_handles = false});
    CHECK(paper.handles.empty());
    CHECK(all<Markers>(paper).empty());
    // The line of a vertical handle says where something is: it stays on paper, without the grip.
    const auto upright_at_300 = [](const Sheet& s) {
        const auto lines = all<ink::Line>(s);
        return std::any_of(lines.begin(), lines.end(), [](const ink::Line& line) { return line.points.size() == 2 && line.points[0].x() == 300 && line.points[1].x() == 300; });
    };
    CHECK(upright_at_300(sheet));
    CHECK(upright_at_300(paper));
}

TEST_CASE("labels keep off the strokes where there is room") {
    const unsigned seed = 77;
    test::RandomPictures random(seed);
    int crossed = 0, placed = 0;
    for (int i = 0; i < 60; ++i) {
        const Vec2 through = random.point(2), direction = random.point();
        const Sheet sheet = lay_out({plane({eigenscope::Line{through, direction, {}, test::named("l", 1)}}, Frame::none)}, {400, 400}, {});
        for (const auto& label : sheet.labels) {
            ++placed;
            const auto& frame = sheet.plots[0];
            crossed += clip_line(frame.to_pixel(through), Vec2(direction.x(), -direction.y()), label.box).has_value();
        }
    }
    CAPTURE(seed);
    CHECK(placed == 60);
    CHECK(crossed == 0);
}

TEST_CASE("of labels at one point each finds its own place, and no more are shown than fit") {
    std::vector<Mark> marks;
    for (int i = 0; i < 60; ++i) marks.push_back(Label{{0, 0}, test::named("x", i)});
    const Sheet few = lay_out({plane(std::vector<Mark>(marks.begin(), marks.begin() + 8), Frame::none)}, {400, 400}, {});
    CHECK(few.labels.size() == 8);
    const Sheet many = lay_out({plane(marks, Frame::none)}, {200, 100}, {});
    CHECK(many.labels.size() >= 3);
    CHECK(many.labels.size() < 60);
}

TEST_CASE("furniture gives way: formula and caption shrink, then go, before they hide the picture") {
    Plot plot = plane({});
    plot.corner = formula::row({formula::italic("A"), formula::op("="), formula::matrix(2, {formula::number(1), formula::number(2), formula::number(3), formula::number(4)})});
    plot.caption = "Areas grow by 1.44. Two directions keep their line; all others turn.";
    std::size_t before = 3;
    for (const Vec2& size : {Vec2(900, 700), Vec2(300, 200), Vec2(80, 60), Vec2(30, 20)}) {
        const Sheet sheet = lay_out({plot}, size, {});
        for (const auto& label : sheet.labels) CHECK(label.box.width() * label.box.height() <= 0.16 * size.x() * size.y());
        CHECK(sheet.labels.size() <= before);
        before = sheet.labels.size();
    }
    CHECK(lay_out({plot}, {900, 700}, {}).labels.size() == 2);
    CHECK(before == 0);
}

TEST_CASE("where two formulas do not fit, the one that does is set") {
    Plot plot = plane({}, Frame::none);
    plot.corner = formula::words(std::string(60, 'w'));
    plot.note = test::named("A", 1.5);
    CHECK(lay_out({plot}, {1600, 900}, {}).labels.at(0).text == plain(plot.corner) + "; " + plain(plot.note));
    CHECK(lay_out({plot}, {400, 300}, {}).labels.at(0).text == plain(plot.note));
    std::swap(plot.corner, plot.note);
    CHECK(lay_out({plot}, {400, 300}, {}).labels.at(0).text == plain(plot.corner));
}

TEST_CASE("a colour bar has its strip and its ticks at the right") {
    Plot plot = plane({}, Frame::none);
    plot.scales = {{"f", Colormap{}, -1, 1}};
    const Sheet sheet = lay_out({plot}, {500, 400}, {});
    const auto rasters = all<Raster>(sheet);
    REQUIRE(rasters.size() == 1);
    CHECK(rasters[0].box.lo.x() > sheet.plots[0].area.hi.x());
    CHECK(rasters[0].box.hi.x() < 500);
    std::vector<std::string> said;
    for (const auto& text : all<Text>(sheet)) said.push_back(text.utf8);
    CHECK(std::find(said.begin(), said.end(), "0") != said.end());
    plot.scales = {{"f", Colormap{}, 1, 1}};
    CHECK(all<Raster>(lay_out({plot}, {500, 400}, {})).empty());
}
