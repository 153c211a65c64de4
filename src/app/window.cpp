#include "app/window.hpp"

#include "app/command_line.hpp"
#include "app/figure.hpp"
#include "app/first_frame.hpp"
#include "app/heap.hpp"
#include "app/message.hpp"
#include "app/screen.hpp"
#include "app/signals.hpp"
#include "base/variant.hpp"
#include "document/axes.hpp"
#include "gl/painter.hpp"
#include "ui/filing.hpp"
#include "ui/shell.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <future>
#include <thread>

namespace eigenscope {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double shortest_frame = 1.0 / 125;  // where the screen does not set the pace

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Dear ImGui's context.
class Context {
public:
    Context() : context_(ui::create_context()) {}
    ~Context() { ImGui::DestroyContext(context_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

private:
    ImGuiContext* context_;
};

/// Dear ImGui's two backends, bound to a screen.
class Interface {
public:
    explicit Interface(Screen& screen) : window_(screen.handle()) {
        ImGui_ImplGlfw_InitForOpenGL(window_, true);
        ImGui_ImplOpenGL3_Init("#version 330");
        ImGui_ImplOpenGL3_NewFrame();         // makes its program and the fonts' texture
        screen.listen_to_hands();
    }
    ~Interface() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
    }
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;

    /// Hands on what hands did, before a frame begins. A button goes down or up where it happened.
    void pass(const InputQueue::Turn& turn) {
        for (const auto& event : turn.keyboard)
            std::visit(Overloaded{[&](const RawKey& key) { ImGui_ImplGlfw_KeyCallback(window_, key.key, key.scancode, key.action, key.modifiers); },
                                  [&](unsigned int character) { ImGui_ImplGlfw_CharCallback(window_, character); }}, event);
        click_at_.reset();
        if (!turn.button) return;
        const RawButton& now = *turn.button;
        ImGui_ImplGlfw_MouseButtonCallback(window_, now.button, now.down ? GLFW_PRESS : GLFW_RELEASE, 0);
        if (now.button < 0 || now.button >= static_cast<int>(down_.size())) return;
        down_[static_cast<std::size_t>(now.button)] = now.down;
        click_at_ = ImVec2(static_cast<float>(now.x), static_cast<float>(now.y));
    }
    void begin() {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ui::set_buttons(down_, click_at_);
        // Two events in the same instant, or a night asleep: neither is a frame's length.
        ImGuiIO& io = ImGui::GetIO();
        io.DeltaTime = std::clamp(io.DeltaTime, 1e-6f, 0.1f);
        ImGui::NewFrame();
    }
    /// Draws what ImGui::Render has made.
    void end(PixelSize size, const ui::Skin& skin) {
        gl::clear_window(size.width, size.height, ui::rgba_of(skin.colors.window));
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    }

private:
    GLFWwindow* window_;
    std::optional<ImVec2> click_at_;
    std::array<bool, 3> down_ = {};
};

/// The pictures of the tiles as textures.
class Pictures {
public:
    /// Painted on paper.
    std::uintptr_t take(std::size_t tile, const paper::Image& image) {
        gl::Canvas& canvas = canvas_of(tile);
        if (image.width > 0) canvas.write(image.width, image.height, image.rgba);
        return canvas.texture();
    }
    std::uintptr_t paint(std::size_t tile, gl::Painter& painter, const ink::Sheet& sheet) {
        gl::Canvas& canvas = canvas_of(tile);
        canvas.paint(painter, sheet);
        return canvas.texture();
    }

private:
    gl::Canvas& canvas_of(std::size_t tile) {
        while (canvases_.size() <= tile) canvases_.emplace_back();
        return canvases_[tile];
    }
    std::vector<gl::Canvas> canvases_;
};

Status save_figure(const Document& document, std::span<const Derived> shown, Vec2 size, const ink::Look& look, const std::filesystem::path& path) {
    const ink::Sheet sheet = figure(document, size, look, shown);
    const Result<std::string> bytes = on_paper(sheet, figure_format(path).value_or(FigureFormat::png), document);
    if (!bytes) return Error{bytes.error()};
    return save_file(path, *bytes);
}

/// The command line's word holds for this run.
Preferences preferences_for(const WindowOptions& options, Preferences preferences) {
    const auto themes = choices(Theme{});
    for (std::size_t i = 0; i < themes.size(); ++i)
        if (themes[i].key == options.theme) preferences.theme = static_cast<Theme>(i);
    if (options.scale > 0) preferences.scale = std::clamp(options.scale, 0.5, 4.0);
    return preferences;
}

std::string nothing_is_kept() {
    const std::string folder = state_directory().string();
    return (folder.empty() ? "There is no home folder" : folder + " cannot be written") +
           ": settings are not kept, nor is unsaved work if the program is ended. Set HOME or XDG_STATE_HOME to a folder of yours.";
}

std::string settings_not_saved() {
    return "The settings could not be saved in " + (state_directory() / "preferences.json").string() + "; they hold for this run. Is the disk full?";
}

std::string work_not_kept() {
    return "Unsaved work cannot be kept in " + state_directory().string() + ": it would be lost if the program were ended now. Save it, and see whether the disk is full.";
}

void warn(ui::Shell& shell, const std::string& what) {
    say(what);
    shell.session().tell(what, true);
}

/// What outlives the window: the journals of unsaved work and the preferences. Both are best effort.
class Keeper {
public:
    /// `stored`: on the disk; `given`: with what the command line said of them.
    Keeper(const Preferences& stored, const Preferences& given) : journals_(state_directory()), stored_(stored), given_(given), saved_(stored) {}

    bool active() const { return journals_.active(); }
    void keep(ui::Shell& shell) {
        const bool button = ImGui::IsMouseDown(ImGuiMouseButton_Left);
        if (!button && !keep_work(shell.session(), shell.studio(), journals_) && active() && !std::exchange(told_of_work_, true))
            warn(shell, work_not_kept());
        const Preferences wanted = lasting(shell.session().preferences, given_, stored_);
        if (!(wanted == saved_) && !button) {
            saved_ = wanted;
            if (!save_preferences(saved_) && active() && !std::exchange(told_, true)) warn(shell, settings_not_saved());
        }
    }
    void remember_size(PixelSize size) {
        saved_.width = std::clamp(size.width, 320, 16384);
        saved_.height = std::clamp(size.height, 240, 16384);
        save_preferences(saved_);
    }
    void close() { journals_.close(); }

private:
    Journals journals_;
    Preferences stored_, given_, saved_;
    bool told_ = false, told_of_work_ = false;             ///< that the settings, and unsaved work, cannot be kept
};

/// One window from its first frame to its last.
class Loop {
public:
    Loop(Screen& screen, Interface& interface, ui::Shell& shell, const Signals& signals)
        : screen_(screen), interface_(interface), shell_(shell), signals_(signals) {}

    void run(Keeper& keeper) {
        double rest = 0;
        while (!shell_.session().quit && signals_.caught() == 0) {
            screen_.wait(rest);
            if (screen_.wants_to_close()) shell_.close();
            const PixelSize size = screen_.framebuffer();
            if (size.width < 1 || size.height < 1) {           // minimised: there is nothing to draw on
                rest = std::numeric_limits<double>::infinity();
                continue;
            }
            draw(size, rest > 0);
            keeper.keep(shell_);
            rest = screen_.hands_wait() ? 0 : shell_.rest();
        }
    }

private:
    void draw(PixelSize size, bool woken) {
        const double elapsed = seconds_since(last_);
        if (!woken && elapsed < shortest_frame) std::this_thread::sleep_for(std::chrono::duration<double>(shortest_frame - elapsed));
        const double passed = seconds_since(last_), dt = woken ? 1.0 / 60 : passed;
        last_ = Clock::now();
        if (shell_.prepare(screen_.content_scale(), size.height)) ui::upload_fonts();
        InputQueue::Turn turn = screen_.take_turn(ImGui::GetIO().WantTextInput);
        interface_.pass(turn);
        interface_.begin();
        shell_.frame({.dt = dt, .elapsed = passed, .keys = std::move(turn.presses), .dropped = screen_.take_dropped()});
        ImGui::Render();
        interface_.end(size, shell_.skin());
        screen_.present();
        screen_.title(shell_.title());
        screen_.full_screen(shell_.session().full_screen);
    }

    Screen& screen_;
    Interface& interface_;
    ui::Shell& shell_;
    const Signals& signals_;
    Clock::time_point last_ = Clock::now() - std::chrono::seconds(1);      // the first frame does not wait for its turn
};

/// What is to be shown first: the file named on the command line, else the given document, else the default one.
std::variant<Opened, OpenError> first_document(const WindowOptions& options) {
    if (!options.path.empty()) return open_document(options.path);
    return Opened{options.document ? *options.document : default_document(), {}};
}

/// Shows the frame that was made while the window opened, if it is one for this window.
bool show_first(const FirstFrame& frame, const ui::Skin& skin, Screen& screen, Interface& interface, Pictures& pictures) {
    const PixelSize size = screen.framebuffer();
    if (frame.size.width != size.width || frame.size.height != size.height || screen.content_scale() != 1) return false;
    std::vector<std::uintptr_t> textures;
    for (std::size_t i = 0; i < frame.pictures.size(); ++i) textures.push_back(pictures.take(i, frame.pictures[i]));
    ui::give_textures(*ImGui::GetDrawData(), textures);
    interface.end(size, skin);
    screen.present();
    return true;
}

int run_on(Screen& screen, const Signals& signals, ui::Shell& shell, const FirstFrame& first, const Preferences& stored) {
    Interface interface(screen);
    Pictures pictures;
    shell.repaint(show_first(first, shell.skin(), screen, interface, pictures));
    const auto painter = gl::Painter::create();
    if (!painter) {
        say("OpenGL cannot draw the pictures: " + painter.error());
        return exit_code::no_display;
    }
    shell.session().services = {.paint = [&](std::size_t tile, const ink::Sheet& sheet) { return pictures.paint(tile, **painter, sheet); },
                                .save_figure = save_figure};
    Keeper keeper(stored, shell.session().preferences);
    if (!keeper.active()) warn(shell, nothing_is_kept());
    Loop(screen, interface, shell, signals).run(keeper);
    keeper.remember_size(screen.size());
    const int signal = signals.caught();
    // A signal is not the user's word about unsaved work: it is offered again next time.
    if (signal == 0) keeper.close();
    return signal == 0 ? exit_code::fine : 128 + signal;
}

}

int run_window(const WindowOptions& options) {
    begin_heap_with_huge_pages();
    const Signals signals(&Screen::wake);
    auto first = first_document(options);
    if (const auto* error = std::get_if<OpenError>(&first)) {
        say(error->what);
        return error->exit_code;
    }
    const Preferences stored = load_preferences();
    auto& opened = std::get<Opened>(first);
    const Context context;
    ui::Shell shell({}, preferences_for(options, stored), with_shared_axes(std::move(opened.document)));
    if (!options.path.empty()) take_file(shell.session(), options.path, std::move(opened.warnings));
    else if (options.document) shell.studio().mark_unsaved();
    shell.session().full_screen = options.full_screen;
    shell.session().recoveries = find_recoveries(state_directory());
    auto making = std::async(std::launch::async, [&] { return FirstFrame::make(shell, {stored.width, stored.height}); });
    auto screen = Screen::open({stored.width, stored.height});
    const FirstFrame frame = making.get();
    if (!screen) {
        say(screen.error());
        return exit_code::no_display;
    }
    return run_on(**screen, signals, shell, frame, stored);
}

}
