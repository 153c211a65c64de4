#pragma once
#include "compute/expression/interval.hpp"

#include <stop_token>
#include <string>

namespace eigenscope {

/// Two points of the box with f((a + b)/2) > (f(a) + f(b))/2, or with values at both and none in the middle.
struct Secant {
    std::vector<double> a, b;
    double excess = 0;                        ///< f of the middle is above the chord by at least this; infinite where f has no value there
    bool operator==(const Secant&) const = default;
};

/// What a number is known to be between; both ends are proven.
struct Bracket {
    double lo = -std::numeric_limits<double>::infinity();
    double hi = std::numeric_limits<double>::infinity();
    bool operator==(const Bracket&) const = default;
};

/// Whether a function is convex on a box.
struct ConvexityVerdict {
    enum class Kind : std::uint8_t { proven, refuted, undecided };
    Kind kind = Kind::undecided;
    std::string way;                          ///< how it was found, or why it was not: "interval Hessian, 312 boxes"
    std::optional<Secant> witness;            ///< of a refutation; checked in interval arithmetic
    bool everywhere = false;                  ///< f surely has a value at every point of the box; else all this is about its domain
    Bracket mu;                               ///< the least eigenvalue of the Hessian over the box, −∞ at a kink that turns down; f is strongly convex where mu.lo > 0
    Bracket L;                                ///< the largest size of an eigenvalue: the Lipschitz constant of the gradient
    int boxes = 0;                            ///< how many the box was cut into

    bool operator==(const ConvexityVerdict&) const = default;
    bool strongly_convex() const { return kind == Kind::proven && mu.lo > 0; }
};

/// Proves or refutes that the term is convex over the box (one bounded interval with a width for each variable), or says
/// that it could not tell. First the rules of disciplined convex programming, then chords, then the Hessian in interval
/// arithmetic on smaller and smaller boxes (branch and bound). Never wrong, within a budget of so many boxes; it ends early,
/// with what it has, when told to stop. The same on every machine with the same mathematical library.
ConvexityVerdict judge(const Graph& graph, Graph::Id f, std::span<const Enclosure> box, std::stop_token stop = {});

}
