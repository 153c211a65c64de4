#include "ui/controls.hpp"

#include "base/variant.hpp"
#include "ui/form.hpp"

#include <cmath>

namespace eigenscope::ui {
namespace {

/// Where the buttons stand; they share the row.
struct Row {
    ImVec2 start;
    float whole = 1;
    int count = 1;
};

/// Button `index` of the row. Disabled, it is greyed, is never pressed, and `help` is the reason.
bool row_button_at(const Kit& kit, const char* label, std::string_view help, const Row& row, int index, bool enabled = true) {
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

/// What one control makes of a panel.
struct Editor {
    const Kit& kit;
    const Panel& panel;

    std::optional<Panel> operator()(const Fields& fields) const {
        Panel next = panel;
        bool changed = false;
        next.edit([&](ValueRef value) { changed = Form(kit, fields).members(value); });
        return changed || !(next == panel) ? std::optional(panel.type().follow(panel, next)) : std::nullopt;
    }
    std::optional<Panel> operator()(const Number& one) const { return one.neutral ? acted(one) : computed(one); }
    std::optional<Panel> operator()(const Buttons& row) const {
        const Row place{ImGui::GetCursorScreenPos(), std::max(1.f, ImGui::GetContentRegionAvail().x), static_cast<int>(row.buttons.size())};
        std::optional<Panel> next;
        for (int i = 0; i < place.count; ++i) {
            const Buttons::Button& button = row.buttons[static_cast<std::size_t>(i)];
            if (row_button_at(kit, button.label.c_str(), button.help, place, i, button.result != nullptr)) next = *button.result;
        }
        return next;
    }
    std::optional<Panel> operator()(const Heading& heading) const {
        say(kit.skin, Type::small_strong, kit.skin.colors.muted, heading.text);
        return std::nullopt;
    }
    std::optional<Panel> operator()(const Sentence& sentence) const {
        say(kit.skin, Type::small, kit.skin.colors.muted, sentence.text);
        return std::nullopt;
    }
    std::optional<Panel> operator()(const Gap& gap) const {
        space(kit.skin, gap.units);
        return std::nullopt;
    }

private:
    std::optional<Panel> computed(const Number& one) const {
        double value = one.value;
        return number(kit, one.field, value) ? panel.type().set(panel, panel, one.field.key, value) : std::nullopt;
    }
    /// Always on the panel that the pull began with: back at the neutral number nothing has changed.
    std::optional<Panel> acted(const Number& one) const {
        std::optional<Acting>& now = kit.entry.acting;
        const bool mine = now && now->key == one.field.key;
        double amount = mine ? now->amount : *one.neutral;
        if (!number_line(kit, one.field, amount, *one.neutral)) return std::nullopt;
        if (!mine) now = Acting{{one.field.key, *one.neutral}, panel};
        std::optional<Panel> next = panel.type().set(panel, now->from, one.field.key, amount);
        if (next) now->amount = amount;
        return next;
    }
};

}

void edit_panel(const Kit& kit, Panel& panel) {
    if (!ImGui::IsAnyItemActive()) kit.entry.acting.reset();
    const auto offered = [&] { return panel.type().controls(panel, kit.entry.acting); };
    std::vector<Control> controls = offered();
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const std::optional<Panel> next = std::visit(Editor{kit, panel}, controls[i]);
        if (!next) continue;
        panel = *next;
        controls = offered();                 // what follows speaks of the new value
    }
}

}
