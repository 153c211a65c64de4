#include "ui/form.hpp"

#include "compute/linear/parts.hpp"
#include "ui/cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope::ui {
namespace {

void heading_if_any(const Kit& kit, const Field& field) {
    if (!field.label.empty()) heading(kit, field);
}

ImU32 column_color(const Kit& kit, int columns, std::size_t cells, int column) {
    const bool square = cells == 4 && columns == 2;
    if (!square) return kit.skin.colors.brightest;
    return column == 0 ? kit.skin.colors.first : kit.skin.colors.second;
}

}

bool choice_control(const Kit& kit, const Field& field, std::span<const std::string> labels, std::size_t& chosen, std::span<const std::string> refusals) {
    space(kit.skin, 6);
    heading_if_any(kit, field);
    const bool changed = segmented(kit, "choices", labels, chosen, refusals);
    space(kit.skin, 10);
    return changed;
}

bool family_control(const Kit& kit, const Field& field, std::span<const std::string> labels, std::size_t& chosen) {
    space(kit.skin, 4);
    heading_if_any(kit, field);
    const bool changed = combo(kit, "##kind", labels, chosen);
    space(kit.skin, 10);
    return changed;
}

bool text_control(const Kit& kit, const Field& field, std::string& value) {
    heading_if_any(kit, field);
    const ImGuiID id = ImGui::GetID("##text");
    // The document keeps the last whole text; what is half typed is nobody's value.
    std::string shown = kit.entry.id == id ? kit.entry.text : value;
    kit.entry.cells.push_back({id, id, 0, 0});
    push_face(kit.skin.fonts[Type::body]);
    if (kit.entry.take_wanted(id)) ImGui::SetKeyboardFocusHere();
    input_text("##text", "", shown, width_left());
    pop_face();
    tip(kit.skin, field.help);
    bool changed = false;
    if (ImGui::IsItemActive()) {
        if (kit.entry.id != id) kit.entry.open(id, value), kit.entry.fresh = false;
        kit.entry.text = shown;
    } else if (kit.entry.id == id) {
        changed = kit.entry.text != value;
        value = kit.entry.text;
        kit.entry.close();
    }
    space(kit.skin, 10);
    return changed;
}

bool grid_control(const Kit& kit, const Field& field, std::span<double> row_major, int columns) {
    heading_if_any(kit, field);
    const Skin& skin = kit.skin;
    const float gap = std::round(skin.px(8)), height = std::round(skin.px(33));
    const float width = std::floor((width_left() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const ImVec2 start = ImGui::GetCursorScreenPos();
    double largest = 0;
    for (const double x : row_major) largest = std::max(largest, std::abs(x));
    const NumberRange range{.lo = field.lo, .hi = field.hi, .scale = field.scale, .negligible = rounding * largest};
    std::vector<ImGuiID> ids;
    for (std::size_t i = 0; i < row_major.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        ids.push_back(ImGui::GetID("entry"));
        ImGui::PopID();
    }
    const Grid grid{ids, columns, range};
    add_cells(kit.entry, grid);
    bool changed = false;
    for (std::size_t i = 0; i < row_major.size(); ++i) {
        const int row = static_cast<int>(i) / columns, column = static_cast<int>(i) % columns;
        ImGui::SetCursorScreenPos({start.x + static_cast<float>(column) * (width + gap), start.y + static_cast<float>(row) * (height + std::round(skin.px(7)))});
        changed |= number_cell(kit, ids[i], row_major[i], range, {width, height}, column_color(kit, columns, row_major.size(), column));
    }
    changed |= take_paste(kit, grid, row_major);
    ImGui::SetCursorScreenPos({start.x, ImGui::GetItemRectMax().y});
    for (const ImGuiID id : ids) complaint(kit, id);
    space(skin, 12);
    return changed;
}

bool seed_control(const Kit& kit, const Field& field, double& value) {
    const Skin& skin = kit.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float all = width_left(), height = std::round(skin.px(30)), width = std::round(skin.px(92)), die = std::round(skin.px(34));
    put_text(*ImGui::GetWindowDrawList(), skin, Type::body, {lo.x, lo.y + skin.px(6)}, skin.colors.text, field.label);
    ImGui::Dummy({all - width - die, height});
    tip(skin, field.help);
    ImGui::SetCursorScreenPos({lo.x + all - width - die, lo.y});
    bool changed = false;
    // The next seed follows from this one (the constants of Numerical Recipes' quick generator), so that even dice replay.
    if (icon_button(kit, "dice", Icon::dice, 30, "Another seed")) {
        const auto now = static_cast<std::uint64_t>(std::llround(std::max(0.0, value)));
        const auto next = (now * 1664525u + 1013904223u) & 0xffffffffu;
        value = field.lo + static_cast<double>(next % 1'000'000u) * std::min(1.0, (field.hi - field.lo + 1) / 1e6);
        value = within(std::floor(value), {field.lo, field.hi, Scale::linear, true});
        changed = true;
    }
    ImGui::SetCursorScreenPos({lo.x + all - width, lo.y});
    const ImGuiID id = ImGui::GetID("seed");
    const Grid grid{std::span(&id, 1), 1, {field.lo, field.hi, Scale::linear, true}};
    add_cells(kit.entry, grid);
    changed |= number_cell(kit, id, value, grid.range, {width, height}, skin.colors.brightest);
    changed |= take_paste(kit, grid, std::span(&value, 1));
    ImGui::SetCursorScreenPos({lo.x, lo.y + height});
    complaint(kit, id);
    return changed;
}

bool list_header(const Kit& kit, const Field& field, bool can_grow) {
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float all = width_left(), side = std::round(kit.skin.px(24));
    put_text(*ImGui::GetWindowDrawList(), kit.skin, Type::small_strong, {lo.x, lo.y + kit.skin.px(4)}, kit.skin.colors.muted, field.label);
    ImGui::Dummy({all - side, side});
    tip(kit.skin, field.help);
    ImGui::SetCursorScreenPos({lo.x + all - side, lo.y});
    const bool add = icon_button(kit, "add", Icon::plus, 24, "Add another one", can_grow);
    space(kit.skin, 4);
    return add;
}

ListAct element_header(const Kit& kit, std::string_view label, bool can_grow, bool can_shrink) {
    const Skin& skin = kit.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float all = width_left(), side = std::round(skin.px(24));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({lo.x, lo.y + side / 2}, {lo.x + all - 2 * side - skin.px(6), lo.y + side / 2 + 1}, skin.colors.separator);
    const ImVec2 extent = text_size(skin, Type::small_strong, label);
    list.AddRectFilled({lo.x, lo.y}, {lo.x + extent.x + skin.px(16), lo.y + side}, skin.colors.selected, skin.px(6));
    put_text(list, skin, Type::small_strong, {lo.x + skin.px(8), lo.y + (side - extent.y) / 2}, skin.colors.soft, label);
    ImGui::SetCursorScreenPos({lo.x + all - 2 * side, lo.y});
    ListAct act = ListAct::none;
    if (icon_button(kit, "copy", Icon::copy, 24, "Duplicate", can_grow)) act = ListAct::duplicate;
    ImGui::SetCursorScreenPos({lo.x + all - side, lo.y});
    if (icon_button(kit, "remove", Icon::close, 24, "Remove", can_shrink)) act = ListAct::remove;
    space(skin, 4);
    return act;
}

bool Form::members(ValueRef value) {
    bool changed = false;
    value.members([&](const Field& f, ValueRef member) { changed |= field(f, member); });
    return changed;
}

bool Form::field(const Field& field, ValueRef value) {
    if (field.hidden) return false;
    const auto named = [&](const auto& keys) { return std::find(keys.begin(), keys.end(), field.key) != keys.end(); };
    if (named(hints_.skip) || (depth_ == 0 && !hints_.only.empty() && !named(hints_.only))) return false;
    ++depth_;
    ImGui::PushID(field.key.data(), field.key.data() + field.key.size());
    const bool changed = control(field, value);
    ImGui::PopID();
    --depth_;
    return changed;
}

bool Form::control(const Field& field, ValueRef value) {
    switch (value.sort()) {
    case Sort::boolean: return checkbox(kit_, field.label, value.as<bool>(), field.help);
    case Sort::real: return real(field, value.as<double>());
    case Sort::whole: return whole(field, value.as<int>());
    case Sort::text: return text_control(kit_, field, value.as<std::string>());
    case Sort::formula: return formula_control(kit_, field, value.as<Typed>());
    case Sort::parameters: return parameters_control(kit_, field, value.as<Parameters>());
    case Sort::choice: return choice(field, value);
    case Sort::matrix: return matrix(field, value);
    case Sort::list: return list(field, value);
    case Sort::family: return family(field, value);
    case Sort::object: return members(value);
    case Sort::panel: return false;           // a panel inside another value has its own place on the screen
    }
    return false;
}

bool Form::real(const Field& field, double& value) {
    const bool changed = number(kit_, field, value, false, take_decor());
    space(kit_.skin, 6);
    return changed;
}

bool Form::whole(const Field& field, int& value) {
    Field bounded = field;
    bounded.lo = std::max(field.lo, static_cast<double>(std::numeric_limits<int>::min()));
    bounded.hi = std::min(field.hi, static_cast<double>(std::numeric_limits<int>::max()));
    auto x = static_cast<double>(value);
    const bool changed = field.key == "seed" ? seed_control(kit_, bounded, x) : number(kit_, bounded, x, true, take_decor());
    if (changed) value = static_cast<int>(x);
    space(kit_.skin, 6);
    return changed;
}

bool Form::choice(const Field& field, ValueRef value) {
    std::vector<std::string> labels;
    for (const Choice& c : value.type().choices) labels.emplace_back(c.label);
    const auto found = hints_.choices.find(field.key);
    const ChoiceHint hint = found == hints_.choices.end() ? ChoiceHint{} : found->second;
    std::size_t chosen = hint.lit.value_or(value.choice());
    if (!choice_control(kit_, field, labels, chosen, hint.refusals)) return false;
    value.set_choice(chosen);
    return true;
}

bool Form::matrix(const Field& field, ValueRef value) {
    const auto rows = static_cast<std::size_t>(value.type().rows), columns = static_cast<std::size_t>(value.type().columns);
    std::vector<double> row_major;
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) row_major.push_back(value.cells()[r + c * rows]);
    // A column vector is shown as a row: (x, y).
    if (!grid_control(kit_, field, row_major, static_cast<int>(columns == 1 ? rows : columns))) return false;
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) value.cells()[r + c * rows] = row_major[r * columns + c];
    return true;
}

bool Form::family(const Field& field, ValueRef value) {
    std::vector<std::string> labels;
    for (const Alternative& alternative : value.type().alternatives) labels.emplace_back(alternative.label);
    std::size_t chosen = value.index();
    bool changed = family_control(kit_, field, labels, chosen);
    if (changed) value.choose(chosen);
    const std::string id(value.id());
    ImGui::PushID(id.c_str());
    scope_ = id;
    changed |= members(value.held());
    scope_.clear();
    ImGui::PopID();
    return changed;
}

bool Form::list(const Field& field, ValueRef value) {
    bool changed = false;
    if (list_header(kit_, field, value.length() < field.most)) {
        if (const std::size_t n = value.length(); n == 0) value.resize(1);
        else value.insert(n, value.element(n - 1));
        changed = true;
    }
    for (std::size_t i = 0; i < value.length(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        const ListAct act = element_header(kit_, std::to_string(i + 1), value.length() < field.most, value.length() > field.least);
        Field element = field;
        element.label = {};
        if (act == ListAct::none) changed |= control(element, value.element(i));
        ImGui::PopID();
        if (act == ListAct::none) continue;
        if (act == ListAct::remove) value.erase(i);
        else value.insert(i, value.element(i));
        return true;
    }
    return changed;
}

SliderDecor Form::take_decor() {
    const auto found = hints_.decor.find(scope_);
    if (found == hints_.decor.end() || scope_.empty()) return {};
    scope_.clear();
    return found->second;
}

}
