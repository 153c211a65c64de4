#pragma once
#include "base/limits.hpp"
#include "ink/sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>

/// What both painters must do alike, down to the pixel: rounding, the shapes of markers, the lines of a lattice.
namespace eigenscope::ink {

/// Clips lie on whole pixels.
inline double whole_pixel(double x) { return std::floor(x + 0.5); }
inline Box whole_pixels(const Box& box) {
    return {{whole_pixel(box.lo.x()), whole_pixel(box.lo.y())}, {whole_pixel(box.hi.x()), whole_pixel(box.hi.y())}};
}

/// Where a glyph's bitmap goes: its origin stands on a quarter of a pixel along the line and on a whole pixel across,
/// so that words keep their rhythm and their baseline stays sharp.
struct GlyphPlace {
    int x = 0, y = 0;                         ///< the pixel of the origin
    int quarter = 0;                          ///< 0..3
};
inline GlyphPlace place_of(const Vec2& at) {
    const double quarters = std::floor(std::clamp(at.x(), -limits::pixel, limits::pixel) * 4 + 0.5);
    const double x = std::floor(quarters / 4);
    return {static_cast<int>(x), static_cast<int>(whole_pixel(std::clamp(at.y(), -limits::pixel, limits::pixel))),
            static_cast<int>(quarters - 4 * x)};
}

/// Larger glyphs are not drawn: a bitmap of one would take more memory than the picture.
inline constexpr double largest_text = 1024;

/// The ring marker is a band of this share of the radius, inside it.
inline constexpr double ring_band = 0.4;

/// A marker's outline at radius 1 (y down), or nothing for the round ones: disc and ring.
inline std::span<const Vec2> corners_of(Marker shape) {
    // Equal weight to the eye: the square and the triangle are as large as the disc of radius 1 (pi), the diamond a little smaller.
    static const auto rotated = [](const auto& points, double angle) {
        auto copy = points;
        for (Vec2& p : copy)
            p = Vec2(std::cos(angle) * p.x() - std::sin(angle) * p.y(), std::sin(angle) * p.x() + std::cos(angle) * p.y());
        return copy;
    };
    constexpr double s = 0.886, d = 1.2, arm = 0.25;
    static const std::array<Vec2, 4> square{Vec2(-s, -s), Vec2(s, -s), Vec2(s, s), Vec2(-s, s)};
    static const std::array<Vec2, 4> diamond{Vec2(0, -d), Vec2(d, 0), Vec2(0, d), Vec2(-d, 0)};
    static const std::array<Vec2, 3> triangle{Vec2(0, -1.3), Vec2(1.126, 0.65), Vec2(-1.126, 0.65)};
    static const std::array<Vec2, 12> plus{Vec2(-arm, -1), Vec2(arm, -1), Vec2(arm, -arm), Vec2(1, -arm), Vec2(1, arm), Vec2(arm, arm),
                                           Vec2(arm, 1), Vec2(-arm, 1), Vec2(-arm, arm), Vec2(-1, arm), Vec2(-1, -arm), Vec2(-arm, -arm)};
    static const std::array<Vec2, 12> cross = rotated(plus, std::numbers::pi / 4);
    static const std::array<Vec2, 7> arrow{Vec2(-1.4, -0.2), Vec2(0.2, -0.2), Vec2(0.2, -0.8), Vec2(1.4, 0),
                                           Vec2(0.2, 0.8), Vec2(0.2, 0.2), Vec2(-1.4, 0.2)};
    switch (shape) {
        case Marker::square: return square;
        case Marker::diamond: return diamond;
        case Marker::triangle: return triangle;
        case Marker::cross: return cross;
        case Marker::plus: return plus;
        case Marker::arrow: return arrow;
        case Marker::disc:
        case Marker::ring: return {};
    }
    return {};
}

/// Where a sample lies on the colormap: 0 is its low end, 1 its high end; NaN for a sample that is not a number.
inline double share_of(const Heat& heat, float sample) {
    if (std::isnan(sample)) return static_cast<double>(sample);
    if (heat.from == heat.to) return 0.5;
    // Infinite samples would empty their neighbours; so far outside they only saturate them.
    return std::clamp((static_cast<double>(sample) - heat.from) / (heat.to - heat.from), -1e6, 1e6);
}

/// Does it hold as many samples as it says, and a range that is one?
inline bool drawable(const Heat& heat) {
    return heat.columns > 0 && heat.rows > 0 && std::isfinite(heat.from) && std::isfinite(heat.to) &&
           heat.values.size() == static_cast<std::size_t>(heat.columns) * static_cast<std::size_t>(heat.rows);
}

/// The parallel lines normal * p = phase + k * spacing for all whole k.
struct LineFamily {
    Vec2 normal = Vec2::UnitX();
    double phase = 0;
    double spacing = 0;                       ///< 0: the line k = 0 alone
    double strength = 1;                      ///< 0..1, factor on the opacity of all lines but k = 0
};

/// One of the two families of a lattice: the lines along basis.col(along); none when that column is zero. When the lattice is
/// squashed until its lines would fill the plane, all but the one through the origin fade, so that a singular map leaves a
/// line. Spacing is 0 when they are gone.
inline std::optional<LineFamily> family_of(const Lattice& lattice, int along) {
    const Vec2 column = lattice.basis.col(along), other = lattice.basis.col(1 - along);
    const double length = std::hypot(column.x(), column.y());
    if (!(length > 0)) return {};
    const Vec2 normal(-column.y() / length, column.x() / length);
    const double spacing = std::abs(normal.dot(other));
    const double widths = spacing / std::max(lattice.width, 1.0);
    const double strength = std::clamp((widths - 1.5) / 2.5, 0.0, 1.0);
    return LineFamily{normal, normal.dot(lattice.origin), strength > 0 ? spacing : 0, strength};
}

}
