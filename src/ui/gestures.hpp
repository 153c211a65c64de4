#pragma once
#include "ui/session.hpp"

/// What hands do to pictures: pointing, pulling handles, moving cameras, by mouse and by keyboard. Everything works on the sheet
/// that was shown last, so it needs neither a window nor mathematics.
namespace eigenscope::ui {

/// The mouse as one tile sees it, px from the picture's upper left corner.
struct Pointer {
    Vec2 at = Vec2::Zero();
    bool over = false;                        ///< over this picture and nothing else
    bool left_pressed = false, other_pressed = false, double_clicked = false;      ///< in this frame
    double wheel = 0;
    bool shift = false, ctrl = false;
};

/// One frame of the mouse over tile i: hovers, begins, continues and ends pulls. Edits go to `next`.
void steer(const Stage& stage, std::size_t i, const Pointer& pointer);

/// Windows of all pictures stand still from now on, until let go.
void hold_windows(Session& session);
void let_go(Session& session);

/// The arrow keys on the handle in focus; false when there is none.
bool nudge(const Stage& stage, Vec2 direction, bool fine);
/// The next handle of the tile in focus gets the keyboard.
bool cycle_handles(const Stage& stage, int direction);
/// Back to the camera that the panel chooses, in every plot of the tile.
void fit_view(const Stage& stage, std::size_t i);

/// "x, y" as typed: two numbers or expressions, or one for a handle that only moves one way.
Result<Vec2> parse_point(std::string_view text, const Handle& handle);
/// Pulls a handle to an exact place.
void place_handle(const Stage& stage, std::size_t i, HandleKey key, Vec2 to);

}
