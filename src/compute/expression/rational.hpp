#pragma once
#include "compute/expression/graph.hpp"

#include <boost/multiprecision/cpp_int.hpp>

/// Formulas in exact arithmetic, as far as that goes: numbers, + − · /, whole powers, and what is rational at a few places
/// (e⁰, ln 1, √4). For internal use: the header is heavy.
namespace eigenscope::exact {

using Rational = boost::multiprecision::cpp_rational;

/// A value and the derivative by the one variable there is.
struct Dual {
    Rational value, slope;
};

/// The slope alone, which may be rational where the value is not: of ln(2 + x) at 0.
std::optional<Rational> slope(const Graph& graph, Graph::Id id, const Rational& at);

/// Of a term without conditions at a point; nothing where it is not rational, has a kink, or its digits are too many.
std::optional<Dual> evaluated(const Graph& graph, Graph::Id id, const Rational& at);

}
