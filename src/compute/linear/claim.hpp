#pragma once
#include <limits>
#include <optional>

namespace eigenscope {

/// A claim about a matrix: yes, no, or nothing (rounding would decide), and the number it rests on.
struct Claim {
    std::optional<bool> holds;
    double residual = 0;
    bool operator==(const Claim&) const = default;
};

/// Of two singular values, or two eigenvalues, the smaller may be nothing but the rounding of the entries up to `lost` times
/// the larger (2 = the size of the matrix: Golub & Van Loan, Matrix Computations, 4th ed., 5.4.1), and is more than that
/// beyond `sure` times the larger, three bits further on.
inline constexpr double lost = 2 * std::numeric_limits<double>::epsilon(), sure = 8 * lost;

/// Yes, no, or that nobody can tell; and Kleene's logic of these, where what is not known may be either.
using Answer = std::optional<bool>;
inline Answer both(Answer a, Answer b) {
    if (a == false || b == false) return false;
    return a && b ? Answer(true) : std::nullopt;
}
inline Answer negation(Answer a) { return a ? Answer(!*a) : a; }
inline Answer either(Answer a, Answer b) { return negation(both(negation(a), negation(b))); }

}
