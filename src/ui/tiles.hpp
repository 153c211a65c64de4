#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// The frames and titles of the tiles, and what the mouse does in their pictures. Edits go to `next`.
void draw_tiles(const Stage& stage, const Pane& pane);

/// The pictures of the document as it is after this frame's edits: derived, laid out and painted only where something changed.
/// Call after `draw_tiles` in the same frame.
void show_pictures(const Skin& skin, Session& session, const Document& document, double dt);

/// How a tile's picture is to be drawn.
ink::Look look_of(const Skin& skin, const Preferences& preferences, const TileView& view, Vec2 size);

}
