#pragma once
#include "compute/expression/graph.hpp"
#include "compute/expression/kernels.hpp"

namespace eigenscope {

/// The instruction that makes a term from others, which may lie several levels below it.
struct Selected {
    Kernel kernel = Kernel::fill;
    Operation operation = Operation::number;  ///< of the kernel `other`
    std::array<Graph::Id, 3> operands = {};
    int count = 0;                            ///< of operands
    double s = 0, t = 0;
};

/// Chooses instructions for terms: constants are worked out, and a term that is used once may become part of the instruction that
/// uses it (after Cattell, "Automatic derivation of code generators from machine descriptions", 1980: the largest pattern wins).
/// No choice changes a value, but for powers.
class Selection {
public:
    Selection(const Graph& graph, std::span<const Graph::Id> outputs);
    Selected operator()(Graph::Id id) const;
    bool is_constant(Graph::Id id) const { return constant_[id] != 0; }

private:
    using Id = Graph::Id;
    /// `deep`: a constant may be taken into the instruction of the sum that it is added to.
    Selected sum(Id left, Id right, bool deep) const;
    Selected difference(Id left, Id right, bool deep) const;
    std::optional<Selected> sum_plus(Id id, double constant) const;
    Selected negated(Id id) const;
    Selected product(Id left, Id right) const;
    Selected quotient(Id left, Id right) const;
    Selected power(Id base, Id exponent) const;
    Selected squared(Id id, std::uint32_t uses) const;
    Selected multiple(Id constant, Id other) const;
    std::optional<Id> square_below(Id id) const;
    std::optional<Selected> multiple_below(Id id) const;
    bool is_product(Id id) const;
    std::optional<Selected> product_below(Id id) const;
    std::optional<Selected> product_plus(const Selected& inner, Id other) const;
    Selected plain(Id id) const;

    const Graph& graph_;
    std::vector<char> constant_;
    std::vector<double> value_;               ///< of constants
    std::vector<std::uint32_t> uses_;         ///< by terms that are needed, and as outputs
};

}
