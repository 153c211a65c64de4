#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// Where time goes from `now` after `seconds` at this speed: to the end and no further, or round the loop.
struct Moment {
    double at = 0;
    bool ended = false;
};
Moment later(const Timeline& timeline, const Player& player, double seconds);

/// One step on (+1) or back (-1): a whole number, or a twentieth of the way; stays inside.
double stepped(const Timeline& timeline, int direction);

/// The ends of the loop inside the timeline, in order; nothing when there is no loop.
std::optional<std::pair<double, double>> loop_of(const Timeline& timeline, const Player& player);

/// The next speed up or down of 1/8, 1/4, 1/2, 1, 2, 4, 8.
double other_speed(double speed, int direction);

/// The panel in focus goes on while it plays.
void play_on(const Stage& stage);
void toggle_play(const Stage& stage);
/// Moves the panel in focus to another time.
void go_to(const Stage& stage, double t);
void set_loop_end(Session& session, const Timeline& timeline, bool start);

const std::optional<Timeline>& timeline_in_focus(const Stage& stage);

}
