#include "ink/marks.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

// A lattice in pixels, and how far apart its lines are.
struct Net {
    Mat2 basis = Mat2::Identity();
    Vec2 origin = Vec2::Zero();
    double longer = 0, shorter = 0;           // sides of a cell
    double area = 0;

    Net(const Mat2& b, const Vec2& o)
        : basis(b), origin(o), longer(std::max(b.col(0).norm(), b.col(1).norm())), shorter(std::min(b.col(0).norm(), b.col(1).norm())),
          area(std::abs(b(0, 0) * b(1, 1) - b(0, 1) * b(1, 0))) {}

    // The distance of neighbouring lines of a family is the area of a cell over its other side.
    double narrow_gap() const { return longer > 0 ? area / longer : 0; }

    // The same lattice with an origin near p.
    void bring_near(const Vec2& p) {
        const Vec2 d = p - origin;
        const double det = basis(0, 0) * basis(1, 1) - basis(0, 1) * basis(1, 0);
        const Vec2 k((d.x() * basis(1, 1) - d.y() * basis(0, 1)) / det, (d.y() * basis(0, 0) - d.x() * basis(1, 0)) / det);
        origin += basis * Vec2(std::round(k.x()), std::round(k.y()));
    }
};

// A lattice that lost a dimension: the line it fell onto, thicker, with a dot wherever a point of the grid lands.
void draw_fallen(Pen& pen, const Net& net, const Ink& ink) {
    const Box& area = pen.area();
    if (!(net.longer > 0)) {
        if (area.contains(net.origin)) pen.draw(Markers{{net.origin}, Marker::disc, 2.2 * ink.width, ink.color});
        return;
    }
    const int longest = net.basis.col(0).norm() >= net.basis.col(1).norm() ? 0 : 1;
    const auto part = clip_line(net.origin, net.basis.col(longest), inflated(area, 4 * ink.width));
    if (!part) return;
    draw_polyline(pen, {part->first, part->second}, false, Ink{.color = ink.color, .width = 1.6 * ink.width, .dash = Dash::solid, .lit = ink.lit, .outline = 0, .outline_color = {}});
    Markers dots{{}, Marker::disc, 2.0 * ink.width, ink.color};
    const Vec2 unit = net.basis.col(longest) / net.longer;
    for (const double spacing : {net.longer, net.shorter}) {
        if (!(spacing >= 6 * pen.unit)) continue;
        const double from = unit.dot(part->first - net.origin) / spacing, to = unit.dot(part->second - net.origin) / spacing;
        for (double k = std::ceil(std::min(from, to)); k <= std::max(from, to); ++k) dots.at.push_back(net.origin + unit * (k * spacing));
    }
    if (!dots.at.empty()) pen.draw(std::move(dots));
}

// Cells larger than what painters can calculate with: the few lines that are in sight, one by one.
void draw_line_by_line(Pen& pen, const Net& net, const Ink& ink) {
    Segments lines{{}, ink.width, ink.color};
    const Box room = inflated(pen.area(), ink.width);
    const Vec2 corners[] = {room.lo, {room.hi.x(), room.lo.y()}, room.hi, {room.lo.x(), room.hi.y()}};
    for (int family = 0; family < 2; ++family) {
        const Vec2 direction = net.basis.col(family).normalized(), step = net.basis.col(1 - family), normal(-direction.y(), direction.x());
        const double pitch = normal.dot(step);
        if (!(std::abs(pitch) >= pen.unit)) continue;
        double from = 1e300, to = -1e300;
        for (const Vec2& corner : corners) {
            const double k = normal.dot(corner - net.origin) / pitch;
            from = std::min(from, k), to = std::max(to, k);
        }
        for (double k = std::ceil(from); k <= to; ++k)
            if (const auto part = clip_line(net.origin + k * step, direction, room)) lines.segments.push_back(*part);
    }
    if (!lines.segments.empty()) pen.draw(std::move(lines));
}

}

void draw(Pen& pen, const eigenscope::Lattice& lattice, const Mark& mark) {
    const Ink ink = ink_of(pen, lattice.stroke, mark.term);
    const Mat2 basis = pen.map.scale().asDiagonal() * lattice.basis;
    if (!basis.allFinite() || !(basis.cwiseAbs().maxCoeff() <= 1e100)) {
        ++pen.sheet.rejected;
        return;
    }
    const auto origin = place(pen, lattice.origin);
    if (!origin) return;
    Net net(basis, *origin);
    // So flat that twenty lines lie within two pixels: what is seen of it is a line.
    const bool flat = net.narrow_gap() < 0.1 * pen.unit && net.longer > 4 * pen.unit;
    if (flat || !(net.longer > 0)) return draw_fallen(pen, net, ink);
    // The painters let lines that crowd fade, all but the two through the origin: it stays where it is while it can.
    if (!(net.origin.cwiseAbs().maxCoeff() <= limits::pixel)) net.bring_near(pen.area().center());
    if (net.longer <= limits::pixel && net.origin.cwiseAbs().maxCoeff() <= limits::pixel) pen.draw(Lattice{pen.area(), net.basis, net.origin, ink.width, ink.color});
    else if (net.origin.allFinite()) draw_line_by_line(pen, net, ink);
}

}
