#include "compute/expression/roots.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

/// u^a/v^b, with a root of the numerator that is convex and of the denominator that is concave.
std::optional<Fraction> difference(const Fraction& a, const Fraction& b) { return b.under == 0 ? std::nullopt : sum(a, negative(b)); }

std::optional<Fraction> joined(bool both, const Fraction& a, const Fraction& b) { return both ? sum(a, b) : std::nullopt; }

std::optional<Fraction> times(bool known, const Fraction& root, const std::optional<Fraction>& p) { return known && p ? product(root, *p) : std::nullopt; }

}

Roots of_sum(const Roots& f, const Roots& g) {
    constexpr Fraction one = {1, 1};
    Roots result = {.inverse = std::max(f.inverse, g.inverse)};
    const Fraction convex = std::min(f.convex, g.convex), concave = std::max(f.concave, g.concave);
    if (one <= convex) result.convex = convex;
    if (concave <= one) result.concave = concave;
    return result;
}

Roots of_product(const Roots& f, const Roots& g) {
    Roots result;
    result.at_most_concave(joined(f.is_concave() && g.is_concave(), f.concave, g.concave));
    result.at_most_inverse(joined(f.is_inverse() && g.is_inverse(), f.inverse, g.inverse));
    if (f.is_convex()) result.at_least_convex(difference(f.convex, g.inverse));
    if (g.is_convex()) result.at_least_convex(difference(g.convex, f.inverse));
    return result;
}

Roots of_larger(const Roots& f, const Roots& g) { return {.convex = std::min(f.convex, g.convex), .inverse = std::max(f.inverse, g.inverse)}; }

Roots of_smaller(const Roots& f, const Roots& g) { return {.concave = std::max(f.concave, g.concave)}; }

Roots reciprocal(const Roots& f) { return {.concave = f.inverse, .inverse = f.concave}; }

Roots raised(const Roots& f, const std::optional<Fraction>& least, const std::optional<Fraction>& most) {
    Roots result;
    result.at_least_convex(times(f.is_convex(), f.convex, least));
    result.at_most_concave(times(f.is_concave(), f.concave, most));
    result.at_most_inverse(times(f.is_inverse(), f.inverse, most));
    return result;
}

}
