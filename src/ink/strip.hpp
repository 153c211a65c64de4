#pragma once
#include "ink/legend.hpp"

#include <optional>

namespace eigenscope::ink {

/// What stands over a chart with a headline, in front of nothing: the headline in a row of its own, never left out; the legend in the
/// title's row, or where that is too short in one under the headline, without its last entries where they do not fit; the note under
/// it where there is room.
struct Strip {
    Setting headline = {};
    std::optional<Setting> note = {};
    LegendRow legend = {};                    ///< without lines where it has no room
    bool beside_title = false;                ///< the legend
    double height = 0;                        ///< px under the title; 0 without a headline
};
Strip strip_over(const Plot& plot, const Box& outer, const Look& look);
void put_strip(Pen& pen, const Strip& strip);

/// Whether there is room for the title's row; and how far under the upper edge its baseline lies, in sizes of the text.
bool has_title(const Plot& plot, const Box& outer, const Look& look);
inline constexpr double title_baseline = 1.3;

}
