#include "ui/motion.hpp"
#include "document/fields.hpp"

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

Panel with_matrix(double a, bool ghost = true) {
    return with(with(panel_of("linear-map"), "matrix", Mat2{{a, 0}, {0, 1}}), "show_ghost", ghost);
}

double first_entry(const Panel& panel) { return field<Mat2>(panel, "matrix")(0, 0); }

Picture picture_with(Camera camera) {
    Picture picture(1);
    picture[0].id = "plane";
    picture[0].camera = camera;
    return picture;
}

}

TEST_CASE("numbers pass from the old to the new value, evenly timed, and end exactly there") {
    TileView view;
    CHECK(passing(view, with_matrix(1), 0.01, false) == with_matrix(1));
    CHECK_FALSE(moving(view));
    double last = 1, least = 3, most = 0;     // the shortest and the longest way of a frame
    int frames = 0;
    for (; frames < 1000; ++frames) {
        const Panel now = passing(view, with_matrix(3), 1.0 / 60, false);
        const double way = first_entry(now) - last;
        CHECK(way >= 0);
        least = std::min(least, way);
        most = std::max(most, way);
        last = first_entry(now);
        if (!moving(view)) {
            CHECK(now == with_matrix(3));
            break;
        }
    }
    CHECK(frames == doctest::Approx(passage_seconds * 60).epsilon(0.1));
    // Gently in and out: nowhere a jump.
    CHECK(least < 0.3 * 2 / frames);
    CHECK(most < 2.5 * 2 / frames);
}

TEST_CASE("switches are thrown at once while numbers pass") {
    TileView view;
    static_cast<void>(passing(view, with_matrix(1, true), 0.01, false));
    const Panel now = passing(view, with_matrix(2, false), 0.01, false);
    CHECK_FALSE(field<bool>(now, "show_ghost"));
    CHECK(first_entry(now) < 1.5);
}

TEST_CASE("a hand on the picture, another kind of panel, a mere moment: no passage") {
    TileView view;
    static_cast<void>(passing(view, with_matrix(1), 0.01, false));
    CHECK(passing(view, with_matrix(2), 0.01, true) == with_matrix(2));
    CHECK(passing(view, Panel(panel_of("gaussian")), 0.01, false) == Panel(panel_of("gaussian")));
    const Panel late = panel_of("linear-map"), early = with(late, "time", 0.0);
    static_cast<void>(passing(view, early, 0.01, true));
    CHECK(passing(view, late, 0.01, false) == Panel(late));
}

TEST_CASE("a new goal on the way starts from where the picture is") {
    TileView view;
    static_cast<void>(passing(view, with_matrix(0), 0.01, false));
    for (int i = 0; i < 15; ++i) static_cast<void>(passing(view, with_matrix(4), 1.0 / 60, false));
    const double here = first_entry(passing(view, with_matrix(4), 1e-6, false));
    const double turned = first_entry(passing(view, with_matrix(0), 1e-6, false));
    CHECK(here > 0.5);
    CHECK(std::abs(turned - here) < 0.05);
}

TEST_CASE("windows ease to where the panel wants them and stop there") {
    TileView view;
    const Camera small{false, Vec2(0, 0), Vec2(2, 2)}, large{false, Vec2(1, 0), Vec2(8, 8)};
    Picture picture = picture_with(small);
    ease_windows(view, picture, 0.01, false);
    CHECK(picture[0].camera == small);
    picture = picture_with(large);
    ease_windows(view, picture, window_seconds / 2, false);
    CHECK(picture[0].camera.half.x() == doctest::Approx(4).epsilon(1e-9));      // sizes move by factors
    CHECK(moving(view));
    picture = picture_with(large);
    ease_windows(view, picture, window_seconds, false);
    CHECK(picture[0].camera == large);
    CHECK_FALSE(moving(view));
    picture = picture_with(small);
    ease_windows(view, picture, 0.01, true);
    CHECK(picture[0].camera == small);
}
