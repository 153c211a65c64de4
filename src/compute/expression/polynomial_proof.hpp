#pragma once
#include "compute/expression/interval.hpp"

namespace eigenscope {

/// Whether the last term of the graph is a polynomial in two variables whose Hessian is positive semidefinite at every point
/// because its entries on the diagonal and its determinant are sums of even powers with coefficients that are not negative. For
/// Hessians that vanish somewhere, as of x⁴ + x²y² + y⁴: there no box is small enough for intervals.
bool convex_by_even_powers(const Graph& graph);

}
