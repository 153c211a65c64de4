#include "compute/expression/polynomial_proof.hpp"

#include <map>

namespace eigenscope {
namespace {

// Products of polynomials grow fast; within these limits they cost less than the rest of a proof.
constexpr int most_degree = 8;
constexpr std::size_t most_terms = 100;

/// Coefficients by the exponents of both variables, as intervals: what rounding changes stays inside.
using Polynomial = std::map<std::pair<int, int>, Enclosure>;

Polynomial sum(Polynomial p, const Polynomial& q, double sign = 1) {
    for (const auto& [powers, c] : q) {
        const auto [place, added] = p.try_emplace(powers, Enclosure::point(0));
        place->second = place->second + Enclosure::point(sign) * c;
    }
    return p;
}

Polynomial product(const Polynomial& p, const Polynomial& q) {
    Polynomial result;
    for (const auto& [i, a] : p)
        for (const auto& [j, b] : q) {
            const auto [place, added] = result.try_emplace({i.first + j.first, i.second + j.second}, Enclosure::point(0));
            place->second = place->second + a * b;
        }
    return result;
}

int degree(const Polynomial& p) {
    int most = 0;
    for (const auto& [powers, c] : p) most = std::max(most, powers.first + powers.second);
    return most;
}

using Found = std::optional<Polynomial>;

Found raised(const Polynomial& p, const Found& exponent) {
    if (!exponent || degree(*exponent) > 0) return std::nullopt;
    const Enclosure n = exponent->begin()->second;
    if (n.lo != n.hi || n.lo < 0 || n.lo > most_degree || n.lo != std::floor(n.lo) || degree(p) * n.lo > most_degree) return std::nullopt;
    Polynomial result = {{{0, 0}, Enclosure::point(1)}};
    for (int k = 0; k < static_cast<int>(n.lo); ++k) result = product(result, p);
    return result;
}

/// The term as a polynomial, from its operands; nothing where it is none, or of too high a degree.
Found polynomial(const Graph::Term& term, const std::vector<Found>& found) {
    const auto operand = [&](std::size_t k) -> const Found& { return found[term.operands[k]]; };
    for (int k = 0; k < arity(term.operation); ++k)
        if (!operand(static_cast<std::size_t>(k))) return std::nullopt;
    switch (term.operation) {
    case Operation::number: return Polynomial{{{0, 0}, Enclosure::point(term.value)}};
    case Operation::variable: return Polynomial{{{term.variable == 0, term.variable == 1}, Enclosure::point(1)}};
    case Operation::pi: case Operation::tau: case Operation::e: return Polynomial{{{0, 0}, enclosure(term.operation)}};
    case Operation::negate: return sum({{{0, 0}, Enclosure::point(0)}}, *operand(0), -1);
    case Operation::add: return sum(*operand(0), *operand(1));
    case Operation::subtract: return sum(*operand(0), *operand(1), -1);
    case Operation::multiply:
        if (degree(*operand(0)) + degree(*operand(1)) > most_degree) return std::nullopt;
        return product(*operand(0), *operand(1));
    case Operation::divide: {
        if (degree(*operand(1)) > 0) return std::nullopt;
        const Enclosure below = operand(1)->begin()->second;
        if (below.contains(0)) return std::nullopt;
        return product(*operand(0), {{{0, 0}, Enclosure::point(1) / below}});
    }
    case Operation::power: return raised(*operand(0), operand(1));
    default: return std::nullopt;
    }
}

Polynomial derivative(const Polynomial& p, int variable) {
    Polynomial result = {{{0, 0}, Enclosure::point(0)}};
    for (const auto& [powers, c] : p) {
        const int n = variable == 0 ? powers.first : powers.second;
        if (n > 0) result[{powers.first - (variable == 0), powers.second - (variable == 1)}] = Enclosure::point(n) * c;
    }
    return result;
}

bool sum_of_even_powers(const Polynomial& p) {
    for (const auto& [powers, c] : p) {
        const bool even = powers.first % 2 == 0 && powers.second % 2 == 0;
        if (!(even ? c.lo >= 0 : c.is(0))) return false;
    }
    return true;
}

}

bool convex_by_even_powers(const Graph& graph) {
    if (graph.size() > most_terms) return false;
    std::vector<Found> found;
    for (const Graph::Term& term : graph.terms()) found.push_back(polynomial(term, found));
    if (!found.back()) return false;
    const Polynomial dx = derivative(*found.back(), 0), dy = derivative(*found.back(), 1);
    const Polynomial xx = derivative(dx, 0), xy = derivative(dx, 1), yy = derivative(dy, 1);
    return sum_of_even_powers(xx) && sum_of_even_powers(yy) && sum_of_even_powers(sum(product(xx, yy), product(xy, xy), -1));
}

}
