#include "base/number.hpp"
#include "base/utf8.hpp"
#include "scene/formula.hpp"
#include "ui/cells.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ui {
namespace {

ImDrawList& draw_list() { return *ImGui::GetWindowDrawList(); }

bool logarithmic_through_zero(const NumberRange& range) { return range.scale == Scale::logarithmic && range.lo <= 0; }

/// The power of ten at or below x.
double decade(double x) { return std::pow(10.0, std::floor(std::log10(x))); }

std::string bounds_text(const NumberRange& range, double x) {
    const bool above = x > range.hi;
    return significant(x, 6) + " is " + (above ? "above the largest value here, " : "below the smallest value here, ") +
           significant(above ? range.hi : range.lo, 6) + ", which is used.";
}

/// Whether a click on the item just made asks for typing: double, with Ctrl, or Enter by keyboard.
bool wants_typing(bool pressed) {
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemHovered() && (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) || (io.KeyCtrl && ImGui::IsMouseClicked(ImGuiMouseButton_Left))))
        return true;
    return pressed && !ImGui::IsMouseReleased(ImGuiMouseButton_Left);
}

/// Whether the entry just made has the keyboard: by moving there, or by a click that did not pull.
bool take_ring(Entry& entry, ImGuiID id, bool pressed) {
    const bool clicked = pressed && ImGui::IsMouseReleased(ImGuiMouseButton_Left) && ImGui::GetIO().MouseDragMaxDistanceSqr[0] < 4;
    if (entry.take_wanted(id) || (clicked && entry.known(id))) {
        give_keyboard(clicked);
        entry.ring = entry.rung = id;
    } else if (focused_by_keyboard()) {
        entry.ring = id;
    }
    return entry.ring == id;
}

/// Begins to type over the entry with what was typed in this frame, if anything was.
bool type_over(Entry& entry, ImGuiID id) {
    std::string text = take_characters();
    if (text.empty() || text == " ") return false;
    entry.type_over(id, std::move(text));
    entry.at_end = true;
    return true;
}

bool accept(const Kit& kit, ImGuiID id, double& value, const NumberRange& range) {
    const std::string text = kit.entry.text;
    const auto parsed = evaluate_entry(text);
    if (!parsed) {
        const std::string quoted = text.empty() ? "" : "“" + mended_utf8(legible(text), 40) + "”: ";
        kit.entry.wrong[id] = {text, quoted + parsed.error() + "; keeping " + text_of(value, range) + ".", value};
        return false;
    }
    const bool changed = take_number(kit.entry, id, *parsed, value, range);
    if (const auto wrong = kit.entry.wrong.find(id); wrong != kit.entry.wrong.end()) wrong->second.text = text;
    kit.entry.accepted = kit.entry.accepted || changed;
    return changed;
}

void draw_track(const Skin& skin, ImVec2 lo, float width, float y, double t, const NumberRange& range, const SliderDecor& decor, bool hot) {
    ImDrawList& list = draw_list();
    const float half = skin.px(2.5), knob = skin.px(hot ? 8 : 7);
    list.AddRectFilled({lo.x, y - half}, {lo.x + width, y + half}, skin.colors.track, half);
    const float at = lo.x + static_cast<float>(t) * width;
    const float from = lo.x + static_cast<float>(to_slider(std::max(range.lo, decor.filled_from), range)) * width;
    list.AddRectFilled({std::min(from, at), y - half}, {std::max(from, at), y + half}, skin.colors.filled, half);
    // Over the filled part as well: that is where the warning counts.
    if (decor.red_from < range.hi) {
        const float red = lo.x + static_cast<float>(to_slider(std::max(range.lo, decor.red_from), range)) * width;
        list.AddRectFilled({red, y - half}, {lo.x + width, y + half}, faded(skin.colors.bad, 0.75), half);
    }
    float free_from = lo.x;                   // labels never lie on each other
    for (const SliderMark& mark : decor.marks) {
        if (!(mark.at >= range.lo && mark.at <= range.hi)) continue;
        const float x = lo.x + static_cast<float>(to_slider(mark.at, range)) * width;
        list.AddLine({x, y - skin.px(6)}, {x, y + skin.px(7)}, skin.colors.brightest, skin.px(1.5));
        if (mark.label.empty()) continue;
        const float extent = text_size(skin, Type::small, mark.label).x;
        const float left = std::max(free_from, std::min(x - extent / 2, lo.x + width - extent));
        put_text(list, skin, Type::small, {left, y + skin.px(8)}, skin.colors.muted, mark.label);
        free_from = left + extent + skin.px(6);
    }
    list.AddCircleFilled({at, y}, knob, skin.colors.knob);
    if (hot) list.AddCircle({at, y}, knob + skin.px(2), faded(skin.colors.filled, 0.8), 0, skin.px(1.5));
}

/// The slider of a number, `room` px wide. Shift moves ten times finer, from where the knob is.
bool slider(const Kit& kit, ImGuiID id, double& value, const NumberRange& range, const SliderDecor& decor, float room) {
    const Skin& skin = kit.skin;
    const float knob = skin.px(8), whole = std::max(4 * knob, room), width = whole - 2 * knob;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float height = std::round(skin.px(decor.marks.empty() ? 22 : 38)), y = lo.y + skin.px(11);
    const bool pressed = press_area("slider", {whole, height});
    if (wants_typing(pressed)) kit.entry.open_number(id, shortest(value));
    bool changed = false;
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemActive() && kit.entry.id != id && (io.MouseDelta.x != 0 || ImGui::IsItemActivated())) {
        const double before = to_slider(value, range);
        const double to = io.KeyShift ? before + static_cast<double>(io.MouseDelta.x / width) / 10 : static_cast<double>((io.MousePos.x - lo.x - knob) / width);
        const double t = std::clamp(to, 0.0, 1.0);
        const double next = io.KeyShift ? within(from_slider(t, range), range) : slider_rounded(from_slider(t, range), range, static_cast<double>(width));
        changed = next != value;
        value = next;
        if (changed) kit.entry.forget(id);
    }
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    draw_track(skin, {lo.x + knob, lo.y}, width, y, to_slider(value, range), range, decor, hot);
    return changed;
}

}

std::string text_of(double x, const NumberRange& range) {
    const double size = std::abs(x) <= range.negligible ? 0 : std::abs(x);
    const bool as_decimal = size == 0 || (size >= 0.1 && size < 1e5);
    const std::string digits = range.whole ? shortest(size) : as_decimal ? plain(formula::number(size, size < 10 ? 2 : size < 1000 ? 1 : 0)) : significant(size, 3);
    return x < 0 && size > 0 ? "−" + digits : digits;
}

bool NumberRange::bounded() const { return std::isfinite(lo) && std::isfinite(hi) && hi - lo < (scale == Scale::logarithmic ? 1e13 : 1e5); }

NumberRange usual_part(const NumberRange& range, double value) {
    constexpr double large = 1e6, wide = 1e12;
    if (range.scale != Scale::logarithmic || range.hi - range.lo < wide) return range;
    NumberRange part = range;
    // A value at an end of the part, up to its rounding, does not move that end.
    part.hi = std::min(range.hi, std::max(large, 10 * decade(0.9999 * value)));
    if (range.lo > 0) part.lo = std::max(range.lo, std::min(1 / large, decade(1.0001 * value)));
    return part;
}

double to_slider(double x, const NumberRange& range) {
    if (!(range.hi > range.lo)) return 0;
    double t = (x - range.lo) / (range.hi - range.lo);
    if (logarithmic_through_zero(range)) t = std::log1p(std::max(0.0, x - range.lo)) / std::log1p(range.hi - range.lo);
    else if (range.scale == Scale::logarithmic) t = std::log(std::max(x, range.lo) / range.lo) / std::log(range.hi / range.lo);
    return std::isfinite(t) ? std::clamp(t, 0.0, 1.0) : 0;
}

double from_slider(double t, const NumberRange& range) {
    if (logarithmic_through_zero(range)) return range.lo + std::expm1(t * std::log1p(range.hi - range.lo));
    if (range.scale == Scale::logarithmic) return range.lo * std::exp(t * std::log(range.hi / range.lo));
    return range.lo + t * (range.hi - range.lo);
}

double slider_rounded(double x, const NumberRange& range, double pixels) {
    const double t = to_slider(x, range);
    const double pixel = std::abs(from_slider(std::min(1.0, t + 0.5 / pixels), range) - from_slider(std::max(0.0, t - 0.5 / pixels), range));
    if (!(pixel > 0)) return within(x, range);
    const double step = decade(pixel * 1.0001);
    // 1/step is a whole power of ten for steps below one: dividing by it gives the decimal nearest to the tick.
    const double rounded = step < 1 ? std::round(x / step) / std::round(1 / step) : std::round(x / step) * step;
    return within(rounded, range);
}

double within(double x, const NumberRange& range) {
    return std::clamp(range.whole ? std::round(x) : x, range.lo, range.hi);
}

bool take_number(Entry& entry, ImGuiID id, double wanted, double& value, const NumberRange& range) {
    entry.forget(id);
    const double next = within(wanted, range);
    if (range.whole && wanted != std::round(wanted))
        entry.wrong[id] = {shortest(wanted), significant(wanted, 6) + " is not a whole number; " + shortest(next) + " is used.", next};
    if (wanted < range.lo || wanted > range.hi) entry.wrong[id] = {shortest(wanted), bounds_text(range, wanted), next};
    const bool changed = next != value;
    value = next;
    return changed;
}

bool typed(const Kit& kit, ImGuiID id, ImVec2 at, ImVec2 size, double& value, const NumberRange& range, bool& done) {
    Entry& entry = kit.entry;
    if (entry.id != id) return false;
    if (entry.leaving) {
        done = accept(kit, id, value, range);
        entry.close();
        return false;
    }
    // The keyboard comes a frame late; what was typed until then replaces what stood there.
    if (const std::string early = entry.has_keyboard && !entry.at_end ? std::string() : take_characters(); !early.empty()) {
        entry.text = entry.at_end ? entry.text + early : early;
        entry.at_end = true;
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(kit.skin.px(8), std::max(0.f, (size.y - kit.skin.fonts[Type::body].size) / 2)));
    push_face(kit.skin.fonts[Type::body]);
    const bool fresh = entry.fresh;
    if (fresh) ImGui::SetKeyboardFocusHere();
    entry.fresh = false;
    ImGui::PushID(static_cast<int>(id));
    // Completion and history keep Tab and the arrows up and down from Dear ImGui, which would lead elsewhere by them.
    constexpr ImGuiInputTextFlags flags = ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_CallbackHistory;
    input_text("##typed", "", entry.text, size.x, flags, &entry.at_end);
    entry.has_keyboard = ImGui::IsItemActive();
    ImGui::PopID();
    pop_face();
    ImGui::PopStyleVar();
    if (!fresh && ImGui::IsItemDeactivated()) {
        done = accept(kit, id, value, range);
        entry.close();
    }
    return true;
}

void complaint(const Kit& kit, ImGuiID id) {
    const auto found = kit.entry.wrong.find(id);
    if (found == kit.entry.wrong.end()) return;
    space(kit.skin, 3);
    say(kit.skin, Type::small, kit.skin.colors.bad, found->second.sentence);
}

bool number_cell(const Kit& kit, ImGuiID id, double& value, const NumberRange& range, ImVec2 size, ImU32 color) {
    const Skin& skin = kit.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos(), hi(lo.x + size.x, lo.y + size.y);
    bool changed = false;
    if (typed(kit, id, lo, size, value, range, changed)) return changed;
    kit.entry.check(id, value);
    ImGui::PushID(static_cast<int>(id));
    const bool pressed = press_area("cell", size);
    ImGui::PopID();
    const bool ring = take_ring(kit.entry, id, pressed);
    if (ImGui::IsItemHovered()) kit.entry.hovered = id;
    const ImGuiIO& io = ImGui::GetIO();
    if (wants_typing(pressed && !(ring && kit.entry.spaced))) kit.entry.open_number(id, shortest(value));
    else if (ring && kit.entry.id == 0 && type_over(kit.entry, id)) {}
    else if (ImGui::IsItemActive() && io.MouseDelta.x != 0 && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2)) {
        const double width = range.hi - range.lo;
        const double coarse = range.whole ? 0.2 : width <= 250 ? 0.01 : 0.01 * std::max(1.0, std::abs(value) / 5);
        const double step = io.KeyShift ? coarse / 10 : coarse, unit = range.whole ? 1 : std::min(0.01, decade(step));
        const double pulled = value + static_cast<double>(io.MouseDelta.x) * std::max(step, range.whole ? 0.51 : 0.0);
        const double next = within(std::round(pulled / unit) / std::round(1 / unit), range);
        changed = next != value;
        value = next;
        kit.entry.forget(id);
    }
    const auto wrong = kit.entry.wrong.find(id);
    const bool bad = wrong != kit.entry.wrong.end(), hot = ImGui::IsItemHovered() || ImGui::IsItemActive() || ring;
    if (hot) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    draw_list().AddRectFilled(lo, hi, hot ? skin.colors.selected : skin.colors.field, skin.px(6));
    draw_list().AddRect(lo, hi, bad ? skin.colors.bad : hot ? skin.colors.filled : skin.colors.field_line, skin.px(6), 0, bad ? skin.px(1.5) : 1);
    const std::string shown = fitted(skin, Type::number, text_of(value, range), size.x - skin.px(8));
    const ImVec2 extent = text_size(skin, Type::number, shown);
    put_text(draw_list(), skin, Type::number, {lo.x + (size.x - extent.x) / 2, lo.y + (size.y - extent.y) / 2}, color, shown);
    const bool under_pointer = ImGui::IsItemHovered() && !ImGui::IsItemActive();
    if (under_pointer && shortest(value).size() > shown.size()) tip_beside(skin, shortest(value), lo, hi);
    if (under_pointer && kit.entry.take_copy()) ImGui::SetClipboardText(shortest(value).c_str());
    if (ring) kit.entry.offered = shortest(value);
    return changed;
}

bool number_line(const Kit& kit, const Field& field, double& value, double neutral) {
    const Skin& skin = kit.skin;
    const NumberRange range{field.lo, field.hi, field.scale, false};
    ImGui::PushID(field.key.data(), field.key.data() + field.key.size());
    const ImGuiID id = ImGui::GetID("number");
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float all = width_left(), gap = std::round(skin.px(6)), height = std::round(skin.px(26)), between = std::round(skin.px(3));
    const float label = std::round(all * 0.33f), cell = std::round(all * 0.22f);
    const std::string named = std::string(field.label) + (field.unit.empty() ? "" : " " + std::string(field.unit));
    put_text(draw_list(), skin, Type::body, {lo.x, lo.y + (height - skin.fonts[Type::body].size) / 2}, skin.colors.text,
             fitted(skin, Type::body, named, label - gap));
    ImGui::Dummy({label - gap, height});
    tip(skin, field.help);
    ImGui::SetCursorScreenPos({lo.x + label, lo.y + std::round(skin.px(2))});
    bool changed = slider(kit, id, value, range, {.filled_from = neutral}, all - label - cell - gap);
    tip(skin, field.help);
    ImGui::SetCursorScreenPos({lo.x + all - cell, lo.y});
    changed |= number_cell(kit, id, value, range, {cell, height - between}, skin.colors.brightest);
    ImGui::SetCursorScreenPos({lo.x, lo.y + height});
    complaint(kit, id);
    ImGui::PopID();
    return changed;
}

bool number(const Kit& kit, const Field& field, double& value, bool whole, const SliderDecor& decor) {
    const Skin& skin = kit.skin;
    const NumberRange range{field.lo, field.hi, field.scale, whole};
    ImGui::PushID(field.key.data(), field.key.data() + field.key.size());
    const ImGuiID id = ImGui::GetID("number");
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float all = std::max(1.f, ImGui::GetContentRegionAvail().x), width = std::round(skin.px(92)), height = std::round(skin.px(26));
    std::string label(field.label);
    if (!field.unit.empty()) label += " (" + std::string(field.unit) + ")";
    const std::string shown = fitted(skin, Type::body, label, all - width - skin.px(8));
    const float text_height = text_size(skin, Type::body, shown).y;
    put_text(draw_list(), skin, Type::body, {lo.x, lo.y + (height - text_height) / 2}, skin.colors.text, shown);
    ImGui::Dummy({all - width - skin.px(4), height});
    tip(skin, field.help);
    ImGui::SetCursorScreenPos({lo.x + all - width, lo.y});
    const Grid grid{std::span(&id, 1), 1, range};
    add_cells(kit.entry, grid);
    bool changed = number_cell(kit, id, value, range, {width, height}, skin.colors.brightest);
    changed |= take_paste(kit, grid, std::span(&value, 1));
    ImGui::SetCursorScreenPos({lo.x, lo.y + height});
    const NumberRange usual = usual_part(range, value);
    const NumberRange near{std::max(usual.lo, decor.lo), std::min(usual.hi, decor.hi), range.scale, whole};
    const bool part = near.hi > near.lo && (near.lo > range.lo || near.hi < range.hi);
    if (part || range.bounded()) {
        space(skin, 2);
        changed |= slider(kit, id, value, part ? near : range, decor, ImGui::GetContentRegionAvail().x);
    }
    complaint(kit, id);
    ImGui::PopID();
    return changed;
}

}
