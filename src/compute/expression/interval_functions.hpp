#pragma once
#include "compute/expression/interval.hpp"

/// The parts that `enclosure` is made of. Operands have values somewhere: they are not `nowhere`.
namespace eigenscope::enclosing {

Enclosure of_one(Operation operation, const Enclosure& x);
Enclosure power(const Enclosure& a, const Enclosure& b);
Enclosure gamma(const Enclosure& x);
Enclosure lgamma(const Enclosure& x);
Enclosure polygamma(const Enclosure& n, const Enclosure& x);

/// The enclosure of a term from those of its operands and the box of the variables.
Enclosure of_term(const Graph::Term& term, std::span<const Enclosure> found, std::span<const Enclosure> box);

/// The interval with the worst of the regularities.
inline Enclosure with(double lo, double hi, Regularity a, Regularity b = Regularity::smooth) { return {lo, hi, std::min(a, b)}; }

// What a function of the library may be off, in units in the last place, with those of our own kernels (2 to 4) on top.
inline constexpr double library_steps = 8;

}
