#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// What a banner's buttons ask for.
enum class Answer { none, restore, discard, keep_warnings_off, bring_back, forget_aside, list_aside, save_and_quit, quit_anyway, stay };

/// What the button of this number (from 0) of the banner would answer; none: there is no such button now.
Answer answer_of_button(const Session& session, const Studio& studio, std::size_t button);
/// Whether there is a message that waits for an answer.
bool has_message(const Session& session, const Studio& studio);
/// Takes the most urgent one away, and nothing of what it is about. False when there is none.
bool close_message(Session& session);
/// The most urgent message in its bar.
Answer draw_banner(const Stage& stage, const Studio& studio, const Pane& bar);
/// The newest short message, between tiles and timeline.
void draw_toasts(const Skin& skin, Session& session, const Areas& areas, double dt);
/// The table of keys and gestures.
void draw_help(const Stage& stage);

}
