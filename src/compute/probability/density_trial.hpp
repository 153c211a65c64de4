#pragma once
#include "compute/probability/density_cells.hpp"
#include "compute/probability/density_values.hpp"
#include "compute/probability/quadrature.hpp"

#include <string>

namespace eigenscope {

/// A density integrated over its support, and what its samples have shown.
struct DensityTrial {
    /// The lowest value, at a place that is not out of sight, and the highest; whether there was a value at all.
    struct Seen {
        double least = 0, least_at = 0, greatest = 0, greatest_at = 0;
        bool any = false;
    };

    const DensityValues& values;
    Interval ends;
    std::optional<double> level = {};         ///< where it is there: all values are divided by e^level
    Seen seen = {};
    Integral whole = {.chart = Chart(ends)};
    std::vector<double> hints = {};

    void sample(std::span<const double> x, std::span<double> y) const;
    double value(double x) const;
    /// Integrates; with a level, the values divided by its exponential.
    void run(const Guide& guide, std::optional<double> over_level = {});
    /// Whether anything shows on a much finer grid: a density that is narrow, and far away.
    bool look_around();
    /// Where samples were infinite, the pole that explains it.
    std::optional<double> pole() const;
    /// How far the integral may be wrong because the values are rounded, by those that it is mostly made of.
    double rounding() const;
    /// Why there is no such law, as a sentence without its full stop; empty where there is one. `hidden`: a place where much of it may be that
    /// samples have not seen.
    std::string trouble(std::optional<double> hidden) const;

private:
    void watch(std::span<const double> x, std::span<double> y);
    std::string negative() const;
    std::string too_large(Interval stretch) const;
};

}
