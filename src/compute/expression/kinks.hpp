#pragma once
#include "compute/expression/program.hpp"

namespace eigenscope {

/// The operations in a function f that have two sides: abs, min, floor, comparisons, ...
class Kinks {
public:
    Kinks(const Graph& graph, Graph::Id f);

    bool empty() const { return found_.empty(); }
    /// Whether one of them is between its sides at the point, in doubles.
    bool met(std::span<const double> x) const;
    /// The same for many points: `mark(i)` for each where it is so.
    template <class Mark>
    void each_met(std::span<const std::span<const double>> x, Mark&& mark) const {
        const std::size_t n = x.front().size();
        std::vector<double> all(n * found_.size());
        std::vector<std::span<double>> gaps;
        for (std::size_t k = 0; k < found_.size(); ++k) gaps.push_back(std::span(all).subspan(k * n, n));
        gaps_->run(x, gaps);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t k = 0; k < found_.size(); ++k)
                if (gaps[k][i] == 0) {
                    mark(i);
                    break;
                }
    }

    /// Whether the formulas of the gradient count at x, where kinks are met, as they stand. Where abs, min, max and relu are at their
    /// kinks side by side, f is F(x, |u|, |v|, ...) with smooth F. Its slope in direction d is F′·d and what does not change with
    /// the sign of d; so if all sides have the same gradient, it is F′, and that is what the mean of both sides of each gives. One
    /// kink inside another, and jumps, are not like that.
    bool means_count(std::span<const double> x) const;

private:
    struct Kink {
        Graph::Id at, gap;                    ///< the operation, and what is zero between its sides
    };
    Graph graph_;                             ///< f and the gaps
    std::vector<Kink> found_;
    std::optional<Program> gaps_;
};

}
