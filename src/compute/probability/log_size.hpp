#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// log |f(x)| of a term in one variable, also where f(x) is finite and too large, or too small, for a double: exponents and logarithms of factors
/// are what they were before. Infinite at a pole; not-a-number where it cannot be told.
double log_size(const Graph& graph, Graph::Id term, double x);

/// Whether f is so large next to `at` that it has no integral there: it grows at least like 1/|x - at|, seen from inside of `around`. Next to
/// infinity: it does not fall faster than 1/|x|.
bool grows_like_a_pole(const Graph& graph, Graph::Id term, double at, Interval around);

}
