#pragma once
#include "compute/expression/pieces.hpp"
#include "compute/expression/roots.hpp"

namespace eigenscope {

/// What the shape of a formula over a box is known to be. Each claim is about the values it has, on a domain that is convex; where
/// the domain may not be, nothing is claimed.
struct Shape {
    bool convex = false, concave = false;     ///< both: affine
    bool log_convex = false, log_concave = false;      ///< positive, and its logarithm is that
    bool log_concave_above = false;           ///< it is positive on a convex set, and its logarithm is concave there
    bool convex_domain = false;
    Roots roots = {};                         ///< if any are known, it is not negative

    bool affine() const { return convex && concave; }
};

/// The shape of every term over a box by the rules of disciplined convex programming (Grant, Boyd, Ye, "Disciplined convex
/// programming", 2006), with those of log-convex functions (Boyd, Vandenberghe, "Convex Optimization", 3.5), norms, entropies,
/// powers of means and norms, and perspectives (3.2.6). Which way an operation rises and bends is taken over the range of its operand,
/// from `ranges`, the enclosures of all terms over the box. `glued`: the terms of which more is known. Constants in exponents are the
/// decimals and fractions that they are written as.
std::vector<Shape> shapes(const Graph& graph, std::span<const Enclosure> ranges, const GluedChoices& glued = {});

}
