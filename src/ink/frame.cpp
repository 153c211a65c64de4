#include "ink/frame.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope::ink {

namespace {

double logged(double x) { return x > 0 ? std::log10(x) : std::numeric_limits<double>::quiet_NaN(); }

}

Camera visible_window(const Plot& plot, const Box& area) {
    Camera window = plot.camera;
    window.automatic = false;
    const bool good = window.center.allFinite() && window.half.allFinite() && window.half.minCoeff() > 0 && window.half.maxCoeff() < 1e300;
    if (!good) window = {.automatic = false};
    if (!plot.axes.equal || !(area.width() > 0) || !(area.height() > 0)) return window;
    const double unit = std::min(area.width() / window.half.x(), area.height() / window.half.y());
    const Vec2 half(area.width() / unit, area.height() / unit);
    if (half.allFinite() && half.minCoeff() > 0) window.half = half;
    return window;
}

Vec2 PlotFrame::to_pixel(const Vec2& math) const { return Mapping(*this)(math); }

Vec2 PlotFrame::to_math(const Vec2& pixel) const {
    const Vec2 size(area.width(), -area.height());
    const Vec2 axis = window.center + 2 * window.half.cwiseProduct((pixel - area.center()).cwiseQuotient(size));
    return {x == Ticks::logarithmic ? std::pow(10, axis.x()) : axis.x(), y == Ticks::logarithmic ? std::pow(10, axis.y()) : axis.y()};
}

Mapping::Mapping(const PlotFrame& frame)
    : origin_(frame.area.center()), scale_(Vec2(frame.area.width(), -frame.area.height()).cwiseQuotient(2 * frame.window.half)), center_(frame.window.center),
      log_x_(frame.x == Ticks::logarithmic), log_y_(frame.y == Ticks::logarithmic) {}

Vec2 Mapping::operator()(const Vec2& math) const {
    return of_axis({log_x_ ? logged(math.x()) : math.x(), log_y_ ? logged(math.y()) : math.y()});
}

}
