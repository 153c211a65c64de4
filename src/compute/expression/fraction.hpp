#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// A rational number with a small numerator and denominator, or infinity, 1/0.
struct Fraction {
    std::int64_t over = 0;
    std::int64_t under = 1;                   ///< not negative; the two have no common divisor
    bool operator==(const Fraction&) const = default;
};

inline constexpr Fraction infinite_fraction{1, 0};

/// over/under in lowest terms; nothing where that is no number, or too large.
std::optional<Fraction> fraction(std::int64_t over, std::int64_t under);
std::optional<Fraction> sum(const Fraction& a, const Fraction& b);
std::optional<Fraction> product(const Fraction& a, const Fraction& b);
Fraction negative(const Fraction& a);
bool operator<(const Fraction& a, const Fraction& b);
inline bool operator<=(const Fraction& a, const Fraction& b) { return !(b < a); }

/// The constant that a term is, its numbers being the decimals that they are written as: 1/3, 0.7. Nothing where it is not rational.
std::optional<Fraction> fraction_of(const Graph& graph, Graph::Id id);

/// The nearest fraction below x; nothing where x is too large.
std::optional<Fraction> fraction_below(double x);

}
