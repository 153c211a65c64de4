#pragma once
#include "compute/probability/quadrature.hpp"
#include "compute/probability/special.hpp"

#include <optional>

namespace eigenscope {

/// A density that was integrated once: its tails and quantiles without asking it again. On each panel it is the polynomial through its
/// samples, and the integrals of that are known.
class DensityTable {
public:
    /// Of an integral that converged, of a function that is nowhere negative and not zero everywhere.
    explicit DensityTable(const Integral& integral);

    /// P(X <= x) and P(X > x). The smaller one is a sum from its own end, so it has relative digits there.
    double tail(double x, special::Side side) const;
    /// The x of this tail, 0 < p < 1; where it stays the same over a stretch, as far as the quadrature can tell, the middle of that.
    double quantile(double p, special::Side side) const;

private:
    struct Piece {
        double a = 0, half = 0;               // of t
        double left = 0, right = 0;           // the probability on either side
        double mass = 0;
        // Series: the density, and its means from the end on the side of the smaller tail.
        gauss_kronrod::Samples density, mean;
        bool by_lower() const { return left < right; }
    };

    double tail_at(double t, special::Side side) const;
    double inside(const Piece& piece, double target, special::Side side) const;
    double edge(double p, special::Side side) const;
    std::optional<double> middle_of_flat(double p, special::Side side) const;

    Chart chart_;
    Cap below_, above_;                       // masses as probabilities
    std::vector<Piece> pieces_;
    double error_ = 0;                        // of a tail, relative
    double spread_ = 0;                       // between the quartiles
};

}
