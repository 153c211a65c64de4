#pragma once
#include "base/field.hpp"
#include "compute/types.hpp"

#include <optional>
#include <vector>

namespace eigenscope {

/// The window of a plane plot, in the coordinates of its axes (log10 of the value on a logarithmic axis).
/// While `automatic`, the panel chooses the window and `center`, `half` are not looked at.
struct Camera {
    bool automatic = true;
    Vec2 center = Vec2::Zero();
    Vec2 half = Vec2(4, 4);                   ///< half width and half height

    bool operator==(const Camera&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "automatic", .label = "Fit by itself"}, s.automatic);
        v(Field{.key = "center", .label = "Centre", .lo = -1e12, .hi = 1e12}, s.center);
        v(Field{.key = "half", .label = "Half size", .lo = 1e-12, .hi = 1e12, .scale = Scale::logarithmic}, s.half);
    }
    /// A window so narrow and so far out that its ends are the same double shows nothing.
    void repair() { half = half.cwiseMax(1e-10 * center.cwiseAbs()); }
};

/// Looking at the box of a plot in space. Angles in radians.
struct Camera3 {
    double azimuth = -0.9, elevation = 0.6, zoom = 1;

    bool operator==(const Camera3&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "azimuth", .label = "Around", .lo = -6.3, .hi = 6.3, .unit = "rad"}, s.azimuth);
        v(Field{.key = "elevation", .label = "Height", .lo = -1.5, .hi = 1.5, .unit = "rad"}, s.elevation);
        v(Field{.key = "zoom", .label = "Zoom", .lo = 0.2, .hi = 5, .scale = Scale::logarithmic}, s.zoom);
    }
};

/// A window that holds all finite points with a margin (a share of their extent). Its sizes come in steps of 1, 1.5, 2, 3, 5, 7
/// times a power of ten and its centre in quarters of its half size, so it stands still while the points move a little.
/// `equal`: one size for both axes. Without points: the default window.
Camera fit(const std::vector<Vec2>& points, double margin = 0.1, bool equal = false);

/// The same with a centre that does not move.
Camera fit_around(const Vec2& center, const std::vector<Vec2>& points, double margin = 0.1, bool equal = true);

}
