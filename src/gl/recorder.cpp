#include "gl/recorder.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <cstring>

namespace eigenscope::gl {

namespace {

PixelBox common(const PixelBox& a, const PixelBox& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

/// Calls that are so alike that their instances may be drawn together.
bool same(const Call& a, const Call& b) {
    if (a.index() != b.index()) return false;
    if (const auto* boxes = std::get_if<BoxCall>(&a)) return *boxes == std::get<BoxCall>(b);
    // A line that paints each pixel once must not be mixed with another.
    if (const auto* strokes = std::get_if<StrokeCall>(&a)) return !strokes->once && *strokes == std::get<StrokeCall>(b);
    return false;
}

}

void Frame::clear() {
    stream.clear();
    indices.clear();
    batches.clear();
}

template <class T>
void Recorder::put(const Call& call, std::span<const T> instances, const PixelBox& clip) {
    if (instances.empty() || clip.empty()) return;
    const std::size_t offset = frame_.stream.size(), bytes = instances.size_bytes();
    frame_.stream.resize(offset + bytes);
    std::memcpy(frame_.stream.data() + offset, instances.data(), bytes);
    if (!frame_.batches.empty() && frame_.batches.back().clip == clip && same(frame_.batches.back().call, call))
        frame_.batches.back().count += instances.size();
    else frame_.batches.push_back({call, clip, offset, instances.size()});
}

PixelBox Recorder::clipped_to(const ink::Box& box) const {
    const ink::Box whole = ink::whole_pixels(box);
    const auto side = [](double x) { return static_cast<int>(std::clamp(x, -limits::pixel, limits::pixel)); };
    return common(clip_, {side(whole.lo.x()), side(whole.lo.y()), side(whole.hi.x()), side(whole.hi.y())});
}

bool Recorder::record(const ink::Stroke& stroke) {
    return std::visit([&](const auto& s) { return add(s); }, stroke);
}

void Recorder::put_capsules(bool translucent) {
    put<Capsule>(StrokeCall{translucent && capsules_.size() > 1}, capsules_, clip_);
}

bool Recorder::add(const ink::Line& line) {
    capsules_.clear();
    add_capsules(capsules_, line);
    put_capsules(line.color.a < 1);
    return true;
}

bool Recorder::add(const ink::Segments& segments) {
    capsules_.clear();
    add_capsules(capsules_, segments);
    put_capsules(segments.color.a < 1);
    return true;
}

void Recorder::put_box(const PixelBox& box, int cell_x, int cell_y, Bytes4 color) {
    if (common(box, clip_).empty()) return;
    const auto narrow = [](int x) { return static_cast<std::int16_t>(x); };
    boxes_.push_back({narrow(box.left), narrow(box.top), narrow(box.right - box.left), narrow(box.bottom - box.top), narrow(cell_x),
                      narrow(cell_y), color});
}

bool Recorder::add(const ink::Area& area) {
    boxes_.clear();
    for (const Covered& part : cover(area.points, clip_)) put_box(part.box, -1, -1, bytes_of(area.color, part.coverage / 255.0));
    put<BoxInstance>(BoxCall{}, boxes_, clip_);
    return true;
}

bool Recorder::add(const ink::Text& text) {
    if (!(text.size > 0) || text.size > ink::largest_text) return true;
    boxes_.clear();
    const Bytes4 color = bytes_of(text.color);
    for (const auto& [glyph, at] : text.glyphs) {
        const ink::GlyphPlace place = ink::place_of(at);
        const auto cell = atlas_.find(glyph, text.size, place.quarter);
        if (!cell) return false;
        const int left = place.x + cell->left, top = place.y - cell->top;
        if (cell->width > 0) put_box({left, top, left + cell->width, top + cell->height}, cell->x, cell->y, color);
    }
    put<BoxInstance>(BoxCall{}, boxes_, clip_);
    return true;
}

bool Recorder::add(const ink::Markers& markers) {
    if (!(markers.radius > 0)) return true;
    std::vector<Place> places;
    places.reserve(markers.at.size());
    for (const Vec2& at : markers.at) places.push_back({static_cast<float>(at.x()), static_cast<float>(at.y())});
    put<Place>(MarkerCall{markers.shape, markers.radius, markers.outline, markers.color, markers.outline_color}, places, clip_);
    return true;
}

bool Recorder::add(const ink::Raster& raster) {
    if (!raster.field || !ink::drawable(*raster.field)) return true;
    const PixelBox clip = clipped_to(raster.clip);
    if (!clip.empty()) frame_.batches.push_back({FieldCall{raster.box, raster.field}, clip});
    return true;
}

bool Recorder::add(const ink::Lattice& lattice) {
    const PixelBox clip = clipped_to(lattice.clip);
    if (!(lattice.width > 0) || clip.empty()) return true;
    GridCall call{{}, lattice.width, lattice.color};
    for (int along = 0; along < 2; ++along) {
        const auto family = ink::family_of(lattice, along);
        call.families[static_cast<std::size_t>(along)] = family.value_or(ink::LineFamily{Vec2::Zero(), 0, 0, 0});
    }
    frame_.batches.push_back({call, clip});
    return true;
}

bool Recorder::add(const ink::Mesh& mesh) {
    std::vector<SurfaceVertex> vertices;
    vertices.reserve(mesh.vertices.size());
    for (const auto& [at, value, light] : mesh.vertices) vertices.push_back({static_cast<float>(at.x()), static_cast<float>(at.y()), value, light});
    SurfaceCall call{mesh.colormap, frame_.indices.size(), 0};
    for (std::size_t i = 0; i + 2 < mesh.triangles.size(); i += 3) {
        const std::span<const std::uint32_t> triangle(mesh.triangles.data() + i, 3);
        if (*std::ranges::max_element(triangle) < vertices.size()) frame_.indices.insert(frame_.indices.end(), triangle.begin(), triangle.end());
    }
    call.indices = frame_.indices.size() - call.first_index;
    if (call.indices > 0) put<SurfaceVertex>(call, vertices, clip_);
    return true;
}

bool Recorder::add(const ink::Clip& clip) {
    clip_ = sheet_;
    if (clip.box) clip_ = clipped_to(*clip.box);
    return true;
}

}
