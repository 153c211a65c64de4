#include "paper/pen.hpp"
#include "paper/pixels.hpp"

namespace eigenscope::paper {

namespace {

using Vertex = ink::Mesh::Vertex;

double cross(const Vec2& a, const Vec2& b) { return a.x() * b.y() - a.y() * b.x(); }

/// All pixels whose centres lie in the triangle, as OpenGL does it: an opaque triangle has no soft edge, so that neighbours
/// meet without a seam.
void fill(Pixels& pixels, const Vertex& a, const Vertex& b, const Vertex& c, Colormap map) {
    const Vec2 p = pixels.pixel_of(a.at), q = pixels.pixel_of(b.at), r = pixels.pixel_of(c.at);
    const double area = cross(q - p, r - p);
    if (!(std::abs(area) > 1e-12)) return;
    const Vec2 lo = p.cwiseMin(q).cwiseMin(r), hi = p.cwiseMax(q).cwiseMax(r);
    const int left = static_cast<int>(std::max(std::ceil(lo.x()), 0.0)), top = static_cast<int>(std::max(std::ceil(lo.y()), 0.0));
    const int right = static_cast<int>(std::min(std::floor(hi.x()), pixels.width() - 1.0));
    const int bottom = static_cast<int>(std::min(std::floor(hi.y()), pixels.height() - 1.0));
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            const Vec2 at(x, y);
            const double v = cross(r - p, p - at) / area, w = cross(q - p, at - p) / area, u = 1 - v - w;
            if (!(u >= 0 && v >= 0 && w >= 0)) continue;
            const double value = u * static_cast<double>(a.value) + v * static_cast<double>(b.value) + w * static_cast<double>(c.value);
            const auto light = static_cast<float>(u * static_cast<double>(a.light) + v * static_cast<double>(b.light) +
                                                  w * static_cast<double>(c.light));
            const Rgb color = color_at(map, value);
            pixels.set(x, y, {color.r * light, color.g * light, color.b * light});
        }
}

}

void Pen::draw(const ink::Mesh& mesh) {
    if (mesh.triangles.empty()) return;
    Vec2 lo = visible_.hi, hi = visible_.lo;
    for (const Vertex& vertex : mesh.vertices) {
        lo = lo.cwiseMin(vertex.at);
        hi = hi.cwiseMax(vertex.at);
    }
    const Vec2 corner(std::floor(lo.x()), std::floor(lo.y())), other(std::ceil(hi.x()), std::ceil(hi.y()));
    Pixels pixels({corner.cwiseMax(visible_.lo), other.cwiseMin(visible_.hi)}, fineness());
    for (std::size_t i = 0; i + 2 < mesh.triangles.size(); i += 3) {
        const std::uint32_t a = mesh.triangles[i], b = mesh.triangles[i + 1], c = mesh.triangles[i + 2];
        if (std::max({a, b, c}) >= mesh.vertices.size()) continue;
        fill(pixels, mesh.vertices[a], mesh.vertices[b], mesh.vertices[c], mesh.colormap);
    }
    pixels.put(cairo_);
}

}
