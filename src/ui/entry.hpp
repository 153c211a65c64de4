#pragma once
#include "base/result.hpp"

#include <imgui.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace eigenscope::ui {

/// What is being typed into a field, and what was typed wrongly: beside the document, never in it.
struct Entry {
    struct Wrong {
        std::string text, sentence;
        double value = 0;                     ///< what the field held then: the sentence is about no other
        std::string formula = {};             ///< the same, of a field for formulas
        std::optional<std::size_t> column = {};                ///< of the first character that is wrong, from 1
    };
    ImGuiID id = 0;                           ///< whose text it is; 0: nobody types
    std::string text;
    bool fresh = false;                       ///< opened in this frame: take the keyboard
    bool accepted = false;                    ///< something typed became a value in this frame
    std::map<ImGuiID, Wrong> wrong;           ///< fields that hold text which is no value

    // A formula is shown while it is typed: all keys from the first to the last are one gesture.
    bool live = false;                        ///< one is being typed
    ImVec2 lo = {0, 0}, hi = {0, 0};          ///< of its field
    std::map<std::string, double, std::less<>> parameters; ///< those that it had since then

    void open(ImGuiID field, std::string first);
    void close() { id = 0; }
    void forget(ImGuiID field) { wrong.erase(field); }
    /// Forgets what was said about another value.
    void check(ImGuiID field, double value);
    void check(ImGuiID field, const std::string& formula);
};

/// A number as people type it: digits, or an expression without variables ("sqrt(2)/2", "2pi").
Result<double> evaluate_entry(std::string_view text);

/// A one-line text field over a string of any length, `width` px wide. True when the text changed.
bool input_text(const char* id, const char* hint, std::string& text, float width, ImGuiInputTextFlags flags = 0);

}
