#pragma once
#include "compute/probability/law.hpp"
#include "compute/probability/quadrature.hpp"

#include <functional>
#include <optional>

namespace eigenscope {

/// The samples of a density that was integrated, as a law of very many points: moments and entropy are sums over them.
class DensitySamples {
public:
    /// Of an integral that converged, of a function that is nowhere negative and not zero everywhere.
    explicit DensitySamples(const Integral& integral);

    /// Where, its share of all probability, and the density there (not normalised).
    struct Atom {
        double x, share, height;
    };
    /// All of them, from the left to the right.
    const std::vector<Atom>& atoms() const { return atoms_; }
    /// A central moment found otherwise: of which order, about what.
    using Otherwise = std::function<std::optional<double>(int k, double center)>;
    /// Where an integral does not converge, why; `otherwise` is asked for one that the samples do not reach far enough for.
    Moments moments(const Otherwise& otherwise) const;
    double entropy() const;

private:
    enum class Sum : std::uint8_t { converges, diverges, unknown };

    Sum power(const Cap& cap, int k) const;
    double log_size(int k) const;
    double central(int k, double center) const;

    Chart chart_;
    Cap below_, above_;                       // masses as probabilities
    double normalizer_ = 1;
    std::vector<Atom> atoms_;
};

}
