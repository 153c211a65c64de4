#include "compute/expression/careful_program.hpp"

#include "compute/expression/flags.hpp"
#include "compute/expression/precise.hpp"
#include "compute/expression/stable.hpp"
#include "compute/expression/underflow.hpp"
#include "compute/expression/wide.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

/// Whether f has a value and one of the derivatives after it has none.
template <class Output>
bool broken(std::size_t outputs, Output output) {
    if (!std::isfinite(output(0))) return false;
    for (std::size_t k = 1; k < outputs; ++k)
        if (!std::isfinite(output(k))) return true;
    return false;
}

/// A second derivative belongs to the first one by the earlier variable, as where it is printed.
std::vector<DerivativeTerm> with_orders(std::span<const Graph::Id> gradient, std::span<const Graph::Id> hessian) {
    std::vector<DerivativeTerm> all(gradient.begin(), gradient.end());
    std::size_t row = 0, column = 0;
    for (const Graph::Id id : hessian) {
        all.emplace_back(id, column);
        column = column == row ? (++row, 0) : column + 1;
    }
    return all;
}

bool broken(std::span<const double> outputs) { return broken(outputs.size(), [&](std::size_t k) { return outputs[k]; }); }

}

CarefulProgram::CarefulProgram(Graph& graph, Graph::Id f) : CarefulProgram(graph, f, nullptr, nullptr, {}, {}) {}

CarefulProgram::CarefulProgram(Graph& graph, const CarefulProgram& f, const Kinks& kinks, const Terms& gradient, const Terms& hessian)
    : CarefulProgram(graph, f.f_, &f, kinks.empty() ? nullptr : &kinks, gradient, hessian) {}

CarefulProgram::CarefulProgram(Graph& graph, Graph::Id f, const CarefulProgram* value, const Kinks* kinks, const Terms& gradient,
                               const Terms& hessian)
    : graph_(graph), f_(f), value_(value), kinks_(kinks), derivatives_(with_orders(gradient, hessian)),
      passed_(hessian.empty() ? 0 : gradient.size()), stable_(stable_outputs()), program_(graph, stable_, Program::Domain::of_first),
      harmless_(!value && underflow_is_harmless(graph, stable_)), steps_(steps(graph, stable_, places_)) {
    // Our logarithms select their infinities. Everywhere else arithmetic makes them, and raises flags.
    std::vector<std::uint32_t> places;
    const std::vector<Step> below = steps(graph, Terms(stable_.begin() + 1, stable_.end()), places);
    silent_ = std::any_of(below.begin(), below.end(), [](const Step& step) {
        const Operation operation = step.operation;
        return operation == Operation::ln || operation == Operation::log1p || operation == Operation::log2 || operation == Operation::log10;
    });
}

CarefulProgram::Terms CarefulProgram::stable_outputs() {
    Terms all = {stable(graph_, f_)};
    for (std::size_t k = passed_; k < derivatives_.size(); ++k) all.push_back(stable(graph_, derivatives_[k].term));
    return all;
}

std::vector<CarefulProgram::Step> CarefulProgram::steps(const Graph& graph, const Terms& outputs, std::vector<std::uint32_t>& places) {
    std::vector<bool> needed(graph.size());
    for (const Graph::Id root : outputs) needed[root] = true;
    for (auto id = static_cast<Graph::Id>(graph.size()); id-- > 0;)
        for (int k = 0; needed[id] && k < arity(graph[id].operation); ++k) needed[graph[id].operands[static_cast<std::size_t>(k)]] = true;
    std::vector<std::uint32_t> place(graph.size());
    std::vector<Step> result;
    for (Graph::Id id = 0; id < graph.size(); ++id) {
        if (!needed[id]) continue;
        const auto& [operation, operands, value, variable] = graph[id];
        place[id] = static_cast<std::uint32_t>(result.size());
        result.push_back({operation, {place[operands[0]], place[operands[1]], place[operands[2]]}, value, variable});
    }
    for (const Graph::Id root : outputs) places.push_back(place[root]);
    return result;
}

/// f has no value at many places, and that is all; derivatives where it has one tell more.
unsigned CarefulProgram::telling_flags() const { return differentiates() ? flags::all : flags::range; }

/// Whether something was too large or too small on the way, and that matters.
bool CarefulProgram::left_doubles(unsigned raised, std::span<const double> x) const {
    if ((raised & flags::overflow) != 0) return true;
    const bool ordinary = std::all_of(x.begin(), x.end(), [](double u) { return std::abs(u) <= ordinary_size; });
    return (raised & flags::underflow) != 0 && !(harmless_ && ordinary);
}

/// Whether a kink is met at which the formulas need not count.
bool CarefulProgram::at_kink(std::span<const double> x) const {
    return kinks_ && kinks_->met(x) && !(passed_ == 0 && kinks_->means_count(x));
}

void CarefulProgram::widen(std::span<const double> x, std::span<double> outputs) const {
    std::vector<WideReal> values(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const Step& step = steps_[i];
        const auto operand = [&](std::size_t k) -> const WideReal& { return values[step.operands[k]]; };
        if (step.operation == Operation::number) values[i] = step.value;
        else if (step.operation == Operation::variable) values[i] = x[step.variable];
        else if (step.operation == Operation::power && steps_[step.operands[0]].operation == Operation::e)
            values[i] = wide_exp(operand(1));
        else values[i] = applied(step.operation, operand(0), operand(1), operand(2));
    }
    // What cannot be told there, as the sine of a number beyond all doubles, stays as it was.
    const auto keep = [&](std::size_t k) {
        const double value = values[places_[k]].rounded();
        if (!std::isnan(value)) outputs[k] = value;
    };
    keep(0);
    for (std::size_t k = 1; k < outputs.size(); ++k)
        if (!std::isnan(outputs[0])) keep(k);
}

void CarefulProgram::look_around(std::span<const double> x, std::span<double> outputs) const {
    const PreciseValues found = precise_values(graph_, f_, derivatives_, x);
    for (std::size_t k = passed_; k < derivatives_.size(); ++k) outputs[k - passed_ + 1] = found.derivatives[k].value;
}

/// All that has to be done at one point, whatever flags others have raised.
void CarefulProgram::mend(std::span<const double> x, std::span<double> outputs) const {
    flags::clear();
    program_.run(x, outputs);
    const unsigned raised = flags::raised() & flags::all;
    if (left_doubles(raised, x)) {
        widen(x, outputs);
        // Derivatives may have been the reason: f is what it is without them.
        if (differentiates()) value_->mend(x, outputs.first(1));
    }
    if (!differentiates() || !std::isfinite(outputs[0])) return;
    if (((raised != 0 || silent_) && broken(outputs)) || at_kink(x)) look_around(x, outputs);
}

void CarefulProgram::run(std::span<const double> x, std::span<double> outputs) const {
    program_.run(x, outputs);
    const unsigned raised = flags::raised() & telling_flags();
    if (raised == 0 && !(silent_ && broken(outputs)) && !at_kink(x)) return;
    if (raised != flags::underflow || left_doubles(raised, x) || broken(outputs) || at_kink(x)) mend(x, outputs);
    flags::clear();
}

void CarefulProgram::run(std::span<const std::span<const double>> x, std::span<const std::span<double>> outputs) const {
    std::vector<double> point(x.size()), found(outputs.size());
    program_.run(x, outputs, [&](std::size_t at, std::size_t n) {
        const unsigned raised = flags::raised() & telling_flags();
        if (raised == 0 && !silent_ && !kinks_) return;
        const auto take = [&](std::size_t i) {
            for (std::size_t k = 0; k < x.size(); ++k) point[k] = x[k][at + i];
        };
        std::vector<bool> doubtful(n);
        for (std::size_t i = 0; (raised & flags::range) != 0 && i < n; ++i) {
            take(i);
            doubtful[i] = left_doubles(raised, point);
        }
        for (std::size_t i = 0; differentiates() && i < n; ++i)
            if (broken(outputs.size(), [&](std::size_t k) { return outputs[k][at + i]; })) doubtful[i] = true;
        if (kinks_) {
            std::vector<std::span<const double>> here;
            for (const std::span<const double> all : x) here.push_back(all.subspan(at, n));
            kinks_->each_met(here, [&](std::size_t i) { doubtful[i] = true; });
        }
        for (std::size_t i = 0; i < n; ++i) {
            if (!doubtful[i]) continue;
            take(i);
            mend(point, found);
            for (std::size_t k = 0; k < found.size(); ++k) outputs[k][at + i] = found[k];
        }
        flags::clear();
    });
}

}
