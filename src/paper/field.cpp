#include "ink/geometry.hpp"
#include "paper/pen.hpp"
#include "paper/pixels.hpp"
#include "scene/colormap.hpp"

#include <cairo.h>

namespace eigenscope::paper {

namespace {

/// Where a place lies among the samples of one axis: from the sample `first` this `share` of the way to the next.
struct Place {
    int first = 0;
    double share = 0;
    bool outside = false;
};

Place place_of(double at, int samples) {
    const int last = samples - 1;
    if (!(at >= 0 && at <= last)) return {.outside = true};
    const int first = std::min(static_cast<int>(at), std::max(last - 1, 0));
    return {first, at - first};
}

/// A field as shares of its colormap, sampled between samples.
class Sampler {
public:
    explicit Sampler(const Heat& heat) : heat_(heat) {}

    /// Where the colour of the place lies on the colormap; NaN outside and next to samples that are not numbers.
    double at(const Place& column, const Place& row) const {
        if (column.outside || row.outside) return NAN;
        const int c = column.first, r = row.first;
        return blend(blend(value(c, r), value(c + 1, r), column.share), blend(value(c, r + 1), value(c + 1, r + 1), column.share), row.share);
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
    // One pixel a unit is enough on a page too, for whoever magnifies it goes evenly from one to the next.
    Pixels pixels({clip.lo.cwiseMax(visible_.lo), clip.hi.cwiseMin(visible_.hi)}, 1);
    const Sampler sampler(heat);
    const double column_step = (heat.columns - 1) / raster.box.width(), row_step = (heat.rows - 1) / raster.box.height();
    std::vector<Place> columns;
    for (int x = 0; x < pixels.width(); ++x)
        columns.push_back(place_of((pixels.center(x, 0).x() - raster.box.lo.x()) * column_step, heat.columns));
    for (int y = 0; y < pixels.height(); ++y) {
        const Place row = place_of((raster.box.hi.y() - pixels.center(0, y).y()) * row_step, heat.rows);
        for (int x = 0; x < pixels.width(); ++x) {
            const double share = sampler.at(columns[static_cast<std::size_t>(x)], row);
            if (!std::isnan(share)) pixels.set(x, y, color_at(heat.colormap, share), heat.opacity);
        }
    }
    pixels.put(cairo_, ground_ == Ground::page);
}

}
