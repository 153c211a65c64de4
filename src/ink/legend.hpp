#pragma once
#include "ink/pen.hpp"

namespace eigenscope::ink {

inline constexpr double legend_sample = 1.6;  ///< width of the sample before an entry's text, em

/// A legend's text at size `em`, with room for the sample before it.
Setting legend_line(const LegendEntry& entry, double em);

/// The sample of an entry, from `left` (its middle) on.
void draw_sample(Pen& pen, const LegendEntry& entry, const Vec2& left, double em);

/// "theory; observed": what a screen reader says of it.
std::string told(const std::vector<LegendEntry>& legend);

/// A legend in one row.
struct LegendRow {
    std::vector<Setting> lines;
    double em = 0, between = 0, width = 0;    ///< px
};
LegendRow legend_row(const std::vector<LegendEntry>& legend, double em);
void put_legend_row(Pen& pen, const LegendRow& row, Vec2 baseline);

}
