#pragma once
#include "ink/chip.hpp"
#include "ink/clip.hpp"
#include "ink/color.hpp"
#include "ink/crowd.hpp"
#include "ink/frame.hpp"
#include "ink/sheet.hpp"
#include "ink/typeset.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace eigenscope::ink {

/// A place a label may have, and how much worse it is than the best one.
struct Candidate {
    Vec2 center = Vec2::Zero();
    double cost = 0;
};

/// A label that looks for its place once everything else is drawn.
struct Wish {
    Chip chip;
    std::vector<Candidate> candidates;
    Rgba color;
    std::string text;
    std::string term = {};
    bool slides = false;                      ///< it stays at the height of its first candidate
    bool optional = false;                    ///< the name of one point of many: near its first candidate and clear of everything, or left out
};

/// What everything that draws one plot shares: where it goes, how thick a pixel is, and where labels may still lie.
struct Pen {
    Sheet& sheet;
    const Look& look;
    const Plot& plot;
    std::size_t index;                        ///< of the plot in the picture
    PlotFrame frame;
    Mapping map;
    double unit;                              ///< px that one pixel of scale 1 takes
    double text;                              ///< px per em of body text
    double emphasis;
    bool on_field;                            ///< marks lie on a coloured field, not on the background
    Crowd crowd;
    std::vector<Wish> wishes = {};
    std::vector<Box> taken = {};              ///< chips, formulas, captions: no label may lie on them
    std::vector<Box> grips = {};              ///< handles: labels keep off while they can

    Pen(Sheet& s, const Look& l, const Plot& p, std::size_t i, const PlotFrame& f)
        : sheet(s), look(l), plot(p), index(i), frame(f), map(f), unit(l.scale), text(text_size_of(l.theme) * l.scale), emphasis(emphasis_of(l.theme)),
          on_field(std::any_of(p.marks.begin(), p.marks.end(), [](const Mark& mark) { return std::holds_alternative<Heat>(mark.shape); })), crowd(f.area, 6 * l.scale) {}

    const Box& area() const { return frame.area; }
    Rgba color(Role role, double opacity = 1) const { return with_opacity(color_of(look.theme, role), opacity); }
    Rgba type_color(Role role) const { return type_color_of(look.theme, role); }
    template <class S>
    void draw(S stroke) { sheet.strokes.push_back(std::move(stroke)); }
};

/// A mark's colour and width on this sheet, after theme, scale and the term that is lit.
struct Ink {
    Rgba color;
    double width = 1;
    Dash dash = Dash::solid;
    bool lit = false;
    double outline = 0;                       ///< px of edge that the colour needs to stand out from the ground
    Rgba outline_color = {};
};
Ink ink_of(const Pen& pen, const eigenscope::Stroke& stroke, const std::string& term);

/// The dark edge that a pale colour needs on a light ground, in px; 0 for none.
double outline_for(const Pen& pen, Role role);

/// The edge in the ground's own colour that keeps a line apart from a coloured field under it.
inline double casing_width(const Pen& pen) { return 1.3 * pen.unit; }
inline Rgba casing_color(const Pen& pen) { return pen.color(Role::background, 0.6); }

/// Lines in pixels: clipped, thinned out, cut into chunks and dashes, outlined where pale.
void draw_polyline(Pen& pen, const std::vector<Vec2>& pixels, bool closed, const Ink& ink);

/// A label made ready to be put on a chip (or bare); `size` relative to the usual size of labels. Fractions, roots and
/// matrices are set as formulas, anything simpler in the text face, which is read from farther away.
Chip label_chip(const Pen& pen, const Formula& text, double size, bool ground);

/// The places right round a point, `gap` px off, in the order of preference of an anchor.
std::vector<Candidate> candidates_around(const Vec2& at, const Vec2& chip, double gap, Anchor preferred);

/// The chip's center so that it just clears a disc of radius `gap` about `at`, seen in direction `toward` (a unit vector).
Vec2 beside(const Vec2& at, const Vec2& chip, double gap, const Vec2& toward);

/// How far off a point its label stands: beyond the halo of a handle, if there is one.
double label_gap(const Pen& pen, const Vec2& at);

/// Finds each label its place, in order, and draws it; one that finds none is left out.
void place_labels(Pen& pen);

}
