#pragma once
#include "ink/typeset.hpp"

#include <vector>

/// Signs that grow with what they enclose, drawn as outlines so that they match any height. Pixels, y down, the
/// left end of the baseline at the origin.
namespace eigenscope::ink {

/// The vertical extent that something grows to: `top` above the baseline is negative.
struct Extent {
    double top = 0, bottom = 0;
    double height() const { return bottom - top; }
    double middle() const { return (top + bottom) / 2; }
};

/// A fence that reaches over the extent; `size` is the em that sets its weight. Knows ( ) [ ] { } | ‖ ⌊ ⌋ ⌈ ⌉ ⟨ ⟩;
/// nothing for any other character.
Setting grown_fence(char32_t character, const Extent& extent, double size);

/// The radical sign, its top the bar's upper edge, and how thick the bar is.
struct Radical {
    Setting sign;
    double bar = 0;
};
Radical grown_radical(const Extent& extent, double size);

/// An accent of the given width that stands on y = 0: a bar, hat, tilde, vector arrow or dot; a bar when unknown.
Setting accent(std::string_view which, double width, double size);

}
