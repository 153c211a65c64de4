#include "base/number.hpp"
#include "ui/controls.hpp"
#include "ui/form.hpp"

namespace eigenscope::ui {
namespace {

/// The description of one member of the panel.
Field field_of(std::string_view key) {
    Field found;
    LinearMapPanel panel;
    LinearMapPanel::describe(panel, [&](const Field& field, auto&) { found = field.key == key ? field : found; });
    return found;
}

/// Where the buttons under the matrix stand; they share the row.
struct Row {
    ImVec2 start;
    float whole = 1;
    int count = 1;
};

/// Button `index` of the row. Disabled, it is greyed, is never pressed, and `help` is the reason.
bool move_button(const Kit& kit, const char* label, std::string_view help, const Row& row, int index, bool enabled = true) {
    const Skin& skin = kit.skin;
    const float gap = std::round(skin.px(4)), width = std::floor((row.whole - gap * static_cast<float>(row.count - 1)) / static_cast<float>(row.count));
    ImGui::SetCursorScreenPos({row.start.x + static_cast<float>(index) * (width + gap), row.start.y});
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(width, std::round(skin.px(26)));
    const bool pressed = press_area(label, size) && enabled;
    const bool hot = enabled && (ImGui::IsItemHovered() || ImGui::IsItemFocused());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(lo, {lo.x + size.x, lo.y + size.y}, hot ? skin.colors.selected : skin.colors.field, skin.px(6));
    const ImVec2 extent = text_size(skin, Type::small, label);
    const ImU32 color = hot ? skin.colors.brightest : enabled ? skin.colors.soft : faded(skin.colors.soft, 0.4);
    put_text(list, skin, Type::small, {lo.x + (size.x - extent.x) / 2, lo.y + (size.y - extent.y) / 2}, color, label);
    tip(skin, help);
    return pressed;
}

/// The path, with the flow greyed where there is none.
void edit_path(const Kit& kit, LinearMapPanel& panel) {
    std::vector<std::string> labels, refusals;
    for (const Choice& choice : choices(MapPath{})) {
        refusals.push_back(way_to(panel.matrix, static_cast<MapPath>(labels.size())).refusal);
        labels.emplace_back(choice.label);
    }
    space(kit.skin, 6);
    heading(kit, field_of("path"));
    auto chosen = static_cast<std::size_t>(panel.path);
    if (segmented(kit, "path", labels, chosen, refusals)) panel.path = static_cast<MapPath>(chosen);
    space(kit.skin, 10);
}

}

std::vector<MatrixMove> matrix_moves(const Mat2& a) {
    const Field range = field_of("matrix");
    // A value beyond the range would be brought inside, and be another matrix.
    const auto kept = [&](MatrixMove move, const char* none) {
        if (!move.result) move.help = none;
        else if (!(move.result->maxCoeff() <= range.hi && move.result->minCoeff() >= range.lo)) {
            move.help = std::string(move.label) + " has an entry beyond ±" + significant(range.hi) + ", the largest that a matrix may have here.";
            move.result.reset();
        }
        return move;
    };
    return {{"I", "The identity: nothing moves", Mat2::Identity()},
            {"Aᵀ", "The transpose", Mat2(a.transpose())},
            kept({"A⁻¹", "The inverse: takes the move back", inverse(a)}, "A flattens the plane, if only up to rounding: nothing takes that back."),
            kept({"A²", "The same move twice", Mat2(a * a)}, "")};
}

void edit_panel(const Kit& kit, LinearMapPanel& panel) {
    Form(kit, {.only = {"matrix"}}).members(panel);
    const std::vector<MatrixMove> moves = matrix_moves(panel.matrix);
    const Row row{ImGui::GetCursorScreenPos(), std::max(1.f, ImGui::GetContentRegionAvail().x), static_cast<int>(moves.size())};
    for (int i = 0; i < row.count; ++i) {
        const MatrixMove& move = moves[static_cast<std::size_t>(i)];
        if (move_button(kit, move.label, move.help, row, i, move.result.has_value())) panel.matrix = *move.result;
    }
    space(kit.skin, 10);
    edit_path(kit, panel);
    say(kit.skin, Type::small_strong, kit.skin.colors.muted, "Show");
    space(kit.skin, 4);
    Form(kit, {.skip = {"matrix", "path", "vector"}}).members(panel);
    if (!panel.drawing.empty() && move_button(kit, "Wipe the drawing", "Takes the drawn line away", {ImGui::GetCursorScreenPos(), row.whole, 1}, 0)) panel.drawing.clear();
    if (!panel.show_vector) return;
    space(kit.skin, 8);
    Form(kit, {.only = {"vector"}}).members(panel);
}

}
