#pragma once
#include "ink/sheet.hpp"

#include <optional>
#include <utility>
#include <vector>

/// Clipping to a box. Coordinates up to 1e100 are safe: no product overflows.
namespace eigenscope::ink {

inline Box inflated(const Box& box, double by) { return {box.lo - Vec2(by, by), box.hi + Vec2(by, by)}; }
inline Box moved(const Box& box, const Vec2& by) { return {box.lo + by, box.hi + by}; }
inline Box around(const Vec2& center, const Vec2& half) { return {center - half, center + half}; }
inline bool overlap(const Box& a, const Box& b) { return a.lo.x() < b.hi.x() && b.lo.x() < a.hi.x() && a.lo.y() < b.hi.y() && b.lo.y() < a.hi.y(); }
inline bool inside(const Box& inner, const Box& outer) { return outer.contains(inner.lo) && outer.contains(inner.hi); }
inline Vec2 clamped(const Vec2& p, const Box& box) { return p.cwiseMax(box.lo).cwiseMin(box.hi); }

/// The part of the segment in the box.
std::optional<std::pair<Vec2, Vec2>> clip_segment(const Vec2& a, const Vec2& b, const Box& box);

/// The part of the infinite line in the box. `direction` must not be zero.
std::optional<std::pair<Vec2, Vec2>> clip_line(const Vec2& through, const Vec2& direction, const Box& box);

/// A piece of a polyline, and how far along the whole it begins (so that dashes stay where they are when the view moves).
struct Piece {
    std::vector<Vec2> points;
    double start = 0;
    bool closed = false;
};
std::vector<Piece> clip_polyline(const std::vector<Vec2>& points, bool closed, const Box& box);

/// The polygon's part in the box (Sutherland & Hodgman 1974): a concave one may come back with edges along the border.
std::vector<Vec2> clip_polygon(std::vector<Vec2> points, const Box& box);

}
