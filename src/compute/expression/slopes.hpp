#pragma once
#include "compute/expression/interval.hpp"

#include <array>

/// What all derivatives of an operation are inside of, over operands from intervals. Where a slope has no value at all, its
/// interval is empty.
namespace eigenscope::enclosing {

/// By each operand; `f` encloses the operation itself. At a kink all slopes between those of both sides are in (the generalized
/// gradient of Clarke, "Optimization and Nonsmooth Analysis", 1983). What belongs to a second operand that is constant may be left
/// out: zero.
std::array<Enclosure, 3> slopes(Operation operation, const Enclosure& a, const Enclosure& b, const Enclosure& f, bool constant_b);

/// The second ones: twice by the first operand, by both, twice by the second. At a kink: those on its sides. `slope` encloses the
/// first slope by the first operand.
struct Bends {
    Enclosure aa = Enclosure::point(0), ab = Enclosure::point(0), bb = Enclosure::point(0);
};
Bends bends(Operation operation, const Enclosure& a, const Enclosure& b, const Enclosure& f, const Enclosure& slope, bool constant_b);

/// The part of x where a logarithm or an inverse hyperbolic function has values: its derivative holds there only.
Enclosure in_domain(Operation operation, const Enclosure& x);

/// An interval that says nothing in the place of one without points.
inline Enclosure sure(const Enclosure& x) { return x.empty() ? Enclosure{} : x; }

}
