#pragma once
#include "gl/atlas.hpp"
#include "gl/capsules.hpp"
#include "gl/cover.hpp"
#include "ink/geometry.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <variant>
#include <vector>

namespace eigenscope::gl {

/// A box of pixels with one colour, or with a glyph, as shaders/box.vert takes it.
struct BoxInstance {
    std::int16_t x = 0, y = 0, width = 0, height = 0;
    std::int16_t cell_x = -1, cell_y = -1;
    Bytes4 color{};
};
struct Place {
    float x = 0, y = 0;
};
struct SurfaceVertex {
    float x = 0, y = 0, value = 0, light = 1;
};

// What one draw call draws; what it needs beyond the instances in the stream.

/// `once`: translucent and more than one piece, so that no pixel may be painted twice.
struct StrokeCall {
    bool once = false;
    bool operator==(const StrokeCall&) const = default;
};
struct BoxCall {
    bool operator==(const BoxCall&) const = default;
};
struct MarkerCall {
    Marker shape = Marker::disc;
    double radius = 0, outline = 0;
    Rgba color, outline_color;
};
struct FieldCall {
    ink::Box box;
    std::shared_ptr<const Heat> field;        ///< alive until it has been drawn
};
struct GridCall {
    std::array<ink::LineFamily, 2> families;
    double width = 1;
    Rgba color;
};
struct SurfaceCall {
    Colormap colormap = {};
    std::size_t first_index = 0, indices = 0;
};
using Call = std::variant<StrokeCall, BoxCall, MarkerCall, FieldCall, GridCall, SurfaceCall>;

struct Batch {
    Call call;
    PixelBox clip;
    std::size_t offset = 0;                   ///< bytes into the stream
    std::size_t count = 0;                    ///< instances or vertices
};

/// A sheet as a few draw calls in order: instances in one stream of bytes, triangles in one list of indices.
struct Frame {
    std::vector<std::byte> stream;
    std::vector<std::uint32_t> indices;
    std::vector<Batch> batches;
    void clear();
};

/// Turns strokes into draw calls. Everything outside the clip is left out where that is cheap.
class Recorder {
public:
    Recorder(Frame& frame, Atlas& atlas, const PixelBox& sheet) : frame_(frame), atlas_(atlas), sheet_(sheet), clip_(sheet) {}

    /// False when the atlas has no room for its glyphs; nothing was recorded then.
    bool record(const ink::Stroke& stroke);

private:
    bool add(const ink::Line& line);
    bool add(const ink::Segments& segments);
    bool add(const ink::Area& area);
    bool add(const ink::Markers& markers);
    bool add(const ink::Text& text);
    bool add(const ink::Raster& raster);
    bool add(const ink::Lattice& lattice);
    bool add(const ink::Mesh& mesh);
    bool add(const ink::Clip& clip);

    PixelBox clipped_to(const ink::Box& box) const;
    void put_capsules(bool translucent);
    void put_box(const PixelBox& box, int cell_x, int cell_y, Bytes4 color);
    template <class T>
    void put(const Call& call, std::span<const T> instances, const PixelBox& clip);

    Frame& frame_;
    Atlas& atlas_;
    PixelBox sheet_, clip_;
    std::vector<Capsule> capsules_;
    std::vector<BoxInstance> boxes_;
};

}
