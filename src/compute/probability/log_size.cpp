#include "compute/probability/log_size.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity(), largest = std::numeric_limits<double>::max();

// The terms' values where doubles hold them, and the logarithms of their sizes as far as those are known already.
struct Known {
    std::span<const double> value, log;
    // A number that is finite, but has become infinite as a double, is at least very large.
    double number(Graph::Id id) const { return std::isinf(value[id]) && log[id] < infinite ? std::copysign(largest, value[id]) : value[id]; }
};

// Of a term whose value is zero, infinite or not a number.
double beyond_doubles(const Graph::Term& term, double value, const Known& of) {
    const auto [a, b, c] = term.operands;
    switch (term.operation) {
    case Operation::negate:
    case Operation::abs: return of.log[a];
    case Operation::exp: return of.number(a);
    case Operation::expm1: return value > 0 ? of.number(a) : std::log(std::abs(value));
    case Operation::sinh:
    case Operation::cosh: return std::isinf(value) ? std::abs(of.number(a)) - std::numbers::ln2 : std::log(std::abs(value));
    case Operation::gamma: return of.number(a) > 1 ? std::lgamma(of.number(a)) : std::log(std::abs(value));
    case Operation::sqrt: return of.log[a] / 2;
    case Operation::cbrt: return of.log[a] / 3;
    case Operation::multiply: return of.log[a] + of.log[b];
    case Operation::divide: return of.log[a] - of.log[b];
    case Operation::power: return of.log[a] * of.number(b);
    // The larger one: where both are large and of one sign, the sum is no more than twice as large.
    case Operation::add:
    case Operation::subtract: {
        if (value == 0) return -infinite;
        const bool cancels = (of.number(a) > 0) == (of.number(b) > 0) ? term.operation == Operation::subtract : term.operation == Operation::add;
        return std::isnan(value) || (cancels && of.log[a] == of.log[b]) ? std::numeric_limits<double>::quiet_NaN() : std::max(of.log[a], of.log[b]);
    }
    case Operation::choose: return of.value[a] != 0 ? of.log[b] : of.log[c];
    default: return std::log(std::abs(value));
    }
}

}

double log_size(const Graph& graph, Graph::Id whole, double x) {
    const std::vector<double> value = values(graph, std::span(&x, 1));
    std::vector<double> log(whole + 1);
    for (Graph::Id id = 0; id <= whole; ++id) {
        const bool plain = std::isfinite(value[id]) && value[id] != 0;
        log[id] = plain || arity(graph[id].operation) == 0 ? std::log(std::abs(value[id])) : beyond_doubles(graph[id], value[id], {value, log});
    }
    return log[whole];
}

bool grows_like_a_pole(const Graph& graph, Graph::Id term, double at, Interval around) {
    // The logarithm of f(x) times the distance, which must not fall on the way to the pole, or to infinity.
    const double origin = std::isinf(at) ? 0 : at;
    const auto mass = [&](double step) { return log_size(graph, term, origin + step) + std::log(std::abs(step)); };
    const auto keeps_up = [&](double before, double after) { return mass(after) >= mass(before) - 1e-6; };
    if (std::isinf(at)) return keeps_up(std::copysign(1e140, at), std::copysign(1e150, at));
    if (log_size(graph, term, at) != infinite) return false;
    for (const double room : {around.lo - at, around.hi - at})
        if (std::isfinite(room) && room != 0 && keeps_up(room * 0x1p-10, room * 0x1p-20)) return true;
    return false;
}

}
