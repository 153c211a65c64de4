#include "ink/geometry.hpp"
#include "paper/pen.hpp"
#include "paper/pixels.hpp"
#include "scene/colormap.hpp"

#include <cairo.h>

namespace eigenscope::paper {

namespace {

/// A field as shares of its colormap, sampled between samples.
class Sampler {
public:
    explicit Sampler(const Heat& heat) : heat_(heat) {}

    /// Where the colour of the place (column, row) lies on the colormap; NaN outside and next to samples that are not numbers.
    double at(double column, double row) const {
        const int last_column = heat_.columns - 1, last_row = heat_.rows - 1;
        if (!(column >= 0 && column <= last_column && row >= 0 && row <= last_row)) return NAN;
        const int c = std::min(static_cast<int>(column), std::max(last_column - 1, 0));
        const int r = std::min(static_cast<int>(row), std::max(last_row - 1, 0));
        const double s = column - c, t = row - r;
        return blend(blend(value(c, r), value(c + 1, r), s), blend(value(c, r + 1), value(c + 1, r + 1), s), t);
    }

private:
    // A weight of zero does not let a missing neighbour empty the samples that are there.
    static double blend(double a, double b, double t) { return t == 0 ? a : t == 1 ? b : a + (b - a) * t; }
    double value(int column, int row) const {
        if (column >= heat_.columns || row >= heat_.rows) return NAN;
        const auto width = static_cast<std::size_t>(heat_.columns);
        return ink::share_of(heat_, heat_.values[static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column)]);
    }

    const Heat& heat_;
};

}

void Pen::draw(const ink::Raster& raster) {
    if (!raster.field || !ink::drawable(*raster.field)) return;
    const Heat& heat = *raster.field;
    const ink::Box clip = ink::whole_pixels(raster.clip);
    Pixels pixels({clip.lo.cwiseMax(visible_.lo), clip.hi.cwiseMin(visible_.hi)}, fineness());
    const Sampler sampler(heat);
    const double column_step = (heat.columns - 1) / raster.box.width(), row_step = (heat.rows - 1) / raster.box.height();
    for (int y = 0; y < pixels.height(); ++y)
        for (int x = 0; x < pixels.width(); ++x) {
            const Vec2 p = pixels.center(x, y);
            const double share = sampler.at((p.x() - raster.box.lo.x()) * column_step, (raster.box.hi.y() - p.y()) * row_step);
            if (!std::isnan(share)) pixels.set(x, y, color_at(heat.colormap, share), heat.opacity);
        }
    pixels.put(cairo_);
}

}
