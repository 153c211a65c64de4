#pragma once
#include "gl/handle.hpp"
#include "ink/font.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace eigenscope::gl {

/// All glyphs that were drawn lately, in one texture: packed on shelves, which grow downwards. Places stay valid until clear().
class Atlas {
public:
    static constexpr int width = 2048, most_height = 4096;

    struct Cell {
        int x = 0, y = 0;                     ///< upper left texel
        int width = 0, height = 0;            ///< zero for a glyph without ink
        int left = 0, top = 0;                ///< as in ink::GlyphBitmap
    };

    /// Nothing when the atlas is full: what was recorded so far must be drawn, then the atlas cleared.
    std::optional<Cell> find(ink::Glyph glyph, double size, int quarter);
    void clear();
    /// Sends what is new to the texture and binds it to the unit in force.
    void bind();

private:
    struct Shelf {
        int top = 0, height = 0, used = 0;
    };
    /// Room for a bitmap. (Texels are fetched one by one, so neighbours need no gap.)
    std::optional<std::pair<int, int>> reserve(int wide, int high);

    std::map<std::tuple<ink::Face, std::uint32_t, double, int>, Cell> cells_;
    std::vector<Shelf> shelves_;
    std::vector<std::uint8_t> texels_;        ///< as many rows as are in use
    int height_ = 0;                          ///< rows that shelves take
    int texture_height_ = 0;
    int clean_ = 0;                           ///< rows above this one have been sent
    Texture texture_;
};

}
