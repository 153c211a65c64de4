#pragma once
#include "panels/linear/map/linear_map.hpp"

#include <string>
#include <string_view>

namespace eigenscope {

/// The window of the plane: the panel's camera, or one around the origin that holds the unit circle, its image under A, the
/// columns, the vector and the drawing. It depends on A and not on the time, so nothing moves under a moving plane.
Camera window_of(const LinearMapPanel& panel);

/// The one sentence about what is surprising now.
std::string caption_of(const LinearMapPanel& panel, const LinearMapPanel::Model& model);

/// The determinant of m as a formula, whatever its size.
Formula determinant_formula(const Mat2& m);

/// The eigenvalues in text, `between` between two real ones; what may be nothing but rounding is said to be.
std::string spelled(const Spectrum& s, const Claim& invertible, std::string_view between);

/// "A", or "M" on the way to it.
inline std::string name_of_map(const LinearMapPanel& panel) { return panel.time < 1 ? "M" : "A"; }

}
