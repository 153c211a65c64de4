#pragma once
#include "compute/expression/graph.hpp"

#include <optional>

namespace eigenscope {

/// Formulas as sign · exp(log), also where they are finite and too large, or too small, for a double on the way: exponents stay what they
/// were, products and powers of them are sums and multiples, and a sum is taken beside its largest part.
class LogForm {
public:
    struct Term {
        Graph::Id sign, log;                  ///< places in `graph()`; the sign is 1, -1, 0 or, where there is no value, not-a-number
    };

    /// Of the terms of a graph in one variable, which must outlive it.
    explicit LogForm(const Graph& plain);

    Term of(Graph::Id id);
    /// The term itself, as it was written.
    Graph::Id copy(Graph::Id id);

    Graph& graph() { return graph_; }
    const Graph& graph() const { return graph_; }

private:
    Term made(Graph::Id id);
    Term sum(Term a, Term b);
    Graph::Id apply(Operation operation, Graph::Id a, Graph::Id b = 0, Graph::Id c = 0) { return graph_.apply(operation, a, b, c); }
    Graph::Id times(Graph::Id a, Graph::Id b);
    bool is_one(Graph::Id id) const { return graph_.numeric(id) == 1.0; }

    const Graph& plain_;
    Graph graph_;
    std::vector<std::optional<Graph::Id>> copies_;
    std::vector<std::optional<Term>> terms_;
    std::vector<bool> wild_;                  // whether it, or a part, may leave the doubles
};

/// Whether exp(log), seen from inside of `around`, is so large next to `at` that it has no integral there: it grows at least like 1/|x - at|.
/// Next to infinity: it does not fall faster than 1/|x|.
bool grows_like_a_pole(const Graph& graph, Graph::Id log, double at, Interval around);

}
