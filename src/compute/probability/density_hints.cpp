#include "compute/probability/density_hints.hpp"

#include "compute/probability/chart.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr std::size_t most = 64, most_crossings = 16;

// c + b x + a x².
struct Quadratic {
    double a = 0, b = 0, c = 0;
    bool flat() const { return a == 0 && b == 0; }
};

std::optional<Quadratic> times(const Quadratic& p, const Quadratic& q) {
    if (p.a * q.b != 0 || p.b * q.a != 0 || p.a * q.a != 0) return std::nullopt;
    return Quadratic{p.a * q.c + p.b * q.b + p.c * q.a, p.b * q.c + p.c * q.b, p.c * q.c};
}

// Each term as a quadratic polynomial, where it is written as one.
std::vector<std::optional<Quadratic>> quadratics(const Graph& graph) {
    std::vector<std::optional<Quadratic>> found(graph.size());
    for (Graph::Id id = 0; id < graph.size(); ++id) {
        const Graph::Term& term = graph[id];
        if (const auto constant = graph.constant(id)) {
            found[id] = Quadratic{.c = *constant};
            continue;
        }
        if (term.operation == Operation::variable) found[id] = Quadratic{.b = 1};
        if (arity(term.operation) == 0 || !found[term.operands[0]]) continue;
        const Quadratic p = *found[term.operands[0]];
        if (term.operation == Operation::negate) found[id] = Quadratic{-p.a, -p.b, -p.c};
        if (arity(term.operation) != 2 || !found[term.operands[1]]) continue;
        const Quadratic q = *found[term.operands[1]];
        switch (term.operation) {
        case Operation::add: found[id] = Quadratic{p.a + q.a, p.b + q.b, p.c + q.c}; break;
        case Operation::subtract: found[id] = Quadratic{p.a - q.a, p.b - q.b, p.c - q.c}; break;
        case Operation::multiply: found[id] = times(p, q); break;
        case Operation::divide:
            if (q.flat() && q.c != 0) found[id] = Quadratic{p.a / q.c, p.b / q.c, p.c / q.c};
            break;
        case Operation::power:
            if (q.flat() && q.c == 2) found[id] = times(p, p);
            break;
        default: break;
        }
    }
    return found;
}

class Hints {
public:
    explicit Hints(Interval ends) : ends_(ends) {}

    void add(double x) {
        const auto near = [x](double y) { return std::abs(x - y) <= 1e-12 * std::abs(x); };
        if (found_.size() < most && std::isfinite(x) && x > ends_.lo && x < ends_.hi && std::none_of(found_.begin(), found_.end(), near)) found_.push_back(x + 0.0);
    }
    // Where it is zero, and where it turns.
    void add_zeros(const Quadratic& q) {
        if (q.a == 0) return q.b != 0 ? add(-q.c / q.b) : void();
        add(-q.b / (2 * q.a));
        // Less than its rounding is a double zero.
        const double discriminant = q.b * q.b - 4 * q.a * q.c;
        if (!(discriminant > 1e-12 * (q.b * q.b + std::abs(4 * q.a * q.c)))) return;
        const double sum = -(q.b + std::copysign(std::sqrt(discriminant), q.b)) / 2;
        add(sum / q.a);
        add(q.c / sum);
    }
    std::vector<double> take() { return std::move(found_); }

private:
    Interval ends_;
    std::vector<double> found_;
};

// Two terms that may cross, or one that may cross zero.
struct Pair {
    Graph::Id one;
    std::optional<Graph::Id> other = {};
    double difference(std::span<const double> values) const { return values[one] - (other ? values[*other] : 0); }
    bool crosses(std::span<const double> before, std::span<const double> after) const {
        const double p = difference(before), q = difference(after);
        return !std::isnan(p) && !std::isnan(q) && (p > 0) != (q > 0);
    }
};

// What the polynomials do not answer: sums, logarithms, and both sides of a comparison.
std::vector<Pair> open_pairs(const Graph& graph, const std::vector<std::optional<Quadratic>>& known) {
    std::vector<Pair> pairs;
    for (Graph::Id id = 0; id < graph.size(); ++id) {
        const Graph::Term& term = graph[id];
        if (known[id]) continue;
        switch (term.operation) {
        case Operation::add:
        case Operation::subtract:
        case Operation::ln:
        case Operation::log10:
        case Operation::log2: pairs.push_back({id}); break;
        case Operation::min:
        case Operation::max:
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal: pairs.push_back({term.operands[0], term.operands[1]}); break;
        default: break;
        }
    }
    return pairs;
}

// The places where the signs of such differences change between the places of a grid, nearest to its middle first.
void add_crossings(Hints& hints, const Graph& graph, const std::vector<Pair>& pairs, Interval ends) {
    constexpr double reach = 16, step = 0.25;
    if (pairs.empty()) return;
    const Chart chart(ends);
    const auto at = [&](double x) { return values(graph, std::span(&x, 1)); };
    struct Change {
        double lo, hi, outwards;
        const Pair* pair;
    };
    std::vector<Change> changes;
    double before = chart.x(-reach);
    std::vector<double> old = at(before);
    for (double t = step - reach; t <= reach; t += step) {
        const double x = chart.x(t);
        std::vector<double> now = at(x);
        for (const Pair& pair : pairs)
            if (pair.crosses(old, now)) changes.push_back({before, x, std::abs(t - step / 2), &pair});
        before = x;
        old = std::move(now);
    }
    std::stable_sort(changes.begin(), changes.end(), [](const Change& p, const Change& q) { return p.outwards < q.outwards; });
    if (changes.size() > most_crossings) changes.resize(most_crossings);
    for (auto [lo, hi, outwards, pair] : changes) {
        const bool rises = pair->difference(at(hi)) > 0;
        for (;;) {
            const double middle = lo + (hi - lo) / 2;
            if (middle <= lo || middle >= hi) break;
            ((pair->difference(at(middle)) > 0) == rises ? hi : lo) = middle;
        }
        hints.add(hi);
    }
}

}

std::vector<double> density_hints(const Function& f, Interval ends) {
    const Graph graph = part_of(f.graph(), f.value_term());
    const auto known = quadratics(graph);
    Hints hints(ends);
    hints.add(0);
    for (const auto& q : known)
        if (q) hints.add_zeros(*q);
    add_crossings(hints, graph, open_pairs(graph, known), ends);
    for (Graph::Id id = 0; id < graph.size(); ++id)
        if (const auto constant = graph.constant(id))
            for (const double x : {*constant, -*constant}) hints.add(x);
    return hints.take();
}

}
