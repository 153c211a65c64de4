#pragma once
#include "document/document.hpp"
#include "ui/widgets.hpp"

#include <optional>
#include <string>
#include <vector>

/// Controls of single panels where a form made from the description is not good enough. One file each, named like the panel.
namespace eigenscope::ui {

/// Marks of the step slider (1/L, 2/L) with red where gradient descent diverges.
void edit_panel(const Kit& kit, DescentPanel& panel);
/// The inverse: type a probability, an end moves.
void edit_panel(const Kit& kit, DistributionPanel& panel);
/// Ready-made moves beside the matrix.
void edit_panel(const Kit& kit, LinearMapPanel& panel);

/// A button that makes another matrix of A; without one it is greyed, and `help` is the reason.
struct MatrixMove {
    const char* label;
    std::string help;
    std::optional<Mat2> result;
};
/// The identity, Aᵀ, A⁻¹ and A².
std::vector<MatrixMove> matrix_moves(const Mat2& a);

}
