#include "ui/region.hpp"

#include <algorithm>

namespace eigenscope::ui {
namespace {

constexpr ImGuiWindowFlags fixed_window = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings;

}

Region::Region(const Skin& skin, const char* name, const Pane& pane, const RegionStyle& style) {
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

Region::~Region() { ImGui::End(); }

MoreOf::MoreOf(const char* name) { ImGui::Begin(name, nullptr, fixed_window); }
MoreOf::~MoreOf() { ImGui::End(); }

}
