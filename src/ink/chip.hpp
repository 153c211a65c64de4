#pragma once
#include "ink/typeset.hpp"

#include <optional>

namespace eigenscope::ink {

/// A rectangle with round corners as a polygon.
std::vector<Vec2> rounded(const Box& box, double radius);

/// Lines of type on a chip: its size without knowing where it will lie.
struct Chip {
    std::vector<Setting> lines;
    Vec2 padding = Vec2::Zero();
    double pitch = 0;                         ///< from baseline to baseline; 0: lines follow by their own heights
    double gap = 0;                           ///< between lines that follow by their heights
    bool ground = true;                       ///< with a chip behind it, or bare

    Vec2 size() const;
};

/// Puts the chip with its upper left corner at `corner`. With an `edge` colour it has a thin border.
void put_chip(Sheet& sheet, const Chip& chip, const Vec2& corner, Rgba ink, std::optional<Rgba> edge, const Look& look);

}
