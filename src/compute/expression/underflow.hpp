#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// Coordinates up to here are ordinary.
inline constexpr double ordinary_size = 1024;

/// Whether, at ordinary points, what underflows below these terms changes none of them by more than 1e-311: whether they depend on
/// nothing that can underflow with a slope above 2^40 (by intervals, backward from the terms). Then it need not be worked out again.
bool underflow_is_harmless(const Graph& graph, std::span<const Graph::Id> terms);

}
