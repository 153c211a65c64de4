#pragma once
#include "compute/expression/typed.hpp"
#include "compute/optimize/knowledge.hpp"

#include <optional>

namespace eigenscope {

/// constant + slope·x + ½ xᵀ curvature x: a formula that is a polynomial of degree two at most.
struct Polynomial {
    double constant = 0;
    Vec2 slope = Vec2::Zero();
    Mat2 curvature = Mat2::Zero();
    bool exact_slope = true, exact_curvature = true;  ///< nothing was rounded, the numbers in the formula being what their doubles say
};

/// The formula in two variables, multiplied out; nothing where it is no such polynomial by its form, or not finite.
std::optional<Polynomial> polynomial_of(const Typed& formula, const Parameters& parameters);

/// What is certain about it: convexity, L, μ, minimizers. Where rounding could hide the sign of a curvature, nothing is claimed
/// that hangs on it. The minimum, the window and the start are left to the caller.
Knowledge known(const Polynomial& f);

}
