#pragma once
#include <cstdint>

namespace eigenscope::ui {

/// The styles of text outside of pictures.
enum class Type : std::uint8_t {
    body,          ///< 14
    strong,        ///< 14, semibold
    small,         ///< 12.5
    small_strong,  ///< 12.5, semibold: headings of a group
    number,        ///< 15, semibold: numbers that can be changed
    title,         ///< 16, semibold
    brand,         ///< 20, semibold
    said,          ///< what is said over a picture: as small, and on a projector nearly as large as the picture's own words
};
inline constexpr int type_count = static_cast<int>(Type::said) + 1;

}
