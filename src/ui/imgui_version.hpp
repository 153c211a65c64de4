#pragma once
#include "ui/type.hpp"

#include <imgui.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

/// The only file that knows which Dear ImGui it is built with: 1.86 to 1.92. Keys and the input queue changed in 1.87, texture
/// handles in 1.91, fonts in 1.92. (Keys never reach us through Dear ImGui: see keys.hpp.)
namespace eigenscope::ui {

/// A font at one size.
struct Face {
    ImFont* font = nullptr;
    float size = 14;                          ///< height of a line in px, as Dear ImGui counts it
};

/// One face for each style of text. Valid until the fonts are built again.
struct Fonts {
    std::array<Face, type_count> faces;
    const Face& operator[](Type type) const { return faces[static_cast<std::size_t>(type)]; }
};

/// A Dear ImGui context made the way this program wants it: no files of its own, no blinking.
ImGuiContext* create_context();
/// Allows or stops moving between widgets by keyboard.
void navigate_by_keyboard(bool on);
/// The mouse's buttons of this frame, and where the one that changed did so. Newer versions queue events themselves: nothing to do.
void set_buttons(const std::array<bool, 3>& down, const std::optional<ImVec2>& at);
/// Whether the item just made has the keyboard, and the person moves by keyboard.
bool focused_by_keyboard();
/// Where the item that has the keyboard was drawn in this frame, while people move by keyboard; none: there is none.
struct KeyboardItem {
    ImDrawList* list;
    ImVec2 lo, hi, clip_lo, clip_hi;
};
std::optional<KeyboardItem> item_with_keyboard();
/// The item just made gets the keyboard, where another one was about to have it as well. `by_mouse`: and the pointer stays what it was;
/// else nothing is under it until it moves.
void give_keyboard(bool by_mouse);
/// The same for the first item of the region that is current, which must have been given the keyboard itself.
void give_keyboard_to_first();
/// Enter on an item does what Space does. At the start of a frame.
void press_with_enter();
/// What was typed in this frame, which no text field gets any more: UTF-8, without controls.
std::string take_characters();
/// How far the text in a field that is being typed in is scrolled to the left, px.
float input_text_scroll(ImGuiID field);
/// Takes the mouse and the keyboard away from the widget that has them; a key that was about to press one does not.
void drop_active_item();

/// Which characters the font atlas holds: those that the interface itself says first, or all that people may type. (Newer versions
/// make each when it is first wanted.)
enum class Glyphs : std::uint8_t { first, all };

/// Fills the font atlas with the embedded fonts at this scale, rasterised by FreeType. Call between frames.
/// `said`: the height of what is said over a picture, px per em, where it is not that of small text.
Fonts build_fonts(double scale, Glyphs glyphs, std::optional<double> said = {});
/// Hands a new atlas to the OpenGL backend, where it does not fetch it by itself.
void upload_fonts();

void push_face(const Face& face);
void pop_face();
ImVec2 measure(const Face& face, const char* begin, const char* end, float wrap = 0);

/// Begins a frame of this size before any backend is there. False where Dear ImGui cannot: since 1.92 fonts are made with the renderer.
bool begin_unrendered_frame(ImVec2 size);
/// What stands for the picture of a tile in such a frame; its draw data get the real textures, those of the fonts included, when
/// there are some.
std::uintptr_t unrendered_texture(std::size_t tile);
void give_textures(ImDrawData& data, std::span<const std::uintptr_t> tiles);

/// A picture painted by OpenGL (its first row is the lowest) with rounded corners.
void add_picture(ImDrawList& list, std::uintptr_t texture, ImVec2 lo, ImVec2 hi, float rounding);

}
