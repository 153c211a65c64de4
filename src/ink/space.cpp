#include "ink/space.hpp"

#include "base/variant.hpp"
#include "ink/axes.hpp"
#include "ink/marks.hpp"
#include "scene/ticks.hpp"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope::ink {

namespace {

constexpr double half_height = 0.6;           // of the box, its longer floor side being 1

bool good_box(const Plot& plot) {
    return plot.lo.allFinite() && plot.hi.allFinite() && std::isfinite(plot.zlo) && std::isfinite(plot.zhi) &&
           (plot.hi - plot.lo).minCoeff() > 0 && plot.zhi > plot.zlo && (plot.hi - plot.lo).maxCoeff() < 1e300 && plot.zhi - plot.zlo < 1e300 &&
           std::isfinite(plot.camera3.azimuth) && std::isfinite(plot.camera3.elevation) && std::isfinite(plot.camera3.zoom);
}

}

View::View(const Plot& plot, const Box& area, double margin) {
    const Vec2 floor = plot.hi - plot.lo;
    const Vec2 half = floor / floor.maxCoeff();
    half_ = Vec3(half.x(), half.y(), half_height);
    middle_ = Vec3((plot.lo.x() + plot.hi.x()) / 2, (plot.lo.y() + plot.hi.y()) / 2, (plot.zlo + plot.zhi) / 2);
    stretch_ = (2 * half_).cwiseQuotient(Vec3(floor.x(), floor.y(), plot.zhi - plot.zlo));
    const double a = plot.camera3.azimuth, e = std::clamp(plot.camera3.elevation, -1.57, 1.57);
    eye_ = Vec3(std::cos(e) * std::cos(a), std::cos(e) * std::sin(a), std::sin(e));
    right_ = Vec3(-std::sin(a), std::cos(a), 0);
    up_ = Vec3(-std::sin(e) * std::cos(a), -std::sin(e) * std::sin(a), std::cos(e));
    origin_ = area.center();
    // What the box needs at any azimuth, so that turning it does not make it breathe.
    const double round = half.norm(), tall = std::abs(std::sin(e)) * round + std::cos(e) * half_height, near = distance / (distance - 0.6 * round);
    const double room_x = std::max(area.width() / 2 - margin, 1.0), room_y = std::max(area.height() / 2 - margin, 1.0);
    scale_ = std::min(room_x / (round * near), room_y / (tall * near)) * std::clamp(plot.camera3.zoom, 0.05, 20.0);
}

Vec2 View::project(const Vec3& q) const {
    // A point beside or behind the eye would come out upside down; nothing of a plot is there, but a mark may say so.
    const double depth = std::min(q.dot(eye_), 0.9 * distance);
    const double factor = scale_ * distance / (distance - depth);
    return origin_ + factor * Vec2(q.dot(right_), -q.dot(up_));
}

namespace {

bool good_surface(const Surface& s) {
    return s.columns >= 2 && s.rows >= 2 && s.columns <= 4096 && s.rows <= 4096 && s.heights.size() == static_cast<std::size_t>(s.columns) * static_cast<std::size_t>(s.rows) &&
           s.lo.allFinite() && s.hi.allFinite() && std::isfinite(s.from) && std::isfinite(s.to);
}

// A surface's samples with their places in the box.
struct Grid {
    const Surface& surface;
    const View& view;
    Interval z;

    double height(int c, int r) const { return surface.heights[static_cast<std::size_t>(r) * static_cast<std::size_t>(surface.columns) + static_cast<std::size_t>(c)]; }
    Vec3 at(int c, int r) const {
        const double u = static_cast<double>(c) / (surface.columns - 1), v = static_cast<double>(r) / (surface.rows - 1);
        return view.normalized({surface.lo.x() + u * (surface.hi.x() - surface.lo.x()), surface.lo.y() + v * (surface.hi.y() - surface.lo.y()), std::clamp(height(c, r), z.lo, z.hi)});
    }
    // The slope between two neighbours, on one side only where the other is a hole.
    Vec3 along(int c, int r, int dc, int dr) const {
        const auto good = [&](int i, int j) { return i >= 0 && j >= 0 && i < surface.columns && j < surface.rows && std::isfinite(height(i, j)); };
        const bool before = good(c - dc, r - dr), after = good(c + dc, r + dr);
        return (after ? at(c + dc, r + dr) : at(c, r)) - (before ? at(c - dc, r - dr) : at(c, r));
    }
    bool drawable(int c, int r) const {
        const std::array corners = {height(c, r), height(c + 1, r), height(c, r + 1), height(c + 1, r + 1)};
        const bool finite = std::all_of(corners.begin(), corners.end(), [](double h) { return std::isfinite(h); });
        const bool above = std::all_of(corners.begin(), corners.end(), [&](double h) { return h > z.hi; });
        const bool below = std::all_of(corners.begin(), corners.end(), [&](double h) { return h < z.lo; });
        return finite && !above && !below;
    }
};

// Cells along one side, farthest from the eye first: what hides is drawn after what it hides (Anderson 1982 for height fields).
std::vector<int> far_to_near(int cells, double from, double to, double eye) {
    std::vector<int> order(static_cast<std::size_t>(cells));
    for (int i = 0; i < cells; ++i) order[static_cast<std::size_t>(i)] = i;
    const auto distance = [&](int i) { return std::abs(from + (to - from) * (i + 0.5) / cells - eye); };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return distance(a) > distance(b); });
    return order;
}

Mesh::Vertex vertex_of(const Grid& grid, int c, int r) {
    const Surface& s = grid.surface;
    if (!std::isfinite(grid.height(c, r))) return {.at = Vec2::Zero()};        // a hole, which no triangle has as a corner
    const View& view = grid.view;
    const Vec3 p = grid.at(c, r);
    Vec3 normal = grid.along(c, r, 1, 0).cross(grid.along(c, r, 0, 1)).normalized();
    if (!normal.allFinite()) normal = Vec3::UnitZ();
    if (normal.dot(view.eye() - p) < 0) normal = -normal;
    // Lambert's law, the lamp over the left shoulder, and enough light from everywhere to keep the colours true.
    const Vec3 lamp = (-0.5 * view.right() + 0.8 * view.up() + 0.6 * view.toward_eye()).normalized();
    const double light = 0.62 + 0.38 * std::max(0.0, normal.dot(lamp));
    const double value = s.to == s.from ? 0.5 : (grid.height(c, r) - s.from) / (s.to - s.from);
    return {view.project(p), static_cast<float>(std::clamp(value, 0.0, 1.0)), static_cast<float>(light)};
}

}

Mesh mesh_of(const Surface& surface, const View& view, const Interval& z) {
    const Grid grid{surface, view, z};
    Mesh mesh;
    mesh.colormap = surface.colormap;
    for (int r = 0; r < surface.rows; ++r)
        for (int c = 0; c < surface.columns; ++c) mesh.vertices.push_back(vertex_of(grid, c, r));
    const Vec3 first = view.normalized({surface.lo.x(), surface.lo.y(), z.lo}), last = view.normalized({surface.hi.x(), surface.hi.y(), z.lo}), eye = view.eye();
    const auto columns = far_to_near(surface.columns - 1, first.x(), last.x(), eye.x());
    const auto index = [&](int c, int r) { return static_cast<std::uint32_t>(r) * static_cast<std::uint32_t>(surface.columns) + static_cast<std::uint32_t>(c); };
    for (const int r : far_to_near(surface.rows - 1, first.y(), last.y(), eye.y()))
        for (const int c : columns) {
            if (!grid.drawable(c, r)) continue;
            for (const auto i : {index(c, r), index(c + 1, r), index(c + 1, r + 1), index(c, r), index(c + 1, r + 1), index(c, r + 1)}) mesh.triangles.push_back(i);
        }
    return mesh;
}

namespace {

// The box's floor, its edges, ticks and their labels. Labels stand outside the edges that are nearest to the eye.
class BoxAxes {
public:
    BoxAxes(Pen& pen, const View& view) : pen_(pen), view_(view), near_x_(view.toward_eye().x() > 0), near_y_(view.toward_eye().y() > 0) {}

    void draw() {
        const Plot& p = pen_.plot;
        const double far_x = near_x_ ? p.lo.x() : p.hi.x(), far_y = near_y_ ? p.lo.y() : p.hi.y();
        const double x = near_x_ ? p.hi.x() : p.lo.x(), y = near_y_ ? p.hi.y() : p.lo.y();
        edge(p.lo.x(), p.lo.y(), p.hi.x(), p.lo.y()), edge(p.hi.x(), p.lo.y(), p.hi.x(), p.hi.y());
        edge(p.hi.x(), p.hi.y(), p.lo.x(), p.hi.y()), edge(p.lo.x(), p.hi.y(), p.lo.x(), p.lo.y());
        side_ = view_({far_x, y, p.zlo}).x() < view_({x, far_y, p.zlo}).x() ? Vec2(far_x, y) : Vec2(x, far_y);
        for (const Vec2& corner : {Vec2(far_x, far_y), side_}) line(edges_, {corner.x(), corner.y(), p.zlo}, {corner.x(), corner.y(), p.zhi});
        for (const Tick& t : marks(p.axes.x.ticks, p.lo.x(), p.hi.x())) along_floor(t, {t.at, p.lo.y()}, {t.at, p.hi.y()}, {t.at, y});
        for (const Tick& t : marks(p.axes.y.ticks, p.lo.y(), p.hi.y())) along_floor(t, {p.lo.x(), t.at}, {p.hi.x(), t.at}, {x, t.at});
        for (const Tick& t : marks(p.axes.z.ticks, p.zlo, p.zhi)) up_the_side(t);
        name(p.axes.x.label, {(p.lo.x() + p.hi.x()) / 2, y, p.zlo});
        name(p.axes.y.label, {x, (p.lo.y() + p.hi.y()) / 2, p.zlo});
        name(p.axes.z.label, {side_.x(), side_.y(), p.zhi}, Vec2(0, -1));
        pen_.draw(std::move(grid_));
        pen_.draw(std::move(edges_));
    }

private:
    std::vector<Tick> marks(Ticks kind, double lo, double hi) const {
        auto all = ticks(kind, lo, hi, 5);
        std::erase_if(all, [](const Tick& t) { return !t.major; });
        return all;
    }
    void line(Segments& into, const Vec3& a, const Vec3& b) { into.segments.emplace_back(view_(a), view_(b)); }
    void edge(double x0, double y0, double x1, double y1) { line(edges_, {x0, y0, pen_.plot.zlo}, {x1, y1, pen_.plot.zlo}); }

    void along_floor(const Tick& tick, const Vec2& a, const Vec2& b, const Vec2& at) {
        const double z = pen_.plot.zlo;
        line(grid_, {a.x(), a.y(), z}, {b.x(), b.y(), z});
        label(set_text(tick.label, Face::text, rhythm_of(pen_.look).tick_text), view_({at.x(), at.y(), z}), outward({at.x(), at.y(), z}), 0.9);
    }
    void up_the_side(const Tick& tick) {
        const Vec2 at = view_({side_.x(), side_.y(), tick.at});
        edges_.segments.emplace_back(at, at - Vec2(4 * pen_.unit, 0));
        label(set_text(tick.label, Face::text, rhythm_of(pen_.look).tick_text), at, Vec2(-1, 0), 0.9);
    }
    // On the sheet, away from the middle of the floor.
    Vec2 outward(const Vec3& p) const {
        const Vec3 middle((pen_.plot.lo.x() + pen_.plot.hi.x()) / 2, (pen_.plot.lo.y() + pen_.plot.hi.y()) / 2, pen_.plot.zlo);
        const Vec2 d = view_(p) - view_(middle);
        return d.norm() > 1e-9 ? Vec2(d.normalized()) : Vec2(0, 1);
    }
    void name(const Formula& formula, const Vec3& at) { name(formula, at, outward(at)); }
    void name(const Formula& formula, const Vec3& at, const Vec2& toward) {
        if (!formula.empty()) label(set_formula(formula, 1.1 * rhythm_of(pen_.look).tick_text, Voice::plain), view_(at), toward, toward.x() == 0 ? 0.9 : 2.6);
    }
    void label(const Setting& setting, const Vec2& at, const Vec2& toward, double ems) {
        if (setting.width == 0) return;
        const double em = rhythm_of(pen_.look).tick_text;
        const Vec2 size(setting.width, 0.75 * em), center = beside(at, size, 0.5 * em, toward) + toward * (ems - 0.9) * em;
        const Box box = around(center, size / 2);
        if (!inside(box, pen_.frame.outer)) return;
        const auto hit = [&](const Box& other) { return overlap(inflated(box, 2 * pen_.unit), other); };
        if (std::any_of(labels_.begin(), labels_.end(), hit)) return;
        put(pen_.sheet, setting, {box.lo.x(), box.hi.y()}, pen_.color(Role::muted), pen_.look);
        labels_.push_back(box);
    }

    Pen& pen_;
    const View& view_;
    bool near_x_, near_y_;
    Vec2 side_ = Vec2::Zero();
    Segments grid_{{}, pen_.unit, pen_.color(Role::grid)}, edges_{{}, 1.1 * pen_.unit, pen_.color(Role::axis, 0.8)};
    std::vector<Box> labels_;
};

void draw_surface(Pen& pen, const View& view, const Surface& surface) {
    if (!good_surface(surface)) {
        ++pen.sheet.rejected;
        return;
    }
    Mesh mesh = mesh_of(surface, view, {pen.plot.zlo, pen.plot.zhi});
    const bool good = std::all_of(mesh.vertices.begin(), mesh.vertices.end(), [](const Mesh::Vertex& v) { return v.at.allFinite() && v.at.cwiseAbs().maxCoeff() < 1e6; });
    if (!good) ++pen.sheet.rejected;
    else if (!mesh.triangles.empty()) pen.draw(std::move(mesh));
}

std::optional<Vec2> place_in_space(Pen& pen, const View& view, const Vec3& p) {
    const Vec2 pixel = view(p);
    if (p.allFinite() && pixel.allFinite() && usable(pixel)) return pixel;
    ++pen.sheet.rejected;
    return {};
}

void draw_curve(Pen& pen, const View& view, const Polyline3& curve, const Mark& mark) {
    const Ink ink = ink_of(pen, curve.stroke, mark.term);
    std::vector<Vec2> run;
    for (const Vec3& p : curve.points) {
        if (const auto pixel = place_in_space(pen, view, p)) {
            run.push_back(*pixel);
            note_hover(pen, *pixel, mark.hover);
        } else {
            draw_polyline(pen, run, false, ink);
            run.clear();
        }
    }
    draw_polyline(pen, run, false, ink);
}

void draw_points(Pen& pen, const View& view, const Points3& points, const Mark& mark) {
    const bool lit = is_lit(pen.look, mark.term);
    const Rgba color = lit ? brighter(pen.look.theme, pen.color(points.role)) : pen.color(points.role);
    Markers out{{}, Marker::disc, std::min(points.radius, 200.0) * pen.unit * pen.emphasis, color, pen.unit, pen.color(Role::background)};
    for (const Vec3& p : points.at) {
        const auto pixel = place_in_space(pen, view, p);
        if (!pixel || !pen.area().contains(*pixel)) continue;
        out.at.push_back(*pixel);
        note_hover(pen, *pixel, mark.hover);
    }
    if (!out.at.empty()) pen.draw(std::move(out));
}

}

void draw_space(Pen& pen) {
    if (!good_box(pen.plot)) {
        ++pen.sheet.rejected;
        return;
    }
    const View view(pen.plot, pen.area(), pen.plot.axes.frame == Frame::none ? 0 : std::min(2.4 * pen.text, 0.12 * pen.area().width()));
    if (pen.plot.axes.frame != Frame::none) BoxAxes(pen, view).draw();
    const auto each = [&](auto&& draw) {
        for (const Mark& mark : pen.plot.marks)
            if (has_sizes(mark)) std::visit([&](const auto& shape) { draw(shape, mark); }, mark.shape);
    };
    for (const Mark& mark : pen.plot.marks) pen.sheet.rejected += !has_sizes(mark);
    // Surfaces first: curves and points lie over them whatever their order.
    each(Overloaded{[&](const Surface& s, const Mark&) { draw_surface(pen, view, s); }, [](const auto&, const Mark&) {}});
    each(Overloaded{[&](const Polyline3& c, const Mark& m) { draw_curve(pen, view, c, m); }, [&](const Points3& p, const Mark& m) { draw_points(pen, view, p, m); }, [](const auto&, const Mark&) {}});
}

}
