#include "paper/fonts.hpp"

#include <cairo-ft.h>

#include <cassert>

namespace eigenscope::paper {

namespace {

// cairo keeps scaled fonts in a cache of its own beyond the life of the picture, so the FreeType face, and through it the
// library, must live as long as cairo's face: they are its user data (cairo manual, cairo_ft_font_face_create_for_ft_face).
void drop(void* data) {
    FT_Face face = static_cast<FT_Face>(data);
    FT_Library library = face->glyph->library;
    FT_Done_Face(face);
    FT_Done_FreeType(library);
}

FontFace make(ink::Face which) {
    static const cairo_user_data_key_t key{};
    const auto file = ink::font_file(which);
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    [[maybe_unused]] FT_Error error = FT_Init_FreeType(&library);
    assert(!error);
    error = FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(file.data()), static_cast<FT_Long>(file.size()), 0, &face);
    assert(!error);
    FontFace result(cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING));
    if (cairo_font_face_set_user_data(result.get(), &key, face, drop) != CAIRO_STATUS_SUCCESS) drop(face);
    return result;
}

}

cairo_font_face_t* Fonts::face(ink::Face face) {
    FontFace& slot = faces_[static_cast<std::size_t>(face)];
    if (!slot) slot = make(face);
    return slot.get();
}

}
