#pragma once
#include "compute/types.hpp"
#include "scene/formula.hpp"
#include "scene/role.hpp"

#include <concepts>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace eigenscope {

enum class Dash : std::uint8_t { solid, dashed, dotted };
enum class Marker : std::uint8_t { disc, square, diamond, triangle, cross, plus, ring, arrow };
enum class Hatch : std::uint8_t { none, diagonal, back_diagonal };

/// How a line is drawn. Widths are pixels at scale 1.
struct Stroke {
    Role role = Role::text;
    double width = 2;
    Dash dash = Dash::solid;
    double opacity = 1;
    bool operator==(const Stroke&) const = default;
};

// Every mark is a value in mathematical coordinates (before a logarithmic axis takes its logarithm).
// Later marks lie on top of earlier ones. Marks that are not finite are dropped and counted when they are inked.

/// An open or closed curve.
struct Polyline {
    std::vector<Vec2> points = {};
    Stroke stroke = {};
    bool closed = false;
    bool operator==(const Polyline&) const = default;
};

/// Many separate segments of one style.
struct Segments {
    std::vector<std::pair<Vec2, Vec2>> segments = {};
    Stroke stroke = {};
    bool operator==(const Segments&) const = default;
};

/// The whole line through a point, clipped to the plot: eigenlines, a bound, "x = 1".
struct Line {
    Vec2 through = Vec2::Zero(), direction = Vec2::UnitX();
    Stroke stroke = {};
    Formula label = {};                       ///< set on a chip, at a place on the line that is free
    bool operator==(const Line&) const = default;
};

/// The image of the integer grid under x -> basis x + origin, without end.
struct Lattice {
    Mat2 basis = Mat2::Identity();
    Vec2 origin = Vec2::Zero();
    Stroke stroke = {Role::space, 1.5};
    bool operator==(const Lattice&) const = default;
};

/// A vector. The head is never longer than 40 % of it; under 4 px it is a dot; a tip out of sight gets a marker at the edge.
struct Arrow {
    Vec2 tail = Vec2::Zero(), tip = Vec2::UnitX();
    Stroke stroke = {Role::text, 3.5};
    Formula label = {};                       ///< set on a chip near the tip
    bool operator==(const Arrow&) const = default;
};

/// A simple polygon.
struct Fill {
    std::vector<Vec2> points = {};
    Role role = Role::area;
    double opacity = 0.3;
    Hatch hatch = Hatch::none;
    bool operator==(const Fill&) const = default;
};

/// Bars of a histogram or a probability mass function, standing on y = 0 (or hanging from it).
struct Bars {
    struct Bar {
        double lo = 0, hi = 1, height = 0;
        bool operator==(const Bar&) const = default;
    };
    std::vector<Bar> bars = {};
    Role role = Role::observed;
    double opacity = 0.5;
    Hatch hatch = Hatch::none;
    bool outlined = true;
    bool operator==(const Bars&) const = default;
};

/// Which of its markers a list of points shows. All of them can be hovered.
enum class Thinning : std::uint8_t {
    none,          ///< all: a cloud, whose density is the point
    sequence,      ///< steps of a path: those that can be told apart; where steps are short there is only the line
    curve,         ///< along a curve: where they would touch, one now and then, so that its marker is known
};

/// A cloud of equal markers. `radius` and `outline` are pixels at scale 1.
struct Points {
    std::vector<Vec2> at = {};
    Role role = Role::observed;
    double radius = 2.5;
    Marker marker = Marker::disc;
    double opacity = 1;
    double outline = 0;                       ///< width of an outline in the background's colour
    std::vector<std::string> hover = {};      ///< one text a point, or empty
    Thinning thinning = Thinning::none;
    std::vector<std::string> names = {};      ///< of a sequence, one a point or empty: set beside markers that are shown, as far as there is room
    bool operator==(const Points&) const = default;
};

enum class Colormap : std::uint8_t;           // scene/colormap.hpp

/// A scalar field sampled on a grid, drawn in colour, interpolated between samples. Not-a-number samples stay empty.
struct Heat {
    Vec2 lo = Vec2(-1, -1), hi = Vec2(1, 1);  ///< the centres of the first and the last sample
    int columns = 0, rows = 0;                ///< values[row * columns + column], row 0 at lo.y
    std::vector<float> values = {};
    double from = 0, to = 1;                  ///< values shown as the ends of the colormap
    Colormap colormap = {};
    double opacity = 1;
    bool operator==(const Heat&) const = default;
};

enum class Anchor : std::uint8_t { center, left, right, above, below, above_left, above_right, below_left, below_right };

/// A label at a point. `anchor` says where the label lies as seen from the point. It gives way to labels before it.
struct Label {
    Vec2 at = Vec2::Zero();
    Formula text = {};
    Role role = Role::text;
    Anchor anchor = Anchor::above;
    bool chip = true;
    double size = 1;                          ///< relative to the text size
    bool slides = false;                      ///< it keeps its height whatever lies under it, and gives way along x only
    bool operator==(const Label&) const = default;
};

/// Something that can be taken hold of. `id` is the panel's own name for it.
struct Handle {
    int id = 0;
    Vec2 at = Vec2::Zero();
    Role role = Role::text;
    std::string name = {};                    ///< for keyboards, hover and screen readers: "first column"
    enum class Shape : std::uint8_t { disc, vertical, horizontal } shape = Shape::disc;   ///< vertical: a line x = at.x
    double step = 0;                          ///< how far an arrow key moves it; 0: the usual step
    bool operator==(const Handle&) const = default;
};

// In space, for plots whose view is a Camera3.

/// z = height over a grid, coloured by height.
struct Surface {
    Vec2 lo = Vec2(-1, -1), hi = Vec2(1, 1);
    int columns = 0, rows = 0;
    std::vector<double> heights = {};              ///< heights[row * columns + column]; not-a-number leaves a hole
    Colormap colormap = {};
    double from = 0, to = 1;
    bool operator==(const Surface&) const = default;
};

/// A curve in space, drawn over the surface.
struct Polyline3 {
    std::vector<Vec3> points = {};
    Stroke stroke = {};
    bool operator==(const Polyline3&) const = default;
};

/// Points in space, drawn over the surface.
struct Points3 {
    std::vector<Vec3> at = {};
    Role role = Role::observed;
    double radius = 3;
    bool operator==(const Points3&) const = default;
};

using Shape = std::variant<Polyline, Segments, Line, Lattice, Arrow, Fill, Bars, Points, Heat, Label, Handle,
                           Surface, Polyline3, Points3>;

/// A shape, the term it belongs to, and what hovering it says.
struct Mark {
    Shape shape;
    std::string term;
    std::string hover;

    Mark() = default;
    template <class S>
        requires std::constructible_from<Shape, S>
    Mark(S s, std::string term_key = {}, std::string hover_text = {})
        : shape(std::move(s)), term(std::move(term_key)), hover(std::move(hover_text)) {}
    bool operator==(const Mark&) const = default;
};

}
