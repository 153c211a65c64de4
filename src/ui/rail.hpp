#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// The list at the left: subjects, their panels, the presets of the panel in focus; files at its foot.
void draw_rail(const Stage& stage, const Areas& areas);

}
