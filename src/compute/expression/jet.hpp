#pragma once
#include "compute/expression/expression.hpp"

#include <Eigen/Core>

namespace eigenscope {

/// A value with its exact first and second derivatives at a point (N = Eigen::Dynamic: as many variables as there are).
template <int N>
struct Jet {
    double value = 0;
    Eigen::Matrix<double, N, 1> gradient;
    Eigen::Matrix<double, N, N> hessian;      ///< exactly symmetric
};

/// Value, gradient and Hessian of the expression in the point, by forward automatic differentiation of second order (Griewank
/// and Walther, "Evaluating Derivatives", 2nd ed., chapter 13). The point has one coordinate for each variable. Kinks as for
/// `derivative`; not-a-number where there is no derivative.
template <int N>
Jet<N> jet(const Expression& expression, const Eigen::Matrix<double, N, 1>& point);

extern template Jet<2> jet<2>(const Expression&, const Eigen::Matrix<double, 2, 1>&);
extern template Jet<Eigen::Dynamic> jet<Eigen::Dynamic>(const Expression&, const Eigen::VectorXd&);

}
