#pragma once
#include "ink/sheet.hpp"

#include <vector>

namespace eigenscope::ink {

/// Where each plot of the picture lies on a sheet: in rows of equal numbers of plots, as many rows as make the plots' shapes
/// best (square where angles matter, wide for charts). Inside a row widths, among rows heights follow the shares.
std::vector<Box> arranged(const Picture& picture, const Vec2& size, double gap);

}
