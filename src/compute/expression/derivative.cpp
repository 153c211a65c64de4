#include "base/limits.hpp"
#include "compute/expression/simplify.hpp"

#include <algorithm>
#include <cassert>

namespace eigenscope {
namespace {

using Id = Graph::Id;

/// Derivatives of single operations, as terms of the graph.
class Slopes {
public:
    explicit Slopes(Graph& graph) : graph_(graph), s_(graph) {}

    /// f′(u) · du for the operation f of one operand at `term`.
    Id of_one(Id term, Id u, Id du) {
        const Operation operation = graph_[term].operation;
        const auto f = [&](Operation other) { return s_.apply(other, u); };
        switch (operation) {
        case Operation::negate: return s_.negate(du);
        case Operation::sin: return s_.multiply(du, f(Operation::cos));
        case Operation::cos: return s_.negate(s_.multiply(du, f(Operation::sin)));
        case Operation::tan: return s_.multiply(du, one_plus(s_.square(term)));
        case Operation::sinh: return s_.multiply(du, f(Operation::cosh));
        case Operation::cosh: return s_.multiply(du, f(Operation::sinh));
        case Operation::exp: return s_.multiply(du, term);
        case Operation::expm1: return s_.multiply(du, f(Operation::exp));
        case Operation::abs: return s_.not_negative(u) ? du : s_.multiply(du, f(Operation::sign));
        case Operation::erf: return s_.multiply(du, bell(u));
        case Operation::erfc: return s_.negate(s_.multiply(du, bell(u)));
        case Operation::gamma: return s_.multiply(du, s_.multiply(term, polygamma(0, u)));
        case Operation::lgamma: return s_.multiply(du, polygamma(0, u));
        case Operation::sigmoid: return s_.multiply(du, s_.multiply(term, s_.apply(Operation::sigmoid, s_.negate(u))));  // 1 − σ would cancel
        case Operation::softplus: return s_.multiply(du, f(Operation::sigmoid));
        case Operation::relu: return s_.divide(s_.multiply(du, one_plus(f(Operation::sign))), s_.number(2));
        case Operation::sign: case Operation::floor: case Operation::ceil: case Operation::round: case Operation::logical_not: return s_.number(0);
        default: return s_.divide(du, inverse_slope(operation, term, u));
        }
    }

    /// An operand: itself, its derivative, and whether the variable is in it. One that holds still may not spoil the other.
    struct Side {
        Id u, d;
        bool varies;
    };

    Id of_two(Id term, const Side& a, const Side& b) {
        switch (graph_[term].operation) {
        case Operation::add: return s_.add(a.d, b.d);
        case Operation::subtract: return s_.subtract(a.d, b.d);
        case Operation::multiply: return s_.add(s_.multiply(a.d, b.u), s_.multiply(a.u, b.d));
        case Operation::divide:
            if (!b.varies) return s_.divide(a.d, b.u);
            return s_.divide(s_.difference_above(s_.multiply(a.d, b.u), s_.multiply(a.u, b.d)), s_.square(b.u));
        case Operation::power: return of_power(term, a, b);
        case Operation::atan2:
            return s_.divide(s_.difference_above(s_.multiply(b.u, a.d), s_.multiply(a.u, b.d)), s_.add(s_.square(a.u), s_.square(b.u)));
        case Operation::hypot: return s_.divide(s_.add(s_.multiply(a.u, a.d), s_.multiply(b.u, b.d)), term);
        case Operation::min: return of_choice(a, b, false);
        case Operation::max: return of_choice(a, b, true);
        case Operation::mod: return s_.subtract(a.d, s_.multiply(b.d, s_.apply(Operation::floor, s_.divide(a.u, b.u))));
        case Operation::polygamma: return s_.multiply(b.d, s_.apply(Operation::polygamma, s_.add(a.u, s_.number(1)), b.u));
        default: return s_.number(0);                                         // conditions: flat
        }
    }

    Id choice(Id condition, Id a, Id b) { return s_.apply(Operation::choose, condition, a, b); }

private:
    Id one_plus(Id x) { return s_.add(s_.number(1), x); }
    Id polygamma(double n, Id u) { return s_.apply(Operation::polygamma, s_.number(n), u); }
    Id root(Id x) { return s_.apply(Operation::sqrt, x); }
    /// 2/√π · exp(−u²)
    Id bell(Id u) {
        const Id above = s_.multiply(s_.number(2), s_.apply(Operation::exp, s_.negate(s_.square(u))));
        return s_.divide(above, root(graph_.apply(Operation::pi)));
    }

    /// 1/f′(u), so that the derivative is one fraction.
    Id inverse_slope(Operation operation, Id term, Id u) {
        const Id one = s_.number(1), square = s_.square(u);
        switch (operation) {
        case Operation::asin: return root(s_.subtract(one, square));
        case Operation::acos: return s_.negate(root(s_.subtract(one, square)));
        case Operation::atan: return one_plus(square);
        case Operation::tanh: return s_.square(s_.apply(Operation::cosh, u));                      // 1 − tanh² would cancel
        case Operation::asinh: return root(one_plus(square));
        case Operation::acosh: return root(s_.subtract(square, one));
        case Operation::atanh: return s_.subtract(one, square);
        case Operation::ln: return u;
        case Operation::log1p: return one_plus(u);
        case Operation::log10: return s_.multiply(u, s_.apply(Operation::ln, s_.number(10)));
        case Operation::log2: return s_.multiply(u, s_.apply(Operation::ln, s_.number(2)));
        case Operation::sqrt: return s_.multiply(s_.number(2), term);
        case Operation::cbrt: return s_.multiply(s_.number(3), s_.square(term));
        default: break;
        }
        assert(false);
        return one;
    }

    Id of_power(Id f, const Side& a, const Side& b) {
        if (!b.varies) return s_.multiply(s_.multiply(b.u, a.d), s_.power(a.u, s_.subtract(b.u, s_.number(1))));
        const bool natural = graph_[a.u].operation == Operation::e;
        const Id log = natural ? s_.number(1) : s_.apply(Operation::ln, a.u);
        if (!a.varies) return s_.multiply(s_.multiply(f, b.d), log);
        return s_.multiply(f, s_.add(s_.multiply(b.d, log), s_.divide(s_.multiply(b.u, a.d), a.u)));
    }

    /// That of the side which is taken, and the mean where both are the same. The other side has no say: it may be huge.
    Id of_choice(const Side& a, const Side& b, bool larger) {
        if (a.d == b.d) return a.d;
        const Operation wins = larger ? Operation::greater : Operation::less, loses = larger ? Operation::less : Operation::greater;
        const Id mean = s_.divide(s_.add(a.d, b.d), s_.number(2));
        return choice(graph_.apply(wins, a.u, b.u), a.d, choice(graph_.apply(loses, a.u, b.u), b.d, mean));
    }

    Graph& graph_;
    Simplifier s_;
};

/// ∂/∂variable of the last of the parts; nothing when there are too many terms.
std::optional<Id> partial(Graph& graph, std::span<const Id> parts, std::uint32_t variable) {
    Slopes slopes(graph);
    struct Known {
        Id d = 0;
        bool varies = false;
    };
    std::vector<Known> known(parts.back() + 1);
    const Id zero = graph.number(0);
    for (const Id id : parts) {
        if (graph.size() > limits::derivative_nodes) return std::nullopt;
        const Graph::Term term = graph[id];
        const auto [a, b, c] = term.operands;
        const auto side = [&](Id u) { return Slopes::Side{u, known[u].d, known[u].varies}; };
        const int count = arity(term.operation);
        Known& here = known[id];
        here.d = zero;
        if (count == 0) here.varies = term.operation == Operation::variable && term.variable == variable;
        if (count == 0 && here.varies) here.d = graph.number(1);
        for (int k = 0; k < count; ++k) here.varies = here.varies || known[term.operands[static_cast<std::size_t>(k)]].varies;
        if (count == 0 || !here.varies) continue;
        here.d = count == 1 ? slopes.of_one(id, a, known[a].d)
               : count == 2 ? slopes.of_two(id, side(a), side(b)) : slopes.choice(a, known[b].d, known[c].d);
    }
    return known[parts.back()].d;
}

}

Result<std::vector<Graph::Id>> gradient(Graph& graph, Graph::Id id, std::size_t variables) {
    std::vector<Id> result;
    const std::vector<Id> parts = terms_of(graph, id);
    for (std::uint32_t i = 0; i < variables; ++i) {
        const auto d = partial(graph, parts, i);
        if (!d) return Error{"the derivative has more than " + std::to_string(limits::derivative_nodes) + " terms: too complex"};
        result.push_back(*d);
    }
    return result;
}

Expression simplified(const Expression& expression) {
    Graph graph;
    const auto id = entered(graph, expression);
    if (!id) return expression;
    const auto shorter = written(graph, simplified(graph, *id), expression.variables);
    return shorter ? *shorter : expression;
}

Result<Expression> derivative(const Expression& expression, std::uint32_t variable) {
    Graph graph;
    const auto id = entered(graph, expression);
    if (!id) return Error{id.error()};
    const auto d = partial(graph, terms_of(graph, *id), variable);
    if (!d) return Error{"the derivative has more than " + std::to_string(limits::derivative_nodes) + " terms: too complex"};
    return written(graph, *d, expression.variables);
}

bool depends_on(const Expression& expression, std::uint32_t variable) {
    return std::any_of(expression.nodes.begin(), expression.nodes.end(), [&](const Expression::Node& node) {
        return node.operation == Operation::variable && node.variable == variable;
    });
}

}
