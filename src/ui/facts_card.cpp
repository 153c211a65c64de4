#include "ui/facts_card.hpp"

#include "base/number.hpp"

#include <cmath>

namespace eigenscope::ui {
namespace {

ImU32 color_of(const Colors& colors, Verdict verdict) {
    switch (verdict) {
    case Verdict::yes: return colors.good;
    case Verdict::no: return colors.bad;
    case Verdict::cannot_tell:
    case Verdict::none: return colors.doubtful;
    }
    return colors.doubtful;
}

/// Yes is a disc, no a cross, cannot tell a ring: colour never speaks alone.
void draw_verdict(ImDrawList& list, const Skin& skin, Verdict verdict, ImVec2 center) {
    const ImU32 color = color_of(skin.colors, verdict);
    const float arm = skin.px(3.2);
    switch (verdict) {
    case Verdict::yes: list.AddCircleFilled(center, skin.px(4), color); break;
    case Verdict::no:
        list.AddLine({center.x - arm, center.y - arm}, {center.x + arm, center.y + arm}, color, skin.px(2));
        list.AddLine({center.x - arm, center.y + arm}, {center.x + arm, center.y - arm}, color, skin.px(2));
        break;
    case Verdict::cannot_tell:
    case Verdict::none: list.AddCircle(center, skin.px(3.5), color, 0, skin.px(1.5)); break;
    }
}

}

std::string residual_in(const Skin& skin, const Fact& fact, float room) {
    const std::string& all = fact.residual.empty() ? fact.value : fact.residual;
    const std::size_t sign = all.rfind(" = ");
    std::vector<std::string> shorter = {all};
    if (sign != all.npos) shorter.push_back(all.substr(sign + 3));
    const bool is_number = sign != all.npos && std::isfinite(fact.residual_number);
    for (const int digits : {2, 1})
        if (is_number) shorter.push_back(with_minus(significant(fact.residual_number, digits)));
    for (const std::string& text : shorter)
        if (text_size(skin, Type::small, text).x <= room) return text;
    // The beginning of a number is another number.
    return is_number ? std::string() : fitted(skin, Type::small, shorter.back(), std::max(0.f, room));
}

namespace {

struct Row {
    ImVec2 lo, hi;
    float middle(const Skin& skin, Type type) const { return (lo.y + hi.y) / 2 - skin.fonts[type].size / 2; }
};

/// A name is set smaller before it is cut.
Type type_of_name(const Skin& skin, const Fact& fact, float room) { return text_size(skin, Type::body, fact.label).x <= room ? Type::body : Type::small; }

void put_name(const Skin& skin, const Fact& fact, const Row& row, float room) {
    const Type type = type_of_name(skin, fact, room);
    put_text(*ImGui::GetWindowDrawList(), skin, type, {row.lo.x, row.middle(skin, type)}, skin.colors.text, fitted(skin, type, fact.label, room));
}

void draw_claim(const Skin& skin, const Fact& fact, const Row& row) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string_view said = spoken(fact.verdict);
    const float verdict_width = text_size(skin, Type::small_strong, said).x, width = row.hi.x - row.lo.x;
    const float label_width = text_size(skin, type_of_name(skin, fact, width - verdict_width - skin.px(34)), fact.label).x;
    // The verdicts stand in one column when the labels leave room for it.
    const float verdict_at = row.lo.x + std::max(width * 0.5f, std::min(label_width + skin.px(24), width - verdict_width - skin.px(14)));
    put_name(skin, fact, row, verdict_at - row.lo.x - skin.px(10));
    draw_verdict(list, skin, fact.verdict, {verdict_at, (row.lo.y + row.hi.y) / 2});
    put_text(list, skin, Type::small_strong, {verdict_at + skin.px(10), row.middle(skin, Type::small_strong)}, color_of(skin.colors, fact.verdict), said);
    const std::string rest = residual_in(skin, fact, row.hi.x - (verdict_at + skin.px(18) + verdict_width));
    const float extent = text_size(skin, Type::small, rest).x;
    put_text(list, skin, Type::small, {row.hi.x - extent, row.middle(skin, Type::small)}, skin.colors.muted, rest);
}

void draw_number(const Skin& skin, const Fact& fact, const Row& row) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = row.hi.x - row.lo.x;
    const std::string value = fitted(skin, Type::strong, fact.value, width * 0.7f);
    const float extent = text_size(skin, Type::strong, value).x;
    put_name(skin, fact, row, width - extent - skin.px(12));
    put_text(list, skin, Type::strong, {row.hi.x - extent, row.middle(skin, Type::strong)}, skin.colors.brightest, value);
}

/// What the verdict rests on, as the card says it but with all digits.
std::string rest_in_full(const Fact& fact) {
    const std::string& all = fact.residual.empty() ? fact.value : fact.residual;
    const std::size_t sign = all.rfind(" = ");
    if (sign != all.npos && std::isfinite(fact.residual_number)) return all.substr(0, sign + 3) + shortest(fact.residual_number);
    return all;
}

}

std::vector<std::string> shared_heads(std::span<const Fact> facts) {
    std::vector<std::string> heads;
    for (const Fact& fact : facts) {
        const std::size_t sign = fact.label.rfind(": ");
        heads.push_back(sign == std::string::npos ? "" : fact.label.substr(0, sign));
    }
    // What only one says is part of its name.
    std::vector<std::string> shared = heads;
    for (std::size_t i = 0; i < heads.size(); ++i)
        if ((i == 0 || heads[i - 1] != heads[i]) && (i + 1 == heads.size() || heads[i + 1] != heads[i])) shared[i].clear();
    return shared;
}

std::string hover_text(const Fact& fact) {
    std::string text = fact.label;
    if (!fact.full.empty()) text += ": " + fact.full;
    else if (std::isfinite(fact.number)) text += " = " + shortest(fact.number);
    else if (!fact.value.empty()) text += ": " + fact.value;
    if (fact.verdict != Verdict::none) text += ": " + std::string(spoken(fact.verdict));
    if (!fact.residual.empty()) text += "\n" + fact.residual;
    if (std::isfinite(fact.residual_number) && fact.residual_number != 0) text += "\n(" + shortest(fact.residual_number) + ")";
    if (!fact.how.empty()) text += "\n" + fact.how;
    return text;
}

std::string clipboard_text(const Fact& fact) {
    if (fact.verdict != Verdict::none) {
        const std::string rest = rest_in_full(fact);
        return std::string(spoken(fact.verdict)) + (rest.empty() ? "" : ", " + rest);
    }
    if (!fact.full.empty()) return fact.full;
    return std::isfinite(fact.number) ? shortest(fact.number) : fact.value;
}

void copy_text(Session& session, const std::string& text) {
    ImGui::SetClipboardText(text.c_str());
    session.tell("Copied " + text.substr(0, text.find('\n')));
}

void draw_facts(const Skin& skin, Session& session, std::span<const Fact> facts) {
    if (facts.empty()) return;
    separator(skin);
    space(skin, 12);
    say(skin, Type::strong, skin.colors.brightest, "What is true now");
    space(skin, 6);
    bool claims = facts.front().verdict != Verdict::none;
    const std::vector<std::string> heads = shared_heads(facts);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        Fact under_head = fact;
        if (!heads[i].empty()) under_head.label.erase(0, heads[i].size() + 2);
        if (!heads[i].empty() && (i == 0 || heads[i - 1] != heads[i])) {
            space(skin, 6);
            say(skin, Type::small_strong, skin.colors.muted, heads[i]);
            space(skin, 2);
        }
        if (claims != (fact.verdict != Verdict::none)) space(skin, 6), claims = !claims;
        const ImVec2 lo = ImGui::GetCursorScreenPos();
        const Row row{lo, {lo.x + ImGui::GetContentRegionAvail().x, lo.y + std::round(skin.px(claims ? 27 : 25))}};
        ImGui::PushID(static_cast<int>(i));
        const float beside = skin.px(4);
        ImGui::SetCursorScreenPos({row.lo.x - beside, row.lo.y});
        const bool pressed = press_area("fact", {std::max(1.f, row.hi.x - row.lo.x + 2 * beside), row.hi.y - row.lo.y});
        if (pressed || (ImGui::IsItemHovered() && session.entry.take_copy())) copy_text(session, clipboard_text(fact));
        if (focused_by_keyboard()) session.entry.offered = clipboard_text(fact);
        ImGui::PopID();
        if (ImGui::IsItemHovered()) {
            ImGui::GetWindowDrawList()->AddRectFilled({row.lo.x - skin.px(6), row.lo.y}, {row.hi.x + skin.px(6), row.hi.y}, skin.colors.hovered, skin.px(5));
            tip_beside(skin, hover_text(fact), row.lo, row.hi);
        }
        if (claims) draw_claim(skin, under_head, row);
        else draw_number(skin, under_head, row);
    }
    space(skin, 12);
}

}
