#include "gl/capsules.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::gl {

namespace {

/// The quadrilateral reaches this far beyond the line's edge: half a pixel of soft edge, and a little for rounding.
constexpr double margin = 0.75;

Vec2 left_of(const Vec2& direction) { return {-direction.y(), direction.x()}; }

void store(float (&to)[2], const Vec2& v) {
    to[0] = static_cast<float>(v.x());
    to[1] = static_cast<float>(v.y());
}

void store(float (&to)[4], const Vec2& right, const Vec2& left) {
    to[0] = static_cast<float>(right.x());
    to[1] = static_cast<float>(right.y());
    to[2] = static_cast<float>(left.x());
    to[3] = static_cast<float>(left.y());
}

/// A segment on its own: round or straight at both ends.
Capsule capsule(const Vec2& from, const Vec2& to, double width, Rgba color, std::uint32_t butts) {
    Capsule result{};
    const double reach = width / 2 + margin, length = std::hypot(to.x() - from.x(), to.y() - from.y());
    const Vec2 direction = length > 0 ? Vec2((to - from) / length) : Vec2(1, 0), side = left_of(direction) * reach;
    const Vec2 back = direction * (butts & 1 ? margin : reach), ahead = direction * (butts & 2 ? margin : reach);
    store(result.from, from);
    store(result.to, to);
    store(result.near_corners, -back - side, -back + side);
    store(result.far_corners, ahead - side, ahead + side);
    result.half_width = static_cast<float>(width / 2);
    result.color = bytes_of(color);
    result.butts = butts;
    return result;
}

/// Ends `before` and begins `after` on the bisector of their angle, where that is possible: not at sharp turns, where the
/// corner would lie far away, nor between segments that are too short for it. There the round ends overlap.
void join(Capsule& before, Capsule& after, const Vec2& u, double length_before, const Vec2& v, double length_after) {
    const double cosine = u.dot(v), reach = static_cast<double>(before.half_width) + margin;
    const double cut = reach * std::sqrt(std::max(1 - cosine, 0.0) / (1 + cosine));    // reach * tan(angle / 2)
    if (!(cut <= std::min(length_before, length_after) / 2)) return;
    const Vec2 corner = (left_of(u) + left_of(v)) * (reach / (1 + cosine));
    store(before.far_corners, -corner, corner);
    store(after.near_corners, -corner, corner);
}

std::vector<Vec2> distinct(const std::vector<Vec2>& points, bool closed) {
    std::vector<Vec2> kept;
    kept.reserve(points.size());
    for (const Vec2& p : points)
        if (kept.empty() || p != kept.back()) kept.push_back(p);
    if (closed)
        while (kept.size() > 1 && kept.back() == kept.front()) kept.pop_back();
    return kept;
}

}

Bytes4 bytes_of(Rgba color, double coverage) {
    const auto byte = [](double x) { return static_cast<std::uint8_t>(std::clamp(x, 0.0, 1.0) * 255 + 0.5); };
    return {byte(static_cast<double>(color.r)), byte(static_cast<double>(color.g)), byte(static_cast<double>(color.b)),
            byte(static_cast<double>(color.a) * coverage)};
}

void add_capsules(std::vector<Capsule>& capsules, const ink::Line& line) {
    if (!(line.width > 0) || line.points.empty()) return;
    const std::vector<Vec2> points = distinct(line.points, line.closed);
    const bool closed = line.closed && points.size() > 1;
    if (points.size() == 1) {
        if (line.round) capsules.push_back(capsule(points[0], points[0], line.width, line.color, 0));
        return;
    }
    const std::size_t count = closed ? points.size() : points.size() - 1, first = capsules.size();
    const auto direction = [&](std::size_t i) { return Vec2(points[(i + 1) % points.size()] - points[i]); };
    capsules.reserve(first + count);
    for (std::size_t i = 0; i < count; ++i) {
        const bool starts = i == 0 && !closed, ends = i + 1 == count && !closed;
        const std::uint32_t butts = line.round ? 0 : (starts ? 1u : 0u) | (ends ? 2u : 0u);
        capsules.push_back(capsule(points[i], points[(i + 1) % points.size()], line.width, line.color, butts));
    }
    Vec2 u = direction(0);
    double length = std::hypot(u.x(), u.y());
    u /= length;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t next = i + 1 < count ? i + 1 : 0;
        if (next == 0 && !closed) break;
        Vec2 v = direction(next);
        const double next_length = std::hypot(v.x(), v.y());
        v /= next_length;
        join(capsules[first + i], capsules[first + next], u, length, v, next_length);
        u = v;
        length = next_length;
    }
}

void add_capsules(std::vector<Capsule>& capsules, const ink::Segments& segments) {
    if (!(segments.width > 0)) return;
    capsules.reserve(capsules.size() + segments.segments.size());
    for (const auto& [from, to] : segments.segments)
        if (from != to) capsules.push_back(capsule(from, to, segments.width, segments.color, 3));
}

}
