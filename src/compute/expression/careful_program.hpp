#pragma once
#include "compute/expression/kinks.hpp"
#include "compute/expression/precise.hpp"

namespace eigenscope {

/// A function and some of its derivatives as a program, and the few points worked out again where it does not do: where a number on
/// the way overflowed or lost digits to underflow, in a wider range; where f has a value and a derivative's formula has none, or
/// stands at a kink that matters, by the sides of it, as `precise_values` does. What becomes of a point depends on it alone.
class CarefulProgram {
public:
    using Terms = std::vector<Graph::Id>;
    /// f alone.
    CarefulProgram(Graph& graph, Graph::Id f);
    /// With the gradient of that f, or with its Hessian where there is one given: the lower triangle, row by row. `kinks` are its own.
    /// All of them outlive this.
    CarefulProgram(Graph& graph, const CarefulProgram& f, const Kinks& kinks, const Terms& gradient, const Terms& hessian = {});

    /// f first, and then the derivatives.
    void run(std::span<const double> x, std::span<double> outputs) const;
    void run(std::span<const std::span<const double>> x, std::span<const std::span<double>> outputs) const;

private:
    struct Step {
        Operation operation = Operation::number;
        std::array<std::uint32_t, 3> operands = {};                           ///< into the steps
        double value = 0;
        std::uint32_t variable = 0;
    };
    CarefulProgram(Graph& graph, Graph::Id f, const CarefulProgram* value, const Kinks* kinks, const Terms& gradient, const Terms& hessian);
    static std::vector<Step> steps(const Graph& graph, const Terms& outputs, std::vector<std::uint32_t>& places);
    Terms stable_outputs();

    bool differentiates() const { return value_ != nullptr; }
    unsigned telling_flags() const;
    bool left_doubles(unsigned raised, std::span<const double> x) const;
    bool at_kink(std::span<const double> x) const;
    void mend(std::span<const double> x, std::span<double> outputs) const;
    void widen(std::span<const double> x, std::span<double> outputs) const;
    void look_around(std::span<const double> x, std::span<double> outputs) const;

    Graph& graph_;
    Graph::Id f_;
    const CarefulProgram* value_;             ///< of f alone, and its kinks; nothing there
    const Kinks* kinks_;
    std::vector<DerivativeTerm> derivatives_; ///< the gradient, and then the Hessian where that is wanted
    std::size_t passed_;                      ///< how many of these are no outputs
    Terms stable_;                            ///< what is worked out, f first
    Program program_;
    bool harmless_;                           ///< what underflows at ordinary points; of derivatives, signs may count
    bool silent_;                             ///< whether a derivative may be infinite without a flag
    std::vector<std::uint32_t> places_;       ///< of the outputs in the steps
    std::vector<Step> steps_;
};

}
