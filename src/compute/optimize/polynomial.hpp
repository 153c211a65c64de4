#pragma once
#include "compute/expression/interval.hpp"
#include "compute/optimize/knowledge.hpp"

#include <optional>

namespace eigenscope {

/// constant + slope·x + ½ xᵀ curvature x: a formula that is a polynomial of degree two at most.
struct Polynomial {
    double constant = 0;
    Vec2 slope = Vec2::Zero();
    Mat2 curvature = Mat2::Zero();
    std::array<Enclosure, 2> slope_range = {};         ///< what the true ones lie between, the numbers in the formula being what their
    std::array<Enclosure, 3> curvature_range = {};     ///< doubles say: points where nothing was rounded; of xx, xy, yy

    bool exact_slope() const;
    bool exact_curvature() const;
};

/// The term in two variables, multiplied out; nothing where it is no such polynomial by its form, or not finite.
std::optional<Polynomial> polynomial_of(const Graph& graph, Graph::Id formula);

/// What is certain about it: convexity, L, μ, minimizers. Where rounding could hide the sign of a curvature, nothing is claimed
/// that hangs on it. The minimum, the window and the start are left to the caller.
Knowledge known(const Polynomial& f);

}
