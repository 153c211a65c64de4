#include "scene/colormap.hpp"

#include "places.hpp"
#include "scene/color_science.hpp"

#include <cstdlib>
#include <limits>

using namespace eigenscope;
namespace cs = color_science;

namespace {

constexpr std::array sequential{Colormap::deep, Colormap::viridis, Colormap::cividis, Colormap::grey};
constexpr std::array all{Colormap::deep, Colormap::viridis, Colormap::cividis, Colormap::balance, Colormap::grey};

unsigned packed(Rgb c) {
    const auto byte = [](float v) { return static_cast<unsigned>(std::lround(255 * v)); };
    return byte(c.r) << 16 | byte(c.g) << 8 | byte(c.b);
}

double lightness(Rgb c, cs::Eye eye = cs::Eye::usual) { return cs::lab(cs::seen_by(eye, cs::linear(c.r, c.g, c.b))).L; }

}

// The published tables' own values (matplotlib 3.6.3, _cm_listed.py, times 255, rounded).
TEST_CASE("viridis and cividis are the published ones") {
    CHECK(packed(colors(Colormap::viridis)[0]) == 0x440154);
    CHECK(packed(colors(Colormap::viridis)[64]) == 0x3b528b);
    CHECK(packed(colors(Colormap::viridis)[128]) == 0x21918c);
    CHECK(packed(colors(Colormap::viridis)[192]) == 0x5ec962);
    CHECK(packed(colors(Colormap::viridis)[255]) == 0xfde725);
    CHECK(packed(colors(Colormap::cividis)[0]) == 0x00224e);
    CHECK(packed(colors(Colormap::cividis)[128]) == 0x7d7c78);
    CHECK(packed(colors(Colormap::cividis)[255]) == 0xfee838);
}

TEST_CASE("sequential maps grow lighter all the way, for all eyes") {
    for (const Colormap map : sequential)
        for (const cs::Eye eye : cs::eyes) {
            CAPTURE(static_cast<int>(map));
            CAPTURE(static_cast<int>(eye));
            const auto table = colors(map);
            // 8 bits a channel round lightness by up to half a unit; a stride of eight entries is well above that.
            for (std::size_t i = 8; i < 256; ++i) CHECK(lightness(table[i], eye) > lightness(table[i - 8], eye));
            CHECK(lightness(table[255], eye) - lightness(table[0], eye) > 50);
        }
}

TEST_CASE("our own maps take even steps of lightness") {
    for (const Colormap map : {Colormap::deep, Colormap::grey}) {
        const auto table = colors(map);
        for (std::size_t i = 32; i < 256; i += 32) {
            const double share = (lightness(table[i]) - lightness(table[0])) / (lightness(table[255]) - lightness(table[0]));
            CHECK(std::abs(share - static_cast<double>(i) / 255) < 0.04);
        }
    }
    for (const Rgb& c : colors(Colormap::grey)) CHECK((c.r == c.g && c.g == c.b));
}

TEST_CASE("the diverging map is lightest in the middle and even on both sides, for all eyes") {
    const auto table = colors(Colormap::balance);
    for (const cs::Eye eye : cs::eyes) {
        for (std::size_t i = 8; i < 128; ++i) {
            CHECK(lightness(table[i], eye) > lightness(table[i - 8], eye));
            CHECK(lightness(table[255 - i], eye) > lightness(table[263 - i], eye));
        }
        const auto look = [&](std::size_t i) { return cs::lab(cs::seen_by(eye, cs::linear(table[i].r, table[i].g, table[i].b))); };
        CHECK(cs::difference(look(32), look(223)) > 20);
    }
    for (std::size_t i = 0; i < 128; ++i) CHECK(std::abs(lightness(table[i]) - lightness(table[255 - i])) < 4);
}

TEST_CASE("color_at meets the table, runs straight in between and is safe outside") {
    for (const Colormap map : all) {
        const auto table = colors(map);
        CHECK(color_at(map, 0) == table[0]);
        CHECK(color_at(map, 1) == table[255]);
        CHECK(color_at(map, -3) == table[0]);
        CHECK(color_at(map, 1e300) == table[255]);
        CHECK(color_at(map, std::numeric_limits<double>::infinity()) == table[255]);
        CHECK(color_at(map, std::numeric_limits<double>::quiet_NaN()) == table[0]);
        for (std::size_t i = 0; i + 1 < 256; ++i) {
            const Rgb mid = color_at(map, (static_cast<double>(i) + 0.5) / 255);
            CHECK(mid.g == doctest::Approx((table[i].g + table[i + 1].g) / 2).epsilon(1e-5));
        }
        float most = 0;
        for (int i = 1; i <= 10'000; ++i) {
            const Rgb a = color_at(map, (i - 1) / 1e4), b = color_at(map, i / 1e4);
            most = std::max({most, std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
        }
        CHECK(most < 255.0f / 1e4f * 10 / 255);                                // at most 10 of 255 from entry to entry
    }
}

TEST_CASE("the tables are what their script writes") {
    if (std::system("python3 -c '' 2>/dev/null") != 0) {
        MESSAGE("no python3 here: not compared");
        return;
    }
    const std::string source = source_folder();
    const std::string command = "python3 '" + source + "/scripts/colormaps.py' | cmp -s - '" + source + "/src/scene/colormap_tables.inc'";
    CHECK(std::system(command.c_str()) == 0);
}
