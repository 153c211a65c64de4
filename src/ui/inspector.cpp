#include "ui/inspector.hpp"

#include "document/links.hpp"
#include "ui/controls.hpp"
#include "ui/facts_card.hpp"
#include "ui/region.hpp"

namespace eigenscope::ui {
namespace {

void draw_head(const Stage& stage, const Pane& pane, std::size_t tile) {
    const Skin& skin = stage.skin;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 lo(static_cast<float>(pane.x) + skin.px(20), static_cast<float>(pane.y) - ImGui::GetScrollY());
    const std::size_t linked = linked_with(stage.shown, tile);
    const std::string said = linked > 0 ? "linked ×" + std::to_string(linked) : "";
    const ImVec2 extent = text_size(skin, Type::small, said);
    const float right = static_cast<float>(pane.x + pane.width) - skin.px(20);
    const std::string title = fitted(skin, Type::title, stage.shown.tiles[tile].panel.type().label, right - extent.x - skin.px(10) - lo.x);
    put_text(list, skin, Type::title, {lo.x, lo.y + skin.px(26) - skin.fonts[Type::title].size / 2}, skin.colors.brightest, title);
    if (!said.empty()) put_text(list, skin, Type::small, {right - extent.x, lo.y + skin.px(26) - extent.y / 2}, skin.colors.link, said);
    ImGui::Dummy({1, skin.px(54)});
}

/// The card has a place of its own: where both do not fit, what is true now stays in sight and either half scrolls.
struct Halves {
    Pane form, facts;
};

Halves halves_of(const Session& session, const Pane& pane) {
    constexpr double least_share = 0.45;
    double facts = session.facts_height;
    if (session.form_height + facts > pane.height) facts = std::max(std::min(facts, least_share * pane.height), pane.height - session.form_height);
    facts = std::clamp(facts, 0.0, pane.height);
    const double form = session.form_height + facts > pane.height ? pane.height - facts : session.form_height;
    return {{pane.x, pane.y, pane.width, facts > 0 ? form : pane.height}, {pane.x, pane.y + form, pane.width, pane.height - form}};
}

}

void draw_inspector(const Stage& stage, const Pane& pane) {
    if (!(pane.width > 0)) return;
    const Skin& skin = stage.skin;
    Session& session = stage.session;
    const std::size_t tile = stage.focus();
    ImGui::GetBackgroundDrawList()->AddRectFilled({static_cast<float>(pane.x), static_cast<float>(pane.y)},
                                                  {static_cast<float>(pane.x + pane.width), static_cast<float>(pane.y + pane.height)}, skin.colors.panel, skin.px(10));
    if (session.zone == Zone::inspector && session.zone_fresh) ImGui::SetNextWindowFocus();
    const Region region(skin, "inspector", halves_of(session, pane).form, {.color = 0, .padding_x = 20});
    if (session.zone == Zone::inspector && session.zone_fresh) give_keyboard_to_first();
    const auto now = std::pair(tile, &stage.shown.tiles[tile].panel.type());
    if (session.inspected != now) ImGui::SetScrollY(0);
    session.inspected = now;
    draw_head(stage, pane, tile);
    ImGui::PushID(static_cast<int>(tile));
    ImGui::PushID(stage.shown.tiles[tile].panel.type().label.data());
    edit_panel(stage.kit, stage.next.tiles[tile].panel);
    ImGui::PopID();
    ImGui::PopID();
    space(skin, 10);
    session.form_height = static_cast<double>(ImGui::GetCursorPosY());
}

void draw_inspector_facts(const Skin& skin, Session& session, const Document& document, const Pane& pane) {
    if (!(pane.width > 0)) return;
    const bool wanted = session.zone == Zone::facts && session.zone_fresh;
    if (wanted) ImGui::SetNextWindowFocus();
    const Region region(skin, "facts", halves_of(session, pane).facts, {.color = 0, .padding_x = 20});
    if (wanted) give_keyboard_to_first();
    draw_facts(skin, session, session.view(static_cast<std::size_t>(document.focus)).facts);
    session.facts_height = static_cast<double>(ImGui::GetCursorPosY());
}

}
