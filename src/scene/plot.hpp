#pragma once
#include "scene/camera.hpp"
#include "scene/mark.hpp"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// Where the ticks of an axis stand.
enum class Ticks : std::uint8_t { linear, logarithmic, pi, integer, none };

struct Axis {
    Formula label = {};
    Ticks ticks = Ticks::linear;
    double from = -std::numeric_limits<double>::infinity();   ///< the least value there is: no ticks below it
    bool operator==(const Axis&) const = default;
};

/// How the coordinate system is drawn.
enum class Frame : std::uint8_t {
    cross,     ///< a receding grid and axes through the origin: geometry
    box,       ///< ticks and labels at the left and at the bottom: charts
    none,      ///< the picture alone, edge to edge
};

struct Axes {
    Axis x = {}, y = {}, z = {};
    Frame frame = Frame::cross;
    bool equal = false;                       ///< one unit is equally long on both axes: wherever angles matter
    bool operator==(const Axes&) const = default;
};

struct LegendEntry {
    std::string label = {};
    Stroke stroke = {};
    bool line = true;                         ///< a sample of the stroke, else of the marker
    Marker marker = Marker::disc;
    bool operator==(const LegendEntry&) const = default;
};

/// A colour bar at the side: what the colours of a Heat or Surface mean.
struct ColorScale {
    std::string label = {};
    Colormap colormap = {};
    double from = 0, to = 1;
    Ticks ticks = Ticks::linear;
    bool operator==(const ColorScale&) const = default;
};

/// A pull that begins on empty ground draws: it drags handle `down` once where the button went down, then handle `on` along the way.
struct Pen {
    int down = 0, on = 0;
    bool operator==(const Pen&) const = default;
};

/// One coordinate system and what is drawn in it. A value: two equal plots are the same picture.
struct Plot {
    std::string id = {};                           ///< stable within the panel: "plane", "convergence"
    std::string title = {};
    Axes axes = {};
    Camera camera = {};                       ///< resolved by the panel: never automatic here
    Vec2 lo = Vec2(-1, -1), hi = Vec2(1, 1);  ///< in space: the box on the floor
    double zlo = 0, zhi = 1;
    bool in_space = false;
    Camera3 camera3 = {};
    std::vector<Mark> marks = {};
    Formula headline = {};                    ///< a live formula over a chart, in front of nothing: legend and note then stand there too
    std::vector<LegendEntry> legend = {};
    std::vector<ColorScale> scales = {};
    Formula corner = {};                      ///< a live formula in the upper left corner
    Formula note = {};                        ///< a second live formula, under the first
    std::optional<Pen> pen = {};              ///< without one, a pull on empty ground pans
    std::string caption = {};                 ///< one sentence at the bottom: what there is to see
    double share = 1;                         ///< of the panel's space, relative to its other plots
    bool operator==(const Plot&) const = default;
};

/// Everything a panel shows: one plot or a few, side by side or stacked as the space allows.
using Picture = std::vector<Plot>;

}
