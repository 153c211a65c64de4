#include "ui/inspector.hpp"

#include "ui/controls.hpp"
#include "ui/facts_card.hpp"
#include "ui/form.hpp"
#include "ui/region.hpp"

namespace eigenscope::ui {
namespace {

template <class P>
concept HasControls = requires(const Kit& kit, P& panel) { edit_panel(kit, panel); };

void edit(const Kit& kit, Panel& panel) {
    std::visit([&]<class P>(P& p) {
        if constexpr (HasControls<P>) edit_panel(kit, p);
        else Form(kit).members(p);
    }, panel);
}

std::size_t linked_with(const Document& document, std::size_t tile) {
    std::size_t count = 0;
    for (const Tile& other : document.tiles) count += other.linked ? 1 : 0;
    return document.tiles[tile].linked ? count : 0;
}

void draw_head(const Stage& stage, const Pane& pane, std::size_t tile) {
    const Skin& skin = stage.skin;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 lo(static_cast<float>(pane.x) + skin.px(20), static_cast<float>(pane.y) - ImGui::GetScrollY());
    const std::size_t linked = linked_with(stage.shown, tile);
    const std::string said = linked > 1 ? "linked ×" + std::to_string(linked) : "";
    const ImVec2 extent = text_size(skin, Type::small, said);
    const float right = static_cast<float>(pane.x + pane.width) - skin.px(20);
    const std::string title = fitted(skin, Type::title, label_of(stage.shown.tiles[tile].panel), right - extent.x - skin.px(10) - lo.x);
    put_text(list, skin, Type::title, {lo.x, lo.y + skin.px(26) - skin.fonts[Type::title].size / 2}, skin.colors.brightest, title);
    if (!said.empty()) put_text(list, skin, Type::small, {right - extent.x, lo.y + skin.px(26) - extent.y / 2}, skin.colors.link, said);
    ImGui::Dummy({1, skin.px(54)});
}

}

void draw_inspector(const Stage& stage, const Pane& pane) {
    if (!(pane.width > 0)) return;
    const Skin& skin = stage.skin;
    const std::size_t tile = stage.focus();
    if (stage.session.zone == Zone::inspector && stage.session.zone_fresh) ImGui::SetNextWindowFocus();
    const Region region(skin, "inspector", pane, {.color = skin.colors.panel, .padding_x = 20});
    draw_head(stage, pane, tile);
    ImGui::PushID(static_cast<int>(tile));
    ImGui::PushID(label_of(stage.shown.tiles[tile].panel).data());
    edit(stage.kit, stage.next.tiles[tile].panel);
    ImGui::PopID();
    ImGui::PopID();
    space(skin, 10);
}

void draw_inspector_facts(const Skin& skin, Session& session, const Document& document, const Pane& pane) {
    if (!(pane.width > 0)) return;
    const MoreOf region("inspector");
    draw_facts(skin, session, session.view(static_cast<std::size_t>(document.focus)).facts);
}

}
