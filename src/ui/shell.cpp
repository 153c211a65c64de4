#include "ui/shell.hpp"

#include "ui/browser.hpp"
#include "ui/cells.hpp"
#include "ui/commands.hpp"
#include "ui/facts_card.hpp"
#include "ui/filing.hpp"
#include "ui/gestures.hpp"
#include "ui/inspector.hpp"
#include "ui/motion.hpp"
#include "ui/notices.hpp"
#include "ui/palette.hpp"
#include "ui/playing.hpp"
#include "ui/rail.hpp"
#include "ui/tiles.hpp"
#include "ui/timeline.hpp"

#include <cmath>
#include <limits>

namespace eigenscope::ui {
namespace {

/// How large the words are that are said over pictures of this text size (px), where that is not as in the rest of the interface. In
/// whole steps: fonts take their time.
std::optional<double> size_of_said(Theme theme, double picture_scale) {
    constexpr double share = 0.8, step = 4;
    if (theme != Theme::projector) return std::nullopt;
    return std::max(1.0, std::round(share * text_size_of(theme) * picture_scale / step)) * step;
}

constexpr int settling_frames = 3;            // Dear ImGui shows some effects of an event one or two frames later

bool any_button() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.MouseDown[0] || io.MouseDown[1] || io.MouseDown[2];
}

/// Whether Dear ImGui's own keyboard navigation wants this key.
bool for_navigation(const Session& session, const KeyPress& press) {
    if (session.zone == Zone::pictures || session.palette.open || press.chord.ctrl || press.chord.alt) return false;
    const int code = press.chord.key;
    return (code == key::space && !session.entry.spaced) || code == key::enter || code == key::tab || (code >= key::left && code <= key::down);
}

/// Whether something lies over the pictures that has the keys while it is open: those that mean something to what is behind it rest.
bool over_pictures(const Session& session) { return session.palette.open || session.help_open || session.point.open; }

/// What is under the pointer, or has the keyboard, copies itself.
bool copy_key(Entry& entry, const KeyPress& press, bool typing) {
    if (typing || press.chord != Chord{.key = 'C', .ctrl = true}) return false;
    entry.copy = true;
    return true;
}

void accept_point(const Stage& stage) {
    PointEntry& point = stage.session.point;
    if (!point.open || !point.accepted) return;
    point.accepted = false;
    const auto* spot = find_handle(stage.session.view(point.tile).sheet, point.handle);
    if (!spot) {
        point.open = false;
        return;
    }
    const auto to = parse_point(point.text, spot->handle);
    if (!to) {
        point.sentence = to.error() + ".";
        point.fresh = true;                   // the field keeps the keyboard
        return;
    }
    point.open = false;
    place_handle(stage, point.tile, point.handle, *to);
}

}

Shell::Shell(Services services, Preferences preferences, Document document) : studio_(std::move(document)) {
    session_.services = std::move(services);
    session_.preferences = std::move(preferences);
    studio_.mark_saved();
    session_.desk.expect(studio_.shown());
}

bool Shell::prepare(double content_scale, double window_height) {
    const Preferences& preferences = session_.preferences;
    const double scale = std::clamp(content_scale * preferences.scale, 0.5, 8.0);
    // In a room with a projector only the pictures grow: they are the point.
    const bool dressed = skin_.theme == preferences.theme && skin_.scale == scale && font_scale_ != 0;
    // The first frame comes sooner with the letters that the interface itself needs; the next brings all that people may type.
    const Glyphs glyphs = drawn_ ? Glyphs::all : Glyphs::first;
    skin_.theme = preferences.theme;
    skin_.picture_scale = scale * scale_in(preferences.theme, window_height / content_scale);
    skin_.scale = scale;
    skin_.colors = colors_of(preferences.theme);
    const auto said = glyphs == Glyphs::first ? std::nullopt : size_of_said(preferences.theme, skin_.picture_scale);
    if (dressed && glyphs_ == glyphs && said_ == said) return false;
    dress(skin_);
    settling_ = settling_frames;
    if (font_scale_ == scale && glyphs_ == glyphs && said_ == said) return false;
    font_scale_ = scale;
    glyphs_ = glyphs;
    said_ = said;
    skin_.fonts = build_fonts(scale, glyphs, said);
    return true;
}

Areas Shell::areas_now() const {
    const Preferences& p = session_.preferences;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const auto with = [&](double message) {
        return areas(static_cast<double>(size.x), static_cast<double>(size.y), skin_.scale,
                     {.rail = p.show_rail, .inspector = p.show_inspector, .timeline = p.show_timeline, .pictures_only = session_.pictures_only,
                      .rail_called = session_.rail_called, .projected = p.theme == Theme::projector, .inspector_called = session_.inspector_called,
                      .message = message});
    };
    const Areas without = with(0);
    const double message = message_height(skin_, session_, studio_, without.tiles.width);
    return message > 0 ? with(message) : without;
}

void Shell::edit(double dt, const std::function<void(const Stage&)>& change) {
    Entry& entry = session_.entry;
    const Kit kit{skin_, entry};
    const bool live = entry.live;
    studio_.frame(live || any_button(), [&](const Document& shown, Document& next) {
        change(Stage{skin_, kit, session_, shown, next, dt, ImGui::GetIO().DisplaySize});
    });
    // The press that ends typing may begin a pull: two steps.
    const bool typed = std::exchange(entry.accepted, false) || (live && !entry.live && !session_.cancel_pull);
    if (typed) settle();
}

void Shell::settle() { studio_.frame(false, [](const Document&, Document&) {}); }

/// A press beside the formula that is being typed ends that step, before it begins another.
void Shell::end_typing() {
    const Entry& entry = session_.entry;
    if (entry.live && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsMouseHoveringRect(entry.lo, entry.hi, false)) settle();
}

void Shell::keys(const FrameInput& input) {
    const std::vector<Act> asked = std::exchange(session_.asked, {});
    for (const Act act : asked) perform(act);
    for (const KeyPress& one : input.keys) press(one);
}

void Shell::press(const KeyPress& press) {
    const bool typing = ImGui::GetIO().WantTextInput, over = over_pictures(session_);
    if (session_.browser.open) return press_in_browser(press);
    if (session_.entry.list.open) return session_.entry.list.keys.push_back(press.chord);
    bool used = !over && (cell_key(session_.entry, press, typing) || copy_key(session_.entry, press, typing));
    used = used || for_navigation(session_, press);
    edit(0, [&](const Stage& stage) {
        used = used || palette_key(stage, press);
        // A handle in focus has the arrows first; else they are actions like others.
        used = used || (!typing && !over && direct_key(stage, press));
    });
    if (used) return;
    const bool closes_help = session_.help_open && action_for(press, typing) == Act::help;
    const auto act = action_for(press, typing || (over && !closes_help));
    if (!act) return;
    if (!typing || *act == Act::back) return perform(*act);
    // What has been typed counts: the field ends in this frame, and the action is for the next.
    drop_active_item();
    session_.asked.push_back(*act);
}

/// Keys that mean something to the pictures behind it are not for them now.
void Shell::press_in_browser(const KeyPress& press) {
    // The field may have been left since the frame began: an arrow before this key does that.
    const bool typing = ImGui::GetIO().WantTextInput && ImGui::IsAnyItemActive();
    if (press.chord.key == key::escape) return perform(Act::back);
    if (const auto chosen = browser_key(session_.browser, press, typing)) chosen_ = *chosen;
}

void Shell::press_button(std::size_t button) {
    answer_ = answer_of_button(session_, studio_, button);
    if (answer_ == Answer::none) session_.tell("No message asks for that");
}

void Shell::perform(Act act) {
    // In the middle of a pull these mean the pull, or what would be pulled on is gone.
    const bool held = any_button() && (session_.holds_handle() || ImGui::IsAnyItemActive());
    if (held && (act == Act::undo || act == Act::redo || act == Act::new_document)) {
        cancel_pull();
        if (act == Act::undo) return;
    }
    bool done = false;
    edit(0, [&](const Stage& stage) { done = perform_in_frame(stage, act); });
    if (std::exchange(session_.cancel_pull, false)) cancel_pull();
    if (done) return;
    if (act == Act::quit) close();
    else if (act == Act::first_answer) press_button(0);
    else if (act == Act::second_answer) press_button(1);
    else perform_on_studio(session_, studio_, act);
}

void Shell::cancel_pull() {
    studio_.cancel_gesture();
    let_go(session_);
    drop_active_item();
}

void Shell::overlays(const Stage& stage, const Areas& areas) {
    if (const Answer given = draw_banner(stage, studio_, areas.message); given != Answer::none) answer_ = given;
    draw_palette(stage);
    if (const auto chosen = draw_browser(stage)) chosen_ = *chosen;
    draw_help(stage);
}

void Shell::draw(const Stage& stage, const Areas& areas) {
    session_.entry.begin_frame();
    play_on(stage);
    accept_point(stage);
    draw_rail(stage, areas);
    draw_tiles(stage, areas.tiles);
    draw_inspector(stage, areas.inspector);
    draw_timeline(stage, areas.timeline);
    overlays(stage, areas);
    if (session_.entry.rung != 0) session_.zone = Zone::inspector;
}

void Shell::answer() {
    switch (std::exchange(answer_, Answer::none)) {
    case Answer::none: break;
    case Answer::restore: restore_recovery(session_, studio_); break;
    case Answer::discard: discard_recovery(session_); break;
    case Answer::keep_warnings_off: session_.warnings.clear(); break;
    case Answer::bring_back: bring_back(session_, studio_); break;
    case Answer::forget_aside: session_.aside.pop_back(); break;
    case Answer::list_aside: session_.palette = {.open = true, .fresh = true, .query = "bring back"}; break;
    case Answer::save_and_quit: save_and_quit(); break;
    case Answer::quit_anyway: session_.quit = true; break;
    case Answer::stay: session_.quit_asked.reset(); break;
    }
    if (chosen_) finish_choice(*std::exchange(chosen_, std::nullopt));
    if (session_.wanted_work) bring_back(session_, studio_, std::exchange(session_.wanted_work, std::nullopt));
    if (session_.wanted_file)
        if (const Status opened = open_path(session_, studio_, *std::exchange(session_.wanted_file, std::nullopt)); !opened) session_.tell(opened.error(), true);
}

void Shell::save_and_quit() {
    session_.quit_asked.reset();
    if (save(session_, studio_)) close();
    else session_.quit_after_save = session_.browser.open;
}

/// As large and in the same colors and sizes as on the screen, without grips.
Status Shell::save_figure(const std::filesystem::path& path) {
    const ImGuiIO& io = ImGui::GetIO();
    const double dense = static_cast<double>(io.DisplayFramebufferScale.x);
    const Vec2 size(std::round(static_cast<double>(io.DisplaySize.x) * dense), std::round(static_cast<double>(io.DisplaySize.y) * dense));
    return save_figure_to(session_, studio_, path, size, {.theme = skin_.theme, .scale = skin_.picture_scale * dense, .show_handles = false});
}

void Shell::finish_choice(const Chosen& chosen) {
    const Status finished = [&] {
        switch (chosen.purpose) {
        case BrowserState::Purpose::open: return open_path(session_, studio_, chosen.path);
        case BrowserState::Purpose::save: return save_to(session_, studio_, chosen.path);
        case BrowserState::Purpose::figure: return save_figure(chosen.path);
        }
        return done();
    }();
    BrowserState& browser = session_.browser;
    if (finished) {
        close_browser(browser);
        if (chosen.purpose == BrowserState::Purpose::save && std::exchange(session_.quit_after_save, false)) close();
        return;
    }
    // What was typed stays, to be mended.
    browser.sentence = finished.error() + (finished.error().ends_with('.') ? "" : ".");
    browser.overwrite.reset();
    browser.fresh = true;
}

/// A pull ends with the button, and when its tile leaves the screen.
void Shell::end_pull() {
    const std::size_t tile = session_.pull.tile;
    const bool gone = tile >= studio_.shown().tiles.size() || !session_.view(tile).visible;
    if (session_.holds_handle() && (gone || !any_button())) let_go(session_);
}

/// A widget that is pulled holds the windows still, just like a handle.
void Shell::hold_for_widgets() {
    const bool held = ImGui::IsAnyItemActive() && ImGui::GetIO().MouseDown[0] && !session_.holds_handle();
    if (held && !windows_held_) hold_windows(session_);
    else if (!held && windows_held_ && !session_.holds_handle()) let_go(session_);
    windows_held_ = held;
}

void Shell::frame(const FrameInput& input) {
    const ImGuiIO& io = ImGui::GetIO();
    const double dt = std::clamp(input.dt, 1e-6, 0.1);
    const std::uint64_t before = studio_.version();
    if (!input.dropped.empty()) session_.wanted_file = input.dropped.front();
    session_.clock += std::max(0.0, input.elapsed);
    if (ImGui::IsMousePosValid() && !pointer_at_start_) pointer_at_start_ = io.MousePos;
    // A press or a key was the answer: what it did is to be seen, until the pointer asks again.
    if (any_button() || !input.keys.empty()) pointer_at_start_ = io.MousePos, skin_.pointed = false;
    skin_.pointed = skin_.pointed || (pointer_at_start_ && (io.MousePos.x != pointer_at_start_->x || io.MousePos.y != pointer_at_start_->y));
    press_with_enter();
    hold_for_widgets();
    keys(input);
    Areas now = areas_now();
    if (leave_hidden_zone(session_, now)) now = areas_now();
    session_.inspector_shown = now.inspector.width > 0;
    // What is there uncalled was not called.
    const bool called = std::exchange(session_.inspector_called, false);
    session_.inspector_called = called && areas_now().inspector.width == 0;
    end_typing();
    edit(dt, [&](const Stage& stage) {
        session_.entry.live = false;          // its field says so again, if it is still there
        draw(stage, now);
    });
    end_pull();
    answer();
    if (nothing_to_lose()) session_.quit_asked.reset();
    if (!session_.browser.open) session_.quit_after_save = false;
    show_pictures(skin_, session_, studio_.shown(), dt);
    draw_inspector_facts(skin_, session_, studio_.shown(), now.inspector);
    draw_focus_ring(skin_);
    session_.zone_fresh = false;
    draw_toasts(skin_, session_, now, std::max(0.0, input.elapsed));
    drawn_ = true;
    // What is set here takes effect with the next frame.
    navigate_by_keyboard(session_.zone != Zone::pictures && !session_.browser.open && !session_.entry.list.open);
    session_.hurry = false;
    if (session_.entry.offered && session_.entry.take_copy()) copy_text(session_, *session_.entry.offered);
    session_.entry.end_frame();
    const bool eventful = !input.keys.empty() || studio_.version() != before || any_button() || io.MouseDelta.x != 0 || io.MouseDelta.y != 0 ||
                          io.MouseWheel != 0 || !input.dropped.empty() || asks_for_keyboard();
    settling_ = eventful ? settling_frames : std::max(0, settling_ - 1);
}

/// A field that just asked for the keyboard has it a frame later. Told once: a field that is not drawn would ask for ever.
bool Shell::asks_for_keyboard() {
    const bool before = asking_;
    asking_ = (session_.point.open && session_.point.fresh) || (session_.browser.open && session_.browser.fresh);
    return asking_ && !before;
}

void Shell::repaint(bool shown) {
    for (TileView& view : session_.views) view.texture = 0;
    for (Session::SmallPicture& small : session_.small_pictures) small.texture = 0;
    drawn_ = shown;
    settling_ = settling_frames;
}

double Shell::rest() const {
    bool busy = false, moves = settling_ > 0 || session_.player.playing || !session_.asked.empty();
    for (const TileView& view : session_.views) {
        busy |= view.visible && view.busy;
        moves |= view.visible && moving(view);
    }
    if (moves) return 0;
    if (busy) return 0.016;
    double wait = std::numeric_limits<double>::infinity();
    for (const Toast& toast : session_.toasts) wait = std::min(wait, std::max(0.05, toast.left));
    return wait;
}

bool Shell::nothing_to_lose() const { return !studio_.unsaved() && session_.aside.empty(); }

std::string Shell::title() const { return title_of(session_, studio_); }

bool Shell::close() {
    const auto& asked = session_.quit_asked;
    if (nothing_to_lose() || (asked && asked->seen && asked->about == studio_.version())) {
        session_.quit = true;
        return true;
    }
    session_.quit_asked = {.about = studio_.version()};
    settling_ = settling_frames;
    return false;
}

}
