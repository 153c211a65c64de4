#pragma once
#include "ink/pen.hpp"

namespace eigenscope::ink {

/// Reserves and draws what stands in the corners of a plot: the live formulas at the upper left, the caption at the lower
/// left, the legend at the upper right. A chart with a headline has them over it instead, where they hide nothing. Where there is
/// little room they shrink, and then go, the caption first. A legend never lies on what it names.
void draw_furniture(Pen& pen);

}
