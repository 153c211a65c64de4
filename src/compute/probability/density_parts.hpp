#pragma once
#include "compute/probability/log_form.hpp"

namespace eigenscope {

/// The parts of a density that decide where it must be looked at, as terms of a graph in one variable.
struct DensityParts {
    /// The values at which something happens: 0 alone, or offset + k · step for all whole k.
    struct Levels {
        double offset = 0, step = 0;
        bool meet(double lo, double hi) const;
        /// Those between two values, no more than `most`.
        std::vector<double> between(double lo, double hi, std::size_t most) const;
        bool operator==(const Levels&) const = default;
    };
    /// A term that makes the density jump or bend where it passes a level: the two sides of a comparison, the argument of floor.
    struct Switch {
        Graph::Id term;
        std::optional<Graph::Id> slope;
        Levels levels;
    };
    struct Part {
        Graph::Id part, sum;
    };
    /// A term whose change over a stretch says whether samples can follow: the logarithm of a factor, the argument of a sine.
    struct Steep {
        Graph::Id term;
        std::optional<Graph::Id> slope = {};
        double reach = 0;                     ///< where not 0: only changes between -reach and reach count (tanh)
        std::optional<Part> in_sum = {};      ///< the factor, and the sum that it is a part of
    };

    Graph graph;
    Graph::Id value = 0, log = 0;             ///< the density as it was written, and the logarithm of its size
    std::optional<Graph::Id> slope;           ///< of the logarithm
    std::vector<Switch> switches;
    std::vector<Steep> steep;
};

DensityParts density_parts(const Graph& graph, Graph::Id f);

}
