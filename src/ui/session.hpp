#pragma once
#include "document/derived.hpp"
#include "document/files.hpp"
#include "document/journals.hpp"
#include "document/preferences.hpp"
#include "document/studio.hpp"
#include "ui/actions.hpp"
#include "ui/areas.hpp"
#include "ui/hands.hpp"
#include "ui/widgets.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <span>

/// What is neither saved nor undone: hovers, drags, text being typed, what lies open. Plain data; the parts of the shell read
/// and write it.
namespace eigenscope::ui {

/// What the window lends to the shell, so that the shell needs neither OpenGL nor paper.
struct Services {
    /// Paints a tile's sheet and returns the texture that holds it; 0: there is nothing to show.
    std::function<std::uintptr_t(std::size_t tile, const ink::Sheet& sheet)> paint;
    /// Writes a document as a figure; the ending of the path says the format. `shown`: what is on the screen of each tile.
    std::function<Status(const Document& document, std::span<const Derived> shown, Vec2 size, const ink::Look& look,
                         const std::filesystem::path& path)> save_figure;
};

/// A pull on a picture that is under way.
struct Pull {
    enum class Kind { none, handle, pen, pan, turn } kind = Kind::none;
    std::size_t tile = 0, plot = 0;
    std::string plot_id = {};
    int handle = 0;
    ink::PlotFrame frame = {};                     ///< as it was when the button went down: nothing rescales meanwhile
    Vec2 grip = Vec2::Zero();                 ///< from the pointer to the handle, px
    Vec2 from = Vec2::Zero();                 ///< where the handle was, mathematical coordinates
    Vec2 pressed = Vec2::Zero();              ///< where the pointer was, px
    bool moved = false;                       ///< far enough to be meant
    Camera3 view = {};
};

/// A picture that moves from one state to another.
struct Passage {
    Panel from, to;
    double progress = 1;                      ///< 1: there
};

/// A plot's window that moves to a new place instead of jumping there.
struct EasedWindow {
    std::string plot;
    Camera from, to, now;
    double progress = 1;
};

/// The part of a timeline that is played round and round. An end that is not set is the timeline's own.
struct Loop {
    std::optional<double> from = {}, to = {};
};

/// One tile as it was shown last.
struct TileView {
    ink::Sheet sheet;
    ImVec2 at = {0, 0};                       ///< of the picture in the window
    Vec2 size = Vec2::Zero();                 ///< of the picture, px
    std::optional<Panel> shown;               ///< what the sheet was made from
    ink::Look look;
    std::uintptr_t texture = 0;
    std::optional<Panel> target;              ///< the document's value, to notice jumps
    Passage passage;
    std::vector<std::pair<std::string, Camera>> held;      ///< windows that stand still while the button is down
    std::vector<EasedWindow> windows;         ///< windows on their way to where the panel wants them
    std::vector<Camera3> cameras;             ///< of the plots in space
    std::optional<HandleKey> hot, focused;
    std::string lit;
    std::string hover;                        ///< what is said beside the pointer
    bool pointed = false;                     ///< the pointer is over the picture
    bool busy = false, visible = false, was_moving = false;
    bool folded = false;                      ///< in the strip beside the tile in focus: a press brings it there
    std::string title;                        ///< the short formula beside the name
    std::optional<Timeline> timeline;
    Loop loop;
    std::vector<Fact> facts;

    /// What it shows next has nothing to do with what it showed: nothing moves from there, no loop and no focus is left.
    void begin_anew() {
        target.reset();
        passage = {};
        held.clear();
        windows.clear();
        hot.reset();
        focused.reset();
        loop = {};
    }
};

/// The little field in which a handle's place is typed.
struct PointEntry {
    bool open = false, fresh = false;
    std::size_t tile = 0;
    HandleKey handle = {0, 0};
    Vec2 at = Vec2::Zero();                   ///< px in the picture
    std::string text = {}, sentence = {};
    bool accepted = false;                    ///< Enter was pressed: to be done with the next frame's edits
};

struct Player {
    bool playing = false;
    std::size_t tile = 0;                     ///< the tile that plays
    double speed = 1;
    double moment = 0;                        ///< the exact time, also between whole steps
};

/// A list to choose from by typing: commands, panels, presets, files.
struct PaletteState {
    bool open = false, fresh = false;
    std::string query = {};
    std::size_t chosen = 0;
    bool moved = false;                       ///< the chosen line is to be scrolled into sight
};

struct BrowserState {
    enum class Purpose { open, save, figure } purpose = Purpose::open;
    struct Item {
        std::string name;
        bool folder = false;
    };
    bool open = false, fresh = false;
    bool moved = false;                       ///< the chosen line is to be scrolled into sight
    std::filesystem::path folder = {};
    std::string name = {}, sentence = {};
    std::vector<Item> items = {};
    std::optional<std::filesystem::path> overwrite = {};        ///< asked once whether this file may be replaced
};

/// A line of text that goes away by itself after a few seconds.
struct Toast {
    std::string text;
    bool bad = false;
    double left = 4;                          ///< seconds
};

/// Which part of the window the keyboard works in.
enum class Zone { pictures, inspector, facts, rail };

struct Session {
    Services services;
    Preferences preferences;
    Desk desk;
    std::vector<TileView> views;
    Pull pull;
    Player player;
    Entry entry;
    PointEntry point;
    PaletteState palette;
    BrowserState browser;
    bool help_open = false, presets_open = false, full_size = false, pictures_only = false, rail_called = false, full_screen = false, quit = false;
    bool inspector_called = false, inspector_shown = false;        ///< on a projector it comes when it is called
    /// Before quitting with unsaved work the question is asked; a second wish is the answer, if people have seen it about this
    /// very work.
    struct QuitQuestion {
        std::uint64_t about = 0;              ///< the studio's version when it was asked
        bool seen = false;
    };
    std::optional<QuitQuestion> quit_asked;
    bool quit_after_save = false;             ///< the answer was to save, and a name is being chosen
    Zone zone = Zone::pictures;
    bool zone_fresh = false;
    std::optional<std::pair<std::size_t, const PanelType*>> inspected;  ///< tile and kind of panel that the inspector showed last
    double form_height = 0, facts_height = 0; ///< px that the inspector's two halves took in the last frame
    std::filesystem::path path;               ///< of the document; empty: untitled
    std::optional<FileStamp> stamp;           ///< of that file when it was read or written here, where that is known
    std::vector<std::string> warnings;        ///< about the file that was opened
    std::vector<Recovery> recoveries;         ///< what earlier processes left behind, the newest first
    std::vector<Recovery> restored;           ///< brought back; forgotten when this process has it on disk itself
    std::uint64_t work = 0, last_work = 0;    ///< the number of what is shown, for its journal, and the last one given
    /// Unsaved work whose place another document took.
    struct Aside {
        Document document;
        std::filesystem::path path;
        std::optional<FileStamp> stamp;
        std::uint64_t work = 0;
        double at = 0;                        ///< when: on `clock`
        std::vector<Picture> pictures = {};   ///< what its tiles showed, as far as that was known; an empty one: not known
    };
    std::vector<Aside> aside;                 ///< the last one on top
    /// A tile of work laid aside, drawn small. Its place in the list is that of its texture.
    struct SmallPicture {
        std::uint64_t work = 0;
        std::size_t tile = 0;
        Theme theme = Theme::dark;
        Vec2 size = Vec2::Zero();
        std::uintptr_t texture = 0;
        bool operator==(const SmallPicture&) const = default;
    };
    std::vector<SmallPicture> small_pictures;
    double clock = 0;                         ///< seconds since the start, as they were told
    bool aside_closed = false, recoveries_closed = false;          ///< these messages were closed; what they are about is still there
    std::optional<std::uint64_t> wanted_work;              ///< work laid aside that a part of the window wants back
    std::deque<Toast> toasts;
    std::vector<Act> asked;                   ///< actions that parts of the window want done at the start of the next frame
    std::optional<std::filesystem::path> wanted_file;      ///< a file that one of them wants to open
    bool cancel_pull = false;                 ///< Esc while the button is down: back to where it began
    bool hurry = false;                       ///< what is done in this frame is shown at once, without a passage

    /// Says it for a few seconds; what is being said already is not said twice, but longer.
    void tell(std::string text, bool bad = false) {
        std::erase_if(toasts, [&](const Toast& toast) { return toast.text == text; });
        toasts.push_back({std::move(text), bad, bad ? 8.0 : 4.0});
        if (toasts.size() > 3) toasts.pop_front();
    }
    /// Nothing of this tile passes to the one that takes its number.
    void forget_tile(std::size_t i) {
        if (i < views.size()) views.erase(views.begin() + static_cast<std::ptrdiff_t>(i));
        desk.leave(i);
    }
    bool holds_handle() const { return pull.kind != Pull::Kind::none; }
    TileView& view(std::size_t i) {
        if (views.size() <= i) views.resize(i + 1);
        return views[i];
    }
};

/// What every part of the shell is given while a frame is made. `shown` is read, `next` is written.
struct Stage {
    const Skin& skin;
    const Kit& kit;
    Session& session;
    const Document& shown;
    Document& next;
    double dt = 0;
    ImVec2 display = {1, 1};

    /// The tile in focus. `next` may have more tiles than `shown` at the end of a frame, never fewer: tiles are closed by actions.
    std::size_t focus() const { return static_cast<std::size_t>(shown.focus); }
    void ask(Act act) const { session.asked.push_back(act); }
};

}
