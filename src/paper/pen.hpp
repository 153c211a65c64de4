#pragma once
#include "ink/sheet.hpp"
#include "paper/cairo.hpp"
#include "paper/fonts.hpp"

namespace eigenscope::paper {

/// What the picture is drawn on: its own pixels, or a page that any printer may magnify.
enum class Ground { pixels, page };

/// Draws the strokes of one sheet, in order, onto one cairo context whose unit is the sheet's pixel.
class Pen {
public:
    Pen(cairo_t* context, Ground ground, const ink::Box& sheet) : cairo_(context), ground_(ground), sheet_(sheet), visible_(sheet) {}

    void draw(const ink::Line& line);
    void draw(const ink::Segments& segments);
    void draw(const ink::Area& area);
    void draw(const ink::Markers& markers);
    void draw(const ink::Text& text);
    void draw(const ink::Raster& raster);
    void draw(const ink::Lattice& lattice);
    void draw(const ink::Mesh& mesh);
    void draw(const ink::Clip& clip);

private:
    /// Surfaces are pixels even on a page: this many a unit.
    double fineness() const;
    void put_glyph(const ink::Text::Placed& placed, double size);
    void show_text(const ink::Text& text);

    cairo_t* cairo_;
    Ground ground_;
    ink::Box sheet_;
    ink::Box visible_;                        ///< the clip in force
    Fonts fonts_;
};

}
