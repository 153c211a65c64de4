#include "ui/imgui_version.hpp"

#include "ink/font.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui_internal.h>
#if IMGUI_VERSION_NUM < 19200
#include <imgui_freetype.h>
#endif

namespace eigenscope::ui {
namespace {

struct Cut {
    ink::Face face;
    double size;                              ///< px per em at scale 1
};

Cut cut_of(Type type) {
    switch (type) {
    case Type::body: return {ink::Face::text, 14};
    case Type::strong: return {ink::Face::text_bold, 14};
    case Type::small: return {ink::Face::text, 12.5};
    case Type::small_strong: return {ink::Face::text_bold, 12.5};
    case Type::number: return {ink::Face::text_bold, 15};
    case Type::title: return {ink::Face::text_bold, 16};
    case Type::brand: return {ink::Face::text_bold, 20};
    case Type::said: break;                   // has a size of its own
    }
    return {ink::Face::text, 14};
}

/// FreeType is asked for the height from the lowest descender to the highest ascender; we think in px per em.
float line_height(ink::Face face, double em) {
    const ink::FaceMetrics metrics = ink::metrics(face);
    return static_cast<float>((metrics.ascent + metrics.descent) * em);
}

ImFont* add(ink::Face face, float height, const ImWchar* ranges, bool merge) {
    const auto bytes = ink::font_file(face);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = merge;
    config.OversampleH = config.OversampleV = 1;
    // The atlas only reads the bytes; its interface predates const.
    void* data = const_cast<void*>(static_cast<const void*>(bytes.data()));
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), height, &config, ranges);
}

// What the interface says itself: Latin, Greek, punctuation, sub- and superscripts, and the signs of its formulas and keys. Static
// data: the atlas keeps the pointer. Every range costs time before the first frame, in each of the cuts.
constexpr ImWchar letters[] = {0x20, 0xFF, 0x300, 0x304, 0x391, 0x3C9, 0x1D62, 0x1D6A, 0x2010, 0x2026, 0x20AC, 0x20AC, 0};
constexpr ImWchar signs[] = {0x1D40, 0x1D40, 0x1D62, 0x1D6A, 0x2016, 0x2016, 0x2032, 0x2033, 0x2070, 0x209C, 0x210E, 0x211D, 0x2150, 0x215E, 0x2190, 0x2195,
                             0x21A6, 0x21A6, 0x21E7, 0x21E7, 0x2202, 0x2212, 0x221A, 0x221E, 0x2225, 0x222B, 0x2248, 0x2248, 0x2260, 0x226B,
                             0x22C5, 0x22C5, 0x25A0, 0x25CF, 0x2713, 0x2717, 0x27E8, 0x27E9, 0};
// The same for the first frame alone, without the letters of other languages; and of that what the cuts say that are for one thing
// each: headings, the program's name, the numbers of a matrix.
constexpr ImWchar first_letters[] = {0x20, 0x7E, 0xB0, 0xBD, 0xD7, 0xD7, 0x300, 0x304, 0x391, 0x3C9, 0x1D62, 0x1D6A, 0x2010, 0x2026, 0};
constexpr ImWchar plain_letters[] = {0x20, 0x7E, 0xB2, 0xB7, 0x2013, 0x2026, 0x2212, 0x2212, 0x221E, 0x221E, 0};
// What people say: names of files, and what they type. Also the rest of Latin, Cyrillic, and all arrows and operators.
constexpr ImWchar any_letters[] = {0x20, 0x17F, 0x2B0, 0x2FF, 0x300, 0x304, 0x370, 0x45F, 0x1D62, 0x1D6A, 0x2010, 0x203A, 0x20AC, 0x20AC, 0};
constexpr ImWchar any_signs[] = {0x1D40, 0x1D6A, 0x2016, 0x2016, 0x2032, 0x2034, 0x2070, 0x209C, 0x2100, 0x2138, 0x2150, 0x215E,
                                 0x2190, 0x21FF, 0x2200, 0x22FF, 0x2308, 0x230B, 0x25A0, 0x25FF, 0x2713, 0x2717, 0x27E8, 0x27E9, 0};

#if IMGUI_VERSION_NUM < 19140
ImTextureID texture_id(std::uintptr_t number) { return reinterpret_cast<ImTextureID>(number); }
[[maybe_unused]] std::uintptr_t number_of(ImTextureID id) { return reinterpret_cast<std::uintptr_t>(id); }
#else
ImTextureID texture_id(std::uintptr_t number) { return static_cast<ImTextureID>(number); }
[[maybe_unused]] std::uintptr_t number_of(ImTextureID id) { return static_cast<std::uintptr_t>(id); }
#endif

struct Ranges {
    const ImWchar* text = nullptr;            ///< null: any, each glyph made when it is first wanted
    const ImWchar* symbols = nullptr;         ///< of the face that has them; null: likewise
    bool any_symbols = true;
};

[[maybe_unused]] Ranges ranges_of(Type type, Glyphs glyphs) {
    const bool first = glyphs == Glyphs::first;
    switch (type) {
    case Type::said:
    case Type::body:                          // people's own words are said in these
    case Type::small: return first ? Ranges{first_letters, signs} : Ranges{any_letters, any_signs};
    case Type::strong:
    case Type::small_strong: return {first ? first_letters : letters, signs};
    case Type::number:
    case Type::title:
    case Type::brand: return first ? Ranges{plain_letters, nullptr, false} : Ranges{letters, signs};
    }
    return {letters, signs};
}

}

ImGuiContext* create_context() {
    IMGUI_CHECKVERSION();
    ImGuiContext* context = ImGui::CreateContext();
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;    // a blinking cursor would keep the processor awake
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    return context;
}

void navigate_by_keyboard(bool on) {
    ImGuiIO& io = ImGui::GetIO();
    if (on) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    else io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
}

void set_buttons([[maybe_unused]] const std::array<bool, 3>& down, [[maybe_unused]] const std::optional<ImVec2>& at) {
#if IMGUI_VERSION_NUM < 18700
    ImGuiIO& io = ImGui::GetIO();
    std::copy(down.begin(), down.end(), io.MouseDown);
    if (at) io.MousePos = *at;
#endif
}

namespace {

bool ring_visible() {
#if IMGUI_VERSION_NUM < 19140
    return !ImGui::GetCurrentContext()->NavDisableHighlight;
#else
    return ImGui::GetCurrentContext()->NavCursorVisible;
#endif
}

void show_ring() {
#if IMGUI_VERSION_NUM < 19140
    ImGui::GetCurrentContext()->NavDisableHighlight = false;
#else
    ImGui::GetCurrentContext()->NavCursorVisible = true;
#endif
}

void pass_over_pointer() {
#if IMGUI_VERSION_NUM < 19140
    ImGui::GetCurrentContext()->NavDisableMouseHover = true;
#else
    ImGui::GetCurrentContext()->NavHighlightItemUnderNav = true;
#endif
}

bool by_keyboard() { return (ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0; }

}

bool focused_by_keyboard() { return by_keyboard() && ImGui::IsItemFocused() && ring_visible(); }

std::optional<KeyboardItem> item_with_keyboard() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGuiWindow* const window = context.NavWindow;
    if (!by_keyboard() || !window || !window->Active || context.NavId == 0 || !context.NavIdIsAlive) return std::nullopt;
    const ImRect at = ImGui::WindowRectRelToAbs(window, window->NavRectRel[context.NavLayer]), clip = window->InnerClipRect;
    return KeyboardItem{window->DrawList, at.Min, at.Max, clip.Min, clip.Max};
}

void give_keyboard(bool by_mouse) {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGui::NavMoveRequestCancel();
    ImGui::SetFocusID(context.LastItemData.ID, context.CurrentWindow);
    show_ring();
    if (!by_mouse) pass_over_pointer();
}

void give_keyboard_to_first() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    if (context.NavWindow != context.CurrentWindow) return;
    ImGui::NavInitWindow(context.CurrentWindow, true);
    show_ring();
}

void press_with_enter() {
#if IMGUI_VERSION_NUM < 18700                 // later versions do it by themselves
    ImGuiContext& context = *ImGui::GetCurrentContext();
    if (!by_keyboard() || context.NavActivateInputId == 0 || context.ActiveId != 0) return;
    context.NavActivateId = context.NavActivateDownId = context.NavActivatePressedId = context.NavActivateInputId;
#endif
}

std::string take_characters() {
    ImGuiIO& io = ImGui::GetIO();
    std::string text;
    for (const ImWchar wide : io.InputQueueCharacters) {
        const auto c = static_cast<unsigned int>(wide);
        if (c < 0x20 || c == 0x7f) continue;
        if (c < 0x80) text += static_cast<char>(c);
        else if (c < 0x800) text += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))};
        else if (c < 0x10000) text += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)), static_cast<char>(0x80 | (c & 63))};
    }
    io.InputQueueCharacters.resize(0);
    return text;
}

namespace {

// A number until 1.91, a point since.
template <class State>
float scroll_of(const State& state) {
    if constexpr (requires { state.ScrollX; }) return state.ScrollX;
    else return state.Scroll.x;
}

}

float input_text_scroll(ImGuiID field) {
    const ImGuiInputTextState* state = ImGui::GetInputTextState(field);
    return state ? scroll_of(*state) : 0;
}

void drop_active_item() {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGui::ClearActiveID();
    context.NavActivateId = context.NavActivateDownId = context.NavActivatePressedId = 0;
#if IMGUI_VERSION_NUM < 18700
    context.NavActivateInputId = 0;
#endif
}

Fonts build_fonts(double scale, [[maybe_unused]] Glyphs glyphs, std::optional<double> said) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
#if IMGUI_VERSION_NUM < 19200
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
    Fonts fonts;
    for (int i = 0; i < type_count; ++i) {
        const auto type = static_cast<Type>(i);
        if (type == Type::said && !said) {
            fonts.faces[static_cast<std::size_t>(i)] = fonts[Type::small];
            continue;
        }
        const Cut cut = type == Type::said ? Cut{ink::Face::text, *said / scale} : cut_of(type);
#if IMGUI_VERSION_NUM < 19200
        const Ranges ranges = ranges_of(type, glyphs);
#else
        const Ranges ranges;
#endif
        const float height = line_height(cut.face, cut.size * scale);
        ImFont* font = add(cut.face, height, ranges.text, false);
        if (ranges.any_symbols) add(ink::Face::symbols, line_height(ink::Face::symbols, cut.size * scale), ranges.symbols, true);
        fonts.faces[static_cast<std::size_t>(i)] = {font, height};
    }
    ImGui::GetIO().FontDefault = fonts[Type::body].font;
#if IMGUI_VERSION_NUM < 19200
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);    // builds, and makes what the backend will ask for
#endif
    return fonts;
}

void upload_fonts() {
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

void push_face(const Face& face) {
#if IMGUI_VERSION_NUM < 19200
    ImGui::PushFont(face.font);
#else
    ImGui::PushFont(face.font, face.size);
#endif
}

void pop_face() { ImGui::PopFont(); }

ImVec2 measure(const Face& face, const char* begin, const char* end, float wrap) {
    return face.font->CalcTextSizeA(face.size, 3e38f, wrap, begin, end);
}

bool begin_unrendered_frame([[maybe_unused]] ImVec2 size) {
#if IMGUI_VERSION_NUM < 19200
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size;
    io.DeltaTime = 1.0f / 60;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;             // as ours on OpenGL 3.3 will say
    ImGui::NewFrame();
    return true;
#else
    return false;
#endif
}

std::uintptr_t unrendered_texture(std::size_t tile) { return tile + 1; }   // 0 are the fonts, which have no texture yet

void give_textures([[maybe_unused]] ImDrawData& data, [[maybe_unused]] std::span<const std::uintptr_t> tiles) {
#if IMGUI_VERSION_NUM < 19200
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) {
            const auto stands_for = number_of(command.TextureId);
            command.TextureId = stands_for == 0 ? ImGui::GetIO().Fonts->TexID : texture_id(tiles[stands_for - 1]);
        }
#endif
}

void add_picture(ImDrawList& list, std::uintptr_t texture, ImVec2 lo, ImVec2 hi, float rounding) {
    list.AddImageRounded(texture_id(texture), lo, hi, {0, 1}, {1, 0}, IM_COL32_WHITE, rounding);
}

}
