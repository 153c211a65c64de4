#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// A number right to the last digit of a double, and what is to be said about it.
struct Precise {
    double value = 0;                         ///< not-a-number where there is none
    std::string remark = {};                  ///< "f has a kink here: ...", "infinite here"; empty where all is plain
};

/// The formula of a derivative, and which of the others it is a derivative of; none: of the function itself.
struct DerivativeTerm {
    DerivativeTerm(Graph::Id id, std::optional<std::size_t> below = {}) : term(id), of(below) {}
    Graph::Id term;
    std::optional<std::size_t> of;
};

/// The value of a function at a point, and of derivatives of it, as if nothing was rounded on the way: the formulas are worked out
/// in 360 digits, and once more with all results disturbed, which shows how many of the digits count (stochastic arithmetic:
/// Vignes, Math. Comput. Simul. 35, 1993). At a kink and where a derivative's formula has no value, the formulas are looked at
/// next to the point as well: where all sides agree, that is the derivative; where they do not, or where what it is a derivative of has
/// different ones, its formula counts, with a remark.
/// Slow: milliseconds.
struct PreciseValues {
    Precise f;
    std::vector<Precise> derivatives;
};
PreciseValues precise_values(const Graph& graph, Graph::Id f, std::span<const DerivativeTerm> derivatives, std::span<const double> point);

/// The terms one by one, each as its formula says, kinks or not.
std::vector<Precise> precise_terms(const Graph& graph, std::span<const Graph::Id> terms, std::span<const double> point);

/// Whether a term without variables is this number, and not only near it: tanh(20) is not 1.
bool equals(const Graph& graph, Graph::Id id, double number);

}
