#include "compute/linear/exact3.hpp"
#include "compute/linear/path3.hpp"
#include "space.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numbers>

using namespace eigenscope;

namespace {

constexpr MapPath all_paths[] = {MapPath::polar, MapPath::flow, MapPath::svd, MapPath::entrywise};

}

TEST_CASE("space: every entry of the flow has its digits") {
    const auto rows = space_table("flow");
    CHECK(rows.size() >= 20);
    for (const SpaceRow& row : rows) {
        CAPTURE(row.text);
        const MapWay3 way = way_to(row.a(), MapPath::flow);
        REQUIRE(way.refusal.empty());
        const Mat3 m = matrix_at(way, row.at(0));
        for (int i = 0; i < 9; ++i) {
            const double reference = row.at(static_cast<std::size_t>(1 + i));
            CHECK(std::abs(m(i / 3, i % 3) - reference) <= 1e-15 * std::abs(reference));
        }
    }
}

TEST_CASE("space: the flow of what is defective, by hand") {
    const Mat3 shear{{1, 2, 0}, {0, 1, 0}, {0, 0, 1}}, jordan{{1, 1, 0}, {0, 1, 1}, {0, 0, 1}};
    CHECK((matrix_at(way_to(shear, MapPath::flow), 0.5) - Mat3{{1, 1, 0}, {0, 1, 0}, {0, 0, 1}}).norm() <= 1e-15);
    CHECK((matrix_at(way_to(jordan, MapPath::flow), 0.5) - Mat3{{1, 0.5, -0.125}, {0, 1, 0.5}, {0, 0, 1}}).norm() <= 1e-15);
    const Mat3 pair{{2, 1, 0}, {0, 2, 0}, {0, 0, 3}};
    const Mat3 half = matrix_at(way_to(pair, MapPath::flow), 0.5);
    CHECK((half * half - pair).norm() <= 2e-15);
}

TEST_CASE("space: all paths lead from I to A, without a jump at A, and are flat at the times they say") {
    RandomSpace random(51);
    for (int i = 0; i < matrices; ++i) {
        const Mat3 a = random.next();
        const double size = std::max(1.0, a.norm());
        CAPTURE(a);
        const MapWay3 polar = way_to(a, MapPath::polar);
        for (const MapPath path : all_paths) {
            if (path == MapPath::flow && i % 20 != 0) continue;
            MapWay3 way = polar;
            if (path == MapPath::flow) way = way_to(a, path);
            else way.path = path;
            CHECK(matrix_at(way, 0) == Mat3::Identity());
            CHECK(matrix_at(way, 1) == a);
            CHECK((matrix_at(way, 1 - 1e-12) - a).norm() <= 1e-9 * size);
            CHECK((matrix_at(way, 1e-12) - Mat3::Identity()).norm() <= 1e-9 * size);
            const std::vector<double> times = flat_times(way);
            CHECK(std::is_sorted(times.begin(), times.end()));
            CHECK((times.size() % 2 == 1) == (determinant(a) < 0));
            for (const double t : times) CHECK(svd(matrix_at(way, t)).ratio <= 1e-10);
        }
    }
}

TEST_CASE("space: the polar path is no flatter than its ends, swells no more, and A = R H") {
    RandomSpace random(52);
    for (int i = 0; i < matrices; ++i) {
        const Mat3 a = i % 2 == 0 ? random.next() : Mat3(random.turn() * Vec3(2, 2, i % 4 == 1 ? -2 : 1).asDiagonal() * random.turn());
        const MapWay3 way = way_to(a, MapPath::polar);
        CAPTURE(a);
        CHECK((rotation(way.polar.turn) * way.polar.stretch - a).norm() <= 1e-14 * a.norm());
        CHECK((way.polar.stretch - way.polar.stretch.transpose()).norm() <= 1e-14 * a.norm());
        const double t = random.number(0, 1);
        const Vec3 sigma = svd(matrix_at(way, t)).sigma;
        CHECK(sigma(0) <= std::max(1.0, way.decomposition.sigma(0)) * (1 + 1e-13));
        if (determinant(a) > 0) CHECK(sigma(2) >= std::min(1.0, way.decomposition.sigma(2)) * (1 - 1e-13));
        // No other flip turns less.
        if (determinant(a) < 0) {
            const Mat3 u = way.decomposition.u, v = way.decomposition.v;
            for (int k = 0; k < 3; ++k) {
                Vec3 signs = Vec3::Ones();
                signs(k) = -1;
                CHECK(way.polar.turn.angle <= turn_of(Mat3(u * signs.asDiagonal() * v.transpose())).angle + 1e-7);
            }
        }
    }
}

TEST_CASE("space: what is symmetric with one negative eigenvalue needs no turn, and a mirror after a turn leaves the turn") {
    CHECK(way_to(Mat3{{0, 1, 0}, {1, 0, 0}, {0, 0, 1}}, MapPath::polar).polar.turn == Turn{});
    CHECK(way_to(Mat3{{1, 2, 0}, {2, 1, 0}, {0, 0, 5}}, MapPath::polar).polar.turn == Turn{});
    const double c = std::cos(0.3), s = std::sin(0.3);
    const Polar3 polar = way_to(Mat3{{c, -s, 0}, {s, c, 0}, {0, 0, -1}}, MapPath::polar).polar;
    CHECK(polar.turn.angle == doctest::Approx(0.3).epsilon(1e-14));
    CHECK((polar.stretch - Mat3(Vec3(1, 1, -1).asDiagonal())).norm() <= 1e-14);
}

TEST_CASE("space: what has no flow says why") {
    const auto refusal = [](const Mat3& a) { return way_to(a, MapPath::flow).refusal; };
    CHECK(refusal(Mat3{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}) == "A flattens space, so it has no logarithm and no flow leads to it.");
    CHECK(refusal(Mat3{{0.1, 0.2, 0.3}, {0.3, 0.6, 0.9}, {1, 0, 0}}) ==
          "Rounding decides whether A flattens space, and so whether a flow leads to it.");
    CHECK(refusal(Mat3(Vec3(1, 2, -3).asDiagonal())) == "The eigenvalue −3.00 is negative and has no real powers, so no flow leads to A.");
    CHECK(refusal(Mat3(Vec3(-2, -2, 1).asDiagonal())) ==
          "Only a half turn leads to A by a flow, to the left as well as to the right, and flows are shown up to 135°.");
    const Mat3 far = rotation(Turn{Vec3::UnitX(), 2.6});
    CHECK(refusal(far) == "A turns by 149.0°, and beyond 135° the flow would swell on its way.");
    CHECK(way_to(far, MapPath::flow).path == MapPath::polar);
}

TEST_CASE("space: the turn of a rotation, near none and near a half turn too") {
    RandomSpace random(53);
    for (int i = 0; i < matrices; ++i) {
        const Vec3 n = random.point().normalized();
        const double small = std::pow(10, random.number(-12, 0));
        const double angle = i % 3 == 0 ? small : i % 3 == 1 ? std::numbers::pi - small : random.number(0, 3);
        const Turn turn = turn_of(rotation(Turn{n, angle}));
        CHECK(std::abs(turn.angle - angle) <= 1e-15 * 8);
        if (angle < 3.14) CHECK((turn.axis - n).norm() * angle <= 1e-14);
        CHECK(turn.axis.cross(n).norm() * angle <= 1e-14);
    }
}
