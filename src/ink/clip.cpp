#include "ink/clip.hpp"

#include <algorithm>
#include <limits>

namespace eigenscope::ink {

std::optional<Interval> clip_parameters(const Vec2& a, const Vec2& b, const Box& box, double t0, double t1) {
    const Vec2 d = b - a;
    for (int i = 0; i < 2; ++i) {
        if (d[i] == 0) {
            if (!(a[i] >= box.lo[i] && a[i] <= box.hi[i])) return {};
            continue;
        }
        double enter = (box.lo[i] - a[i]) / d[i], leave = (box.hi[i] - a[i]) / d[i];
        if (enter > leave) std::swap(enter, leave);
        t0 = std::max(t0, enter);
        t1 = std::min(t1, leave);
    }
    if (!(t0 <= t1)) return {};
    return Interval{t0, t1};
}

std::optional<std::pair<Vec2, Vec2>> clip_segment(const Vec2& a, const Vec2& b, const Box& box) {
    if (box.contains(a) && box.contains(b)) return std::pair(a, b);
    const auto t = clip_parameters(a, b, box);
    if (!t) return {};
    // Rounding of far-away ends must not carry the cut outside the box.
    return std::pair<Vec2, Vec2>(clamped(a + t->lo * (b - a), box), clamped(a + t->hi * (b - a), box));
}

std::optional<std::pair<Vec2, Vec2>> clip_line(const Vec2& through, const Vec2& direction, const Box& box) {
    // Taken from the line's point nearest to the middle of the box, so that a far-away `through` costs no digits.
    const Vec2 unit = direction.normalized();
    const Vec2 near = through + unit * unit.dot(box.center() - through);
    constexpr double all = std::numeric_limits<double>::max();
    const auto t = clip_parameters(near, near + unit, box, -all, all);
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
        const double t = (border - a[axis]) / (b[axis] - a[axis]);
        Vec2 p = a + t * (b - a);
        p[axis] = border;
        out.push_back(p);
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
