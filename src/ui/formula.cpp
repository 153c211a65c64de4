#include "base/utf8.hpp"
#include "compute/expression/function.hpp"
#include "compute/expression/tokens.hpp"
#include "ui/form.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace eigenscope::ui {
namespace {

/// The formula in the text, if it can be read and computed.
Result<Typed> usable(const Typed& like, std::string_view text) {
    auto read = like.read(text);
    if (!read) return read;
    const auto function = Function::make(*read, matched(*read, {}));
    if (!function) return Error{function.error()};
    return read;
}

/// The formula for a sentence: without blanks around it, and no longer than a line or two.
std::string in_sentence(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first != text.npos) text = text.substr(first, text.find_last_not_of(' ') - first + 1);
    constexpr std::size_t most = 60;
    return text.size() <= most ? std::string(text) : mended_utf8(text, most) + "…";
}

std::string capitalized(std::string sentence) {
    if (!sentence.empty()) sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    return sentence;
}

/// A red mark under the character of the text that is wrong, as far as it is in sight.
void draw_caret(const Skin& skin, const Entry::Wrong& wrong, ImVec2 lo, ImVec2 hi, float scroll) {
    if (!wrong.column) return;
    const auto characters = characters_of(wrong.text);
    const std::size_t before = std::min(*wrong.column - 1, characters.size());
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < before; ++i) bytes += characters[i].size();
    const float width = text_size(skin, Type::body, std::string_view(wrong.text).substr(0, bytes)).x;
    const float half = skin.px(4.5), x = lo.x + ImGui::GetStyle().FramePadding.x + width - scroll + half;
    if (x < lo.x || x > hi.x) return;
    ImGui::GetWindowDrawList()->AddTriangleFilled({x, hi.y + skin.px(1)}, {x + half, hi.y + skin.px(8)}, {x - half, hi.y + skin.px(8)}, skin.colors.bad);
}

/// Takes over what was typed, as far as it is a formula.
bool take_over(Entry& entry, ImGuiID id, Typed& value) {
    auto read = usable(value, entry.text);
    if (!read) {
        const std::string keeping = "; the picture keeps " + in_sentence(value.text()) + ".";
        entry.wrong[id] = {.text = entry.text, .sentence = capitalized(read.error()) + keeping, .formula = value.text(), .column = column_named(read.error())};
        return false;
    }
    entry.forget(id);
    const bool changed = !(*read == value);
    value = std::move(*read);
    return changed;
}

/// The text field itself; what is typed in it goes to the entry. True when it changed.
bool field_of(const Kit& kit, ImGuiID id, const Typed& value) {
    Entry& entry = kit.entry;
    const auto wrong = entry.wrong.find(id);
    std::string shown = entry.id == id ? entry.text : wrong != entry.wrong.end() ? wrong->second.text : value.text();
    entry.cells.push_back({id, id, 0, 0});
    push_face(kit.skin.fonts[Type::body]);
    if (entry.take_wanted(id)) ImGui::SetKeyboardFocusHere();
    const bool edited = input_text("##formula", "x^2 + y^2", shown, width_left());
    pop_face();
    const bool active = ImGui::IsItemActive();
    if (active && entry.id != id) {
        entry.open(id, value.text());
        entry.fresh = false;
        entry.parameters.clear();
    }
    const bool ours = entry.id == id;
    if (ours && edited) entry.text = shown;
    if (ours && active) {
        entry.live = true;
        entry.lo = ImGui::GetItemRectMin();
        entry.hi = ImGui::GetItemRectMax();
    }
    if (ours && !active) entry.close();
    return ours && edited;
}

}

bool formula_control(const Kit& kit, const Field& field, Typed& value) {
    const Skin& skin = kit.skin;
    heading(kit, field);
    const ImGuiID id = ImGui::GetID("##formula");
    kit.entry.check(id, value.text());
    const bool changed = field_of(kit, id, value) && take_over(kit.entry, id, value);
    const ImVec2 lo = ImGui::GetItemRectMin(), hi = ImGui::GetItemRectMax();
    const auto wrong = kit.entry.wrong.find(id);
    const bool bad = wrong != kit.entry.wrong.end(), typing = kit.entry.id == id;
    // A text that does not fit is read by pointing at it.
    const std::string_view text = bad ? wrong->second.text : value.text();
    const bool cut = text_size(skin, Type::body, text).x > hi.x - lo.x - 2 * ImGui::GetStyle().FramePadding.x;
    tip(skin, cut ? text : field.help);
    ImGui::GetWindowDrawList()->AddRect(lo, hi, bad ? skin.colors.bad : typing ? skin.colors.filled : skin.colors.field_line, skin.px(6), 0,
                                        bad ? skin.px(1.5) : 1);
    const std::size_t left = typing && !bad ? left_side(kit.entry.text) : 0;
    if (left > 0) {
        space(skin, 6);
        const std::string side = in_sentence(std::string_view(kit.entry.text).substr(0, left));
        say(skin, Type::small, skin.colors.muted, "Without “" + side + "”: the formula is the right side alone.");
    }
    if (bad) {
        draw_caret(skin, wrong->second, lo, hi, typing ? input_text_scroll(id) : 0);
        space(skin, 6);
        complaint(kit, id);
    }
    space(skin, 10);
    return changed;
}

bool parameters_control(const Kit& kit, const Field& field, Parameters& value) {
    bool changed = false;
    for (Parameter& parameter : value) {
        // A name that was gone for some keys comes back with its value.
        const auto before = kit.entry.parameters.find(parameter.name);
        if (kit.entry.live && before != kit.entry.parameters.end() && parameter.value == Parameter{}.value) {
            changed |= before->second != parameter.value;
            parameter.value = before->second;
        }
        Field one = field;
        one.key = one.label = parameter.name;
        const ImGuiID id = ImGui::GetID(parameter.name.c_str());
        float& reach = *ImGui::GetStateStorage()->GetFloatRef(id, 10);
        // Nothing rescales while the button is down.
        if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) reach = 10;
        while (static_cast<double>(reach) < std::min(std::abs(parameter.value), one.hi)) reach *= 10;
        changed |= number(kit, one, parameter.value, false, {.marks = {}, .lo = -static_cast<double>(reach), .hi = static_cast<double>(reach)});
        space(kit.skin, 6);
        if (kit.entry.live) kit.entry.parameters[parameter.name] = parameter.value;
    }
    return changed;
}

}
