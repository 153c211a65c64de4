#pragma once
#include "compute/expression/interval.hpp"

#include <functional>
#include <map>

namespace eigenscope {

/// What is known of a term as a function φ of one of the terms below it, over all of that term's range.
struct Glued {
    Graph::Id argument = 0;
    bool convex = false, concave = false;
    bool rises = false, falls = false;
    bool once_smooth = false;                 ///< φ is a choice and continuous, and so is its derivative as far as its pieces are smooth
};
using GluedChoices = std::multimap<Graph::Id, Glued>;   // a term may be a function of several

/// Whether the term, with variable 0 in the interval, is convex there and has a value everywhere. Never wrong.
using ConvexityProof = std::function<bool(const Graph&, Graph::Id, const Enclosure&)>;

/// Choices that are continuous, and perhaps convex, because their pieces are and fit: if(|x| < 1, x²/2, |x| − 1/2). The conditions may compare
/// terms that are linear in the argument, or in its absolute value. Between the places where one of them changes, φ is a formula
/// without conditions, and `proof` is asked; where two pieces meet, their values must be the same and their slopes in order,
/// which is found in exact rational arithmetic. (Rockafellar, "Convex Analysis", 1970, theorem 24.2: slopes that never fall.)
/// `ranges` are the enclosures of all terms.
GluedChoices glued_choices(const Graph& graph, std::span<const Enclosure> ranges, const ConvexityProof& proof);

/// The same of sums in which absolute values and maxima make the pieces: |x| + log1p(exp(-2|x|)).
GluedChoices glued_sums(const Graph& graph, std::span<const Enclosure> ranges, const ConvexityProof& proof);

}
