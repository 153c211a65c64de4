#include "ink/geometry.hpp"
#include "paper/pen.hpp"

#include <cairo.h>

namespace eigenscope::paper {

namespace {

/// Adds the part of the line {p : normal * p = offset} that lies inside the box (or so near that its width shows).
void add_clipped(cairo_t* cairo, const Vec2& normal, double offset, const ink::Box& box) {
    const Vec2 through = normal * offset, direction(-normal.y(), normal.x());
    double from = -1e300, to = 1e300;
    for (int axis = 0; axis < 2; ++axis) {
        if (std::abs(direction[axis]) < 1e-12) {
            if (through[axis] < box.lo[axis] || through[axis] > box.hi[axis]) return;
            continue;
        }
        const double a = (box.lo[axis] - through[axis]) / direction[axis], b = (box.hi[axis] - through[axis]) / direction[axis];
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    }
    if (!(from < to)) return;
    const Vec2 start = through + from * direction, end = through + to * direction;
    cairo_move_to(cairo, start.x(), start.y());
    cairo_line_to(cairo, end.x(), end.y());
}

/// All lines of the family but k = 0.
void add_others(cairo_t* cairo, const ink::LineFamily& family, const ink::Box& box) {
    if (!(family.spacing > 0)) return;
    const double middle = family.normal.dot(box.center());
    const double reach = (std::abs(family.normal.x()) * box.width() + std::abs(family.normal.y()) * box.height()) / 2;
    const double first = std::ceil((middle - reach - family.phase) / family.spacing);
    const double last = std::floor((middle + reach - family.phase) / family.spacing);
    for (double k = first; k <= last; ++k)
        if (k != 0) add_clipped(cairo, family.normal, family.phase + k * family.spacing, box);
}

}

void Pen::draw(const ink::Lattice& lattice) {
    const ink::Box clip = ink::whole_pixels(lattice.clip);
    if (!(clip.width() > 0) || !(clip.height() > 0) || !(lattice.width > 0)) return;
    const Vec2 margin = Vec2::Constant(lattice.width + 1);
    const ink::Box box{clip.lo.cwiseMax(visible_.lo) - margin, clip.hi.cwiseMin(visible_.hi) + margin};
    if (!(box.width() > 0) || !(box.height() > 0)) return;

    cairo_save(cairo_);
    cairo_new_path(cairo_);
    cairo_rectangle(cairo_, clip.lo.x(), clip.lo.y(), clip.width(), clip.height());
    cairo_clip(cairo_);
    cairo_set_line_width(cairo_, lattice.width);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_BUTT);
    // One path for everything of full strength, so that translucent lines do not show where they cross.
    for (int along = 0; along < 2; ++along) {
        const auto family = ink::family_of(lattice, along);
        if (!family || family->strength == 1) continue;
        add_others(cairo_, *family, box);
        Rgba faded = lattice.color;
        faded.a *= static_cast<float>(family->strength);
        set_color(cairo_, faded);
        cairo_stroke(cairo_);
    }
    for (int along = 0; along < 2; ++along) {
        const auto family = ink::family_of(lattice, along);
        if (!family) continue;
        add_clipped(cairo_, family->normal, family->phase, box);
        if (family->strength == 1) add_others(cairo_, *family, box);
    }
    set_color(cairo_, lattice.color);
    cairo_stroke(cairo_);
    cairo_restore(cairo_);
}

}
