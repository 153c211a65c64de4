#pragma once
#include "compute/expression/expression.hpp"

#include <array>
#include <unordered_map>

namespace eigenscope {

/// Formulas in which every part exists once, however often it is used (hash-consing: Ershov, "On programming of arithmetic
/// operations", 1958). A term is named by its place; its operands have smaller places, so one pass from the left evaluates all.
/// There are no sums and products over an index here, no `negate` of a number: numbers carry their sign.
class Graph {
public:
    using Id = std::uint32_t;
    struct Term {
        Operation operation = Operation::number;
        std::array<Id, 3> operands = {};      ///< as many as the arity says, then zeros
        double value = 0;                     ///< of a number; finite
        std::uint32_t variable = 0;           ///< of a variable: its place in the point
        bool operator==(const Term&) const = default;
    };

    Id number(double value);                  ///< finite; −0 becomes 0
    Id variable(std::uint32_t place);
    /// The operation over these operands, as it is; pi, tau and e have none. The same term again is the same id.
    Id apply(Operation operation, Id a = 0, Id b = 0, Id c = 0);

    const Term& operator[](Id id) const { return terms_[id]; }
    std::size_t size() const { return terms_.size(); }
    std::span<const Term> terms() const { return terms_; }
    /// The number that the term is, if it is nothing but one.
    std::optional<double> numeric(Id id) const;
    /// The value of a term that holds no variable, and is finite.
    std::optional<double> constant(Id id) const;
    /// How many nodes the formula below a term has when it is written out as a tree; grows without bound, hence a double.
    double written_size(Id id) const { return written_[id]; }

private:
    struct Hash {
        std::size_t operator()(const Term& term) const;
    };
    Id intern(const Term& term);
    double constant_of(const Term& term) const;

    std::vector<Term> terms_;
    std::vector<double> written_;
    std::vector<double> constants_;           ///< not-a-number where a variable is below
    std::unordered_map<Term, Id, Hash> ids_;
};

/// The expression as a term of the graph, each part as it was written (only numbers are folded into signed numbers, and sums and
/// products over an index are unrolled). `bound[i]`, where it is there, is the number that stands for variable i. An error where
/// the limits of a sum are no numbers once these are in, or the sum is too long.
Result<Graph::Id> entered(Graph& graph, const Expression& expression, std::span<const std::optional<double>> bound = {});

/// The same formula shorter and easier to read: x + 0, 1·x, 2x + 3x, x·x², ... It has the same value wherever the first has one,
/// beyond rounding, and may have one in more places (x/x = 1).
Graph::Id simplified(Graph& graph, Graph::Id id);

/// ∂/∂variable of a term, simplified; of all variables at once. At a kink (abs, min, max, relu) it is the mean of both sides; a
/// choice has the derivative of the side that is chosen; floor, ceil, round, sign and conditions count as flat. An error when
/// the graph would have more than limits::derivative_nodes terms.
Result<std::vector<Graph::Id>> gradient(Graph& graph, Graph::Id id, std::size_t variables);

/// The term written out as a tree, with names for the variables; an error when it has more than limits::derivative_nodes nodes.
Result<Expression> written(const Graph& graph, Graph::Id id, std::vector<std::string> variables);

/// The terms that make up one, itself the last: operands come before what is done with them.
std::vector<Graph::Id> terms_of(const Graph& graph, Graph::Id id);

/// The same in a graph of their own; it is the last there.
Graph part_of(const Graph& graph, Graph::Id id);

/// The value of each term at a point, by the standard library: the slow and plain way.
std::vector<double> values(const Graph& graph, std::span<const double> point);

}
