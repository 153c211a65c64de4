#pragma once
#include "compute/probability/distribution.hpp"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace eigenscope {

/// sample(law, seed, 0), sample(law, seed, 1), ..., found faster, of continuous laws to 13 digits; each depends on the law, the seed
/// and its index alone. Shorter when it was stopped.
std::vector<double> draw(const Distribution& law, std::uint64_t seed, std::size_t count, std::stop_token stop = {});

/// What a list of numbers says of itself. Numbers that are not finite are counted and left out.
struct Summary {
    std::size_t count = 0, not_finite = 0;
    double mean = not_a_number;
    double sd = not_a_number;                 ///< with n - 1; not-a-number for fewer than two
    double least = not_a_number, lower_quartile = not_a_number, median = not_a_number, upper_quartile = not_a_number,
           greatest = not_a_number;           ///< quantiles by linear interpolation (Hyndman & Fan 1996, type 7)
    bool operator==(const Summary&) const = default;
};
/// The summary of a list in any order; of an empty one all numbers are missing.
Summary summary(const std::vector<double>& values);

/// Counts of values in equal bins; every value is counted exactly once.
struct Histogram {
    double lo = 0, width = 1;                 ///< bin i holds lo + i width <= x < lo + (i + 1) width; the last one also its end
    std::vector<std::size_t> counts;
    std::size_t below = 0, above = 0, not_finite = 0;

    std::size_t total() const;
    double left(std::size_t i) const { return lo + static_cast<double>(i) * width; }
    /// The height of bin i on the scale of a density: all values share the area 1, also those outside the bins.
    double density(std::size_t i) const;
    bool operator==(const Histogram&) const = default;
};

/// At most this many bins, whatever the rule says: more are narrower than a pixel.
inline constexpr std::size_t most_bins = 512;

/// The width of Freedman & Diaconis (1981), from the quartiles; where they coincide that of Scott (1979), from the standard
/// deviation; where that is zero, 1.
double bin_width(const Summary& s);

/// The histogram of the values around a window. Bins fill the window exactly, and go on beyond it as far as the values go and
/// `most_bins` allows. `whole`: the values are whole numbers; bins are whole numbers wide and their ends lie halfway between them.
Histogram histogram(const std::vector<double>& values, const Summary& s, Interval window, bool whole);

}
