#pragma once
#include "compute/expression/pieces.hpp"

namespace eigenscope {

/// Value, gradient and Hessian of formulas over boxes, as intervals: derivatives by the chain rule, forward, so that no rounding
/// of a simplifier comes in between. Keeps its memory from box to box. Choices that are glued smoothly count as smooth where
/// both sides are: their second derivative jumps, and the Hessian holds both of its sides.
class SecondOrder {
public:
    SecondOrder(const Graph& graph, std::size_t variables, const GluedChoices& glued = {});

    /// All terms over the box. `centred` also takes what the middle of the box says (two passes, tighter on small boxes).
    void run(std::span<const Enclosure> box, bool centred);

    const Enclosure& value(Graph::Id id) const { return box_.values[id]; }
    /// One interval for each variable. This and the Hessian hold wherever in the box there is a derivative.
    std::span<const Enclosure> gradient(Graph::Id id) const { return std::span(box_.gradients).subspan(id * variables_, variables_); }
    /// Row-major, square.
    std::span<const Enclosure> hessian(Graph::Id id) const { return std::span(box_.hessians).subspan(id * variables_ * variables_, variables_ * variables_); }
    /// The same at the middle of the box of the last centred run.
    std::span<const Enclosure> middle_hessian(Graph::Id id) const { return std::span(middle_.hessians).subspan(id * variables_ * variables_, variables_ * variables_); }

private:
    struct Pass {
        std::vector<Enclosure> values, gradients, hessians;
    };
    void run(Pass& pass, std::span<const Enclosure> box);
    void differentiate(Pass& pass, Graph::Id id);
    void choose(Pass& pass, Graph::Id id);
    void tighten(Graph::Id id);
    void weigh(Pass& pass, Graph::Id id);

    const Graph& graph_;
    std::size_t variables_;
    std::vector<bool> varies_;                ///< whether a variable is in the term
    std::vector<bool> once_smooth_;           ///< whether the term is a choice that is glued smoothly
    /// Of logarithms of sums of exponentials: what is in the exponents, and terms without a variable.
    std::map<Graph::Id, std::vector<Graph::Id>> exponents_;
    Pass box_, middle_;
    std::vector<Enclosure> offset_;           ///< the box seen from its middle; empty in a plain pass
};

/// What all eigenvalues of all symmetric matrices from an interval matrix (row-major) lie between; the ends of 2×2 matrices are
/// exact but for rounding.
struct Eigenvalues {
    double least, most;
};
Eigenvalues eigenvalue_bounds(std::span<const Enclosure> matrix, std::size_t n);

}
