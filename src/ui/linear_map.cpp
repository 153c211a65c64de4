#include "ui/controls.hpp"
#include "ui/form.hpp"

#include <Eigen/LU>

namespace eigenscope::ui {
namespace {

/// One of the buttons under the matrix; they share the row.
bool move_button(const Kit& kit, const char* label, std::string_view help, int index, int count, const ImVec2& start, float whole) {
    const Skin& skin = kit.skin;
    const float gap = std::round(skin.px(4)), width = std::floor((whole - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
    ImGui::SetCursorScreenPos({start.x + static_cast<float>(index) * (width + gap), start.y});
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(width, std::round(skin.px(26)));
    const bool pressed = ImGui::InvisibleButton(label, size);
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemFocused();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(lo, {lo.x + size.x, lo.y + size.y}, hot ? skin.colors.selected : skin.colors.field, skin.px(6));
    const ImVec2 extent = text_size(skin, Type::small, label);
    put_text(list, skin, Type::small, {lo.x + (size.x - extent.x) / 2, lo.y + (size.y - extent.y) / 2}, hot ? skin.colors.brightest : skin.colors.soft, label);
    tip(skin, help);
    return pressed;
}

}

void edit_panel(const Kit& kit, LinearMapPanel& panel) {
    Form(kit, {.only = {"matrix"}}).members(panel);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float whole = std::max(1.f, ImGui::GetContentRegionAvail().x);
    const Mat2 A = panel.matrix;
    if (move_button(kit, "I", "The identity: nothing moves", 0, 4, start, whole)) panel.matrix = Mat2::Identity();
    if (move_button(kit, "Aᵀ", "The transpose", 1, 4, start, whole)) panel.matrix = A.transpose();
    if (move_button(kit, "A⁻¹", "The inverse, where there is one", 2, 4, start, whole)) {
        const Eigen::FullPivLU<Mat2> lu(A);
        if (lu.isInvertible()) panel.matrix = lu.inverse();
    }
    if (move_button(kit, "A²", "The same move twice", 3, 4, start, whole)) panel.matrix = A * A;
    space(kit.skin, 10);
    Form(kit, {.only = {"path"}}).members(panel);
    say(kit.skin, Type::small_strong, kit.skin.colors.muted, "Show");
    space(kit.skin, 4);
    Form(kit, {.skip = {"matrix", "path", "vector"}}).members(panel);
    if (!panel.drawing.empty() && move_button(kit, "Wipe the drawing", "Takes the drawn line away", 0, 1, ImGui::GetCursorScreenPos(), whole)) panel.drawing.clear();
    if (!panel.show_vector) return;
    space(kit.skin, 8);
    Form(kit, {.only = {"vector"}}).members(panel);
}

}
