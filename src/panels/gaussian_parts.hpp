#pragma once
#include "panels/gaussian.hpp"

#include <string>

namespace eigenscope {

/// The probability inside the ellipse of k standard deviations of a Gaussian in the plane: 1 - exp(-k²/2).
double probability_inside(double k);

/// The share of the draws that lie inside it, by their length before A moved them; not-a-number without draws.
double share_inside(const GaussianPanel::Model& model, double k);

/// "The ellipse of 1 standard deviation holds 39.3 % of the probability."
std::string inside_sentence(double k);

/// The one sentence about what there is to see.
std::string caption_of(const GaussianPanel& panel, const GaussianPanel::Model& model);

}
