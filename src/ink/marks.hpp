#pragma once
#include "ink/pen.hpp"

#include <optional>
#include <vector>

namespace eigenscope::ink {

/// Draws one mark of a plane plot and notes what its labels, handles and hovers need. Whatever is not finite is left out and
/// counted in Sheet::rejected: one for each point of a list, one for a mark that cannot be drawn as a whole (an arrow, a label,
/// a fill with a bad corner, a bar, a size that is no number). A value without a place on a logarithmic axis (x <= 0) is
/// left out too, but not counted: it is a fact about the axis, not an error.
void draw_mark(Pen& pen, const Mark& mark);

// The kinds of marks, by story. Each has checked sizes; each checks its own points.
void draw(Pen& pen, const eigenscope::Polyline& polyline, const Mark& mark);
void draw(Pen& pen, const eigenscope::Segments& segments, const Mark& mark);
void draw(Pen& pen, const eigenscope::Line& line, const Mark& mark);
void draw(Pen& pen, const eigenscope::Lattice& lattice, const Mark& mark);
void draw(Pen& pen, const eigenscope::Arrow& arrow, const Mark& mark);
void draw(Pen& pen, const eigenscope::Fill& fill, const Mark& mark);
void draw(Pen& pen, const eigenscope::Bars& bars, const Mark& mark);
void draw(Pen& pen, const eigenscope::Points& points, const Mark& mark);
void draw(Pen& pen, const eigenscope::Heat& heat, const Mark& mark);
void draw(Pen& pen, const eigenscope::Label& label, const Mark& mark);
void draw(Pen& pen, const eigenscope::Handle& handle, const Mark& mark);

/// Are the widths, radii and opacities of a mark numbers? Otherwise it cannot be drawn as a whole.
bool has_sizes(const Mark& mark);

/// A pixel that can be calculated with: finite and not so far away that products overflow.
bool usable(const Vec2& pixel);

/// The point in pixels; nothing, and counted, when it is not finite; nothing when the axis has no place for it.
std::optional<Vec2> place(Pen& pen, const Vec2& math);

/// The points in pixels, cut where place() has nothing.
std::vector<std::vector<Vec2>> place_all(Pen& pen, const std::vector<Vec2>& points);

/// Notes that the ink along these points belongs to a term: boxes as wide as a finger of the mouse, one after the other.
void note_term(Pen& pen, const std::vector<Vec2>& pixels, const std::string& term);

/// Notes what hovering says at a pixel, if it is in sight.
void note_hover(Pen& pen, const Vec2& pixel, const std::string& text);

}
