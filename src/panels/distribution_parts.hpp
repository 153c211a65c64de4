#pragma once
#include "panels/distribution.hpp"

#include <string>

/// What the files of the distribution panel share.
namespace eigenscope {

/// The roles of the parameters of a law, in the order in which it describes them: the same in formula and legend.
inline Role parameter_role(std::size_t i) { return series(i); }

/// "f(x) = ...": the law's own density or mass function, and its parameters with their values, coloured alike.
Formula density_formula(const Distribution& law);

/// "P(−1 ≤ X ≤ 1) = F(1) − F(−1) = 0.6827", with the live numbers.
Formula probability_formula(const DistributionPanel& panel, const DistributionPanel::Model& model);

/// A probability for people: "0.6827", "6.2e-16", "10^-2173.9" below the smallest double, "1 − 3.2e-7" near one.
Formula probability_number(double probability, double log10_probability, double complement);
std::string probability_text(double probability, double log10_probability, double complement);

/// A number in a formula or on a chip, with four digits and a true minus sign.
std::string brief_number(double x);
Formula brief_formula(double x);              ///< the same, with a set power of ten

/// "−1 ≤ X ≤ 1", as it is said of the region.
Formula event_formula(const DistributionPanel& panel);

/// One sentence: the most surprising thing that is true of this law, else what the samples say.
std::string density_caption(const DistributionPanel& panel, const DistributionPanel::Model& model);

/// What a spike at an end of the support weighs: its height says nothing.
std::string spike_sentence(const Distribution& law, double end, Interval window);

/// The window of the plot "density", "cumulative" or "tail", as the panel chooses it.
Camera fitted(const Distribution& law, Interval window, double ceiling, std::string_view plot);
/// The height of the density plot: above all of the density but its spikes.
double ceiling_of(const Distribution& law, Interval window);

}
