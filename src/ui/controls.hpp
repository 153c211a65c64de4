#pragma once
#include "panels/panel.hpp"
#include "ui/widgets.hpp"

namespace eigenscope::ui {

/// Draws what the panel offers to be set by hand; the panel becomes what the user makes of it.
void edit_panel(const Kit& kit, Panel& panel);

}
