#pragma once
#include "ink/sheet.hpp"
#include "scene/theme.hpp"

#include <string_view>

namespace eigenscope::ink {

inline Rgba with_opacity(Rgba color, double opacity) {
    color.a *= static_cast<float>(opacity);
    return color;
}

/// a at t = 0, b at t = 1; the alpha of a.
inline Rgba mixed(Rgba a, Rgba b, float t) {
    return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t, a.a};
}

/// The colour of a thing that is lit: nearer to white on a dark ground, nearer to black on a light one.
inline Rgba brighter(Theme theme, Rgba color) {
    const Rgba far = theme == Theme::dark ? Rgba{1, 1, 1, 1} : Rgba{0, 0, 0, 1};
    Rgba lit = mixed(color, far, 0.45f);
    lit.a = color.a + (1 - color.a) * 0.5f;
    return lit;
}

/// Is this the term under the mouse?
inline bool is_lit(const Look& look, std::string_view term) { return !term.empty() && look.lit_term == term; }

}
