#include "compute/expression/function.hpp"

#include "compute/expression/careful_program.hpp"

namespace eigenscope {

struct Function::Compiled {
    using Terms = std::vector<Graph::Id>;

    Compiled(Typed formula_, Parameters parameters_, Graph graph_, Graph::Id value_, Terms gradient_, Terms hessian_)
        : formula(std::move(formula_)), parameters(std::move(parameters_)), graph(std::move(graph_)), value(value_), gradient(std::move(gradient_)),
          hessian(std::move(hessian_)), kinks(graph, value), of_value(graph, value),
          of_gradient(graph, of_value, kinks, gradient), of_hessian(graph, of_value, kinks, gradient, hessian) {}

    Typed formula;
    Parameters parameters;
    Graph graph;
    Graph::Id value;
    Terms gradient, hessian;
    Kinks kinks;
    // Derivatives come with the value: where it is not a number, neither are they, even if their own formulas have one there.
    CarefulProgram of_value, of_gradient, of_hessian;
};

Result<Function> Function::make(const Typed& formula, const Parameters& parameters) {
    const std::size_t n = formula.dimension();
    Parameters known = matched(formula, parameters);
    std::vector<std::optional<double>> bound(n);
    for (const Parameter& parameter : known) bound.push_back(parameter.value);
    Graph graph;
    const auto value = entered(graph, formula.expression(), bound);
    if (!value) return Error{value.error()};
    auto gradient = eigenscope::gradient(graph, *value, n);
    if (!gradient) return Error{gradient.error()};
    std::vector<Graph::Id> hessian;
    for (std::size_t i = 0; i < n; ++i) {
        const auto row = eigenscope::gradient(graph, (*gradient)[i], i + 1);
        if (!row) return Error{row.error()};
        hessian.insert(hessian.end(), row->begin(), row->end());
    }
    // Shared, because functions are copied all the time and what was compiled never changes.
    return Function(std::make_shared<const Compiled>(formula, std::move(known), std::move(graph), *value, *std::move(gradient), std::move(hessian)));
}

Eigen::Index Function::dimension() const { return static_cast<Eigen::Index>(compiled_->formula.dimension()); }

bool Function::is_of(const Typed& formula, const Parameters& parameters) const {
    return compiled_->formula == formula && compiled_->parameters == parameters;
}

double Function::value(std::span<const double> x) const {
    double f = 0;
    compiled_->of_value.run(x, std::span(&f, 1));
    return f;
}

VecX Function::gradient(std::span<const double> x) const {
    VecX all(dimension() + 1);
    compiled_->of_gradient.run(x, std::span(all.data(), x.size() + 1));
    return all.tail(dimension());
}

Eigen::MatrixXd Function::hessian(std::span<const double> x) const {
    const Eigen::Index n = dimension();
    VecX all(1 + n * (n + 1) / 2);
    compiled_->of_hessian.run(x, std::span(all.data(), static_cast<std::size_t>(all.size())));
    Eigen::MatrixXd result(n, n);
    Eigen::Index next = 1;
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j <= i; ++j) result(i, j) = result(j, i) = all[next++];
    return result;
}

void Function::values(std::span<const std::span<const double>> x, std::span<double> f) const { compiled_->of_value.run(x, std::span(&f, 1)); }

void Function::values_and_gradients(std::span<const std::span<const double>> x, std::span<double> f, std::span<const std::span<double>> gradient) const {
    std::vector<std::span<double>> outputs = {f};
    outputs.insert(outputs.end(), gradient.begin(), gradient.end());
    compiled_->of_gradient.run(x, outputs);
}

const Graph& Function::graph() const { return compiled_->graph; }
Graph::Id Function::value_term() const { return compiled_->value; }
std::span<const Graph::Id> Function::gradient_terms() const { return compiled_->gradient; }
std::span<const Graph::Id> Function::hessian_terms() const { return compiled_->hessian; }

}
