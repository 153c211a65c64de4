#pragma once
#include "ink/sheet.hpp"

#include <optional>
#include <string>

/// What the mouse means over a sheet: pure functions of the sheet and of points in its pixels.
namespace eigenscope::ui {

/// Names one handle of a sheet: plot and the panel's own number, as ink::Look wants it.
using HandleKey = std::pair<std::size_t, int>;

/// Half the size of what can be hit, px at scale 1: handles are at least 22 px across.
inline constexpr double reach = 11, hover_reach = 9;

/// The handle nearest to p within reach; among equals the one drawn last.
const ink::HandleSpot* handle_at(const ink::Sheet& sheet, Vec2 p, double scale);
const ink::HandleSpot* find_handle(const ink::Sheet& sheet, HandleKey key);
/// The handle after (or before) this one, round and round; the first when there is none.
std::optional<HandleKey> next_handle(const ink::Sheet& sheet, std::optional<HandleKey> now, int direction);
/// The term whose ink lies under p: of several the smallest; empty when there is none.
std::string term_at(const ink::Sheet& sheet, Vec2 p);
const ink::HoverSpot* hover_at(const ink::Sheet& sheet, Vec2 p, double scale);
std::optional<std::size_t> plot_at(const ink::Sheet& sheet, Vec2 p);

/// `to` moved onto the nearest of the lines through `from`: level, upright, or through the origin (same angle).
Vec2 held_to_axis(Vec2 from, Vec2 to);
/// The step of the grid that Ctrl snaps to: the step of the ticks, or half a unit where that is finer.
Vec2 snap_step(const ink::PlotFrame& frame);
Vec2 snapped(Vec2 p, Vec2 step);

/// The window after zooming by `factor` (above 1: closer) so that `about` (axis coordinates) stays where it is.
Camera zoomed(const Camera& window, Vec2 about, double factor);
/// The window after its content was moved by `pixels`.
Camera panned(const ink::PlotFrame& frame, const Camera& window, Vec2 pixels);
/// The view after the box was turned by `pixels`, at 0.5 degrees a pixel; and brought nearer.
Camera3 turned(Camera3 view, Vec2 pixels);
Camera3 nearer(Camera3 view, double factor);

}
