#include "ink/font.hpp"

#include "embedded_fonts.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace eigenscope::ink {

namespace {

constexpr std::size_t index_of(Face face) { return static_cast<std::size_t>(face); }
constexpr double largest_size = 4096;         // px per em; FreeType's rasteriser wants coordinates of 16 bits

// One face as FreeType holds it, with what was asked of it before. In font units, so no size is ever set for metrics.
struct LoadedFace {
    FT_Face handle = nullptr;
    double units = 1000;
    FaceMetrics metrics;
    std::unordered_map<char32_t, std::uint32_t> indices;
    std::vector<std::optional<GlyphMetrics>> glyphs;

    std::uint32_t index(char32_t character) {
        const auto [found, fresh] = indices.try_emplace(character, 0);
        if (fresh) found->second = FT_Get_Char_Index(handle, character);
        return found->second;
    }

    const GlyphMetrics& glyph(std::uint32_t wanted) {
        const std::size_t i = std::min<std::size_t>(wanted, glyphs.size() - 1);
        auto& entry = glyphs[i];
        if (!entry) entry = measure(static_cast<FT_UInt>(i));
        return *entry;
    }

private:
    GlyphMetrics measure(FT_UInt i) const {
        if (FT_Load_Glyph(handle, i, FT_LOAD_NO_SCALE) != 0) return {};
        const FT_Glyph_Metrics& m = handle->glyph->metrics;
        const auto em = [this](FT_Pos value) { return static_cast<double>(value) / units; };
        return {.advance = em(m.horiAdvance),
                .left = em(m.horiBearingX),
                .right = em(m.horiBearingX + m.width),
                .bottom = em(m.horiBearingY - m.height),
                .top = em(m.horiBearingY)};
    }
};

// FreeType's library object and its faces. They are one resource that cannot be used by two threads at once, so whoever
// wants something holds the mutex; the fonts themselves are constant, so nobody can tell that they are shared.
class Library {
public:
    Library() {
        [[maybe_unused]] const FT_Error error = FT_Init_FreeType(&library_);
        assert(error == 0);
        for (int i = 0; i < face_count; ++i) load(static_cast<Face>(i));
    }
    ~Library() { FT_Done_FreeType(library_); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    LoadedFace& face(Face face) { return faces_[index_of(face)]; }
    std::mutex& mutex() { return mutex_; }

private:
    void load(Face which) {
        LoadedFace& face = faces_[index_of(which)];
        const auto file = font_file(which);
        [[maybe_unused]] const FT_Error error =
            FT_New_Memory_Face(library_, reinterpret_cast<const FT_Byte*>(file.data()), static_cast<FT_Long>(file.size()), 0, &face.handle);
        assert(error == 0);                   // the files are part of the program
        face.units = face.handle->units_per_EM;
        face.glyphs.resize(static_cast<std::size_t>(std::max<FT_Long>(face.handle->num_glyphs, 1)));
        const auto letter_top = [&](char32_t c) { return face.glyph(face.index(c)).top; };
        face.metrics = {.ascent = face.handle->ascender / face.units,
                        .descent = -face.handle->descender / face.units,
                        .cap_height = letter_top(U'H'),
                        .x_height = letter_top(U'x')};
    }

    FT_Library library_ = nullptr;
    std::array<LoadedFace, face_count> faces_;
    std::mutex mutex_;
};

Library& library() {
    static Library instance;
    return instance;
}

// Copies FreeType's bitmap row by row: its rows may be padded.
std::vector<std::uint8_t> copied(const FT_Bitmap& bitmap) {
    std::vector<std::uint8_t> coverage;
    coverage.reserve(static_cast<std::size_t>(bitmap.width) * bitmap.rows);
    for (unsigned row = 0; row < bitmap.rows; ++row) {
        const auto* begin = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
        coverage.insert(coverage.end(), begin, begin + bitmap.width);
    }
    return coverage;
}

}

std::span<const std::byte> font_file(Face face) {
    switch (face) {
        case Face::text: return files::text();
        case Face::text_bold: return files::text_bold();
        case Face::math: return files::math();
        case Face::math_italic: return files::math_italic();
        case Face::math_bold: return files::math_bold();
        case Face::symbols: return files::symbols();
    }
    return {};
}

namespace {

// Whoever calls these holds the mutex.
Glyph glyph_in(Library& fonts, Face wanted, char32_t character) {
    constexpr std::array others = {Face::symbols, Face::math, Face::text, Face::text_bold, Face::math_italic, Face::math_bold};
    if (const auto index = fonts.face(wanted).index(character)) return {wanted, index};
    for (const Face face : others)
        if (const auto index = fonts.face(face).index(character)) return {face, index};
    return {wanted, 0};
}

double kerning_in(Library& fonts, Glyph left, Glyph right) {
    if (left.face != right.face) return 0;
    const LoadedFace& face = fonts.face(left.face);
    if (!FT_HAS_KERNING(face.handle)) return 0;
    FT_Vector delta = {};
    if (FT_Get_Kerning(face.handle, left.index, right.index, FT_KERNING_UNSCALED, &delta) != 0) return 0;
    return static_cast<double>(delta.x) / face.units;
}

// The advance of the widest digit of each face; constants of the embedded faces.
double widest_digit(Face wanted) {
    static const std::array<double, face_count> widest = [] {
        std::array<double, face_count> widths{};
        for (int face = 0; face < face_count; ++face)
            for (char32_t digit = U'0'; digit <= U'9'; ++digit) {
                const Glyph own = glyph_for(static_cast<Face>(face), digit);
                double& width = widths[index_of(own.face)];
                width = std::max(width, metrics(own).advance);
            }
        return widths;
    }();
    return widest[index_of(wanted)];
}

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

}

Glyph glyph_for(Face wanted, char32_t character) {
    Library& fonts = library();
    const std::lock_guard lock(fonts.mutex());
    return glyph_in(fonts, wanted, character);
}

GlyphMetrics metrics(Glyph glyph) {
    Library& fonts = library();
    const std::lock_guard lock(fonts.mutex());
    return fonts.face(glyph.face).glyph(glyph.index);
}

FaceMetrics metrics(Face face) { return library().face(face).metrics; }

double tabular_slack(Glyph glyph, char32_t character) {
    return is_digit(character) ? std::max(0.0, widest_digit(glyph.face) - metrics(glyph).advance) : 0;
}

double kerning(Glyph left, Glyph right) {
    Library& fonts = library();
    const std::lock_guard lock(fonts.mutex());
    return kerning_in(fonts, left, right);
}

std::vector<SetCharacter> characters_of(std::string_view utf8, Face face) {
    widest_digit(face);                       // worked out once, before the mutex is held
    const std::u32string text = decode_utf8(utf8);
    std::vector<SetCharacter> characters;
    characters.reserve(text.size());
    Library& fonts = library();
    const std::lock_guard lock(fonts.mutex());
    for (const char32_t character : text) {
        SetCharacter set{.glyph = glyph_in(fonts, face, character), .metrics = {}};
        set.metrics = fonts.face(set.glyph.face).glyph(set.glyph.index);
        if (!characters.empty()) set.kerning = kerning_in(fonts, characters.back().glyph, set.glyph);
        if (is_digit(character)) set.slack = std::max(0.0, widest_digit(set.glyph.face) - set.metrics.advance);
        characters.push_back(set);
    }
    return characters;
}

GlyphBitmap rasterize(Glyph glyph, double size, double shift) {
    if (!(size > 0) || !(size <= largest_size) || !(shift >= 0 && shift < 1)) return {};
    Library& fonts = library();
    const std::lock_guard lock(fonts.mutex());
    const FT_Face face = fonts.face(glyph.face).handle;
    if (FT_Set_Char_Size(face, 0, std::max<FT_F26Dot6>(std::lround(size * 64), 1), 72, 72) != 0) return {};
    if (FT_Load_Glyph(face, glyph.index, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return {};
    if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    FT_Outline_Translate(&face->glyph->outline, std::lround(shift * 64), 0);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return {};
    const FT_GlyphSlot slot = face->glyph;
    return {.width = static_cast<int>(slot->bitmap.width),
            .height = static_cast<int>(slot->bitmap.rows),
            .left = slot->bitmap_left,
            .top = slot->bitmap_top,
            .coverage = copied(slot->bitmap)};
}

std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
        const unsigned lead = byte(i);
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
        char32_t character = length == 1 ? lead : length == 0 ? 0 : lead & (0x7Fu >> length);
        bool good = length > 0;
        for (std::size_t k = 1; good && k < length; ++k) {
            good = (byte(i + k) & 0xC0u) == 0x80;
            character = character << 6 | (byte(i + k) & 0x3Fu);
        }
        // Overlong forms, surrogates and numbers beyond Unicode are broken too (Unicode 15, table 3-7).
        constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
        good = good && character >= least[length] && character <= 0x10FFFF && !(character >= 0xD800 && character < 0xE000);
        out.push_back(good ? character : U'\uFFFD');
        i += good ? length : 1;
    }
    return out;
}

}
