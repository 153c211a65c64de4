#include "gl/atlas.hpp"

#include <algorithm>

namespace eigenscope::gl {

std::optional<Atlas::Cell> Atlas::find(ink::Glyph glyph, double size, int quarter) {
    const auto key = std::tuple(glyph.face, glyph.index, size, quarter);
    if (const auto known = cells_.find(key); known != cells_.end()) return known->second;
    const ink::GlyphBitmap bitmap = ink::rasterize(glyph, size, quarter / 4.0);
    Cell cell{0, 0, bitmap.width, bitmap.height, bitmap.left, bitmap.top};
    if (cell.width > 0 && cell.height > 0) {
        const auto place = reserve(cell.width, cell.height);
        if (!place) return {};
        std::tie(cell.x, cell.y) = *place;
        clean_ = std::min(clean_, cell.y);
        for (int row = 0; row < cell.height; ++row)
            std::copy_n(bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(row) * cell.width, cell.width,
                        texels_.begin() + static_cast<std::ptrdiff_t>(cell.y + row) * width + cell.x);
    }
    return cells_.emplace(key, cell).first->second;
}

std::optional<std::pair<int, int>> Atlas::reserve(int wide, int high) {
    if (wide > width) return {};
    // The lowest shelf that is high enough and not much too high.
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        const bool fits = shelf.height >= high && shelf.height <= high + high / 4 + 2 && width - shelf.used >= wide;
        if (fits && (!best || shelf.height < best->height)) best = &shelf;
    }
    if (!best) {
        if (height_ + high > most_height) return {};
        shelves_.push_back({height_, high, 0});
        height_ += high;
        texels_.resize(static_cast<std::size_t>(height_) * width);
        best = &shelves_.back();
    }
    const int x = best->used;
    best->used += wide;
    return std::pair(x, best->top);
}

void Atlas::clear() {
    cells_.clear();
    shelves_.clear();
    texels_.clear();
    height_ = clean_ = 0;
}

void Atlas::bind() {
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    if (height_ > texture_height_ || texture_height_ == 0) {
        texture_height_ = std::max(texture_height_, 256);
        while (texture_height_ < height_) texture_height_ *= 2;
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, texture_height_, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        clean_ = 0;
    }
    if (clean_ >= height_) return;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, clean_, width, height_ - clean_, GL_RED, GL_UNSIGNED_BYTE,
                    texels_.data() + static_cast<std::ptrdiff_t>(clean_) * width);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    clean_ = height_;
}

}
