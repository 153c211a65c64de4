#include "compute/expression/simplify.hpp"

#include "compute/expression/decimal.hpp"
#include "compute/expression/operations.hpp"
#include "compute/expression/precise.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

/// Whether a whole result may have been rounded.
bool rounds(Operation operation) {
    switch (operation) {
    case Operation::abs: case Operation::sign: case Operation::floor: case Operation::ceil: case Operation::round: case Operation::relu:
    case Operation::min: case Operation::max: case Operation::choose: return false;
    default: return !is_condition(operation);
    }
}

}

/// Adds ±id, one summand at a time.
void Simplifier::flatten(std::vector<Summand>& sum, Id id, bool negative) {
    std::vector<std::pair<Id, bool>> open = {{id, negative}};
    while (!open.empty()) {
        const auto [next, minus] = open.back();
        open.pop_back();
        const Graph::Term term = graph_[next];
        const auto [a, b, c] = term.operands;
        const bool through = sum.size() + open.size() < most_parts;
        if (through && (term.operation == Operation::add || term.operation == Operation::subtract)) {
            open.push_back({b, minus != (term.operation == Operation::subtract)});
            open.push_back({a, minus});
        } else if (through && term.operation == Operation::negate) {
            open.push_back({a, !minus});
        } else {
            Product product;
            flatten(product, next, 1);
            Coefficient coefficient = product.coefficient;
            if (minus) coefficient.p = -coefficient.p;
            product.coefficient = {};
            summand(sum, {coefficient, built(product)});
        }
    }
}

/// Together with its like, where the number in front keeps its digits.
void Simplifier::summand(std::vector<Summand>& summands, const Summand& next) {
    const auto [p, q] = next.coefficient;
    for (auto like = summands.begin(); like != summands.end(); ++like) {
        if (like->term != next.term) continue;
        const auto [p2, q2] = like->coefficient;
        const bool same = q == q2, all_whole = whole(p) && whole(q) && whole(p2) && whole(q2);
        const bool fractions = all_whole && whole(q * q2) && whole(p2 * q) && whole(p * q2);
        if (!same && !fractions) continue;
        // 1e20·x + x stays two terms: another one may take the first away.
        const auto sum = same ? decimal_sum(p2, p) : decimal_sum(p2 * q, p * q2);
        if (!sum) continue;
        const double above = *sum, below = same ? q : q * q2;
        if (above == 0) {
            summands.erase(like);
            return;
        }
        Product reduced;
        scale(reduced, above, 1);
        scale(reduced, below, -1);
        if (!reduced.factors.empty()) continue;
        like->coefficient = reduced.coefficient;
        return;
    }
    if (next.coefficient.p != 0) summands.push_back(next);
}

Graph::Id Simplifier::built(std::vector<Summand>& sum) {
    if (sum.empty()) return number(0);
    // A sum begins with what is added: y − x, not −x + y.
    const auto positive = std::find_if(sum.begin(), sum.end(), [](const Summand& s) { return s.coefficient.p > 0; });
    if (positive != sum.end()) std::rotate(sum.begin(), positive, positive + 1);
    std::optional<Id> result;
    for (const Summand& s : sum) {
        const bool minus = s.coefficient.p < 0;
        Product product{{std::abs(s.coefficient.p), s.coefficient.q}, {}};
        flatten(product, s.term, 1);
        const Id id = built(product);
        if (result) result = graph_.apply(minus ? Operation::subtract : Operation::add, *result, id);
        else result = minus ? negate(id) : id;
    }
    return *result;
}

/// The factors that all summands have, of those worth to stand before a parenthesis: sums and functions, not numbers and variables.
std::vector<Simplifier::Factor> Simplifier::common_factors(const std::vector<Summand>& sum) {
    std::vector<Factor> common;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        Product product;
        flatten(product, sum[i].term, 1);
        std::erase_if(product.factors, [&](const Factor& f) { return rank(f) < 3; });
        if (i == 0) common = product.factors;
        for (Factor& f : common) {
            const auto is_same = [&](const Factor& g) { return g.base == f.base; };
            const auto same = std::find_if(product.factors.begin(), product.factors.end(), is_same);
            f.exponent = same == product.factors.end() ? 0 : std::min(f.exponent, same->exponent);
        }
        std::erase_if(common, [](const Factor& f) { return f.exponent == 0; });
    }
    return common;
}

/// The sum with 2(x + 1) written as 2x + 2, where that makes it clearly shorter; else as it is.
Graph::Id Simplifier::expanded(const std::vector<Summand>& sum, Id as_it_is) {
    std::vector<Summand> wide;
    for (const Summand& s : sum) {
        std::vector<Summand> parts;
        flatten(parts, s.term, false);
        for (Summand part : parts) {
            Product scaled{s.coefficient, {}};
            scale(scaled, part.coefficient.p, 1);
            scale(scaled, part.coefficient.q, -1);
            if (!scaled.factors.empty() || wide.size() >= most_parts) return as_it_is;
            summand(wide, {scaled.coefficient, part.term});
        }
    }
    const Id result = built(wide);
    return graph_.written_size(result) + 2 <= graph_.written_size(as_it_is) ? result : as_it_is;
}

/// The sum in its most readable form: common factors before a parenthesis, or numbers multiplied out.
Graph::Id Simplifier::combined(std::vector<Summand>& sum, bool above) {
    if (sum.size() < 2) return built(sum);
    if (const auto united = over_common_denominator(sum, above)) return *united;
    const std::vector<Factor> common = common_factors(sum);
    if (common.empty()) return expanded(sum, built(sum));
    std::vector<Summand> inner;
    for (const Summand& s : sum) {
        Product rest{s.coefficient, {}};
        flatten(rest, s.term, 1);
        for (const Factor& f : common) factor(rest, f.base, -f.exponent);
        flatten(inner, built(rest), false);
    }
    Product product;
    const Id inside = built(inner);
    flatten(product, expanded(inner, inside), 1);
    for (const Factor& f : common) factor(product, f.base, f.exponent);
    return built(product);
}

Graph::Id Simplifier::difference_above(Id a, Id b) {
    std::vector<Summand> sum;
    flatten(sum, a, false);
    flatten(sum, b, true);
    return combined(sum, true);
}

Graph::Id Simplifier::negate(Id x) {
    if (const auto n = graph_.numeric(x)) return number(-*n);
    const Graph::Term term = graph_[x];
    if (term.operation == Operation::negate) return term.operands[0];
    if (term.operation == Operation::add || term.operation == Operation::subtract) {
        std::vector<Summand> sum;
        flatten(sum, x, true);
        return built(sum);
    }
    if (term.operation == Operation::multiply || term.operation == Operation::divide) {
        Product product{{-1, 1}, {}};
        flatten(product, x, 1);
        return built(product);
    }
    return graph_.apply(Operation::negate, x);
}

Graph::Id Simplifier::add(Id a, Id b) {
    if (graph_.numeric(a) == 0.0) return b;
    if (graph_.numeric(b) == 0.0) return a;
    std::vector<Summand> sum;
    flatten(sum, a, false);
    flatten(sum, b, false);
    return combined(sum);
}

Graph::Id Simplifier::multiply(Id a, Id b) {
    if (graph_.numeric(a) == 0.0 || graph_.numeric(b) == 0.0) return number(0);
    if (graph_.numeric(a) == 1.0) return b;
    if (graph_.numeric(b) == 1.0) return a;
    Product product;
    flatten(product, a, 1);
    flatten(product, b, 1);
    return built(product);
}

Graph::Id Simplifier::divide(Id a, Id b) {
    if (graph_.numeric(b) == 0.0) return graph_.apply(Operation::divide, a, b);
    if (graph_.numeric(a) == 0.0) return a;
    if (graph_.numeric(b) == 1.0) return a;
    Product product;
    flatten(product, a, 1);
    flatten(product, b, -1);
    return built(product);
}

Graph::Id Simplifier::power(Id a, Id b) {
    const auto m = graph_.numeric(a), n = graph_.numeric(b);
    if (n == 0.0 || m == 1.0) return number(1);
    if (n == 1.0) return a;
    if (m && n) return folded(Operation::power, a, b, 0);
    if (!n || !whole(*n) || std::abs(*n) > 1000) return graph_.apply(Operation::power, a, b);
    Product product;
    flatten(product, a, *n);
    return built(product);
}

/// The operation on constants, where the result is whole or as short as they are; else as it is.
Graph::Id Simplifier::folded(Operation operation, Id a, Id b, Id c) {
    const std::array operands{a, b, c};
    std::array<double, 3> x = {};
    const auto count = static_cast<std::size_t>(arity(operation));
    bool constant = count > 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = graph_.constant(operands[i]);
        constant = constant && value;
        x[i] = value.value_or(0);
    }
    if (constant) {
        const double value = applied(operation, x[0], x[1], x[2]);
        const auto exact = [&] { return !rounds(operation) || equals(graph_, graph_.apply(operation, a, b, c), value); };
        if (std::isfinite(value) && whole(value) && exact()) return number(value);
    }
    return graph_.apply(operation, a, b, c);
}

Graph::Id Simplifier::apply(Operation operation, Id a, Id b, Id c) {
    switch (operation) {
    case Operation::negate: return negate(a);
    case Operation::add: return add(a, b);
    case Operation::subtract: return subtract(a, b);
    case Operation::multiply: return multiply(a, b);
    case Operation::divide: return divide(a, b);
    case Operation::power: return power(a, b);
    case Operation::ln:
        if (graph_[a].operation == Operation::exp) return graph_[a].operands[0];
        break;
    case Operation::abs:
        if (not_negative(a)) return a;
        break;
    case Operation::min: case Operation::max:
        if (a == b) return a;
        break;
    case Operation::choose:
        if (b == c) return b;
        if (const auto condition = graph_.constant(a)) return *condition != 0 ? b : c;
        break;
    default: break;
    }
    return folded(operation, a, b, c);
}

Graph::Id simplified(Graph& graph, Graph::Id id) {
    Simplifier simplifier(graph);
    std::vector<Graph::Id> shorter(id + 1, 0);
    for (const Graph::Id i : terms_of(graph, id)) {
        const Graph::Term term = graph[i];
        const auto [a, b, c] = term.operands;
        shorter[i] = arity(term.operation) == 0 ? i : simplifier.apply(term.operation, shorter[a], shorter[b], shorter[c]);
    }
    return shorter[id];
}

}
