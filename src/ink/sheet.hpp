#pragma once
#include "ink/font.hpp"
#include "scene/plot.hpp"
#include "scene/theme.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// A picture made ready for one size, theme and scale: strokes, areas, glyphs in pixels. Both painters draw this and nothing
/// else, so they agree: axes, ticks, labels, legends, formulas and clipping are decided once, here.
/// Pixels: x to the right, y down, (0, 0) the upper left corner of the sheet, pixel centres at halves.
namespace eigenscope::ink {

struct Box {
    Vec2 lo = Vec2::Zero(), hi = Vec2::Zero();
    double width() const { return hi.x() - lo.x(); }
    double height() const { return hi.y() - lo.y(); }
    Vec2 center() const { return (lo + hi) / 2; }
    bool contains(const Vec2& p) const { return p.x() >= lo.x() && p.x() <= hi.x() && p.y() >= lo.y() && p.y() <= hi.y(); }
    bool operator==(const Box&) const = default;
};

/// A line of constant width with round joins and round (or, for dashes, butt) ends. Dashes are already cut.
struct Line {
    std::vector<Vec2> points;
    double width = 1;
    Rgba color;
    bool closed = false;
    bool round = true;
};
/// Many separate segments of one style with butt ends: dashes, hatching, ticks, grids.
struct Segments {
    std::vector<std::pair<Vec2, Vec2>> segments;
    double width = 1;
    Rgba color;
};
/// A simple polygon, filled.
struct Area {
    std::vector<Vec2> points;
    Rgba color;
};
/// Equal markers.
struct Markers {
    std::vector<Vec2> at;
    Marker shape = Marker::disc;
    double radius = 3;
    Rgba color;
    double outline = 0;
    Rgba outline_color = {};
};
/// Glyphs of one color and size. `utf8` is what they say, for papers whose text can be selected.
struct Text {
    struct Placed {
        Glyph glyph;
        Vec2 at;                              ///< origin on the baseline
    };
    std::vector<Placed> glyphs;
    double size = 14;                         ///< px per em
    Rgba color;
    std::string utf8 = {};
};
/// A sampled scalar field in colour: the samples' centres span `box` (first sample at lo.x, hi.y: row 0 is lowest).
struct Raster {
    Box box;
    Box clip;                                 ///< what is visible of it
    std::shared_ptr<const Heat> field;        ///< shared: copying a sheet must not copy a megabyte
};
/// Infinite parallel lines in both directions of a lattice: pixel = origin + basis * k.
struct Lattice {
    Box clip;
    Mat2 basis = Mat2::Identity();
    Vec2 origin = Vec2::Zero();
    double width = 1;
    Rgba color;
};
/// Triangles in painter's order (farthest first), drawn without smoothing of their edges: surfaces.
struct Mesh {
    struct Vertex {
        Vec2 at;
        float value = 0;                      ///< 0..1, into the colormap
        float light = 1;                      ///< factor on the colour
    };
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> triangles;     ///< three indices each
    Colormap colormap = {};
};
/// Everything after it is clipped to the box, until the next Clip. A Clip without a box lifts it.
struct Clip {
    std::optional<Box> box;
};

using Stroke = std::variant<Line, Segments, Area, Markers, Text, Raster, Lattice, Mesh, Clip>;

/// How a plot's coordinates lie on the sheet.
struct PlotFrame {
    std::string id;
    Box area;                                 ///< of the coordinate system itself, without tick labels
    Box outer;                                ///< everything that belongs to the plot
    Camera window;                            ///< what is really visible (after equal scaling), never automatic
    bool in_space = false;
    Ticks x = Ticks::linear, y = Ticks::linear;
    std::optional<Pen> pen = {};              ///< as in the plot

    Vec2 to_pixel(const Vec2& math) const;
    Vec2 to_math(const Vec2& pixel) const;
};

/// A place that answers to the mouse.
struct HandleSpot {
    std::size_t plot = 0;
    Handle handle;
    Vec2 at;                                  ///< px, inside the plot's area (a handle out of sight stays at the edge)
};
/// A box of ink that belongs to a term: hovering lights everything of the same term.
struct TermSpot {
    std::string term;
    Box box;
};
/// A point that says something when it is hovered.
struct HoverSpot {
    std::size_t plot = 0;
    Vec2 at;
    std::string text;
};
/// A label or chip as it was placed: for tests (no two overlap) and for screen readers.
struct LabelSpot {
    std::string text;
    Box box;
};

struct Sheet {
    Vec2 size = Vec2::Zero();
    Rgba background;
    std::vector<Stroke> strokes;
    std::vector<PlotFrame> plots;
    std::vector<HandleSpot> handles;
    std::vector<TermSpot> terms;
    std::vector<HoverSpot> hovers;
    std::vector<LabelSpot> labels;
    int rejected = 0;                         ///< marks (or points of marks) that were not finite and were not drawn
};

/// How to draw: everything that is not the picture itself.
struct Look {
    Theme theme = Theme::dark;
    double scale = 1;                         ///< drives fonts, lines, markers, padding and hit areas alike
    std::string lit_term = {};                ///< the term under the mouse
    std::optional<std::pair<std::size_t, int>> hot_handle = {};    ///< plot and handle under the mouse
    std::optional<std::pair<std::size_t, int>> held_handle = {};   ///< plot and handle that is held, or in focus of the keyboard
    bool show_handles = true;                 ///< off on paper
    bool operator==(const Look&) const = default;
};

/// The same look for a small sheet, which cannot carry large letters: they never take more than a sixteenth of its smaller side.
Look fitting(Look look, Vec2 size);

/// The picture, ready for a sheet of this size in pixels.
Sheet lay_out(const Picture& picture, Vec2 size, const Look& look);

}
