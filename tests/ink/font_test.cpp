#include "ink/font.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

using namespace eigenscope;
using namespace eigenscope::ink;

namespace {

constexpr Face faces[] = {Face::text, Face::text_bold, Face::math, Face::math_italic, Face::math_bold, Face::symbols};

std::string utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) {
        const auto byte = [&](char32_t b) { out.push_back(static_cast<char>(b)); };
        if (c < 0x80) byte(c);
        else if (c < 0x800) byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
        else if (c < 0x10000) byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
        else byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    }
    return out;
}

}

TEST_CASE("UTF-8 goes in and out again, at every length") {
    const std::u32string text = U"aZ~\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF λ₁ = 1.97 ∇f";
    CHECK(decode_utf8(utf8(text)) == text);
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251)
        if (c < 0xD800 || c > 0xDFFF) REQUIRE(decode_utf8(utf8({&c, 1})) == std::u32string(1, c));
}

TEST_CASE("a broken byte becomes the replacement character and the rest stays") {
    // Unicode 15, section 3.9: lone continuation, overlong, surrogate, beyond U+10FFFF, cut off.
    CHECK(decode_utf8("a\x80z") == U"a\uFFFDz");
    CHECK(decode_utf8("\xC0\xAF") == U"\uFFFD\uFFFD");
    CHECK(decode_utf8("\xE0\x80\xAF") == U"\uFFFD\uFFFD\uFFFD");
    CHECK(decode_utf8("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");
    CHECK(decode_utf8("\xF4\x90\x80\x80") == U"\uFFFD\uFFFD\uFFFD\uFFFD");
    CHECK(decode_utf8("x\xE2\x88") == U"x\uFFFD\uFFFD");
    CHECK(decode_utf8("") == U"");
}

TEST_CASE("every face has the letters, and the mathematics that it lacks comes from another") {
    for (const Face face : faces) {
        CAPTURE(static_cast<int>(face));
        CHECK(font_file(face).size() > 10'000);
        for (const char32_t c : U"ABCxyz0123456789.,=+()")
            if (c != 0) CHECK(glyph_for(face, c).face == face);
        for (const char32_t c : U"−·×≤≥≈≠∇∂∑∫√∞∈→↦‖⊤⊥⟨⟩⌊⌋λσκμπθ₀₁₂ᵀ⁻¹²ℝ½κ")
            if (c != 0) CHECK_MESSAGE(glyph_for(face, c).index != 0, "U+", static_cast<unsigned>(c));
    }
    // Nobody has a private character: the box of the face that was asked.
    CHECK(glyph_for(Face::math, U'\U0010FFFD') == Glyph{Face::math, 0});
}

TEST_CASE("metrics are those of the fonts") {
    for (const Face face : faces) {
        const FaceMetrics m = metrics(face);
        CHECK(0 < m.x_height);
        CHECK(m.x_height < m.cap_height);
        CHECK(m.cap_height < m.ascent);
        CHECK(m.descent > 0.1);
        const GlyphMetrics H = metrics(glyph_for(face, U'H'));
        CHECK(H.bottom == doctest::Approx(0).epsilon(0.01));
        CHECK(H.top == m.cap_height);
        CHECK(H.left < H.right);
        CHECK(metrics(glyph_for(face, U'g')).bottom < -0.1);
        CHECK(metrics(glyph_for(face, U'.')).advance < metrics(glyph_for(face, U'm')).advance);
    }
    // Inter's own tables: 2816 units, capitals of 2048.
    CHECK(metrics(Face::text).cap_height == doctest::Approx(2048.0 / 2816).epsilon(1e-3));
    // An index that does not exist is measured as the last glyph rather than read beyond the table.
    CHECK(metrics(Glyph{Face::text, 4'000'000'000u}).advance >= 0);
}

TEST_CASE("a rasterised glyph fills its ink box, wherever the origin lies in the pixel") {
    for (const Face face : faces)
        for (const char32_t c : {U'H', U'g', U'x', U'8'})
            for (const double size : {11.0, 14.5, 60.0})
                for (const double shift : {0.0, 0.25, 0.999}) {
                    const Glyph glyph = glyph_for(face, c);
                    const GlyphMetrics m = metrics(glyph);
                    const GlyphBitmap b = rasterize(glyph, size, shift);
                    REQUIRE(b.coverage.size() == static_cast<std::size_t>(b.width) * static_cast<std::size_t>(b.height));
                    CHECK(std::abs(b.left - (m.left * size + shift)) <= 1.1);
                    CHECK(std::abs(b.left + b.width - (m.right * size + shift)) <= 1.1);
                    CHECK(std::abs(b.top - m.top * size) <= 1.1);
                    CHECK(std::abs(b.top - b.height - m.bottom * size) <= 1.1);
                }
}

TEST_CASE("the shift moves the ink and not its amount") {
    const Glyph glyph = glyph_for(Face::text, U'o');
    const auto moment = [&](double shift, double power) {
        const GlyphBitmap b = rasterize(glyph, 40, shift);
        double sum = 0;
        for (int y = 0; y < b.height; ++y)
            for (int x = 0; x < b.width; ++x) sum += b.coverage[static_cast<std::size_t>(y * b.width + x)] * std::pow(b.left + x + 0.5, power);
        return sum;
    };
    const double area = moment(0, 0), center = moment(0, 1) / area;
    for (const double shift : {0.25, 0.5, 0.75}) {
        CHECK(moment(shift, 0) == doctest::Approx(area).epsilon(0.01));
        CHECK(moment(shift, 1) / moment(shift, 0) == doctest::Approx(center + shift).epsilon(0.002));
    }
}

TEST_CASE("a size or shift without sense gives an empty bitmap") {
    const Glyph glyph = glyph_for(Face::text, U'a');
    for (const double size : {0.0, -3.0, std::nan(""), 1e9}) CHECK(rasterize(glyph, size, 0).coverage.empty());
    for (const double shift : {-0.1, 1.0, std::nan("")}) CHECK(rasterize(glyph, 12, shift).coverage.empty());
    CHECK(rasterize(glyph_for(Face::text, U' '), 12, 0).width == 0);
}

TEST_CASE("threads may ask at the same time") {
    const GlyphBitmap expected = rasterize(glyph_for(Face::math, U'Q'), 33, 0.25);
    std::vector<int> wrong(4, 0);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 60; ++i) {
                    metrics(glyph_for(static_cast<Face>((i + t) % face_count), static_cast<char32_t>(U'A' + i)));
                    rasterize(glyph_for(Face::text, U'A'), 10 + t, 0);
                    wrong[static_cast<std::size_t>(t)] += rasterize(glyph_for(Face::math, U'Q'), 33, 0.25).coverage != expected.coverage;
                }
            });
    }
    CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("digits of a label are equally wide, so that a live number does not tremble") {
    for (const Face face : {Face::text, Face::text_bold, Face::math}) {
        const auto width = [&](char32_t c) {
            const Glyph glyph = glyph_for(face, c);
            return metrics(glyph).advance + tabular_slack(glyph, c);
        };
        for (char32_t digit = U'0'; digit <= U'9'; ++digit) CHECK(width(digit) == doctest::Approx(width(U'0')).epsilon(1e-12));
    }
    const Glyph one = glyph_for(Face::text, U'1');
    CHECK(tabular_slack(one, U'1') > 0.05);   // Inter's 1 is narrow: without the slack this test could not fail
    CHECK(tabular_slack(glyph_for(Face::text, U'x'), U'x') == 0);
}
