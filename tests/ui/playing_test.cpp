#include "ui/playing.hpp"

using namespace eigenscope;
using namespace eigenscope::ui;

TEST_CASE("time goes on at its speed and stops at the end") {
    const Timeline t{.from = 0, .to = 10, .now = 2, .seconds = 5};
    CHECK(later(t, {}, 1, 1).at == doctest::Approx(4).epsilon(1e-14));
    CHECK(later(t, {}, 0.5, 1).at == doctest::Approx(3).epsilon(1e-14));
    CHECK_FALSE(later(t, {}, 1, 1).ended);
    CHECK(later(t, {}, 1, 100).at == 10);
    CHECK(later(t, {}, 1, 100).ended);
    CHECK(later({.from = 1, .to = 1, .now = 1}, {}, 1, 1).ended);
}

TEST_CASE("a loop goes round and never ends") {
    Loop loop{.from = 8, .to = 4};            // in either order
    Timeline t{.from = 0, .to = 10, .now = 7.5, .seconds = 10};
    CHECK(ends_of(t, loop) == std::pair(4.0, 8.0));
    CHECK(later(t, loop, 1, 1).at == doctest::Approx(4.5).epsilon(1e-14));
    t.now = 1;
    CHECK(later(t, loop, 1, 1).at == 4);       // from outside: to its start
    t.now = 9.5;
    CHECK(later(t, loop, 1, 1).at == 4);
    for (int i = 0; i < 10'000; ++i) {
        const ui::Moment m = later(t, loop, 1, 0.37);
        CHECK_FALSE(m.ended);
        CHECK((m.at >= 4 && m.at <= 8));
        t.now = m.at;
    }
    loop.to = 8;
    CHECK_FALSE(ends_of(t, loop));          // no length, no loop
}

TEST_CASE("a loop of counted time has whole ends") {
    const Timeline k{.from = 0, .to = 24, .now = 0, .steps = true, .seconds = 24};
    CHECK(ends_of(k, {.from = 2.6, .to = 5.4}) == std::pair(3.0, 5.0));
    CHECK_FALSE(ends_of(k, {.from = 0.45, .to = 0.49}));          // no step lies in it: time is not held still
    CHECK(later(k, {.from = 0.45, .to = 0.49}, 1, 1).at == 1);
}

TEST_CASE("steps are whole numbers where time is counted, twentieths elsewhere") {
    Timeline k{.from = 0, .to = 3, .now = 2, .steps = true};
    CHECK(stepped(k, 1) == 3);
    CHECK(stepped(k, -1) == 1);
    k.now = 3;
    CHECK(stepped(k, 1) == 3);
    k.now = 1.5;
    CHECK(stepped(k, 1) == 2);
    CHECK(stepped(k, -1) == 1);
    Timeline t{.from = 0, .to = 1, .now = 0};
    for (int i = 1; i <= 20; ++i) {
        t.now = stepped(t, 1);
        CHECK(t.now == doctest::Approx(i / 20.0).epsilon(1e-14));
    }
    CHECK(t.now == 1);
    CHECK(stepped(t, 1) == 1);
}

TEST_CASE("speeds are powers of two between an eighth and eight") {
    CHECK(other_speed(1, 1) == 2);
    CHECK(other_speed(1, -1) == 0.5);
    CHECK(other_speed(8, 1) == 8);
    CHECK(other_speed(0.125, -1) == 0.125);
}

TEST_CASE("an end of a loop that is pulled stays on its side of the other, and on the timeline") {
    const Timeline smooth{.from = 0, .to = 1}, steps{.from = 0, .to = 30, .steps = true};
    const Loop loop{.from = 0.25, .to = 0.5}, whole{.from = 10, .to = 12};
    CHECK(pulled_end(smooth, loop, true, 0.3) == 0.3);
    CHECK(pulled_end(smooth, loop, true, 0.9) == doctest::Approx(0.495));
    CHECK(pulled_end(smooth, loop, false, 0.1) == doctest::Approx(0.255));
    CHECK(pulled_end(smooth, loop, true, -3) == 0);
    CHECK(pulled_end(smooth, {}, false, 7) == 1);
    CHECK(pulled_end(steps, whole, true, 11.8) == 11);
    CHECK(pulled_end(steps, whole, false, 2) == 11);
    CHECK(pulled_end(steps, whole, false, 20.4) == 20);
    for (const bool start : {true, false})
        for (double to = -1; to <= 31; to += 0.37) {
            Loop pulled = whole;
            (start ? pulled.from : pulled.to) = pulled_end(steps, whole, start, to);
            CHECK(ends_of(steps, pulled));     // there is a loop still, with its ends in order
            CHECK(*pulled.from < *pulled.to);
        }
}
