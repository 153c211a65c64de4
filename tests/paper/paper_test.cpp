#include "paper/paper.hpp"

#include "base/limits.hpp"
#include "compare.hpp"
#include "lacking.hpp"
#include "places.hpp"
#include "scene/colormap.hpp"
#include "sheets.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

using namespace eigenscope;

namespace {

using Pixel = std::array<int, 4>;

Pixel at(const paper::Image& image, int x, int y) {
    const std::uint8_t* p = image.rgba.data() + 4 * (static_cast<std::ptrdiff_t>(y) * image.width + x);
    return {p[0], p[1], p[2], p[3]};
}

paper::Image painted(const ink::Sheet& sheet) {
    auto image = paper::paint(sheet);
    REQUIRE_MESSAGE(image.has_value(), image.error());
    return *std::move(image);
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

/// What a program writes to its standard output when it is given the bytes in a file; nothing when there is no such program.
std::optional<std::string> output_of(const std::string& program, const std::string& arguments, const std::string& bytes, const std::string& name) {
    if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) != 0) {
        lacking(program + " is not installed, to say something about " + name);
        return {};
    }
    const auto file = std::filesystem::path(build_folder()) / name;
    std::ofstream(file, std::ios::binary) << bytes;
    FILE* const pipe = popen((program + " '" + file.string() + "' " + arguments).c_str(), "r");
    REQUIRE(pipe);
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
    CHECK(pclose(pipe) == 0);
    return text;
}

const Rgba black{0, 0, 0, 1}, white{1, 1, 1, 1}, red{1, 0, 0, 1};

}

TEST_CASE("a line covers its rows and no others") {
    auto sheet = sheets::blank(60, 40, white);
    sheet.strokes = {ink::Line{{Vec2(10, 20), Vec2(50, 20)}, 10, black, false, false}};
    const auto image = painted(sheet);
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 60; ++x) {
            CAPTURE(x);
            CAPTURE(y);
            const bool inside = y >= 15 && y < 25 && x >= 10 && x < 50;
            CHECK(at(image, x, y) == (inside ? Pixel{0, 0, 0, 255} : Pixel{255, 255, 255, 255}));
        }
}

TEST_CASE("half a pixel of a line is half as dark") {
    auto sheet = sheets::blank(20, 20, white);
    sheet.strokes = {ink::Line{{Vec2(0, 10), Vec2(20, 10)}, 1, black, false, false}};
    const auto image = painted(sheet);
    // cairo counts 15 rows of samples a pixel.
    for (const int y : {9, 10}) CHECK(std::abs(at(image, 10, y)[0] - 127.5) <= 255.0 / 30 + 0.5);
    CHECK(std::abs(at(image, 10, 9)[0] + at(image, 10, 10)[0] - 255) <= 1);
    CHECK(at(image, 10, 8)[0] == 255);
}

TEST_CASE("translucent colour is blended as sRGB numbers") {
    for (const float alpha : {0.0f, 0.2f, 0.4f, 0.8f, 1.0f}) {
        auto sheet = sheets::blank(8, 8, {0.2f, 0.4f, 0.6f, 1});
        sheet.strokes = {ink::Area{{Vec2(0, 0), Vec2(8, 0), Vec2(8, 8), Vec2(0, 8)}, {1, 0, 0.5f, alpha}}};
        const Pixel pixel = at(painted(sheet), 4, 4);
        const double a = static_cast<double>(alpha);
        const std::array<double, 3> over{1, 0, 128.0 / 255}, under{0.2, 0.4, 0.6};
        CAPTURE(alpha);
        for (std::size_t c = 0; c < 3; ++c) CHECK(std::abs(pixel[c] - 255 * (a * over[c] + (1 - a) * under[c])) <= 1);
        CHECK(pixel[3] == 255);
    }
}

TEST_CASE("a line that crosses itself is painted once") {
    auto sheet = sheets::blank(60, 60, black);
    sheet.strokes = {ink::Line{{Vec2(10, 30), Vec2(50, 30), Vec2(50, 10), Vec2(30, 10), Vec2(30, 50)}, 8, {1, 1, 1, 0.5f}}};
    const auto image = painted(sheet);
    CHECK(at(image, 20, 30) == at(image, 30, 30));
    CHECK(at(image, 50, 30) == at(image, 30, 30));
    CHECK(std::abs(at(image, 30, 30)[0] - 128) <= 1);
}

TEST_CASE("a transparent sheet keeps straight alpha") {
    auto sheet = sheets::blank(16, 16, {0, 0, 0, 0});
    sheet.strokes = {ink::Area{{Vec2(0, 0), Vec2(8, 0), Vec2(8, 16), Vec2(0, 16)}, {1, 0.5f, 0, 0.5f}}};
    const auto image = painted(sheet);
    CHECK(at(image, 12, 8) == Pixel{0, 0, 0, 0});
    const Pixel pixel = at(image, 4, 8);
    CHECK(std::abs(pixel[0] - 255) <= 1);
    CHECK(std::abs(pixel[1] - 128) <= 1);
    CHECK(std::abs(pixel[3] - 128) <= 1);
}

TEST_CASE("clips lie on whole pixels and can be lifted") {
    auto sheet = sheets::blank(40, 40, white);
    const ink::Area all{{Vec2(-9, -9), Vec2(90, -9), Vec2(90, 90), Vec2(-9, 90)}, red};
    sheet.strokes = {ink::Clip{ink::Box{Vec2(10.4, 9.6), Vec2(20.5, 30.2)}}, all};
    auto image = painted(sheet);
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 40; ++x) CHECK((at(image, x, y)[1] == 0) == (x >= 10 && x < 21 && y >= 10 && y < 30));
    sheet.strokes.insert(sheet.strokes.begin() + 1, ink::Clip{});
    image = painted(sheet);
    CHECK(at(image, 39, 0)[1] == 0);
    // An empty clip, and one beside the sheet, leave nothing.
    for (const ink::Box& box : {ink::Box{Vec2(30, 30), Vec2(10, 10)}, ink::Box{Vec2(100, 0), Vec2(120, 40)}}) {
        sheet.strokes = {ink::Clip{box}, all};
        CHECK(compare::difference(painted(sheet), painted(sheets::blank(40, 40, white))).worst == 0);
    }
}

TEST_CASE("a field takes the colour of its samples, and missing samples stay empty") {
    Heat heat{.columns = 3, .rows = 2, .values = {0, 1, 2, 3, 4, NAN}, .from = 0, .to = 4, .colormap = Colormap::viridis};
    auto sheet = sheets::blank(21, 11, white);
    // Samples at the centres of pixels 0, 10 and 20; the first row is the lower one.
    const ink::Box box{Vec2(0.5, 0.5), Vec2(20.5, 10.5)};
    sheet.strokes = {ink::Raster{box, {Vec2(0, 0), Vec2(21, 11)}, std::make_shared<const Heat>(heat)}};
    const auto image = painted(sheet);
    const auto color = [](double share) {
        const Rgb c = color_at(Colormap::viridis, share);
        return std::array{static_cast<double>(c.r) * 255, static_cast<double>(c.g) * 255, static_cast<double>(c.b) * 255};
    };
    const auto check = [&](int x, int y, double value) {
        CAPTURE(x);
        CAPTURE(y);
        for (std::size_t c = 0; c < 3; ++c) CHECK(std::abs(at(image, x, y)[c] - color(value / 4)[c]) <= 0.51);
    };
    check(0, 10, 0);
    check(10, 10, 1);
    check(20, 10, 2);
    check(0, 0, 3);
    check(10, 0, 4);
    check(5, 10, 0.5);
    check(5, 5, 2);                                        // (0 + 1 + 3 + 4) / 4
    CHECK(at(image, 20, 0) == Pixel{255, 255, 255, 255});
    CHECK(at(image, 15, 5) == Pixel{255, 255, 255, 255});
}

TEST_CASE("triangles of a surface meet without a seam") {
    auto sheet = sheets::blank(50, 50, white);
    ink::Mesh mesh{{{Vec2(5, 5), 0}, {Vec2(45, 5), 0}, {Vec2(45, 45), 0}, {Vec2(5, 45), 0}}, {0, 1, 2, 0, 2, 3}, Colormap::grey};
    sheet.strokes = {mesh};
    const auto image = painted(sheet);
    for (int y = 0; y < 50; ++y)
        for (int x = 0; x < 50; ++x) {
            const bool inside = x >= 5 && x < 45 && y >= 5 && y < 45;
            CHECK(at(image, x, y) == at(image, inside ? 25 : 0, inside ? 25 : 0));
        }
    CHECK(at(image, 25, 25) != at(image, 0, 0));
}

TEST_CASE("a marker is as large as it says") {
    auto sheet = sheets::blank(41, 41, white);
    sheet.strokes = {ink::Markers{{Vec2(20.5, 20.5)}, Marker::disc, 10, black}};
    double ink_seen = 0;
    const auto image = painted(sheet);
    for (int y = 0; y < 41; ++y)
        for (int x = 0; x < 41; ++x) ink_seen += (255 - at(image, x, y)[0]) / 255.0;
    CHECK(std::abs(ink_seen - 100 * M_PI) < 20 * M_PI * 0.05);   // cairo's circle is a polygon within the tolerance of 0.05 px
}

TEST_CASE("a singular lattice is one line, a nearly singular one does not fill the plane") {
    ink::Lattice lattice{{Vec2(0, 0), Vec2(80, 80)}, Mat2::Identity(), Vec2(40, 40), 2, black};
    const auto ink_share = [&](double squash) {
        lattice.basis << 20, 0, 0, squash;
        auto sheet = sheets::blank(80, 80, white);
        sheet.strokes = {lattice};
        const auto image = painted(sheet);
        double sum = 0;
        for (std::size_t i = 0; i < image.rgba.size(); i += 4) sum += (255 - image.rgba[i]) / 255.0;
        return sum / 6400;
    };
    CHECK(ink_share(0) == doctest::Approx(2.0 / 80));      // the second family has no direction and is not drawn
    CHECK(ink_share(1e-9) == doctest::Approx(2.0 / 80 + 2.0 / 20 * (1 - 2.0 / 80)).epsilon(0.02));
    CHECK(ink_share(20) == doctest::Approx(1 - 0.9 * 0.9).epsilon(0.02));
}

TEST_CASE("a PNG has the right size, and alpha only where it says something") {
    const auto opaque = paper::png(sheets::blank(123, 45)), clear = paper::png(sheets::blank(123, 45, {0, 0, 0, 0.5f}));
    REQUIRE(opaque.has_value());
    REQUIRE(clear.has_value());
    CHECK(opaque->substr(0, 8) == "\x89PNG\r\n\x1a\n");
    CHECK(big_endian(*opaque, 16) == 123);
    CHECK(big_endian(*opaque, 20) == 45);
    CHECK((*opaque)[25] == 2);                             // colour type: RGB
    CHECK((*clear)[25] == 6);                              // RGB with alpha
}

TEST_CASE("pixels that somebody else drew become a PNG") {
    const auto clear = paper::png(paper::Image{2, 1, {255, 0, 0, 255, 0, 0, 255, 128}}), opaque = paper::png(paper::Image{1, 1, {1, 2, 3, 255}});
    REQUIRE((clear.has_value() && opaque.has_value()));
    CHECK(big_endian(*clear, 16) == 2);
    CHECK((*clear)[25] == 6);
    CHECK((*opaque)[25] == 2);
    CHECK_FALSE(paper::png(paper::Image{2, 2, {1, 2, 3, 4}}).has_value());
    CHECK_FALSE(paper::png(paper::Image{}).has_value());
}

TEST_CASE("sizes that cannot be drawn are refused in words") {
    const double most = limits::picture_side;
    for (const Vec2& size : {Vec2(0, 10), Vec2(10, -1), Vec2(most + 1, 10), Vec2(10, NAN), Vec2(INFINITY, 5)}) {
        const auto sheet = sheets::blank(size.x(), size.y());
        CHECK_FALSE(paper::png(sheet).has_value());
        CHECK_FALSE(paper::svg(sheet).has_value());
        const auto pdf = paper::pdf(sheet);
        REQUIRE_FALSE(pdf.has_value());
        CHECK(pdf.error().find("between 1 and 16384") != std::string::npos);
    }
    CHECK(paper::png(sheets::blank(most, 1)).has_value());
    CHECK(paper::png(sheets::blank(1, most)).has_value());
    CHECK(paper::pdf(sheets::blank(most, 1)).has_value());
}

TEST_CASE("the same sheet gives the same bytes") {
    for (const auto& [name, sheet] : sheets::gallery()) {
        CAPTURE(name);
        const paper::Caption caption{"A title", "Words."};
        CHECK((*paper::png(sheet) == *paper::png(sheet)));
        CHECK((*paper::svg(sheet, caption) == *paper::svg(sheet, caption)));
        CHECK((*paper::pdf(sheet, caption) == *paper::pdf(sheet, caption)));
    }
    CHECK(paper::pdf(sheets::blank(10, 10))->find("CreationDate") == std::string::npos);
}

TEST_CASE("every kind of stroke leaves ink") {
    for (const auto& [name, sheet] : sheets::gallery()) {
        CAPTURE(name);
        CHECK(compare::difference(painted(sheet), painted(sheets::blank(480, 320, sheet.background))).off > 0.005);
    }
    // Each on its own too: a sheet with one stroke is not blank.
    for (const auto& [name, sheet] : sheets::gallery()) {
        if (name == "everything") continue;
        for (std::size_t i = 0; i < sheet.strokes.size(); ++i) {
            CAPTURE(name);
            CAPTURE(i);
            auto alone = sheets::blank(480, 320, sheet.background);
            alone.strokes = {sheet.strokes[i]};
            CHECK(compare::difference(painted(alone), painted(sheets::blank(480, 320, sheet.background))).worst > 8);
        }
    }
}

TEST_CASE("the text of a PDF can be searched") {
    auto sheet = sheets::blank(400, 200, white);
    sheet.strokes = {sheets::word("Eigenvalues grow", ink::Face::text, 18, Vec2(20, 40), black),
                     sheets::word("λ = 1.85, ∇f ≤ 2", ink::Face::math, 18, Vec2(20, 80), black)};
    auto spaceless = sheets::word("two words", ink::Face::text, 18, Vec2(20, 120), black);
    spaceless.glyphs.erase(spaceless.glyphs.begin() + 3);  // typesetting may leave out the space's glyph
    auto ligature = sheets::word("ofice", ink::Face::text, 18, Vec2(20, 160), black);
    ligature.utf8 = "office";                              // fewer glyphs than characters
    sheet.strokes.insert(sheet.strokes.end(), {spaceless, ligature});
    const auto pdf = paper::pdf(sheet);
    REQUIRE(pdf.has_value());
    if (const auto text = output_of("pdftotext", "-", *pdf, "words.pdf"))
        for (const char* words : {"Eigenvalues grow", "λ = 1.85, ∇f ≤ 2", "two words", "office"}) {
            CAPTURE(*text);
            CHECK(text->find(words) != std::string::npos);
        }
    if (const auto facts = output_of("pdfinfo", "", *pdf, "words.pdf")) CHECK(facts->find("300 x 150 pts") != std::string::npos);
}

TEST_CASE("an SVG can be read back, and shows what the PNG shows") {
    for (const auto& [name, sheet] : sheets::gallery()) {
        CAPTURE(name);
        const auto svg = paper::svg(sheet);
        REQUIRE(svg.has_value());
        CHECK(svg->find("width=\"480px\" height=\"320px\" viewBox=\"0 0 480 320\"") != std::string::npos);
        // cairo before 1.18 writes styles, later attributes.
        if (name == "lines") CHECK((svg->find("stroke-linejoin:round") != std::string::npos || svg->find("stroke-linejoin=\"round\"") != std::string::npos));
        if (name == "words") CHECK(svg->find("<use xlink:href=\"#e") != std::string::npos);
        if (name == "rasters") CHECK(svg->find("<image") != std::string::npos);
        const auto png = output_of("rsvg-convert", "-f png", *svg, name + ".svg");
        if (!png) continue;
        CHECK(big_endian(*png, 16) == 480);
        CHECK(big_endian(*png, 20) == 320);
    }
}

namespace {

/// What stands between each `mark` and the next `end`.
std::set<std::string> between(const std::string& text, std::string_view mark, char end) {
    std::set<std::string> found;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
        at += mark.size();
        found.insert(text.substr(at, text.find(end, at) - at));
    }
    return found;
}

}

namespace {

/// The bytes that base64 (RFC 4648) spells.
std::string decoded(std::string_view text) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = alphabet.find(c);
        if (value == alphabet.npos) continue;
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        if ((count += 6) >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 255);
    }
    return bytes;
}

}

TEST_CASE("an SVG holds a field as a PNG of ours: with alpha only where it says something") {
    const auto held = [](double opacity) {
        Heat heat{.columns = 2, .rows = 2, .values = {0, 1, 2, 3}, .from = 0, .to = 3, .colormap = Colormap::viridis};
        heat.opacity = opacity;
        const ink::Box all{Vec2(0, 0), Vec2(60, 40)};
        auto sheet = sheets::blank(60, 40, white);
        // A little further than the picture, so that rounding leaves no pixel empty.
        sheet.strokes = {ink::Raster{{Vec2(-1, -1), Vec2(61, 41)}, all, std::make_shared<const Heat>(heat)}};
        const std::string svg = *paper::svg(sheet);
        const auto files = between(svg, "data:image/png;base64,", '"');
        REQUIRE(files.size() == 1);
        return decoded(*files.begin());
    };
    for (const double opacity : {1.0, 0.5}) {
        CAPTURE(opacity);
        const std::string png = held(opacity);
        REQUIRE(png.starts_with("\x89PNG\r\n\x1a\n"));
        CHECK(big_endian(png, 16) == 60);
        CHECK(big_endian(png, 20) == 40);
        CHECK(int(png[25]) == (opacity == 1 ? 2 : 6));     // the type of colour (ISO/IEC 15948, 11.2.2): RGB or RGBA
        CHECK(png.find("IEND") == png.size() - 8);
    }
}

TEST_CASE("two SVGs in one page share no id, and each names its own") {
    std::set<std::string> taken;
    for (const auto& [name, sheet] : sheets::gallery()) {
        CAPTURE(name);
        const std::string svg = *paper::svg(sheet, {name, "What it shows."});
        const auto ids = between(svg, " id=\"", '"');
        for (const std::string& id : ids) CHECK_MESSAGE(taken.insert(id).second, id);
        for (const auto& [mark, end] : {std::pair("\"#", '"'), std::pair("url(#", ')')})
            for (const std::string& named : between(svg, mark, end)) CHECK_MESSAGE(ids.contains(named), named);
    }
    CHECK(taken.size() > 100);
}

TEST_CASE("an SVG and a PDF hold the picture in words") {
    const auto sheet = sheets::blank(60, 40);
    const paper::Caption caption{"Linear map & more", "a < b,\nλ = \x01 1.85 \xff"};
    const std::string svg = *paper::svg(sheet, caption);
    CHECK(svg.find(">Linear map &amp; more</title>") != std::string::npos);
    CHECK(svg.find(">a &lt; b,\nλ =  1.85 \xEF\xBF\xBD</desc>") != std::string::npos);
    CHECK(svg.find("role=\"img\"") != std::string::npos);
    CHECK(paper::svg(sheet)->find("<title") == std::string::npos);
    CHECK(output_of("rsvg-convert", "-f png", svg, "words.svg").value_or("\x89PNG").starts_with("\x89PNG"));
    const std::string pdf = *paper::pdf(sheet, caption);
    if (const auto facts = output_of("pdfinfo", "", pdf, "caption.pdf")) CHECK(facts->find("Linear map & more") != std::string::npos);
}

TEST_CASE("hostile sheets are drawn or refused, never fatal") {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        const auto sheet = sheets::hostile(seed);
        CHECK(paper::paint(sheet).has_value());
        if (seed % 8 == 0) {
            CHECK(paper::svg(sheet).has_value());
            CHECK(paper::pdf(sheet).has_value());
        }
    }
}
