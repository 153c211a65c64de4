#pragma once
#include "ui/browser.hpp"
#include "ui/notices.hpp"
#include "ui/session.hpp"

#include <vector>

namespace eigenscope::ui {

/// What comes from outside for one frame.
struct FrameInput {
    double dt = 1.0 / 60;                     ///< seconds by which motion goes on
    double elapsed = 1.0 / 60;                ///< seconds since the last frame, asleep or not
    std::vector<KeyPress> keys;
    std::vector<std::filesystem::path> dropped;            ///< files that were dropped on the window
};

/// The whole interface: rail, tiles, inspector, facts, timeline, palette. Needs a Dear ImGui context, but neither a window nor
/// OpenGL: pictures are painted by `services.paint`.
class Shell {
public:
    Shell(Services services, Preferences preferences, Document document);

    /// Fonts and colours for this screen; before a new Dear ImGui frame. True when the fonts were built again.
    bool prepare(double content_scale, double window_height);
    /// One frame, between ImGui::NewFrame and ImGui::Render.
    void frame(const FrameInput& input);

    /// The textures are gone: all pictures are painted anew in the next frame. `shown`: people have seen the frames until now.
    void repaint(bool shown);

    /// Seconds until the next frame is wanted without any input: 0 while something moves, infinity when all is at rest.
    double rest() const;
    std::string title() const;
    /// A wish to close the window. False when a question about unsaved work, shown or laid aside, was asked instead.
    bool close();

    Studio& studio() { return studio_; }
    const Studio& studio() const { return studio_; }
    Session& session() { return session_; }
    const Session& session() const { return session_; }
    const Skin& skin() const { return skin_; }

private:
    /// One round of edits: what they change is shown to whatever comes after it in the same frame.
    void edit(double dt, const std::function<void(const Stage&)>& change);
    void keys(const FrameInput& input);
    void press(const KeyPress& press);
    void press_in_browser(const KeyPress& press);
    void press_button(std::size_t button);    ///< of the banner
    void perform(Act act);
    void settle();                            ///< what was changed until now is a step
    void end_typing();
    void cancel_pull();
    void hold_for_widgets();
    void end_pull();
    bool nothing_to_lose() const;
    bool asks_for_keyboard();
    void draw(const Stage& stage, const Areas& areas);
    void overlays(const Stage& stage, const Areas& areas);
    void answer();                            ///< does what banners and the browser were told
    void finish_choice(const Chosen& chosen);
    Status save_figure(const std::filesystem::path& path);
    void save_and_quit();
    Areas areas_now() const;

    Session session_;
    Studio studio_;
    Skin skin_;
    double font_scale_ = 0;
    std::optional<double> said_;              ///< the size of what is said over pictures, as the fonts have it
    std::optional<ImVec2> pointer_at_start_;
    Glyphs glyphs_ = Glyphs::first;
    bool drawn_ = false;                      ///< a first frame
    bool asking_ = false;                     ///< a field asked for the keyboard in the last frame
    bool windows_held_ = false;               ///< by a widget that is pulled
    int settling_ = 3;                        ///< frames still to be drawn although nothing moves
    Answer answer_ = Answer::none;
    std::optional<Chosen> chosen_;
};

}
