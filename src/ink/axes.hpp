#pragma once
#include "ink/pen.hpp"

namespace eigenscope::ink {

/// What the axes need round the coordinate system: left, right, above and below it, in px.
struct Margins {
    double left = 0, right = 0, top = 0, bottom = 0;
};

/// Room for tick labels, axis labels, title and colour bars of a plot that has `outer` in all. Where there is little room,
/// they go first, the coordinate system last.
Margins margins_of(const Plot& plot, const Box& outer, const Look& look);

/// A chart's caption stands under its axes, where it hides nothing: its lines, none when there is no room; and their height.
std::vector<Setting> caption_below(const Plot& plot, const Box& outer, const Look& look);
double caption_height(std::size_t lines, const Look& look);

/// The room that a chart has over what its axes need: below 1 they are left out.
double axes_room(const Box& outer, const Look& look);

/// Grid and axes lines: they lie under the marks.
void draw_grid(Pen& pen);
void draw_axes(Pen& pen);

/// Tick labels, axis labels and the title: they lie over the marks.
void draw_axis_labels(Pen& pen);

/// The colour bars at the right, inside the margins.
void draw_color_scales(Pen& pen);

/// Sizes that the axes and what stands beside them have in common, px.
struct Rhythm {
    double tick_text = 11, gap = 4, title = 0, bar = 0;
};
Rhythm rhythm_of(const Look& look);

}
