#pragma once
#include "scene/mark.hpp"

#include <functional>
#include <vector>

namespace eigenscope {

/// What a sampled curve must be good for.
struct CurveWindow {
    Interval x, y;                            ///< the visible window
    double pixels = 800;                      ///< its width; its height is taken as equal
    double tolerance = 0.3;                   ///< of the chord against the curve, in pixels
    int most = 4000;                          ///< evaluations of f
};

/// The graph of f over the window, in pieces: it is cut where f is not finite and at jumps, and sampled more densely where
/// it bends. A pure function: the same f and window give the same points.
std::vector<Polyline> curve(const std::function<double(double)>& f, const CurveWindow& window, Stroke stroke = {});

}
