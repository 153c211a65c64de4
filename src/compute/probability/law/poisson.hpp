#pragma once
#include "compute/probability/lattice.hpp"

namespace eigenscope {

/// How many rare events happen.
struct Poisson {
    static constexpr std::string_view id = "poisson", label = "Poisson",
                                      about = "How many rare events happen.";
    double mean = 4;

    bool operator==(const Poisson&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "mean", .label = "Mean", .lo = 0, .hi = 1e12, .scale = Scale::logarithmic}, s.mean);
    }

    Interval support() const { return {0, mean == 0 ? 0 : infinity}; }
    double log_density(double k) const { return mean == 0 ? 0 : special::log_poisson_density(k, mean); }
    double density(double k) const { return mean == 0 ? 1 : special::poisson_density(k, mean); }
    double tail(double k, Side side) const {
        if (mean <= few_masses) {
            const auto ratio = [this](double j) { return MassRatio{{mean}, {j + 1}}; };
            if (const auto exact = lattice_tail(k, support(), modes().at.front(), side, ratio)) return *exact;
        }
        return special::gamma_tail(k + 1, mean, special::other(side));
    }
    double log_tail(double k, Side side) const { return special::log_gamma_tail(k + 1, mean, special::other(side)); }
    Moments moments() const {
        if (mean == 0) return point_moments(0);
        return {finite(mean), finite(mean), finite(1 / std::sqrt(mean)), finite(1 / mean)};
    }
    Modes modes() const { return integer_modes(mean, support()); }
};

}
