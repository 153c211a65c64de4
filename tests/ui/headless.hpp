#pragma once
#include "ui/hands.hpp"
#include "ui/shell.hpp"
#include "document/fields.hpp"

#include <imgui.h>

#include <chrono>
#include <string>
#include <thread>

/// The whole interface without a window and without OpenGL: one event a frame, as Dear ImGui 1.86 wants it.
namespace eigenscope::ui {

class Headless {
public:
    explicit Headless(Document document = default_document(), Preferences preferences = {}, ImVec2 size = {1600, 900})
        : context_(create_context()), shell_(services(), preferences, std::move(document)) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = size;
        io.DeltaTime = 1.0f / 60;
#if IMGUI_VERSION_NUM >= 18700
        io.ConfigInputTrickleEventQueue = false;  // a key and a move of one frame are seen in that frame
#endif
#if IMGUI_VERSION_NUM < 18700
        for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
#endif
#if IMGUI_VERSION_NUM >= 19200
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
        move({0, 0});                         // where the pointer lies at the start, it has not been moved to
        settle();
    }
    ~Headless() { ImGui::DestroyContext(context_); }
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    Shell& shell() { return shell_; }
    Session& session() { return shell_.session(); }
    Studio& studio() { return shell_.studio(); }
    const Document& shown() { return shell_.studio().shown(); }
    const TileView& view(std::size_t i) { return shell_.session().view(i); }

    void frame(std::vector<KeyPress> keys = {}, double dt = 1.0 / 60) {
        shell_.prepare(1, static_cast<double>(ImGui::GetIO().DisplaySize.y));
        ImGui::NewFrame();
        shell_.frame({.dt = dt, .elapsed = dt, .keys = std::move(keys), .dropped = {}});
        ImGui::Render();
    }
    /// Until nothing moves any more.
    void settle(int most = 400) {
        do {
            frame();
            // Mathematics takes as long as it takes; on a busy machine that is longer than many frames.
            for (int wait = 0; computing() && wait < 5000; ++wait) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                frame();
            }
        } while (--most > 0 && shell_.rest() < 0.1);
    }

    void move(ImVec2 to) {
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().MousePos = to;
#else
        ImGui::GetIO().AddMousePosEvent(to.x, to.y);
#endif
        frame();
    }
    void button(int which, bool down) {
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().MouseDown[which] = down;
#else
        ImGui::GetIO().AddMouseButtonEvent(which, down);
#endif
        frame();
    }
    void wheel(float notches) {
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().MouseWheel = notches;
#else
        ImGui::GetIO().AddMouseWheelEvent(0, notches);
#endif
        frame();
    }
    void modifiers(bool shift, bool ctrl) {
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().KeyShift = shift;
        ImGui::GetIO().KeyCtrl = ctrl;
#else
        ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, shift);
        ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, ctrl);
#endif
    }
    /// A key as Dear ImGui's own text fields see it.
    void field_key(ImGuiKey key) {
        for (const bool down : {true, false}) {
#if IMGUI_VERSION_NUM < 18700
            ImGui::GetIO().KeysDown[static_cast<int>(key)] = down;
#else
            ImGui::GetIO().AddKeyEvent(key, down);
#endif
            frame();
        }
    }
    void type(const std::string& text) {
        for (const char c : text) {
            ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
            frame();
        }
    }
    void press(Chord chord, bool repeated = false) { frame({{chord, repeated}}); }
    void click(ImVec2 at, int which = 0) {
        move(at);
        button(which, true);
        button(which, false);
    }
    void double_click(ImVec2 at) {
        for (int i = 0; i < 25; ++i) frame(); // longer than what makes one click the third of three
        click(at);
        click(at);
    }
    /// Where a handle of a tile is on the screen.
    ImVec2 handle(std::size_t tile, std::size_t index) {
        const TileView& v = view(tile);
        const Vec2 at = v.sheet.handles.at(index).at;
        return {v.at.x + static_cast<float>(at.x()), v.at.y + static_cast<float>(at.y())};
    }
    /// A place in a tile's first plot where there is no handle, only picture.
    ImVec2 empty_place(std::size_t tile) {
        const TileView& v = view(tile);
        const auto& area = v.sheet.plots.at(0).area;
        for (double y = area.lo.y() + 20; y < area.hi.y() - 20; y += 13)
            for (double x = area.lo.x() + 20; x < area.hi.x() - 20; x += 13)
                if (!handle_at(v.sheet, Vec2(x, y), 3)) return {v.at.x + static_cast<float>(x), v.at.y + static_cast<float>(y)};
        return v.at;
    }
    int painted = 0;

private:
    bool computing() {
        for (std::size_t i = 0; i < shown().tiles.size(); ++i)
            if (view(i).visible && view(i).busy) return true;
        return false;
    }
    Services services() {
        return {.paint = [this](std::size_t tile, const ink::Sheet&) {
                    ++painted;
                    return static_cast<std::uintptr_t>(tile + 1);
                },
                .save_figure = {}};
    }

    ImGuiContext* context_;
    Shell shell_;
};

// The numbers of handles.
inline constexpr int column1 = 1, column2 = 2, end_b = 1;

inline ImVec2 moved(ImVec2 p, float x, float y) { return {p.x + x, p.y + y}; }

// In the window of 1600x900, as in its drawing.
inline const ImVec2 first_cell{1357, 105};    ///< of the matrix in the inspector
inline const ImVec2 determinant_fact{1400, 745};             ///< on the card of facts
inline const ImVec2 distribution_row{80, 274}, distribution_plus{180, 274};        ///< in the rail: a panel that no tile shows at the start

}
