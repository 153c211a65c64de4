#include "scene/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {
namespace {

constexpr Rgba hex(std::uint32_t rgb, float alpha = 1) {
    const auto channel = [&](int shift) { return static_cast<float>((rgb >> shift) & 0xFF) / 255.0f; };
    return {channel(16), channel(8), channel(0), alpha};
}

using Palette = std::array<Rgba, role_count>;

// In the order of Role. On a dark ground the series are petroff-6 (Petroff, "Accessible color sequences for data visualization",
// 2021) with their lightness in OKLab raised until each is 3:1 against the ground and every pair is 10 apart for all eyes.
constexpr Palette dark{
    hex(0x141722),                                                        // background
    hex(0x0f1117, 0.86f),                                                 // chip
    hex(0x2a3040), hex(0x5b6680),                                         // grid, axis
    hex(0xeceef4), hex(0x98a1b3), hex(0x6f7a91),                          // text, muted, ghost
    hex(0xf89c20), hex(0x5aa2ff),                                         // first, second
    hex(0xb8c0cf), hex(0xffffff), hex(0x3f6db3),                          // input, output, space
    hex(0xffd866), hex(0xff8fc7),                                         // area, negative
    hex(0xc08bff), hex(0xff5d6c),                                         // eigen, gradient
    hex(0xf4f1e8), hex(0x8fb4e8),                                         // theory, observed
    hex(0x7ddc9a), hex(0xff8f8f), hex(0xffd866),                          // good, bad, doubtful
    hex(0x679cfe), hex(0xf89c20), hex(0xe72938), hex(0x9a4e8f), hex(0x9e9ea3), hex(0x8432ea),
};

constexpr Palette light{
    hex(0xffffff),
    hex(0xffffff, 0.88f),
    hex(0xdfe3ea), hex(0x5c6577),
    hex(0x14171f), hex(0x4b5363), hex(0x848d9e),
    hex(0xa85200), hex(0x1f5fd0),
    hex(0x4b5363), hex(0x14171f), hex(0x5d8ad0),
    hex(0x8a6a00), hex(0xa83279),
    hex(0x7a3fd0), hex(0xcc1f3a),
    hex(0x14171f), hex(0x3d6fb0),
    hex(0x005c26), hex(0xa31621), hex(0x6f4d00),
    hex(0x5790fc), hex(0xf89c20), hex(0xe42536), hex(0x964a8b), hex(0x9c9ca1), hex(0x7a21dd),
};

constexpr Palette projector{
    hex(0xffffff),
    hex(0xffffff, 0.92f),
    hex(0xcfd5df), hex(0x3f4655),
    hex(0x000000), hex(0x3b414d), hex(0x6b7485),
    hex(0x984800), hex(0x0b4fc4),
    hex(0x3b414d), hex(0x000000), hex(0x3f72c4),
    hex(0x7a5c00), hex(0x931a68),
    hex(0x6a26c4), hex(0xb80c2a),
    hex(0x000000), hex(0x2a5fa8),
    hex(0x005c26), hex(0x960f1a), hex(0x5f4100),
    hex(0x5790fc), hex(0xf89c20), hex(0xe42536), hex(0x964a8b), hex(0x9c9ca1), hex(0x7a21dd),
};

/// sRGB (IEC 61966-2-1) to linear light.
double linear(float channel) {
    const double c = channel;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Rgba c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}

Rgba color_of(Theme theme, Role role) {
    const auto i = static_cast<std::size_t>(role);
    switch (theme) {
    case Theme::dark: return dark[i];
    case Theme::light: return light[i];
    case Theme::projector: return projector[i];
    }
    return dark[i];
}

Rgba type_color_of(Theme theme, Role role) {
    constexpr double readable = 4.5;          // WCAG 2.1, 1.4.3
    constexpr int steps = 32;
    const float far = theme == Theme::dark ? 1 : 0;
    // A chip lets a little of the picture through: at worst of its brightest or darkest place.
    const Rgba own = color_of(theme, role), ground = color_of(theme, Role::background), chip = color_of(theme, Role::chip);
    const auto mixed = [](Rgba a, float b, float t) { return Rgba{a.r + (b - a.r) * t, a.g + (b - a.g) * t, a.b + (b - a.b) * t, 1}; };
    const Rgba worst = mixed(chip, far, 1 - chip.a);
    for (int i = 0; i < steps; ++i) {
        const Rgba color = mixed(own, far, static_cast<float>(i) / steps);
        if (contrast(color, ground) >= readable && contrast(color, worst) >= readable) return color;
    }
    return {far, far, far, 1};
}

double contrast(Rgba a, Rgba b) {
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

double outline_of(Theme theme) {
    switch (theme) {
    case Theme::dark: return 0;
    case Theme::light: return 1.5;
    case Theme::projector: return 2;
    }
    return 0;
}

double emphasis_of(Theme theme) { return theme == Theme::projector ? 1.5 : 1; }

double text_size_of(Theme theme) { return theme == Theme::projector ? 25 : 14; }

// The capitals (0.727 of the size in Inter) are 2.5 % of a window 720 px high, and grow with a higher one.
double scale_in(Theme theme, double height) { return theme == Theme::projector ? std::max(1.0, height / 720) : 1; }

}
