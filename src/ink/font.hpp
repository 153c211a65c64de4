#pragma once
#include "compute/types.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace eigenscope::ink {

/// The faces that are embedded in the program.
enum class Face : std::uint8_t {
    text,            ///< Inter Regular
    text_bold,       ///< Inter SemiBold
    math,            ///< STIX General Regular
    math_italic,     ///< STIX General Italic
    math_bold,       ///< STIX General Bold
    symbols,         ///< DejaVu Sans, for what the others lack
};
inline constexpr int face_count = static_cast<int>(Face::symbols) + 1;

/// The font file of a face, as it lies in the program.
std::span<const std::byte> font_file(Face face);

/// A glyph of a face, by the font's own index.
struct Glyph {
    Face face = Face::text;
    std::uint32_t index = 0;
    bool operator==(const Glyph&) const = default;
};

/// The glyph for a character: from the wanted face, else from symbols, else from any; index 0 (a box) when nobody has it.
/// This and everything below may be called from any thread.
Glyph glyph_for(Face wanted, char32_t character);

/// In units of the font size (em). y points up.
struct GlyphMetrics {
    double advance = 0;
    double left = 0, right = 0, bottom = 0, top = 0;      ///< the ink box
};
GlyphMetrics metrics(Glyph glyph);

/// In em: from the baseline up and down, and the height of a capital and of x.
struct FaceMetrics {
    double ascent = 0.95, descent = 0.25, cap_height = 0.7, x_height = 0.5;
};
FaceMetrics metrics(Face face);

/// Kerning between neighbours of one face, in em: from the font's `kern` table. Inter and STIX keep theirs in GPOS, which
/// FreeType does not read: for them it is 0, and the advances alone set the text.
double kerning(Glyph left, Glyph right);

/// What a digit lacks in width to the widest digit of its face, in em; 0 for anything else. Digits are set with it, half on each
/// side, so that a number that changes does not make its label tremble (Inter's own tabular digits need GSUB, which FreeType does not read).
double tabular_slack(Glyph glyph, char32_t character);

/// A character of a text as it is set: all that the functions above say of it, asked at once.
struct SetCharacter {
    Glyph glyph;
    GlyphMetrics metrics;
    double kerning = 0;                                   ///< to the character before it
    double slack = 0;                                     ///< what a digit lacks in width
};
std::vector<SetCharacter> characters_of(std::string_view utf8, Face face);

/// An anti-aliased glyph without hinting: coverage 0..255, rows from the top.
struct GlyphBitmap {
    int width = 0, height = 0;
    int left = 0, top = 0;                                ///< of the bitmap's upper left corner from the origin, top upwards, in px
    std::vector<std::uint8_t> coverage;
};
/// `size` in px, `shift` the fraction of a pixel by which the origin lies right of a pixel's edge, 0 <= shift < 1.
GlyphBitmap rasterize(Glyph glyph, double size, double shift);

/// Code points of UTF-8; a broken byte becomes U+FFFD.
std::u32string decode_utf8(std::string_view text);

}
