#pragma once
#include "panels/probability/distribution/distribution.hpp"

#include <functional>
#include <string>

/// What the files of the distribution panel share.
namespace eigenscope {

/// a and b as an interval.
inline Interval ends_of(const DistributionPanel& panel) { return {panel.interval.x(), panel.interval.y()}; }

/// "f(x) = ...": the law's own density or mass function, and its parameters with their values, coloured alike.
Formula density_formula(const Distribution& law);

/// The integral of a typed density, and how far it may be wrong: "± 2·10⁻¹⁵"; where it is no double, as a part of it, "± 2·10⁻¹⁵ Z".
std::string told_normalizer(const Custom::Normalizer& Z);
std::string told_error(const Custom::Normalizer& Z);

/// "P(−1 ≤ X ≤ 1) = F(1) − F(−1) = 0.6827", with the live numbers.
Formula probability_formula(const DistributionPanel& panel, const DistributionPanel::Model& model);
/// Its parts over the plots: "P(−1 ≤ X ≤ 1) = 0.6827" over the density, "F(1) − F(−1) = 0.8413 − 0.1587" over F.
Formula headline_formula(const DistributionPanel& panel, const DistributionPanel::Model& model);
Formula levels_formula(const DistributionPanel& panel, const DistributionPanel::Model& model);

/// A probability for people, with four digits: "0.6827", "6.22·10⁻¹⁶", below the smallest double too, "1 − 3.2·10⁻⁷" near one.
Formula probability_number(double probability, double log10_probability, double complement);
std::string probability_text(double probability, double log10_probability, double complement);
/// All its digits, where it is too small or too near to 1 for a double; empty: the double says it.
std::string probability_in_full(double probability, double log10_probability, double complement);

/// A number with four digits and a true minus sign, as text (3.2·10⁻⁷) and as a formula.
std::string brief_number(double x);
Formula brief_formula(double x);
/// 10^log10 in the same way, however large or small.
std::string brief_power(double log10);
/// "1 000 000", and with what is counted: "1 sample", "500 samples".
std::string grouped(std::size_t count);
std::string counted(std::size_t count, const std::string& what);

/// The least difference between two places that is to be seen: that of a and b, and a thousandth of the window.
double resolution_of(const DistributionPanel& panel, const DistributionPanel::Model& model);
/// A place on the line, with as many digits as tell it from one that is `resolution` away.
Formula end_formula(double x, double resolution);

/// "−1 ≤ X ≤ 1", as it is said of the region.
Formula event_formula(const DistributionPanel& panel, const DistributionPanel::Model& model);

/// One sentence: the most surprising thing that is true of this law, else what the samples say.
std::string density_caption(const DistributionPanel& panel, const DistributionPanel::Model& model);

/// "There is no law to show: the density is negative at x = 4."
std::string trouble_sentence(const DistributionPanel::Model& model);

/// What a spike at an end of the support weighs: its height says nothing.
std::string spike_sentence(const Distribution& law, double end, Interval window);

/// Whether a second law is drawn over the first: it is asked for, and both are laws.
bool is_compared(const DistributionPanel& panel);
/// What is worth seeing along x of the law and of the one it is compared with, and how high their density plot is.
Interval shown_window(const DistributionPanel& panel);
double shown_ceiling(const DistributionPanel& panel);

/// The window of the plot "density", "cumulative" or "tail", as the panel chooses it.
Camera fitted(const Distribution& law, Interval window, double ceiling, std::string_view plot);
/// The density; of a law that is none, the formula as it was typed. The law must outlive it.
std::function<double(double)> height_of(const Distribution& law);
/// The height of the density plot: above all of the density but its spikes.
double ceiling_of(const Distribution& law, Interval window);

}
