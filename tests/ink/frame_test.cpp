#include "ink/arrange.hpp"
#include "ink/clip.hpp"
#include "ink/frame.hpp"
#include "pictures.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ink;

TEST_CASE("to_math is the inverse of to_pixel, on linear and on logarithmic axes") {
    const unsigned seed = 21;
    CAPTURE(seed);
    test::RandomPictures random(seed);
    for (int i = 0; i < 2000; ++i) {
        PlotFrame frame{.id = {}, .area = {}, .outer = {}, .window = {}, .in_space = false, .x = random.coin() ? Ticks::linear : Ticks::logarithmic, .y = random.coin() ? Ticks::pi : Ticks::logarithmic};
        frame.area.lo = Vec2(random.number(0, 500), random.number(0, 500));
        frame.area.hi = frame.area.lo + Vec2(random.number(1, 2000), random.number(1, 2000));
        frame.window = {.automatic = false, .center = random.point(9), .half = Vec2(random.number(0.01, 20), random.number(0.01, 20))};
        const Vec2 pixel(random.number(frame.area.lo.x(), frame.area.hi.x()), random.number(frame.area.lo.y(), frame.area.hi.y()));
        CHECK((frame.to_pixel(frame.to_math(pixel)) - pixel).norm() < 1e-8);
        const Vec2 axis = frame.window.center + frame.window.half.cwiseProduct(random.point(1));
        const Vec2 math(frame.x == Ticks::logarithmic ? std::pow(10, axis.x()) : axis.x(), frame.y == Ticks::logarithmic ? std::pow(10, axis.y()) : axis.y());
        const Vec2 back = frame.to_math(frame.to_pixel(math));
        CHECK(((back - math).array() / (math.array().abs() + frame.window.half.array())).abs().maxCoeff() < 1e-11);
    }
}

TEST_CASE("the corners of the window are the corners of the area, y upwards") {
    PlotFrame frame{.id = {}, .area = {{10, 20}, {110, 70}}, .outer = {}, .window = {.automatic = false, .center = Vec2(1, 2), .half = Vec2(5, 3)}};
    CHECK(frame.to_pixel({-4, -1}) == Vec2(10, 70));
    CHECK(frame.to_pixel({6, 5}) == Vec2(110, 20));
    CHECK(frame.to_pixel({1, 2}) == frame.area.center());
    frame.x = Ticks::logarithmic;
    CHECK(frame.to_pixel({10, 2}) == frame.area.center());
    CHECK(std::isnan(frame.to_pixel({0, 2}).x()));
    CHECK(std::isnan(frame.to_pixel({-1, 2}).x()));
}

TEST_CASE("equal axes give both units the same length and show at least what the camera asks") {
    test::RandomPictures random(4);
    for (int i = 0; i < 300; ++i) {
        Plot plot{.id = "p"};
        plot.axes.equal = true;
        plot.camera = {.automatic = false, .center = random.point(), .half = Vec2(random.number(0.1, 9), random.number(0.1, 9))};
        const Box area{{0, 0}, {random.number(20, 900), random.number(20, 900)}};
        const Camera window = visible_window(plot, area);
        CHECK(window.half.x() / area.width() == doctest::Approx(window.half.y() / area.height()).epsilon(1e-12));
        CHECK(window.half.x() >= plot.camera.half.x() * (1 - 1e-12));
        CHECK(window.half.y() >= plot.camera.half.y() * (1 - 1e-12));
        CHECK(((window.half - plot.camera.half).array().abs() < 1e-9).any());
        CHECK(window.center == plot.camera.center);
        plot.axes.equal = false;
        CHECK(visible_window(plot, area).half == plot.camera.half);
    }
}

TEST_CASE("a camera without sense becomes the default one") {
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    for (const Camera& camera : {Camera{false, Vec2(nan, 0), Vec2(1, 1)}, Camera{false, Vec2(0, 0), Vec2(0, 1)}, Camera{false, Vec2(0, 0), Vec2(1, -1)}, Camera{false, Vec2(0, inf), Vec2(1, 1)}, Camera{false, Vec2(0, 0), Vec2(inf, 1)}, Camera{false, Vec2(0, 0), Vec2(1, nan)}}) {
        Plot plot{.id = "p"};
        plot.camera = camera;
        const Camera window = visible_window(plot, {{0, 0}, {100, 100}});
        CHECK(window.half == Camera{}.half);
        CHECK(!window.automatic);
    }
}

TEST_CASE("plots share the sheet without overlap, each with its share, nothing lost but the gaps") {
    test::RandomPictures random(6);
    for (int i = 0; i < 300; ++i) {
        Picture picture(static_cast<std::size_t>(random.integer(1, 7)));
        for (Plot& plot : picture) plot.share = random.number(0.3, 3), plot.axes.equal = random.coin();
        const Vec2 size(random.number(200, 2000), random.number(200, 2000));
        const auto boxes = arranged(picture, size, 10);
        REQUIRE(boxes.size() == picture.size());
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            CHECK(boxes[a].width() > 0);
            CHECK(boxes[a].height() > 0);
            CHECK(boxes[a].lo.minCoeff() >= 0);
            CHECK((size - boxes[a].hi).minCoeff() >= -1e-9);
            for (std::size_t b = 0; b < a; ++b) CHECK(!overlap(inflated(boxes[a], 4.9), inflated(boxes[b], 4.9)));
        }
    }
    // Shares within one row: widths; a wide sheet holds two square plots side by side, a high one stacks them.
    Picture two(2);
    two[0].axes.equal = two[1].axes.equal = true;
    two[0].share = 2;
    const auto wide = arranged(two, {1010, 400}, 10), high = arranged(two, {400, 1010}, 10);
    CHECK(wide[0].width() == doctest::Approx(2 * wide[1].width()));
    CHECK(wide[0].height() == wide[1].height());
    CHECK(high[0].height() == doctest::Approx(2 * high[1].height()));
    CHECK(high[0].width() == 400);
    // A share without sense counts as one.
    two[0].share = std::nan("");
    CHECK(arranged(two, {1010, 400}, 10)[0].width() == doctest::Approx(500));
}
