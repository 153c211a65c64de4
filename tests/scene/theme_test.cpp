#include "scene/theme.hpp"

#include "scene/color_science.hpp"

using namespace eigenscope;
namespace cs = color_science;

namespace {

constexpr std::array themes{Theme::dark, Theme::light, Theme::projector};

cs::Linear light_of(Theme theme, Role role) {
    const Rgba c = color_of(theme, role);
    return cs::linear(c.r, c.g, c.b);
}

double contrast_in_room(Theme theme, Role role, double lift) {
    return cs::ratio(cs::lifted(light_of(theme, role), lift), cs::lifted(light_of(theme, Role::background), lift));
}

std::string name(Theme theme, Role role) {
    return std::string(choices(theme)[static_cast<std::size_t>(theme)].key) + ", role " + std::to_string(static_cast<int>(role));
}

constexpr std::array words{Role::text, Role::muted, Role::good, Role::bad, Role::doubtful};
// Colours in which labels and the terms of formulas are set, large and bold.
constexpr std::array labels{Role::first, Role::second, Role::input, Role::output, Role::area, Role::negative, Role::eigen,
                            Role::gradient, Role::theory, Role::observed};
constexpr std::array marks{Role::ghost, Role::space, Role::axis};
constexpr std::array members{Role::series1, Role::series2, Role::series3, Role::series4, Role::series5, Role::series6};

}

// The 34 pairs of the paper's table 1 are published for exactly this purpose: these are the ones that reach every branch.
TEST_CASE("the colour difference of the tests is CIEDE2000") {
    struct Pair {
        cs::Lab p, q;
        double expected;
    };
    const std::vector<Pair> pairs{
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},     {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
        {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},     {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},                       {{50, -1, 2}, {50, 0, 0}, 2.3669},
        {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},  {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
        {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},  {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
        {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},                   {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {61, -5, 29}, 22.8977},                   {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
        {{50, 2.5, 0}, {58, 24, 15}, 19.4535},                   {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
        {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
        {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
        {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
        {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
        {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (const Pair& pair : pairs) {
        CAPTURE(pair.expected);
        CHECK(std::abs(cs::difference(pair.p, pair.q) - pair.expected) <= 5.1e-5);
        CHECK(cs::difference(pair.q, pair.p) == doctest::Approx(cs::difference(pair.p, pair.q)));
    }
}

TEST_CASE("contrast is the ratio of WCAG") {
    CHECK(contrast({1, 1, 1, 1}, {0, 0, 0, 1}) == doctest::Approx(21));
    CHECK(contrast({0, 0, 0, 1}, {1, 1, 1, 1}) == doctest::Approx(21));
    CHECK(contrast({1, 0, 0, 1}, {1, 0, 0, 1}) == 1);
    // #767676 is the lightest grey that passes 4.5:1 on white.
    CHECK(contrast({0x76 / 255.f, 0x76 / 255.f, 0x76 / 255.f, 1}, {1, 1, 1, 1}) >= 4.5);
    CHECK(contrast({0x77 / 255.f, 0x77 / 255.f, 0x77 / 255.f, 1}, {1, 1, 1, 1}) < 4.5);
    for (const Theme theme : themes)
        CHECK(contrast(color_of(theme, Role::text), color_of(theme, Role::background)) ==
              doctest::Approx(contrast_in_room(theme, Role::text, 0)));
}

TEST_CASE("words can be read in every theme, and on light grounds also in a lit room") {
    for (const Theme theme : themes)
        for (const Role role : words) {
            CAPTURE(name(theme, role));
            CHECK(contrast_in_room(theme, role, 0) >= 4.5);
            if (theme != Theme::dark) CHECK(contrast_in_room(theme, role, 0.1) >= 4.5);
        }
    CHECK(contrast_in_room(Theme::dark, Role::text, 0.1) >= 4.5);
}

TEST_CASE("coloured labels can be read; in a lit room they keep the contrast of large letters") {
    for (const Theme theme : themes)
        for (const Role role : labels) {
            CAPTURE(name(theme, role));
            CHECK(contrast_in_room(theme, role, 0) >= 4.5);
            if (theme != Theme::dark) CHECK(contrast_in_room(theme, role, 0.1) >= 3);
            if (theme == Theme::projector) CHECK(contrast_in_room(theme, role, 0.1) >= 4);
        }
}

TEST_CASE("letters of every role can be read on the ground and on a chip over anything, in every theme") {
    const std::array nothing_is_set_in_these{Role::background, Role::chip, Role::grid};
    for (const Theme theme : themes)
        for (int i = 0; i < role_count; ++i) {
            const Role role = static_cast<Role>(i);
            if (std::find(nothing_is_set_in_these.begin(), nothing_is_set_in_these.end(), role) != nothing_is_set_in_these.end()) continue;
            CAPTURE(name(theme, role));
            const Rgba c = type_color_of(theme, role), chip = color_of(theme, Role::chip);
            const cs::Linear letters = cs::linear(c.r, c.g, c.b);
            CHECK(c.a == 1);
            CHECK(cs::ratio(letters, light_of(theme, Role::background)) >= 4.5);
            for (const float under : {0.0f, 1.0f}) {
                // A chip over black in the dark theme, or white in a light one, is further from the letters than the ground is.
                const auto through = [&](float top) { return top * chip.a + under * (1 - chip.a); };
                CHECK(cs::ratio(letters, cs::linear(through(chip.r), through(chip.g), through(chip.b))) >= 4.5);
            }
            // Where a colour can be read as it is, letters have it.
            const bool as_it_is = contrast_in_room(theme, role, 0) >= 6.5;
            if (as_it_is) CHECK(c == color_of(theme, role));
        }
}

TEST_CASE("marks stand out, by themselves or by their outline; the grid recedes") {
    for (const Theme theme : themes) {
        const bool outlined = outline_of(theme) >= 1.5 && contrast_in_room(theme, Role::text, 0.1) >= 3;
        for (const Role role : marks) CHECK_MESSAGE(contrast_in_room(theme, role, 0) >= 3, name(theme, role));
        for (const Role role : members) CHECK_MESSAGE((outlined || contrast_in_room(theme, role, 0) >= 3), name(theme, role));
        CHECK(contrast_in_room(theme, Role::grid, 0) > 1.2);
        CHECK(contrast_in_room(theme, Role::grid, 0) < 2);
        CHECK(contrast_in_room(theme, Role::axis, 0) > contrast_in_room(theme, Role::grid, 0));
        CHECK(contrast_in_room(theme, Role::muted, 0) < contrast_in_room(theme, Role::text, 0));
    }
}

TEST_CASE("members of a list differ for all eyes, in the dark and in a lit room") {
    for (const Theme theme : themes)
        for (const double lift : {0.0, 0.1})
            for (const cs::Eye eye : cs::eyes)
                for (const Role p : members)
                    for (const Role q : members) {
                        if (!(p < q)) continue;
                        CAPTURE(name(theme, p));
                        CAPTURE(name(theme, q));
                        CAPTURE(static_cast<int>(eye));
                        CAPTURE(lift);
                        const auto look = [&](Role role) { return cs::lab(cs::lifted(cs::seen_by(eye, light_of(theme, role)), lift)); };
                        CHECK(cs::difference(look(p), look(q)) >= 10);
                    }
}

TEST_CASE("a colour of every role is whole, and chips let little through") {
    for (const Theme theme : themes)
        for (int i = 0; i < role_count; ++i) {
            const Rgba c = color_of(theme, static_cast<Role>(i));
            CAPTURE(name(theme, static_cast<Role>(i)));
            for (const float channel : {c.r, c.g, c.b}) CHECK((channel >= 0 && channel <= 1));
            CHECK(c.a >= (static_cast<Role>(i) == Role::chip ? 0.8f : 1.0f));
        }
    CHECK(color_of(Theme::light, Role::series1) == color_of(Theme::projector, Role::series1));
    CHECK(series(7) == Role::series2);
}

TEST_CASE("a projector gets more of everything") {
    CHECK(text_size_of(Theme::projector) > text_size_of(Theme::dark));
    CHECK(emphasis_of(Theme::projector) > emphasis_of(Theme::light));
    CHECK(outline_of(Theme::projector) > outline_of(Theme::light));
    CHECK(outline_of(Theme::dark) == 0);
}
