#include "compute/expression/function.hpp"

#include "compute/expression/precise.hpp"
#include "compute/expression/program.hpp"
#include "compute/expression/stable.hpp"

#include <cassert>
#include <cfenv>

namespace eigenscope {

struct Function::Compiled {
    using Terms = std::vector<Graph::Id>;

    Compiled(Typed formula_, Parameters parameters_, Graph graph_, Graph::Id value_, Terms gradient_, Terms hessian_)
        : formula(std::move(formula_)), parameters(std::move(parameters_)), graph(std::move(graph_)), value(value_), gradient(std::move(gradient_)),
          hessian(std::move(hessian_)), of_value(graph, stable_terms({})), of_gradient(graph, stable_terms(gradient), Program::Domain::of_first),
          of_hessian(graph, stable_terms(hessian), Program::Domain::of_first) {}

    /// The value first, and then the others.
    Terms stable_terms(const Terms& terms) {
        Terms result = {stable(graph, value)};
        for (const Graph::Id id : terms) result.push_back(stable(graph, id));
        return result;
    }

    /// The value and `terms` at one point. What overflowed on the way is worked out again where that cannot happen: rare, and slow.
    void run(const Program& program, const Terms& terms, std::span<const double> x, std::span<double> outputs) const {
        if (std::fetestexcept(FE_OVERFLOW) != 0) std::feclearexcept(FE_OVERFLOW);
        program.run(x, outputs);
        if (std::fetestexcept(FE_OVERFLOW) == 0) return;
        Terms all = {value};
        all.insert(all.end(), terms.begin(), terms.end());
        const std::vector<Precise> precise = precise_terms(graph, all, x);
        if (!precise[0].remark.empty()) return;
        for (std::size_t k = 0; k < outputs.size(); ++k)
            if (precise[k].remark.empty()) outputs[k] = precise[k].value;
    }

    Typed formula;
    Parameters parameters;
    Graph graph;
    Graph::Id value;
    Terms gradient, hessian;
    // Derivatives come with the value: where it is not a number, neither are they, even if their own formulas have one there.
    Program of_value, of_gradient, of_hessian;
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
    compiled_->run(compiled_->of_value, {}, x, std::span(&f, 1));
    return f;
}

VecX Function::gradient(std::span<const double> x) const {
    VecX all(dimension() + 1);
    compiled_->run(compiled_->of_gradient, compiled_->gradient, x, std::span(all.data(), x.size() + 1));
    return all.tail(dimension());
}

Eigen::MatrixXd Function::hessian(std::span<const double> x) const {
    const Eigen::Index n = dimension();
    VecX all(1 + n * (n + 1) / 2);
    compiled_->run(compiled_->of_hessian, compiled_->hessian, x, std::span(all.data(), static_cast<std::size_t>(all.size())));
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
