#pragma once
#include "compute/probability/log_form.hpp"
#include "compute/types.hpp"

namespace eigenscope {

/// What interval arithmetic finds out about a density before it is sampled.
struct DensityCells {
    /// Between two neighbours of these it is smooth, and no part of it changes by more than samples can follow; else it is as good as zero.
    std::vector<double> cuts;
    double log_seen = 0;                      ///< the logarithm of what a first few samples add up to
    double log_peak = 0;                      ///< of the largest value seen in a cell
    double log_unseen = 0;                    ///< of the most that it may hold where the search was given up
    double where = 0;                         ///< a place where it holds most of that
    int looked_at = 0;                        ///< cells
};

/// The support, as far as it is trusted, is cut into cells, those that may hold most first (branch and bound: Moore, Kearfott, Cloud,
/// "Introduction to Interval Analysis", 2009). A cell with jumps or kinks is cut where they are, which is where floor, mod, comparisons, |u|,
/// min and max change their mind; one in which a factor e^u, u^n or 1/u, or a sine, may change too much is divided. The same on every machine
/// with the same mathematical library.
DensityCells density_cells(const Graph& graph, Graph::Id f, Interval ends, Interval trusted);

}
