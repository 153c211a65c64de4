#include "ui/region.hpp"

#include "ui/icon.hpp"

#include <algorithm>

namespace eigenscope::ui {
namespace {

constexpr ImGuiWindowFlags fixed_window = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings;

/// What is cut off at the foot fades, with an arrow over it: there is more.
void draw_more_below(const Skin& skin, ImU32 ground) {
    const float hidden = ImGui::GetScrollMaxY() - ImGui::GetScrollY();
    // What is reached by keyboard comes into sight by itself, and may lie at the very foot.
    const bool by_keyboard = ImGui::IsWindowFocused() && (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
    if (!(hidden > skin.px(8)) || by_keyboard) return;
    const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float bottom = at.y + size.y, side = skin.px(10);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 clear = ground & ~IM_COL32_A_MASK;
    list.AddRectFilledMultiColor({at.x + side, bottom - skin.px(34)}, {at.x + size.x - side, bottom - skin.px(14)}, clear, clear, ground, ground);
    list.AddRectFilled({at.x + side, bottom - skin.px(14)}, {at.x + size.x - side, bottom}, ground);
    draw_icon(list, Icon::down, {at.x + size.x / 2, bottom - skin.px(9)}, skin.px(11), skin.colors.soft);
}

}

Region::Region(const Skin& skin, const char* name, const Pane& pane, const RegionStyle& style) : skin_(skin), ground_((style.color & IM_COL32_A_MASK) != 0 ? style.color : skin.colors.panel) {
    ImGui::SetNextWindowPos({static_cast<float>(pane.x), static_cast<float>(pane.y)});
    ImGui::SetNextWindowSize({static_cast<float>(std::max(1.0, pane.width)), static_cast<float>(std::max(1.0, pane.height))});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, style.color);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, skin.px(style.rounding));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, style.border ? 1.f : 0.f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(skin.px(style.padding_x), skin.px(style.padding_y)));
    ImGuiWindowFlags flags = fixed_window;
    if (!style.on_top) flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
    if (!style.scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::Begin(name, nullptr, flags);
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor();
}

Region::~Region() {
    draw_more_below(skin_, ground_);
    ImGui::End();
}

MoreOf::MoreOf(const char* name) { ImGui::Begin(name, nullptr, fixed_window); }
MoreOf::~MoreOf() { ImGui::End(); }

}
