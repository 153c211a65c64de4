#include "compute/expression/second_order.hpp"

#include "compute/expression/interval_functions.hpp"
#include "compute/expression/slopes.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using enclosing::sure;

/// `x` cut with `by`, both of which hold what is sought.
void cut(Enclosure& x, const Enclosure& by) {
    if (by.empty() || !(by.lo <= x.hi && x.lo <= by.hi)) return;
    x.lo = std::max(x.lo, by.lo);
    x.hi = std::min(x.hi, by.hi);
}

void add(Enclosure& sum, const Enclosure& factor, const Enclosure& x) {
    if (factor.is(0) || x.is(0)) return;
    sum = sum + sure(factor) * sure(x);
}

/// The exponents g in Σ c·exp(g) with numbers c > 0, where the term is such a sum; its positive numbers too. Else nothing.
std::vector<Graph::Id> exponents_in(const Graph& graph, Graph::Id sum) {
    constexpr std::size_t most = 64;
    std::vector<Graph::Id> open = {sum}, found;
    while (!open.empty() && found.size() + open.size() <= most) {
        const Graph::Id id = open.back();
        const Graph::Term& term = graph[id];
        const Graph::Id first = term.operands[0], second = term.operands[1];
        open.pop_back();
        const auto positive = [&](Graph::Id part) { return graph.constant(part).value_or(0) > 0; };
        if (term.operation == Operation::exp || positive(id)) found.push_back(term.operation == Operation::exp ? first : id);
        else if (term.operation == Operation::add) open.insert(open.end(), {first, second});
        else if (term.operation == Operation::multiply && (positive(first) || positive(second))) open.push_back(positive(first) ? second : first);
        else if (term.operation == Operation::divide && positive(second)) open.push_back(first);
        else return {};
    }
    return open.empty() ? found : std::vector<Graph::Id>{};
}

}

SecondOrder::SecondOrder(const Graph& graph, std::size_t variables, const GluedChoices& glued)
    : graph_(graph), variables_(variables), varies_(graph.size()), once_smooth_(graph.size()) {
    for (const auto& [id, how] : glued) once_smooth_[id] = once_smooth_[id] || how.once_smooth;
    for (Graph::Id id = 0; id < graph.size(); ++id)
        if (graph[id].operation == Operation::ln)
            if (auto exponents = exponents_in(graph, graph[id].operands[0]); !exponents.empty()) exponents_.emplace(id, std::move(exponents));
    for (Graph::Id id = 0; id < graph.size(); ++id) {
        varies_[id] = graph[id].operation == Operation::variable;
        for (int k = 0; k < arity(graph[id].operation); ++k) varies_[id] = varies_[id] || varies_[graph[id].operands[static_cast<std::size_t>(k)]];
    }
    for (Pass* pass : {&box_, &middle_}) {
        pass->values.resize(graph.size());
        pass->gradients.resize(graph.size() * variables);
        pass->hessians.resize(graph.size() * variables * variables);
    }
}

void SecondOrder::run(std::span<const Enclosure> box, bool centred) {
    offset_.clear();
    if (centred) {
        std::vector<Enclosure> middle;
        for (const Enclosure& side : box) {
            middle.push_back(Enclosure::point(std::clamp(0.5 * side.lo + 0.5 * side.hi, side.lo, side.hi)));
            offset_.push_back(side - middle.back());
        }
        std::vector<Enclosure> offset;
        std::swap(offset, offset_);                                           // the middle itself is one plain pass
        run(middle_, middle);
        std::swap(offset, offset_);
    }
    run(box_, box);
}

void SecondOrder::run(Pass& pass, std::span<const Enclosure> box) {
    std::fill(pass.gradients.begin(), pass.gradients.end(), Enclosure::point(0));
    std::fill(pass.hessians.begin(), pass.hessians.end(), Enclosure::point(0));
    for (Graph::Id id = 0; id < graph_.size(); ++id) {
        const Graph::Term& term = graph_[id];
        Enclosure& value = pass.values[id];
        value = enclosing::of_term(term, pass.values, box);
        if (once_smooth_[id] && !value.empty())
            value.regularity = std::max(value.regularity, std::min(pass.values[term.operands[1]].regularity, pass.values[term.operands[2]].regularity));
        if (term.operation == Operation::variable) pass.gradients[id * variables_ + term.variable] = Enclosure::point(1);
        if (!varies_[id] || arity(term.operation) == 0 || value.empty()) continue;
        if (term.operation == Operation::choose) choose(pass, id);
        else differentiate(pass, id);
        weigh(pass, id);
        if (!offset_.empty() && value.regularity >= Regularity::continuous) tighten(id);
    }
}

void SecondOrder::choose(Pass& pass, Graph::Id id) {
    const Graph::Term& term = graph_[id];
    const Enclosure& condition = pass.values[term.operands[0]];
    const bool yes = !condition.is(0), no = condition.contains(0);
    const auto take = [&](std::vector<Enclosure>& all, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const Enclosure &a = all[term.operands[1] * count + i], &b = all[term.operands[2] * count + i];
            all[id * count + i] = !no ? a : !yes ? b : Enclosure{std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
        }
    };
    take(pass.gradients, variables_);
    take(pass.hessians, variables_ * variables_);
}

void SecondOrder::differentiate(Pass& pass, Graph::Id id) {
    const auto [operation, operands, number, variable] = graph_[id];
    Graph::Id first = operands[0];
    const Graph::Id second = operands[1];
    std::array<Enclosure, 3> slope;
    enclosing::Bends bend;
    bool two = arity(operation) == 2 && varies_[second];
    if (operation == Operation::ln && graph_[first].operation == Operation::cosh) {           // as one: tanh and 1/cosh²
        const Enclosure cosh = pass.values[first];
        first = graph_[first].operands[0];
        slope[0] = enclosure(Operation::tanh, pass.values[first]);
        bend.aa = enclosure(Operation::power, cosh, Enclosure::point(-2));
        cut(bend.aa, {0, 1});
    } else {
        const bool square = operation == Operation::multiply && first == second;              // x·x is x²
        two = two && !square;
        const Operation as = square ? Operation::power : operation;
        const Enclosure a = pass.values[first], b = square ? Enclosure::point(2) : pass.values[second];
        slope = enclosing::slopes(as, a, b, pass.values[id], !two);
        bend = enclosing::bends(as, a, b, pass.values[id], slope[0], !two);
    }
    const Enclosure* const ga = &pass.gradients[first * variables_];
    const Enclosure* const gb = &pass.gradients[second * variables_];
    const Enclosure* const ha = &pass.hessians[first * variables_ * variables_];
    const Enclosure* const hb = &pass.hessians[second * variables_ * variables_];
    const auto times = [&](const Enclosure* g, std::size_t i, const Enclosure* h, std::size_t j) {
        return g == h && i == j ? square(sure(g[i])) : sure(g[i]) * sure(h[j]);
    };
    for (std::size_t i = 0; i < variables_; ++i) {
        Enclosure& g = pass.gradients[id * variables_ + i];
        add(g, slope[0], ga[i]);
        if (two) add(g, slope[1], gb[i]);
        for (std::size_t j = 0; j <= i; ++j) {
            Enclosure h = Enclosure::point(0);
            add(h, slope[0], ha[i * variables_ + j]);
            if (!bend.aa.is(0)) add(h, bend.aa, times(ga, i, ga, j));
            if (two) {
                add(h, slope[1], hb[i * variables_ + j]);
                if (!bend.bb.is(0)) add(h, bend.bb, times(gb, i, gb, j));
                if (!bend.ab.is(0)) add(h, bend.ab, times(ga, i, gb, j) + times(ga, j, gb, i));
            }
            pass.hessians[(id * variables_ + i) * variables_ + j] = pass.hessians[(id * variables_ + j) * variables_ + i] = h;
        }
    }
}

/// The gradient of ln Σ exp gₖ is a mean of the ∇gₖ, with weights that add up to one; its Hessian the same mean of theirs, and the
/// covariance of the ∇gₖ, whose size is at most the product of half their ranges (Popoviciu 1935). All cancels in u′/u otherwise.
void SecondOrder::weigh(Pass& pass, Graph::Id id) {
    const auto found = exponents_.find(id);
    if (found == exponents_.end()) return;
    const auto hull = [&](const std::vector<Enclosure>& all, std::size_t count, std::size_t i) {
        Enclosure both = sure(all[found->second.front() * count + i]);
        for (const Graph::Id g : found->second) {
            const Enclosure& one = all[g * count + i];
            both.lo = std::min(both.lo, one.lo);
            both.hi = std::max(both.hi, one.hi);
        }
        return both;
    };
    const std::size_t n = variables_;
    std::vector<Enclosure> half;
    for (std::size_t i = 0; i < n; ++i) {
        const Enclosure mean = hull(pass.gradients, n, i);
        cut(pass.gradients[id * n + i], mean);
        half.push_back((Enclosure::point(mean.hi) - Enclosure::point(mean.lo)) * Enclosure::point(0.5));
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const double most = (half[i] * half[j]).hi;
            if (std::isnan(most)) continue;
            cut(pass.hessians[(id * n + i) * n + j], hull(pass.hessians, n * n, i * n + j) + Enclosure{i == j ? 0 : -most, most});
        }
}

/// Mean value forms of the value, by the gradient, and of the gradient, by the Hessian.
void SecondOrder::tighten(Graph::Id id) {
    Enclosure form = middle_.values[id];
    Enclosure* const gradient = &box_.gradients[id * variables_];
    const Enclosure* const hessian = &box_.hessians[id * variables_ * variables_];
    if (box_.values[id].regularity == Regularity::smooth) {
        for (std::size_t i = 0; i < variables_; ++i) {
            Enclosure slope = sure(middle_.gradients[id * variables_ + i]);
            for (std::size_t j = 0; j < variables_; ++j) add(slope, hessian[i * variables_ + j], offset_[j]);
            cut(gradient[i], slope);
        }
    }
    for (std::size_t i = 0; i < variables_; ++i) add(form, gradient[i], offset_[i]);
    cut(box_.values[id], form);
}

}
