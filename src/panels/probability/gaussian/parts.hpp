#pragma once
#include "panels/probability/gaussian/gaussian.hpp"

#include <optional>
#include <string>

namespace eigenscope {

/// Whether the correlation is nothing but rounding, as far as that can be told. A coordinate that is constant is independent of
/// everything.
std::optional<bool> uncorrelated(const GaussianPanel::Model& model);

/// An entry of the covariance as it is shown: 0 where it is nothing but rounding beside the standard deviations, a power of
/// ten where it is out of a double's reach.
Formula covariance_entry(const GaussianPanel& panel, const GaussianPanel::Model& model, int i, int j);

/// The probability inside the ellipse of k standard deviations when A has this rank: 1 - exp(-k²/2) in the plane; on a line,
/// where the ellipse is a segment, erf(k/√2); on a point 1.
double probability_inside(double k, int rank);

/// The share of the draws that lie inside it, by their length before A moved them; not-a-number without draws.
double share_inside(const GaussianPanel::Model& model, double k);

/// "The ellipse of 1 standard deviation holds 39.3 % of the probability."
std::string inside_sentence(double k, int rank);

/// The one sentence about what there is to see.
std::string caption_of(const GaussianPanel& panel, const GaussianPanel::Model& model);

}
