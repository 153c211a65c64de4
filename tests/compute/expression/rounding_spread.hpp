#pragma once
#include "compute/expression/function.hpp"
#include "compute/expression/stable.hpp"
#include "compute/expression/wide.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

/// By how much roundings may move f, fx, fy, fxx, fxy, fyy as a function works them out: every result is moved by up to four units in
/// its last place, at random, several times (stochastic arithmetic: Vignes, Math. Comput. Simul. 35, 1993).
inline std::array<double, 6> rounding_spread(const eigenscope::Function& f, const std::array<double, 2>& at) {
    using namespace eigenscope;
    Graph graph = f.graph();
    const auto g = f.gradient_terms(), h = f.hessian_terms();
    const std::array<Graph::Id, 6> terms{stable(graph, f.value_term()), stable(graph, g[0]), stable(graph, g[1]),
                                         stable(graph, h[0]), stable(graph, h[1]), stable(graph, h[2])};
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> up(-4, 4);
    std::array<double, 6> least{}, most{}, spread{};
    bool told[6] = {true, true, true, true, true, true};
    constexpr int rounds = 16;
    for (int round = 0; round < rounds; ++round) {
        std::vector<WideReal> values(graph.size());
        for (Graph::Id id = 0; id < graph.size(); ++id) {
            const auto& [operation, operands, value, variable] = graph[id];
            if (operation == Operation::number) values[id] = value;
            else if (operation == Operation::variable) values[id] = at[variable];
            else values[id] = applied(operation, values[operands[0]], values[operands[1]], values[operands[2]]);
            const bool exact = operation == Operation::number || operation == Operation::variable || is_condition(operation);
            if (!exact) values[id] = WideReal::scaled(values[id].significand * (1 + 0x1p-52 * up(random)), values[id].exponent);
        }
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const double one = values[terms[i]].rounded();
            told[i] = told[i] && std::isfinite(one);
            least[i] = round == 0 ? one : std::min(one, least[i]);
            most[i] = round == 0 ? one : std::max(one, most[i]);
        }
    }
    for (std::size_t i = 0; i < spread.size(); ++i) spread[i] = told[i] ? most[i] - least[i] : std::numeric_limits<double>::infinity();
    return spread;
}
