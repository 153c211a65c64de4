#pragma once
#include "document/document.hpp"
#include "ui/widgets.hpp"

/// Controls of single panels where a form made from the description is not good enough. One file each, named like the panel.
namespace eigenscope::ui {

/// Marks of the step slider (1/L, 2/L) with red where gradient descent diverges.
void edit_panel(const Kit& kit, DescentPanel& panel);
/// The inverse: type a probability, an end moves.
void edit_panel(const Kit& kit, DistributionPanel& panel);
/// Ready-made moves beside the matrix.
void edit_panel(const Kit& kit, LinearMapPanel& panel);

}
