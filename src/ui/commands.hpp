#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// Does what an action says, as far as it is about the document's next value or the session. False: it is about the studio (undo,
/// files), which waits until this frame's edits are in.
bool perform_in_frame(const Stage& stage, Act act);
/// The other actions.
void perform_on_studio(Session& session, Studio& studio, Act act);

/// As show_panel; says so where there is no room for one more tile.
bool show_or_tell(const Stage& stage, const Panel& panel, bool in_own_tile);
/// Takes the keyboard away from a part of the window that is not in sight. True when another part was called for it.
bool leave_hidden_zone(Session& session, const Areas& areas);

/// A key that is no action: arrows on a handle, Tab, digits. True when it was used.
bool direct_key(const Stage& stage, const KeyPress& press);

}
