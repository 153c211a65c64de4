#pragma once
#include "compute/expression/graph.hpp"
#include "compute/expression/typed.hpp"

#include <Eigen/Core>

#include <memory>

namespace eigenscope {

/// A function of n real variables, made from a formula and the values of its parameters, ready to be evaluated: value, gradient
/// and Hessian are compiled once. Immutable; copies share what was compiled.
///
/// Outside the domain all of them are not-a-number. What overflows or underflows on the way to a number that does not is worked out
/// again; so are derivatives whose formula has no value where f has one, and those at kinks, where all sides are looked at: if they
/// agree, that is the derivative; if not, `derivative` states which subgradient counts, and where it has none it is not-a-number.
/// A point has the same bits alone and among many.
class Function {
public:
    /// The error says why there is no such function: a sum without end, a derivative that is too complex.
    static Result<Function> make(const Typed& formula, const Parameters& parameters);

    Eigen::Index dimension() const;
    double value(std::span<const double> x) const;
    VecX gradient(std::span<const double> x) const;
    Eigen::MatrixXd hessian(std::span<const double> x) const;              ///< exactly symmetric

    /// f at many points: `x` holds the coordinates, one span of equal length for each variable.
    void values(std::span<const std::span<const double>> x, std::span<double> f) const;

    /// f and its gradient at many points; `gradient` has one span for each variable. Quicker than one after the other.
    void values_and_gradients(std::span<const std::span<const double>> x, std::span<double> f, std::span<const std::span<double>> gradient) const;

    /// The terms that f, its gradient and its Hessian are, the parameters put in as numbers; variables are places in the point.
    const Graph& graph() const;
    Graph::Id value_term() const;                                          ///< as it was written
    std::span<const Graph::Id> gradient_terms() const;                     ///< simplified
    std::span<const Graph::Id> hessian_terms() const;                      ///< the lower triangle, row by row, simplified

    /// Whether f was made from this formula and these parameters.
    bool is_of(const Typed& formula, const Parameters& parameters) const;

private:
    struct Compiled;
    explicit Function(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
    std::shared_ptr<const Compiled> compiled_;
};

}
