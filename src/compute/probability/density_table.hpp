#pragma once
#include "compute/probability/law.hpp"
#include "compute/probability/quadrature.hpp"

namespace eigenscope {

/// A density that was integrated once: its tails, quantiles and moments without asking it again. On each panel it is the polynomial
/// through its samples, and the integrals of that are known.
class DensityTable {
public:
    /// Of an integral that converged, of a function that is nowhere negative and not zero everywhere.
    explicit DensityTable(Integral integral);

    /// P(X <= x) and P(X > x). The smaller one is a sum from its own end, so it has relative digits there.
    double tail(double x, Side side) const;
    /// The least x of this tail, 0 < p < 1.
    double quantile(double p, Side side) const;
    /// From the samples; where an integral does not converge, why.
    Moments moments() const;
    double entropy() const;

    /// A sample: where, its share of all probability, and the density there (not normalised).
    struct Atom {
        double x, share, height;
    };
    /// All samples from the left to the right.
    const std::vector<Atom>& atoms() const { return atoms_; }

private:
    struct Piece {
        double a = 0, half = 0;               // of t
        double left = 0, right = 0;           // the probability on either side
        double mass = 0;
        gauss_kronrod::Samples density, lower, upper;
    };
    enum class Sum : std::uint8_t { converges, diverges, unknown };

    double tail_at(double t, Side side) const;
    double inside(const Piece& piece, double target, Side side) const;
    static Sum power(const Cap& cap, int k);
    double central(int k, double center) const;

    Chart chart_;
    Cap below_, above_;                       // normalised
    double normalizer_ = 1;
    std::vector<Piece> pieces_;
    std::vector<Atom> atoms_;
};

}
