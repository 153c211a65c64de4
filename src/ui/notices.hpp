#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// What a banner's buttons ask for.
enum class Answer { none, restore, discard, keep_warnings_off, bring_back, forget_aside, save_and_quit, quit_anyway, stay };

/// What the button of this number (from 0) of the banner would answer; none: there is no such button now.
Answer answer_of_button(const Session& session, const Studio& studio, std::size_t button);
/// The banner that is most urgent, over the top of the tiles; never in the way of anything else.
Answer draw_banner(const Stage& stage, const Studio& studio, const Pane& tiles);
/// Short messages at the foot of the tiles.
void draw_toasts(const Skin& skin, Session& session, const Pane& tiles, double dt);
/// The table of keys and gestures.
void draw_help(const Stage& stage);

}
