#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// What a banner's buttons ask for.
enum class Answer { none, restore, discard, keep_warnings_off, bring_back, forget_aside, list_aside, save_and_quit, quit_anyway, stay };

/// What the button of this number (from 0) of the banner would answer; none: there is no such button now.
Answer answer_of_button(const Session& session, const Studio& studio, std::size_t button);
/// How high the bar of the message that waits for an answer wants to be, units of the design, where it is `width` px wide: one line, or more
/// where the message does not fit beside its buttons. 0: there is none.
double message_height(const Skin& skin, const Session& session, const Studio& studio, double width);
/// Takes the most urgent one away, and nothing of what it is about. False when there is none.
bool close_message(Session& session);
/// The most urgent message in its bar.
Answer draw_banner(const Stage& stage, const Studio& studio, const Pane& bar);
/// The newest short message, between tiles and timeline.
void draw_toasts(const Skin& skin, Session& session, const Areas& areas, double dt);
/// The table of keys and gestures.
void draw_help(const Stage& stage);

}
