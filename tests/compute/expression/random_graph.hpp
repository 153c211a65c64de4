#pragma once
#include "compute/expression/graph.hpp"

#include <random>

/// Graphs drawn at random, of all operations there are, for laws. Everything follows from the seed.
class RandomGraph {
public:
    RandomGraph(unsigned seed, std::uint32_t variables) : random_(seed), variables_(variables) {}

    using Graph = eigenscope::Graph;
    using Operation = eigenscope::Operation;

    /// Some leaves and `terms` operations over what is there, the latest more often than the first.
    Graph draw(int terms) {
        Graph graph;
        for (std::uint32_t v = 0; v < variables_; ++v) graph.variable(v);
        for (const double n : {0.0, 1.0, 2.0, 3.0, 0.5, -1.0, -2.0, 0.1}) if (integer(0, 2) == 0) graph.number(n);
        if (integer(0, 3) == 0) graph.apply(Operation::pi);
        if (integer(0, 3) == 0) graph.apply(Operation::e);
        for (int i = 0; i < terms; ++i) {
            const auto any = [&] {
                const int size = static_cast<int>(graph.size());
                return static_cast<Graph::Id>(std::max(integer(0, size - 1), integer(0, size - 1)));
            };
            graph.apply(operation(), any(), any(), any());
        }
        return graph;
    }
    double uniform(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(random_); }
    int integer(int lo, int hi) { return std::uniform_int_distribution<int>(lo, hi)(random_); }
    /// Small, whole, large, tiny, of both signs.
    double coordinate() {
        const double sign = integer(0, 1) == 0 ? -1 : 1;
        switch (integer(0, 5)) {
        case 0: return integer(-5, 5);
        case 1: return sign * std::exp(uniform(-30, 8));
        case 2: return 0;
        case 3: return uniform(-12, 12);
        default: return uniform(-2, 2);
        }
    }

private:
    Operation operation() {
        // The four of arithmetic and powers as often as all the others together.
        if (integer(0, 1) == 0) return static_cast<Operation>(integer(static_cast<int>(Operation::add), static_cast<int>(Operation::power)));
        return static_cast<Operation>(integer(static_cast<int>(Operation::negate), static_cast<int>(Operation::choose)));
    }

    std::mt19937_64 random_;
    std::uint32_t variables_;
};
