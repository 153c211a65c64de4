#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// Where time goes from `now` after `seconds` at this speed: to the end and no further, or round the loop.
struct Moment {
    double at = 0;
    bool ended = false;
};
Moment later(const Timeline& timeline, const Loop& loop, double speed, double seconds);

/// One step on (+1) or back (-1): a whole number, or a twentieth of the way; stays inside.
double stepped(const Timeline& timeline, int direction);

/// The ends of the loop inside the timeline, in order, whole where time is counted; nothing when there is no loop.
std::optional<std::pair<double, double>> ends_of(const Timeline& timeline, const Loop& loop);
/// Where an end of the loop comes to lie that is pulled to `to`: it never meets the other, but keeps a step of the timeline, or a
/// two-hundredth, away from it.
double pulled_end(const Timeline& timeline, const Loop& loop, bool start, double to);

/// The next speed up or down of 1/8, 1/4, 1/2, 1, 2, 4, 8.
double other_speed(double speed, int direction);

/// The tile whose time the line under the tiles shows: the one in focus if it has any, else the one that played last, else the first.
std::size_t timed_tile(const Stage& stage);
/// Of that tile; nothing: nothing here has time.
const std::optional<Timeline>& timeline_shown(const Stage& stage);

// All of these are about that tile.
void play_on(const Stage& stage);
void toggle_play(const Stage& stage);
void go_to(const Stage& stage, double t);
void set_loop_end(const Stage& stage, bool start);
void end_loop(const Stage& stage);

}
