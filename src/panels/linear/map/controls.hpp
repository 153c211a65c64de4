#pragma once
#include "panels/linear/map/linear_map.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

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
