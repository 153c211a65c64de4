#include "ink/clip.hpp"

#include <algorithm>
#include <limits>

namespace eigenscope::ink {

namespace {

// The point of the segment on a border, exactly on it.
Vec2 on_border(const Vec2& a, const Vec2& b, int axis, double border) {
    Vec2 p = a + (b - a) * ((border - a[axis]) / (b[axis] - a[axis]));
    p[axis] = border;
    return p;
}

// The interval of t in which through + t direction lies in the box (Liang & Barsky 1984).
std::optional<Interval> parameters_inside(const Vec2& through, const Vec2& direction, const Box& box) {
    constexpr double all = std::numeric_limits<double>::max();
    Interval t{-all, all};
    for (int i = 0; i < 2; ++i) {
        if (direction[i] == 0) {
            if (!(through[i] >= box.lo[i] && through[i] <= box.hi[i])) return {};
            continue;
        }
        double enter = (box.lo[i] - through[i]) / direction[i], leave = (box.hi[i] - through[i]) / direction[i];
        if (enter > leave) std::swap(enter, leave);
        t = {std::max(t.lo, enter), std::min(t.hi, leave)};
    }
    if (!(t.lo <= t.hi)) return {};
    return t;
}

}

std::optional<std::pair<Vec2, Vec2>> clip_segment(const Vec2& a, const Vec2& b, const Box& box) {
    // Border by border (Cohen & Sutherland): each cut makes the ends smaller, so that even an end 1e100 px away costs no digits
    // of the coordinate across.
    Vec2 p = a, q = b;
    for (int i = 0; i < 2; ++i) {
        const double lo = box.lo[i], hi = box.hi[i];
        if (!(std::max(p[i], q[i]) >= lo) || !(std::min(p[i], q[i]) <= hi)) return {};
        if (p[i] < lo) p = on_border(p, q, i, lo);
        else if (p[i] > hi) p = on_border(p, q, i, hi);
        if (q[i] < lo) q = on_border(q, p, i, lo);
        else if (q[i] > hi) q = on_border(q, p, i, hi);
    }
    // The second axis may have carried rounding into the first.
    return std::pair<Vec2, Vec2>(clamped(p, box), clamped(q, box));
}

std::optional<std::pair<Vec2, Vec2>> clip_line(const Vec2& through, const Vec2& direction, const Box& box) {
    // Taken from the line's point nearest to the middle of the box, so that a far-away `through` costs no digits.
    const Vec2 unit = direction.normalized();
    const Vec2 near = through + unit * unit.dot(box.center() - through);
    const auto t = parameters_inside(near, unit, box);
    if (!t) return {};
    return std::pair<Vec2, Vec2>(clamped(near + t->lo * unit, box), clamped(near + t->hi * unit, box));
}

std::vector<Piece> clip_polyline(const std::vector<Vec2>& points, bool closed, const Box& box) {
    std::vector<Piece> pieces;
    if (points.empty()) return pieces;
    if (std::all_of(points.begin(), points.end(), [&](const Vec2& p) { return box.contains(p); })) {
        pieces.push_back({points, 0, closed && points.size() > 2});
        return pieces;
    }
    double length = 0;
    bool open = false;                        // the last piece ends at the last point seen
    const std::size_t segments = points.size() - (closed ? 0 : 1);
    for (std::size_t i = 0; i < segments; ++i) {
        const Vec2 &a = points[i], &b = points[(i + 1) % points.size()];
        const double step = (b - a).norm();
        if (const auto part = clip_segment(a, b, box)) {
            if (!open) pieces.push_back({{part->first}, length + (part->first - a).norm(), false});
            pieces.back().points.push_back(part->second);
        }
        open = box.contains(b);
        // A point that lies inside was reached by a segment that was kept, unless rounding said otherwise.
        open = open && !pieces.empty() && pieces.back().points.back() == b;
        length += step;
    }
    return pieces;
}

namespace {

// Keeps what lies on the good side of one border: sign * p[axis] >= sign * border.
std::vector<Vec2> cut(const std::vector<Vec2>& points, int axis, double border, double sign) {
    std::vector<Vec2> out;
    const auto in = [&](const Vec2& p) { return sign * p[axis] >= sign * border; };
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Vec2 &a = points[i], &b = points[(i + 1) % points.size()];
        if (in(a)) out.push_back(a);
        if (in(a) == in(b)) continue;
        out.push_back(on_border(a, b, axis, border));
    }
    return out;
}

}

std::vector<Vec2> clip_polygon(std::vector<Vec2> points, const Box& box) {
    for (int axis = 0; axis < 2 && !points.empty(); ++axis) {
        points = cut(points, axis, box.lo[axis], 1);
        points = cut(points, axis, box.hi[axis], -1);
    }
    points.erase(std::unique(points.begin(), points.end()), points.end());
    while (points.size() > 1 && points.front() == points.back()) points.pop_back();
    return points;
}

}
