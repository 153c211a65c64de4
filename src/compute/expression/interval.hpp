#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// What is known of a function at the points of a box; each holds all that stands before it. (The decorations trv, def, dac of
/// IEEE 1788-2015, with one more above them.)
enum class Regularity : std::uint8_t {
    nowhere,                                  ///< it has no value at any point of the box
    somewhere,                                ///< nothing is known: it may have a value at all, some or no points
    defined,                                  ///< it has a value at every point
    continuous,                               ///< and is continuous there
    smooth,                                   ///< and is analytic at every point: no kink, also not at the edge of the box
};

/// An interval that holds every value a function takes on a box, and what is known of it there. The ends may be infinite. It
/// holds the true values and those that double arithmetic finds with functions good to four units in the last place, as long as
/// that passes no infinity on the way (atan(1/0) has no value).
struct Enclosure {
    double lo = -std::numeric_limits<double>::infinity();
    double hi = std::numeric_limits<double>::infinity();
    Regularity regularity = Regularity::smooth;

    bool empty() const { return regularity == Regularity::nowhere; }
    bool contains(double x) const { return lo <= x && x <= hi; }
    bool is(double x) const { return lo == x && hi == x; }
    bool bounded() const { return std::isfinite(lo) && std::isfinite(hi); }
    bool operator==(const Enclosure&) const = default;

    static Enclosure point(double x) { return {x, x}; }
    static Enclosure nowhere() { return {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), Regularity::nowhere}; }
    static Enclosure whole(Regularity regularity) { return {.regularity = regularity}; }
};

/// All values of the operation over operands from these intervals. (Moore, Kearfott, Cloud, "Introduction to Interval
/// Analysis", 2009.) An operand that is a point counts as constant: boxes need a width for `smooth` to be right in exponents.
Enclosure enclosure(Operation operation, const Enclosure& a = {}, const Enclosure& b = {}, const Enclosure& c = {});

/// The enclosure of every term of the graph over a box, one interval for each variable.
std::vector<Enclosure> enclosures(const Graph& graph, std::span<const Enclosure> box);

/// The same, each cut with its mean value form f(c) + f′(box)·(box − c) (Moore 1966), the derivatives found by the chain rule on
/// the way: on small boxes much tighter, at several times the cost. These hold the true values; what double arithmetic makes of
/// a formula that loses digits may lie outside.
std::vector<Enclosure> centred_enclosures(const Graph& graph, std::span<const Enclosure> box);

inline Enclosure operator-(const Enclosure& a) { return enclosure(Operation::negate, a); }
inline Enclosure operator+(const Enclosure& a, const Enclosure& b) { return enclosure(Operation::add, a, b); }
inline Enclosure operator-(const Enclosure& a, const Enclosure& b) { return enclosure(Operation::subtract, a, b); }
inline Enclosure operator*(const Enclosure& a, const Enclosure& b) { return enclosure(Operation::multiply, a, b); }
inline Enclosure operator/(const Enclosure& a, const Enclosure& b) { return enclosure(Operation::divide, a, b); }
/// x², which knows that both factors are the same.
inline Enclosure square(const Enclosure& x) { return enclosure(Operation::power, x, Enclosure::point(2)); }

}
