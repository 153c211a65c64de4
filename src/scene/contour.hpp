#pragma once
#include "scene/mark.hpp"

#include <optional>
#include <span>
#include <vector>

namespace eigenscope {

/// The level lines of a sampled field (Heat) at one level: joined into polylines, closed where they close. By marching
/// squares (Lorensen & Cline 1987 in the plane), the ambiguous case decided by the cell's mean; cells with a
/// not-a-number corner are left out.
std::vector<Polyline> contour(const Heat& field, double level, Stroke stroke = {});

/// The same at several levels, in their order; the field is gone through once.
std::vector<std::vector<Polyline>> contours(const Heat& field, std::span<const double> levels, Stroke stroke = {});

/// A place on the level lines where a label fits: the point where the longest line is straightest; none when all are short.
std::optional<Vec2> label_place(const std::vector<Polyline>& lines, double shortest_length);

}
