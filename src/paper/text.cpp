#include "ink/geometry.hpp"
#include "paper/pen.hpp"

#include <cairo.h>

#include <cstring>

namespace eigenscope::paper {

namespace {

/// The characters of UTF-8 text.
std::vector<std::string_view> characters_of(std::string_view utf8) {
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < utf8.size();) {
        std::size_t end = at + 1;
        while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) ++end;
        characters.push_back(utf8.substr(at, end - at));
        at = end;
    }
    return characters;
}

/// What each glyph says; empty when the glyphs do not follow the characters one by one. Spaces may have no glyph: readers find
/// them in the gap.
std::vector<std::string_view> words_of_glyphs(std::string_view utf8, std::size_t glyphs) {
    std::vector<std::string_view> characters = characters_of(utf8);
    if (characters.size() != glyphs) std::erase(characters, std::string_view(" "));
    return characters.size() == glyphs ? characters : std::vector<std::string_view>{};
}

}

void Pen::draw(const ink::Text& text) {
    if (!(text.size > 0) || text.size > ink::largest_text) return;
    set_color(cairo_, text.color);
    if (ground_ == Ground::page) return show_text(text);
    for (const auto& placed : text.glyphs) put_glyph(placed, text.size);
}

// The bitmaps are those of the screen. cairo 1.16 itself would move every glyph to a whole pixel.
void Pen::put_glyph(const ink::Text::Placed& placed, double size) {
    const ink::GlyphPlace place = ink::place_of(placed.at);
    const ink::GlyphBitmap bitmap = ink::rasterize(placed.glyph, size, place.quarter / 4.0);
    if (bitmap.width <= 0 || bitmap.height <= 0) return;
    const Surface mask(cairo_image_surface_create(CAIRO_FORMAT_A8, bitmap.width, bitmap.height));
    unsigned char* const pixels = cairo_image_surface_get_data(mask.get());
    if (!pixels) return;
    const int stride = cairo_image_surface_get_stride(mask.get());
    cairo_surface_flush(mask.get());
    for (int row = 0; row < bitmap.height; ++row)
        std::memcpy(pixels + static_cast<std::ptrdiff_t>(row) * stride,
                    bitmap.coverage.data() + static_cast<std::ptrdiff_t>(row) * bitmap.width, static_cast<std::size_t>(bitmap.width));
    cairo_surface_mark_dirty(mask.get());
    cairo_mask_surface(cairo_, mask.get(), place.x + bitmap.left, place.y - bitmap.top);
}

// Glyphs stay outlines, and say what they mean so that a reader can select and search them.
void Pen::show_text(const ink::Text& text) {
    const std::vector<std::string_view> words = words_of_glyphs(text.utf8, text.glyphs.size());
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo_, options);
    cairo_font_options_destroy(options);

    for (std::size_t first = 0, end = 0; first < text.glyphs.size(); first = end) {
        const ink::Face face = text.glyphs[first].glyph.face;
        std::vector<cairo_glyph_t> glyphs;
        std::vector<cairo_text_cluster_t> clusters;
        std::string said;
        for (end = first; end < text.glyphs.size() && text.glyphs[end].glyph.face == face; ++end) {
            const auto& [glyph, place] = text.glyphs[end];
            glyphs.push_back({glyph.index, place.x(), place.y()});
            if (words.empty()) continue;
            clusters.push_back({static_cast<int>(words[end].size()), 1});
            said += words[end];
        }
        // Where glyphs and characters differ (ligatures), the first run says the whole text.
        if (words.empty() && first == 0 && !text.utf8.empty()) {
            said = text.utf8;
            clusters.push_back({static_cast<int>(said.size()), static_cast<int>(glyphs.size())});
        }
        cairo_set_font_face(cairo_, fonts_.face(face));
        cairo_set_font_size(cairo_, text.size);
        if (clusters.empty()) cairo_show_glyphs(cairo_, glyphs.data(), static_cast<int>(glyphs.size()));
        else
            cairo_show_text_glyphs(cairo_, said.data(), static_cast<int>(said.size()), glyphs.data(), static_cast<int>(glyphs.size()),
                                   clusters.data(), static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
    }
}

}
