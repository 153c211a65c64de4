#pragma once
#include "base/field.hpp"
#include "scene/role.hpp"

#include <array>
#include <cstdint>

namespace eigenscope {

/// sRGB with straight alpha, 0..1.
struct Rgba {
    float r = 0, g = 0, b = 0, a = 1;
    bool operator==(const Rgba&) const = default;
};

enum class Theme : std::uint8_t { dark, light, projector };
constexpr auto choices(Theme) {
    return std::array{Choice{"dark", "Dark"}, Choice{"light", "Light"}, Choice{"projector", "Projector"}};
}

/// The colour of a role in a theme.
Rgba color_of(Theme theme, Role role);

/// The colour of a role for letters: the same where it can be read on the ground and on every chip, else nearer to the colour of words.
Rgba type_color_of(Theme theme, Role role);

/// WCAG 2 contrast ratio of two opaque colours, 1..21.
double contrast(Rgba a, Rgba b);

/// Marks on a light ground carry a dark outline of this width (px at scale 1), because petroff-6 is only 2.1:1 on white.
double outline_of(Theme theme);

/// Line widths and marker sizes are multiplied by this: a projector needs more.
double emphasis_of(Theme theme);

/// Text height of body text, px at scale 1.
double text_size_of(Theme theme);

/// The smallest share of it that can be read where the theme is made for.
inline constexpr double least_text = 0.78;

/// How much larger than at scale 1 everything is in a window, or a figure, of this height (px at scale 1).
double scale_in(Theme theme, double height);

}
