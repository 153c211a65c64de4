#include "compute/expression/fraction.hpp"

#include "compute/expression/decimal.hpp"

#include <cmath>
#include <numeric>

namespace eigenscope {
namespace {

/// Parts below it can be multiplied and added without overflow.
constexpr std::int64_t most = std::int64_t{1} << 30;

std::optional<Fraction> fraction_of(double number) {
    Decimal d = shortest_decimal(number);
    std::int64_t under = 1;
    for (; d.exponent < 0; ++d.exponent) {
        if (under > most) return std::nullopt;
        under *= 10;
    }
    for (; d.exponent > 0; --d.exponent) {
        if (std::abs(d.digits) > most) return std::nullopt;
        d.digits *= 10;
    }
    return fraction(d.digits, under);
}

}

std::optional<Fraction> fraction(std::int64_t over, std::int64_t under) {
    if (under == 0 && over == 0) return std::nullopt;
    if (under == 0) return over > 0 ? std::optional(infinite_fraction) : std::nullopt;
    const std::int64_t divisor = std::gcd(over, under) * (under < 0 ? -1 : 1);
    const Fraction f = {over / divisor, under / divisor};
    if (std::abs(f.over) >= most || f.under >= most) return std::nullopt;
    return f;
}

std::optional<Fraction> sum(const Fraction& a, const Fraction& b) {
    if (a.under == 0 || b.under == 0) return infinite_fraction;
    return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}

std::optional<Fraction> product(const Fraction& a, const Fraction& b) { return fraction(a.over * b.over, a.under * b.under); }

Fraction negative(const Fraction& a) { return {-a.over, a.under}; }

bool operator<(const Fraction& a, const Fraction& b) { return a.over * b.under < b.over * a.under; }

std::optional<Fraction> fraction_of(const Graph& graph, Graph::Id id) {
    constexpr int deepest = 8;
    const auto find = [&](const auto& self, Graph::Id term, int depth) -> std::optional<Fraction> {
        const auto& [operation, operands, value, variable] = graph[term];
        if (operation == Operation::number) return fraction_of(value);
        const int count = arity(operation);
        if (depth == 0 || count == 0 || count > 2) return std::nullopt;
        const auto a = self(self, operands[0], depth - 1), b = count == 2 ? self(self, operands[1], depth - 1) : a;
        if (!a || !b) return std::nullopt;
        switch (operation) {
        case Operation::negate: return negative(*a);
        case Operation::add: return sum(*a, *b);
        case Operation::subtract: return sum(*a, negative(*b));
        case Operation::multiply: return product(*a, *b);
        case Operation::divide: return b->over == 0 ? std::nullopt : fraction(a->over * b->under, a->under * b->over);
        default: return std::nullopt;
        }
    };
    return find(find, id, deepest);
}

std::optional<Fraction> fraction_below(double x) {
    constexpr double parts = 1 << 14, largest = 1 << 14;
    if (!(std::abs(x) < largest)) return std::nullopt;
    return fraction(static_cast<std::int64_t>(std::floor(x * parts)), static_cast<std::int64_t>(parts));
}

}
