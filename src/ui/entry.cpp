#include "ui/entry.hpp"

#include "base/limits.hpp"
#include "compute/expression/expression.hpp"

#include <algorithm>
#include <utility>

namespace eigenscope::ui {
namespace {

struct Edited {
    std::string& text;
    bool* at_end;
};

int keep_up(ImGuiInputTextCallbackData* data) {
    const auto& edited = *static_cast<Edited*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        edited.text.resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = edited.text.data();
    } else if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways && edited.at_end && std::exchange(*edited.at_end, false)) {
        data->CursorPos = data->SelectionStart = data->SelectionEnd = data->BufTextLen;
    }
    return 0;
}

}

void Entry::open(ImGuiID field, std::string first) {
    const auto bad = wrong.find(field);
    id = field;
    text = bad != wrong.end() ? bad->second.text : std::move(first);
    fresh = true;
    numeric = by_typing = at_end = leaving = has_keyboard = false;
}

void Entry::open_number(ImGuiID field, std::string first) {
    open(field, std::move(first));
    numeric = true;
}

void Entry::type_over(ImGuiID field, std::string first) {
    open_number(field, {});
    text = std::move(first);
    by_typing = true;
}

void Entry::close() {
    id = 0;
    numeric = by_typing = at_end = leaving = has_keyboard = false;
}

void Entry::begin_frame() {
    cells.clear();
    ring = rung = hovered = 0;
    list.open = false;
}

bool Entry::known(ImGuiID field) const {
    return std::any_of(cells.begin(), cells.end(), [field](const Cell& cell) { return cell.id == field; });
}

void Entry::check(ImGuiID field, double value) {
    const auto found = wrong.find(field);
    if (found != wrong.end() && found->second.value != value) wrong.erase(found);
}

void Entry::check(ImGuiID field, const std::string& formula) {
    const auto found = wrong.find(field);
    if (found != wrong.end() && found->second.formula != formula) wrong.erase(found);
}

Result<double> evaluate_entry(std::string_view text) {
    if (text.find_first_not_of(" \t") == std::string_view::npos) return Error{"Type a number"};
    return evaluate_constant(text);
}

bool input_text(const char* id, const char* hint, std::string& text, float width, ImGuiInputTextFlags flags, bool* at_end) {
    if (text.size() > limits::json_string) text.resize(limits::json_string);
    ImGui::SetNextItemWidth(width);
    Edited edited{text, at_end};
    flags |= ImGuiInputTextFlags_CallbackResize | (at_end ? ImGuiInputTextFlags_CallbackAlways : 0);
    return ImGui::InputTextWithHint(id, hint, text.data(), text.capacity() + 1, flags, keep_up, &edited);
}

}
