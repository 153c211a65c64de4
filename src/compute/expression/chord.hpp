#pragma once
#include "compute/expression/proof.hpp"

namespace eigenscope {

/// The chord from a to b if it surely shows that the last term of the graph is not convex.
std::optional<Secant> refuting_chord(const Graph& graph, std::vector<double> a, std::vector<double> b);

/// A refuting chord in the box, from many tried in double arithmetic; the same each time.
std::optional<Secant> found_chord(const Graph& graph, std::span<const Enclosure> box, std::stop_token stop);

/// A refuting chord through a point in a direction along which the function bends down there; as long as it can be.
std::optional<Secant> chord_through(const Graph& graph, std::span<const Enclosure> box, std::span<const double> point, std::span<const double> direction);

}
