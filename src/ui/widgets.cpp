#include "ui/widgets.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

namespace eigenscope::ui {
namespace {

ImDrawList& draw_list() { return *ImGui::GetWindowDrawList(); }

ImVec2 centered(const Skin& skin, Type type, std::string_view text, ImVec2 lo, ImVec2 size) {
    const ImVec2 extent = text_size(skin, type, text);
    return {std::round(lo.x + (size.x - extent.x) / 2), std::round(lo.y + (size.y - extent.y) / 2)};
}

/// The start of the byte sequence before `end`, so that no character is cut in two.
std::size_t previous_character(std::string_view text, std::size_t end) {
    do --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
    return end;
}

}

void put_text(ImDrawList& list, const Skin& skin, Type type, ImVec2 at, ImU32 color, std::string_view text) {
    const Face& face = skin.fonts[type];
    list.AddText(face.font, face.size, {std::round(at.x), std::round(at.y)}, color, text.data(), text.data() + text.size());
}

ImVec2 text_size(const Skin& skin, Type type, std::string_view text, float wrap) {
    if (wrap > 0) return text_size(skin, type, wrapped(skin, type, text, wrap));
    return measure(skin.fonts[type], text.data(), text.data() + text.size());
}

namespace {

/// The bytes of `word` that fit; at least one character.
std::size_t bytes_that_fit(const Skin& skin, Type type, std::string_view word, float width) {
    std::size_t end = word.size();
    while (previous_character(word, end) > 0 && text_size(skin, type, word.substr(0, end)).x > width) end = previous_character(word, end);
    return end;
}

void wrap_line(const Skin& skin, Type type, std::string_view line, float width, std::string& out) {
    const std::size_t start = out.size();
    std::size_t line_start = start;
    const auto fits = [&](std::string_view more) { return text_size(skin, type, out.substr(line_start) + std::string(more)).x <= width; };
    const auto break_line = [&] { out += '\n', line_start = out.size(); };
    while (!line.empty()) {
        std::size_t end = std::min(line.find(' ', line.find_first_not_of(' ')), line.size());
        if (line.find_first_not_of(' ') == line.npos) return;      // nothing but spaces at the end
        if (line_start < out.size() && !fits(line.substr(0, end))) {
            break_line();
            line.remove_prefix(line.find_first_not_of(' '));
            continue;
        }
        // A word longer than the line, such as a path, is broken where the line ends.
        if (line_start == out.size() && !fits(line.substr(0, end))) end = bytes_that_fit(skin, type, line.substr(0, end), width);
        out += line.substr(0, end);
        line.remove_prefix(end);
        if (!line.empty() && line.front() != ' ') break_line();
    }
}

}

std::string wrapped(const Skin& skin, Type type, std::string_view text, float width) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        wrap_line(skin, type, text.substr(at, end - at), width, out);
        if (end < text.size()) out += '\n';
        at = end + 1;
    }
    return out;
}

std::string fitted(const Skin& skin, Type type, std::string_view text, float width) {
    if (text_size(skin, type, text).x <= width) return std::string(text);
    for (std::size_t end = text.size(); end > 0;) {
        end = previous_character(text, end);
        std::string cut = std::string(text.substr(0, end)) + "…";
        if (text_size(skin, type, cut).x <= width) return cut;
    }
    return {};
}

void say(const Skin& skin, Type type, ImU32 color, std::string_view text) {
    const float width = width_left();
    const std::string lines = wrapped(skin, type, text, width);
    const ImVec2 size = text_size(skin, type, lines);
    put_text(draw_list(), skin, type, ImGui::GetCursorScreenPos(), color, lines);
    ImGui::Dummy({std::min(size.x, width), size.y});
}

float width_left() { return std::max(1.f, ImGui::GetContentRegionAvail().x); }

void space(const Skin& skin, double units) { ImGui::Dummy({1, std::round(skin.px(units))}); }

void separator(const Skin& skin) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = width_left();
    draw_list().AddRectFilled(at, {at.x + width, at.y + std::max(1.f, std::round(skin.px(1)))}, skin.colors.separator);
    ImGui::Dummy({width, std::max(1.f, std::round(skin.px(1)))});
}

namespace {

/// Where a tooltip stands beside a column of controls at an edge of the window, so that what comes next in the column stays in sight.
/// Nothing where this is no such column, or beside it is no room.
std::optional<ImVec2> beside_column(const Skin& skin, ImVec2 item, ImVec2 size) {
    const ImVec2 display = ImGui::GetIO().DisplaySize, at = ImGui::GetWindowPos(), extent = ImGui::GetWindowSize();
    const float gap = skin.px(5), edge = skin.px(24), end = at.x + extent.x, widest = 0.4f * display.x;
    const float y = std::clamp(item.y, 0.f, std::max(0.f, display.y - size.y));
    if (extent.x > widest) return std::nullopt;
    if (at.x <= edge && end + gap + size.x <= display.x) return ImVec2(end + gap, y);
    if (end + edge >= display.x && at.x - gap - size.x >= 0) return ImVec2(at.x - gap - size.x, y);
    return std::nullopt;
}

void put_tip(const Skin& skin, std::string_view text, ImVec2 lo, ImVec2 hi, Type type, bool of_item) {
    if (!skin.pointed) return;
    const float larger = skin.fonts[type].size / skin.fonts[Type::small].size;
    const ImVec2 padding(skin.px(10) * larger, skin.px(8) * larger), display = ImGui::GetIO().DisplaySize;
    const std::string lines = wrapped(skin, type, text, std::min(skin.px(320) * larger, std::max(1.f, display.x - 2 * padding.x)));
    const ImVec2 extent = text_size(skin, type, lines), size(std::ceil(extent.x + 2 * padding.x) + 1, std::ceil(extent.y + 2 * padding.y) + 1);
    const float gap = skin.px(5), below = hi.y + gap, above = lo.y - gap - size.y;
    // On a wide thing it stands near the pointer.
    const float left = std::clamp(ImGui::GetIO().MousePos.x - skin.px(12), lo.x, std::max(lo.x, hi.x - skin.px(24)));
    const ImVec2 under(std::max(0.f, std::floor(std::min(left, display.x - size.x))), below + size.y <= display.y || above < 0 ? below : above);
    ImGui::SetNextWindowPos(of_item ? beside_column(skin, lo, size).value_or(under) : under);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, skin.px(6));
    ImGui::BeginTooltip();
    push_face(skin.fonts[type]);
    ImGui::TextUnformatted(lines.data(), lines.data() + lines.size());
    pop_face();
    ImGui::EndTooltip();
    ImGui::PopStyleVar(2);
}

}

void tip_beside(const Skin& skin, std::string_view text, ImVec2 lo, ImVec2 hi, Type type) { put_tip(skin, text, lo, hi, type, true); }

void tip_now(const Skin& skin, std::string_view text, Type type) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    const float around = skin.px(14) * skin.fonts[type].size / skin.fonts[Type::small].size;
    put_tip(skin, text, {at.x - around, at.y - around}, {at.x + around, at.y + around}, type, false);
}

void tip(const Skin& skin, std::string_view text) {
    if (!text.empty() && ImGui::IsItemHovered() && !ImGui::IsItemActive()) tip_beside(skin, text, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
}

void draw_focus_ring(const Skin& skin) {
    const auto item = item_with_keyboard();
    if (!item) return;
    const float width = skin.px(1.5), half = width / 2, room = 2;
    const ImVec2 from(std::max(item->lo.x - room, item->clip_lo.x + half), std::max(item->lo.y - room, item->clip_lo.y + half));
    const ImVec2 to(std::min(item->hi.x + room, item->clip_hi.x - half), std::min(item->hi.y + room, item->clip_hi.y - half));
    if (from.x < to.x && from.y < to.y) item->list->AddRect(from, to, skin.colors.link, skin.px(6), 0, width);
}

bool press_area(const char* id, ImVec2 size, ImGuiButtonFlags flags) {
    return ImGui::InvisibleButton(id, {std::max(1.f, size.x), std::max(1.f, size.y)}, flags);
}

bool icon_button(const Kit& kit, const char* id, Icon icon, double size, std::string_view help, bool enabled, bool lit) {
    const Skin& skin = kit.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float side = std::round(skin.px(size));
    const bool pressed = press_area(id, {side, side}) && enabled;
    const bool hovered = ImGui::IsItemHovered() && enabled;
    const ImVec2 hi(lo.x + side, lo.y + side);
    if (hovered || ImGui::IsItemActive()) draw_list().AddRectFilled(lo, hi, skin.colors.selected, skin.px(6));
    const ImU32 color = lit ? skin.colors.link : hovered ? skin.colors.brightest : skin.colors.muted;
    draw_icon(draw_list(), icon, {lo.x + side / 2, lo.y + side / 2}, side * 0.5f, enabled ? color : faded(color, 0.35));
    tip(skin, help);
    return pressed;
}

float text_button_width(const Skin& skin, std::string_view label, bool strong) {
    return text_size(skin, strong ? Type::strong : Type::body, label).x + skin.px(24);
}

bool text_button(const Kit& kit, std::string_view label, bool strong) {
    const Skin& skin = kit.skin;
    const Type type = strong ? Type::strong : Type::body;
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(text_button_width(skin, label, strong), std::round(skin.px(30)));
    const bool pressed = press_area(std::string(label).c_str(), size);
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    const ImVec2 hi(lo.x + size.x, lo.y + size.y);
    draw_list().AddRectFilled(lo, hi, strong ? skin.colors.chosen : hot ? skin.colors.selected : skin.colors.field, skin.px(6));
    if (hot) draw_list().AddRect(lo, hi, skin.colors.filled, skin.px(6));
    put_text(draw_list(), skin, type, centered(skin, type, label, lo, size), skin.colors.brightest, label);
    return pressed;
}

bool row_button(const Kit& kit, const char* id, std::string_view label, Type type, ImU32 color, bool chosen, double height, double indent, double free) {
    const Skin& skin = kit.skin;
    const float whole = width_left();
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(std::max(1.f, whole - skin.px(free)), std::round(skin.px(height)));
    const bool pressed = press_area(id, size);
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    const ImVec2 hi(lo.x + whole, lo.y + size.y);
    if (chosen || hot) draw_list().AddRectFilled(lo, hi, chosen ? skin.colors.selected : skin.colors.hovered, skin.px(6));
    const std::string shown = fitted(skin, type, label, size.x - skin.px(indent + 8));
    const float y = lo.y + (size.y - text_size(skin, type, shown).y) / 2;
    put_text(draw_list(), skin, type, {lo.x + skin.px(indent), y}, hot ? skin.colors.brightest : color, shown);
    if (shown.size() != label.size()) tip(skin, label);
    return pressed;
}

bool checkbox(const Kit& kit, std::string_view label, bool& value, std::string_view help) {
    const Skin& skin = kit.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(width_left(), std::round(skin.px(27)));
    const bool pressed = press_area(std::string(label).c_str(), size);
    if (pressed) value = !value;
    const float side = std::round(skin.px(16)), top = std::round(lo.y + (size.y - side) / 2);
    const ImVec2 box(lo.x, top), corner(lo.x + side, top + side);
    draw_list().AddRectFilled(box, corner, value ? skin.colors.chosen : skin.colors.field, skin.px(4));
    draw_list().AddRect(box, corner, ImGui::IsItemHovered() ? skin.colors.filled : skin.colors.field_line, skin.px(4));
    if (value) draw_icon(draw_list(), Icon::check, {box.x + side / 2, box.y + side / 2}, side * 0.72f, skin.colors.brightest);
    const std::string shown = fitted(skin, Type::body, label, size.x - skin.px(26));
    put_text(draw_list(), skin, Type::body, {lo.x + skin.px(26), lo.y + (size.y - text_size(skin, Type::body, shown).y) / 2}, skin.colors.text, shown);
    tip(skin, help);
    return pressed;
}

bool segmented(const Kit& kit, const char* id, std::span<const std::string> labels, std::size_t& chosen, std::span<const std::string> refusals) {
    const Skin& skin = kit.skin;
    const float gap = std::round(skin.px(4)), whole = width_left(), height = std::round(skin.px(30));
    float widest = 1;
    for (const auto& label : labels) widest = std::max(widest, text_size(skin, Type::small_strong, label).x + skin.px(12));
    const auto fit = static_cast<std::size_t>(std::clamp((whole + gap) / (widest + gap), 1.f, static_cast<float>(labels.size())));
    const std::size_t rows = (labels.size() + fit - 1) / fit, columns = (labels.size() + rows - 1) / rows;
    const float width = (whole - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    bool changed = false;
    ImGui::PushID(id);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const ImVec2 lo(std::round(start.x + static_cast<float>(i % columns) * (width + gap)), start.y + static_cast<float>(i / columns) * (height + gap));
        const ImVec2 size(std::floor(width), height), hi(lo.x + size.x, lo.y + size.y);
        ImGui::SetCursorScreenPos(lo);
        ImGui::PushID(static_cast<int>(i));
        const std::string_view refusal = i < refusals.size() ? std::string_view(refusals[i]) : std::string_view();
        if (press_area("choice", size) && refusal.empty() && chosen != i) chosen = i, changed = true;
        ImGui::PopID();
        const bool on = chosen == i, hot = ImGui::IsItemHovered() && refusal.empty();
        draw_list().AddRectFilled(lo, hi, on ? skin.colors.chosen : hot ? skin.colors.selected : skin.colors.field, skin.px(6));
        const Type type = on ? Type::small_strong : Type::small;
        const std::string shown = fitted(skin, type, labels[i], size.x - skin.px(4));
        const ImU32 color = on ? skin.colors.brightest : skin.colors.soft;
        put_text(draw_list(), skin, type, centered(skin, type, shown, lo, size), refusal.empty() ? color : faded(color, 0.4), shown);
        tip(skin, refusal);
    }
    ImGui::PopID();
    return changed;
}

namespace {

/// The next line after the lit one, round and round, that begins with this letter.
std::size_t beginning_with(std::span<const std::string> labels, std::size_t lit, int letter) {
    for (std::size_t k = 1; k <= labels.size(); ++k) {
        const std::string& label = labels[(lit + k) % labels.size()];
        if (!label.empty() && std::toupper(static_cast<unsigned char>(label.front())) == letter) return (lit + k) % labels.size();
    }
    return lit;
}

std::size_t lit_after(std::span<const std::string> labels, std::size_t lit, const Chord& chord) {
    constexpr std::size_t page = 8;
    const std::size_t last = labels.size() - 1;
    if (chord.ctrl || chord.alt) return lit;
    switch (chord.key) {
    case key::down: return std::min(last, lit + 1);
    case key::up: return lit == 0 ? 0 : lit - 1;
    case key::page_down: return std::min(last, lit + page);
    case key::page_up: return lit < page ? 0 : lit - page;
    case key::home: return 0;
    case key::end: return last;
    default: return beginning_with(labels, lit, chord.key);
    }
}

/// The lines of an open drop-down. It works by keys whichever part of the window has the keyboard. True when another one was chosen.
bool drop_down(Entry::DropDown& list, std::span<const std::string> labels, std::size_t& chosen) {
    list.open = true;
    const bool fresh = ImGui::IsWindowAppearing();
    if (fresh) list.lit = chosen;
    const std::size_t before = chosen, was_lit = list.lit;
    for (const Chord& chord : list.keys) {
        if (chord.key == key::enter) chosen = list.lit;
        if (chord.key == key::enter || chord.key == key::escape) ImGui::CloseCurrentPopup();
        else list.lit = lit_after(labels, list.lit, chord);
    }
    const ImVec2 way = ImGui::GetIO().MouseDelta;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (ImGui::Selectable(labels[i].c_str(), list.lit == i)) chosen = i;
        if ((way.x != 0 || way.y != 0) && ImGui::IsItemHovered()) list.lit = i;
        if (i == list.lit && (fresh || list.lit != was_lit) && !ImGui::IsItemVisible()) ImGui::SetScrollHereY();
    }
    return chosen != before;
}

}

bool combo(const Kit& kit, const char* id, std::span<const std::string> labels, std::size_t& chosen) {
    const Skin& skin = kit.skin;
    bool changed = false;
    push_face(skin.fonts[Type::body]);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(skin.px(6), skin.px(6)));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(skin.px(8), skin.px(6)));
    ImGui::SetNextItemWidth(width_left());
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float right = lo.x + width_left() - skin.px(16), middle = lo.y + ImGui::GetFrameHeight() / 2;
    ImDrawList& list = draw_list();
    const bool open = ImGui::BeginCombo(id, chosen < labels.size() ? labels[chosen].c_str() : "", ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton);
    draw_icon(list, Icon::down, {right, middle}, skin.px(11), skin.colors.muted);
    if (open) {
        changed = drop_down(kit.entry.list, labels, chosen);
        ImGui::EndCombo();
    }
    ImGui::PopStyleVar(2);
    pop_face();
    return changed;
}

void heading(const Kit& kit, const Field& field) {
    say(kit.skin, Type::small_strong, kit.skin.colors.muted, field.label);
    tip(kit.skin, field.help);
    space(kit.skin, 7);
}

}
