#include "context.hpp"

#include "base/limits.hpp"
#include "compare.hpp"
#include "gl/program.hpp"
#include "scene/colormap.hpp"
#include "sheets.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace eigenscope;

namespace {

/// How many names of each kind are alive in this context (drivers count names up from 1).
struct Census {
    int textures = 0, buffers = 0, programs = 0, shaders = 0, framebuffers = 0, renderbuffers = 0, arrays = 0;
    bool operator==(const Census&) const = default;
};
Census census() {
    Census c;
    for (GLuint name = 1; name < 2000; ++name) {
        c.textures += glIsTexture(name);
        c.buffers += glIsBuffer(name);
        c.programs += glIsProgram(name);
        c.shaders += glIsShader(name);
        c.framebuffers += glIsFramebuffer(name);
        c.renderbuffers += glIsRenderbuffer(name);
        c.arrays += glIsVertexArray(name);
    }
    return c;
}

std::array<int, 4> pixel(const paper::Image& image, int x, int y) {
    const std::uint8_t* p = image.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * image.width + x);
    return {p[0], p[1], p[2], p[3]};
}

}

TEST_CASE("screen and paper agree, stroke by stroke") {
    Context context;
    if (!Context::open(context)) return;
    for (const auto& [name, sheet] : sheets::gallery()) {
        const auto screen = context.painted(sheet);
        const auto paper = paper::paint(sheet);
        REQUIRE(paper.has_value());
        REQUIRE(screen.rgba.size() == paper->rgba.size());
        const auto sharp = compare::difference(screen, *paper), blurred = compare::blurred_difference(screen, *paper);
        MESSAGE(name << ": RMS " << sharp.rms << "/255, blurred by 2 px " << blurred.rms << "/255, worst blurred " << blurred.worst);
        CHECK(blurred.rms <= 1.0);                         // wanted: 3
        CHECK(sharp.off <= 0.002);
        CHECK(compare::difference(screen, context.painted(sheets::blank(480, 320, sheet.background))).off > 0.005);
    }
}

TEST_CASE("areas, text, rasters and meshes agree to a step or so of colour, for both painters cover pixels by their area") {
    Context context;
    if (!Context::open(context)) return;
    std::map<std::string, double> bounds{{"areas", 12}, {"words", 2}, {"rasters", 2}, {"meshes", 2}};
    for (const auto& [name, sheet] : sheets::gallery()) {
        const auto bound = bounds.find(name);
        if (bound == bounds.end()) continue;
        CAPTURE(name);
        CHECK(compare::difference(context.painted(sheet), *paper::paint(sheet)).worst <= bound->second);
        bounds.erase(bound);
    }
    CHECK(bounds.empty());
}

TEST_CASE("a line covers its rows and no others; the first row is the upper one") {
    Context context;
    if (!Context::open(context)) return;
    auto sheet = sheets::blank(60, 40, {1, 1, 1, 1});
    sheet.strokes = {ink::Line{{Vec2(10, 12), Vec2(50, 12)}, 10, {0, 0, 0, 1}, false, false}};
    const auto image = context.painted(sheet);
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 60; ++x) {
            const bool inside = y >= 7 && y < 17 && x >= 10 && x < 50;
            CHECK(pixel(image, x, y)[0] == (inside ? 0 : 255));
        }
}

TEST_CASE("a translucent line paints no pixel twice, however often it crosses itself") {
    Context context;
    if (!Context::open(context)) return;
    auto sheet = sheets::blank(100, 100, {0, 0, 0, 1});
    ink::Line scribble{{}, 9, {1, 1, 1, 0.5f}};
    for (int i = 0; i < 60; ++i) scribble.points.emplace_back(50 + 40 * std::sin(2.4 * i), 50 + 40 * std::cos(3.1 * i));
    for (int count = 0; count < 300; ++count) sheet.strokes.push_back(ink::Line{{Vec2(0, -50), Vec2(9, -60), Vec2(9, -90)}, 3, {1, 1, 1, 0.5f}});
    sheet.strokes.push_back(scribble);
    int brightest = 0;
    for (const std::uint8_t byte : [&] { auto image = context.painted(sheet); for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 0; return image.rgba; }())
        brightest = std::max<int>(brightest, byte);
    CHECK(std::abs(brightest - 128) <= 1);
}

TEST_CASE("a transparent sheet keeps straight alpha") {
    Context context;
    if (!Context::open(context)) return;
    auto sheet = sheets::blank(16, 16, {0, 0, 0, 0});
    sheet.strokes = {ink::Area{{Vec2(0, 0), Vec2(8, 0), Vec2(8, 16), Vec2(0, 16)}, {1, 0.5f, 0, 0.5f}}};
    const auto screen = context.painted(sheet), paper = *paper::paint(sheet);
    for (std::size_t i = 0; i < screen.rgba.size(); ++i) CHECK(std::abs(screen.rgba[i] - paper.rgba[i]) <= 1);
}

TEST_CASE("the atlas may overflow within one sheet") {
    Context context;
    if (!Context::open(context)) return;
    // About 25 million texels of glyphs, three times what the atlas holds.
    auto sheet = sheets::blank(900, 300);
    for (int i = 0; i < 60; ++i)
        sheet.strokes.push_back(sheets::word("WMQ@%&", ink::Face::text_bold, 260 + i, Vec2(5 + 3 * i, 60 + 4 * i), {i % 2 ? 1.0f : 0.2f, 0.5f, 0.1f * static_cast<float>(i % 10), 1}));
    const auto small = sheets::word("small print after all that", ink::Face::text, 14, Vec2(10, 290), {1, 1, 0, 1});
    sheet.strokes.push_back(small);
    for (int round = 0; round < 2; ++round) CHECK(compare::difference(context.painted(sheet), *paper::paint(sheet)).worst <= 3);
}

TEST_CASE("a canvas takes any size") {
    Context context;
    if (!Context::open(context)) return;
    gl::Canvas canvas;
    CHECK(canvas.width() == 0);
    CHECK(canvas.read().empty());
    const double most = limits::picture_side;
    const std::array<Vec2, 9> sizes{Vec2(640, 480), Vec2(1, 1), Vec2(0, 0), Vec2(-5, 3), Vec2(most, 4), Vec2(4, most), Vec2(most + 1, 2), Vec2(300, 2), Vec2(640, 480)};
    for (const Vec2& size : sizes) {
        CAPTURE(size.transpose());
        auto sheet = sheets::gallery().back().sheet;
        sheet.size = size;
        sheet.background = {1, 0, 0, 1};
        sheet.strokes.resize(1);
        canvas.paint(*context.painter, sheet);
        CHECK(glGetError() == GL_NO_ERROR);
        CHECK(canvas.width() == static_cast<int>(std::clamp(size.x(), 1.0, most)));
        CHECK(canvas.height() == static_cast<int>(std::clamp(size.y(), 1.0, most)));
        const auto pixels = canvas.read();
        REQUIRE(pixels.size() == 4 * static_cast<std::size_t>(canvas.width()) * static_cast<std::size_t>(canvas.height()));
        CHECK(pixels.front() == 255);
        CHECK(pixels[pixels.size() - 4] == 255);
    }
}

TEST_CASE("a canvas takes pixels and gives them back") {
    Context context;
    if (!Context::open(context)) return;
    gl::Canvas canvas;
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < 5 * 3; ++i)
        for (const int channel : {i * 16, 255 - i * 16, i, 255}) pixels.push_back(static_cast<std::uint8_t>(channel));
    pixels[7] = 0;                            // a clear pixel has no color
    std::vector<std::uint8_t> expected = pixels;
    std::fill_n(expected.begin() + 4, 3, std::uint8_t{0});
    canvas.write(5, 3, gl::for_canvas(5, pixels));
    CHECK(glGetError() == GL_NO_ERROR);
    CHECK(canvas.width() == 5);
    CHECK(canvas.height() == 3);
    CHECK(canvas.read() == expected);
    // What is painted next has the canvas to itself.
    const auto sheet = sheets::gallery().front().sheet;
    canvas.paint(*context.painter, sheet);
    CHECK(canvas.read() == context.painted(sheet).rgba);
}

TEST_CASE("hostile sheets raise no error") {
    Context context;
    if (!Context::open(context)) return;
    gl::Canvas canvas;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        CAPTURE(seed);
        canvas.paint(*context.painter, sheets::hostile(seed));
        REQUIRE(glGetError() == GL_NO_ERROR);
    }
    CHECK(canvas.read().size() > 0);
}

TEST_CASE("nothing is left behind") {
    Context context;
    if (!Context::open(context)) return;
    context.painter.reset();
    const Census before = census();
    for (int round = 0; round < 3; ++round) {
        auto painter = gl::Painter::create();
        REQUIRE(painter.has_value());
        gl::Canvas canvas, moved;
        for (const auto& [name, sheet] : sheets::gallery()) canvas.paint(**painter, sheet);
        CHECK(census() != before);
        moved = std::move(canvas);
        CHECK(moved.width() == 480);
    }
    CHECK(census() == before);
}

TEST_CASE("one context may come and go while another is in use") {
    Context context;
    if (!Context::open(context)) return;
    const auto sheet = sheets::gallery().front().sheet;
    const auto before = context.painted(sheet);
    {
        Context guest;
        REQUIRE(Context::open(guest));
        CHECK(compare::difference(guest.painted(sheet), before).worst == 0);
    }
    CHECK(compare::difference(context.painted(sheet), before).worst == 0);
}

TEST_CASE("a field is sent once, and forgotten with its last owner") {
    Context context;
    if (!Context::open(context)) return;
    const auto sheet_with = [](std::shared_ptr<const Heat> heat) {
        auto sheet = sheets::blank(20, 20);
        sheet.strokes = {ink::Raster{{Vec2(0, 0), Vec2(20, 20)}, {Vec2(0, 0), Vec2(20, 20)}, std::move(heat)}};
        return sheet;
    };
    const auto heat_of = [](float value) {
        return std::make_shared<const Heat>(Heat{.columns = 2, .rows = 2, .values = {value, value, value, value}, .colormap = Colormap::grey});
    };
    gl::Canvas canvas;
    canvas.paint(*context.painter, sheet_with(heat_of(0)));
    canvas.paint(*context.painter, sheets::blank(20, 20));
    const int without = census().textures;
    auto sheet = sheet_with(heat_of(1));
    for (int i = 0; i < 5; ++i) canvas.paint(*context.painter, sheet);
    CHECK(census().textures == without + 1);
    // A new field that lies where the old one lay: the same address, another owner.
    Heat place = *heat_of(0);
    for (const float value : {0.0f, 1.0f, 0.25f, 0.75f}) {
        sheet = {};
        place = *heat_of(value);
        sheet = sheet_with(std::shared_ptr<const Heat>(std::make_shared<int>(), &place));
        CHECK(compare::difference(context.painted(sheet), *paper::paint(sheet)).worst <= 1);
    }
    sheet = {};
    canvas.paint(*context.painter, sheets::blank(20, 20));
    CHECK(census().textures == without);
}

TEST_CASE("the state of OpenGL is left sane, and what was bound to draw into is bound again") {
    Context context;
    if (!Context::open(context)) return;
    gl::Canvas target, other;
    const auto sheet = sheets::gallery().back().sheet;
    target.paint(*context.painter, sheet);
    other.paint(*context.painter, sheet);
    GLint value = -1;
    for (const GLenum query : {GL_FRAMEBUFFER_BINDING, GL_CURRENT_PROGRAM, GL_VERTEX_ARRAY_BINDING, GL_ARRAY_BUFFER_BINDING, GL_TEXTURE_BINDING_2D}) {
        CAPTURE(query);
        glGetIntegerv(query, &value);
        CHECK(value == 0);
    }
    for (const GLenum capability : {GL_SCISSOR_TEST, GL_BLEND, GL_STENCIL_TEST, GL_DEPTH_TEST}) CHECK_FALSE(glIsEnabled(capability));
    glGetIntegerv(GL_ACTIVE_TEXTURE, &value);
    CHECK(value == GL_TEXTURE0);
    glGetIntegerv(GL_UNPACK_ALIGNMENT, &value);
    CHECK(value == 4);
}

TEST_CASE("what the driver says about a shader reaches the user, with the file's name and line") {
    Context context;
    if (!Context::open(context)) return;
    const std::string vertex = "void main() { gl_Position = clip_place(vec2(0)); }\n", fragment = "out vec4 result;\n\nvoid main() { result = nonsense; }\n";
    const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
    const auto program = gl::Program::link({"good.vert", bytes(vertex)}, {"bad.frag", bytes(fragment)});
    REQUIRE_FALSE(program.has_value());
    CHECK(program.error().find("shaders/bad.frag") != std::string::npos);
    CHECK(program.error().find("nonsense") != std::string::npos);
    CHECK(program.error().find("3") != std::string::npos);
    CHECK(glGetError() == GL_NO_ERROR);
}
