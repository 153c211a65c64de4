#pragma once
#include "document/preferences.hpp"
#include "document/tiling.hpp"

namespace eigenscope::ui {

/// Where the parts of the window lie, in pixels. A part that is not shown has no size.
struct Areas {
    Pane strip;                               ///< the rail when there is no room for it: one column of signs
    Pane rail, message, tiles, inspector, timeline;
    bool rail_floats = false;                 ///< the rail lies over the tiles, on call

    bool operator==(const Areas&) const = default;
};

/// What is folded away for this session.
struct Folds {
    bool rail = true, inspector = true, timeline = true;      ///< shown
    bool pictures_only = false;               ///< all folded with one key
    bool rail_called = false;                 ///< the floating rail is open
    bool projected = false;                   ///< in a lecture: the pictures need the room
    bool inspector_called = false;            ///< wanted all the same
    double message = 0;                       ///< units of height that a message wants for its bar, over the tiles
};

/// `scale`: pixels per unit of the design. Below 1,000 units of width the rail shrinks to a strip, below 700 the inspector
/// takes less, below 520 it goes; the pictures always keep the larger part. In a lecture the inspector goes below 1,500, and the rail
/// is a strip below 1,900.
Areas areas(double width, double height, double scale, const Folds& folds);

}
