#pragma once
#include "base/field.hpp"
#include "panels/control.hpp"
#include "ui/entry.hpp"
#include "ui/icon.hpp"
#include "ui/skin.hpp"

#include <span>
#include <string>
#include <string_view>

/// The small controls of the interface, drawn by us on top of Dear ImGui's mouse and keyboard handling. Widgets take the full
/// width that is left unless they say otherwise, and read and write plain values.
namespace eigenscope::ui {

/// What every widget needs.
struct Kit {
    const Skin& skin;
    Entry& entry;
};

// Text.
void put_text(ImDrawList& list, const Skin& skin, Type type, ImVec2 at, ImU32 color, std::string_view text);
ImVec2 text_size(const Skin& skin, Type type, std::string_view text, float wrap = 0);
/// The text in lines no wider than this, broken at spaces only: never inside a number. A word that is wider is broken where it must.
std::string wrapped(const Skin& skin, Type type, std::string_view text, float width);
/// The text, cut with an ellipsis where it would be wider.
std::string fitted(const Skin& skin, Type type, std::string_view text, float width);
/// Text as an item, broken into lines at the right edge.
void say(const Skin& skin, Type type, ImU32 color, std::string_view text);
/// What is left of the line, px; at least 1.
float width_left();
/// Vertical space in design units.
void space(const Skin& skin, double units);
/// A hairline across.
void separator(const Skin& skin);
/// A tooltip for the item just made, if it is pointed at. None of the three covers what it explains.
void tip(const Skin& skin, std::string_view text);
/// A tooltip for what is in this rectangle of the window: beside the column of controls it stands in, else under it, or over it.
void tip_beside(const Skin& skin, std::string_view text, ImVec2 lo, ImVec2 hi, Type type = Type::small);
/// A tooltip for what is at the pointer.
void tip_now(const Skin& skin, std::string_view text, Type type = Type::small);

/// The ring around the item that has the keyboard, whatever it is, inside of what is visible of its region. At the end of a frame.
void draw_focus_ring(const Skin& skin);
/// An item without looks that can be pressed. At least a pixel in size: none at all is an error to Dear ImGui, and some window is
/// always too small.
bool press_area(const char* id, ImVec2 size, ImGuiButtonFlags flags = 0);

// Buttons. True when pressed.
bool icon_button(const Kit& kit, const char* id, Icon icon, double size, std::string_view help, bool enabled = true, bool lit = false);
bool text_button(const Kit& kit, std::string_view label, bool strong = false);
float text_button_width(const Skin& skin, std::string_view label, bool strong = false);
/// A row of a list: lit when it is the chosen one.
/// `free`: so much of its right end is left to other items.
bool row_button(const Kit& kit, const char* id, std::string_view label, Type type, ImU32 color, bool chosen, double height = 27, double indent = 12, double free = 0);
bool checkbox(const Kit& kit, std::string_view label, bool& value, std::string_view help = {});
/// Side by side, in as many rows as it takes. True when another one was chosen. A choice with a refusal is greyed, cannot be
/// chosen, and says the refusal in its tooltip; fewer refusals than labels are completed by empty ones.
bool segmented(const Kit& kit, const char* id, std::span<const std::string> labels, std::size_t& chosen,
               std::span<const std::string> refusals = {});
bool combo(const Kit& kit, const char* id, std::span<const std::string> labels, std::size_t& chosen);

// Numbers.
struct NumberRange {
    double lo = 0, hi = 1;
    Scale scale = Scale::linear;
    bool whole = false;
    double negligible = 0;                    ///< what is at most so large is shown as 0; hovering tells it
    bool bounded() const;
};
/// The number as its cell shows it: with all its decimals where they are few, else rounded.
std::string text_of(double x, const NumberRange& range);
/// The part of a very long logarithmic range that a slider shows: sizes of every day, from 10⁻⁶ to 10⁶, and as far as the value.
NumberRange usual_part(const NumberRange& range, double value);
/// Where x stands on a slider, 0..1, and back. A logarithmic slider that reaches zero is logarithmic in 1 + x - lo.
double to_slider(double x, const NumberRange& range);
double from_slider(double t, const NumberRange& range);
/// x rounded to what one pixel of a slider of this width can tell apart.
double slider_rounded(double x, const NumberRange& range, double pixels);
/// x inside the range, whole if it must be.
double within(double x, const NumberRange& range);

/// Label, value and slider; the value can be typed. Without finite bounds there is a cell to pull instead of the slider.
bool number(const Kit& kit, const Field& field, double& value, bool whole = false, const SliderDecor& decor = {});
/// The same in one line: label, slider, value. The track is filled from the neutral value.
bool number_line(const Kit& kit, const Field& field, double& value, double neutral);
/// A cell that shows a number: pull sideways to change it, double click (or Ctrl and click, or Enter) to type it.
bool number_cell(const Kit& kit, ImGuiID id, double& value, const NumberRange& range, ImVec2 size, ImU32 color);
/// Whether text in place of this number is being typed; draws the text field then. `done` tells a value that was accepted.
bool typed(const Kit& kit, ImGuiID id, ImVec2 at, ImVec2 size, double& value, const NumberRange& range, bool& done);
/// Takes over a number that was typed or pasted into this entry, brought inside the range, which is said then. True when it changed.
bool take_number(Entry& entry, ImGuiID id, double wanted, double& value, const NumberRange& range);
/// The sentence about what was typed wrongly here, if anything was.
void complaint(const Kit& kit, ImGuiID id);
void heading(const Kit& kit, const Field& field);

}
