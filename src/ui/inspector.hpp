#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// What can be set in the tile in focus. Edits go to `next`.
void draw_inspector(const Stage& stage, const Pane& pane);
/// Under it, the facts of what is shown; after the pictures of the same frame were made.
void draw_inspector_facts(const Skin& skin, Session& session, const Document& document, const Pane& pane);

}
