#pragma once
#include "ink/sheet.hpp"

namespace eigenscope::ink {

/// The window that is really visible in an area: what the camera asks for and, with equal axes, what else there is room for.
/// A camera that is not finite or empty becomes the default one.
Camera visible_window(const Plot& plot, const Box& area);

/// to_pixel of a frame, made ready for many points. The result is not a number for a value without a place on a
/// logarithmic axis (x <= 0).
class Mapping {
public:
    explicit Mapping(const PlotFrame& frame);
    Vec2 operator()(const Vec2& math) const;
    /// The pixel of a point in axis coordinates (no logarithm taken).
    Vec2 of_axis(const Vec2& axis) const { return origin_ + scale_.cwiseProduct(axis - center_); }
    /// Pixels per unit of the axes; y is negative.
    Vec2 scale() const { return scale_; }
    bool linear() const { return !log_x_ && !log_y_; }

private:
    Vec2 origin_, scale_, center_;
    bool log_x_, log_y_;
};

}
