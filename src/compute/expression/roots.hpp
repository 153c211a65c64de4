#pragma once
#include "compute/expression/fraction.hpp"

namespace eigenscope {

/// Which roots of a function that is not negative are known to be convex or concave. (Powers of means and norms: Boyd, Vandenberghe,
/// "Convex Optimization", 3.1.5 and 3.2.4, whose composition theorem all this is.)
struct Roots {
    Fraction convex = {0, 1};                 ///< f^(1/r) is convex for this r, and so for smaller ones; nothing is known at 0
    Fraction concave = infinite_fraction;     ///< f^(1/r) is concave for this r, and so for larger ones; nothing is known at 1/0
    Fraction inverse = infinite_fraction;     ///< f > 0, and f^(−1/r) is concave for this r, and so for larger ones

    bool is_convex() const { return convex.over > 0; }
    bool is_concave() const { return !(concave == infinite_fraction); }
    bool is_inverse() const { return !(inverse == infinite_fraction); }
    bool known() const { return is_convex() || is_concave() || is_inverse(); }
    void at_least_convex(const std::optional<Fraction>& r) { if (r && convex < *r) convex = *r; }
    void at_most_concave(const std::optional<Fraction>& r) { if (r && *r < concave) concave = *r; }
    void at_most_inverse(const std::optional<Fraction>& r) { if (r && *r < inverse) inverse = *r; }
};

/// Of f + g: the p-norm of u and v is convex and rises for p ≥ 1, and is concave and rises for p ≤ 1, also where p < 0.
Roots of_sum(const Roots& f, const Roots& g);
/// Of f·g: u^a·v^b is concave and rises where a + b ≤ 1; u^a/v^b is convex, rises with u and falls with v, where a − b ≥ 1.
Roots of_product(const Roots& f, const Roots& g);
Roots of_larger(const Roots& f, const Roots& g);
Roots of_smaller(const Roots& f, const Roots& g);
/// Of 1/f, where that has a value.
Roots reciprocal(const Roots& f);
/// Of f^p for p > 0, where p lies between these two.
Roots raised(const Roots& f, const std::optional<Fraction>& least, const std::optional<Fraction>& most);

}
