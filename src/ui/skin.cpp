#include "ui/skin.hpp"

#include <cmath>

namespace eigenscope::ui {
namespace {

constexpr ImU32 rgb(unsigned hex, double alpha = 1) {
    return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, static_cast<unsigned>(alpha * 255 + 0.5));
}

constexpr Colors dark = {
    .window = rgb(0x0f1117), .rail = rgb(0x11141c), .panel = rgb(0x141722), .field = rgb(0x1d2230), .field_line = rgb(0x2d3547),
    .hovered = rgb(0x1b2130), .selected = rgb(0x232a3a), .chosen = rgb(0x2c4a78), .track = rgb(0x2d3547), .filled = rgb(0x3f6db3),
    .separator = rgb(0x262c3b), .brightest = rgb(0xeceef4), .text = rgb(0xd5dae6), .soft = rgb(0xb4bccb), .muted = rgb(0x98a1b3),
    .link = rgb(0xffd866), .good = rgb(0x7ddc9a), .bad = rgb(0xff8f8f), .doubtful = rgb(0xb4bccb), .first = rgb(0xf89c20),
    .second = rgb(0x5aa2ff), .knob = rgb(0xffffff), .overlay = rgb(0x1a1f2c)};

constexpr Colors light = {
    .window = rgb(0xe9ebf0), .rail = rgb(0xf3f4f7), .panel = rgb(0xffffff), .field = rgb(0xf1f3f7), .field_line = rgb(0xcbd1dc),
    .hovered = rgb(0xe6e9f0), .selected = rgb(0xdde5f3), .chosen = rgb(0xc3d7f7), .track = rgb(0xd3d9e4), .filled = rgb(0x2f66bd),
    .separator = rgb(0xe0e4eb), .brightest = rgb(0x12161f), .text = rgb(0x252b38), .soft = rgb(0x3d4658), .muted = rgb(0x5b6577),
    .link = rgb(0x8a5a00), .good = rgb(0x127036), .bad = rgb(0xb3261e), .doubtful = rgb(0x5b6577), .first = rgb(0x945000),
    .second = rgb(0x1a5fd0), .knob = rgb(0x2f66bd), .overlay = rgb(0xffffff)};

// A lit room lifts black and washes out everything between: only strong contrasts are left.
constexpr Colors projector = {
    .window = rgb(0xe6e8ec), .rail = rgb(0xf5f6f8), .panel = rgb(0xffffff), .field = rgb(0xf2f4f7), .field_line = rgb(0x9aa3b2),
    .hovered = rgb(0xe2e6ee), .selected = rgb(0xd2deF3), .chosen = rgb(0xaecbf7), .track = rgb(0xb9c2d0), .filled = rgb(0x0d4ea6),
    .separator = rgb(0xc6ccd6), .brightest = rgb(0x000000), .text = rgb(0x0b0e14), .soft = rgb(0x1c2330), .muted = rgb(0x333c4d),
    .link = rgb(0x6e4500), .good = rgb(0x0a5c2a), .bad = rgb(0x96140d), .doubtful = rgb(0x333c4d), .first = rgb(0x8a4a00),
    .second = rgb(0x0b47a8), .knob = rgb(0x0d4ea6), .overlay = rgb(0xffffff)};

void dress_colors(const Colors& c, ImVec4* colors) {
    const auto set = [&](ImGuiCol index, ImU32 color) { colors[index] = ImGui::ColorConvertU32ToFloat4(color); };
    for (const ImGuiCol i : {ImGuiCol_WindowBg, ImGuiCol_MenuBarBg, ImGuiCol_TitleBg, ImGuiCol_TitleBgActive}) set(i, c.panel);
    for (const ImGuiCol i : {ImGuiCol_ChildBg, ImGuiCol_ScrollbarBg, ImGuiCol_BorderShadow, ImGuiCol_ModalWindowDimBg}) set(i, 0);
    for (const ImGuiCol i : {ImGuiCol_PopupBg}) set(i, c.overlay);
    for (const ImGuiCol i : {ImGuiCol_Border}) set(i, c.field_line);
    for (const ImGuiCol i : {ImGuiCol_FrameBg, ImGuiCol_Button}) set(i, c.field);
    for (const ImGuiCol i : {ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered}) set(i, c.selected);
    for (const ImGuiCol i : {ImGuiCol_FrameBgActive, ImGuiCol_ButtonActive, ImGuiCol_Header, ImGuiCol_HeaderActive}) set(i, c.chosen);
    for (const ImGuiCol i : {ImGuiCol_ScrollbarGrab, ImGuiCol_ResizeGrip}) set(i, c.track);
    for (const ImGuiCol i : {ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive}) set(i, c.muted);
    set(ImGuiCol_Text, c.text);
    set(ImGuiCol_TextDisabled, c.muted);
    set(ImGuiCol_TextSelectedBg, c.chosen);
    set(ImGuiCol_Separator, c.separator);
    set(ImGuiCol_NavHighlight, 0);            // we draw the ring ourselves, and everywhere
}

}

Colors colors_of(Theme theme) {
    switch (theme) {
    case Theme::dark: return dark;
    case Theme::light: return light;
    case Theme::projector: return projector;
    }
    return dark;
}

ImU32 faded(ImU32 color, double opacity) {
    const double alpha = static_cast<double>((color >> IM_COL32_A_SHIFT) & 255) * opacity;
    return (color & ~IM_COL32_A_MASK) | (static_cast<ImU32>(std::lround(alpha)) << IM_COL32_A_SHIFT);
}

Rgba rgba_of(ImU32 color) {
    const ImVec4 c = ImGui::ColorConvertU32ToFloat4(color);
    return {c.x, c.y, c.z, c.w};
}

void dress(const Skin& skin) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    dress_colors(skin.colors, style.Colors);
    style.WindowPadding = style.ItemSpacing = {0, 0};
    style.FramePadding = {skin.px(8), skin.px(6)};
    style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
    style.PopupBorderSize = 1;
    style.WindowRounding = style.ChildRounding = style.PopupRounding = skin.px(10);
    style.FrameRounding = skin.px(6);
    style.ScrollbarSize = skin.px(8);
    style.ScrollbarRounding = skin.px(4);
    style.WindowMinSize = {1, 1};
    style.MouseCursorScale = 1;
    style.CircleTessellationMaxError = 0.2f;
}

}
