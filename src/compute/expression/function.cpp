#include "compute/expression/function.hpp"

#include "compute/expression/jet.hpp"

#include <cassert>

namespace eigenscope {

struct Function::Compiled {
    Typed formula;
    Parameters parameters;
    Expression expression;                    ///< of the point and the parameters
};

Result<Function> Function::make(const Typed& formula, const Parameters& parameters) {
    return Function(std::make_shared<const Compiled>(Compiled{formula, matched(formula, parameters), formula.expression()}));
}

Eigen::Index Function::dimension() const { return static_cast<Eigen::Index>(compiled_->formula.dimension()); }

bool Function::is_of(const Typed& formula, const Parameters& parameters) const {
    return compiled_->formula == formula && compiled_->parameters == parameters;
}

namespace {

VecX with_parameters(std::span<const double> x, const Parameters& parameters) {
    VecX all(static_cast<Eigen::Index>(x.size() + parameters.size()));
    for (std::size_t i = 0; i < x.size(); ++i) all[static_cast<Eigen::Index>(i)] = x[i];
    for (std::size_t i = 0; i < parameters.size(); ++i) all[static_cast<Eigen::Index>(x.size() + i)] = parameters[i].value;
    return all;
}

}

double Function::value(std::span<const double> x) const {
    const VecX at = with_parameters(x, compiled_->parameters);
    return evaluate(compiled_->expression, std::span(at.data(), static_cast<std::size_t>(at.size())));
}

VecX Function::gradient(std::span<const double> x) const {
    return jet<Eigen::Dynamic>(compiled_->expression, with_parameters(x, compiled_->parameters)).gradient.head(dimension());
}

Eigen::MatrixXd Function::hessian(std::span<const double> x) const {
    const auto n = dimension();
    return jet<Eigen::Dynamic>(compiled_->expression, with_parameters(x, compiled_->parameters)).hessian.topLeftCorner(n, n);
}

void Function::values(std::span<const std::span<const double>> x, std::span<double> f) const {
    std::vector<double> point(x.size());
    for (std::size_t i = 0; i < f.size(); ++i) {
        for (std::size_t k = 0; k < x.size(); ++k) point[k] = x[k][i];
        f[i] = value(point);
    }
}

}
