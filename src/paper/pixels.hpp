#pragma once
#include "ink/sheet.hpp"
#include "paper/cairo.hpp"
#include "scene/colormap.hpp"

namespace eigenscope::paper {

/// A piece of the sheet drawn pixel by pixel: fields and surfaces. Clear at first.
class Pixels {
public:
    /// `region` in whole units of the sheet; `fineness` pixels a unit.
    Pixels(const ink::Box& region, double fineness);

    int width() const { return width_; }
    int height() const { return height_; }
    /// The middle of a pixel on the sheet, and back.
    Vec2 center(int x, int y) const { return region_.lo + Vec2(x + 0.5, y + 0.5) / fineness_; }
    Vec2 pixel_of(const Vec2& place) const { return (place - region_.lo) * fineness_ - Vec2::Constant(0.5); }
    void set(int x, int y, Rgb color, double opacity = 1);
    /// Lays the piece over what is there; `smooth`: whoever magnifies it may go evenly from pixel to pixel.
    void put(cairo_t* context, bool smooth = false) const;

private:
    ink::Box region_;
    double fineness_;
    int width_ = 0, height_ = 0, stride_ = 0;
    Surface surface_;
    unsigned char* data_ = nullptr;
};

}
