#pragma once
#include "ink/pen.hpp"

namespace eigenscope::ink {

/// From space to the sheet: the plot's box, seen from its Camera3 in mild perspective, fitted into the area.
class View {
public:
    View(const Plot& plot, const Box& area, double margin);

    /// A point of the plot's coordinates as a pixel.
    Vec2 operator()(const Vec3& p) const { return project(normalized(p)); }

    /// In coordinates of the box: its longer floor side is [-1, 1], its height [-0.6, 0.6].
    Vec3 normalized(const Vec3& p) const { return (p - middle_).cwiseProduct(stretch_); }
    Vec2 project(const Vec3& q) const;
    Vec3 half() const { return half_; }
    /// Unit vectors on the eye's screen, and toward the eye.
    Vec3 right() const { return right_; }
    Vec3 up() const { return up_; }
    Vec3 toward_eye() const { return eye_; }
    Vec3 eye() const { return distance * eye_; }

private:
    static constexpr double distance = 7;     // of the eye: mild perspective
    Vec3 middle_, stretch_, half_, right_, up_, eye_;
    Vec2 origin_;
    double scale_ = 1;
};

/// Draws a plot in space: floor, ticks, surfaces far to near, then curves and points over them. Marks of the plane have no
/// place in space and are left out.
void draw_space(Pen& pen);

/// The surface as lit triangles, farthest first. Cells with a height that is not finite, or wholly outside the box, are holes.
Mesh mesh_of(const Surface& surface, const View& view, const Interval& z);

}
