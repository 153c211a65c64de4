#pragma once
#include "scene/theme.hpp"
#include "ui/imgui_version.hpp"

namespace eigenscope::ui {

/// The colours of everything that is not a picture.
struct Colors {
    ImU32 window, rail, panel, field, field_line, hovered, selected, chosen, track, filled, separator, brightest, text, soft, muted, link, good,
        bad, doubtful, first, second, knob, overlay;
};
Colors colors_of(Theme theme);
/// The interface's colour for a role of the pictures.
ImU32 faded(ImU32 color, double opacity);
Rgba rgba_of(ImU32 color);

/// How the interface looks now.
struct Skin {
    Theme theme = Theme::dark;
    double scale = 1;                         ///< pixels per unit of the design
    double picture_scale = 1;                 ///< the same inside pictures, whose themes have text sizes of their own
    Colors colors = colors_of(Theme::dark);
    Fonts fonts;
    bool pointed = false;                     ///< the pointer was moved since the start, or the last press or key: until then it explains nothing

    float px(double units) const { return static_cast<float>(units * scale); }
};

/// Dear ImGui's own widgets (text fields, scroll bars, tooltips) in these colours and sizes.
void dress(const Skin& skin);

}
