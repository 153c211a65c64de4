#pragma once
#include "document/document.hpp"
#include "ui/widgets.hpp"

#include <array>
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

/// A number that multiplies A from the left while it is pulled or typed; then it is neutral again.
struct MatrixFactor {
    Field field;
    double neutral = 0;
    Mat2 (*of)(double) = nullptr;             ///< the factor for a number; I for the neutral one
    std::string (*told)(double) = nullptr;    ///< the factor in words: "R(30°)"
};
/// Rotate by degrees, stretch along the x axis, shear along it: together they lead to every matrix.
std::array<MatrixFactor, 3> matrix_factors();

}
