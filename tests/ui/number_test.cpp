#include "ui/widgets.hpp"

#include <cmath>
#include <limits>
#include <random>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

const NumberRange ranges[] = {{0, 1, Scale::linear, false}, {-10, 10, Scale::linear, false}, {1e-5, 10, Scale::logarithmic, false},
                              {0, 1e7, Scale::logarithmic, true}, {1, 10'000, Scale::logarithmic, true}, {0, 0.9999, Scale::linear, false}};

}

TEST_CASE("a slider's place and its value say the same") {
    for (const NumberRange& range : ranges)
        for (int i = 0; i <= 200; ++i) {
            const double t = i / 200.0, x = from_slider(t, range);
            CAPTURE(range.hi);
            CAPTURE(t);
            CHECK(std::abs(to_slider(x, range) - t) < 1e-9);
            CHECK((x >= range.lo - 1e-12 * std::abs(range.hi) && x <= range.hi + 1e-12 * std::abs(range.hi)));
        }
}

TEST_CASE("places rise with values and stay on the slider") {
    for (const NumberRange& range : ranges) {
        CHECK(to_slider(range.lo, range) == 0);
        CHECK(to_slider(range.hi, range) == doctest::Approx(1).epsilon(1e-12));
        CHECK(to_slider(range.lo - 5, range) == 0);
        CHECK(to_slider(range.hi * 3 + 1, range) == 1);
        for (int i = 0; i < 100; ++i) CHECK(from_slider((i + 1) / 100.0, range) > from_slider(i / 100.0, range));
    }
    CHECK(to_slider(3, {2, 2, Scale::linear, false}) == 0);
    CHECK(to_slider(std::numeric_limits<double>::quiet_NaN(), ranges[0]) == 0);
}

TEST_CASE("a cell shows as 0 what is rounding beside the other entries, and a small number that is none as it is") {
    CHECK(text_of(6.1e-17, {.negligible = 9e-16}) == "0.00");
    CHECK(text_of(-6.1e-17, {.negligible = 9e-16}) == "0.00");
    CHECK(text_of(-6.1e-17, {}) == "−6.1e-17");
    CHECK(text_of(0, {}) == "0.00");
}

TEST_CASE("a pulled slider gives short decimals, less than a pixel away") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> unit(0, 1);
    for (const NumberRange& range : ranges) {
        if (range.whole) continue;
        for (int i = 0; i < 500; ++i) {
            const double t = unit(random), x = slider_rounded(from_slider(t, range), range, 250);
            CAPTURE(x);
            CHECK(std::abs(to_slider(x, range) - t) <= 1.0 / 250);
            // The same number as text with few digits.
            char text[32];
            std::snprintf(text, sizeof text, "%.5g", x);
            CHECK(std::strtod(text, nullptr) == x);
        }
    }
}

TEST_CASE("a value is brought inside, and made whole where it must be") {
    CHECK(within(3.7, {0, 10, Scale::linear, true}) == 4);
    CHECK(within(12, {0, 10, Scale::linear, false}) == 10);
    CHECK(within(-1, {0, 10, Scale::linear, false}) == 0);
}

TEST_CASE("only what a slider can show has one") {
    CHECK(NumberRange{0, 1, Scale::linear, false}.bounded());
    // Of a range without a practical end a slider shows sizes of every day, and as far as the value; an end does not run from the hand.
    const NumberRange endless{1e-15, 1e15, Scale::logarithmic, false}, counts{0, 1e12, Scale::logarithmic, false};
    for (const double x : {1e-6, 0.3, 1.0, 1e6}) CHECK(usual_part(endless, x).hi == 1e6);
    for (const double x : {1e-6, 0.3, 1.0, 1e6}) CHECK(usual_part(endless, x).lo == 1e-6);
    CHECK(usual_part(endless, 3e7).hi == doctest::Approx(1e8));
    CHECK(usual_part(endless, 1e8).hi == doctest::Approx(1e8));
    CHECK(usual_part(endless, 3e-9).lo == doctest::Approx(1e-9));
    CHECK(usual_part(endless, 1e15).hi == 1e15);
    CHECK(usual_part(counts, 0).lo == 0);
    CHECK(usual_part(counts, 5e11).hi == doctest::Approx(1e12));
    CHECK(usual_part({1, 1e9, Scale::logarithmic, true}, 5).hi == 1e9);
    CHECK(NumberRange{0, 1e7, Scale::logarithmic, false}.bounded());
    CHECK_FALSE(NumberRange{-1e15, 1e15, Scale::linear, false}.bounded());
    CHECK_FALSE(NumberRange{0, std::numeric_limits<double>::infinity(), Scale::linear, false}.bounded());
}

TEST_CASE("what is typed is a number or a sentence about why not") {
    CHECK(*evaluate_entry("1.5") == 1.5);
    CHECK(*evaluate_entry(" -2e-3 ") == -2e-3);
    CHECK_FALSE(evaluate_entry("abc"));
    CHECK(evaluate_entry("abc").error().find("abc") != std::string::npos);
    CHECK_FALSE(evaluate_entry(""));
    CHECK_FALSE(evaluate_entry("1/0"));
    CHECK_FALSE(evaluate_entry("nan"));
    CHECK(*evaluate_entry("sqrt(2)/2") == std::sqrt(2.0) / 2);
    CHECK(*evaluate_entry("2*pi") == doctest::Approx(6.283185307179586).epsilon(1e-15));
    CHECK_FALSE(evaluate_entry("x + 1"));
}

TEST_CASE("a cell shows all decimals of a number that has few, and rounds one that has many") {
    const NumberRange any{-1e9, 1e9, Scale::linear, false};
    const std::pair<double, const char*> pairs[] = {
        {0.975, "0.975"}, {1.6, "1.60"}, {0, "0.00"}, {-0.125, "−0.125"}, {1.0 / 3, "0.33"}, {2.0 / 3, "0.67"}, {0.9999, "0.9999"}, {0.99999, "1.00"},
        {12.345, "12.345"}, {99.9, "99.9"}, {12.34567, "12.3"}, {1234.5, "1234.5"}, {-1234, "−1234"}, {0.1 + 0.2, "0.30"}, {0.05, "0.05"}, {1e-7, "1e-7"}};
    for (const auto& [x, text] : pairs) CHECK(text_of(x, any) == text);
    CHECK(text_of(500, {0, 1000, Scale::linear, true}) == "500");
}
