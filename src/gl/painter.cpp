#include "gl/painter.hpp"

#include "base/limits.hpp"
#include "embedded_shaders.hpp"
#include "gl/fields.hpp"
#include "gl/program.hpp"
#include "gl/recorder.hpp"

#include <cstddef>

namespace eigenscope::gl {

namespace {

void set_color(GLint uniform, Rgba color) { glUniform4f(uniform, color.r, color.g, color.b, color.a); }

/// The next attribute of the instance, or vertex, that begins at `offset` in the buffer.
struct Attributes {
    std::size_t offset;
    GLsizei stride;
    GLuint divisor;
    GLuint next = 0;

    void floats(GLint count, std::size_t at, GLenum type = GL_FLOAT, GLboolean normalized = GL_FALSE) {
        glEnableVertexAttribArray(next);
        glVertexAttribPointer(next, count, type, normalized, stride, reinterpret_cast<const void*>(offset + at));
        glVertexAttribDivisor(next++, divisor);
    }
    void integers(GLint count, std::size_t at) {
        glEnableVertexAttribArray(next);
        glVertexAttribIPointer(next, count, GL_UNSIGNED_INT, stride, reinterpret_cast<const void*>(offset + at));
        glVertexAttribDivisor(next++, divisor);
    }
};

}

struct Painter::Parts {
    Program stroke, box, marker, field, grid, surface;
    // One for each layout of attributes; `none` for quads that have no attributes at all.
    VertexArray strokes{}, boxes{}, places{}, vertices{}, none{};
    Buffer stream{}, indices{};
    Atlas atlas{};
    Fields fields{};
    Frame frame{};
    int width = 0, height = 0;                ///< of the sheet that is being drawn
    GLint stencil_mark = 0;
    const Program* used = nullptr;            ///< the program in force in this frame

    void begin(const ink::Sheet& sheet);
    void end();
    void submit();
    void set_clip(const PixelBox& clip) const { glScissor(clip.left, height - clip.bottom, clip.right - clip.left, clip.bottom - clip.top); }
    const Program& use(const Program& program);

    void draw(const StrokeCall& call, const Batch& batch);
    void draw(const BoxCall& call, const Batch& batch);
    void draw(const MarkerCall& call, const Batch& batch);
    void draw(const FieldCall& call, const Batch& batch);
    void draw(const GridCall& call, const Batch& batch);
    void draw(const SurfaceCall& call, const Batch& batch);
    void cover_clip(const Program& program, const PixelBox& clip) const;
};

const Program& Painter::Parts::use(const Program& program) {
    if (used == &program) return program;
    used = &program;
    program.use();
    glUniform2f(program["sheet"], static_cast<float>(width), static_cast<float>(height));
    return program;
}

void Painter::Parts::begin(const ink::Sheet& sheet) {
    const auto side = [](double x) { return static_cast<int>(std::clamp(ink::whole_pixel(x), 1.0, static_cast<double>(limits::picture_side))); };
    width = side(sheet.size.x());
    height = side(sheet.size.y());
    glViewport(0, 0, width, height);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_STENCIL_TEST);
    glDisable(GL_FRAMEBUFFER_SRGB);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glStencilMask(0xFF);
    glEnable(GL_SCISSOR_TEST);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glActiveTexture(GL_TEXTURE0);

    set_clip({0, 0, width, height});
    const Rgba& ground = sheet.background;
    glClearColor(ground.r * ground.a, ground.g * ground.a, ground.b * ground.a, ground.a);
    glClearStencil(0);
    glClear(GL_COLOR_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
    stencil_mark = 0;
    used = nullptr;
    frame.clear();
}

void Painter::Parts::end() {
    glBindVertexArray(0);
    glUseProgram(0);
    glBindBuffer(GL_ARRAY_BUFFER, 0);
    glBindTexture(GL_TEXTURE_2D, 0);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    fields.tidy();
}

void Painter::Parts::submit() {
    if (frame.batches.empty()) return;
    // Fresh storage each time: the driver need not wait for the frame before.
    glBindBuffer(GL_ARRAY_BUFFER, stream.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(frame.stream.size()), frame.stream.data(), GL_STREAM_DRAW);
    if (!frame.indices.empty()) {
        glBindVertexArray(vertices.name());
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices.name());
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(frame.indices.size() * sizeof(std::uint32_t)), frame.indices.data(),
                     GL_STREAM_DRAW);
    }
    for (const Batch& batch : frame.batches) {
        set_clip(batch.clip);
        std::visit([&](const auto& call) { draw(call, batch); }, batch.call);
    }
    frame.clear();
}

void Painter::Parts::draw(const StrokeCall& call, const Batch& batch) {
    const Program& program = use(stroke);
    glBindVertexArray(strokes.name());
    Attributes attributes{batch.offset, sizeof(Capsule), 1};
    attributes.floats(4, offsetof(Capsule, from));
    attributes.floats(4, offsetof(Capsule, near_corners));
    attributes.floats(4, offsetof(Capsule, far_corners));
    attributes.floats(1, offsetof(Capsule, half_width));
    attributes.floats(4, offsetof(Capsule, color), GL_UNSIGNED_BYTE, GL_TRUE);
    attributes.integers(1, offsetof(Capsule, butts));
    const auto paint = [&](float least) {
        glUniform1f(program["least"], least);
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(batch.count));
    };
    if (!call.once) return paint(0);

    // Each pixel that has been painted is marked with a number of this line's own, and is not painted again: first the pixels
    // that lie wholly inside, then the soft edge where nobody was inside.
    if (++stencil_mark > 255) {
        glDisable(GL_SCISSOR_TEST);           // the marks outside this clip are used up as well
        glClear(GL_STENCIL_BUFFER_BIT);
        glEnable(GL_SCISSOR_TEST);
        stencil_mark = 1;
    }
    glEnable(GL_STENCIL_TEST);
    glStencilFunc(GL_NOTEQUAL, stencil_mark, 0xFF);
    glStencilOp(GL_KEEP, GL_KEEP, GL_REPLACE);
    paint(0.999f);
    paint(1e-3f);
    glDisable(GL_STENCIL_TEST);
}

void Painter::Parts::draw(const BoxCall&, const Batch& batch) {
    use(box);
    atlas.bind();
    glBindVertexArray(boxes.name());
    Attributes attributes{batch.offset, sizeof(BoxInstance), 1};
    attributes.floats(2, offsetof(BoxInstance, x), GL_SHORT);
    attributes.floats(2, offsetof(BoxInstance, width), GL_SHORT);
    attributes.floats(2, offsetof(BoxInstance, cell_x), GL_SHORT);
    attributes.floats(4, offsetof(BoxInstance, color), GL_UNSIGNED_BYTE, GL_TRUE);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(batch.count));
}

void Painter::Parts::draw(const MarkerCall& call, const Batch& batch) {
    const Program& program = use(marker);
    const auto corners = ink::corners_of(call.shape);
    std::array<float, 24> pixels{};
    double reach = call.radius;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        pixels[2 * i] = static_cast<float>(call.radius * corners[i].x());
        pixels[2 * i + 1] = static_cast<float>(call.radius * corners[i].y());
        reach = std::max(reach, call.radius * corners[i].cwiseAbs().maxCoeff());
    }
    glUniform2fv(program["corners"], 12, pixels.data());
    glUniform1i(program["corner_count"], static_cast<GLint>(corners.size()));
    glUniform1f(program["radius"], static_cast<float>(call.radius));
    glUniform1f(program["hole"], call.shape == Marker::ring ? static_cast<float>(call.radius * (1 - ink::ring_band)) : 0);
    glUniform1f(program["half_outline"], static_cast<float>(std::max(call.outline, 0.0) / 2));
    glUniform1f(program["reach"], static_cast<float>(reach + std::max(call.outline, 0.0) / 2 + 1));
    set_color(program["fill_color"], call.color);
    set_color(program["outline_color"], call.outline_color);
    glBindVertexArray(places.name());
    Attributes attributes{batch.offset, sizeof(Place), 1};
    attributes.floats(2, 0);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(batch.count));
}

void Painter::Parts::cover_clip(const Program& program, const PixelBox& clip) const {
    glUniform4f(program["box"], static_cast<float>(clip.left), static_cast<float>(clip.top), static_cast<float>(clip.right),
                static_cast<float>(clip.bottom));
    glBindVertexArray(none.name());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void Painter::Parts::draw(const FieldCall& call, const Batch& batch) {
    const Program& program = use(field);
    glActiveTexture(GL_TEXTURE1);
    fields.bind(call.field->colormap);
    glActiveTexture(GL_TEXTURE0);
    fields.bind(call.field);
    glUniform1i(program["samples"], 0);
    glUniform1i(program["colormap"], 1);
    glUniform4f(program["field"], static_cast<float>(call.box.lo.x()), static_cast<float>(call.box.lo.y()),
                static_cast<float>(call.box.hi.x()), static_cast<float>(call.box.hi.y()));
    glUniform1f(program["opacity"], static_cast<float>(call.field->opacity));
    cover_clip(program, batch.clip);
}

void Painter::Parts::draw(const GridCall& call, const Batch& batch) {
    const Program& program = use(grid);
    std::array<float, 8> families{};
    std::array<float, 4> central{};
    const Vec2 middle((batch.clip.left + batch.clip.right) / 2.0, (batch.clip.top + batch.clip.bottom) / 2.0);
    for (std::size_t i = 0; i < 2; ++i) {
        const ink::LineFamily& family = call.families[i];
        // Counted from the line nearest to the middle, so that floats stay small however far away the origin lies.
        const double k = family.spacing > 0 ? std::round((family.normal.dot(middle) - family.phase) / family.spacing) : 0;
        const std::array<double, 4> values{family.normal.x(), family.normal.y(), family.phase + k * family.spacing, family.spacing};
        for (std::size_t j = 0; j < 4; ++j) families[4 * i + j] = static_cast<float>(values[j]);
        central[2 * i] = static_cast<float>(-k);
        central[2 * i + 1] = static_cast<float>(family.strength);
    }
    glUniform4fv(program["families"], 2, families.data());
    glUniform2fv(program["central"], 2, central.data());
    glUniform1f(program["half_width"], static_cast<float>(call.width / 2));
    set_color(program["color"], call.color);
    cover_clip(program, batch.clip);
}

void Painter::Parts::draw(const SurfaceCall& call, const Batch& batch) {
    use(surface);
    fields.bind(call.colormap);
    glBindVertexArray(vertices.name());
    Attributes attributes{batch.offset, sizeof(SurfaceVertex), 0};
    attributes.floats(2, offsetof(SurfaceVertex, x));
    attributes.floats(1, offsetof(SurfaceVertex, value));
    attributes.floats(1, offsetof(SurfaceVertex, light));
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(call.indices), GL_UNSIGNED_INT,
                   reinterpret_cast<const void*>(call.first_index * sizeof(std::uint32_t)));
}

Painter::Painter() = default;
Painter::~Painter() = default;

Result<std::unique_ptr<Painter>> Painter::create() {
    if (epoxy_gl_version() < 33)
        return Error{"The picture cannot be drawn: OpenGL 3.3 is needed, and this driver offers " + std::to_string(epoxy_gl_version() / 10) +
                     "." + std::to_string(epoxy_gl_version() % 10) + "."};
    const auto link = [](Source vertex, Source fragment) { return Program::link(vertex, fragment); };
    const Source quad{"quad.vert", shaders::quad_vert()};
    auto stroke = link({"stroke.vert", shaders::stroke_vert()}, {"stroke.frag", shaders::stroke_frag()});
    auto box = link({"box.vert", shaders::box_vert()}, {"box.frag", shaders::box_frag()});
    auto marker = link({"marker.vert", shaders::marker_vert()}, {"marker.frag", shaders::marker_frag()});
    auto field = link(quad, {"field.frag", shaders::field_frag()});
    auto grid = link(quad, {"grid.frag", shaders::grid_frag()});
    auto surface = link({"surface.vert", shaders::surface_vert()}, {"surface.frag", shaders::surface_frag()});
    for (const auto* program : {&stroke, &box, &marker, &field, &grid, &surface})
        if (!*program) return Error{program->error()};
    std::unique_ptr<Painter> painter(new Painter);
    painter->parts_.reset(new Parts{std::move(*stroke), std::move(*box), std::move(*marker), std::move(*field), std::move(*grid), std::move(*surface)});
    return painter;
}

void Painter::draw(const ink::Sheet& sheet) {
    Parts& parts = *parts_;
    parts.begin(sheet);
    Recorder recorder(parts.frame, parts.atlas, {0, 0, parts.width, parts.height});
    for (const ink::Stroke& stroke : sheet.strokes) {
        if (recorder.record(stroke)) continue;
        // No room for these glyphs: draw what uses the old ones, and start the atlas anew. Text that does not fit into an empty
        // atlas (hundreds of glyphs of a thousand pixels) is left out.
        parts.submit();
        parts.atlas.clear();
        recorder.record(stroke);
    }
    parts.submit();
    parts.end();
}

}
