#include "scene/camera.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace eigenscope;

namespace {

bool holds(const Camera& camera, const Vec2& p) {
    return ((p - camera.center).cwiseAbs().array() <= camera.half.array() * (1 + 1e-12)).all();
}

}

TEST_CASE("fit holds every point, with its margin, in a window not much too large") {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> size(-6, 6), place(-1, 1);
    for (int trial = 0; trial < 5'000; ++trial) {
        CAPTURE(trial);
        const double scale = std::pow(10.0, size(random));
        std::vector<Vec2> points;
        for (int i = 0; i < 6; ++i) points.emplace_back(scale * place(random) + 3 * scale, place(random));
        const Camera camera = fit(points, 0.1);
        REQUIRE_FALSE(camera.automatic);
        Vec2 lo = points[0], hi = points[0];
        for (const Vec2& p : points) {
            REQUIRE(holds(camera, p));
            lo = lo.cwiseMin(p);
            hi = hi.cwiseMax(p);
        }
        const Vec2 extent = (hi - lo) / 2;
        for (int i = 0; i < 2; ++i) {
            REQUIRE(camera.half[i] >= 1.1 * extent[i]);
            REQUIRE(camera.half[i] <= 1.1 * extent[i] * 8 / 7 * 5 / 3 + 1e-9);    // the widest step is from 3 to 5
        }
        const Camera same = fit(points, 0.1, true);
        REQUIRE(same.half.x() == same.half.y());
        for (const Vec2& p : points) REQUIRE(holds(same, p));
    }
}

TEST_CASE("fit moves in steps: a point that wanders does not make the window tremble") {
    int changes = 0;
    Camera last = fit({Vec2(-1, -1), Vec2(1, 1)});
    for (int i = 1; i <= 1000; ++i) {
        const double t = 1 + i * 1e-3;
        const Camera now = fit({Vec2(-1, -1), Vec2(t, 1)});
        changes += !(now == last);
        last = now;
    }
    CHECK(changes <= 6);
}

TEST_CASE("fit_around keeps its centre") {
    const Camera camera = fit_around(Vec2(1, 2), {Vec2(4, 2), Vec2(0, 0)}, 0.1);
    CHECK(camera.center == Vec2(1, 2));
    CHECK(camera.half == Vec2(5, 5));
    CHECK(fit_around(Vec2::Zero(), {}).half == Vec2(4, 4));
}

TEST_CASE("fit is at home with one point, no point and broken points") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    CHECK(fit({}).half == Vec2(4, 4));
    CHECK(fit({Vec2(nan, 1), Vec2(0, inf)}).half == Vec2(4, 4));
    const Camera one = fit({Vec2(3, 0)});
    CHECK(holds(one, Vec2(3, 0)));
    CHECK(one.half.x() >= 1.5);
    CHECK(fit({Vec2(-1, -1), Vec2(nan, 0), Vec2(1, 1)}) == fit({Vec2(-1, -1), Vec2(1, 1)}));
    const Camera huge = fit({Vec2(-1e300, 0), Vec2(1e300, 0)});
    CHECK(huge.half.allFinite());
    CHECK(huge.half.maxCoeff() <= 1e12);
}
