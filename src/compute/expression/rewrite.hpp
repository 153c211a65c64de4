#pragma once
#include "compute/expression/interval.hpp"

namespace eigenscope {

/// The same function, with a + b for max(a, b) + min(a, b) in sums; nothing where there is no such pair. The last term is the whole.
std::optional<Graph> without_pairs(const Graph& graph);

/// The same function, in other words for the rules of convexity: ln a − ln b as ln(a/b) where that has values in the same places, also
/// times a common factor; (u − v)·ln(u/v) as u·ln(u/v) + v·ln(v/u); in sums, what turns at the same place together. Nothing where nothing
/// changes. `ranges` are the enclosures of all terms.
std::optional<Graph> in_other_words(const Graph& graph, std::span<const Enclosure> ranges);

}
