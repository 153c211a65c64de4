#pragma once
#include "ui/session.hpp"

/// Motion of what is shown: the document is already there, the picture follows. Never delays input.
namespace eigenscope::ui {

inline constexpr double passage_seconds = 0.5, window_seconds = 0.4;

/// What a tile shows at this moment, given the document's value. A jump of numbers becomes a passage, unless `at_once`.
Panel passing(TileView& view, const Panel& target, double dt, bool at_once);

/// The windows of a picture that was just derived, eased from where they stood; changes the cameras of its plots.
void ease_windows(TileView& view, Picture& picture, double dt, bool at_once);

bool moving(const TileView& view);

}
