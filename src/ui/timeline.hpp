#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// The bar at the bottom: play, step, scrub, speed and loop of the tile in focus.
void draw_timeline(const Stage& stage, const Pane& pane);

}
