#include "ink/fences.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace eigenscope::ink {

namespace {

using Points = std::vector<Vec2>;

// The outline of a stroke along a curve whose thickness changes along the way (0 at its start, 1 at its end).
Points ribbon(const Points& spine, const std::function<double(double)>& thickness) {
    Points left, right;
    const std::size_t last = spine.size() - 1;
    for (std::size_t i = 0; i <= last; ++i) {
        const Vec2 along = (spine[std::min(i + 1, last)] - spine[i == 0 ? 0 : i - 1]).normalized();
        const Vec2 normal(-along.y(), along.x());
        const double half = thickness(static_cast<double>(i) / static_cast<double>(last)) / 2;
        left.push_back(spine[i] + normal * half);
        right.push_back(spine[i] - normal * half);
    }
    left.insert(left.end(), right.rbegin(), right.rend());
    return left;
}

Points sampled(int pieces, const std::function<Vec2(double)>& curve) {
    Points points;
    for (int i = 0; i <= pieces; ++i) points.push_back(curve(static_cast<double>(i) / pieces));
    return points;
}

void mirror(Points& points, double width) {
    for (Vec2& p : points) p.x() = width - p.x();
}

Setting shape(Points points, double width, const Extent& extent) {
    Setting out;
    out.width = width;
    out.ascent = -extent.top;
    out.descent = extent.bottom;
    // The slanted ends of a ribbon would stand out a little.
    for (Vec2& p : points) p.y() = std::clamp(p.y(), extent.top, extent.bottom);
    out.shapes.push_back({std::move(points), {}, {}});
    return out;
}

// A circular-looking arc, heavier in the middle, as the round brackets of text are.
Points parenthesis(const Extent& e, double size, double width) {
    const double side = 0.06 * size, depth = width - 2 * side, thin = 0.035 * size, thick = 0.085 * size;
    const auto spine = sampled(24, [&](double t) {
        const double away = 2 * t - 1;        // 0 in the middle
        return Vec2(side + thin + depth * std::pow(std::abs(away), 2.2), e.top + t * e.height());
    });
    return ribbon(spine, [&](double t) { return thin + (thick - thin) * std::sin(t * std::numbers::pi); });
}

Points bracket(const Extent& e, double size, double width, bool top_arm, bool bottom_arm) {
    const double x = 0.09 * size, weight = 0.06 * size, arm = width - 0.05 * size;
    Points p;
    p.push_back({x, e.top});
    if (top_arm) p.insert(p.end(), {{arm, e.top}, {arm, e.top + weight}, {x + weight, e.top + weight}});
    else p.push_back({x + weight, e.top});
    if (bottom_arm) p.insert(p.end(), {{x + weight, e.bottom - weight}, {arm, e.bottom - weight}, {arm, e.bottom}});
    else p.push_back({x + weight, e.bottom});
    p.push_back({x, e.bottom});
    return p;
}

// Two hooks that meet in a point: upper half by its own curve, lower half mirrored.
Points brace(const Extent& e, double size, double width) {
    const double middle = e.middle(), half = e.height() / 2, hook = std::min(0.45 * size, half / 2);
    const double stem = width / 2, reach = width / 2 - 0.06 * size;
    const auto upper = [&](double t) {        // 0 at the top, 1 at the point
        const double y = e.top + t * half;
        const double from_top = std::clamp((y - e.top) / hook, 0.0, 1.0), from_point = std::clamp((middle - y) / hook, 0.0, 1.0);
        const double top = 1 - std::sqrt(1 - (1 - from_top) * (1 - from_top)), point = 1 - std::sqrt(1 - (1 - from_point) * (1 - from_point));
        return Vec2(stem + reach * top - reach * point, y);
    };
    auto spine = sampled(40, [&](double t) {
        if (t <= 0.5) return upper(2 * t);
        const Vec2 p = upper(2 - 2 * t);
        return Vec2(p.x(), 2 * middle - p.y());
    });
    return ribbon(spine, [&](double t) { return (0.035 + 0.05 * std::pow(std::sin(2 * t * std::numbers::pi), 2)) * size; });
}

Points chevron(const Extent& e, double size, double width) {
    const double w = 0.055 * size, left = 0.06 * size, right = width - 0.08 * size;
    return {{right, e.top}, {right + w, e.top}, {left + w, e.middle()}, {right + w, e.bottom}, {right, e.bottom}, {left, e.middle()}};
}

Setting bars(int count, const Extent& e, double size) {
    Setting out;
    const double weight = 0.055 * size, side = 0.1 * size, step = 0.17 * size;
    for (int i = 0; i < count; ++i) {
        const double x = side + i * step;
        out.rules.push_back({{{x, e.top}, {x + weight, e.bottom}}, {}, {}});
    }
    out.width = 2 * side + weight + (count - 1) * step;
    out.ascent = -e.top;
    out.descent = e.bottom;
    return out;
}

}

Setting grown_fence(char32_t character, const Extent& extent, double size) {
    const double bracket_width = 0.33 * size;
    const double paren_width = std::min(0.30 * size + 0.03 * extent.height(), 0.6 * size), brace_width = 0.5 * size;
    const auto drawn = [&](Points points, double width, bool mirrored) {
        if (mirrored) mirror(points, width);
        return shape(std::move(points), width, extent);
    };
    switch (character) {
        case U'(': case U')': return drawn(parenthesis(extent, size, paren_width), paren_width, character == U')');
        case U'[': case U']': return drawn(bracket(extent, size, bracket_width, true, true), bracket_width, character == U']');
        case U'⌈': case U'⌉': return drawn(bracket(extent, size, bracket_width, true, false), bracket_width, character == U'⌉');
        case U'⌊': case U'⌋': return drawn(bracket(extent, size, bracket_width, false, true), bracket_width, character == U'⌋');
        case U'{': case U'}': return drawn(brace(extent, size, brace_width), brace_width, character == U'}');
        case U'⟨': case U'⟩': return drawn(chevron(extent, size, paren_width), paren_width, character == U'⟩');
        case U'|': return bars(1, extent, size);
        case U'‖': return bars(2, extent, size);
        default: return {};
    }
}

Radical grown_radical(const Extent& e, double size) {
    const double bar = 0.055 * size, width = 0.56 * size, B = e.bottom, T = e.top;
    // The tick starts this far above the foot, as in the fonts' own radical.
    const double m = B - std::min(0.46 * size, 0.5 * e.height());
    const auto x = [&](double t) { return t * size; };
    Points outline = {{x(0.05), m + 0.03 * size}, {x(0.20), m - 0.06 * size}, {x(0.345), B - 0.20 * size}, {width - bar, T}, {width, T},
                      {width, T + bar}, {width - 0.3 * bar, T + bar}, {x(0.36), B}, {x(0.315), B}, {x(0.145), m + 0.02 * size}, {x(0.07), m + 0.065 * size}};
    return {shape(std::move(outline), width, e), bar};
}

Setting accent(std::string_view which, double width, double size) {
    const double weight = 0.055 * size, height = 0.16 * size;
    const double half = std::min(width, 1.2 * size) / 2, middle = width / 2;
    const auto is = [&](std::initializer_list<std::string_view> names) { return std::find(names.begin(), names.end(), which) != names.end(); };
    Setting out;
    out.width = width;
    out.ascent = height;
    const auto add = [&](Points points) { out.shapes.push_back({std::move(points), {}, {}}); };
    if (is({"hat", "^", "ˆ", "\u0302"})) {
        const double r = std::max(half * 0.7, 0.15 * size);
        add({{middle, -height}, {middle + r, -weight}, {middle + r - 0.02 * size, 0}, {middle, -height + 1.4 * weight}, {middle - r + 0.02 * size, 0}, {middle - r, -weight}});
    } else if (is({"tilde", "~", "˜", "\u0303"})) {
        const double r = std::max(half * 0.8, 0.16 * size);
        add(ribbon(sampled(20, [&](double t) { return Vec2(middle + (2 * t - 1) * r, -height / 2 - height / 3.2 * std::sin(2 * std::numbers::pi * t)); }),
                   [&](double t) { return weight * (0.6 + 0.6 * std::sin(std::numbers::pi * t)); }));
    } else if (is({"vec", "→", "\u20D7"})) {
        const double y = -height / 2, head = 0.13 * size, r = std::max(half, 0.2 * size);
        out.rules.push_back({{{middle - r, y - weight / 2.4}, {middle + r - head / 2, y + weight / 2.4}}, {}, {}});
        add({{middle + r, y}, {middle + r - head, y - head / 2}, {middle + r - head * 0.7, y}, {middle + r - head, y + head / 2}});
    } else if (is({"dot", "˙", "\u0307"})) {
        const double r = weight * 0.9;
        add(sampled(15, [&](double t) { return Vec2(middle + r * std::cos(2 * std::numbers::pi * t), -height / 2 + r * std::sin(2 * std::numbers::pi * t)); }));
    } else {
        out.rules.push_back({{{middle - half, -weight}, {middle + half, 0}}, {}, {}});
        out.ascent = weight;
    }
    return out;
}

}
