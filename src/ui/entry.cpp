#include "ui/entry.hpp"

#include "base/limits.hpp"
#include "compute/expression/expression.hpp"

namespace eigenscope::ui {
namespace {

int grow(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
    auto& text = *static_cast<std::string*>(data->UserData);
    text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = text.data();
    return 0;
}

}

void Entry::open(ImGuiID field, std::string first) {
    const auto bad = wrong.find(field);
    id = field;
    text = bad != wrong.end() ? bad->second.text : std::move(first);
    fresh = true;
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

bool input_text(const char* id, const char* hint, std::string& text, float width, ImGuiInputTextFlags flags) {
    if (text.size() > limits::json_string) text.resize(limits::json_string);
    ImGui::SetNextItemWidth(width);
    return ImGui::InputTextWithHint(id, hint, text.data(), text.capacity() + 1, flags | ImGuiInputTextFlags_CallbackResize, grow, &text);
}

}
